"""Diacritics put back where they were left out."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from os import PathLike
from typing import Iterable, Iterator, Literal, NamedTuple, Union

from ._batch import Batch, Text, encode, rewrite, run, strings
from ._chunks import chunks
from ._library import Candidate, CandidateCallback, Handle, call, library, options
from .normalizing import Invalid


class Suggestion(NamedTuple):
    """One way to spell a syllable that may bear marks."""

    #: Where the syllable starts and ends in the text, in bytes of its UTF-8.
    start: int
    end: int
    text: str
    #: How likely it is; those of a syllable add up to at most 1.
    score: float


class Restorer:
    """Puts diacritics back. Immutable; for any number of threads.

    Marks that are there stay, and bound what may be put back; the answer is in NFC. ``tone``: where the mark goes in the
    open rimes oa, oe, uy of what is restored. ``min_confidence``: per cent below which a syllable is left as it was
    typed. ``model``: a model file, or its bytes; else the model of the library.
    """

    def __init__(
        self, *, tone: Literal["old", "new"] = "old", min_confidence: int = 0, invalid: Invalid = "replace",
        model: Union[bytes, str, "PathLike[str]", None] = None,
    ) -> None:
        if model is not None and not isinstance(model, bytes):
            with open(model, "rb") as file:
                model = file.read()
        self._handle = Handle(
            "restorer", "viet_restorer_new", options(tone=tone, min_confidence=min_confidence, invalid=invalid),
            model, len(model or b""),
        )

    def __call__(self, text: Text) -> str:
        """Returns the text with its diacritics."""
        result = rewrite(library.viet_restore, self._handle.pointer, encode(text))
        return result.decode("utf-8", "surrogateescape")

    def pipe(self, texts: Iterable[Text], *, batch_size: int = 1000) -> Iterator[str]:
        """Yields texts with their diacritics, in order; one call of the library a batch, without the interpreter lock."""
        for some in chunks(texts, batch_size):
            yield from strings(*run("viet_restore_batch", self._handle.pointer, Batch(some)))

    def candidates(self, text: Text, limit: int = 5) -> list[list[Suggestion]]:
        """Returns, for each syllable that may bear marks, its likeliest spellings, the likeliest first.

        >>> [[s.text for s in some] for some in Restorer().candidates("Viet Nam", 1)]
        [['Việt'], ['Nam']]
        """
        found: list[list[Suggestion]] = []

        def take(_: object, pointer: "ctypes._Pointer[Candidate]") -> int:
            given = pointer.contents
            if given.rank == 0:
                found.append([])
            found[-1].append(Suggestion(given.start, given.end, given.spelling.decode(), given.score))
            return 0

        data = encode(text)
        call("viet_restore_candidates", self._handle.pointer, data, len(data), limit, CandidateCallback(take), None)
        return found


@lru_cache(maxsize=16)
def _restorer(**arguments: object) -> Restorer:
    return Restorer(**arguments)  # type: ignore[arg-type]


def restore(text: Text, *, tone: Literal["old", "new"] = "old", min_confidence: int = 0) -> str:
    """Returns the text with its diacritics; see :class:`Restorer`.

    >>> restore("toi yeu tieng viet")
    'tôi yêu tiếng việt'
    """
    return _restorer(tone=tone, min_confidence=min_confidence)(text)
