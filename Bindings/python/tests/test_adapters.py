"""Hugging Face, spaCy, PhoBERT."""

import pytest

TEXT = "Học sinh ở Hà Nội  đi học.\n\tCòn bạn? 😀 "


def test_huggingface():
    tokenizers = pytest.importorskip("tokenizers")
    import viettext.huggingface

    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({"Hà Nội": 0, "Học sinh": 1, "[UNK]": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = viettext.huggingface.pre_tokenizer()
    encoding = tokenizer.encode(TEXT)
    assert [TEXT[a:b] for a, b in encoding.offsets] == [token.text for token in viettext.Segmenter().tokens(TEXT)]
    assert encoding.ids.count(0) == 1 and encoding.tokens[0] == "Học sinh"


@pytest.mark.parametrize("text", [TEXT, "", " ", "a", "\n\nTôi  ở\u00a0Hà Nội. ", "Hà Nội"])
def test_spacy(text):
    spacy = pytest.importorskip("spacy")
    import viettext.spacy

    nlp = spacy.blank("xx")
    nlp.tokenizer = viettext.spacy.Tokenizer(nlp.vocab)
    document = nlp(text)
    assert document.text == text
    assert [token.text for token in document if not token.is_space] == [t.text for t in viettext.Segmenter().tokens(text)]
    if text.strip():
        sentences = [s.text.strip() for s in document.sents if s.text.strip()]
        assert sentences == viettext.sent_tokenize(text)
    assert [d.text for d in nlp.tokenizer.pipe([text, "Việt Nam"])] == [text, "Việt Nam"]


def test_phobert():
    import viettext.phobert

    assert list(viettext.phobert.sentences(["Tôi ở Hà Nội. Còn bạn?", "", "Vie\u0302\u0323t Nam"])) == [
        ["Tôi ở Hà_Nội .", "Còn bạn ?"], [], ["Việt_Nam"],
    ]
