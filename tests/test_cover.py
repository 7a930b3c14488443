"""A cover answers as looking at every span does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.cover import Cover
from extractors.document import Span

SPANS = st.builds(lambda begin, length: Span(begin, begin + length), st.integers(0, 30), st.integers(1, 9))


@given(st.lists(SPANS, max_size=8), SPANS)
def test_cover_answers_as_its_spans(spans: list[Span], at: Span) -> None:
    cover = Cover(spans)
    assert cover.holds(at) == any(span.holds(at) for span in spans)
    assert (at.begin in cover) == any(span.begin <= at.begin < span.end for span in spans)
    assert cover.touches(at) == any(at.overlaps(span) for span in spans)
