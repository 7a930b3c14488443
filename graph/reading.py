"""The frozen records read back from the sorted lines that `graph.quads` wrote, whole.

The lines go by twice: first for what others refer to (entities, pages, articles), then for what is said of these. Only
the records are held, and equal keys, words and spans once, so that a graph of 10^6 statements needs about a gigabyte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from extractors.document import Page, Ref, Span
from graph.iris import span_of
from graph.literals import LINE, GraphError, term, unescaped
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


_A, _LABEL = f"{term('rdf:type')} <{YZ}", _name("rdfs:label")
_ALT, _HIDDEN = _name("skos:altLabel"), _name("skos:hiddenLabel")
_SUBJECT, _PREDICATE, _OBJECT = _name("rdf:subject"), _name("rdf:predicate"), _name("rdf:object")
_T = TypeVar("_T")


class _Node:
    """A subject with its values by predicate, as text."""

    def __init__(self, subject: str, lines: list[str]) -> None:
        self.iri = subject[1:-1]
        self._lines = lines

    @cached_property
    def classes(self) -> frozenset[str]:
        """Those of the ontology; read without the rest, for most nodes are passed over."""
        at = len(self.iri) + 3
        found = [line[at + len(_A) :] for line in self._lines if line.startswith(_A, at)]
        return frozenset(class_(rest.partition(">")[0]).name for rest in found)

    @cached_property
    def values(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for line in self._lines:
            match = LINE.fullmatch(line)
            if match is None:
                raise GraphError(f"not a quad that a build writes: {line.rstrip()}")
            value = unescaped(match["text"]) if match["iri"] is None else match["iri"]
            if value not in found[match["predicate"]]:
                found[match["predicate"]].append(value)
        return found

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


def _nodes(lines: Iterable[str]) -> Iterator[_Node]:
    last = ""
    for subject, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        if subject <= last:
            raise GraphError(f"lines are not sorted: {subject} after {last}")
        last = subject
        told = list(group)
        if not subject.startswith("<") or not all(line.endswith(" .\n") for line in told):
            raise GraphError(f"not quads that a build writes: {told[-1].rstrip()}")
        yield _Node(subject, told)


class _Reader:
    def __init__(self, lines: Callable[[], Iterable[str]], texts: Mapping[str, str]) -> None:
        self.lines = lines
        self.texts = texts
        self._kept: dict[object, object] = {}
        self.entities: list[Entity] = []
        self.refs: dict[str, Ref] = {}  # these by IRI
        self.newspapers: dict[str, str] = {}
        self.pages: dict[str, _Node] = {}
        self.digests: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.articles: dict[str, ArticleRecord] = {}
        self.parts: dict[str, tuple[int, Span]] = {}
        self.credits: dict[str, list[Credit]] = defaultdict(list)
        self.statements: list[Statement] = []
        self.mentions: list[EntityMention] = []
        self.figures: list[FigureRecord] = []
        self.doubts: list[DoubtRecord] = []

    def _once(self, value: _T) -> _T:
        """The value that was met first of all that are equal to it."""
        return self._kept.setdefault(value, value)  # type: ignore[return-value]

    # -------------------------------- what others refer to

    def _name_things(self) -> None:
        for node in _nodes(self.lines()):
            for type_ in node.classes:
                if type_ in TYPES:
                    entity = self._entity(node, type_)
                    self.entities.append(entity)
                    self.refs[node.iri] = entity.ref
                elif type_ == "Newspaper":
                    self.newspapers[node.iri] = node.of(_LABEL)
                elif type_ == "Page":
                    self.pages[node.iri] = node
                    self.digests[node.iri] = node.needed("digest")
                elif type_ == "Article":
                    self.keys[node.iri] = node.needed("key")

    def _entity(self, node: _Node, type_: str) -> Entity:
        latitude, level = node.one("latitude"), node.one("level") or node.one("organLevel")
        return Entity(
            type_,
            node.needed("key"),
            label=self._once(next(iter(node.values.get(_LABEL, [])), "")),
            names=tuple(sorted(node.values.get(_ALT, ()))),
            slips=tuple(sorted(node.values.get(_HIDDEN, ()))),
            code=node.one("code"),
            level=local(level) if level else "",
            reasons=tuple(node.all("reason")),
            centroid=(float(latitude), float(node.needed("longitude"))) if latitude else None,
        )

    def _page(self, node: _Node) -> Page:
        digest, newspaper = node.needed("digest"), node.one("newspaper")
        if digest not in self.texts:
            raise GraphError(f"no text for the page {node.of(_LABEL)} ({digest[:16]})")
        return Page(
            node.of(_LABEL),
            self.texts[digest],
            newspaper=self.newspapers[newspaper] if newspaper else "",
            date=node.one("date"),
            number=node.one("pageNumber"),
        )

    # -------------------------------- what is said of them

    def _read(self) -> None:
        for node in _nodes(self.lines()):
            of = node.classes
            if "Statement" in of:
                self._statement(node)
            elif "Mention" in of:
                self.mentions.append(self._mention(node))
            elif "Figure" in of:
                self.figures.append(self._figure(node))
            elif "Doubt" in of:
                self.doubts.append(self._doubt(node))
            elif "Part" in of:  # sorts before its article
                self.parts[node.iri] = int(node.needed("position")), span_of(node.needed("span"))
            elif "Article" in of:
                self.articles[node.iri] = self._article(node)

    def _evidence(self, node: _Node) -> tuple[Span, ...]:
        return self._once(tuple(sorted(map(span_of, node.all("evidence")))))

    def _of(self, node: _Node) -> str:
        """The key of the article that says it."""
        article = node.one("article")
        return self.keys[article] if article else ""

    def _confidence(self, node: _Node) -> float:
        return self._once(float(node.needed("confidence")))

    def _article(self, node: _Node) -> ArticleRecord:
        parts = sorted(self.parts.pop(iri) for iri in node.all("part"))
        return ArticleRecord(
            key=self.keys[node.iri],
            page=self.digests[node.needed("page")],
            number=int(node.needed("number")),
            kind=local(node.needed("kind")),
            title=node.one("title"),
            kicker=node.one("kicker"),
            subtitle=node.one("subtitle"),
            column=self._once(node.one("column")),
            spans=tuple(span for _, span in parts),
            body=node.one("body"),
            credits=(),
            installment=int(node.one("installment") or 0),
        )

    def _statement(self, node: _Node) -> None:
        predicate, object_ = local(node.of(_PREDICATE)), self.refs[node.of(_OBJECT)]
        if predicate in CREDITS:
            credits_ = self.credits[node.of(_SUBJECT)]
            credits_.extend(Credit(object_, predicate, span) for span in self._evidence(node))
            return
        article = self._of(node)
        statement = Statement(
            self.refs[node.of(_SUBJECT)],
            self._once(predicate),
            object_,
            article,
            self._evidence(node),
            rule=self._once(node.one("rule") if article else node.one("source")),
            confidence=self._confidence(node),
            inferred=node.needed("inferred") == "true",
            premises=self._once(tuple(node.all("premise"))),
            title=self._once(node.one("postTitle")) if predicate == HOLDS else "",
        )
        self.statements.append(statement)

    def _mention(self, node: _Node) -> EntityMention:
        return EntityMention(
            self._of(node),
            self.refs[node.needed("entity")],
            self._evidence(node),
            name=self._once(node.one("printed")),
            rule=self._once(node.one("rule")),
            confidence=self._confidence(node),
        )

    def _figure(self, node: _Node) -> FigureRecord:
        about, upper = node.one("about"), node.one("valueMax")
        return FigureRecord(
            self._of(node),
            self.refs[about] if about else None,
            measure=self._once(node.one("measure")),
            value=float(node.needed("value")),
            unit=self._once(node.one("unit")),
            approximate=node.needed("approximate") == "true",
            value_max=float(upper) if upper else None,
            spans=self._evidence(node),
        )

    def _doubt(self, node: _Node) -> DoubtRecord:
        return DoubtRecord(
            self.digests[node.needed("page")],
            self._of(node),
            self._once(node.needed("doubtKind")),
            self._evidence(node),
            node.one("message"),
        )

    def graph(self) -> Graph:
        self._name_things()
        self._read()
        return Graph.of(
            pages=map(self._page, self.pages.values()),
            articles=(
                replace(article, credits=tuple(self.credits.get(iri, ()))) for iri, article in self.articles.items()
            ),
            entities=self.entities,
            statements=self.statements,
            mentions=self.mentions,
            figures=self.figures,
            doubts=self.doubts,
        )


def records(lines: Callable[[], Iterable[str]], texts: Mapping[str, str]) -> Graph:
    """The records of canonical N-Quads lines, sorted, which each call gives anew; `texts` are the pages' by digest.

    GraphError for the lines of another graph.
    """
    return _Reader(lines, texts).graph()
