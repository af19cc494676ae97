import os
import subprocess
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from killing import kill_the_executor_once

import viettext
from viettext.spark import build_index
from viettext.spark.shards import Plan, shard_name, write_shard


def search(viet, folder, query):
    run = subprocess.run([viet, "search", folder, query, "--limit", "100000"], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return [line.split("\t")[2] for line in run.stdout.splitlines()]


def all_ids(folder):
    """The ids of all shards, each as often as it is there; a word that every document has finds them."""
    found = []
    for name in sorted(os.listdir(folder)):
        index = viettext.Index(os.path.join(folder, name))
        found += [hit.id for hit in index.search("chung", limit=100000)]
    return found


@pytest.fixture
def frame(spark, documents):
    rows = [(id, body, "chung", len(body)) for id, body in documents]
    return spark.createDataFrame(rows, "id string, body string, every string, length int")


def test_the_shards_are_the_index_of_the_program(frame, documents, tmp_path, viet):
    folder = tmp_path / "shards"
    shards = build_index(frame.repartition(3), folder)
    assert sum(shard.documents for shard in shards) == len(documents)
    assert sorted(all_ids(folder)) == sorted(id for id, _ in documents)
    assert os.listdir(tmp_path) == ["shards"] and sorted(os.listdir(folder)) == [shard.name for shard in shards]

    lines = tmp_path / "documents.jsonl"
    lines.write_text("".join(row + "\n" for row in frame.toJSON().collect()), "utf-8")
    one = tmp_path / "one"
    subprocess.run([viet, "index", "build", one, "--quiet", lines], check=True)
    for query in ("hà nội", "ha noi", '"thành phố"', "length:>=200 +nước", "không có gì như thế này"):
        assert sorted(search(viet, folder, query)) == sorted(search(viet, one, query)), query

    merged = tmp_path / "merged"
    build_index(frame.repartition(3), merged, merge=True)
    assert len(viettext.Index(merged)) == len(documents)
    assert sorted(search(viet, merged, "hà nội")) == sorted(search(viet, one, "hà nội"))


def test_an_executor_is_killed(spark, frame, documents, tmp_path, viet):
    many = [(f"{id}-{n}", body, "chung", n) for n in range(4) for id, body in documents]
    df = spark.createDataFrame(many, frame.schema).repartition(4)
    marker = tmp_path / "killed"
    df = df.mapInArrow(partial(kill_the_executor_once, str(marker), 1, 3), df.schema)
    folder = tmp_path / "shards"
    shards = build_index(df, folder)

    executor = int(marker.read_text())
    assert not os.path.exists(f"/proc/{executor}") or "Z" in Path(f"/proc/{executor}/stat").read_text()
    assert len(shards) == 4 and sum(shard.documents for shard in shards) == len(many)
    assert sorted(all_ids(folder)) == sorted(row[0] for row in many)
    assert sorted(search(viet, folder, "every:chung")) == sorted(row[0] for row in many)
    assert sorted(os.listdir(tmp_path)) == ["killed", "shards"]


def test_attempts_of_a_partition(tmp_path):
    """A second attempt after the first was published, as after a result that was lost; and one that fails."""
    plan = Plan(str(tmp_path), "id", (("body", "text"),), frozenset(["body"]), "vi", "64M", True)
    os.mkdir(tmp_path / "attempts")
    batch = pa.RecordBatch.from_pydict({"id": ["1", "2", "2"], "body": ["hà nội", "huế", "chung"]})
    first = write_shard(plan, 7, "1", [batch])
    assert first[:3] == (shard_name(7), 2, 1)
    assert write_shard(plan, 7, "2", [batch])[:2] == first[:2]

    def torn():
        yield batch
        raise RuntimeError("torn")

    with pytest.raises(RuntimeError, match="torn"):
        write_shard(plan, 8, "3", torn())
    with pytest.raises(ValueError, match="no 'id'"):
        write_shard(plan, 8, "4", [pa.RecordBatch.from_pydict({"id": pa.array([None], pa.string()), "body": ["a"]})])
    assert os.listdir(tmp_path / "attempts") == [] and sorted(os.listdir(tmp_path)) == ["attempts", shard_name(7)]
    assert len(viettext.Index(tmp_path / shard_name(7))) == 2


def test_a_failure_leaves_nothing_and_an_index_stays(spark, frame, documents, tmp_path):
    folder = tmp_path / "index"
    build_index(frame.limit(10).repartition(2), folder)
    with pytest.raises(viettext.IndexExistsError):
        build_index(frame, folder)
    bad = spark.createDataFrame([("1", "a"), (None, "b")], "id string, body string")
    with pytest.raises(Exception, match="a document has no 'id'"):
        build_index(bad, folder, overwrite=True)
    assert os.listdir(tmp_path) == ["index"] and len(all_ids(folder)) == 10
    build_index(frame, folder, overwrite=True, shards=2)
    assert os.listdir(tmp_path) == ["index"] and len(all_ids(folder)) == len(documents)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a").write_text("mine")
    with pytest.raises(viettext.IndexExistsError):
        build_index(frame, tmp_path / "letters", overwrite=True)
    with pytest.raises(viettext.InvalidArgumentError, match="holds timestamp"):
        build_index(frame.selectExpr("id", "now() AS t"), tmp_path / "other")


def test_ids_meet_and_empty_frames(spark, tmp_path):
    rows = [(n % 5, "chung") for n in range(40)]
    shards = build_index(spark.createDataFrame(rows, "id int, body string").repartition(4), tmp_path / "a", shards=3)
    assert sum(s.documents for s in shards) == 5 and sum(s.duplicates for s in shards) == 35
    assert sorted(all_ids(tmp_path / "a")) == ["0", "1", "2", "3", "4"]
    assert build_index(spark.createDataFrame([], "id int, body string"), tmp_path / "b")[0].documents == 0
    assert all_ids(tmp_path / "b") == []
