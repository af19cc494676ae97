"""Words, sentences, offsets."""

import random

import pytest
import viettext

TEXT = "Chàng trai 9X ở Hà Nội 😀. Xem https://vi.wikipedia.org nhé!\nCòn bạn?  "


def test_names_that_people_know():
    assert viettext.word_tokenize("Chàng trai ở Hà Nội.") == ["Chàng", "trai", "ở", "Hà Nội", "."]
    assert viettext.word_tokenize("Anh ở Hà Nội. Vui!", format="text") == "Anh ở Hà_Nội . Vui !"
    assert viettext.sent_tokenize(TEXT) == ["Chàng trai 9X ở Hà Nội 😀.", "Xem https://vi.wikipedia.org nhé!", "Còn bạn?"]
    assert viettext.word_tokenize("") == [] and viettext.sent_tokenize(" \n") == []
    with pytest.raises(ValueError):
        viettext.word_tokenize("a", format="json")


@pytest.mark.parametrize("unit", ["word", "syllable", "sentence"])
def test_offsets(unit):
    segmenter = viettext.Segmenter(unit)
    tokens = segmenter.tokens(TEXT)
    assert [TEXT[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    data = TEXT.encode()
    in_bytes = segmenter.tokens(TEXT, offsets="bytes")
    assert [data[token.start : token.end].decode() for token in in_bytes] == [token.text for token in tokens]
    assert segmenter.tokens(data, offsets="bytes") == in_bytes
    assert segmenter.tokens(data) == tokens
    # Nothing but blanks is left out.
    rest = list(TEXT)
    for token in tokens:
        rest[token.start : token.end] = [" "] * (token.end - token.start)
    assert not "".join(rest).strip()


def test_kinds_and_sentences():
    tokens = viettext.Segmenter().tokens("Ngày 21/02/2025, a@b.vn #tin. Hết")
    assert {token.text: token.kind for token in tokens} == {
        "Ngày": "word", "21/02/2025": "date", ",": "punct", "a@b.vn": "email", "#tin": "hashtag", ".": "punct", "Hết": "word",
    }
    assert [token.text for token in tokens if token.starts_sentence] == ["Ngày", "Hết"]


def test_formats_agree():
    segmenter = viettext.Segmenter()
    chooser = random.Random(11)
    pieces = ["Hà Nội", "học sinh", " ", "\n", ".", "\x1f", "_", "😀", "a\u0301", "\ufffd", "21/02", "  ", "\t"]
    texts = ["".join(chooser.choice(pieces) for _ in range(chooser.randrange(12))) for _ in range(500)]
    tokens = list(segmenter.pipe(texts, format="tokens"))
    words = list(segmenter.pipe(texts))
    assert [len(some) for some in tokens] == [len(some) for some in words]
    assert words == [segmenter.words(text) for text in texts]
    for size in (1, 7):
        assert list(segmenter.pipe(iter(texts), format="tokens", batch_size=size)) == tokens
        assert list(segmenter.pipe(texts, format="text", batch_size=size)) == [segmenter.text(text) for text in texts]


def test_lexicon():
    assert "ở Hà Nội" in viettext.Segmenter(lexicon=[("ở Hà Nội", 3.0)]).words("Anh ở Hà Nội")
    with pytest.raises(viettext.InvalidArgumentError):
        viettext.Segmenter("sentence", lexicon=["a b"])
    with pytest.raises(viettext.CorruptError):
        viettext.Segmenter(model=b"no model")


def test_lone_surrogates_and_bad_bytes():
    text = "Hà\ud800 Nội"
    assert [text[token.start : token.end] for token in viettext.Segmenter().tokens(text)] == ["Hà", "\ud800", "Nội"]
    tokens = viettext.Segmenter().tokens(b"H\xc3\xa0 \xff N", offsets="bytes")
    assert [(token.start, token.end, token.kind) for token in tokens] == [(0, 3, "word"), (4, 5, "other"), (6, 7, "word")]


def test_join_lines():
    assert viettext.Segmenter("sentence", join_lines=True).tokens("Tôi đi\nhọc.")[0].text == "Tôi đi\nhọc."
