#!/usr/bin/env python3
"""Writes the voted text that the word model learns from first: what pyvi and underthesea say about free text.

    vote.py TEXT-FOLDER > voted.seg          needs pyvi 0.1.1 and underthesea 9.5.0; five minutes

TEXT-FOLDER holds viwiki.jsonl.gz, law.jsonl.gz, admin.jsonl, techbook.jsonl, poem.jsonl: one JSON object a line,
with a member `text`. One sentence a line; `_` joins syllables that both join, a blank parts what both part, and
U+203F stands where they disagree. Lines in which one of them changed a letter are left out.
"""
import gzip
import json
import random
import re
import sys
import unicodedata

import underthesea
from pyvi import ViTokenizer

SOURCES = ["viwiki.jsonl.gz", "law.jsonl.gz", "admin.jsonl", "techbook.jsonl", "poem.jsonl"]
LAW_SHARE = 0.15  # of its lines: they repeat each other
LINES = 47_000  # of all, drawn by lot: half of them taught as much
OPEN = "\u203f"

ABBREVIATION = (r"(?:(?:[A-ZĐ]{1,4}|GS|PGS|TS|ThS|Th\.S|BS|KS|TP|Tp|tp|Q|P|Mr|Ms|Mrs|Dr|St)\.)+(?:[A-ZĐ]{2,})?")
TOKEN = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|v\.v\.*|\d+(?:[.,:/\-–]\d+)*(?:%|[a-zA-Zđ]+\d*(?![\w]))?|"
    + ABBREVIATION + r"|\w+(?:[-/&'’.]\w+)*|\.{2,}|…|[^\w\s]")
END = re.compile(r"[.!?…]+")


def lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            for text in json.loads(line)["text"].split("\n"):
                text = unicodedata.normalize("NFC", " ".join(text.split()))
                if 20 <= len(text) <= 1500:
                    yield text


def chosen(folder):
    draw, texts = random.Random(7), []
    for name in SOURCES:
        share = LAW_SHARE if name.startswith("law") else 1
        texts += [text for text in lines(f"{folder}/{name}") if draw.random() <= share]
    random.Random(3).shuffle(texts)
    return texts[:LINES]


def ends(segmented):
    """Where words end, in characters that are no blanks."""
    places, place = set(), 0
    for token in segmented.split():
        place += len(token.replace("_", ""))
        places.add(place)
    return places


def solid(segmented):
    return segmented.replace("_", "").replace(" ", "")


def sentences(text, first, second):
    parts, place = [], 0
    tokens = [(m.group(), m.start() > 0 and text[m.start() - 1].isspace()) for m in TOKEN.finditer(text)]
    for number, (token, blank) in enumerate(tokens):
        if number:
            a, b = place in first, place in second
            if blank:
                parts.append(" " if a and b else "_" if not a and not b else OPEN)
            elif a or b:
                parts.append(" ")
        parts.append(token)
        place += len(token)
        if END.fullmatch(token) and number + 1 < len(tokens) and tokens[number + 1][1]:
            yield "".join(parts)
            parts = []
    if parts:
        yield "".join(parts)


def vote(text, segment):
    try:
        return unicodedata.normalize("NFC", " ".join(segment(text).split()))
    except Exception:
        return ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for text in chosen(sys.argv[1]):
        letters = "".join(text.split())
        if "_" in letters or OPEN in letters:
            continue
        first = vote(text, ViTokenizer.tokenize)
        second = vote(text, lambda line: underthesea.word_tokenize(line, format="text"))
        if solid(first) != letters or solid(second) != letters:
            continue
        for sentence in sentences(text, ends(first), ends(second)):
            sentence = sentence.strip(" _" + OPEN)
            if 2 <= sum(map(sentence.count, " _" + OPEN)) <= 120:
                print(sentence)


if __name__ == "__main__":
    main()
