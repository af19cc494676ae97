"""Apache Arrow in and out: columns of strings to columns of strings or tokens, without a Python object a token.

Takes arrays and chunked arrays of ``string`` or ``large_string``; nulls stay nulls. Buffers are handed to the library as
they are, and results are written into buffers of Arrow's.
"""

from __future__ import annotations

import ctypes
from typing import Any, Callable, Optional, Union

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.compute as compute  # type: ignore[import-untyped,unused-ignore]

from ._library import BUFFER_TOO_SMALL, KINDS, OK, Error, Handle, TokenArrays, library
from .normalizing import Normalizer
from .segmenting import _UNITS, Offsets, Segmenter, segmenter

StringArray = Union["pa.StringArray", "pa.LargeStringArray", "pa.ChunkedArray"]

#: What :func:`tokenize` gives for each text.
TOKEN = pa.struct(
    [
        pa.field("text", pa.large_string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("kind", pa.dictionary(pa.uint8(), pa.string()), nullable=False),
    ]
)


class _Texts:
    """The buffers of one array, as the batch functions take them."""

    def __init__(self, array: Any) -> None:
        if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
            raise TypeError(f"an array of strings is needed, not of {array.type}")
        self.count = len(array)
        # What stands under a null is anything.
        self.nulls = array.is_null() if array.null_count else None
        large = (array.fill_null("") if array.null_count else array).cast(pa.large_string())
        _, offsets, data = large.buffers()
        self.kept = (offsets, data)
        self.data = data.address if data is not None and data.size else None
        if self.count == 0:
            self._none = (ctypes.c_int64 * 1)(0)
            self.offsets, self.length = ctypes.addressof(self._none), 0
            return
        self.offsets = offsets.address + 8 * large.offset
        ends = ctypes.cast(self.offsets, ctypes.POINTER(ctypes.c_int64))
        self.length = ends[self.count] - ends[0]

    @property
    def arguments(self) -> tuple[Any, Any, int]:
        return self.data, self.offsets, self.count

    def strings(self, offsets: Any, data: Any) -> Any:
        """A column of the results: null where the text was."""
        if self.nulls is None:
            return pa.LargeStringArray.from_buffers(self.count, offsets, data)
        valid = compute.invert(self.nulls).buffers()[1] if self.count else None
        return pa.LargeStringArray.from_buffers(self.count, offsets, data, valid, self.nulls.true_count)


def _each(array: Any, body: Callable[[Any], Any], kind: Any) -> Any:
    if isinstance(array, pa.ChunkedArray):
        return pa.chunked_array([body(chunk) for chunk in array.chunks], type=kind)
    return body(array)


def _rewrite(name: str, handle: Handle, array: Any, extra: tuple[Any, ...] = ()) -> Any:
    texts = _Texts(array)
    offsets = pa.allocate_buffer(8 * (texts.count + 1))
    length, error = ctypes.c_size_t(), Error()
    capacity = texts.length + texts.length // 4 + 64
    while True:
        data = pa.allocate_buffer(capacity, resizable=True)
        status = getattr(library, name)(
            handle.pointer, *texts.arguments, *extra, data.address, capacity, offsets.address, ctypes.byref(length),
            ctypes.byref(error),
        )
        if status == OK:
            data.resize(length.value)
            return texts.strings(offsets, data)
        if status != BUFFER_TOO_SMALL:
            error.raise_()
        capacity = length.value


def normalize(array: StringArray, normalizer: Optional[Normalizer] = None, **arguments: Any) -> Any:
    """Returns the texts rewritten, as ``large_string``; arguments as of :class:`viettext.Normalizer`."""
    handle = (normalizer or Normalizer(**arguments))._handle
    return _each(array, lambda one: _rewrite("viet_normalize_batch", handle, one), pa.large_string())


def segment(array: StringArray, by: Optional[Segmenter] = None) -> Any:
    """Returns the texts in segmented form, ``_`` between the syllables of a word, as ``large_string``."""
    handle = (by or segmenter())._handle
    return _each(array, lambda one: _rewrite("viet_segment_text_batch", handle, one, (None,)), pa.large_string())


def tokenize(array: StringArray, by: Optional[Segmenter] = None, *, offsets: Offsets = "codepoints") -> Any:
    """Returns a ``large_list`` of :data:`TOKEN` for each text: what stands where, and what it is."""
    handle = (by or segmenter())._handle
    return _each(array, lambda one: _tokens(handle, one, _UNITS[offsets]), pa.large_list(TOKEN))


def _tokens(handle: Handle, array: Any, unit: int) -> Any:
    texts = _Texts(array)
    capacity, text_capacity = texts.length // 3 + texts.count + 16, texts.length + 16
    token_offsets = pa.allocate_buffer(8 * (texts.count + 1))
    error = Error()
    while True:
        starts, ends, kinds, data, places = (
            pa.allocate_buffer(size, resizable=True)
            for size in (4 * capacity, 4 * capacity, capacity, text_capacity, 8 * (capacity + 1))
        )
        arrays = TokenArrays(
            capacity=capacity, starts=starts.address, ends=ends.address, kinds=kinds.address,
            token_offsets=token_offsets.address, text=data.address, text_capacity=text_capacity,
            text_offsets=places.address,
        )
        status = library.viet_segment_batch(
            handle.pointer, *texts.arguments, unit, ctypes.byref(arrays), ctypes.byref(error)
        )
        if status == OK:
            break
        if status != BUFFER_TOO_SMALL:
            error.raise_()
        capacity, text_capacity = max(capacity, arrays.count), max(text_capacity, arrays.text_length)
    count = arrays.count
    for buffer, size in ((starts, 4 * count), (ends, 4 * count), (kinds, count), (data, arrays.text_length)):
        buffer.resize(size)
    tokens = pa.StructArray.from_arrays(
        [
            pa.LargeStringArray.from_buffers(count, places, data),
            pa.Array.from_buffers(pa.int32(), count, [None, starts]),
            pa.Array.from_buffers(pa.int32(), count, [None, ends]),
            pa.DictionaryArray.from_arrays(
                pa.Array.from_buffers(pa.uint8(), count, [None, kinds]), pa.array(KINDS, pa.string())
            ),
        ],
        fields=list(TOKEN),
    )
    lists = pa.Array.from_buffers(pa.int64(), texts.count + 1, [None, token_offsets])
    if texts.nulls is None:
        return pa.LargeListArray.from_arrays(lists, tokens)
    return pa.LargeListArray.from_arrays(lists, tokens, mask=texts.nulls)
