"""Sentences, words, syllables, with where they stand."""

from __future__ import annotations

import ctypes
from array import array
from functools import lru_cache
from os import PathLike
from typing import Any, Iterable, Iterator, Literal, NamedTuple, Optional, Sequence, Union, overload

from ._batch import Batch, Text, run, strings
from ._chunks import chunks
from ._library import BUFFER_TOO_SMALL, KINDS, OK, Error, Handle, Separators, TokenArrays, library, options

Unit = Literal["word", "syllable", "sentence"]
Offsets = Literal["codepoints", "bytes"]

_UNITS = {"bytes": 0, "codepoints": 1, "utf16": 2}
_SENTENCE_START = 1
_SEPARATORS = [bytes([c]) for c in (*range(31, 13, -1), *range(8, 0, -1))]


class Token(NamedTuple):
    """One token: a stretch of the text that starts and ends with no blank."""

    #: Where it starts and ends: code points of a ``str`` unless bytes were asked for.
    start: int
    end: int
    #: ``word number punct symbol url email hashtag mention emoji abbrev date time other``.
    kind: str
    #: What stands there.
    text: str
    #: Whether it is the first of its sentence.
    starts_sentence: bool


class Segmenter:
    """Cuts text into words, syllables or sentences. Immutable; for any number of threads, which it does not hold up.

    ``lexicon``: extra words that hold from then on, or pairs of word and weight. ``model``: a model file, or its
    bytes; else the model of the library. ``join_lines``: lines are hard-wrapped, only an empty one ends a paragraph.
    """

    def __init__(
        self, unit: Unit = "word", *, lexicon: Iterable[Union[str, tuple[str, float]]] = (),
        model: Union[bytes, str, "PathLike[str]", None] = None, join_lines: bool = False,
    ) -> None:
        self.unit = unit
        lines = [entry if isinstance(entry, str) else f"{entry[0]}\t{entry[1]}" for entry in lexicon]
        words = "\n".join(lines).encode() if lines else None
        if model is not None and not isinstance(model, bytes):
            with open(model, "rb") as file:
                model = file.read()
        self._handle = Handle(
            "segmenter", "viet_segmenter_new", options(unit=unit, join_lines=join_lines),
            words, len(words or b""), model, len(model or b""),
        )

    # One text

    def words(self, text: Text) -> list[str]:
        """Returns the tokens of a text, the syllables of a word with one blank between them."""
        return next(self.pipe([text]))

    def text(self, text: Text) -> str:
        """Returns a sentence a line, blanks between words and ``_`` between the syllables of a word."""
        return next(self.pipe([text], format="text"))

    def tokens(self, text: Text, *, offsets: Offsets = "codepoints") -> list[Token]:
        """Returns the tokens of a text with where they stand."""
        return next(self.pipe([text], format="tokens", offsets=offsets))

    # Many texts

    @overload
    def pipe(
        self, texts: Iterable[Text], *, format: Literal["words"] = "words", batch_size: int = 1000,
        offsets: Offsets = "codepoints",
    ) -> Iterator[list[str]]: ...
    @overload
    def pipe(
        self, texts: Iterable[Text], *, format: Literal["text"], batch_size: int = 1000, offsets: Offsets = "codepoints"
    ) -> Iterator[str]: ...
    @overload
    def pipe(
        self, texts: Iterable[Text], *, format: Literal["tokens"], batch_size: int = 1000, offsets: Offsets = "codepoints"
    ) -> Iterator[list[Token]]: ...

    def pipe(
        self, texts: Iterable[Text], *, format: Literal["words", "text", "tokens"] = "words", batch_size: int = 1000,
        offsets: Offsets = "codepoints",
    ) -> Iterator[Any]:
        """Yields what the text, :meth:`words` or :meth:`tokens` of each text is, in order; takes any iterable.

        One call of the library a batch, without the interpreter lock: threads with a pipe each run side by side.
        """
        if format not in ("words", "text", "tokens"):
            raise ValueError(f"format is words, text or tokens, not {format!r}")
        if offsets not in _UNITS:
            raise ValueError(f"offsets are codepoints or bytes, not {offsets!r}")
        for some in chunks(texts, batch_size):
            if format == "text":
                yield from strings(*self._joined(Batch(some), b"_", b" ", b"\n"))
            elif format == "words":
                yield from self._words(some)
            else:
                yield from self._tokens(some, offsets)

    def _joined(self, batch: Batch, syllable: bytes, token: bytes, sentence: bytes) -> tuple[memoryview, "array[int]"]:
        separators = Separators(syllable, token, sentence)
        return run("viet_segment_text_batch", self._handle.pointer, batch, (ctypes.byref(separators),))

    def _words(self, texts: Sequence[Text]) -> Iterator[list[str]]:
        batch = Batch(texts)
        # A control character that no text has; those that are blanks would do, but are harder to read.
        separator = next((c for c in _SEPARATORS if c not in batch.data), None)
        if separator is None:
            yield from ([token.text for token in tokens] for tokens in self._tokens(texts, "codepoints"))
            return
        between = separator.decode()
        for text in strings(*self._joined(batch, b" ", separator, separator)):
            yield text.split(between) if text else []

    def _tokens(self, texts: Sequence[Text], offsets: Offsets) -> Iterator[list[Token]]:
        batch = Batch(texts)
        in_bytes = offsets == "bytes" or not all(isinstance(text, str) for text in texts)
        found = TokenTable(self._handle.pointer, batch, "bytes" if in_bytes else offsets)
        places = found.token_offsets
        for i, text in enumerate(texts):
            part = slice(places[i], places[i + 1])
            starts, ends = found.starts[part], found.ends[part]
            if in_bytes:
                data = batch.data[batch.offsets[i] : batch.offsets[i + 1]]
                texts_of = [data[a:b].decode("utf-8", "replace") for a, b in zip(starts, ends)]
                if offsets == "codepoints":
                    starts, ends = (_code_points(data, places) for places in (starts, ends))
            else:
                texts_of = [text[a:b] for a, b in zip(starts, ends)]  # type: ignore[misc]
            kinds = [KINDS[kind] for kind in found.kinds[part]]
            if self.unit == "sentence":
                kinds = ["sentence"] * len(kinds)
            first = [flags & _SENTENCE_START != 0 for flags in found.flags[part]]
            yield list(map(Token, starts, ends, kinds, texts_of, first))


