#!/usr/bin/env python3
"""Scores segmenters side by side on gold: word F1 over character spans, blanks ignored (CoNLL 2018), in per cent.

    peers.py VIET GOLD...            needs pyvi 0.1.1 and underthesea 9.5.0

GOLD holds one sentence a line, `_` between the syllables of a word; the same sentences as they are written stand in a
file named .raw.txt instead of .txt. Without one, and for the line `spaced`, marks stand apart as in the treebank.
With RDRSEGMENTER set to a command that reads such spaced lines and writes segmented ones, that one is scored as well.
"""
import os
import random
import shlex
import subprocess
import sys
import unicodedata
from pathlib import Path


def spans(line, solid):
    """Words as pairs of places in the characters that are no blanks; a `_` that `solid` has there is a character."""
    found, start, place = set(), 0, 0
    for token in line.split():
        for character in token:
            if character == "_" and not (place < len(solid) and solid[place] == "_"):
                continue
            place += 1
        if place > start:
            found.add((start, place))
            start = place
    return found


def squeeze(text):
    return "".join(unicodedata.normalize("NFC", text).split())


def tally(gold, found, solid):
    rows = []
    for g, f, s in zip(gold, found, solid):
        g, f = spans(g, s), spans(unicodedata.normalize("NFC", f), s)
        rows.append((len(g), len(f), len(g & f)))
    return rows


def f1(rows):
    return 200 * sum(r[2] for r in rows) / max(1, sum(r[0] + r[1] for r in rows))


def interval(rows):
    draw = random.Random(1)
    scores = sorted(f1(draw.choices(rows, k=len(rows))) for _ in range(1000))
    return scores[25], scores[974]


def pipe(command):
    def run(lines):
        text = "".join(line + "\n" for line in lines)
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return done.stdout.split("\n")[: len(lines)]

    return run


def peers(viet):
    from pyvi import ViTokenizer
    import underthesea

    def each(segment):
        return lambda lines: [segment(line) for line in lines]

    yield "viet", pipe([viet, "tokenize", "--keep-lines", "--quiet"]), False
    yield "pyvi", each(ViTokenizer.tokenize), False
    yield "underthesea", each(lambda line: underthesea.word_tokenize(line, format="text")), False
    if command := os.environ.get("RDRSEGMENTER"):
        yield "rdrsegmenter", pipe(shlex.split(command)), True


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    runs = list(peers(sys.argv[1]))
    print("text", "sentences", "words", *[name for name, _, _ in runs], "low–high of viet", sep="\t")
    everything = {}
    for path in map(Path, sys.argv[2:]):
        gold = [unicodedata.normalize("NFC", line) for line in path.read_text().splitlines() if line.strip()]
        spaced = [line.replace("_", " ") for line in gold]
        raw_path = path.with_suffix(".raw.txt")
        raw = raw_path.read_text().splitlines() if raw_path.exists() else None
        raw = [line for line in raw if line.strip()] if raw else spaced
        solid = [squeeze(line) for line in raw]
        for form, lines in [("natural", raw), ("spaced", spaced)]:
            cells, intervals = [], ""
            for name, run, wants_spaced in runs:
                rows = tally(gold, run(spaced if wants_spaced else lines), solid)
                everything.setdefault((form, name), []).extend(rows)
                cells.append(f"{f1(rows):.2f}")
                intervals = intervals or "{:.2f}–{:.2f}".format(*interval(rows))
            words = sum(len(line.split()) for line in gold)
            print(f"{path.stem} {form}", len(gold), words, *cells, intervals, sep="\t", flush=True)
    for form in ("natural", "spaced"):
        rows = {name: everything[form, name] for name, _, _ in runs}
        cells = [f"{f1(r):.2f}" for r in rows.values()]
        low, high = interval(rows["viet"])
        count = len(rows["viet"])
        print(f"all {form}", count, sum(r[0] for r in rows["viet"]), *cells, f"{low:.2f}–{high:.2f}", sep="\t")


if __name__ == "__main__":
    main()
