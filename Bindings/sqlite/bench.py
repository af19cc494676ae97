"""bench.py FILE [ROUNDS]: how fast FTS5 builds with each tokenizer, on the lines of a text file.

Rounds go through all tokenizers in turn; medians of processor seconds, as ratio to unicode61 remove_diacritics 2.
"""

import sqlite3
import statistics
import sys
import time
from pathlib import Path

EXTENSION = str(Path(__file__).resolve().parents[2] / ".build" / "bindings" / "lib" / "vietfts")
TOKENIZERS = ["unicode61 remove_diacritics 2", "vietnamese folded", "vietnamese syllable", "vietnamese word"]


def build(tokenizer, lines):
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(EXTENSION)
    start = time.process_time()
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(body, content = '', tokenize = \"{tokenizer}\")")
    with connection:
        connection.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", lines)
    return time.process_time() - start


def main():
    text = Path(sys.argv[1]).read_text("utf-8")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    lines = list(enumerate((line for line in text.splitlines() if line), 1))
    size = sum(len(line.encode()) for _, line in lines)
    seconds = {tokenizer: [] for tokenizer in TOKENIZERS}
    for _ in range(rounds):
        for tokenizer in TOKENIZERS:
            seconds[tokenizer].append(build(tokenizer, lines))
    base = statistics.median(seconds[TOKENIZERS[0]])
    print(f"{len(lines)} rows, {size / 1e6:.1f} MB, sqlite {sqlite3.sqlite_version}, median of {rounds}")
    for tokenizer, values in seconds.items():
        middle = statistics.median(values)
        print(f"{tokenizer:32} {size / 1e6 / middle:6.1f} MB/s  {base / middle:5.2f} x")


main()
