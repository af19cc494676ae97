#!/usr/bin/env python3
"""Writes the texts of Corpus/text in other shapes: other normal forms, encodings, tone placements.

Plain Python with tables of its own, so that what `viet` makes of a shape is compared with something that
`viet` had no part in.

    Corpus/make-shapes.py           write Corpus/shapes/
    Corpus/make-shapes.py --check   exit 1 where a file there is not what this script makes
"""
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
OF_EACH_GENRE = 4  # documents; enough for tests, small enough for a checkout

# ---------------------------------------------------------------- legacy encodings

# Small letters of TCVN3 (ABC) in the order of their bytes; capitals have no tone mark there.
TCVN3 = dict(zip(range(0xB5, 0xBA), "àảãáạ"))
TCVN3 |= dict(zip(range(0xBB, 0xBF), "ằẳẵắ"))
TCVN3 |= dict(zip(range(0xC6, 0xCD), "ặầẩẫấậè"))
TCVN3 |= dict(zip(range(0xCE, 0xD9), "ẻẽéẹềểễếệìỉ"))
TCVN3 |= dict(zip(range(0xDC, 0xE0), "ĩíịò"))
TCVN3 |= dict(zip(range(0xE1, 0xF0), "ỏõóọồổỗốộờởỡớợù"))
TCVN3 |= dict(zip(range(0xF1, 0xFF), "ủũúụừửữứựỳỷỹýỵ"))
TCVN3 |= dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ"))
TO_TCVN3 = {letter: bytes([byte]) for byte, letter in TCVN3.items()}

