"""The graph as a networkx MultiDiGraph with typed attributes, for network analysis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.quads import BASE, entity_iri, statement_iri
from graph.records import Entity, Graph, Statement

if TYPE_CHECKING:
    import networkx


def network(
    graph: Graph, *, base: str = BASE, types: Iterable[str] = (), relations: Iterable[str] = ()
) -> networkx.MultiDiGraph[str]:
    """Nodes are entities by IRI, edges are statements by IRI; no attribute is None or a list, as writers need.

    `types` and `relations` keep only those, all when empty. An isolated entity stays as a node.
    """
    import networkx

    wanted, kept = frozenset(types), frozenset(relations)
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    chosen = {entity.ref for entity in graph.entities if not wanted or entity.type in wanted}
    for entity in graph.entities:
        if entity.ref in chosen:
            found.add_node(entity_iri(entity.ref, base=base), **_node(entity))
    for statement in graph.statements:
        ends = statement.subject, statement.object
        if chosen.issuperset(ends) and (not kept or statement.predicate in kept):
            source, target = (entity_iri(ref, base=base) for ref in ends)
            found.add_edge(source, target, key=statement_iri(statement, base=base), **_edge(statement))
    return found


def _node(entity: Entity) -> Mapping[str, str | float]:
    attributes: dict[str, str | float] = {"type": entity.type, "label": entity.label}
    if entity.code:
        attributes |= {"code": entity.code}
    if entity.level:
        attributes |= {"level": entity.level}
    if entity.centroid:
        attributes |= {"latitude": entity.centroid[0], "longitude": entity.centroid[1]}
    return attributes


def _edge(statement: Statement) -> Mapping[str, str | float | bool]:
    attributes: dict[str, str | float | bool] = {
        "relation": statement.predicate,
        "article": statement.article,
        "rule": statement.rule,
        "confidence": statement.confidence,
        "inferred": statement.inferred,
    }
    return attributes | ({"title": statement.title} if statement.title else {})
