"""The frozen records read back from a store: what `graph.quads` wrote, whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store

from extractors.document import Page, Ref, Span
from graph.literals import GraphError, term
from graph.quads import HOLDS
from graph.records import (
    ArticleRecord,
    Credit,
    DoubtRecord,
    Entity,
    EntityMention,
    FigureRecord,
    Graph,
    Statement,
)
from ontology.terms import CREDITS, TYPES, YZ, class_, local, property_


def _name(curie: str) -> str:
    return term(curie)[1:-1]


_TYPE, _LABEL = _name("rdf:type"), _name("rdfs:label")
_ALT, _HIDDEN = _name("skos:altLabel"), _name("skos:hiddenLabel")
_SUBJECT, _PREDICATE, _OBJECT = _name("rdf:subject"), _name("rdf:predicate"), _name("rdf:object")


class _Node:
    """A node's values by predicate, as text."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.values: dict[str, list[str]] = defaultdict(list)

    def all(self, name: str) -> list[str]:
        return sorted(self.values.get(YZ + property_(name).name, ()))

    def one(self, name: str) -> str:
        """The value, "" for none."""
        found = self.all(name)
        if len(found) > 1:
            raise GraphError(f"{self.iri} has {len(found)} values of {name}")
        return found[0] if found else ""

    def needed(self, name: str) -> str:
        return self.of(YZ + property_(name).name)

    def of(self, predicate: str) -> str:
        """The one value of a predicate that the node must have."""
        found = self.values.get(predicate, [])
        if len(found) != 1:
            raise GraphError(f"{self.iri} has {len(found)} values of {predicate}, not one")
        return found[0]


