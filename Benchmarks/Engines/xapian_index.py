"""Xapian with its term generator, positions, one commit."""
import json
import shutil
import sys

import xapian

shutil.rmtree(sys.argv[2], ignore_errors=True)
database = xapian.WritableDatabase(sys.argv[2], xapian.DB_CREATE_OR_OVERWRITE)
generator = xapian.TermGenerator()
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        document = xapian.Document()
        document.set_data(record["id"])
        generator.set_document(document)
        generator.index_text(record["text"])
        database.add_document(document)
database.commit()
