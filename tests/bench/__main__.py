"""Runs all benches, or those named, and writes the report."""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench import Bench, Measure, explorer, exporting, growing, reading, robustness, serving, starting

BENCHES: tuple[Bench, ...] = (
    *reading.BENCHES,
    *starting.BENCHES,
    *growing.BENCHES,
    *serving.BENCHES,
    *robustness.BENCHES,
    *exporting.BENCHES,
    *explorer.BENCHES,
)
VERSIONS = ("jieba", "networkx", "pyoxigraph", "rdflib", "pyahocorasick", "lxml")
MINUTES, QUICK_MINUTES = 20.0, 3.0
"""When this much is spent no further bench is begun; the last one may go on for some minutes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a bench measured, and how long it took on the wall's clock; no measure where time was up before it."""

    name: str
    measures: tuple[Measure, ...]
    seconds: float


def machine() -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.1f} GB",
        "load before": f"{os.getloadavg()[0]:.1f}",
    } | {name: version(name) for name in VERSIONS}


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", metavar="BENCH", help=", ".join(bench.__name__ for bench in BENCHES))
    options.add_argument("--quick", action="store_true", help=f"less of everything: some {QUICK_MINUTES:g} minutes")
    options.add_argument("--out", type=Path, default=Path("out/bench"), metavar="DIR")
    given = options.parse_args()
    if unknown := sorted(set(given.names) - {bench.__name__ for bench in BENCHES}):
        options.error(f"no bench {unknown[0]}")
    where, done = machine(), []
    end = time.monotonic() + 60 * (QUICK_MINUTES if given.quick else MINUTES)
    for bench in BENCHES:
        if not given.names or bench.__name__ in given.names:
            done.append(run(bench, quick=given.quick, end=end))
            write(given.out, where, done)  # what is known so far, should the next one fail
    print(f"written: {given.out / 'report.md'}")


def run(bench: Bench, *, quick: bool, end: float) -> Done:
    started, measures = time.monotonic(), []
    for measure in bench(quick) if started < end else ():
        measures.append(measure)
        print(f"{bench.__name__}: {line(measure)}", flush=True)
    return Done(bench.__name__, tuple(measures), time.monotonic() - started)


def line(measure: Measure) -> str:
    met = "" if measure.met is None else (" met" if measure.met else " MISSED")
    goal = f" (goal: {measure.goal}{met})" if measure.goal else ""
    return f"{measure.what}: {measure.value:,.3g} {measure.unit}{goal}"


def write(folder: Path, where: dict[str, str], done: Iterable[Done]) -> None:
    done = list(done)
    folder.mkdir(parents=True, exist_ok=True)
    data = {"machine": where, "benches": [asdict(one) for one in done]}
    (folder / "report.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    (folder / "report.md").write_text(markdown(where, done), encoding="utf8")


def markdown(where: dict[str, str], done: Iterable[Done]) -> str:
    lines = ["# Benchmarks", "", *(f"- {name}: {value}" for name, value in where.items())]
    for one in done:
        if not one.measures:
            lines += ["", f"## {one.name}", "", "Left out: time was up."]
            continue
        lines += ["", f"## {one.name} ({one.seconds:.0f} s)", "", "| what | value | unit | goal | met |"]
        lines.append("|---|---:|---|---|---|")
        for m in one.measures:
            met = "" if m.met is None else "yes" if m.met else "**no**"
            lines.append(f"| {m.what.strip()} | {m.value:,.4g} | {m.unit} | {m.goal} | {met} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
