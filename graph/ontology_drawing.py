"""The ontology drawn as SVG: the classes of entities and the relations between them, in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot

from markupsafe import Markup

from ontology.terms import CLASSES, CREDITS, ONLY, PROPERTIES, RELATIONS, YZ, Bilingual, Property, class_

WIDTH, HEIGHT = 1060, 680
PLACES: Mapping[str, tuple[int, int]] = {
    class_(name).name: at
    for name, at in {
        "Article": (110, 80),
        "Person": (110, 330),
        "Organisation": (410, 190),
        "PartyOrganisation": (310, 50),
        "Programme": (760, 190),
        "Policy": (950, 60),
        "Place": (270, 570),
        "Region": (680, 570),
    }.items()
}
HALF_WIDTH, HALF_HEIGHT = 74, 26
LETTER, LINE = 8, 17  # sizes on which labels are placed, in pixels

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Edge:
    """All relations from one class to another; `fan` tells two directions of one pair apart."""

    source: str
    target: str
    names: tuple[str, ...]
    fan: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def drawing() -> Markup:
    """An `<svg>` element; texts are of class `zh` or `en`, for the page to show one of them."""
    taken = [_box(*at, 2 * HALF_WIDTH, 2 * HALF_HEIGHT) for at in PLACES.values()]
    parts = [_arrow_head(), *map(_inheritance, _inherited()), *(_edge(edge, taken) for edge in edges())]
    parts.extend(_class(name) for name in PLACES)
    return Markup('<svg viewBox="0 0 {} {}" xmlns="http://www.w3.org/2000/svg">{}</svg>').format(
        WIDTH, HEIGHT, Markup("").join(parts)
    )


# ---------------------------------------------------------------- what is drawn


def edges() -> tuple[Edge, ...]:
    """The relations of the ontology by the classes that they join."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in RELATIONS.values():
        for pair in _pairs(relation):
            found[pair].append(relation.name)
    found["Article", "Person"] = sorted(CREDITS)
    return tuple(
        Edge(source, target, tuple(names), 26.0 if (target, source) in found and source != target else 0.0)
        for (source, target), names in sorted(found.items())
    )


def _pairs(relation: Property) -> Iterator[tuple[str, str]]:
    for source in relation.domain:
        for target in relation.range:
            only = ONLY.get((source, relation.name))
            if only is None or target in only:
                yield source, target


def _inherited() -> Iterator[tuple[str, str]]:
    for name in PLACES:
        for parent in CLASSES[name].parents:
            if parent.startswith(YZ) and parent.removeprefix(YZ) in PLACES:
                yield name, parent.removeprefix(YZ)


# ---------------------------------------------------------------- how it is drawn


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _arrow_head() -> Markup:
    return Markup(
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L10 5L0 10z"/></marker><marker id="parent" viewBox="0 0 12 12" refX="11" refY="6" '
        'markerWidth="12" markerHeight="12" orient="auto"><path class="hollow" d="M1 1L11 6L1 11z"/></marker></defs>'
    )


def _class(name: str) -> Markup:
    (x, y), label = PLACES[name], CLASSES[name].label
    return Markup(
        '<a href="#{name}"><rect class="class" x="{left}" y="{top}" width="{width}" height="{height}" rx="8"/>'
        "{label}{small}</a>"
    ).format(
        name=name,
        left=x - HALF_WIDTH,
        top=y - HALF_HEIGHT,
        width=2 * HALF_WIDTH,
        height=2 * HALF_HEIGHT,
        label=_text(label, x, y - 2, "name"),
        small=Markup('<text class="term" x="{}" y="{}">{}</text>').format(x, y + 16, name),
    )


def _text(label: Bilingual, x: float, y: float, class_name: str) -> Markup:
    return Markup("").join(
        Markup('<text class="{} {}" x="{:.0f}" y="{:.0f}">{}</text>').format(class_name, language, x, y, words)
        for language, words in (("zh", label.zh), ("en", label.en))
    )


def _inheritance(pair: tuple[str, str]) -> Markup:
    child, parent = (PLACES[name] for name in pair)
    start, end = _border(child, parent), _border(parent, child)
    return Markup('<path class="inherits" d="M{:.0f} {:.0f}L{:.0f} {:.0f}" marker-end="url(#parent)"/>').format(
        *start, *end
    )


def _border(centre: Point, towards: Point) -> Point:
    """Where the line from a class's centre leaves its box."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    share = min(
        (HALF_WIDTH + 3) / abs(dx) if dx else float("inf"), (HALF_HEIGHT + 3) / abs(dy) if dy else float("inf")
    )
    return centre[0] + dx * share, centre[1] + dy * share


def _edge(edge: Edge, taken: list[Box]) -> Markup:
    start, bend, end = _loop(edge) if edge.source == edge.target else _line(edge)
    path = Markup('<path class="relation" d="M{:.0f} {:.0f}Q{:.0f} {:.0f} {:.0f} {:.0f}" marker-end="url(#arrow)"/>')
    return path.format(*start, *bend, *end) + _labels(edge.names, (start, bend, end), taken)


def _line(edge: Edge) -> tuple[Point, Point, Point]:
    source, target = PLACES[edge.source], PLACES[edge.target]
    dx, dy = target[0] - source[0], target[1] - source[1]
    length = hypot(dx, dy)
    aside = (-dy / length * edge.fan, dx / length * edge.fan)
    bend = ((source[0] + target[0]) / 2 + 2 * aside[0], (source[1] + target[1]) / 2 + 2 * aside[1])
    return _border(source, bend), bend, _border(target, bend)


def _loop(edge: Edge) -> tuple[Point, Point, Point]:
    """Out of the box and back into it: below, or above where lines come from below."""
    x, y = PLACES[edge.source]
    side = -1 if any(other.source == edge.source and PLACES[other.target][1] > y for other in edges()) else 1
    border = y + side * (HALF_HEIGHT + 2)
    return (x + 60, border), (x + 25, border + side * 95), (x - 10, border)


def _labels(names: Iterable[str], curve: tuple[Point, Point, Point], taken: list[Box]) -> Markup:
    """The relations' names one below the other, where along the curve they cover nothing placed before."""
    labels = [PROPERTIES[name].label for name in names]
    width = LETTER * max(max(len(label.en), 2 * len(label.zh)) for label in labels)
    height = LINE * len(labels)
    boxes = [_box(*_on(curve, share / 20), width, height) for share in (10, 9, 11, 8, 12, 7, 13, 6, 14, 5, 15, 4, 16)]
    box = next((one for one in boxes if not any(map(one.overlaps, taken))), boxes[0])
    taken.append(box)
    x = (box.left + box.right) / 2
    return Markup("").join(
        Markup('<a href="#{}">{}</a>').format(name, _text(label, x, box.top + LINE * (row + 0.75), "label"))
        for row, (name, label) in enumerate(zip(names, labels, strict=True))
    )


def _on(curve: tuple[Point, Point, Point], share: float) -> Point:
    """A point of the quadratic curve."""
    start, bend, end = curve
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]


