"""The C library: found beside this file, its functions declared once, its errors made exceptions.

Every call releases the interpreter lock while it runs, as ctypes does for a ``CDLL``.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, byref, c_char, c_char_p, c_double, c_float, c_int, c_int32, c_int64, c_size_t
from ctypes import c_uint8, c_uint32, c_uint64, c_void_p
from pathlib import Path
from typing import Any, Optional, Union

_ABI_VERSION = 1


class VietTextError(Exception):
    """What the library could not do: what is wrong, where, and what to do about it.

    ``offset`` counts bytes of the input, or is the number of the text in calls over several; -1 means nothing.
    """

    def __init__(self, message: str, status: int = 0, offset: int = -1) -> None:
        super().__init__(message)
        self.status = status
        self.offset = offset


class MalformedTextError(VietTextError, ValueError):
    """Bytes that mean nothing in their encoding."""


class UnmappableError(VietTextError, ValueError):
    """A character that the target encoding does not have."""


class IndexNotFoundError(VietTextError, LookupError):
    """No such index, document or field."""


class IndexExistsError(VietTextError, FileExistsError):
    """There is something already where a new index was to be made."""


class IndexLockedError(VietTextError):
    """Another writer has the index open."""


class CorruptError(VietTextError):
    """Bytes of an index or a model are not what was written."""


class InvalidArgumentError(VietTextError, ValueError):
    """An argument or an option that does not exist, or that the index can't answer."""


class SystemFailure(VietTextError, OSError):
    """The system refused a call on a file."""


OK, BUFFER_TOO_SMALL = 0, 2
_EXCEPTIONS: dict[int, type[VietTextError]] = {
    1: InvalidArgumentError,
    3: MalformedTextError,
    4: UnmappableError,
    7: IndexNotFoundError,
    8: IndexExistsError,
    9: IndexLockedError,
    10: SystemFailure,
    11: CorruptError,
    13: InvalidArgumentError,
}


class Error(ctypes.Structure):
    _fields_ = [("status", c_int32), ("offset", c_int64), ("message", c_char * 240)]

    def raise_(self) -> None:
        message = self.message.decode("utf-8", "replace")
        error = _EXCEPTIONS.get(self.status, VietTextError)(message)
        error.status, error.offset = self.status, self.offset
        raise error


class TokenArrays(ctypes.Structure):
    _fields_ = [
        ("capacity", c_size_t),
        ("count", c_size_t),
        ("starts", c_void_p),
        ("ends", c_void_p),
        ("kinds", c_void_p),
        ("flags", c_void_p),
        ("token_offsets", c_void_p),
        ("text", c_void_p),
        ("text_capacity", c_size_t),
        ("text_length", c_size_t),
        ("text_offsets", c_void_p),
    ]


class Separators(ctypes.Structure):
    _fields_ = [("syllable", c_char), ("token", c_char), ("sentence", c_char)]


class Commit(ctypes.Structure):
    _fields_ = [
        ("generation", c_uint64),
        ("documents", c_uint64),
        ("deleted", c_uint64),
        ("segments", c_uint64),
        ("bytes", c_uint64),
        ("duplicates", c_uint64),
    ]


class Hit(ctypes.Structure):
    _fields_ = [("id", c_void_p), ("id_length", c_size_t), ("score", c_float), ("document", c_uint32)]


class Value(ctypes.Structure):
    _fields_ = [
        ("field", c_int32),
        ("kind", c_int32),
        ("number", c_uint32),
        ("value", c_void_p),
        ("value_length", c_size_t),
        ("start", c_size_t),
        ("end", c_size_t),
    ]


class Term(ctypes.Structure):
    _fields_ = [
        ("folded", c_void_p),
        ("folded_length", c_size_t),
        ("exact", c_void_p),
        ("exact_length", c_size_t),
        ("position", c_uint32),
        ("span", c_uint32),
        ("start", c_uint32),
        ("end", c_uint32),
    ]


