"""underthesea's word segmentation, line by line."""
import sys

from underthesea import word_tokenize

with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        print(word_tokenize(line.rstrip("\n"), format="text"))
