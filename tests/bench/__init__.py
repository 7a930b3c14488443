"""Measures, as ratios within one run: `make bench` writes out/bench/report.md and report.json.

A bench is a function that yields measures, of less when it should be quick; a new one is a module here and one line in
BENCHES of `__main__`.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. `goal` says in words what is wanted, `met` whether it was; both empty where nothing is."""

    what: str
    value: float
    unit: str
    goal: str = ""
    met: bool | None = None


Bench = Callable[[bool], Iterator[Measure]]


def at_most(what: str, value: float, most: float, unit: str = "times") -> Measure:
    return Measure(what, value, unit, f"at most {most:g}", value <= most)


def at_least(what: str, value: float, least: float, unit: str = "times") -> Measure:
    return Measure(what, value, unit, f"at least {least:g}", value >= least)


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """The median of some runs, time of this process: what else the machine does is not counted."""
    return statistics.median(once(work) for _ in range(times))


def once(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def peak() -> float:
    """The most memory that this process held, in MB; ru_maxrss would count what its parent held when it was begun."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) / 1024


def children_peak() -> float:
    """The most memory that one of the processes held which this one has begun and which have ended, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def spent(command: Sequence[str], *, times: int = 5) -> float:
    """The median of some runs of a command, its own time and no waiting. Raises CalledProcessError."""
    runs = []
    for _ in range(times):
        before = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = os.times()
        runs.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(runs)
