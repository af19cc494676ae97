#!/usr/bin/env python3
"""Runs viet beside what one would pick instead, on the same text: one line of engines.tsv an engine.

    Benchmarks/Engines/compare.py VIET [TEXT.jsonl]

Engines take turns, five rounds. Processor time is of the process and its children, user and system; the time of a
run on an empty input is taken off, and shown as start. What needs a package that is not there is installed (apt:
where this may be done, pip: into a virtual environment of its own) or left out with a word. Where `check` says
`same`, an output other than the first engine's is an error.
"""
import csv
import hashlib
import json
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROUNDS = 5
SIZE = 16 << 20  # bytes of text where none is named


def sentences():
    for path in sorted((ROOT / "Corpus" / "text").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            for paragraph in json.loads(line)["text"].split("\n"):
                yield from (part.strip() + "." for part in paragraph.split(". ") if part.strip())


def recombined(size):
    """Documents of sentences of the corpus in another order and company; seeded, so always the same."""
    pool, generator, total, documents = list(sentences()), random.Random(1), 0, []
    while total < size:
        text = " ".join(generator.choice(pool) for _ in range(generator.randint(4, 12)))
        total += len(text.encode()) + 1
        documents.append({"id": str(len(documents) + 1), "text": text})
    return documents


def prepare(need, environment):
    """Makes what an engine needs be there; returns what went wrong, or nothing."""
    if need == "-":
        return None
    kind, name = need.split(":")
    if kind == "apt":
        if subprocess.run(["dpkg", "-s", name], capture_output=True).returncode == 0:
            return None
        run = subprocess.run(["apt-get", "install", "-y", "-qq", name], capture_output=True)
        return None if run.returncode == 0 else f"apt has no {name} for us"
    python = environment / "bin" / "python"
    if not python.exists():
        made = subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", environment], capture_output=True)
        if made.returncode:
            return "no virtual environment can be made"
    run = subprocess.run([python, "-m", "pip", "install", "-q", name], capture_output=True)
    return None if run.returncode == 0 else f"pip has no {name} for us"


def execute(command):
    """Seconds of processor, seconds on the wall, checksum of the output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(command, capture_output=True, cwd=ROOT, env=dict(os.environ, LC_ALL="C.UTF-8"))
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise RuntimeError(run.stderr.decode("utf-8", "replace").strip().split("\n")[-1])
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, wall, hashlib.sha256(run.stdout).hexdigest()


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    viet = pathlib.Path(sys.argv[1]).resolve()
    with open(HERE / "engines.tsv", encoding="utf-8", newline="") as file:
        engines = list(csv.DictReader(file, delimiter="\t"))
    environment = ROOT / ".venv"
    status = 0
    with tempfile.TemporaryDirectory() as work:
        if len(sys.argv) == 3:
            lines = pathlib.Path(sys.argv[2]).read_text("utf-8").splitlines()
            documents = [dict(json.loads(line)) for line in lines]
            documents = [{"id": str(d.get("id", i)), "text": d["text"]} for i, d in enumerate(documents)]
        else:
            documents = recombined(SIZE)
        plain = "".join(unicodedata.normalize("NFC", d["text"]) + "\n" for d in documents)
        files = {"text": plain, "nfd": unicodedata.normalize("NFD", plain),
                 "documents": "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), "empty": ""}
        paths = {name: str(pathlib.Path(work, name + (".jsonl" if name == "documents" else ".txt"))) for name in files}
        for name, data in files.items():
            pathlib.Path(paths[name]).write_text(data, "utf-8", newline="\n")

        def command(engine, empty=False):
            python = environment / "bin" / "python" if engine["needs"].startswith("pip:") else sys.executable
            at = {name: paths["empty"] if empty else path for name, path in paths.items()}
            return [part.format(viet=viet, python=python, work=work, **at) for part in engine["command"].split()]

        print(f"{'task':12}{'engine':22}{'MB/s':>9}{'against viet':>14}{'start ms':>10}{'wall MB/s':>11}")
        for task in dict.fromkeys(engine["task"] for engine in engines):
            contest = []
            for engine in (engine for engine in engines if engine["task"] == task):
                problem = prepare(engine["needs"], environment)
                if problem is None:
                    try:
                        starts = [execute(command(engine, empty=True))[0] for _ in range(3)]
                        contest.append((engine, statistics.median(starts), []))
                        continue
                    except (RuntimeError, OSError) as error:
                        problem = str(error)
                print(f"{task:12}{engine['engine']:22}left out: {problem}")
            for _ in range(ROUNDS):
                for engine, _, runs in contest:
                    runs.append(execute(command(engine)))
            source = paths["nfd" if task.endswith("nfd") else "text"]
            size = os.path.getsize(source) / 1e6
            first = None
            for engine, start, runs in contest:
                seconds = max(1e-6, statistics.median(run[0] for run in runs) - start)
                wall = statistics.median(run[1] for run in runs)
                first = first or (seconds, runs[0][2])
                print(f"{task:12}{engine['engine']:22}{size / seconds:9.1f}{first[0] / seconds:13.3f}×"
                      f"{start * 1000:10.1f}{size / wall:11.1f}")
                if engine["check"] == "same" and runs[0][2] != first[1]:
                    print(f"{task:12}{engine['engine']:22}its output differs from that of {contest[0][0]['engine']}")
                    status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
