"""Where everything stands: territories of regions as anchors, entities around them, no label on another.

Deterministic and without a physics engine in the browser. A region of the highest level below the provinces is a
territory: a disc whose size follows from what stands in it. Territories keep the directions of the map where centroids
are known, else they stand in a ring in the order of their codes. What belongs to several stands between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, log, pi, radians, sin, sqrt

import networkx as nx

from graph.explorer.network import Network
from graph.explorer.overlap import Box, Point, gather_discs, separate
from graph.parts.look import RELATION_LOOKS, TYPE_LOOKS

DRAWN = 1500  # so many at most are drawn at once
WIDE = 1.4  # screens are wider than high
ELSEWHERE, BETWEEN = -1, -2
GOLDEN = pi * (3 - sqrt(5))
SHARE = {
    "Programme": 0.33,
    "Region": 0.28,
    "PartyOrganisation": 0.18,
    "Organisation": 0.08,
    "Policy": 0.07,
    "Contributor": 0.05,
    "Person": 0.04,
    "Article": 0.03,
    "Place": 0.02,
}
"""How large a part of the drawing each class takes, as long as there are enough of it."""
WEIGHT = {look.name: look.weight for look in RELATION_LOOKS}
LOUVAIN = 4000  # communities of larger graphs by label propagation


@dataclass(frozen=True, slots=True)
class Layout:
    points: tuple[Point, ...]
    ranks: tuple[int, ...]  # 0 for the node that matters most
    communities: tuple[int, ...]  # 0 for the largest
    territories: tuple[tuple[int, float, float, float], ...]  # region node, x, y, radius


def label_box(label: str, size: float) -> Box:
    """The half width and half height of a node with its label under it, in at most two lines of eleven."""
    columns = sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in label)
    rows, width = (1, columns) if columns <= 11 else (2, min(columns / 2 + 1, 11.0))
    return width * size / 2 + 5, node_size(size) + rows * size * 0.62 + 2


def node_size(size: float) -> int:
    """The radius of a node at zoom 1, from the size of its label."""
    return max(12, round(size * 2.4 - 15))


def graph_of(network: Network) -> nx.Graph[int]:
    """The relations between entities, weighted by kind and by how many articles say them."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(network.nodes)))
    for edge in network.edges:
        said = sum(fact.article >= 0 for fact in edge.facts)
        weight = (WEIGHT[edge.relation] or 0.2) * (1 + log(said)) if said else 0.05
        if edge.source != edge.target:
            known = graph.get_edge_data(edge.source, edge.target, {"weight": 0.0})["weight"]
            graph.add_edge(edge.source, edge.target, weight=known + weight)
    return graph


def salience(network: Network) -> list[float]:
    """How much the articles make of each node: the root of how often they say something of it or name it."""
    said = [0] * len(network.nodes)
    for edge in network.edges:
        facts = sum(fact.article >= 0 for fact in edge.facts)
        said[edge.target] += facts
        said[edge.source] += facts
    return [sqrt(count) for count in said]


def pagerank(
    graph: nx.Graph[int], start: Sequence[float], *, damping: float = 0.5, rounds: int = 20
) -> list[float]:
    """PageRank over the weighted graph, in plain Python (networkx's asks for SciPy); it starts anew as `start` weighs.

    With equal starts the ends of small components come first, for all that goes in there stays there.
    """
    count, whole = graph.number_of_nodes(), sum(start)
    new = [(1 - damping) * weight / whole if whole else (1 - damping) / count for weight in start]
    links = [[(other, data["weight"]) for other, data in graph.adj[node].items()] for node in range(count)]
    total = [sum(weight for _, weight in of) for of in links]
    score = [1 / count for _ in range(count)]
    for _ in range(rounds):
        share = [value / out if out else 0.0 for value, out in zip(score, total, strict=True)]
        score = [
            own + damping * sum(share[other] * weight for other, weight in of)
            for own, of in zip(new, links, strict=True)
        ]
    return score


