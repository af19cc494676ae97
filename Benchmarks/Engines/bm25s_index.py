"""bm25s with its own tokenizer: scores of every term, no positions, kept as arrays in a folder."""
import json
import sys

import bm25s

with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
if texts:
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
    index.save(sys.argv[2])
