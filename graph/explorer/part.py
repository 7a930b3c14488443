"""The neighbourhood of one entity as a graph of its own, small enough to send by mail."""

from __future__ import annotations

from collections import defaultdict

from extractors.document import Ref
from graph.records import Graph


class NotInGraph(LookupError):
    """The graph has no such entity."""

    def __str__(self) -> str:
        return str(self.args[0])


HOPS = 2
MOST = 400  # entities; nearer ones first, then those that more statements name
WIDE = 60  # an entity of more neighbours than this (a province, a doctrine) is shown, but not walked through


def neighbourhood(graph: Graph, centre: Ref, *, hops: int = HOPS, most: int = MOST) -> Graph:
    """The entities within `hops` statements of `centre`, what articles say between them, and those articles.

    Regions above a kept region are kept. NotInGraph when the graph has no such entity.
    """
    if all(entity.ref != centre for entity in graph.entities):
        raise NotInGraph(f"the graph has no {centre[0]} {centre[1]}")
    links = _links(graph)
    kept = _near(links, centre, hops, most)
    kept |= _above(graph, kept)
    statements = tuple(s for s in graph.statements if s.subject in kept and s.object in kept)
    told = {s.article for s in statements} | {m.article for m in graph.mentions if m.entity == centre}
    told |= {a.key for a in graph.articles if any(credit.person == centre for credit in a.credits)}
    told -= {""}
    articles = tuple(article for article in graph.articles if article.key in told)
    kept |= {credit.person for article in articles for credit in article.credits}
    pages = {article.page for article in articles}
    return Graph(
        tuple(page for page in graph.pages if page.digest in pages),
        articles,
        tuple(entity for entity in graph.entities if entity.ref in kept),
        statements,
        tuple(m for m in graph.mentions if m.article in told and m.entity in kept),
        tuple(f for f in graph.figures if f.article in told and (f.subject is None or f.subject in kept)),
        tuple(d for d in graph.doubts if d.article in told or (not d.article and d.page in pages)),
    )


def _links(graph: Graph) -> dict[Ref, dict[Ref, int]]:
    """The neighbours of each entity, with how many statements join them; contributors with whom their articles name."""
    links: dict[Ref, dict[Ref, int]] = defaultdict(lambda: defaultdict(int))
    for statement in graph.statements:
        links[statement.subject][statement.object] += 1
        links[statement.object][statement.subject] += 1
    named = defaultdict(set)
    for mention in graph.mentions:
        named[mention.article].add(mention.entity)
    for article in graph.articles:
        for credit in article.credits:
            for entity in named[article.key]:
                links[credit.person][entity] += 1
    return links


def _near(links: dict[Ref, dict[Ref, int]], centre: Ref, hops: int, most: int) -> set[Ref]:
    kept, ring = {centre}, [centre]
    for _ in range(hops):
        found: dict[Ref, int] = defaultdict(int)
        for ref in ring:
            if ref == centre or len(links[ref]) <= WIDE:
                for other, count in links[ref].items():
                    if other not in kept:
                        found[other] += count
        ring = sorted(found, key=lambda ref: (-found[ref], ref))[: max(0, most - len(kept))]
        kept.update(ring)
    return kept


def _above(graph: Graph, kept: set[Ref]) -> set[Ref]:
    parents = defaultdict(set)
    for statement in graph.statements:
        if statement.predicate == "partOf":
            parents[statement.subject].add(statement.object)
    found: set[Ref] = set()
    ring = kept
    while ring:
        ring = {parent for ref in ring for parent in parents[ref]} - kept - found
        found |= ring
    return found
