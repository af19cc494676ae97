#!/usr/bin/env python3
"""Compares index engines on the same documents and queries; what corpus.py wrote is in FOLDER.

    run.py FOLDER build|search ENGINE… [--no-positions] [--memory MEBIBYTES] [--passes N]

Engines are the rows of engines.tsv: a name and a command, to which the protocol adds `build DOCUMENTS INDEX
POSITIONS MEBIBYTES` or `search INDEX QUERIES PASSES`. With --memory 1000 all of them make one segment. `{NAME}` in a command is taken from the environment: where the program,
the packages or the jar are. Prints MB per CPU second, peak memory and size of what was built, or quantiles of the
best times; the hits of all engines must be equal.
"""
import csv
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def command(name):
    with open(HERE / "engines.tsv", encoding="utf-8", newline="") as rows:
        found = {row["engine"]: row["command"] for row in csv.DictReader(rows, delimiter="\t")}
    return found[name].format(here=HERE, **os.environ).split()


def peak(process):
    """Waits for the process; CPU seconds and peak resident bytes of it alone."""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {process.args}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def build(folder, names, positions, memory):
    documents = folder / "documents.txt"
    size = documents.stat().st_size
    with open(documents, "rb") as text:
        while text.read(1 << 20):  # into the page cache
            pass
    print(f"{'engine':18}{'MB/CPU s':>10}{'wall s':>8}{'peak MB':>9}{'size MB':>9}{'% of text':>11}")
    for name in names:
        index = folder / (name if positions else name + "-no-positions")
        shutil.rmtree(index, ignore_errors=True)
        start = time.perf_counter()
        process = subprocess.Popen([*command(name), "build", documents, index, "1" if positions else "0", memory])
        cpu, resident = peak(process)
        wall = time.perf_counter() - start
        length = sum(file.stat().st_size for file in index.iterdir())
        print(f"{name:18}{size / cpu / 1e6:10.1f}{wall:8.1f}{resident / 1e6:9.0f}{length / 1e6:9.2f}"
              f"{100 * length / size:11.1f}", flush=True)


def search(folder, names, passes):
    queries = folder / "queries.tsv"
    kinds = [line.split("\t")[0] for line in queries.read_text("utf-8").splitlines()]
    first = None
    print(f"{'kind':8}{'engine':18}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}  µs")
    for name in names:
        run = subprocess.run([*command(name), "search", folder / name, queries, str(passes)],
                             capture_output=True, check=True, text=True)
        rows = [line.split("\t") for line in run.stdout.splitlines()]
        hits = [row[1] for row in rows]
        for kind in sorted(set(kinds)):
            times = sorted(int(row[0]) / 1000 for row, k in zip(rows, kinds) if k == kind)
            at = [times[min(len(times) - 1, int(len(times) * q))] for q in (0.5, 0.95, 0.99, 1)]
            print(f"{kind:8}{name:18}" + "".join(f"{value:8.0f}" for value in at), flush=True)
        first = first or (name, hits)
        differ = sum(a != b for a, b in zip(first[1], hits))
        print(f"{name}: hits differ from {first[0]} in {differ} of {len(rows)} queries", flush=True)


def main():
    arguments = sys.argv[1:]
    positions = "--no-positions" not in arguments
    values = {"--passes": "5", "--memory": "64"}
    for option in values:
        if option in arguments:
            at = arguments.index(option)
            values[option] = arguments[at + 1]
            del arguments[at:at + 2]
    arguments = [argument for argument in arguments if argument != "--no-positions"]
    if len(arguments) < 3 or arguments[1] not in ("build", "search"):
        sys.exit(__doc__)
    folder = pathlib.Path(arguments[0])
    if arguments[1] == "build":
        build(folder, arguments[2:], positions, values["--memory"])
    else:
        search(folder, arguments[2:], int(values["--passes"]))


if __name__ == "__main__":
    main()