class _Reader:
    def __init__(self, store: Store, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.nodes: dict[str, _Node] = {}
        self.of_class: dict[str, set[str]] = defaultdict(set)
        for quad in store:
            self._take(quad)
        self.refs = dict(self._refs())
        self.digests = {iri: self.nodes[iri].needed("digest") for iri in self.of_class["Page"]}
        self.keys = {iri: self.nodes[iri].needed("key") for iri in self.of_class["Article"]}

    def _take(self, quad: Quad) -> None:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
            raise GraphError(f"not a quad that a build writes: {quad}")
        node = self.nodes.get(quad.subject.value)
        if node is None:
            node = self.nodes[quad.subject.value] = _Node(quad.subject.value)
        value = quad.object.value
        if quad.predicate.value == _TYPE:
            if value.startswith(YZ):
                self.of_class[class_(local(value)).name].add(node.iri)
        elif value not in node.values[quad.predicate.value]:
            node.values[quad.predicate.value].append(value)

    def _refs(self) -> Iterator[tuple[str, Ref]]:
        for type_ in TYPES:
            for iri in self.of_class[type_]:
                yield iri, (type_, self.nodes[iri].needed("key"))

    def _of(self, name: str) -> Iterator[_Node]:
        return (self.nodes[iri] for iri in sorted(self.of_class[class_(name).name]))

    def _span(self, iri: str) -> Span:
        node = self.nodes[iri]
        return Span(int(node.needed("begin")), int(node.needed("end")))

    def _evidence(self, node: _Node) -> tuple[Span, ...]:
        return tuple(sorted(self._span(iri) for iri in node.all("evidence")))

    def _article(self, node: _Node) -> str:
        article = node.one("article")
        return self.keys[article] if article else ""

    def page(self, node: _Node) -> Page:
        digest = node.needed("digest")
        if digest not in self.texts:
            raise GraphError(f"no text for the page {node.of(_LABEL)} ({digest[:16]})")
        newspaper = node.one("newspaper")
        return Page(
            node.of(_LABEL),
            self.texts[digest],
            newspaper=self.nodes[newspaper].of(_LABEL) if newspaper else "",
            date=node.one("date"),
            number=node.one("pageNumber"),
        )

    def entity(self, iri: str, ref: Ref) -> Entity:
        node = self.nodes[iri]
        latitude, level = node.one("latitude"), node.one("level")
        return Entity(
            *ref,
            label=next(iter(node.values.get(_LABEL, [])), ""),
            names=tuple(sorted(node.values.get(_ALT, ()))),
            slips=tuple(sorted(node.values.get(_HIDDEN, ()))),
            code=node.one("code"),
            level=local(level) if level else "",
            reasons=tuple(node.all("reason")),
            centroid=(float(latitude), float(node.needed("longitude"))) if latitude else None,
        )

    def article(self, node: _Node, credits_: tuple[Credit, ...]) -> ArticleRecord:
        parts = sorted(
            (int(part.needed("position")), self._span(part.needed("span")))
            for part in (self.nodes[iri] for iri in node.all("part"))
        )
        return ArticleRecord(
            key=node.needed("key"),
            page=self.digests[node.needed("page")],
            number=int(node.needed("number")),
            kind=local(node.needed("kind")),
            title=node.one("title"),
            kicker=node.one("kicker"),
            subtitle=node.one("subtitle"),
            column=node.one("column"),
            spans=tuple(span for _, span in parts),
            body=node.one("body"),
            credits=credits_,
        )

    def statement(self, node: _Node) -> Statement:
        predicate, article = local(node.of(_PREDICATE)), self._article(node)
        return Statement(
            self.refs[node.of(_SUBJECT)],
            predicate,
            self.refs[node.of(_OBJECT)],
            article,
            self._evidence(node),
            rule=node.one("rule") if article else node.one("source"),
            confidence=float(node.needed("confidence")),
            inferred=node.needed("inferred") == "true",
            premises=tuple(node.all("premise")),
            title=node.one("postTitle") if predicate == HOLDS else "",
        )

    def credits(self, node: _Node) -> Iterator[Credit]:
        for span in self._evidence(node):
            yield Credit(self.refs[node.of(_OBJECT)], local(node.of(_PREDICATE)), span)

    def mention(self, node: _Node) -> EntityMention:
        return EntityMention(
            self._article(node),
            self.refs[node.needed("entity")],
            self._evidence(node),
            name=node.one("printed"),
            rule=node.one("rule"),
            confidence=float(node.needed("confidence")),
        )

    def figure(self, node: _Node) -> FigureRecord:
        about, upper = node.one("about"), node.one("valueMax")
        return FigureRecord(
            self._article(node),
            self.refs[about] if about else None,
            measure=node.one("measure"),
            value=float(node.needed("value")),
            unit=node.one("unit"),
            approximate=node.needed("approximate") == "true",
            value_max=float(upper) if upper else None,
            spans=self._evidence(node),
        )

    def doubt(self, node: _Node) -> DoubtRecord:
        return DoubtRecord(
            self.digests[node.needed("page")],
            self._article(node),
            node.needed("doubtKind"),
            self._evidence(node),
            node.one("message"),
        )

    def graph(self) -> Graph:
        credits_: dict[str, list[Credit]] = defaultdict(list)
        statements = []
        for node in self._of("Statement"):
            if local(node.of(_PREDICATE)) in CREDITS:
                credits_[node.of(_SUBJECT)].extend(self.credits(node))
            else:
                statements.append(self.statement(node))
        return Graph.of(
            pages=map(self.page, self._of("Page")),
            articles=(self.article(node, tuple(credits_[node.iri])) for node in self._of("Article")),
            entities=(self.entity(iri, ref) for iri, ref in self.refs.items()),
            statements=statements,
            mentions=map(self.mention, self._of("Mention")),
            figures=map(self.figure, self._of("Figure")),
            doubts=map(self.doubt, self._of("Doubt")),
        )


def records(store: Store, texts: Mapping[str, str]) -> Graph:
    """The records of the store; `texts` gives the text of each page by its digest. GraphError for a foreign graph."""
    return _Reader(store, texts).graph()
