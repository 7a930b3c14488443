"""Where each node belongs: the region tree, and the regions of everything else through its relations."""

from __future__ import annotations

from collections import defaultdict

from graph.explorer.network import Network
from ontology.terms import LEVELS

PASSES = (
    # (relation, from which end to which): the regions of the one are regions of the other, in this order
    ("partOf", "up"),  # a place in its region
    ("basedIn", "up"),
    ("livesIn", "up"),
    ("under", "up"),  # an organisation without a place of its own is where its parent is
    ("holds", "up"),
    ("runs", "down"),  # a programme is where its runner is
    ("componentOf", "up"),
    ("takesPartIn", "down"),
)
RANK = {level: rank for rank, level in enumerate(LEVELS)}
MANY = 40  # a node of more regions than these is of none in particular


def parents(network: Network) -> list[int]:
    """The region above each region, -1 for none: of several, the nearest level above."""
    found = [-1] * len(network.nodes)
    for edge in network.edges:
        if edge.relation != "partOf" or _level(network, edge.source) < 0 or _level(network, edge.target) < 0:
            continue
        above, known = _level(network, edge.target), found[edge.source]
        if above < _level(network, edge.source) and (known < 0 or above > _level(network, known)):
            found[edge.source] = edge.target
    return found


def regions(network: Network) -> list[tuple[int, ...]]:
    """The regions of each node, most specific only known ones; a region is its own."""
    found: list[set[int]] = [{n} if _level(network, n) >= 0 else set() for n in range(len(network.nodes))]
    by_relation: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for edge in network.edges:
        by_relation[edge.relation].append((edge.source, edge.target))
    for relation, direction in PASSES:
        _spread(found, by_relation[relation], direction == "down")
    articles = {network.article[key] for key in network.article}
    for source, target in by_relation["mentions"]:
        if source in articles and _level(network, target) >= 0:
            found[source].add(target)
    for source, target in by_relation["contributor"]:
        found[target] |= found[source]
    return [tuple(sorted(of)) if len(of) <= MANY else () for of in found]


def home(network: Network, of: tuple[int, ...], parent: list[int]) -> int:
    """The one region a node stands by: its only one, or the deepest that holds them all; -1 for none."""
    chains = [ancestors(region, parent) for region in of]
    if not chains:
        return -1
    common = [region for region in chains[0] if all(region in chain for chain in chains[1:])]
    return next((region for region in common if network.nodes[region].level != "province"), -1)


def ancestors(region: int, parent: list[int]) -> list[int]:
    """The region and those above it, nearest first."""
    chain: list[int] = []
    while region >= 0 and region not in chain:
        chain.append(region)
        region = parent[region]
    return chain


def _level(network: Network, node: int) -> int:
    """The rank of a region, -1 for what is none; bodies have a level too."""
    return RANK.get(network.nodes[node].level, -1) if network.nodes[node].type == "Region" else -1


def _spread(found: list[set[int]], pairs: list[tuple[int, int]], down: bool) -> None:
    """Give the regions on to nodes that had none before this pass."""
    empty = {index for index, of in enumerate(found) if not of}
    for source, target in pairs:
        giver, taker = (source, target) if down else (target, source)
        if taker in empty:
            found[taker] |= found[giver]
