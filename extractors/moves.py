"""The places a block of a page may go to, each with its comparisons: what the search weighs against each other."""

from __future__ import annotations

from collections.abc import Iterator

from extractors import moves_of_bodies as bodies
from extractors import moves_of_bylines as bylines
from extractors import moves_of_heads as heads
from extractors.drafts import Layout, Move, State


def moves(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """All places worth weighing for the block, at least one."""
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
        yield from bylines.credit(state, at)
    elif look in ("source", "dateline"):
        yield from bylines.source(state, look)
    else:
        yield Move(look, None, ())