def _code_points(data: bytes, places: "array[int]") -> "array[int]":
    """Byte offsets, ascending, as code points of the text decoded."""
    counted, result, before = 0, array("i"), 0
    for place in places:
        counted += sum(byte & 0xC0 != 0x80 for byte in data[before:place])
        before = place
        result.append(counted)
    return result


class TokenTable:
    """The tokens of a batch, an array for each property."""

    def __init__(self, handle: Any, batch: Batch, offsets: str) -> None:
        capacity = len(batch.data) // 3 + batch.count + 16
        self.token_offsets = array("q", bytes(8 * (batch.count + 1)))
        error = Error()
        while True:
            self.starts, self.ends = array("i", bytes(4 * capacity)), array("i", bytes(4 * capacity))
            self.kinds, self.flags = array("B", bytes(capacity)), array("B", bytes(capacity))
            arrays = TokenArrays(
                capacity=capacity,
                starts=self.starts.buffer_info()[0],
                ends=self.ends.buffer_info()[0],
                kinds=self.kinds.buffer_info()[0],
                flags=self.flags.buffer_info()[0],
                token_offsets=self.token_offsets.buffer_info()[0],
            )
            status = library.viet_segment_batch(
                handle, *batch.arguments, _UNITS[offsets], ctypes.byref(arrays), ctypes.byref(error)
            )
            if status == OK:
                return
            if status != BUFFER_TOO_SMALL:
                error.raise_()
            capacity = arrays.count


@lru_cache(maxsize=8)
def segmenter(unit: Unit = "word", join_lines: bool = False) -> Segmenter:
    """A segmenter without a lexicon of its own, shared by all who ask for it."""
    return Segmenter(unit, join_lines=join_lines)


@overload
def word_tokenize(text: Text, format: None = None) -> list[str]: ...
@overload
def word_tokenize(text: Text, format: Literal["text"]) -> str: ...


def word_tokenize(text: Text, format: Optional[Literal["text"]] = None) -> Union[list[str], str]:
    """Cuts a text into words; with ``format="text"`` one line, the syllables of a word joined by ``_``.

    >>> word_tokenize("Tôi yêu tiếng Việt")
    ['Tôi', 'yêu', 'tiếng', 'Việt']
    >>> word_tokenize("Chàng trai ở Hà Nội", format="text")
    'Chàng trai ở Hà_Nội'
    """
    if format is None:
        return segmenter().words(text)
    if format != "text":
        raise ValueError(f'format is None or "text", not {format!r}')
    return strings(*segmenter()._joined(Batch([text]), b"_", b" ", b" "))[0]


def sent_tokenize(text: Text) -> list[str]:
    """Cuts a text into sentences.

    >>> sent_tokenize("Tôi đi học. Còn bạn?")
    ['Tôi đi học.', 'Còn bạn?']
    """
    return [token.text for token in segmenter("sentence").tokens(text)]