class Candidate(ctypes.Structure):
    _fields_ = [
        ("start", c_uint64),
        ("end", c_uint64),
        ("spelling", c_char_p),
        ("rank", c_size_t),
        ("score", c_double),
    ]


ValueCallback = ctypes.CFUNCTYPE(c_int, c_void_p, POINTER(Value))
TermCallback = ctypes.CFUNCTYPE(c_int, c_void_p, POINTER(Term))
CandidateCallback = ctypes.CFUNCTYPE(c_int, c_void_p, POINTER(Candidate))
FacetCallback = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t, c_uint64)
WarningCallback = ctypes.CFUNCTYPE(c_int, c_void_p, c_size_t, c_size_t, c_char_p)

_error = POINTER(Error)
# Text goes as an address, so that bytes, bytearrays and Arrow buffers are passed alike.
_text = [c_void_p, c_size_t]
_out = [c_void_p, c_size_t, POINTER(c_size_t)]
_handle = POINTER(c_void_p)

_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "viet_abi_version": (c_int32, []),
    "viet_version": (c_char_p, []),
    "viet_version_details": (c_char_p, []),
    "viet_kind_name": (c_char_p, [c_uint8]),
    "viet_normalizer_new": (c_int32, [c_char_p, _handle, _error]),
    "viet_normalizer_free": (None, [c_void_p]),
    "viet_normalize": (c_int32, [c_void_p, *_text, *_out, _error]),
    "viet_normalize_batch": (
        c_int32,
        [c_void_p, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, POINTER(c_size_t), _error],
    ),
    "viet_restorer_new": (c_int32, [c_char_p, *_text, _handle, _error]),
    "viet_restorer_free": (None, [c_void_p]),
    "viet_restore": (c_int32, [c_void_p, *_text, *_out, _error]),
    "viet_restore_batch": (
        c_int32,
        [c_void_p, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, POINTER(c_size_t), _error],
    ),
    "viet_restore_candidates": (c_int32, [c_void_p, *_text, c_size_t, CandidateCallback, c_void_p, _error]),
    "viet_converter_new": (c_int32, [c_char_p, _handle, _error]),
    "viet_converter_free": (None, [c_void_p]),
    "viet_convert": (c_int32, [c_void_p, *_text, *_out, _error]),
    "viet_fold": (c_int32, [*_text, *_out, _error]),
    "viet_detect": (c_char_p, [*_text, POINTER(c_double)]),
    "viet_segmenter_new": (c_int32, [c_char_p, *_text, *_text, _handle, _error]),
    "viet_segmenter_free": (None, [c_void_p]),
    "viet_segment_batch": (
        c_int32,
        [c_void_p, c_void_p, c_void_p, c_size_t, c_int32, POINTER(TokenArrays), _error],
    ),
    "viet_segment_text_batch": (
        c_int32,
        [
            c_void_p, c_void_p, c_void_p, c_size_t, POINTER(Separators), c_void_p, c_size_t, c_void_p,
            POINTER(c_size_t), _error,
        ],
    ),
    "viet_analyzer_new": (c_int32, [c_char_p, *_text, *_text, *_text, _handle, _error]),
    "viet_analyzer_free": (None, [c_void_p]),
    "viet_analyze": (c_int32, [c_void_p, *_text, c_int32, TermCallback, c_void_p, _error]),
    "viet_index_writer_create": (c_int32, [c_char_p, c_void_p, c_char_p, _handle, _error]),
    "viet_index_writer_open": (c_int32, [c_char_p, c_char_p, _handle, _error]),
    "viet_index_writer_free": (None, [c_void_p]),
    "viet_index_writer_field": (
        c_int32,
        [c_void_p, c_char_p, c_int32, c_int, c_float, POINTER(c_int32), _error],
    ),
    "viet_index_writer_begin": (c_int32, [c_void_p, *_text, _error]),
    "viet_index_writer_add": (c_int32, [c_void_p, c_int32, *_text, _error]),
    "viet_index_writer_end": (c_int32, [c_void_p, _error]),
    "viet_index_writer_delete": (c_int32, [c_void_p, *_text, POINTER(c_int), _error]),
    "viet_index_writer_merge": (c_int32, [c_void_p, c_char_p, _error]),
    "viet_index_writer_commit": (c_int32, [c_void_p, POINTER(Commit), _error]),
    "viet_index_writer_compact": (c_int32, [c_void_p, POINTER(Commit), _error]),
    "viet_index_open": (c_int32, [c_char_p, _handle, _error]),
    "viet_index_free": (None, [c_void_p]),
    "viet_index_info": (c_int32, [c_void_p, POINTER(Commit), _error]),
    "viet_index_field_count": (c_int32, [c_void_p]),
    "viet_index_field": (c_char_p, [c_void_p, c_int32, POINTER(c_int32)]),
    "viet_search": (c_int32, [c_void_p, *_text, *_text, c_char_p, _handle, _error]),
    "viet_results_free": (None, [c_void_p]),
    "viet_results_count": (c_size_t, [c_void_p]),
    "viet_results_total": (c_uint64, [c_void_p, POINTER(c_int)]),
    "viet_results_hit": (c_int32, [c_void_p, c_size_t, POINTER(Hit), _error]),
    "viet_results_fields": (c_int32, [c_void_p, c_size_t, ValueCallback, c_void_p, _error]),
    "viet_results_highlights": (c_int32, [c_void_p, c_size_t, ValueCallback, c_void_p, _error]),
    "viet_results_facet": (c_int32, [c_void_p, c_char_p, FacetCallback, c_void_p, _error]),
    "viet_results_warnings": (c_int32, [c_void_p, WarningCallback, c_void_p, _error]),
}


