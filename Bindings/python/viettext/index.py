"""An inverted index of documents: built, changed, searched."""

from __future__ import annotations

import ctypes
import os
from datetime import date
from os import PathLike
from typing import Any, Iterable, Iterator, Literal, Mapping, NamedTuple, Optional, Sequence, Union

from ._batch import Text, encode
from ._library import Commit as _Commit
from ._library import FacetCallback, Handle, Value, ValueCallback, WarningCallback, call, library, options
from ._library import Hit as _Hit

Kind = Literal["text", "keyword", "number", "date"]
FieldValue = Union[str, bytes, int, float, bool, date, None]
_KINDS: tuple[Kind, ...] = ("text", "keyword", "number", "date")


class Commit(NamedTuple):
    """What a commit left behind."""

    generation: int
    documents: int
    deleted: int
    segments: int
    bytes: int
    duplicates: int

    @classmethod
    def _of(cls, commit: _Commit) -> "Commit":
        return cls(*(getattr(commit, name) for name in cls._fields))


class Analyzer:
    """How text becomes terms: ``vi``, ``vi-syllable``, ``vi-folded``, ``whitespace`` or ``keyword``.

    ``stopwords`` are left out; ``synonyms`` are groups of which each finds the others; ``lexicon`` are extra words.
    """

    def __init__(
        self, name: str = "vi", *, stopwords: Iterable[str] = (), synonyms: Iterable[Sequence[str]] = (),
        lexicon: Iterable[str] = (),
    ) -> None:
        lists = [
            "\n".join(lines).encode()
            for lines in (stopwords, (",".join(group) for group in synonyms), lexicon)
        ]
        self.name = name
        self._handle = Handle(
            "analyzer", "viet_analyzer_new", name.encode(), *(part for one in lists for part in (one, len(one)))
        )


class IndexWriter:
    """The one writer of an index, from :meth:`Index.create` or :meth:`Index.change`. A context manager: leaving it
    commits, leaving it by an exception leaves the index as it was. One thread at a time.
    """

    def __init__(self, constructor: str, *arguments: Any) -> None:
        self._handle = Handle("index_writer", constructor, *arguments)
        self._fields: dict[str, int] = {}

    def __enter__(self) -> "IndexWriter":
        return self

    def __exit__(self, kind: Optional[type[BaseException]], *rest: object) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()

    def field(self, name: str, kind: Kind = "text", *, stored: bool = True, boost: float = 1.0) -> None:
        """Says what a field holds before the first document has it; else its first value tells."""
        number = ctypes.c_int32()
        call(
            "viet_index_writer_field", self._handle.pointer, name.encode(), _KINDS.index(kind), int(stored), boost,
            ctypes.byref(number),
        )
        self._fields[name] = number.value

    def add(self, id: Union[str, bytes, int], fields: Mapping[str, Union[FieldValue, Sequence[FieldValue]]]) -> None:
        """Adds a document; one that has its id is replaced. A list gives a field several values."""
        name = encode(str(id) if isinstance(id, int) else id)
        values = [
            (self._number(field, value), _spelling(value)) for field, all in fields.items() for value in _each(all)
        ]
        call("viet_index_writer_begin", self._handle.pointer, name, len(name))
        for number, spelling in values:
            call("viet_index_writer_add", self._handle.pointer, number, spelling, len(spelling))
        call("viet_index_writer_end", self._handle.pointer)

    def _number(self, field: str, value: FieldValue) -> int:
        if field not in self._fields:
            self.field(field, _kind(value))
        return self._fields[field]

    def delete(self, id: Union[str, bytes, int]) -> bool:
        """Deletes the document of that id; whether there was one."""
        name = encode(str(id) if isinstance(id, int) else id)
        found = ctypes.c_int()
        call("viet_index_writer_delete", self._handle.pointer, name, len(name), ctypes.byref(found))
        return found.value != 0

    def merge(self, path: Union[str, "PathLike[str]"]) -> None:
        """Adds all documents of another index with the same analyzer."""
        call("viet_index_writer_merge", self._handle.pointer, os.fsencode(path))

    def commit(self, *, compact: bool = False) -> Commit:
        """Makes all changes so far visible and durable, or none; ``compact`` leaves one segment."""
        commit = _Commit()
        name = "viet_index_writer_compact" if compact else "viet_index_writer_commit"
        call(name, self._handle.pointer, ctypes.byref(commit))
        return Commit._of(commit)

    def close(self) -> None:
        """Ends writing; what was not committed is gone."""
        self._handle.close()


def _each(value: Any) -> Iterator[FieldValue]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return (one for one in values if one is not None)


def _kind(value: FieldValue) -> Kind:
    if isinstance(value, bool):
        return "keyword"
    if isinstance(value, (int, float)):
        return "number"
    return "date" if isinstance(value, date) else "text"


def _spelling(value: FieldValue) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, date):
        return value.isoformat().encode()
    return encode(value if isinstance(value, (str, bytes)) else repr(value))


class Highlight(NamedTuple):
    """What matched: the field, which of its values (from 0), code points of that value, and the text there."""

    field: str
    value: int
    start: int
    end: int
    text: str


class Hit(NamedTuple):
    """One found document."""

    id: str
    score: float
    #: The stored fields: one value, or a list where there are several.
    fields: dict[str, Any]
    highlights: list[Highlight]


