"""bench.py VIET FILE [ROUNDS]: what the package costs over the program, and what a second thread brings.

The lines of the file are sentences. The program's cost is its processor time with one thread less that of an empty input; the
package's is the processor time of pipes in batches of 1,000. Rounds alternate; medians.
"""

import resource
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import viettext


def program(viet, data, *arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([viet, *arguments, "--threads", "1"], input=data, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def package(work):
    start = time.process_time()
    for _ in work():
        pass
    return time.process_time() - start


def elapsed(threads, work):
    running = [threading.Thread(target=lambda: [None for _ in work()]) for _ in range(threads)]
    start = time.perf_counter()
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return time.perf_counter() - start


def main():
    viet, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    lines = [line for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    data = ("\n".join(lines) + "\n").encode()
    segmenter, normalizer = viettext.Segmenter(), viettext.Normalizer(form="nfd")
    tokenize = ["tokenize", "--keep-lines"]
    contests = {
        "segmented text": (tokenize, lambda: segmenter.pipe(lines, format="text")),
        "lists of words": (tokenize, lambda: segmenter.pipe(lines)),
        "tokens with offsets": ([*tokenize[:1], "--format", "tsv"], lambda: segmenter.pipe(lines, format="tokens")),
        "normalize to NFD": (["normalize", "--form", "nfd"], lambda: normalizer.pipe(lines)),
    }
    try:
        import pyarrow as pa
        from viettext import arrow

        column = pa.chunked_array([pa.array(lines[i : i + 1000]) for i in range(0, len(lines), 1000)])
        contests["Arrow tokens"] = ([*tokenize[:1], "--format", "tsv"], lambda: iter([arrow.tokenize(column, segmenter)]))
        contests["Arrow segmented text"] = (tokenize, lambda: iter([arrow.segment(column, segmenter)]))
    except ImportError:
        pass
    print(f"{len(lines)} sentences, {len(data) / 1e6:.1f} MB, median of {rounds}")
    print(f"{'':22}{'program':>9}{'package':>9}{'ratio':>7}")
    for name, (arguments, work) in contests.items():
        theirs, ours = [], []
        for _ in range(rounds):
            theirs.append(program(viet, data, *arguments) - program(viet, b"", *arguments))
            ours.append(package(work))
        a, b = statistics.median(theirs), statistics.median(ours)
        print(f"{name:22}{a:8.3f}s{b:8.3f}s{b / a:7.2f}")
    for name in ("segmented text", "lists of words", "Arrow tokens"):
        if name in contests:
            work = contests[name][1]
            one, two = ([elapsed(n, work) for _ in range(rounds)] for n in (1, 2))
            print(f"two threads, {name}: {2 * statistics.median(one) / statistics.median(two):.2f} x one")


main()
