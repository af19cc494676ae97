"""Where the program is, and the texts of Corpus."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def viet():
    """Runs the program on bytes; what it prints are bytes."""
    program = os.environ.get("VIET")
    if not program:
        pytest.skip("VIET does not name the program viet")

    def run(*arguments, input=b""):
        return subprocess.run([program, *arguments], input=input, check=True, capture_output=True).stdout

    return run


@pytest.fixture(scope="session")
def corpus():
    """The documents of Corpus, each a dictionary with id, title and text."""
    documents = []
    for path in sorted((ROOT / "Corpus" / "text").glob("*.jsonl")):
        documents += [json.loads(line) for line in path.read_text().splitlines()]
    assert len(documents) > 50
    return documents
