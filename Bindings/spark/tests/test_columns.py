import pytest

import viettext
from viettext.spark import normalize, tokenize


def test_columns_are_those_of_the_package(spark, documents):
    df = spark.createDataFrame([*documents, ("none", None), ("empty", "")], "id string, body string").repartition(3)
    rows = tokenize(normalize(df, "body", form="nfd", output="nfd"), "body", output="words").collect()
    assert len(rows) == len(documents) + 2
    texts = dict(documents)
    normalizer, segmenter = viettext.Normalizer(form="nfd"), viettext.Segmenter()
    for row in rows:
        if row.id == "none":
            assert row.body is None and row.nfd is None and row.words is None
            continue
        body = texts.get(row.id, "")
        assert (row.body, row.nfd, row.words) == (body, normalizer(body), segmenter.text(body))


def test_tokens(spark, documents):
    some = [*documents[:60], ("none", None), ("empty", "")]
    df = spark.createDataFrame(some, "id string, body string").repartition(2)
    for offsets in ("codepoints", "bytes"):
        found = {row.id: row.body for row in tokenize(df, "body", format="tokens", offsets=offsets).collect()}
        assert found.pop("none") is None and found["empty"] == []
        segmenter = viettext.Segmenter()
        for id, body in some:
            if body is not None:
                wanted = [(t.text, t.start, t.end, t.kind) for t in segmenter.tokens(body, offsets=offsets)]
                assert [tuple(token) for token in found[id]] == wanted


def test_what_is_wrong_is_told_by_the_driver(spark):
    df = spark.createDataFrame([(1, "a")], "id int, body string")
    with pytest.raises(ValueError, match="no column 'text'"):
        normalize(df, "text")
    with pytest.raises(TypeError, match="holds int"):
        tokenize(df, "id")
    with pytest.raises(viettext.InvalidArgumentError):
        normalize(df, "body", form="nfx")
