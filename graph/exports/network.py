"""Nodes and edges with typed attributes, in one definition for GEXF, GraphML, CX2 and Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT
from graph.exports.view import Tie, View
from graph.records import Entity

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: str  # of a table's column


NODE_FIELDS = (
    Field("label", TEXT),
    Field("type", TEXT),
    Field("level", TEXT),
    Field("code", TEXT),
    Field("county_codes", TEXT),
    Field("counties", TEXT),
    Field("other_names", TEXT),
    Field("latitude", NUMBER),
    Field("longitude", NUMBER),
    Field("mentions", INTEGER),
    Field("articles", INTEGER),
    Field("first", TEXT),
    Field("last", TEXT),
)
EDGE_FIELDS = (
    Field("relation", TEXT),
    Field("weight", NUMBER),
    Field("articles", INTEGER),
    Field("confidence", NUMBER),
    Field("inferred", BOOLEAN),
    Field("article", TEXT),
    Field("first", TEXT),
    Field("last", TEXT),
    Field("quote", TEXT),
    Field("rule", TEXT),
)


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    entity: Entity
    values: dict[str, Value]  # without missing ones


@dataclass(frozen=True, slots=True)
class Edge:
    id: int  # 1 for the first
    source: str
    target: str
    tie: Tie
    values: dict[str, Value]


def nodes(view: View) -> Iterator[Node]:
    for entity in view.graph.entities:
        articles = view.articles_of.get(entity.ref, ())
        first, last = view.period(articles)
        latitude, longitude = entity.centroid or ("", "")
        codes, counties = view.counties(entity.ref)
        values: dict[str, Value] = {
            "label": entity.label,
            "type": entity.type,
            "level": entity.level,
            "code": entity.code,
            "county_codes": codes,
            "counties": counties,
            "other_names": "; ".join(entity.names),
            "latitude": latitude,
            "longitude": longitude,
            "mentions": view.mentions_of.get(entity.ref, 0),
            "articles": len(articles),
            "first": first,
            "last": last,
        }
        yield Node(view.iri(entity.ref), entity, _known(values))


def edges(view: View) -> Iterator[Edge]:
    """The rows of the table `edges`; what only the gazetteer says weighs 1, as a weight of 0 takes an edge away."""
    for number, tie in enumerate(view.ties(), 1):
        first, last = view.period(tie.articles)
        best = tie.best
        values: dict[str, Value] = {
            "relation": tie.relation,
            "weight": float(len(tie.articles) or 1),
            "articles": len(tie.articles),
            "confidence": best.confidence,
            "inferred": best.inferred,
            "article": view.article_iri(best.article) or "",
            "first": first,
            "last": last,
            "quote": view.quote(best.article, best.spans) or "",
            "rule": best.rule,
        }
        yield Edge(number, view.iri(tie.subject), view.iri(tie.object), tie, _known(values))


def _known(values: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value != ""}
