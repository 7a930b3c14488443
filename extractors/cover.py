"""Which of many spans hold or touch another one, told without looking at them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from extractors.document import Span


class Cover:
    """Spans by where they begin, each with how far those up to it reach."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._begins = [span.begin for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def __contains__(self, place: int) -> bool:
        """Whether one of the spans has the character that stands there."""
        index = bisect_right(self._begins, place)
        return index > 0 and self._reach[index - 1] > place

    def holds(self, at: Span) -> bool:
        """Whether one of the spans has the whole place in it."""
        index = bisect_right(self._begins, at.begin)
        return index > 0 and self._reach[index - 1] >= at.end

    def touches(self, at: Span) -> bool:
        """Whether one of the spans overlaps the place."""
        index = bisect_left(self._begins, at.end)
        return index > 0 and self._reach[index - 1] > at.begin
