"""One partition as one shard of an index, whole or not at all, however often its task is tried.

A task writes into a folder of its own attempt and renames it to the shard's name when it is committed. The first attempt
that gets there wins; what a later one wrote of the same partition is removed. A task that dies leaves a folder that
nobody reads.
"""

from __future__ import annotations

import os
import shutil
from typing import Any, Iterable, Iterator, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

from ..index import Index, IndexWriter, Kind

#: Where attempts write; a folder in a folder, so that no search takes it for a shard.
ATTEMPTS = "attempts"


class Shard(NamedTuple):
    """A shard as it stands on disk."""

    name: str
    documents: int
    #: Documents that another of the same id in the partition replaced.
    duplicates: int
    bytes: int


class Plan(NamedTuple):
    """What each task needs to know. Plain values: it is sent to the executors."""

    folder: str
    id: str
    #: Names and kinds, in the order that all shards number them.
    fields: tuple[tuple[str, Kind], ...]
    stored: frozenset[str]
    analyzer: str
    memory: str
    positions: bool


def shard_name(partition: int) -> str:
    return f"shard-{partition:05d}"


def write_shard(plan: Plan, partition: int, attempt: str, batches: Iterable[pa.RecordBatch]) -> Shard:
    """Writes the documents of a partition, and returns the shard that stands for it: this one or an earlier one."""
    place = os.path.join(plan.folder, ATTEMPTS, f"{shard_name(partition)}-{attempt}")
    writer = Index.create(place, analyzer=plan.analyzer, memory=plan.memory, positions=plan.positions)
    try:
        for name, kind in plan.fields:
            writer.field(name, kind, stored=name in plan.stored)
        for batch in batches:
            _add(writer, plan, batch)
        commit = writer.commit()
    except BaseException:
        writer.close()
        shutil.rmtree(place, ignore_errors=True)
        raise
    writer.close()
    return _publish(plan.folder, partition, place, commit.duplicates)


def _add(writer: IndexWriter, plan: Plan, batch: pa.RecordBatch) -> None:
    names = [name for name, _ in plan.fields]
    columns = [batch.column(batch.schema.get_field_index(name)).to_pylist() for name in (plan.id, *names)]
    for id, *values in zip(*columns):
        if id is None:
            raise ValueError(f"a document has no {plan.id!r} (filter such rows, or give them one)")
        writer.add(id, dict(zip(names, values)))


def _publish(folder: str, partition: int, place: str, duplicates: int) -> Shard:
    name = shard_name(partition)
    target = os.path.join(folder, name)
    try:
        # Never onto a shard: a folder that holds something can't be replaced by renaming.
        os.rename(place, target)
    except OSError:
        if not os.path.isdir(target):
            raise
        shutil.rmtree(place, ignore_errors=True)
    commit = Index(target).commit
    return Shard(name, commit.documents, duplicates, commit.bytes)


def shard_rows(plan: Plan, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The task of a partition, as ``mapInArrow`` calls it: one row that tells of the shard, none without documents."""
    from pyspark import TaskContext  # type: ignore[import-not-found,unused-ignore]

    first = next((batch for batch in batches if batch.num_rows), None)
    if first is None:
        return
    context = TaskContext.get()
    assert context is not None  # outside a task nobody calls this
    # Unique among all tries of all stages, on all executors.
    attempt = f"{context.stageId()}-{context.taskAttemptId()}-{os.getpid()}"
    shard = write_shard(plan, context.partitionId(), attempt, _chain(first, batches))
    yield pa.RecordBatch.from_arrays(
        [pa.array([value]) for value in shard], names=list(Shard._fields)
    )


def _chain(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


