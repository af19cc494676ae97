"""Normalising, folding, converting."""

import random
import unicodedata

import pytest
import viettext


def test_forms_are_those_of_unicodedata():
    chooser = random.Random(7)
    for _ in range(300):
        text = "".join(chooser.choice("aăâeêoơuưyđ AEQn\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031bﬁ²") for _ in range(20))
        for form in ("nfc", "nfd", "nfkc", "nfkd"):
            assert viettext.normalize(text, form=form) == unicodedata.normalize(form.upper(), text), text


def test_options():
    assert viettext.normalize("hoà thuý", tone="old") == "hòa thúy"
    assert viettext.normalize("tóan", repair=True) == "toán"
    assert viettext.normalize("kĩ sư", yi="y") == "kỹ sư"
    assert viettext.normalize("Đường café", strip=True) == "Duong cafe"
    assert viettext.normalize(b"a\xffb") == "a\ufffdb"
    assert viettext.fold("Đường PHỐ") == "duong pho"
    with pytest.raises(viettext.MalformedTextError) as error:
        viettext.normalize(b"a\xffb", invalid="strict")
    assert error.value.offset == 1 and isinstance(error.value, ValueError)
    with pytest.raises(viettext.InvalidArgumentError, match="nfkd"):
        viettext.normalize("a", form="nfx")
    with pytest.raises(TypeError):
        viettext.normalize(7)


def test_pipe_equals_one_by_one():
    normalizer = viettext.Normalizer(tone="new")
    texts = ["hòa", "", "thúy\n", b"h\xc3\xb2a", "a\udc80"] * 7
    expected = [normalizer(text) for text in texts]
    for size in (1, 2, 1000):
        assert list(normalizer.pipe(iter(texts), batch_size=size)) == expected


def test_pipe_takes_no_more_than_a_batch():
    taken = []

    def texts():
        for i in range(100):
            taken.append(i)
            yield "hòa"

    assert next(viettext.Normalizer().pipe(texts(), batch_size=10)) == "hòa"
    assert len(taken) == 10


def test_growing_results():
    # NFKD makes 18 characters of this one.
    assert viettext.normalize("\ufdfa" * 1000, form="nfkd") == unicodedata.normalize("NFKD", "\ufdfa" * 1000)
    assert list(viettext.Normalizer(form="nfkd").pipe(["\ufdfa" * 1000]))[0] == unicodedata.normalize("NFKD", "\ufdfa" * 1000)


def test_encodings():
    assert viettext.convert("tieesng Vieejt", "telex") == "tiếng Việt"
    assert viettext.convert("tiếng Việt", "utf-8", "viqr") == b"tie^'ng Vie^.t"
    for encoding in ("tcvn3", "vni", "viscii", "vps", "cp1258", "utf-16"):
        there = viettext.convert("tiếng việt, đường", "utf-8", encoding)
        assert isinstance(there, bytes)
        assert viettext.convert(there, encoding) == "tiếng việt, đường"
    with pytest.raises(viettext.UnmappableError):
        viettext.convert("中", "utf-8", "tcvn3")
    assert viettext.convert("中", "utf-8", "tcvn3", unmappable="replace") == b"?"
    guess = viettext.detect(viettext.convert("Tiếng Việt là ngôn ngữ của người Việt. " * 5, "utf-8", "vni"))
    assert guess.encoding == "vni" and 0 < guess.confidence <= 1


def test_versions():
    assert viettext.__version__ == viettext.versions["viettext"]
    assert set(viettext.versions) >= {"icu", "unicode", "index-format", "word-model", "kernels"}


def test_restore():
    assert viettext.restore("Toi song o Ha Noi") == "Tôi sống ở Hà Nội"
    assert viettext.restore("đuoc") == "được"
    assert viettext.restore(b"a\xffb") == "a\ufffdb"
    bare = "Ba bo ca ma. Toi song o Ha Noi."
    full, sure = viettext.restore(bare).split(), viettext.Restorer(min_confidence=99)(bare).split()
    assert all(one in two for one, two in zip(sure, zip(bare.split(), full)))
    assert sum(map(str.__ne__, sure, bare.split())) < sum(map(str.__ne__, full, bare.split()))
    with pytest.raises(viettext.MalformedTextError):
        viettext.Restorer(invalid="strict")(b"a\xffb")
    with pytest.raises(viettext.CorruptError):
        viettext.Restorer(model=b"no model")
    with pytest.raises(viettext.InvalidArgumentError):
        viettext.Restorer().candidates("a", 0)