# VNI for Windows: the base letter, then one byte for its marks; some letters are a byte of their own.
# Columns: no tone, huyền, sắc, hỏi, ngã, nặng; the small letter's mark, 0x20 less for capitals.
VNI_MARKS = {
    "": [None, 0xF8, 0xF9, 0xFB, 0xF5, 0xEF],
    "\u0302": [0xE2, 0xE0, 0xE1, 0xE5, 0xE3, 0xE4],
    "\u0306": [0xEA, 0xE8, 0xE9, 0xFA, 0xFC, 0xEB],
}
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
VNI_ALONE = {"đ": 0xF1, "ì": 0xEC, "í": 0xED, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ỵ": 0xEE, "ơ": 0xF4, "ư": 0xF6}


def vni_table():
    table = {}
    for letter, byte in VNI_ALONE.items():
        table[letter] = bytes([byte])
        table[letter.upper()] = bytes([byte - 0x20])
    for quality, marks in VNI_MARKS.items():
        for base in {"": "aeouyơư", "\u0302": "aeo", "\u0306": "a"}[quality]:
            for tone, mark in zip(TONES, marks):
                letter = unicodedata.normalize("NFC", base + quality + tone)
                if mark is None or letter in VNI_ALONE:
                    continue
                small = VNI_ALONE.get(base, ord(base[0]))
                table[letter] = bytes([small, mark])
                table[letter.upper()] = bytes([small - 0x20, mark - 0x20])
    return table


TO_VNI = vni_table()


def encode(text, table, lower=False):
    """The bytes, or nothing where the encoding can't hold a letter."""
    out = bytearray()
    for letter in text:
        if letter < "\x80":
            out += letter.encode()
        elif letter in table:
            out += table[letter]
        elif lower and letter.lower() in table:
            out += table[letter.lower()]
        else:
            return None
    return bytes(out)


# ---------------------------------------------------------------- spelling

TONE = "[\u0300\u0301\u0309\u0303\u0323]"
ONSET = r"(?:ch|gh|gi|kh|ngh?|nh|ph|th|tr|[bcdđghklmnrstvx])?"


def nfd(text):
    return unicodedata.normalize("NFD", text)


def nfc(text):
    return unicodedata.normalize("NFC", text)


def each_word(change, text):
    """`change` of every run of letters, given and taken in NFD; a word that it leaves keeps its bytes."""

    def one(match):
        before = nfd(match[0])
        after = change(before)
        return match[0] if after == before else nfc(after)

    return re.sub(r"[^\W\d_]+", one, text)


def modern(text):
    """The tone mark of the open rimes oa, oe, uy on their last letter."""
    old = re.compile(rf"^({ONSET})(o|u)({TONE})(a|e|y)$", re.I)

    def change(word):
        found = old.match(word)
        if not found or (found[2].lower() == "u") != (found[4].lower() == "y"):
            return word
        return found[1] + found[2] + found[4] + found[3]

    return each_word(change, text)


def misplaced(text):
    """The mark a letter too early where no valid syllable has it: tóan, qủa, tíêng, gìơ."""
    quality = "[\u0302\u0306\u031B]"
    rules = [
        re.compile(rf"^(q)(u)({quality}?)((?:a|e|o|y|i)(?:{quality})?)({TONE})([a-z]*)$", re.I),
        re.compile(rf"^({ONSET})(o)()(a\u0306?)({TONE})((?:ng?|nh|ch?|t|i|y)(?:))$", re.I),
        re.compile(rf"^({ONSET})(i)()(e\u0302)({TONE})((?:ng?|m|c|t|p|u))$", re.I),
        re.compile(rf"^({ONSET})(u)()(o\u0302)({TONE})((?:ng?|m|c|t|i))$", re.I),
        re.compile(rf"^({ONSET})(u)(\u031B)(o\u031B)({TONE})((?:ng?|m|c|t|p|i|u))$", re.I),
    ]
    counter = 0

    def change(word):
        nonlocal counter
        # Canonical order has the dot below before a horn or circumflex: bring the tone to the end of its letter.
        ordered = re.sub(rf"({TONE})({quality})", r"\2\1", word)
        for rule in rules:
            found = rule.match(ordered)
            if not found:
                continue
            counter += 1
            if counter % 2:
                return word
            first, glide, mark, nucleus, tone, rest = found.groups()
            return first + glide + mark + tone + nucleus + rest
        return word

    return each_word(change, text)


def bare(text):
    """No diacritics; Đ đ become D d."""
    kept = (c for c in nfd(text) if unicodedata.category(c) != "Mn")
    return nfc("".join(kept)).replace("đ", "d").replace("Đ", "D")


def mixed(text):
    """Every hundredth letter with marks is decomposed."""
    out = []
    count = 0
    for letter in text:
        if nfd(letter) != letter:
            count += 1
            if count % 100 == 0:
                letter = nfd(letter)
        out.append(letter)
    return "".join(out)


# ---------------------------------------------------------------- files


def plain():
    texts = []
    for path in sorted((HERE / "text").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[:OF_EACH_GENRE]:
            document = json.loads(line)
            texts.append(document["title"] + "\n" + document["text"] + "\n")
    return nfc("\n".join(texts))


def legacy(text, table, lower):
    """The lines that an encoding holds: their bytes, and what a reader of these bytes can know of them."""
    lines = [(line, encode(line, table, lower)) for line in text.split("\n")]
    lines = [(line, code) for line, code in lines if line and code is not None]
    back = {code: letter for letter, code in table.items()}
    read = ("".join(c if c < "\x80" else back[encode(c, table, lower)] for c in line) for line, _ in lines)
    return b"\n".join(code for _, code in lines) + b"\n", ("\n".join(read) + "\n").encode()


def shapes():
    text = plain()
    tcvn3, tcvn3_read = legacy(text, TO_TCVN3, lower=True)
    vni, vni_read = legacy(text, TO_VNI, lower=False)
    return {
        "plain.txt": text.encode(),
        "nfd.txt": nfd(text).encode(),
        "mixed.txt": mixed(text).encode(),
        "bare.txt": bare(text).encode(),
        "modern.txt": modern(text).encode(),
        "misplaced.txt": misplaced(text).encode(),
        "tcvn3.bytes": tcvn3,
        "tcvn3.txt": tcvn3_read,
        "vni.bytes": vni,
        "vni.txt": vni_read,
    }


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    folder = HERE / "shapes"
    folder.mkdir(exist_ok=True)
    stale = []
    for name, data in shapes().items():
        path = folder / name
        if path.exists() and path.read_bytes() == data:
            continue
        stale.append(name)
        if not sys.argv[1:]:
            path.write_bytes(data)
            print(f"Corpus/shapes/{name}: {len(data)} bytes")
    if sys.argv[1:] and stale:
        sys.exit("not what Corpus/make-shapes.py makes (run it): " + ", ".join(stale))


if __name__ == "__main__":
    main()
