"""Python's own normalisation, line by line."""
import sys
import unicodedata

out = sys.stdout.buffer
with open(sys.argv[1], encoding="utf-8", newline="\n") as lines:
    for line in lines:
        out.write(unicodedata.normalize("NFC", line).encode())