class Results(Sequence[Hit]):
    """The hits of a search, best first; read from the index as they are asked for."""

    def __init__(self, index: "Index", handle: Handle) -> None:
        self._index = index
        self._handle = handle
        self._count: int = library.viet_results_count(handle.pointer)
        exact = ctypes.c_int()
        #: Documents found; a lower bound unless :attr:`total_is_exact`.
        self.total: int = library.viet_results_total(handle.pointer, ctypes.byref(exact))
        self.total_is_exact = exact.value != 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(self._count))]
        if number < 0:
            number += self._count
        if not 0 <= number < self._count:
            raise IndexError(f"there are {self._count} hits")
        hit = _Hit()
        call("viet_results_hit", self._handle.pointer, number, ctypes.byref(hit))
        id = ctypes.string_at(hit.id, hit.id_length).decode("utf-8", "replace")
        return Hit(id, hit.score, self._fields(number), self._highlights(number))

    def _fields(self, number: int) -> dict[str, Any]:
        found: dict[str, list[Any]] = {}

        def add(_: Any, value: Any) -> int:
            one = value.contents
            text = ctypes.string_at(one.value, one.value_length).decode("utf-8", "replace")
            found.setdefault(self._index.fields[one.field][0], []).append(
                _number(text) if one.kind == 2 else text
            )
            return 0

        call("viet_results_fields", self._handle.pointer, number, ValueCallback(add), None)
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}

    def _highlights(self, number: int) -> list[Highlight]:
        found: list[Highlight] = []

        def add(_: Any, value: Any) -> int:
            one = value.contents
            data = ctypes.string_at(one.value, one.value_length)
            start = len(data[: one.start].decode("utf-8", "replace"))
            text = data[one.start : one.end].decode("utf-8", "replace")
            name = self._index.fields[one.field][0]
            found.append(Highlight(name, one.number, start, start + len(text), text))
            return 0

        call("viet_results_highlights", self._handle.pointer, number, ValueCallback(add), None)
        return found

    def facet(self, field: str) -> dict[str, int]:
        """The values of a facet that was asked for and how many documents have each, the most frequent first."""
        found: dict[str, int] = {}

        def add(_: Any, value: int, length: int, count: int) -> int:
            found[ctypes.string_at(value, length).decode("utf-8", "replace")] = count
            return 0

        call("viet_results_facet", self._handle.pointer, field.encode(), FacetCallback(add), None)
        return found

    @property
    def warnings(self) -> list[str]:
        """What of the query was not understood."""
        found: list[str] = []

        def add(_: Any, start: int, end: int, message: bytes) -> int:
            found.append(message.decode())
            return 0

        call("viet_results_warnings", self._handle.pointer, WarningCallback(add), None)
        return found


def _number(text: str) -> Union[int, float]:
    try:
        return int(text)
    except ValueError:
        return float(text)


class Index:
    """One commit of an index, opened to be searched; later commits do not change it. For any number of threads.

    >>> with Index.create(folder) as writer:                                            # doctest: +SKIP
    ...     writer.add("1", {"title": "Hà Nội"})
    >>> [hit.id for hit in Index(folder).search("ha noi")]                              # doctest: +SKIP
    ['1']
    """

    def __init__(self, path: Union[str, "PathLike[str]"]) -> None:
        self._handle = Handle("index", "viet_index_open", os.fsencode(path))
        kind = ctypes.c_int32()
        #: Name and kind of each field.
        self.fields: list[tuple[str, Kind]] = []
        for number in range(library.viet_index_field_count(self._handle.pointer)):
            name = library.viet_index_field(self._handle.pointer, number, ctypes.byref(kind))
            self.fields.append((name.decode(), _KINDS[kind.value]))

    @staticmethod
    def create(
        path: Union[str, "PathLike[str]"], *, analyzer: Union[str, Analyzer] = "vi", memory: str = "64M",
        positions: bool = True, overwrite: bool = False,
    ) -> IndexWriter:
        """Starts a new index in a folder that is missing or empty; nothing is visible before the first commit."""
        chosen = Analyzer(analyzer) if isinstance(analyzer, str) else analyzer
        settings = options(memory=memory, no_positions=not positions, overwrite=overwrite)
        return IndexWriter("viet_index_writer_create", os.fsencode(path), chosen._handle.pointer, settings)

    @staticmethod
    def change(path: Union[str, "PathLike[str]"], *, memory: str = "64M") -> IndexWriter:
        """Opens an index to change it."""
        return IndexWriter("viet_index_writer_open", os.fsencode(path), options(memory=memory))

    @classmethod
    def build(
        cls, path: Union[str, "PathLike[str]"], documents: Iterable[Mapping[str, Any]], *, id: str = "id",
        **arguments: Any,
    ) -> "Index":
        """Builds an index of documents, each with its id in the field ``id``; arguments as of :meth:`create`."""
        with cls.create(path, **arguments) as writer:
            for document in documents:
                writer.add(document[id], {name: value for name, value in document.items() if name != id})
        return cls(path)

    @property
    def commit(self) -> Commit:
        """What the commit that was opened holds."""
        commit = _Commit()
        call("viet_index_info", self._handle.pointer, ctypes.byref(commit))
        return Commit._of(commit)

    def __len__(self) -> int:
        return self.commit.documents

    def search(
        self, query: Text, *, limit: int = 10, offset: int = 0, filter: Text = "", sort: Optional[str] = None,
        fields: Sequence[str] = (), facets: Sequence[str] = (), exact_diacritics: bool = False, count: bool = False,
    ) -> Results:
        """Answers a query in the language of ``viet search``.

        ``filter`` restricts without counting for the rank; ``sort`` is ``FIELD`` or ``FIELD:desc``; ``count`` makes the
        total exact.
        """
        settings = options(
            limit=limit, offset=offset, sort=sort, fields=",".join(fields) or None, facets=",".join(facets) or None,
            exact_diacritics=exact_diacritics, count=count,
        )
        words, restriction = encode(query), encode(filter)
        handle = Handle(
            "results", "viet_search", self._handle.pointer, words, len(words), restriction, len(restriction), settings
        )
        return Results(self, handle)
