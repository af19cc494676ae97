#!/usr/bin/env python3
"""Keeps Corpus/MANIFEST.tsv true: the data files of this repository, their size, checksum, licence and origin.

    Corpus/manifest.py           write sizes and checksums anew; new files of Corpus/text and Corpus/shapes get a row
    Corpus/manifest.py --check   exit 1 and one line for each row that is not true and each file without a row
"""
import hashlib
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "Corpus" / "MANIFEST.tsv"
HEADER = ["path", "bytes", "checksum", "licence", "origin", "used by"]
# Every file in these folders is data and must have a row.
DATA = ["Corpus/text", "Corpus/spoken", "Corpus/shapes", "Corpus/orthography", "Corpus/encodings", "Corpus/gold", "Corpus/lexicon",
        "Corpus/lexicon", "Corpus/index-formats", "Sources/CVietData/blobs"]
KNOWN = {
    "Corpus/text/": ("Apache-2.0", "written for this repository", "demo, tests, benchmarks, shapes"),
    "Corpus/spoken/": ("Apache-2.0", "written for this repository", "training of the restoration model, tests"),
    "Corpus/shapes/": ("Apache-2.0", "Corpus/make-shapes.py, from Corpus/text", "tests, demo"),
    "Corpus/gold/segment/": (
        "Apache-2.0",
        "written and segmented by hand for this repository, twice: the passes agree by F1 98.00 on 3,027 sentences",
        "training of the word model, viet model evaluate, GoldSegmentationTests"),
    "Corpus/index-formats/": ("Apache-2.0", "written by FormatTests with VIET_WRITE_GOLDEN=1", "FormatTests"),
}


def read():
    if not MANIFEST.exists():
        return {}
    rows = [line.split("\t") for line in MANIFEST.read_text("utf-8").splitlines()]
    if rows[0] != HEADER:
        sys.exit(f"Corpus/MANIFEST.tsv:1: the columns are {', '.join(HEADER)}")
    for number, row in enumerate(rows, 1):
        if len(row) != len(HEADER) or not all(row):
            sys.exit(f"Corpus/MANIFEST.tsv:{number}: needs {len(HEADER)} columns, none of them empty")
    return {row[0]: row for row in rows[1:]}


def facts(path):
    data = (ROOT / path).read_bytes()
    return [str(len(data)), "sha256:" + hashlib.sha256(data).hexdigest()]


def files():
    for folder in DATA:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not path.name.startswith(".") and path.name != "README.md":
                yield path.relative_to(ROOT).as_posix()


def check(rows):
    problems = [f"{path}: no row in Corpus/MANIFEST.tsv" for path in files() if path not in rows]
    for path, row in rows.items():
        if not (ROOT / path).is_file():
            problems.append(f"{path}: in Corpus/MANIFEST.tsv, but not there")
        elif row[1:3] != facts(path):
            problems.append(f"{path}: not the bytes of Corpus/MANIFEST.tsv (run Corpus/manifest.py)")
    return problems


def main():
    rows = read()
    if sys.argv[1:] == ["--check"]:
        problems = check(rows)
        print("\n".join(problems), end="\n" if problems else "")
        sys.exit(1 if problems else 0)
    if sys.argv[1:]:
        sys.exit(__doc__)
    for path in files():
        if path in rows:
            continue
        known = next((facts for prefix, facts in KNOWN.items() if path.startswith(prefix)), None)
        if known is None:
            sys.exit(f"{path}: add a row to Corpus/MANIFEST.tsv first, with licence, origin and use")
        rows[path] = [path, "0", "-", *known]
    for path in [path for path in rows if not (ROOT / path).is_file()]:
        del rows[path]
    for path, row in rows.items():
        row[1:3] = facts(path)
    lines = ["\t".join(HEADER)] + ["\t".join(rows[path]) for path in sorted(rows)]
    MANIFEST.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
