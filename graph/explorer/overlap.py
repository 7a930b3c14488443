"""Move boxes and discs apart until none lies on another, each as little as possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, sin, sqrt

Point = tuple[float, float]
Box = tuple[float, float]
"""Half width and half height."""
ROUNDS = 800
PATIENCE, GROWTH = 12, 1.02  # after so many rounds without an end the plane grows by so much
GAP = 1.22  # between discs: room for their names and for what stands between them


def separate(
    points: list[Point], boxes: Mapping[int, Box], order: Sequence[int], firm: frozenset[int] = frozenset()
) -> float:
    """Move the points in place until no two boxes overlap; of two, the later in `order` moves more, the firm not.

    Where there is no room, the plane grows: what comes back is the factor by which it did.
    """
    grown = 1.0
    place = {node: index for index, node in enumerate(order)}
    cell = (
        max((2 * width for width, _ in boxes.values()), default=1.0),
        max((2 * high for _, high in boxes.values()), default=1.0),
    )
    for turn in range(ROUNDS):
        moved = False
        for first, second in _near(points, order, cell):
            if place[first] > place[second]:
                first, second = second, first
            moved = _push(points, boxes, first, second, firm, turn) or moved
        if not moved:
            break
        if turn % PATIENCE == PATIENCE - 1:
            grown *= GROWTH
            points[:] = [(x * GROWTH, y * GROWTH) for x, y in points]
    return grown


def _near(points: Sequence[Point], order: Sequence[int], cell: Box) -> Iterator[tuple[int, int]]:
    """Pairs in the same or in touching cells of a grid."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node in order:
        x, y = points[node]
        grid[int(x // cell[0]), int(y // cell[1])].append(node)
    for (column, row), nodes in grid.items():
        for index, node in enumerate(nodes):
            for other in nodes[index + 1 :]:
                yield node, other
            for right, down in ((1, 0), (-1, 1), (0, 1), (1, 1)):
                for other in grid.get((column + right, row + down), ()):
                    yield node, other


def _push(
    points: list[Point], boxes: Mapping[int, Box], first: int, second: int, firm: frozenset[int], turn: int
) -> bool:
    """Move two boxes apart along the axis that costs less; false when they do not overlap."""
    (x1, y1), (x2, y2) = points[first], points[second]
    over_x = boxes[first][0] + boxes[second][0] - abs(x2 - x1)
    over_y = boxes[first][1] + boxes[second][1] - abs(y2 - y1)
    if over_x <= 0.5 or over_y <= 0.5:
        return False
    share = 0.5 if first in firm and second in firm else 0.0 if first in firm else 1.0 if second in firm else 0.35
    if (x1, y1) == (x2, y2):
        angle = second + turn
        points[second] = x2 + cos(angle), y2 + sin(angle)
        return True
    if over_x < over_y * 1.2:
        step = over_x if x2 >= x1 else -over_x
        points[first], points[second] = (x1 - step * share, y1), (x2 + step * (1 - share), y2)
    else:
        step = over_y if y2 >= y1 else -over_y
        points[first], points[second] = (x1, y1 - step * share), (x2, y2 + step * (1 - share))
    return True


def gather_discs(discs: Mapping[int, tuple[float, float, float]]) -> dict[int, tuple[float, float, float]]:
    """The discs drawn together around the origin without lying on one another, in the directions they had."""
    found = dict(discs)
    for turn in range(ROUNDS):
        pulling = turn < ROUNDS // 2
        if pulling:  # harder from above and below: screens are wide
            found = {name: (x * 0.988, y * 0.98, radius) for name, (x, y, radius) in found.items()}
        if not _part(found) and not pulling:
            break
    return found


def _part(discs: dict[int, tuple[float, float, float]]) -> bool:
    """Move overlapping discs apart, the smaller the more; false when none overlap."""
    moved = False
    names = list(discs)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            x1, y1, r1 = discs[first]
            x2, y2, r2 = discs[second]
            gap = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
            over = (r1 + r2) * GAP - gap
            if over <= 0.5:
                continue
            moved = True
            along = ((x2 - x1) / gap, (y2 - y1) / gap) if gap else (cos(index), sin(index))
            share = r2 / (r1 + r2)
            discs[first] = x1 - along[0] * over * share, y1 - along[1] * over * share, r1
            discs[second] = x2 + along[0] * over * (1 - share), y2 + along[1] * over * (1 - share), r2
    return moved
