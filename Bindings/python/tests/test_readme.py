"""The examples of the page are true: an expression with a comment behind it gives what the comment says."""

from pathlib import Path

import page
import pytest

BLOCKS = page.blocks(Path(__file__).resolve().parents[1] / "README.md")


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_block(number):
    block = BLOCKS[number]
    for package in ("pyarrow", "spacy", "tokenizers"):
        if f"import {package}" in block or f"from {package}" in block:
            pytest.importorskip(package)
    assert page.run(block, {}) > 0


def test_docstrings():
    import doctest

    import viettext.normalizing
    import viettext.phobert
    import viettext.restoring
    import viettext.segmenting

    for module in (viettext.converting, viettext.normalizing, viettext.phobert, viettext.restoring, viettext.segmenting):
        failed, tried = doctest.testmod(module)
        assert tried > 0 and failed == 0