def ranking(network: Network, graph: nx.Graph[int]) -> list[int]:
    """The rank of each node: by PageRank in its class, classes by their shares; what no article tells is last."""
    score, told = pagerank(graph, salience(network)), network.told
    by_type: dict[str, list[int]] = defaultdict(list)
    for node in sorted(range(len(score)), key=lambda n: (-round(score[n], 12), n)):
        by_type[network.nodes[node].type].append(node)
    turn = {node: (place + 0.5) / SHARE[name] for name, nodes in by_type.items() for place, node in enumerate(nodes)}
    ranks = [0] * len(score)
    for rank, node in enumerate(sorted(turn, key=lambda n: (n not in told, turn[n], n))):
        ranks[node] = rank
    return ranks


def communities(graph: nx.Graph[int]) -> list[int]:
    """The community of each node, the largest first; -1 for nodes that stand alone."""
    linked = graph.subgraph([node for node in graph if graph.degree(node)])
    if linked.number_of_nodes() <= LOUVAIN:
        found = nx.community.louvain_communities(linked, seed=1)
    else:
        found = list(nx.community.fast_label_propagation_communities(linked, seed=1))
    of = [-1] * graph.number_of_nodes()
    for number, members in enumerate(sorted(found, key=lambda group: (-len(group), min(group)))):
        for node in members:
            of[node] = number
    return of


def arrange(
    network: Network,
    homes: Sequence[int],
    parent: Sequence[int],
) -> Layout:
    """Place every node; `homes` is the region each stands by, `parent` the region above each region."""
    graph = graph_of(network)
    ranks = ranking(network, graph)
    territory = _territory_of_each(network, homes, parent, graph)
    first = drawn_first(network, ranks)
    area = [_area(network, node, ranks, first) for node in range(len(network.nodes))]
    discs = _territories(network, territory, area)
    points: list[Point] = _seed(network, homes, territory, ranks, area, discs, graph)
    drawn = sorted(first, key=lambda node: ranks[node])
    boxes = {node: label_box(network.nodes[node].label, font_size(ranks[node])) for node in drawn}
    grown = separate(points, boxes, drawn, frozenset(discs) & frozenset(drawn))
    rounded = tuple((round(x), round(y)) for x, y in points)
    listed = tuple(
        (region, round(x * grown), round(y * grown), round(radius * grown))
        for region, (x, y, radius) in sorted(discs.items())
    )
    return Layout(rounded, tuple(ranks), tuple(communities(graph)), listed)


def font_size(rank: int) -> float:
    """The size of a label in pixels at zoom 1."""
    return max(11.0, 19.0 - 2.2 * log(1 + rank, 4))


def _territory_of_each(
    network: Network, homes: Sequence[int], parent: Sequence[int], graph: nx.Graph[int]
) -> list[int]:
    """The territory of each node: a region, ELSEWHERE for what hangs on none, BETWEEN for what hangs on several."""
    found = [_territory(network, of, parent) for of in homes]
    alive = {found[node] for node in network.told}
    found = [of if of in alive else ELSEWHERE for of in found]
    anchored = {node for node, of in enumerate(found) if of >= 0}
    reached = set().union(*(part for part in nx.connected_components(graph) if not anchored.isdisjoint(part)))
    return [of if of >= 0 else BETWEEN if node in reached else ELSEWHERE for node, of in enumerate(found)]


def _territory(network: Network, region: int, parent: Sequence[int]) -> int:
    """The highest region below a province; ELSEWHERE for none."""
    top = ELSEWHERE
    while region >= 0:
        if network.nodes[region].level != "province":
            top = region
        region = parent[region]
    return top


def _area(network: Network, node: int, ranks: Sequence[int], first: frozenset[int]) -> float:
    """The room a node takes: next to none for what is not drawn at first."""
    if node not in first:
        return 80.0
    width, height = label_box(network.nodes[node].label, font_size(ranks[node]))
    return 4 * width * height * 1.25


def drawn_first(network: Network, ranks: Sequence[int]) -> frozenset[int]:
    """The nodes whose place others respect: told by an article, of a class that is drawn, high enough in rank."""
    shown = {look.name for look in TYPE_LOOKS if look.first}
    return frozenset(n for n in network.told if ranks[n] < DRAWN and network.nodes[n].type in shown)