def load(path: Union[str, "os.PathLike[str]"]) -> ctypes.CDLL:
    """Loads a copy of the library and declares its functions."""
    library = ctypes.CDLL(os.fspath(path))
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    if library.viet_abi_version() != _ABI_VERSION:
        raise ImportError(f"{path} has another ABI version than this package (install the wheel again)")
    return library


FOLDER = Path(__file__).resolve().parent / "lib"
library = load(os.environ.get("VIETTEXT_LIBRARY") or FOLDER / "libviettext.so")
KINDS: tuple[str, ...] = tuple(library.viet_kind_name(i).decode() for i in range(13))


def call(name: str, *arguments: Any) -> None:
    """Calls a function that returns a status; raises what it tells."""
    error = Error()
    if getattr(library, name)(*arguments, byref(error)) != OK:
        error.raise_()


class Handle:
    """Owns what a ``..._new`` made and gives it back with the ``..._free`` of its kind."""

    __slots__ = ("pointer", "_free", "__weakref__")

    def __init__(self, kind: str, constructor: str, *arguments: Any) -> None:
        self._free: Optional[Any] = None
        pointer = c_void_p()
        call(constructor, *arguments, byref(pointer))
        self.pointer: Optional[int] = pointer.value
        self._free = getattr(library, f"viet_{kind}_free")

    def close(self) -> None:
        free, self._free = self._free, None
        if free is not None:
            free(self.pointer)
            self.pointer = None

    def __del__(self) -> None:
        self.close()


def address(data: Union[bytes, bytearray, memoryview]) -> Any:
    """The address of the first byte; what is passed must be kept alive by the caller."""
    if isinstance(data, bytes):
        return ctypes.cast(ctypes.c_char_p(data), c_void_p)
    return c_void_p(ctypes.addressof(c_char.from_buffer(data))) if len(data) else c_void_p()


def options(**values: Union[str, int, bool, None]) -> bytes:
    """Options of the C library: names with ``-`` for ``_``; ``True`` is a flag, ``False`` and ``None`` are left out."""
    words = []
    for name, value in values.items():
        name = name.replace("_", "-")
        if value is True:
            words.append(name)
        elif value is not None and value is not False:
            text = str(value)
            if not text or any(c.isspace() for c in text):
                raise InvalidArgumentError(f"{name} can't be {value!r}: an option holds no blanks")
            words.append(f"{name}={text}")
    return " ".join(words).encode()
