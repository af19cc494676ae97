"""A tokenizer for spaCy: ``nlp = spacy.blank("xx"); nlp.tokenizer = viettext.spacy.Tokenizer(nlp.vocab)``.

Loses nothing: the text of the document is the text given, blanks that are not one U+0020 are tokens of their own.
"""

from __future__ import annotations

from typing import Iterable, Iterator, Optional, Union

from spacy.tokens import Doc
from spacy.vocab import Vocab

from .segmenting import Segmenter, Token, segmenter


class Tokenizer:
    """Makes documents whose tokens are words of Vietnamese, with the starts of sentences set."""

    def __init__(self, vocab: Vocab, by: Optional[Segmenter] = None) -> None:
        self.vocab = vocab
        self._segmenter = by or segmenter()

    def __call__(self, text: str) -> Doc:
        return self._document(text, self._segmenter.tokens(text))

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Yields the documents of texts, in order."""
        texts, again = _twice(texts)
        for text, tokens in zip(again, self._segmenter.pipe(texts, format="tokens", batch_size=batch_size)):
            yield self._document(text, tokens)

    def _document(self, text: str, tokens: list[Token]) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[Union[bool, int, None]] = []
        place = 0
        for start, end, _, word, is_first in tokens:
            _blanks(text[place:start], words, spaces, starts)
            words.append(word)
            spaces.append(False)
            starts.append(is_first)
            place = end
        _blanks(text[place:], words, spaces, starts)
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)

    # What spaCy asks of a tokenizer that is saved with a pipeline: there is nothing to save.

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "Tokenizer":
        return self

    def to_disk(self, _: object, **__: object) -> None:
        return None

    def from_disk(self, _: object, **__: object) -> "Tokenizer":
        return self


def _blanks(gap: str, words: list[str], spaces: list[bool], starts: list[Union[bool, int, None]]) -> None:
    """Adds what stands between two tokens: one space to the token before, the rest as a token."""
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        starts.append(False)


def _twice(texts: Iterable[str]) -> tuple[Iterator[str], Iterator[str]]:
    from itertools import tee

    first, second = tee(texts)
    return first, second
