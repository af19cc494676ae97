import json
import os
import sys
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[3]
sys.path.append(str(ROOT / "Bindings" / "python" / "tests"))

# For the workers of the executors, which inherit it: this Python, and what they import of these tests.
os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """Two executors in processes of their own, one core and 1 GiB each; everything on the loopback."""
    place = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("viettext")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.worker.ui.port", "0")
        .config("spark.executor.memory", "512m")
        .config("spark.driver.memory", "512m")
        .config("spark.local.dir", str(place))
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def documents():
    """The texts of Corpus, as (id, body); ids are new where files share them."""
    rows = []
    for path in sorted((ROOT / "Corpus" / "text").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            record = json.loads(line)
            body = next(record[name] for name in ("body", "text", "content") if name in record)
            rows.append((f"{path.stem}-{number:04d}", body))
    return rows


@pytest.fixture(scope="session")
def viet():
    path = os.environ.get("VIET")
    if not path or not os.access(path, os.X_OK):
        pytest.skip("VIET names no program")
    return path
