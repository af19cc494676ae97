"""The examples of the page are true: an expression with a comment behind it gives what the comment says."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[1] / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.M | re.S)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_block(number):
    block = BLOCKS[number]
    for package in ("pyarrow", "spacy", "tokenizers"):
        if f"import {package}" in block or f"from {package}" in block:
            pytest.importorskip(package)
    names, checked = {}, 0
    plain = []
    for line in block.splitlines():
        match = re.match(r"(\S.*?) {2,}# (.*)$", line)
        if match:
            exec("\n".join(plain), names)
            plain = []
            assert repr(eval(match[1], names)) == match[2], line
            checked += 1
        else:
            plain.append(line)
    assert checked > 0


def test_docstrings():
    import doctest

    import viettext.normalizing
    import viettext.phobert
    import viettext.segmenting

    for module in (viettext.converting, viettext.normalizing, viettext.phobert, viettext.segmenting):
        failed, tried = doctest.testmod(module)
        assert tried > 0 and failed == 0
