"""Makes the wheel: the package, the libraries that ``make wheel`` built beside it, and what the format asks for.

A build backend of PEP 517 in the standard library alone, so that building needs nothing to be fetched. The wheel is the
same bytes for the same files.
"""

from __future__ import annotations

import base64
import hashlib
import platform
import re
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LIBRARIES = ROOT / ".build" / "bindings" / "lib"


def version() -> str:
    source = (ROOT / "Sources" / "VietCore" / "LibraryVersion.swift").read_text()
    return re.search(r'current = "(.*)"', source).group(1)


def tag() -> str:
    """The glibc that the libraries were built on is the oldest that they run on."""
    glibc = platform.libc_ver()[1].replace(".", "_")
    return f"py3-none-manylinux_{glibc}_{platform.machine()}"


def metadata() -> str:
    return "\n".join(
        [
            "Metadata-Version: 2.1",
            "Name: viettext",
            f"Version: {version()}",
            "Summary: Vietnamese text: normalise, convert, segment, index, search",
            "Requires-Python: >=3.9",
            "Description-Content-Type: text/markdown",
            "",
            (HERE / "README.md").read_text(),
        ]
    )


def build_wheel(directory: str, config_settings: object = None, metadata_directory: object = None) -> str:
    info = f"viettext-{version()}.dist-info"
    files = {f"viettext/{path.relative_to(HERE / 'viettext')}": path.read_bytes()
             for path in sorted((HERE / "viettext").rglob("*")) if path.suffix in (".py", ".typed")}
    for name in ("libviettext.so", "vietfts.so"):
        if not (LIBRARIES / name).is_file():
            raise SystemExit(f"{LIBRARIES / name} is missing (run make wheel)")
        files[f"viettext/lib/{name}"] = (LIBRARIES / name).read_bytes()
    files[f"{info}/METADATA"] = metadata().encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: viettext\nRoot-Is-Purelib: false\nTag: {tag()}\n".encode()
    files[f"{info}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    files[f"{info}/NOTICE"] = (ROOT / "NOTICE").read_bytes()
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()

    wheel = f"viettext-{version()}-{tag()}.whl"
    Path(directory).mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(Path(directory) / wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if name.endswith(".so") else 0o644) << 16
            archive.writestr(entry, data)
    return wheel


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    print(HERE / "dist" / build_wheel(str(HERE / "dist")))
