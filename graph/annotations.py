"""What was read from one page, article by article: the step between extractors and graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from extractors import read_articles
from extractors.document import Article, Doubt, Found, Mention, Page, Ref, Span
from extractors.pages import assemble


class Form(NamedTuple):
    """One mention: the name as printed and where on the page. A tuple: a page has hundreds."""

    name: str
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    generic: bool
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """All mentions of one thing in one article."""

    id: str
    type: str
    key: str
    canonical: str
    forms: tuple[Form, ...]  # in text order, at least one
    code: str = ""
    level: str = ""
    within: tuple[str, ...] = ()
    role: str = ""

    @property
    def ref(self) -> Ref:
        return self.type, self.key

    @property
    def name(self) -> str:
        """The first form that names it by itself; a generic one such as 该旗 only when there is no other."""
        return min(self.forms, key=lambda form: (form.generic, form.spans)).name

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(sorted({form.name for form in self.forms} - {self.name}))


class ArticleRelation(NamedTuple):
    subject: str  # entity id
    predicate: str
    object: str
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    inferred: bool
    premises: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    subject: str  # entity id or ""
    spans: tuple[Span, ...]
    text: str
    measure: str
    value: float
    unit: str
    approximate: bool
    value_max: float | None


@dataclass(frozen=True, slots=True)
class ArticleContributor:
    name: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class PageDoubt:
    """A doubt whose spans are on the page; `article` is "" when the page reader doubts."""

    article: str
    kind: str
    spans: tuple[Span, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says, all offsets on the page."""

    id: str
    number: int
    kind: str
    title: str
    kicker: str
    subtitle: str
    column: str
    begin: int  # of its first part on the page
    spans: tuple[Span, ...]  # of the body
    body: str
    contributors: tuple[ArticleContributor, ...]
    entities: tuple[ArticleEntity, ...]
    relations: tuple[ArticleRelation, ...]
    figures: tuple[ArticleFigure, ...]
    installment: int = 0  # of the column: 1 for 大抓基层①


@dataclass(frozen=True, slots=True)
class Annotation:
    page: Page
    readings: tuple[Reading, ...]
    doubts: tuple[PageDoubt, ...]


def annotate(page: Page, *, tagger: bool = False) -> Annotation:
    """Put the articles of a page together and read each; with `tagger` its vote counts for people."""
    assembly = assemble(page)
    doubts = [PageDoubt("", doubt.kind, (doubt.at,), doubt.message) for doubt in assembly.doubts]
    readings = []
    found = read_articles(assembly.articles, tagger=tagger)
    for article, in_article in zip(assembly.articles, found, strict=True):
        reading, more = _reading(article, in_article)
        readings.append(reading)
        doubts += more
    return Annotation(page, tuple(readings), tuple(doubts))


def _reading(article: Article, found: Found) -> tuple[Reading, list[PageDoubt]]:
    entities = _entities(article, found.mentions)
    ids = {entity.ref: entity.id for entity in entities}
    relations, doubts = _relations(article, found, ids)
    doubts += [_doubt(article, doubt) for doubt in found.doubts]
    return Reading(
        id=article.id,
        number=article.number,
        kind=article.kind,
        title=article.head("title"),
        kicker=article.head("kicker"),
        subtitle=article.head("subtitle"),
        column=article.column,
        installment=article.installment,
        begin=min((part.span.begin for part in article.parts), default=0),
        spans=tuple(part.span for part in article.parts if part.role in ("body", "subhead")),
        body=article.body,
        contributors=tuple(ArticleContributor(c.name, c.role, c.span) for c in article.contributors),
        entities=entities,
        relations=relations,
        figures=tuple(
            ArticleFigure(
                subject=ids.get(figure.subject, "") if figure.subject else "",
                spans=article.locate(figure.at),
                text=article[figure.at],
                measure=figure.measure,
                value=figure.value,
                unit=figure.unit,
                approximate=figure.approximate,
                value_max=figure.value_max,
            )
            for figure in sorted(found.figures, key=lambda figure: (figure.at, figure.measure, figure.value))
        ),
    ), doubts


def _doubt(article: Article, doubt: Doubt) -> PageDoubt:
    return PageDoubt(article.id, doubt.kind, article.locate(doubt.at), doubt.message)


def _entities(article: Article, mentions: Iterable[Mention]) -> tuple[ArticleEntity, ...]:
    """Mentions grouped by what they mean, numbered by first appearance."""
    groups: dict[Ref, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=attrgetter("at", "type", "key", "rule")):
        groups[mention.ref].append(mention)
    return tuple(
        ArticleEntity(
            id=f"e{number}",
            type=ref[0],
            key=ref[1],
            canonical=group[0].canonical,
            forms=tuple(
                Form(m.name, article.locate(m.at), m.rule, m.confidence, m.generic, m.premises)
                for m in _one_a_place(group)
            ),
            code=group[0].code,
            level=group[0].level,
            within=group[0].within,
            role=next((m.role for m in group if m.role), ""),
        )
        for number, (ref, group) in enumerate(groups.items(), 1)
    )


def _one_a_place(group: list[Mention]) -> list[Mention]:
    """Of mentions in text order: two rules may find the same words, and the surer one speaks."""
    best: dict[Span, Mention] = {}
    for mention in group:
        if mention.at not in best or mention.confidence > best[mention.at].confidence:
            best[mention.at] = mention
    return list(best.values())


def _relations(
    article: Article, found: Found, ids: dict[Ref, str]
) -> tuple[tuple[ArticleRelation, ...], list[PageDoubt]]:
    """One for each (subject, predicate, object, title), evidence joined; an end nowhere named is a doubt."""
    merged: dict[tuple[str, str, str, str], ArticleRelation] = {}
    doubts = []
    for relation in found.relations:
        ends = ids.get(relation.subject), ids.get(relation.object)
        spans = tuple(span for at in relation.evidence for span in article.locate(at))
        if ends[0] is None or ends[1] is None:
            unnamed = relation.subject if ends[0] is None else relation.object
            message = f"{relation.predicate}: “{unnamed[1]}”在文中没有提及 (rule {relation.rule})"
            doubts.append(PageDoubt(article.id, "relation", spans, message))
            continue
        new = ArticleRelation(
            ends[0],
            relation.predicate,
            ends[1],
            spans,
            relation.rule,
            relation.confidence,
            relation.inferred,
            relation.premises,
            relation.title,
        )
        key = (new.subject, new.predicate, new.object, new.title)
        merged[key] = _joined(merged[key], new) if key in merged else new
    order = {id: number for number, id in enumerate(ids.values())}
    return tuple(
        sorted(merged.values(), key=lambda r: (order[r.subject], r.predicate, order[r.object], r.title))
    ), doubts


def _joined(one: ArticleRelation, two: ArticleRelation) -> ArticleRelation:
    """The surer of two findings of one relation, with the places of both; said outright beats inferred."""
    best = min((one, two), key=lambda r: (r.inferred, -r.confidence, r.rule))
    return best._replace(evidence=tuple(sorted({*one.evidence, *two.evidence})))
