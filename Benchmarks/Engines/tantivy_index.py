"""Tantivy with its default tokenizer, one thread, one commit, text stored."""
import json
import os
import shutil
import sys

import tantivy

shutil.rmtree(sys.argv[2], ignore_errors=True)
os.makedirs(sys.argv[2])
schema = tantivy.SchemaBuilder().add_text_field("id", stored=True).add_text_field("text", stored=True).build()
writer = tantivy.Index(schema, path=sys.argv[2]).writer(64_000_000, 1)
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        document = json.loads(line)
        writer.add_document(tantivy.Document(id=[document["id"]], text=[document["text"]]))
writer.commit()
writer.wait_merging_threads()
