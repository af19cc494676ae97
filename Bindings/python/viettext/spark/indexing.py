"""A DataFrame to an index on disk."""

from __future__ import annotations

import os
import shutil
import uuid
from functools import partial
from typing import Any, Iterable, Mapping, Optional, Union

from pyspark.sql import DataFrame  # type: ignore[import-not-found,unused-ignore]
from pyspark.sql import types as spark  # type: ignore[import-not-found,unused-ignore]

from .._library import IndexExistsError, InvalidArgumentError, VietTextError
from ..index import Index, Kind
from .shards import ATTEMPTS, Plan, Shard, shard_name, shard_rows

_SHARD = spark.StructType(
    [
        spark.StructField("name", spark.StringType(), False),
        spark.StructField("documents", spark.LongType(), False),
        spark.StructField("duplicates", spark.LongType(), False),
        spark.StructField("bytes", spark.LongType(), False),
    ]
)


def build_index(
    df: DataFrame, path: Union[str, "os.PathLike[str]"], *, id: str = "id",
    fields: Union[Mapping[str, Kind], Iterable[str], None] = None, store: Optional[Iterable[str]] = None,
    analyzer: str = "vi", shards: Optional[int] = None, merge: bool = False, memory: str = "64M",
    positions: bool = True, overwrite: bool = False,
) -> list[Shard]:
    """Builds an index of the rows, a shard for each partition, and returns its shards.

    ``path`` is a folder that all executors reach by that name. It appears when all shards are there, or not at all:
    until then they are in a folder beside it. ``viet search`` and ``viet index merge`` take the folder of shards as one
    index; ``merge`` makes one index of them, on the driver.

    ``fields`` are the columns to index, all but ``id`` unless named; with kinds where a column's own does not fit
    (strings are ``text``, numbers ``number``, dates ``date``, booleans ``keyword``, arrays several values). ``store``
    are those whose values hits give back, all unless named. ``shards`` spreads the rows by their ids over that many
    partitions first: even sizes, and rows of one id meet, where the last one wins; without it ids have to be unique
    over the partitions. ``memory`` is that of each task's writer.

    The rows of a partition have to be the same when it is computed again, as Spark itself asks. A task that is tried
    again writes its shard anew, or finds it written; no document is lost or doubled.
    """
    target = os.path.abspath(os.fspath(path))
    if os.path.lexists(target) and not (overwrite and _is_ours(target)):
        raise IndexExistsError(f"{target}: there is something already (name another folder, or use overwrite for an index)")
    kinds = _kinds(df, id, fields)
    stored = frozenset(dict(kinds) if store is None else store)
    if stored - set(dict(kinds)):
        raise InvalidArgumentError(f"stored but no field: {', '.join(sorted(stored - set(dict(kinds))))}")
    rows = df.select(id, *(name for name, _ in kinds))
    if shards is not None:
        rows = rows.repartition(shards, id)

    building = f"{target}.building-{uuid.uuid4().hex[:12]}"
    os.makedirs(os.path.join(building, ATTEMPTS))
    try:
        plan = Plan(building, id, kinds, stored, analyzer, memory, positions)
        found = [Shard(*row) for row in rows.mapInArrow(partial(shard_rows, plan), _SHARD).collect()]
        shutil.rmtree(os.path.join(building, ATTEMPTS))
        if not found:
            found = [_empty(plan)]
        _check(building, found)
        result = _merged(plan, found) if merge else building
        _replace(result, target)
        return sorted(found)
    finally:
        shutil.rmtree(building, ignore_errors=True)
        shutil.rmtree(f"{building}-merged", ignore_errors=True)


def _is_ours(folder: str) -> bool:
    """Whether a folder is an index, or holds nothing but shards."""
    if os.path.exists(os.path.join(folder, "commit.vti")):
        return True
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return bool(names) and all(os.path.exists(os.path.join(folder, name, "commit.vti")) for name in names)


def _kind(field: spark.StructField) -> Kind:
    kind = field.dataType.elementType if isinstance(field.dataType, spark.ArrayType) else field.dataType
    if isinstance(kind, spark.StringType):
        return "text"
    if isinstance(kind, spark.BooleanType):
        return "keyword"
    if isinstance(kind, (spark.IntegralType, spark.FractionalType)) and not isinstance(kind, spark.DecimalType):
        return "number"
    if isinstance(kind, spark.DateType):
        return "date"
    raise InvalidArgumentError(
        f"column {field.name!r} holds {field.dataType.simpleString()}, which no field can (cast it, or leave it out by fields)"
    )


def _kinds(df: DataFrame, id: str, fields: Any) -> tuple[tuple[str, Kind], ...]:
    names = [name for name in df.columns if name != id] if fields is None else list(fields)
    for name in (id, *names):
        if name not in df.columns:
            raise InvalidArgumentError(f"there is no column {name!r} (there are {', '.join(df.columns)})")
    if not isinstance(df.schema[id].dataType, (spark.StringType, spark.IntegralType)):
        raise InvalidArgumentError(f"ids are strings or whole numbers, not {df.schema[id].dataType.simpleString()}")
    given = dict(fields) if isinstance(fields, Mapping) else {}
    return tuple((name, given.get(name) or _kind(df.schema[name])) for name in names)


def _empty(plan: Plan) -> Shard:
    name = shard_name(0)
    with Index.create(os.path.join(plan.folder, name), analyzer=plan.analyzer, positions=plan.positions) as writer:
        for field, kind in plan.fields:
            writer.field(field, kind, stored=field in plan.stored)
    return Shard(name, 0, 0, Index(os.path.join(plan.folder, name)).commit.bytes)


def _check(folder: str, found: list[Shard]) -> None:
    """What the tasks told is what is there: else the folders of the executors are not this one."""
    there, told = set(os.listdir(folder)), {shard.name for shard in found}
    if there != told or len(told) != len(found):
        raise VietTextError(
            f"{folder}: the tasks told of {len(found)} shards, {len(there)} are here (all executors need the same folder)"
        )


def _merged(plan: Plan, found: list[Shard]) -> str:
    place = f"{plan.folder}-merged"
    with Index.create(place, analyzer=plan.analyzer, memory=plan.memory, positions=plan.positions) as writer:
        for shard in sorted(found):
            writer.merge(os.path.join(plan.folder, shard.name))
        writer.commit(compact=True)
    return place


def _replace(made: str, target: str) -> None:
    old = f"{made}-old"
    if os.path.lexists(target):
        os.rename(target, old)
    os.rename(made, target)
    shutil.rmtree(old, ignore_errors=True)
