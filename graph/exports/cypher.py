"""Cypher that makes the graph in Neo4j or Memgraph: `cypher-shell < graph.cypher`. Running it twice adds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.exports.formats import made
from graph.exports.network import Value, edges, nodes
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("图数据库语句(Cypher)", "Cypher statements")
SUFFIX = ".cypher"


def write(view: View, folder: Path) -> None:
    with (made(folder, "graph") / f"graph{SUFFIX}").open("w", encoding="utf8", newline="\n") as file:
        file.writelines(f"{line};\n" for line in _statements(view))


def _statements(view: View) -> Iterator[str]:
    """Labels and relations are names of the ontology; all else is quoted."""
    yield "CREATE CONSTRAINT entity_iri IF NOT EXISTS FOR (n:Entity) REQUIRE n.iri IS UNIQUE"
    for node in nodes(view):
        yield f"MERGE (n:Entity {{iri: {_literal(node.id)}}}) SET n:{node.entity.type}, n += {_map(node.values)}"
    for edge in edges(view):
        ends = f"(a:Entity {{iri: {_literal(edge.source)}}}), (b:Entity {{iri: {_literal(edge.target)}}})"
        yield f"MATCH {ends} MERGE (a)-[r:{edge.tie.relation}]->(b) SET r += {_map(edge.values)}"


def _map(values: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {_literal(value)}" for name, value in values.items()) + "}"


def _literal(value: Value) -> str:
    """Cypher reads a JSON string, number or truth value as its own."""
    return json.dumps(value, ensure_ascii=False)
