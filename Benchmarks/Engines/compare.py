#!/usr/bin/env python3
"""Runs viet beside what one would pick instead, on the same text: one line of engines.tsv an engine.

    Benchmarks/Engines/compare.py VIET [--text DOCUMENTS.jsonl] [--record FOLDER] [--task NAME]…

Engines take turns, five rounds. Processor time is user and system, of the process and its children; the time of a run
on an empty input is taken off, and shown as start. An engine that would take more than 20 s gets less of the input, and
ratios are per MB. What needs a package that is not there is installed (apt: where this may be done, pip: into a virtual
environment of its own) or left out with a word. Where `check` says `same`, an output other than the first
engine's is an error; where it says `letters`, one with other letters: words may be other ones, blanks and `_` don't
count (underthesea alters letters: `-`, nothing is asked). With --record the figures are kept as JSON and CSV.
"""
import argparse
import csv
import datetime
import hashlib
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

import contest
import material

HERE = pathlib.Path(__file__).resolve().parent
SIZE = 16 << 20  # bytes of text where none is named


def output_of(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=material.ROOT).stdout.strip()
    except OSError:
        return ""


def machine():
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                      if line.startswith("model name")), platform.processor())
    return {"processor": processor, "cores": os.cpu_count(), "kernel": platform.release(),
            "compiler": output_of("swift", "--version").split("\n")[0], "python": platform.python_version(),
            "commit": output_of("git", "rev-parse", "HEAD")}


def packages():
    """Versions of what pip put into the environment of the engines."""
    python = contest.ENVIRONMENT / "bin" / "python"
    return output_of(str(python), "-m", "pip", "freeze").split("\n") if python.exists() else []


def compete(rows, text, viet, work):
    """The engines of one task in turn; yields their reports and whether all outputs were as they should be."""
    engines = []
    for row in rows:
        engine = contest.Engine(row, viet, work)
        problem = contest.prepare(row["needs"])
        if problem is None:
            try:
                engine.calibrate(text)
                engines.append(engine)
                continue
            except (RuntimeError, OSError) as error:
                problem = str(error)
        print(f"{engine.task:12}{engine.name:22}left out: {problem}", flush=True)
    for _ in range(contest.ROUNDS):
        for engine in engines:
            engine.run(text)
    reports, isSound = [engine.report() for engine in engines], True
    for engine, report in zip(engines, reports):
        report["ratio"] = report["mb_per_cpu_s"] / reports[0]["mb_per_cpu_s"]
        print(f"{engine.task:12}{engine.name:22}{report['mb_per_cpu_s']:10.2f}{report['ratio']:12.4f}×"
              f"{report['start_s'] * 1000:10.1f}{report['bytes'] / 1e6 / report['wall_s']['median']:11.2f}"
              f"{report['peak_bytes'] / 1e6:10.0f}{report['bytes'] / 1e6:9.2f}", flush=True)
        if engine.row["check"] != "-" and not engine.agrees(engines[0], text):
            print(f"{engine.task:12}{engine.name:22}its output differs from that of {engines[0].name}")
            isSound = False
    return reports, isSound


def keep(folder, record):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{record['date']}-engines"
    (folder / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["task", "engine", "bytes", "start_s", "cpu_s_median", "cpu_s_min", "cpu_s_max", "wall_s_median",
                       "peak_bytes", "mb_per_cpu_s", "ratio", "runs"])
        for r in record["engines"]:
            rows.writerow([r["task"], r["engine"], r["bytes"], *(f"{x:.6f}" for x in (
                r["start_s"], r["cpu_s"]["median"], r["cpu_s"]["min"], r["cpu_s"]["max"], r["wall_s"]["median"])),
                r["peak_bytes"], f"{r['mb_per_cpu_s']:.4f}", f"{r['ratio']:.6f}", r["runs"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("viet", type=pathlib.Path)
    parser.add_argument("--text")
    parser.add_argument("--record")
    parser.add_argument("--task", action="append")
    options = parser.parse_args()
    with open(HERE / "engines.tsv", encoding="utf-8", newline="") as file:
        engines = [row for row in csv.DictReader(file, delimiter="\t") if row["task"] in (options.task or [row["task"]])]
    documents = material.read(options.text) if options.text else material.recombined(SIZE)
    checksum = hashlib.sha256("".join(d["text"] + "\n" for d in documents).encode()).hexdigest()
    record = {"date": datetime.date.today().isoformat(), "machine": machine(),
              "input": {"documents": len(documents), "sha256": checksum,
                        "name": pathlib.Path(options.text).name if options.text else "Corpus, recombined"},
              "viet": output_of(str(options.viet.resolve()), "--version").split("\n"), "engines": []}
    print(f"{'task':12}{'engine':22}{'MB/CPU s':>10}{'against viet':>13}{'start ms':>10}{'wall MB/s':>11}"
          f"{'peak MB':>10}{'MB read':>9}")
    status = 0
    with tempfile.TemporaryDirectory() as work:
        text = material.Material(documents, work)
        for task in dict.fromkeys(row["task"] for row in engines):
            reports, isSound = compete([row for row in engines if row["task"] == task], text,
                                       options.viet.resolve(), work)
            record["engines"] += reports
            status |= not isSound
    record["packages"] = packages()
    if options.record:
        keep(options.record, record)
    sys.exit(status)


if __name__ == "__main__":
    main()
