"""Documents and queries for a comparison of index engines: the same tokens for all.

    corpus.py FOLDER FILE.jsonl[.gz]…

Writes FOLDER/documents.txt, a document of about 3 KB a line, words lower-cased and separated by blanks, and
FOLDER/queries.tsv: kind and terms. Terms are drawn as they stand in documents; seeded, so always the same.
"""
import collections
import gzip
import json
import pathlib
import random
import re
import sys
import unicodedata

SIZE = 3000
EACH = 375
WORD = re.compile(r"\w+")


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as records:
        for record in records:
            yield from json.loads(record)["text"].split("\n")
            yield None


def documents(paths):
    for path in paths:
        words, size = [], 0
        for line in lines(path):
            if line is not None:
                found = WORD.findall(unicodedata.normalize("NFC", line.lower()))
                words += found
                size += len(" ".join(found).encode()) + 1
            if size >= SIZE or line is None and words:
                yield words
                words, size = [], 0


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    everything = [words for words in documents(sys.argv[2:]) if words]
    with open(folder / "documents.txt", "w", encoding="utf-8") as out:
        out.writelines(" ".join(words) + "\n" for words in everything)
    found = collections.Counter(word for words in everything for word in set(words))
    generator, queries = random.Random(1), []

    def draw(kind, choose):
        got = set()
        while len(got) < EACH:
            terms = choose(generator.choice(everything))
            if terms:
                got.add((kind, *terms))
        queries.extend(sorted(got))

    def three(words):
        return generator.sample(sorted(set(words)), 3) if len(set(words)) > 2 else None

    def two(words):
        at = generator.randrange(len(words))
        pair = words[at:at + 2]
        return pair if len(set(pair)) == 2 else None

    draw("and", three)
    draw("or", three)
    draw("phrase", two)
    frequent = sorted(word for word, n in found.items() if n * 10 > len(everything))
    queries.extend(("term", word) for word in generator.sample(frequent, min(EACH, len(frequent))))
    generator.shuffle(queries)
    with open(folder / "queries.tsv", "w", encoding="utf-8") as out:
        out.writelines("\t".join(query) + "\n" for query in queries)
    tokens = sum(map(len, everything))
    size = (folder / "documents.txt").stat().st_size
    print(f"{len(everything)} documents, {size / 1e6:.1f} MB, {tokens} tokens, {len(found)} distinct, "
          f"{len(frequent)} terms in more than 10 %, {len(queries)} queries")


if __name__ == "__main__":
    main()
