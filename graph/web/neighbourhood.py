"""A small drawing of what stands next to a thing: one ring around it, the same each time, links in plain SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph.explorer.look import TYPE_LOOKS
from graph.web.things import Thing
from ontology.terms import Bilingual

WIDTH, HEIGHT = 640, 380
RING = 0.62, 0.78  # of half the width and height
SHOWN = 9  # characters of a label
COLOURS = {look.name: look.color for look in TYPE_LOOKS}
OTHER_COLOUR = "#9aa3ad"


@dataclass(frozen=True, slots=True)
class Dot:
    thing: Thing
    relation: Bilingual
    x: int
    y: int
    colour: str
    text: str
    anchor: str  # start, middle or end: where the label stands


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    centre: Dot
    around: tuple[Dot, ...]


def drawing(centre: Thing, around: Sequence[tuple[Thing, Bilingual]]) -> Drawing:
    """Neighbours from the right, clockwise, at equal angles."""
    cx, cy = WIDTH // 2, HEIGHT // 2
    dots = []
    for number, (thing, relation) in enumerate(around):
        angle = 2 * math.pi * (number + 0.5) / len(around)
        x, y = cx + round(cx * RING[0] * math.cos(angle)), cy + round(cy * RING[1] * math.sin(angle))
        dots.append(Dot(thing, relation, x, y, colour(thing.type), _short(thing.label), _anchor(x - cx)))
    middle = Dot(centre, Bilingual("", ""), cx, cy, colour(centre.type), _short(centre.label), "middle")
    return Drawing(WIDTH, HEIGHT, middle, tuple(dots))


def colour(type_: str) -> str:
    return COLOURS.get(type_, OTHER_COLOUR)


def _anchor(from_centre: int) -> str:
    return "start" if from_centre > 40 else "end" if from_centre < -40 else "middle"


def _short(label: str) -> str:
    return label if len(label) <= SHOWN + 1 else label[:SHOWN] + "…"
