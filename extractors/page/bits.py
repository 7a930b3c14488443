"""Runs of a page as the bits of one whole number: what is told of many runs is asked of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def of(runs: Iterable[int]) -> int:
    """The number whose bits at these places are set; each run once."""
    return sum([1 << run for run in runs])


def runs(bits: int) -> tuple[int, ...]:
    """The runs of a number, the first one first."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return tuple(found)


def up_to(run: int) -> int:
    """The run and all before it."""
    return (1 << run + 1) - 1


def holders(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """For each string the runs that hold it."""
    found: dict[str, int] = {}
    for n, held in enumerate(sets):
        bit = 1 << n
        for name in held:
            found[name] = found.get(name, 0) | bit
    return found
