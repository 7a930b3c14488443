"""B-cubed: do the entities of the graph, over all pages, hold together what is one thing and apart what is two?

Bagga and Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space Model" (COLING-ACL 1998): an item's
precision is the share of its cluster that is the same thing as the item, its recall the share of the items of that
thing that its cluster has, itself counted in both; precision and recall are their means over all items.

An item is an entity of one article that the gold of the page knows as well, right or a fragment. What the gold does not
know and what was missed is counted with the entities, not here. An item's thing is the gold's class and canonical name,
on whatever page; its cluster is the entity of the graph that `graph.resolve` makes of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.document import Ref
from graph.annotations import Annotation
from graph.evaluate import Key, Page
from graph.identity import identify, pieces
from graph.outcomes import CLASSES

Item = tuple[str, str, str]
"""Page, article and entity, by name and ids."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """How well clusters and things agree, and how many of each there are."""

    precision: float
    recall: float
    items: int
    things: int
    clusters: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(items: Iterable[tuple[Hashable, Hashable]]) -> Clusters:
    """The score of items that are given as (thing, cluster); zeros for no item."""
    pairs = Counter(items)
    things: Counter[Hashable] = Counter()
    clusters: Counter[Hashable] = Counter()
    for (thing, cluster), count in pairs.items():
        things[thing] += count
        clusters[cluster] += count
    total = sum(pairs.values()) or 1
    precision = sum(count * count / clusters[cluster] for (_, cluster), count in pairs.items()) / total
    recall = sum(count * count / things[thing] for (thing, _), count in pairs.items()) / total
    return Clusters(precision, recall, sum(pairs.values()), len(things), len(clusters))


def entities_of(annotations: Iterable[Annotation]) -> dict[Item, Ref]:
    """Each article's entities, with the entity of the graph that each becomes."""
    ordered = sorted(annotations, key=lambda annotation: annotation.page.digest)  # as a build has them
    same = identify(ordered)
    return {
        (piece.annotation.page.name, piece.reading.id, entity.id): same.of(piece.key, entity.ref)
        for piece in pieces(ordered)
        for entity in piece.reading.entities
    }


def compare(
    gold: Mapping[str, dict[str, Any]], found: Mapping[str, dict[str, Any]], entities: Mapping[Item, Ref]
) -> dict[str, Clusters]:
    """The scores by class, and under ENTITIES that of all."""
    groups: dict[str, list[tuple[Key, Ref]]] = defaultdict(list)
    for name, page in gold.items():
        for article, entity, thing in Page(page, found[name]).known():
            groups[thing[0]].append((thing, entities[name, article, entity]))
    scores = {name: b_cubed(groups[name]) for name in CLASSES if name in groups}
    return scores | {"ENTITIES": b_cubed(pair for group in groups.values() for pair in group)}
