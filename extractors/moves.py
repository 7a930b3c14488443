"""The places a block of a page may go to, each with its comparisons: what the search weighs against each other."""

from __future__ import annotations

from collections.abc import Iterator

from extractors import moves_of_bodies as bodies
from extractors import moves_of_bylines as bylines
from extractors import moves_of_heads as heads
from extractors.drafts import Draft, Layout, Move, State, grown, move, signed

TITLES = frozenset({"title", "subtitle"})


def moves(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """All places worth weighing for the block, at least one; in a page that is one article none opens another."""
    if layout.head < 0 or not state.drafts:
        yield from _moves(layout, state, at)
        return
    (draft,) = state.drafts
    inside = [one for one in _moves(layout, state, at) if one.draft is None or _is_of(layout, draft, one, at)]
    yield from inside or [_kept(layout, draft, at)]


def _is_of(layout: Layout, draft: Draft, one: Move, at: int) -> bool:
    """Whether the move leaves the block in the one article, and below a head that is given opens no other."""
    below = 0 < layout.head <= layout.blocks[at].span.begin
    return one.first == draft.first and not (below and one.role in TITLES)


def _kept(layout: Layout, draft: Draft, at: int) -> Move:
    look = layout.look(at)
    if look in ("byline", "credit"):
        return move(layout, look, draft, signed(draft, at, draft.ended), ())
    if look in ("short", "heading", "subtitle"):
        return move(layout, "subhead", draft, draft._replace(subheads=draft.subheads + 1), ())
    return move(layout, "body", draft, grown(draft, at), ())


def _moves(layout: Layout, state: State, at: int) -> Iterator[Move]:
    look = layout.look(at)
    if look in ("short", "heading"):
        yield from heads.short(layout, state, at)
    elif look == "subtitle":
        yield from heads.subtitle(layout, state, at)
    elif look == "body":
        yield from bodies.body(layout, state, at)
    elif look == "item":
        yield from bodies.item(layout, state, at)
    elif look == "byline":
        yield from bylines.byline(layout, state, at)
    elif look == "credit":
        yield from bylines.credit(layout, state, at)
    elif look in ("source", "dateline"):
        yield from bylines.source(layout, state, look)
    else:
        yield move(layout, look, None, None, ())
