"""The FTS5 tokenizer ``vietnamese`` for a connection of ``sqlite3``."""

from __future__ import annotations

import sqlite3

from ._library import FOLDER

#: The extension, for ``.load`` of the shell and ``load_extension`` of other languages.
PATH = str(FOLDER / "vietfts")


def load(connection: sqlite3.Connection) -> None:
    """Loads the tokenizer: ``CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'vietnamese')``."""
    connection.enable_load_extension(True)
    try:
        connection.load_extension(PATH)
    finally:
        connection.enable_load_extension(False)
