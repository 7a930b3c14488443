"""The places a block of a page may go to, each with its comparisons: what the search weighs against each other."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.page import moves_of_bodies as bodies
from extractors.page import moves_of_bylines as bylines
from extractors.page import moves_of_heads as heads
from extractors.page.drafts import Draft, Layout, Move, State, grown, move, signed

TITLES = frozenset({"title", "subtitle"})


def moves(layout: Layout, state: State, at: int) -> Iterable[Move]:
    """All places worth weighing for the block, at least one; in a page that is one article none opens another."""
    if layout.head < 0 or not state.drafts:
        return _moves(layout, state, at)
    (draft,) = state.drafts
    inside = [one for one in _moves(layout, state, at) if one.draft is None or _is_of(layout, draft, one, at)]
    return inside or [_kept(layout, draft, at)]


def _is_of(layout: Layout, draft: Draft, one: Move, at: int) -> bool:
    """Whether the move leaves the block in the one article, and below a head that is given opens no other."""
    below = 0 < layout.head <= layout.blocks[at].span.begin
    return one.first == draft.first and not (below and one.role in TITLES)


def _kept(layout: Layout, draft: Draft, at: int) -> Move:
    look = layout.look(at)
    if look in ("byline", "credit"):
        return move(layout, look, draft, signed(draft, at, draft.ended), ())
    if look in ("short", "heading", "subtitle"):
        return move(layout, "subhead", draft, draft._replace(subheads=(*draft.subheads, at)), ())
    return move(layout, "body", draft, grown(draft, at), ())


def _moves(layout: Layout, state: State, at: int) -> Iterable[Move]:
    look = layout.look(at)
    if look in ("short", "heading"):
        return heads.short(layout, state, at)
    if look == "subtitle":
        return heads.subtitle(layout, state, at)
    if look == "body":
        return bodies.body(layout, state, at)
    if look == "item":
        return bodies.item(layout, state, at)
    if look == "byline":
        return bylines.byline(layout, state, at)
    if look == "credit":
        return bylines.credit(layout, state, at)
    if look in ("source", "dateline"):
        return bylines.source(layout, state, look)
    return [move(layout, look, None, None, ())]
