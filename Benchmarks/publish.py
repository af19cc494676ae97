#!/usr/bin/env python3
"""Turns a record of `viet bench --json` into the table of the README, so that no figure there is typed by hand.

    Benchmarks/publish.py RECORD.json             write the table into README.md and RECORD.csv beside the record
    Benchmarks/publish.py RECORD.json --check     exit 1 where README.md or the CSV is not what the record says
"""
import json
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"


def short(value):
    for bound, digits in ((1, 3), (10, 2), (100, 1)):
        if value < bound:
            return f"{value:.{digits}f}"
    return f"{value:,.0f}".replace(",", " ")


def median(engine):
    return statistics.median(engine["seconds"])


def rows(report):
    for measure in report["measures"]:
        ours, *others = measure["engines"]
        beside = {engine["engine"]: engine for engine in others}
        speed = f"{short(ours['mb_per_second'])} MB/s" if measure["bytes"] else ""
        count = measure.get("count")
        rate = f"{short(count['number'] / median(ours))} {count['unit']}/s" if count else ""
        icu = beside.get("ICU")
        ratio = f"{short(median(icu) / median(ours))} ×" if icu else ""
        copy = beside.get("memcpy")
        share = f"1/{short(median(ours) / median(copy))}" if copy else ""
        latency = " / ".join(short(measure[key]) for key in ("p50_us", "p95_us", "p99_us")) if "p50_us" in measure else ""
        memory = f"{short(measure['peak_memory'] / 1e6)} MB" if "peak_memory" in measure else ""
        yield [measure["verb"], measure["name"], speed, ratio, share, rate, latency, memory]


def table(report, name):
    machine = report["machine"]
    head = ["verb", "what", "speed", "against ICU", "of memcpy", "rate", "p50 / p95 / p99 µs", "peak memory"]
    found = list(rows(report))
    used = [i for i in range(len(head)) if any(row[i] for row in found)]
    lines = ["| " + " | ".join(row[i] for i in used) + " |" for row in [head, ["---"] * len(head), *found]]
    return (
        f"viet {report['viet']}, {report['date']}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['system']}, kernels {machine['kernels']}, ICU {machine['icu']}; "
        f"{report['input']['name']}, {short(report['input']['bytes'] / 1e6)} MB. Medians, processor time; the record is [`{name}`]({name}).\n\n"
        + "\n".join(lines) + "\n"
    )


def csv(report):
    lines = ["verb,name,engine,bytes,median_s,lower_s,upper_s,runs"]
    for measure in report["measures"]:
        for engine in measure["engines"]:
            times = sorted(engine["seconds"])
            low, high = times[len(times) // 4], times[-1 - len(times) // 4]
            lines.append(f"{measure['verb']},{measure['name']},{engine['engine']},{measure['bytes']},"
                         f"{median(engine):.9f},{low:.9f},{high:.9f},{len(times)}")
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--check"]):
        sys.exit(__doc__)
    record = pathlib.Path(sys.argv[1]).resolve()
    report = json.loads(record.read_text("utf-8"))
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    wanted = {
        readme: before + BEGIN + table(report, record.relative_to(ROOT).as_posix()) + END + after,
        record.with_suffix(".csv"): csv(report),
    }
    stale = [path for path, data in wanted.items() if not path.exists() or path.read_text("utf-8") != data]
    if sys.argv[2:]:
        if stale:
            sys.exit("not what the record says (run Benchmarks/publish.py): " + ", ".join(map(str, stale)))
        return
    for path in stale:
        path.write_text(wanted[path], "utf-8")


if __name__ == "__main__":
    main()
