"""What was read from one page, article by article: the step between extractors and graph, and the annotation file.

The file is the interchange format of the design: `to_json` writes it, `from_json` reads it back without loss, so that a
build can go on from files that another run or another machine has written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from extractors.pages import assemble

from extractors import read_article
from extractors.document import Article, Doubt, Found, Mention, Page, Ref, Span

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Form:
    """One mention: the name as printed and where on the page."""

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


@dataclass(frozen=True, slots=True)
class ArticleRelation:
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
    spans: tuple[Span, ...]
    body: str
    contributors: tuple[ArticleContributor, ...]
    entities: tuple[ArticleEntity, ...]
    relations: tuple[ArticleRelation, ...]
    figures: tuple[ArticleFigure, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    page: Page
    readings: tuple[Reading, ...]
    doubts: tuple[PageDoubt, ...]


def annotate(page: Page) -> Annotation:
    """Put the articles of a page together and read each."""
    assembly = assemble(page)
    doubts = [PageDoubt("", doubt.kind, (doubt.at,), doubt.message) for doubt in assembly.doubts]
    readings = []
    for article in assembly.articles:
        reading, more = _reading(article, read_article(article))
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
    for mention in sorted(set(mentions), key=lambda m: (m.at, m.type, m.key, m.rule)):
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
    """Two rules may find the same words: the surer one speaks."""
    best: dict[Span, Mention] = {}
    for mention in group:
        if mention.at not in best or mention.confidence > best[mention.at].confidence:
            best[mention.at] = mention
    return [best[at] for at in sorted(best)]


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
    return replace(best, evidence=tuple(sorted({*one.evidence, *two.evidence})))


# --- the file ---------------------------------------------------------------------------------------------------------


def to_json(annotation: Annotation) -> str:
    """The annotation file: GUIDE.md's shape, with offsets; one line an entity, relation and figure."""
    page = annotation.page
    return _layout(
        {
            "format": FORMAT,
            "page": page.name,
            "sha256": page.digest,
            "newspaper": page.newspaper or None,
            "date": page.date or None,
            "pageNumber": page.number or None,
            "articles": [_article_json(reading) for reading in annotation.readings],
            "doubts": [
                {"article": d.article or None, "kind": d.kind, "spans": _pairs(d.spans), "message": d.message}
                for d in annotation.doubts
            ],
        }
    )


def _layout(value: dict[str, Any]) -> str:
    """JSON with the outer levels on lines of their own and everything inside an item on one line."""
    compact = json.JSONEncoder(ensure_ascii=False)

    def lines(value: Any, depth: int) -> str:
        pad, inner = " " * depth, " " * (depth + 1)
        if depth < 4 and isinstance(value, dict) and ("articles" in value or "entities" in value):
            items = (f"{inner}{compact.encode(key)}: {lines(item, depth + 1)}" for key, item in value.items())
            return "{\n" + ",\n".join(items) + "\n" + pad + "}"
        if depth < 4 and isinstance(value, list) and value and not isinstance(value[0], int):
            return "[\n" + ",\n".join(inner + lines(item, depth + 1) for item in value) + "\n" + pad + "]"
        return compact.encode(value)

    return lines(value, 0) + "\n"


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.begin, span.end] for span in spans]


def _article_json(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "kind": reading.kind,
        "title": reading.title or None,
        "kicker": reading.kicker or None,
        "subtitle": reading.subtitle or None,
        "column": reading.column or None,
        "first": reading.body[:20],
        "last": reading.body[-20:],
        "contributors": [
            {"name": c.name, "role": c.role, "span": [c.span.begin, c.span.end]} for c in reading.contributors
        ],
        "spans": _pairs(reading.spans),
        "body": reading.body,
        "entities": [_entity_json(entity) for entity in reading.entities],
        "relations": [
            [
                r.subject,
                r.predicate,
                r.object,
                {"evidence": _pairs(r.evidence), "rule": r.rule}
                | _sparse(
                    confidence=None if r.confidence == 1 else r.confidence,
                    inferred=r.inferred,
                    premises=list(r.premises),
                    title=r.title,
                ),
            ]
            for r in reading.relations
        ],
        "figures": [
            {
                "text": f.text,
                "subject": f.subject or None,
                "measure": f.measure,
                "value": f.value,
                "unit": f.unit,
                "begin": f.spans[0].begin,
                "end": f.spans[-1].end,
                "approximate": f.approximate,
                "valueMax": f.value_max,
                "spans": _pairs(f.spans),
            }
            for f in reading.figures
        ],
    }


def _sparse(**items: Any) -> dict[str, Any]:
    return {key: value for key, value in items.items() if value}


def _entity_json(entity: ArticleEntity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "canonical": entity.canonical,
        **_sparse(
            level=entity.level,
            code=entity.code,
            parent=entity.within[0] if entity.within else "",
            within=list(entity.within),
            role=entity.role,
        ),
        "aliases": list(entity.aliases),
        "mentions": [pair for form in entity.forms for pair in _pairs(form.spans)],
        "key": entity.key,
        "forms": [
            {"name": f.name, "spans": _pairs(f.spans), "rule": f.rule}
            | _sparse(
                confidence=None if f.confidence == 1 else f.confidence, generic=f.generic, premises=list(f.premises)
            )
            for f in entity.forms
        ],
    }


def from_json(text: str, page: Page) -> Annotation:
    """Read back what `to_json` wrote for this page."""
    data = json.loads(text)
    if data.get("format") != FORMAT or data.get("sha256") != page.digest:
        raise ValueError(f"{page.name}: the annotation is of another page or format")
    return Annotation(
        page,
        tuple(_article_from(item) for item in data["articles"]),
        tuple(PageDoubt(d["article"] or "", d["kind"], _spans(d["spans"]), d["message"]) for d in data["doubts"]),
    )


def _spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(begin, end) for begin, end in pairs)


def _article_from(item: dict[str, Any]) -> Reading:
    return Reading(
        id=item["id"],
        number=int(item["id"][1:]),
        kind=item["kind"],
        title=item["title"] or "",
        kicker=item["kicker"] or "",
        subtitle=item["subtitle"] or "",
        column=item["column"] or "",
        spans=_spans(item["spans"]),
        body=item["body"],
        contributors=tuple(ArticleContributor(c["name"], c["role"], Span(*c["span"])) for c in item["contributors"]),
        entities=tuple(_entity_from(entity) for entity in item["entities"]),
        relations=tuple(
            ArticleRelation(
                subject,
                predicate,
                object_,
                _spans(more["evidence"]),
                more["rule"],
                more.get("confidence", 1.0),
                more.get("inferred", False),
                tuple(more.get("premises", ())),
                more.get("title", ""),
            )
            for subject, predicate, object_, more in item["relations"]
        ),
        figures=tuple(
            ArticleFigure(
                f["subject"] or "",
                _spans(f["spans"]),
                f["text"],
                f["measure"],
                f["value"],
                f["unit"],
                f["approximate"],
                f["valueMax"],
            )
            for f in item["figures"]
        ),
    )


def _entity_from(item: dict[str, Any]) -> ArticleEntity:
    return ArticleEntity(
        id=item["id"],
        type=item["type"],
        key=item["key"],
        canonical=item["canonical"],
        forms=tuple(
            Form(
                f["name"],
                _spans(f["spans"]),
                f["rule"],
                f.get("confidence", 1.0),
                f.get("generic", False),
                tuple(f.get("premises", ())),
            )
            for f in item["forms"]
        ),
        code=item.get("code", ""),
        level=item.get("level", ""),
        within=tuple(item.get("within", ())),
        role=item.get("role", ""),
    )
