"""SQLite FTS5 under the protocol of run.py: `build DOCUMENTS INDEX POSITIONS MEBIBYTES`; it has no search by that protocol."""
import os
import sqlite3
import sys

os.makedirs(sys.argv[3])
database = sqlite3.connect(os.path.join(sys.argv[3], "fts5.db"))
detail = "full" if sys.argv[4] == "1" else "column"
database.execute("PRAGMA journal_mode = OFF")
database.execute(f"CREATE VIRTUAL TABLE t USING fts5(text, content='', detail={detail}, tokenize='unicode61')")
with open(sys.argv[2], encoding="utf-8") as lines:
    database.executemany("INSERT INTO t(text) VALUES (?)", ((line,) for line in lines))
database.commit()
