"""The research package of synthetic graphs of 10^5 and 10^6 statements: time a format, peak memory, growth.

Each size runs in a process of its own, whose peak memory is then that of the size. The validation report is left out.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graph.exports import DEFAULT, EXPORTS
from graph.exports.view import View
from tests.bench import Measure
from tests.explorer_graphs import synthetic_graph

SIZES = (72_000, 720_000)  # entities and articles: some 10^5 and 10^6 statements
MOST = 2048  # MB
GROWTH = 1.5  # times linear


def exporting() -> Iterator[Measure]:
    before: dict[str, float] = {}
    for size in SIZES:
        command = [sys.executable, "-m", "tests.bench.exporting", str(size)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        statements, peak, seconds = found["statements"], found["peak"], found["seconds"]
        yield Measure(f"{statements} statements: peak memory", peak, "MB", f"under {MOST}", peak < MOST)
        for name, taken in seconds.items():
            each = taken / statements
            grown = each / before[name] if name in before else 0.0
            goal = ("linear", grown < GROWTH) if name in before else ("", None)
            yield Measure(f"{statements} statements: {name}", taken, "s", *goal)
            before[name] = each


def main(size: int) -> None:
    graph = synthetic_graph(size)
    view = View(graph)
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in DEFAULT:
            if name != "validation":
                started = time.process_time()
                EXPORTS[name].write(view, Path(folder))
                seconds[name] = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"statements": len(graph.statements), "peak": peak, "seconds": seconds}))


BENCHES = (exporting,)

if __name__ == "__main__":
    main(int(sys.argv[1]))
