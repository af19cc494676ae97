"""SQLite FTS5 with its Unicode tokenizer, one transaction; marks are removed, as a Vietnamese search needs."""
import json
import os
import sqlite3
import sys

if os.path.exists(sys.argv[2]):
    os.remove(sys.argv[2])
with sqlite3.connect(sys.argv[2]) as base:
    base.execute("create virtual table documents using fts5(id unindexed, text, tokenize = 'unicode61 remove_diacritics 2')")
    with open(sys.argv[1], encoding="utf-8") as lines:
        documents = (json.loads(line) for line in lines)
        base.executemany("insert into documents values (?, ?)", ((d["id"], d["text"]) for d in documents))
