#!/usr/bin/env python3
"""Draws every record of a folder of Benchmarks/Record: the same figures, as SVG beside them.

    Benchmarks/charts.py FOLDER

`*-ratios.tsv` (viet-ratios), `*-engines.json` (Engines/compare.py), `*-scaling.json` (scaling.py).
"""
import csv
import json
import pathlib
import sys

import svg


def ratios(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for stage in dict.fromkeys(row["stage"] for row in rows):
        chosen = [(row["what"], row["rival"], *(1000 * float(row[k]) for k in ("GB/s", "min GB/s", "max GB/s")))
                  for row in rows if row["stage"] == stage]
        yield stage, svg.bars(f"{stage}: ours beside others, one thread", "MB/s", chosen)


def engines(path):
    record = json.loads(path.read_text("utf-8"))
    for task in dict.fromkeys(e["task"] for e in record["engines"]):
        rows = []
        for e in (e for e in record["engines"] if e["task"] == task):
            mb = e["bytes"] / 1e6
            rows.append((task, e["engine"], mb / e["cpu_s"]["median"], mb / e["cpu_s"]["max"], mb / e["cpu_s"]["min"]))
        yield task, svg.bars(f"{task}: MB per CPU second, whole programs", "MB/s", rows)


def scaling(path):
    record = json.loads(path.read_text("utf-8"))
    runs = record["runs"]
    for key, name, unit in (("seconds", "time", "seconds"), ("peak_mb", "memory", "peak MB")):
        series = {}
        for run in runs:
            series.setdefault(f"{run['verb']}, {run['threads']} thr.", []).append((run["mb"], max(run[key], 1e-3)))
        yield name, svg.lines(f"{name} against size of the input", "MB of text", unit, series)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    for suffix, draw in (("-ratios.tsv", ratios), ("-engines.json", engines), ("-scaling.json", scaling)):
        for path in sorted(folder.glob("*" + suffix)):
            for name, picture in draw(path):
                target = path.with_name(f"{path.name.rsplit('.', 1)[0]}-{name}.svg")
                target.write_text(picture, "utf-8")
                print(target)


if __name__ == "__main__":
    main()
