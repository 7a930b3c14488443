"""Runs all benches, or those named, and writes the report."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from tests.bench import Measure, explorer, exporting, reading, robustness, serving

BENCHES: tuple[Callable[[], Iterator[Measure]], ...] = (
    *reading.BENCHES,
    *robustness.BENCHES,
    *serving.BENCHES,
    *explorer.BENCHES,
    *exporting.BENCHES,
)
VERSIONS = ("jieba", "networkx", "pyoxigraph", "rdflib", "pyahocorasick", "lxml")


def machine() -> dict[str, str]:
    try:
        cpu = next(
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        )
    except (OSError, StopIteration):
        cpu = platform.processor()
    return {"python": platform.python_version(), "system": platform.platform(), "processor": cpu} | {
        name: version(name) for name in VERSIONS
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", metavar="BENCH", help=", ".join(bench.__name__ for bench in BENCHES))
    options.add_argument("--out", type=Path, default=Path("out/bench"), metavar="DIR")
    given = options.parse_args()
    result: dict[str, list[Measure]] = {}
    for bench in BENCHES:
        if given.names and bench.__name__ not in given.names:
            continue
        result[bench.__name__] = []
        for measure in bench():
            result[bench.__name__].append(measure)
            print(f"{bench.__name__}: {line(measure)}", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    data = {"machine": machine(), "measures": {name: [asdict(m) for m in ms] for name, ms in result.items()}}
    (given.out / "report.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    (given.out / "report.md").write_text(markdown(result), encoding="utf8")
    print(f"written: {given.out / 'report.md'}")


def line(measure: Measure) -> str:
    met = "" if measure.met is None else (" met" if measure.met else " MISSED")
    goal = f" (goal: {measure.goal}{met})" if measure.goal else ""
    return f"{measure.what}: {measure.value:,.3g} {measure.unit}{goal}"


def markdown(result: dict[str, list[Measure]]) -> str:
    lines = ["# Benchmarks", "", *(f"- {name}: {value}" for name, value in machine().items())]
    for name, measures in result.items():
        lines += ["", f"## {name}", "", "| what | value | unit | goal | met |", "|---|---:|---|---|---|"]
        for m in measures:
            met = "" if m.met is None else "yes" if m.met else "**no**"
            lines.append(f"| {m.what.strip()} | {m.value:,.4g} | {m.unit} | {m.goal} | {met} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
