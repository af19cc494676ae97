"""The text that engines are compared on, in each shape that a command may ask for, cut to any size."""
import json
import pathlib
import random
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def sentences():
    for path in sorted((ROOT / "Corpus" / "text").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            for paragraph in json.loads(line)["text"].split("\n"):
                yield from (part.strip() + "." for part in paragraph.split(". ") if part.strip())


def recombined(size):
    """Documents of sentences of the corpus in another order and company, `size` bytes in all; always the same."""
    pool, generator, total, documents = list(sentences()), random.Random(1), 0, []
    while total < size:
        text = " ".join(generator.choice(pool) for _ in range(generator.randint(4, 12)))
        total += len(text.encode()) + 1
        documents.append({"id": str(len(documents) + 1), "text": text})
    return documents


def read(path):
    documents = [json.loads(line) for line in pathlib.Path(path).read_text("utf-8").splitlines()]
    return [{"id": str(d.get("id", i)), "text": " ".join(d["text"].split())} for i, d in enumerate(documents)]


class Material:
    """Files of the first documents: `text` (NFC, one a line), `nfd`, `documents` (JSON lines)."""

    def __init__(self, documents, folder):
        self.documents = documents
        self.folder = pathlib.Path(folder)
        self.made = {}

    def files(self, share):
        """Paths by name of the first `share` of the documents, and their bytes as NFC text; 0 is an empty input."""
        count = min(len(self.documents), round(len(self.documents) * share)) if share else 0
        if share:
            count = max(1, count)
        if count not in self.made:
            chosen = self.documents[:count]
            plain = "".join(unicodedata.normalize("NFC", d["text"]) + "\n" for d in chosen)
            data = {"text": plain, "nfd": unicodedata.normalize("NFD", plain),
                    "documents": "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in chosen)}
            paths = {}
            for name, content in data.items():
                path = self.folder / f"{name}-{count}{'.jsonl' if name == 'documents' else '.txt'}"
                path.write_text(content, "utf-8", newline="\n")
                paths[name] = str(path)
            self.made[count] = paths, len(plain.encode())
        return self.made[count]
