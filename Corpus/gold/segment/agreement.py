#!/usr/bin/env python3
"""Compares two segmentations of the same sentences, one a line, tokens between blanks, `_` inside a word.

    agreement.py FIRST SECOND            precision, recall and F1 of SECOND by FIRST, and sentences alike
    agreement.py FIRST SECOND --list     also each span on which they differ, with the words of both

The two must have the same lines and, blanks and `_` apart, the same characters.
"""
import collections
import sys


def words(line):
    """The words of a line as half-open ranges of characters, blanks and `_` not counted."""
    spans, at = [], 0
    for word in line.split():
        length = len(word.replace("_", ""))
        spans.append((at, at + length, word))
        at += length
    return spans


def differences(first, second):
    """Pairs of runs of words that cover the same characters and are cut in two ways."""
    i = j = 0
    while i < len(first):
        left, right = [first[i]], [second[j]]
        i, j = i + 1, j + 1
        while left[-1][1] != right[-1][1]:
            if left[-1][1] < right[-1][1]:
                left.append(first[i])
                i += 1
            else:
                right.append(second[j])
                j += 1
        if len(left) + len(right) > 2:
            yield " ".join(w for _, _, w in left), " ".join(w for _, _, w in right)


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(names) != 2:
        sys.exit(__doc__)
    texts = [open(name, encoding="utf-8").read().splitlines() for name in names]
    if len(texts[0]) != len(texts[1]):
        sys.exit(f"{names[0]} has {len(texts[0])} lines, {names[1]} has {len(texts[1])}")
    common = alike = 0
    totals = [0, 0]
    found = collections.Counter()
    where = {}
    for number, (a, b) in enumerate(zip(*texts), 1):
        if a.replace("_", "").replace(" ", "") != b.replace("_", "").replace(" ", ""):
            sys.exit(f"{names[1]}:{number}: not the characters of {names[0]}:{number}")
        first, second = words(a), words(b)
        common += len({w[:2] for w in first} & {w[:2] for w in second})
        totals[0] += len(first)
        totals[1] += len(second)
        alike += first == second
        for pair in differences(first, second):
            found[pair] += 1
            where.setdefault(pair, []).append(number)
    precision, recall = common / totals[1], common / totals[0]
    print(f"words {totals[0]} and {totals[1]}, in both {common}; "
          f"P {100 * precision:.2f} R {100 * recall:.2f} F1 {100 * 2 * common / sum(totals):.2f}")
    print(f"sentences {len(texts[0])}, alike {alike} ({100 * alike / len(texts[0]):.1f} %); "
          f"spans that differ {sum(found.values())}, kinds {len(found)}")
    if "--list" in sys.argv:
        for (a, b), count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
            print(count, a, b, " ".join(map(str, where[a, b])), sep="\t")


if __name__ == "__main__":
    main()
