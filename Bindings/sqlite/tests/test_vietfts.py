"""The FTS5 tokenizer in SQLite, by Debian's Python: run by Bindings/sqlite/test."""

import random
import sqlite3
import sys
import unicodedata
import unittest
from pathlib import Path

EXTENSION = str(Path(__file__).resolve().parents[3] / ".build" / "bindings" / "lib" / "vietfts")
ROWS = [
    "Tôi ở Hà Nội, thủ đô của Việt Nam.",
    "Học sinh Hà Nội đang học tập.",
    "Toán học sinh ra từ đây; sinh học thì khác.",
    unicodedata.normalize("NFD", "Đường phố Hà Nội hoà bình"),
    "Ha Noi khong dau, ĐƯỜNG PHỐ 😀 hòa",
]


def connect():
    connection = sqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(EXTENSION)
    return connection


def table(tokenizer, rows=ROWS):
    connection = connect()
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'vietnamese {tokenizer}')")
    connection.executemany("INSERT INTO t VALUES (?)", [(row,) for row in rows])
    return connection


def found(connection, query):
    return [row for (row,) in connection.execute("SELECT rowid FROM t(?) ORDER BY rowid", (query,))]


def marked(connection, query):
    return [text for (text,) in connection.execute("SELECT highlight(t, 0, '[', ']') FROM t(?) ORDER BY rowid", (query,))]


class Tokenizer(unittest.TestCase):
    def test_without_marks_all_spellings_are_found(self):
        for unit in ("word", "syllable", "folded", ""):
            connection = table(unit)
            self.assertEqual(found(connection, "ha noi"), [1, 2, 4, 5], unit)
            self.assertEqual(found(connection, '"ha noi"'), [1, 2, 4, 5], unit)
            self.assertEqual(found(connection, "duong pho"), [4, 5], unit)
            self.assertEqual(found(connection, "khong có ở đâu"), [], unit)

    def test_marks_are_demanded_where_typed(self):
        for unit in ("word", "syllable"):
            connection = table(unit)
            self.assertEqual(found(connection, '"Hà Nội"'), [1, 2, 4], unit)
            self.assertEqual(found(connection, "há noi"), [], unit)
            # Places of the tone mark, and normal forms, are one spelling.
            self.assertEqual(found(connection, "hoà"), [4, 5])
            self.assertEqual(found(connection, "hòa"), [4, 5])
            self.assertEqual(found(connection, unicodedata.normalize("NFD", "hoà")), [4, 5])
        self.assertEqual(found(table("folded"), '"Hà Nội"'), [1, 2, 4, 5])
        self.assertEqual(found(table("syllable marks ignored"), '"Há Nói"'), [1, 2, 4, 5])

    def test_words(self):
        rows = ["Các học sinh đi học.", "Anh ấy học, sinh viên nghe."]
        self.assertEqual(found(table("syllable", rows), '"học sinh"'), [1, 2])
        self.assertEqual(found(table("word", rows), '"học sinh"'), [1])
        self.assertEqual(found(table("word", rows), "sinh"), [1, 2])

    def test_prefixes(self):
        connection = table("word")
        self.assertEqual(found(connection, "duo*"), [4, 5])
        self.assertEqual(found(connection, "đườ*"), [4, 5])
        self.assertEqual(found(connection, '"hà nộ" *'), [1, 2, 4])
        self.assertEqual(found(connection, "NEAR(toan khac)"), [3])

    def test_highlight_and_snippet(self):
        for unit in ("word", "syllable"):
            connection = table(unit)
            self.assertEqual(marked(connection, '"hà nội"')[0], "Tôi ở [Hà Nội], thủ đô của Việt Nam.")
            self.assertEqual(marked(connection, "noi viet")[0], "Tôi ở Hà [Nội], thủ đô của [Việt] Nam.")
            nfd = marked(connection, '"duong pho"')[0]
            self.assertEqual(unicodedata.normalize("NFC", nfd), "[Đường phố] Hà Nội hoà bình")
            self.assertEqual(marked(connection, "pho")[1], "Ha Noi khong dau, ĐƯỜNG [PHỐ] 😀 hòa")
            (snippet,) = connection.execute("SELECT snippet(t, 0, '[', ']', '…', 4) FROM t('toan')").fetchone()
            self.assertEqual(snippet, "[Toán] học sinh ra…")

    def test_vocabulary(self):
        connection = table("syllable", ["Hà Nội ở"])
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        terms = connection.execute("SELECT term, offset FROM v ORDER BY offset, term").fetchall()
        self.assertEqual(terms, [("ha", 0), ("hà", 0), ("noi", 1), ("nội", 1), ("o", 2), ("ở", 2)])

    def test_rank(self):
        connection = table("syllable", ["Hà Nội " + "xa " * 50, "Hà Nội"])
        best = connection.execute("SELECT rowid FROM t('ha noi') ORDER BY rank").fetchall()
        self.assertEqual(best, [(2,), (1,)])

    def test_delete_update_and_integrity(self):
        connection = table("word")
        connection.execute("DELETE FROM t WHERE rowid = 1")
        connection.execute("UPDATE t SET body = 'Huế' WHERE rowid = 2")
        self.assertEqual(found(connection, "ha noi"), [4, 5])
        self.assertEqual(found(connection, "huế"), [2])
        connection.execute("INSERT INTO t(t) VALUES ('integrity-check')")
        connection.execute("INSERT INTO t(t) VALUES ('optimize')")

    def test_any_text(self):
        chooser = random.Random(5)
        connection = table("word", [])
        for i in range(300):
            size = chooser.randrange(60)
            data = bytes(chooser.randrange(256) for _ in range(size))
            connection.execute("INSERT INTO t(rowid, body) VALUES (?, CAST(? AS TEXT))", (i, data))
        # Each token's bytes lie in the text: highlight puts back all that was there.
        for i in range(300):
            connection.execute("SELECT highlight(t, 0, '[', ']') FROM t WHERE rowid = ?", (i,))
        connection.execute("INSERT INTO t(t) VALUES ('integrity-check')")

    def test_bad_arguments(self):
        for arguments in ("letters", "word folded", "marks never", "word word2"):
            with self.assertRaises(sqlite3.OperationalError, msg=arguments):
                table(arguments)

    def test_two_connections(self):
        first, second = table("word"), table("folded")
        self.assertEqual(found(first, "ha noi"), found(second, "ha noi"))
        first.close()
        self.assertEqual(found(second, "ha noi"), [1, 2, 4, 5])


if __name__ == "__main__":
    print(f"sqlite {sqlite3.sqlite_version}, python {sys.version.split()[0]}")
    unittest.main()
