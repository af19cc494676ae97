"""One text, one spelling: Unicode forms, tone marks, repair, folding."""

from __future__ import annotations

from functools import lru_cache
from typing import Iterable, Iterator, Literal

from ._batch import Batch, Text, encode, rewrite, run, strings
from ._chunks import chunks
from ._library import Handle, library, options

Form = Literal["nfc", "nfd", "nfkc", "nfkd", "none"]
Tone = Literal["keep", "new", "old"]
Yi = Literal["keep", "i", "y"]
Invalid = Literal["replace", "strict", "pass"]


class Normalizer:
    """Rewrites text to one spelling. Immutable; for any number of threads.

    ``form``: the Unicode normalisation form. ``tone``: where the mark goes in the open rimes oa, oe, uy (``new``: hoà,
    ``old``: hòa). ``yi``: kĩ or kỹ. ``repair``: mends what was plainly meant otherwise. ``strip``: removes marks from
    Latin letters. ``fold``: makes search keys. ``invalid``: what becomes of bytes that are not UTF-8.
    """

    def __init__(
        self, *, form: Form = "nfc", tone: Tone = "keep", yi: Yi = "keep", repair: bool = False, strip: bool = False,
        fold: bool = False, invalid: Invalid = "replace",
    ) -> None:
        self._handle = Handle(
            "normalizer", "viet_normalizer_new",
            options(form=form, tone=tone, yi=yi, repair=repair, strip=strip, fold=fold, invalid=invalid),
        )

    def __call__(self, text: Text) -> str:
        """Returns the text rewritten."""
        result = rewrite(library.viet_normalize, self._handle.pointer, encode(text))
        return result.decode("utf-8", "surrogateescape")

    def pipe(self, texts: Iterable[Text], *, batch_size: int = 1000) -> Iterator[str]:
        """Yields texts rewritten, in order; one call of the library a batch."""
        for some in chunks(texts, batch_size):
            yield from strings(*run("viet_normalize_batch", self._handle.pointer, Batch(some)))


@lru_cache(maxsize=64)
def _normalizer(**arguments: object) -> Normalizer:
    return Normalizer(**arguments)  # type: ignore[arg-type]


def normalize(
    text: Text, *, form: Form = "nfc", tone: Tone = "keep", yi: Yi = "keep", repair: bool = False, strip: bool = False,
    invalid: Invalid = "replace",
) -> str:
    """Returns the text in one spelling; see :class:`Normalizer`.

    >>> normalize("hoà", tone="old")
    'hòa'
    """
    return _normalizer(form=form, tone=tone, yi=yi, repair=repair, strip=strip, invalid=invalid)(text)


def fold(text: Text) -> str:
    """Returns the search key of a text: lower case, no marks, compatibility forms.

    >>> fold("Đường phố")
    'duong pho'
    """
    return _normalizer(fold=True)(text)
