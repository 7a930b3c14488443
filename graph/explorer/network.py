"""The graph as numbered nodes (entities, articles) and edges (a relation of two, with all that say so)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Ref, Span
from graph.parts.look import CONTRIBUTOR, RELATION_NUMBER
from graph.quads import article_iri, entity_iri
from graph.records import ArticleRecord, Entity, Graph, Statement


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or an article."""

    path: str  # its IRI without the base
    type: str  # a class of `look.TYPE_LOOKS`
    label: str
    names: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    code: str = ""
    level: str = ""
    reasons: tuple[str, ...] = ()
    centroid: tuple[float, float] | None = None  # latitude and longitude

    @property
    def id(self) -> str:
        """What stands for it in the address of a view: the last part of its IRI."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one article says of an edge; `article` is the number of its node, -1 for the gazetteer."""

    article: int
    spans: tuple[Span, ...]
    rule: str
    confidence: float = 1.0
    inferred: bool = False
    premises: tuple[str, ...] = ()
    title: str = ""  # the post, the role of a contributor, the printed name of a mention


@dataclass(frozen=True, slots=True)
class Edge:
    source: int
    relation: str
    target: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes are entities in the graph's order, then articles; edges are sorted by source, relation, target."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    number: dict[Ref, int]  # of an entity's node
    article: dict[str, int]  # article key -> node number

    @property
    def told(self) -> frozenset[int]:
        """The nodes of which some article speaks; the rest are known to the gazetteer only."""
        edges = (edge for edge in self.edges if any(fact.article >= 0 for fact in edge.facts))
        return frozenset(end for edge in edges for end in (edge.source, edge.target)) | set(self.article.values())


def article_title(article: ArticleRecord) -> str:
    """The title, else the first words of the body: the label that the quads give."""
    return article.title or article.body[:20].strip() or article.kind


def build(graph: Graph) -> Network:
    """Number the graph."""
    credited = {credit.person for article in graph.articles for credit in article.credits}
    nodes = [_entity(entity, entity.ref in credited) for entity in graph.entities]
    number = {entity.ref: index for index, entity in enumerate(graph.entities)}
    article = {record.key: len(nodes) + index for index, record in enumerate(graph.articles)}
    nodes += [Node(article_iri(record.key, base=""), "Article", article_title(record)) for record in graph.articles]
    facts: dict[tuple[int, str, int], list[Fact]] = defaultdict(list)
    for source, relation, target, fact in _facts(graph, number, article):
        facts[source, relation, target].append(fact)
    order = sorted(facts, key=lambda edge: (edge[0], RELATION_NUMBER[edge[1]], edge[2]))
    edges = tuple(Edge(*edge, facts=tuple(facts[edge])) for edge in order)
    return Network(tuple(nodes), edges, number, article)


def _entity(entity: Entity, credited: bool) -> Node:
    return Node(
        entity_iri(entity.ref, base=""),
        CONTRIBUTOR if credited else entity.type,
        entity.label,
        entity.names,
        entity.slips,
        entity.code,
        entity.level,
        entity.reasons,
        entity.centroid,
    )


def _facts(graph: Graph, number: dict[Ref, int], article: dict[str, int]) -> Iterator[tuple[int, str, int, Fact]]:
    for statement in graph.statements:
        yield number[statement.subject], statement.predicate, number[statement.object], _fact(statement, article)
    for record in graph.articles:
        node = article[record.key]
        for credit in record.credits:
            yield node, "contributor", number[credit.person], Fact(node, (credit.span,), "byline", title=credit.role)
    for mention in graph.mentions:
        node = article[mention.article]
        fact = Fact(node, mention.spans, mention.rule, mention.confidence, title=mention.name)
        yield node, "mentions", number[mention.entity], fact


def _fact(statement: Statement, article: dict[str, int]) -> Fact:
    return Fact(
        article[statement.article] if statement.article else -1,
        statement.spans,
        statement.rule,
        statement.confidence,
        statement.inferred,
        statement.premises,
        statement.title,
    )
