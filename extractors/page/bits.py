"""Runs of a page as the bits of one whole number: what is told of many runs is asked of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_


def of(places: Iterable[int]) -> int:
    """The number whose bits at these places are set."""
    places = tuple(places)
    octets = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


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


def holding(held: Mapping[str, int], names: Iterable[str]) -> int:
    """The runs that hold one of the names, of what `holders` tells."""
    return reduce(or_, [held.get(name, 0) for name in names], 0)


def holders(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """For each string the runs that hold it."""
    found: dict[str, int] = {}
    for n, held in enumerate(sets):
        bit = 1 << n
        for name in held:
            found[name] = found.get(name, 0) | bit
    return found
