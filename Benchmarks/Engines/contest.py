"""Runs engines in turn and keeps what each run cost."""
import hashlib
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = ROOT / ".venv"
ROUNDS = 5
BUDGET = 20.0  # seconds of one run: slower engines get less of the input


def prepare(need):
    """Makes what an engine needs be there; returns what went wrong, or nothing."""
    if need == "-":
        return None
    kind, names = need.split(":")
    if kind == "lucene":
        problem = prepare("apt:default-jdk-headless") if shutil.which("javac") is None else None
        problem = problem or prepare("pip:" + names)
        script = ROOT / "Benchmarks" / "Engines" / "lucene" / "lucene.py"
        if problem is None:
            run = subprocess.run([ENVIRONMENT / "bin" / "python", script, "prepare"], capture_output=True)
            problem = None if run.returncode == 0 else "Lucene's jar can't be fetched or its driver not be compiled"
        return problem
    if kind == "apt":
        if subprocess.run(["dpkg", "-s", *names.split(",")], capture_output=True).returncode == 0:
            return None
        run = subprocess.run(["apt-get", "install", "-y", "-qq", *names.split(",")], capture_output=True)
        return None if run.returncode == 0 else f"apt has no {names} for us"
    if not (ENVIRONMENT / "bin" / "python").exists():
        made = subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], capture_output=True)
        if made.returncode:
            return "no virtual environment can be made"
    run = subprocess.run([ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "-q", *names.split(",")],
                         capture_output=True)
    return None if run.returncode == 0 else f"pip has no {names} for us"


def measured(command):
    """Runs a command: seconds of processor, seconds on the wall, peak bytes, checksums of the output and of it
    without blanks and `_`, complaint or None."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
                             env=dict(os.environ, LC_ALL="C.UTF-8"))
    digest, letters = hashlib.sha256(), hashlib.sha256()
    while block := child.stdout.read(1 << 20):
        digest.update(block)
        letters.update(block.translate(None, b" _\n"))
    complaint = child.stderr.read().decode("utf-8", "replace").strip().split("\n")[-1]
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return (usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, digest.hexdigest(), letters.hexdigest(),
            (complaint or f"exit {child.returncode}") if child.returncode else None)


def serve(pipe):
    while True:
        try:
            command = pipe.recv()
        except EOFError:
            os._exit(0)
        try:
            pipe.send(measured(command))
        except OSError as error:
            pipe.send((0, 0, 0, "", "", str(error)))


# A child starts as a copy of its parent, whose memory then counts as the child's peak: so another process, which is
# still small now, starts the commands.
PIPE, OTHER = multiprocessing.Pipe()
if os.fork() == 0:
    PIPE.close()
    serve(OTHER)
OTHER.close()


class Run:
    """One run of a command: seconds of processor (user and system, children too), seconds on the wall, peak memory of
    the largest process in bytes (12 MB at the least, those of the process that starts it), checksums of the output, and
    of it without blanks and `_`."""

    def __init__(self, command):
        PIPE.send([str(part) for part in command])
        self.cpu, self.wall, self.memory, self.output, self.letters, complaint = PIPE.recv()
        if complaint:
            raise RuntimeError(complaint)


class Engine:
    """One row of engines.tsv in a contest."""

    def __init__(self, row, viet, work):
        self.row, self.name, self.task = row, row["engine"], row["task"]
        self.viet, self.work = viet, work
        self.runs, self.share, self.start, self.size = [], 1.0, 0.0, 0

    def command(self, files):
        python = ENVIRONMENT / "bin" / "python" if self.row["needs"].startswith(("pip:", "lucene:")) else "/usr/bin/python3"
        return [part.format(viet=self.viet, python=python, work=self.work, **files)
                for part in self.row["command"].split()]

    def calibrate(self, material):
        """Measures the start on an empty input, and how much of the input fits into the budget."""
        empty, _ = material.files(0)
        self.start = statistics.median(Run(self.command(empty)).cpu for _ in range(3))
        self.share = 1 / 64
        while self.share < 1:
            files, _ = material.files(self.share)
            seconds = Run(self.command(files)).wall
            if seconds * 2 > BUDGET:
                break
            self.share = min(1.0, self.share * (2 if seconds * 8 > BUDGET else 8))
        _, self.size = material.files(self.share)

    def run(self, material):
        files, _ = material.files(self.share)
        self.runs.append(Run(self.command(files)))

    def agrees(self, other, material):
        """Whether the output is that of `other`, as far as `check` asks, on as much of the input as this one reads."""
        files, _ = material.files(self.share)
        key = {"same": "output", "letters": "letters"}[self.row["check"]]
        return getattr(self.runs[0], key) == getattr(Run(other.command(files)), key)

    def report(self):
        """What a record keeps of it."""
        def spread(values):
            values = sorted(values)
            return {"median": statistics.median(values), "min": values[0], "max": values[-1]}
        cpu = spread([max(1e-6, run.cpu - self.start) for run in self.runs])
        return {"task": self.task, "engine": self.name, "bytes": self.size, "start_s": self.start, "cpu_s": cpu,
                "wall_s": spread([run.wall for run in self.runs]), "peak_bytes": max(run.memory for run in self.runs),
                "mb_per_cpu_s": self.size / 1e6 / cpu["median"], "runs": len(self.runs)}