def _territories(
    network: Network, territory: Sequence[int], area: Sequence[float]
) -> dict[int, tuple[float, float, float]]:
    """Centre and radius of the disc of each territory, none on another."""
    room: dict[int, float] = defaultdict(float)
    for node, of in enumerate(territory):
        if of != BETWEEN:
            room[of] += area[node]
    order = sorted(room, key=lambda region: (network.nodes[region].code or "~" if region >= 0 else "~~", region))
    radius = {region: sqrt(room[region] / pi) + 30 for region in order}
    spread = sqrt(sum(size * size for size in radius.values())) if radius else 0.0
    places = {region: at for region in order if region >= 0 and (at := network.nodes[region].centroid)}
    start = _on_map(places, spread)
    missing = [region for region in order if region not in places]
    for index, region in enumerate(missing):
        turn = 2 * pi * index / len(missing) - pi / 2
        away = spread * (1.9 if places else 1.0)
        start[region] = (away * WIDE * cos(turn), away * sin(turn))
    return gather_discs({region: (*start[region], radius[region]) for region in order})


def _on_map(places: Mapping[int, tuple[float, float]], spread: float) -> dict[int, Point]:
    """Latitude and longitude as a plane of the given half extent, north above."""
    if not places:
        return {}
    mid_x = sum(x for _, x in places.values()) / len(places)
    mid_y = sum(y for y, _ in places.values()) / len(places)
    squeeze = cos(radians(mid_y))
    plane = {region: ((x - mid_x) * squeeze, mid_y - y) for region, (y, x) in places.items()}
    extent = max(max(abs(x), abs(y)) for x, y in plane.values()) or 1.0
    return {region: (x / extent * spread * WIDE * 4, y / extent * spread * 4) for region, (x, y) in plane.items()}


def _seed(
    network: Network,
    homes: Sequence[int],
    territory: Sequence[int],
    ranks: Sequence[int],
    area: Sequence[float],
    discs: Mapping[int, tuple[float, float, float]],
    graph: nx.Graph[int],
) -> list[Point]:
    """A first place for each node: by its county inside the territory, else between its neighbours."""
    points: list[Point] = [(0.0, 0.0)] * len(network.nodes)
    placed = [False] * len(network.nodes)
    members: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for node in sorted(range(len(ranks)), key=lambda n: ranks[n]):
        if territory[node] != BETWEEN:
            members[territory[node]][homes[node]].append(node)
    for region, branches in members.items():
        x, y, _ = discs[region]
        for node, point in _pack(branches, area, region).items():
            points[node], placed[node] = (x + point[0], y + point[1]), True
    _between(points, placed, ranks, graph)
    return points


def _pack(branches: Mapping[int, list[int]], area: Sequence[float], region: int) -> dict[int, Point]:
    """Branches as small sunflowers in a large one, the territory's own nodes in the middle."""
    rooms = {branch: sum(area[node] for node in nodes) for branch, nodes in branches.items()}
    order = sorted(rooms, key=lambda branch: (branch != region, -rooms[branch], branch))
    points: dict[int, Point] = {}
    filled = 0.0
    for index, branch in enumerate(order):
        away = 0.0 if index == 0 else sqrt((filled + rooms[branch] / 2) / pi)
        centre = away * cos(index * GOLDEN), away * sin(index * GOLDEN)
        filled += rooms[branch]
        inner = 0.0
        nodes = sorted(branches[branch], key=lambda node: node != branch)
        for place, node in enumerate(nodes):
            out = 0.0 if place == 0 else sqrt((inner + area[node] / 2) / pi)
            points[node] = centre[0] + out * cos(place * GOLDEN), centre[1] + out * sin(place * GOLDEN)
            inner += area[node]
    return points


def _between(points: list[Point], placed: list[bool], ranks: Sequence[int], graph: nx.Graph[int]) -> None:
    """Put what has no territory at the centre of its placed neighbours, those with such neighbours first."""
    waiting = sorted((node for node in range(len(points)) if not placed[node]), key=lambda node: ranks[node])
    while waiting:
        later = []
        for node in waiting:
            near = [(points[other], data["weight"]) for other, data in graph.adj[node].items() if placed[other]]
            if not near:
                later.append(node)
                continue
            whole = sum(weight for _, weight in near)
            turn = node * GOLDEN
            points[node] = (
                sum(x * weight for (x, _), weight in near) / whole + 12 * cos(turn),
                sum(y * weight for (_, y), weight in near) / whole + 12 * sin(turn),
            )
            placed[node] = True
        if len(later) == len(waiting):
            raise AssertionError("a node between territories is linked to none")
        waiting = later
