"""Texts of Python as the C library takes them: bytes back to back, and offsets; and results back again."""

from __future__ import annotations

import ctypes
from array import array
from itertools import accumulate
from typing import Any, Callable, Sequence, Union

from ._library import BUFFER_TOO_SMALL, OK, Error, library

Text = Union[str, bytes]


def encode(text: Text) -> bytes:
    """UTF-8; a lone surrogate, which has none, becomes U+FFFD, so that code points keep their places."""
    if isinstance(text, str):
        try:
            return text.encode()
        except UnicodeEncodeError:
            return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text).encode()
    if isinstance(text, (bytes, bytearray, memoryview)):
        return bytes(text)
    raise TypeError(f"a text is str or bytes, not {type(text).__name__}")


class Batch:
    """Texts back to back, with their offsets as 64-bit numbers."""

    __slots__ = ("data", "offsets", "count")

    def __init__(self, texts: Sequence[Text]) -> None:
        encoded = [encode(text) for text in texts]
        self.data = b"".join(encoded)
        self.offsets = array("q", accumulate(map(len, encoded), initial=0))
        self.count = len(encoded)

    @property
    def arguments(self) -> tuple[Any, Any, int]:
        """Texts, offsets and count, as the batch functions take them."""
        return self.data, self.offsets.buffer_info()[0], self.count


def run(name: str, handle: Any, batch: Batch, extra: tuple[Any, ...] = ()) -> tuple[memoryview, array[int]]:
    """Calls a function that turns texts into texts; returns the results back to back, and their offsets."""
    function = getattr(library, name)
    places = array("q", bytes(8 * (batch.count + 1)))
    capacity = len(batch.data) + len(batch.data) // 4 + 64
    length = ctypes.c_size_t()
    error = Error()
    while True:
        buffer = bytearray(capacity)
        out = (ctypes.c_char * capacity).from_buffer(buffer)
        status = function(
            handle, *batch.arguments, *extra, ctypes.addressof(out), capacity, places.buffer_info()[0],
            ctypes.byref(length), ctypes.byref(error),
        )
        if status == OK:
            return memoryview(buffer), places
        if status != BUFFER_TOO_SMALL:
            error.raise_()
        capacity = length.value


def strings(results: memoryview, places: array[int]) -> list[str]:
    """The results as strings; bytes that are not UTF-8, which only ``invalid="pass"`` leaves, as surrogates."""
    return [str(results[a:b], "utf-8", "surrogateescape") for a, b in zip(places, places[1:])]


def rewrite(function: Callable[..., int], handle: Any, data: bytes) -> bytes:
    """Calls a function that turns one text into another."""
    length = ctypes.c_size_t()
    error = Error()
    capacity = len(data) + len(data) // 2 + 64
    while True:
        buffer = ctypes.create_string_buffer(capacity)
        status = function(handle, data, len(data), buffer, capacity, ctypes.byref(length), ctypes.byref(error))
        if status == OK:
            return ctypes.string_at(buffer, length.value)
        if status != BUFFER_TOO_SMALL:
            error.raise_()
        capacity = length.value
