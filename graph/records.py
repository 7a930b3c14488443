"""The graph as frozen records: what resolution makes and quads, tables, the explorer and the store are written from.

Keys are strings from the fewest stable facts; only `graph.quads` makes IRIs of them. Spans are on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Page, Ref, Span


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One thing of the world. `ref` is (class, key) with the keys of identity of the design."""

    type: str
    key: str
    label: str  # full, correct name
    names: tuple[str, ...] = ()  # other right names as printed, sorted
    slips: tuple[str, ...] = ()  # printed forms that are wrong: OCR, slips of the pen
    code: str = ""  # Region: division code
    level: str = ""  # Region
    reasons: tuple[str, ...] = ()  # why mentions of several articles are one

    @property
    def ref(self) -> Ref:
        return self.type, self.key


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A contributor of an article: `person` is an entity of class Person."""

    person: Ref
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    key: str  # page digest and start of the first span
    page: str  # page digest
    number: int
    kind: str
    title: str
    kicker: str
    subtitle: str
    column: str
    spans: tuple[Span, ...]  # of the body, in reading order
    body: str
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True, order=True)
class EntityMention:
    article: str
    entity: Ref
    spans: tuple[Span, ...]
    name: str  # as printed
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """Subject, predicate, object as one article says it; `article` is "" for what only the gazetteer knows."""

    subject: Ref
    predicate: str
    object: Ref
    article: str
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    inferred: bool
    premises: tuple[str, ...]
    title: str = ""  # holds: the post as printed


@dataclass(frozen=True, slots=True)
class FigureRecord:
    article: str
    subject: Ref | None
    measure: str
    value: float
    unit: str
    approximate: bool
    value_max: float | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, order=True)
class DoubtRecord:
    page: str
    article: str  # "" when the page reader doubts
    kind: str
    spans: tuple[Span, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything, sorted: two builds of the same pages give equal graphs."""

    pages: tuple[Page, ...]
    articles: tuple[ArticleRecord, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[EntityMention, ...]
    figures: tuple[FigureRecord, ...]
    doubts: tuple[DoubtRecord, ...]
