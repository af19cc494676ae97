"""The answers of the package are those of the program, on the texts of Corpus."""

import json

import viettext


def texts(corpus):
    return [document["text"] for document in corpus]


def test_normalize(viet, corpus):
    for arguments, options in (
        (["--tone", "old"], {"tone": "old"}), (["--fold"], None), (["--repair", "--form", "nfd"], {"repair": True, "form": "nfd"}),
    ):
        normalizer = viettext.Normalizer(**options) if options else viettext.fold
        for text in texts(corpus)[::9]:
            assert normalizer(text).encode() == viet("normalize", *arguments, input=text.encode())


def test_restore(viet, corpus):
    for arguments, options in ([], {}), (["--tone", "new"], {"tone": "new"}):
        restorer = viettext.Restorer(**options)
        bare = [viettext.normalize(text, strip=True) for text in texts(corpus)[::29]]
        for text, restored in zip(bare, restorer.pipe(bare)):
            assert restored == restorer(text)
            assert restored.encode() == viet("restore", *arguments, input=text.encode())


def test_candidates(viet, corpus):
    restorer = viettext.Restorer()
    for text in texts(corpus)[::97]:
        bare = viettext.normalize(text, strip=True)
        printed = viet("restore", "--candidates", "3", input=bare.encode()).decode().splitlines()
        found = restorer.candidates(bare, 3)
        assert len(found) == len(printed) > 50
        for line, some in zip(map(json.loads, printed), found):
            assert (line["start"], line["end"]) == (some[0].start, some[0].end)
            assert [candidate["text"] for candidate in line["candidates"]] == [suggestion.text for suggestion in some]


def test_convert(viet, corpus):
    for encoding in ("viqr", "telex", "vni-keys"):
        for text in texts(corpus)[::29]:
            there = viettext.convert(text, "utf-8", encoding)
            assert there == viet("convert", "--from", "utf-8", "--to", encoding, input=text.encode())


def test_tokenize(viet, corpus):
    for unit in ("word", "syllable", "sentence"):
        segmenter = viettext.Segmenter(unit)
        found = list(segmenter.pipe(texts(corpus), format="tokens", offsets="bytes"))
        lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in corpus).encode()
        printed = viet("tokenize", "--unit", unit, "--format", "tsv", "--input", "jsonl", input=lines).decode()
        expected = [line.split("\t", 1)[1] for line in printed.splitlines()]
        assert len(expected) > 1000
        escaped = str.maketrans({"\t": "\\t", "\n": "\\n", "\\": "\\\\"})
        assert [
            f"{token.start}\t{token.end}\t{token.kind}\t{token.text.translate(escaped)}" for tokens in found for token in tokens
        ] == expected


def test_joined_text(viet, corpus):
    lines = [line for text in texts(corpus) for line in text.splitlines() if line.strip()]
    found = [text.replace("\n", " ") for text in viettext.Segmenter().pipe(lines, format="text")]
    printed = viet("tokenize", "--keep-lines", input="\n".join(lines).encode()).decode()
    assert found == printed.splitlines()


def test_search(viet, corpus, tmp_path):
    lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in corpus).encode()
    viet("index", "build", str(tmp_path / "program"), "--input", "jsonl", "--threads", "1", input=lines)
    index = viettext.Index.build(tmp_path / "package", corpus)
    assert len(index) == len(corpus)
    for query in ("hà nội", "ha noi", '"tiếng việt"', "học*", "+nước -biển", "đường~1"):
        printed = json.loads(viet("search", str(tmp_path / "program"), query, "--json", "--limit", "50"))
        found = index.search(query, limit=50)
        assert (found.total, found.total_is_exact) == (printed["total"], printed["total_exact"])
        assert [hit.id for hit in found] == [hit["id"] for hit in printed["hits"]]
        for ours, theirs in zip(found, printed["hits"]):
            assert abs(ours.score - theirs["score"]) < 1e-4 * max(1, ours.score)
            assert ours.fields == theirs["fields"]
            assert [(mark.field, mark.text) for mark in ours.highlights] == [
                (mark["field"], mark["text"]) for mark in theirs["highlights"]
            ]
    # Each can read what the other wrote.
    assert len(viettext.Index(tmp_path / "program")) == len(corpus)
    viet("index", "verify", str(tmp_path / "package"))
