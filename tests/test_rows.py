"""Rows of mentions against looking at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Mention, Span
from extractors.rows import between, outermost

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=20)


def mentions(spans: list[tuple[int, int]]) -> list[Mention]:
    return [Mention("Organisation", str(b), Span(b, b + n), "厂", "厂", "test") for b, n in spans]


@given(SPANS, st.integers(-2, 50), st.integers(-2, 50))
def test_between_two_places(spans: list[tuple[int, int]], begin: int, end: int) -> None:
    row = outermost(mentions(spans))
    assert between(row, begin, end) == tuple(m for m in row if begin <= m.at.begin and m.at.end <= end)


@given(SPANS, st.integers(-2, 50))
def test_back_from_a_place(spans: list[tuple[int, int]], place: int) -> None:
    row = outermost(mentions(spans))
    assert list(row.back_from(place)) == [m for m in reversed(row) if m.at.end <= place]


@given(SPANS)
def test_outermost_mentions_lie_in_no_other(spans: list[tuple[int, int]]) -> None:
    given_, row = mentions(spans), outermost(mentions(spans))
    assert all(any(kept.at.holds(one.at) for kept in row) for one in given_)
    assert not any(other.at.holds(one.at) for one in row for other in row if one is not other)
