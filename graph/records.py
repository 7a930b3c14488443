"""The graph as frozen records: what resolution makes and quads, tables, the explorer and the store are written from.

Keys are strings from the fewest stable facts; only `graph.iris` makes IRIs of them. Spans are on the page.
Tuples are sorted, but for the parts of a body, which stand in reading order; `Graph.of` sees to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from extractors.document import Page, Ref, Span
from extractors.page.column_names import normal


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One thing of the world. `ref` is (class, key) with the keys of identity of the design."""

    type: str
    key: str
    label: str  # full, correct name
    names: tuple[str, ...] = ()  # other right names as printed, sorted
    slips: tuple[str, ...] = ()  # printed forms that are wrong: OCR, slips of the pen
    code: str = ""  # Region: division code
    level: str = ""  # of a Region, or of the region whose organ a body is
    reasons: tuple[str, ...] = ()  # why mentions of several articles are one
    centroid: tuple[float, float] | None = None  # Region and Place: latitude and longitude in degrees, where known

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
    installment: int = 0  # of the column: 1 for 大抓基层①

    @property
    def normal_column(self) -> str:
        """The column's name as it groups articles."""
        return normal(self.column)


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
    """Subject, predicate, object as one article says it, once for each (and for each title of a post).

    `article` is "" for what only the gazetteer knows; `rule` then names the source.
    """

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

    @classmethod
    def of(
        cls,
        *,
        pages: Iterable[Page],
        articles: Iterable[ArticleRecord],
        entities: Iterable[Entity],
        statements: Iterable[Statement],
        mentions: Iterable[EntityMention],
        figures: Iterable[FigureRecord],
        doubts: Iterable[DoubtRecord],
    ) -> Graph:
        """The graph in its one order, without repeats; statements of one key in one article become one."""
        pages = sorted(set(pages), key=lambda page: (page.name, page.digest))
        place = {page.digest: at for at, page in enumerate(pages)}
        return cls(
            pages=tuple(pages),
            articles=tuple(sorted(map(_article, set(articles)), key=lambda a: (place[a.page], a.number, a.key))),
            entities=_in_order(entities, _entity),
            statements=united(map(_sorted, statements)),
            mentions=_in_order(mentions, _mention),
            figures=tuple(sorted(map(_sorted, set(figures)), key=_figure_order)),
            doubts=_in_order(doubts, _doubt),
        )

    def said(self) -> frozenset[Ref]:
        """The entities that an article speaks of; the others are known from the gazetteer only."""
        ends = [ref for said in self.statements if said.article for ref in (said.subject, said.object)]
        return frozenset(
            [credit.person for article in self.articles for credit in article.credits]
            + ends
            + [mention.entity for mention in self.mentions]
            + [figure.subject for figure in self.figures if figure.subject]
        )



_R = TypeVar("_R", Entity, Statement, EntityMention, FigureRecord, DoubtRecord)


_SETS = {
    kind.__name__: tuple(
        field.name for field in fields(kind) if field.name in ("names", "slips", "reasons", "spans", "premises")
    )
    for kind in (Entity, Statement, EntityMention, FigureRecord, DoubtRecord)
}
"""The fields that are sets written as tuples."""


def _sorted(record: _R) -> _R:
    """The record with its tuples of names, spans and premises sorted and without repeats."""
    changes: dict[str, Any] = {}
    for name in _SETS[type(record).__name__]:
        value = getattr(record, name)
        if len(value) > 1 and (ordered := tuple(sorted(set(value)))) != value:
            changes[name] = ordered
    return replace(record, **changes) if changes else record


def _all_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """All that a record of the kind says, in order: its own comparison is slower by far."""
    return attrgetter(*(field.name for field in fields(kind)))


_entity, _mention, _doubt, _statement = map(_all_of, (Entity, EntityMention, DoubtRecord, Statement))


def _in_order(records: Iterable[_R], order: Callable[[_R], tuple[Any, ...]]) -> tuple[_R, ...]:
    """Sorted, each once."""
    ordered = {order(record): record for record in map(_sorted, records)}
    return tuple([ordered[said] for said in sorted(ordered)])


def _article(article: ArticleRecord) -> ArticleRecord:
    return replace(article, credits=tuple(sorted(set(article.credits), key=lambda c: (c.span, c.role, c.person))))


def _figure_order(figure: FigureRecord) -> tuple[object, ...]:
    upper = () if figure.value_max is None else (figure.value_max,)
    return figure.article, figure.spans, figure.measure, figure.value, figure.unit, figure.subject or (), upper


def united(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Sorted, one for each subject, predicate, object, article and title.

    Evidence of several sentences adds up; the rest is that of the most certain, and of the more direct among equals.
    """
    groups = groupby(sorted(statements, key=_said), key=_said)
    return tuple(sorted((_united(list(group)) for _, group in groups), key=_statement))


_said = attrgetter("subject", "predicate", "object", "article", "title")


def _united(group: list[Statement]) -> Statement:
    if len(group) == 1:
        return group[0]
    best = min(group, key=lambda one: (-one.confidence, one.inferred, one))
    spans = tuple(sorted({span for one in group for span in one.spans}))
    return best if spans == best.spans else replace(best, spans=spans)
