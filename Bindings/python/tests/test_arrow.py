"""Columns of Arrow."""

import pytest

pa = pytest.importorskip("pyarrow")

import viettext  # noqa: E402
import viettext.arrow  # noqa: E402

TEXTS = ["Tôi ở Hà Nội 😀.", "", None, "Học sinh\nđi học", None, "hoà"]


def arrays():
    large = pa.array(TEXTS, pa.large_string())
    yield large, TEXTS
    yield pa.array(TEXTS), TEXTS
    yield large[2:5], TEXTS[2:5]
    yield pa.array(TEXTS)[1:4], TEXTS[1:4]
    yield pa.array([], pa.string()), []
    yield pa.array([None], pa.string()), [None]
    yield pa.array(["không"]), ["không"]


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("offsets", ["codepoints", "bytes"])
def test_columns(number, offsets):
    array, texts = list(arrays())[number]
    segmenter, normalizer = viettext.Segmenter(), viettext.Normalizer(tone="old")
    tokens = viettext.arrow.tokenize(array, segmenter, offsets=offsets)
    tokens.validate(full=True)
    expected = [text if text is None else segmenter.tokens(text, offsets=offsets) for text in texts]
    assert tokens.to_pylist() == [
        some if some is None else [{"text": t.text, "start": t.start, "end": t.end, "kind": t.kind} for t in some]
        for some in expected
    ]
    normalized = viettext.arrow.normalize(array, normalizer)
    normalized.validate(full=True)
    assert normalized.to_pylist() == [text if text is None else normalizer(text) for text in texts]
    segmented = viettext.arrow.segment(array)
    assert segmented.to_pylist() == [text if text is None else segmenter.text(text) for text in texts]


def test_chunks():
    chunked = pa.chunked_array([pa.array(TEXTS), pa.array(["Việt Nam"])])
    tokens = viettext.arrow.tokenize(chunked)
    assert tokens.num_chunks == 2 and tokens.combine_chunks().to_pylist()[-1][0]["text"] == "Việt Nam"
    assert viettext.arrow.normalize(chunked, fold=True).to_pylist()[-1] == "viet nam"


def test_results_that_grow_and_other_types():
    assert viettext.arrow.normalize(pa.array(["\ufdfa" * 1000]), form="nfkd")[0].as_py() == viettext.normalize("\ufdfa" * 1000, form="nfkd")
    assert len(viettext.arrow.tokenize(pa.array(["." * 1000]))[0]) >= 1
    assert len(viettext.arrow.tokenize(pa.array([". , " * 1000]))[0]) == 2000
    with pytest.raises(TypeError):
        viettext.arrow.normalize(pa.array([1, 2]))
