"""Text as PhoBERT and others trained on segmented text want it: NFC, words with ``_``, a sentence at a time."""

from __future__ import annotations

from typing import Iterable, Iterator, Optional

from .normalizing import Normalizer
from .segmenting import Segmenter, segmenter

_normalizer = Normalizer()


def sentences(texts: Iterable[str], by: Optional[Segmenter] = None) -> Iterator[list[str]]:
    """Yields for each text its sentences, segmented.

    >>> next(sentences(["Tôi ở Hà Nội. Còn bạn?"]))
    ['Tôi ở Hà_Nội .', 'Còn bạn ?']
    """
    for text in (by or segmenter()).pipe(_normalizer.pipe(texts), format="text"):
        yield text.split("\n") if text else []
