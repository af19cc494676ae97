"""The examples of the page are true."""

from pathlib import Path

import page


def test_page(spark, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"spark": spark}
    blocks = page.blocks(Path(__file__).resolve().parents[1] / "README.md")
    assert sum(page.run(block, names) for block in blocks) > 3
