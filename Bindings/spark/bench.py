"""bench.py VIET FILE [ROUNDS]: processor time of Spark's executors and their Python workers beside that of the program VIET
on the same lines.

Both are read from /proc: user and system time of the JVM of the one executor, of the workers below it and of those that
ended. Spark's own executorCpuTime leaves the workers out, and the threads that feed them. Two rounds warm up; then
rounds alternate, and medians are told. "nothing" hands the same batches to Python and back, and does no work.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["PYSPARK_PYTHON"] = sys.executable

from pyspark.sql import SparkSession  # noqa: E402

from viettext.spark import build_index, normalize, tokenize  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")


def processes():
    """Parent, name and processor seconds, of its ended children too, of each process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, rest = (entry / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue
            fields = rest.split()
            found[int(entry.name)] = (int(fields[1]), name, sum(map(int, fields[11:15])) / TICK)
    return found


def executor_time():
    all_ = processes()
    executors = {pid for pid, (_, name, _) in all_.items() if name == "java" and is_executor(pid)}
    return sum(seconds for pid, (_, _, seconds) in all_.items() if executors & set(line_of(pid, all_)))


def is_executor(pid):
    try:
        return b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def line_of(pid, all_):
    while pid in all_:
        yield pid
        pid = all_[pid][0]


def program(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(work):
    before = executor_time()
    work()
    time.sleep(0.3)
    return executor_time() - before


def unchanged(batches):
    yield from batches


def main():
    viet, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    place = Path(tempfile.mkdtemp())
    lines = [line for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    text = place / "lines.txt"
    text.write_text("\n".join(lines) + "\n", "utf-8")
    spark = (
        SparkSession.builder.master("local-cluster[1,1,1024]").config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.local.dir", str(place)).getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    rows = spark.read.text(str(text)).selectExpr("value AS body")
    numbered = rows.selectExpr("monotonically_increasing_id() AS id", "body")
    documents = place / "documents.tsv"
    documents.write_text("id\tbody\n" + "".join(f"{n}\t{line}\n" for n, line in enumerate(lines)), "utf-8")

    def run(df):
        df.write.format("noop").mode("overwrite").save()

    index, other = place / "index", place / "other"
    contests = {
        "nothing": (lambda: 0, lambda: run(rows.mapInArrow(unchanged, rows.schema))),
        "tokenize": (
            lambda: program(viet, "tokenize", "--threads", 1, text), lambda: run(tokenize(rows, "body")),
        ),
        "tokenize to tokens": (
            lambda: program(viet, "tokenize", "--threads", 1, "--format", "tsv", text),
            lambda: run(tokenize(rows, "body", format="tokens")),
        ),
        "normalize --form nfd": (
            lambda: program(viet, "normalize", "--form", "nfd", "--threads", 1, text),
            lambda: run(normalize(rows, "body", form="nfd")),
        ),
        "index build": (
            lambda: program(viet, "index", "build", other, "--threads", 1, "--overwrite", documents),
            lambda: build_index(numbered, index, overwrite=True),
        ),
    }
    try:
        print(f"{len(lines)} lines, {text.stat().st_size / 1e6:.1f} MB, median of {rounds}", flush=True)
        print(f"{'':22}{'program':>9}{'Spark':>9}{'ratio':>7}")
        for name, (theirs, ours) in contests.items():
            for _ in range(2):
                measured(ours)
            pairs = [(theirs(), measured(ours)) for _ in range(rounds)]
            a, b = (statistics.median(column) for column in zip(*pairs))
            print(f"{name:22}{a:8.2f}s{b:8.2f}s{b / a if a else 0:7.2f}", flush=True)
    finally:
        spark.stop()
        shutil.rmtree(place, ignore_errors=True)


main()
