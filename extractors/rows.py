"""Mentions in text order, none inside another: which of them lie where is found by halving, not by looking at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from extractors.document import Mention, Span

ACTORS = ("PartyOrganisation", "Organisation", "Region", "Person")
"""What can be the subject of an act, the more specific class first."""
_RANK = {name: number for number, name in enumerate(ACTORS)}


class Row(tuple[Mention, ...]):
    """Outermost mentions in text order, so that their begins and their ends both rise."""

    @cached_property
    def begins(self) -> list[int]:
        return [mention.at.begin for mention in self]

    @cached_property
    def ends(self) -> list[int]:
        return [mention.at.end for mention in self]

    @cached_property
    def asked(self) -> dict[tuple[int, int], tuple[Mention, ...]]:
        """What was found between two places: one rule after the other asks for the same clauses."""
        return {}

    def back_from(self, place: int) -> Iterator[Mention]:
        """Those that end there or before, the nearest first."""
        for number in range(bisect_right(self.ends, place) - 1, -1, -1):
            yield self[number]


def outermost(mentions: Iterable[Mention]) -> Row:
    """Mentions that stand inside no longer one, in text order: 赤峰市 is inside 赤峰市委组织部."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.at.begin, -m.at.end, _RANK.get(m.type, 9), m.key)):
        if not kept or mention.at.end > kept[-1].at.end:
            kept.append(mention)
    return Row(kept)


def holding(begins: Sequence[int], ends: Sequence[int], row: Row) -> list[int]:
    """The numbers of the stretches, told by where they begin and end, that have one of the mentions in them."""
    first = {bisect_right(begins, mention.at.begin) - 1: mention.at.end for mention in reversed(row)}
    return sorted(number for number, end in first.items() if number >= 0 and end <= ends[number])


def within(row: Row, at: Span) -> tuple[Mention, ...]:
    """The mentions of a row that lie inside a span."""
    if not row:
        return ()
    found = row.asked.get((at.begin, at.end))
    return between(row, at.begin, at.end) if found is None else found


def between(row: Row, begin: int, end: int) -> tuple[Mention, ...]:
    """The mentions of a row that begin and end between two places; none when the second comes first."""
    if not row:
        return ()
    asked = row.asked
    found = asked.get((begin, end))
    if found is None:
        first = bisect_left(row.begins, begin)
        found = row[first : bisect_right(row.ends, end, first)] if first < len(row) and row.ends[first] <= end else ()
        asked[begin, end] = found
    return found
