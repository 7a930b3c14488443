"""Measures, as ratios within one run: `make bench` writes out/bench/report.md and report.json.

A bench is a function that yields measures; a new one is a module here and one line in BENCHES of `__main__`.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. `goal` says in words what is wanted, `met` whether it was; both empty where nothing is."""

    what: str
    value: float
    unit: str
    goal: str = ""
    met: bool | None = None


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """The median of some runs, wall clock."""
    runs = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        runs.append(time.perf_counter() - started)
    return statistics.median(runs)
