"""A small drawing of what stands next to a thing, the same each time; links in plain SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.parts.look import TypeLook, look_of
from graph.web.records import Thing
from ontology.terms import Bilingual

WIDTH, ROW, MARGIN = 400, 44, 30
COLUMN = 58  # from the centre to a column
SHOWN = 7  # characters of a label


@dataclass(frozen=True, slots=True)
class Dot:
    thing: Thing
    relation: Bilingual
    x: int
    y: int
    look: TypeLook
    text: str
    anchor: str  # of the label: start or end


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    centre: Dot
    around: tuple[Dot, ...]


def drawing(centre: Thing, around: Sequence[tuple[Thing, Bilingual]]) -> Drawing:
    """Neighbours in two columns, right and left of the thing, so that no label covers another."""
    right, left = around[: (len(around) + 1) // 2], around[(len(around) + 1) // 2 :]
    height = 2 * MARGIN + ROW * max(2, len(right))
    dots = [*_column(right, +1, height), *_column(left, -1, height)]
    middle = Dot(centre, Bilingual("", ""), WIDTH // 2, height // 2, look_of(centre.type), "", "middle")
    return Drawing(WIDTH, height, middle, tuple(dots))


def _column(things: Sequence[tuple[Thing, Bilingual]], side: int, height: int) -> Iterator[Dot]:
    x = WIDTH // 2 + side * COLUMN
    first = height // 2 - ROW * (len(things) - 1) // 2
    for row, (thing, relation) in enumerate(things):
        anchor = "start" if side > 0 else "end"
        yield Dot(thing, relation, x, first + row * ROW, look_of(thing.type), _short(thing.label), anchor)


def _short(label: str) -> str:
    return label if len(label) <= SHOWN + 1 else label[:SHOWN] + "…"
