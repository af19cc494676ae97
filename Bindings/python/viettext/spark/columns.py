"""Columns of text to columns of text or tokens."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any, Callable, Iterator, Literal, Optional

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
from pyspark.sql import DataFrame  # type: ignore[import-not-found,unused-ignore]
from pyspark.sql import types as spark  # type: ignore[import-not-found,unused-ignore]

from .. import arrow
from .._library import KINDS
from ..normalizing import Normalizer
from ..segmenting import Offsets, Segmenter

#: What :func:`tokenize` gives for each token.
TOKEN = spark.StructType(
    [
        spark.StructField("text", spark.StringType(), False),
        spark.StructField("start", spark.IntegerType(), False),
        spark.StructField("end", spark.IntegerType(), False),
        spark.StructField("kind", spark.StringType(), False),
    ]
)


# Workers stay for many tasks; what they made once they keep.
@lru_cache(maxsize=16)
def _normalizer(settings: tuple[tuple[str, Any], ...]) -> Normalizer:
    return Normalizer(**dict(settings))


@lru_cache(maxsize=16)
def _segmenter(settings: tuple[tuple[str, Any], ...]) -> Segmenter:
    return Segmenter(**dict(settings))


def normalize(df: DataFrame, col: str, *, output: Optional[str] = None, **settings: Any) -> DataFrame:
    """Returns the rows with the text of ``col`` rewritten, in its place or as a column ``output``.

    Settings are those of :class:`viettext.Normalizer`. Nulls stay nulls.
    """
    _normalizer(tuple(settings.items()))
    return _with_column(df, col, output or col, spark.StringType(), partial(_normalized, tuple(settings.items())))


def _normalized(settings: tuple[tuple[str, Any], ...], texts: Any) -> Any:
    return arrow.normalize(texts, _normalizer(settings)).cast(pa.string())


def tokenize(
    df: DataFrame, col: str, *, output: Optional[str] = None, format: Literal["text", "tokens"] = "text",
    offsets: Offsets = "codepoints", **settings: Any,
) -> DataFrame:
    """Returns the rows with the text of ``col`` segmented, in its place or as a column ``output``.

    ``text`` gives strings: blanks between words, ``_`` between the syllables of a word, a line for each sentence.
    ``tokens`` gives arrays of :data:`TOKEN`; their offsets count code points or bytes. Settings are those of
    :class:`viettext.Segmenter`; a ``lexicon`` is a tuple. Nulls stay nulls.
    """
    if format not in ("text", "tokens"):
        raise ValueError(f"format is text or tokens, not {format!r}")
    key = tuple(settings.items())
    _segmenter(key)
    if format == "text":
        return _with_column(df, col, output or col, spark.StringType(), partial(_segmented, key))
    return _with_column(df, col, output or col, spark.ArrayType(TOKEN, False), partial(_tokens, key, offsets))


def _segmented(settings: tuple[tuple[str, Any], ...], texts: Any) -> Any:
    return arrow.segment(texts, _segmenter(settings)).cast(pa.string())


def _tokens(settings: tuple[tuple[str, Any], ...], offsets: Offsets, texts: Any) -> Any:
    lists = arrow.tokenize(texts, _segmenter(settings), offsets=offsets)
    tokens = lists.values
    names = pa.array(KINDS, pa.string())
    # The types that Spark 3.5 reads: 32-bit offsets, no dictionary inside a list.
    columns = [
        tokens.field("text").cast(pa.string()), tokens.field("start"), tokens.field("end"),
        names.take(tokens.field("kind").indices),
    ]
    fields = [pa.field(name, column.type, False) for name, column in zip(TOKEN.names, columns)]
    return pa.ListArray.from_arrays(
        lists.offsets.cast(pa.int32()), pa.StructArray.from_arrays(columns, fields=fields),
        pa.list_(pa.field("element", pa.struct(fields), False)), mask=lists.is_null() if lists.null_count else None,
    )


def _with_column(
    df: DataFrame, col: str, output: str, kind: spark.DataType, change: Callable[[Any], Any]
) -> DataFrame:
    if col not in df.columns:
        raise ValueError(f"there is no column {col!r} (there are {', '.join(df.columns)})")
    if not isinstance(df.schema[col].dataType, spark.StringType):
        raise TypeError(f"column {col!r} holds {df.schema[col].dataType.simpleString()}, not strings")
    field = spark.StructField(output, kind)
    fields = [field if one.name == output else one for one in df.schema.fields]
    if output not in df.columns:
        fields.append(field)
    return df.mapInArrow(partial(_changed, col, output, change), spark.StructType(fields))


def _changed(
    col: str, output: str, change: Callable[[Any], Any], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        column = change(batch.column(batch.schema.get_field_index(col)))
        columns = dict(zip(batch.schema.names, batch.columns))
        columns[output] = column
        yield pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
