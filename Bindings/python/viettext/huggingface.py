"""A pre-tokenizer for ``tokenizers`` of Hugging Face: a model trained after it sees words of Vietnamese as units.

    from tokenizers import Tokenizer, models
    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = viettext.huggingface.pre_tokenizer()

A custom pre-tokenizer can't be saved with the tokenizer: set it again after loading.
"""

from __future__ import annotations

from typing import Any, Optional

from tokenizers import NormalizedString, PreTokenizedString
from tokenizers.pre_tokenizers import PreTokenizer

from .segmenting import Segmenter, segmenter


class WordPreTokenizer:
    """Splits text at the tokens of a segmenter; offsets stay those of the original."""

    def __init__(self, by: Optional[Segmenter] = None) -> None:
        self._segmenter = by or segmenter()

    def pre_tokenize(self, text: PreTokenizedString) -> None:
        text.split(self._split)

    def _split(self, _: int, text: NormalizedString) -> list[NormalizedString]:
        parts = (text[token.start : token.end] for token in self._segmenter.tokens(str(text)))
        return [part for part in parts if part is not None]


def pre_tokenizer(by: Optional[Segmenter] = None) -> Any:
    """A pre-tokenizer as ``Tokenizer.pre_tokenizer`` takes it."""
    return PreTokenizer.custom(WordPreTokenizer(by))
