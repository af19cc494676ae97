"""pyvi's word segmentation, line by line."""
import sys

from pyvi import ViTokenizer

with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        print(ViTokenizer.tokenize(line.rstrip("\n")))
