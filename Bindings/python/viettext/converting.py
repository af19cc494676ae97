"""Other encodings of Vietnamese, and what is typed."""

from __future__ import annotations

import ctypes
from typing import Literal, NamedTuple, Union

from ._batch import Text, encode, rewrite
from ._library import Handle, library, options
from .normalizing import Invalid


class Converter:
    """Rewrites bytes from one encoding to another. Immutable; for any number of threads.

    Encodings are named as ``viet convert`` names them: ``utf-8``, ``utf-16``, ``tcvn3``, ``vni``, ``viscii``, ``vps``,
    ``cp1258``, ``viqr``, ``telex``, ``vni-keys``, ``mojibake-tcvn3`` and others.
    """

    def __init__(
        self, source: str, target: str = "utf-8", *, unmappable: Literal["error", "replace", "escape", "lower"] = "error",
        invalid: Invalid = "replace", tone: Literal["old", "new"] = "old", keep_foreign: bool = False,
    ) -> None:
        self._handle = Handle(
            "converter", "viet_converter_new",
            options(
                **{"from": source}, to=target, unmappable=unmappable, invalid=invalid, tone=tone, keep_foreign=keep_foreign
            ),
        )

    def __call__(self, text: Text) -> bytes:
        """Returns the bytes converted; a ``str`` is taken as its UTF-8."""
        return rewrite(library.viet_convert, self._handle.pointer, encode(text))


def convert(text: Text, source: str, target: str = "utf-8", **arguments: Union[str, bool]) -> Union[str, bytes]:
    """Converts a text; returns ``str`` where the target is UTF-8, else ``bytes``. Arguments as of :class:`Converter`.

    >>> convert("tieesng Vieejt", "telex")
    'tiếng Việt'
    """
    result = Converter(source, target, **arguments)(text)  # type: ignore[arg-type]
    return result.decode() if target.lower().replace("-", "") == "utf8" else result


class Guess(NamedTuple):
    """What a sample of bytes may be."""

    #: A name that :class:`Converter` takes, ``not-vietnamese`` or ``binary``.
    encoding: str
    #: From 0 to 1.
    confidence: float


def detect(sample: bytes) -> Guess:
    """Names the likeliest encoding of bytes; 200 of them are enough."""
    confidence = ctypes.c_double()
    name = library.viet_detect(sample, len(sample), ctypes.byref(confidence))
    return Guess(name.decode(), confidence.value)
