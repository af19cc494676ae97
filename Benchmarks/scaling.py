#!/usr/bin/env python3
"""Time and memory of each verb against the size of the input and the number of threads.

    Benchmarks/scaling.py VIET FOLDER [MB…]       default 1 10 100 1000

The text is Corpus put together anew (Engines/material.py), written once in the largest size; smaller inputs are its
beginning. Each run is the median of three (one for inputs over 100 MB). FOLDER gets DATE-scaling.json and .csv; the slope
is that of log(seconds) against log(MB) over the inputs of 10 MB and more: 1 is linear.
"""
import csv
import datetime
import json
import math
import os
import pathlib
import random
import shutil
import statistics
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "Engines"))
import contest  # noqa: E402
import material  # noqa: E402

VERBS = {
    "normalize": "normalize --threads {threads} {text}",
    "fold": "normalize --fold --threads {threads} {text}",
    "convert": "convert --from utf-8 --to vni --unmappable replace --threads {threads} {text}",
    "restore": "restore --threads {threads} {text}",
    "sort": "sort --threads {threads} {text}",
    "tokenize": "tokenize --threads {threads} {text}",
    "index build": "index build {work}/index --overwrite --quiet --threads {threads} --store none {documents}",
    # After the index was built; a new process each time.
    "search": "search {work}/index tiếng",
}


def write(size, work):
    """Text and documents of `size` bytes, without holding them: blocks of documents, each from its own seed."""
    pool = list(material.sentences())
    generator, total, number = random.Random(7), 0, 0
    with open(work / "text.txt", "w", encoding="utf-8", newline="\n") as text, \
            open(work / "documents.jsonl", "w", encoding="utf-8", newline="\n") as documents:
        while total < size:
            body = " ".join(generator.choices(pool, k=generator.randint(8, 40)))
            number += 1
            text.write(body + "\n")
            documents.write(json.dumps({"id": str(number), "text": body}, ensure_ascii=False) + "\n")
            total += len(body.encode()) + 1


def head(path, size, target):
    """The lines of `path` that begin before byte `size`."""
    with open(path, "rb") as source, open(target, "wb") as out:
        left = size
        for line in source:
            out.write(line)
            left -= len(line)
            if left <= 0:
                return


def slope(points):
    points = [(math.log(x), math.log(y)) for x, y in points if x >= 10]
    if len(points) < 2:
        return None
    mx, my = (statistics.mean(p[i] for p in points) for i in (0, 1))
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    viet, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    sizes = [int(a) for a in sys.argv[3:]] or [1, 10, 100, 1000]
    runs = []
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        write(max(sizes) * 10**6, work)
        for size in sizes:
            files = {"work": work, "text": work / "t.txt", "documents": work / "d.jsonl"}
            head(work / "text.txt", size * 10**6, files["text"])
            head(work / "documents.jsonl", size * 10**6, files["documents"])
            for verb, command in VERBS.items():
                for threads in sorted({1, os.cpu_count() or 1} if "{threads}" in command else {1}):
                    arguments = [str(viet), *command.format(threads=threads, **files).split()]
                    found = [contest.Run(arguments) for _ in range(3 if size <= 100 else 1)]
                    runs.append({"verb": verb, "threads": threads, "mb": size,
                                 "seconds": statistics.median(r.wall for r in found),
                                 "cpu_seconds": statistics.median(r.cpu for r in found),
                                 "peak_mb": max(r.memory for r in found) / 1e6})
                    print(f"{verb:12} {threads} threads {size:5} MB {runs[-1]['seconds']:9.3f} s "
                          f"{runs[-1]['peak_mb']:8.1f} MB", flush=True)
            shutil.rmtree(work / "index", ignore_errors=True)
    slopes = {}
    for verb in VERBS:
        for threads in sorted({r["threads"] for r in runs}):
            points = [(r["mb"], r["cpu_seconds"]) for r in runs if r["verb"] == verb and r["threads"] == threads]
            if points:
                slopes[f"{verb}, {threads} threads"] = slope(points)
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / f"{datetime.date.today().isoformat()}-scaling"
    record.with_suffix(".json").write_text(json.dumps({"slopes": slopes, "runs": runs}, indent=1) + "\n", "utf-8")
    with open(record.with_suffix(".csv"), "w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, runs[0].keys(), lineterminator="\n")
        rows.writeheader()
        rows.writerows({k: f"{v:.4f}" if isinstance(v, float) else v for k, v in run.items()} for run in runs)
    print("slopes:", {k: v and round(v, 2) for k, v in slopes.items()})


if __name__ == "__main__":
    main()
