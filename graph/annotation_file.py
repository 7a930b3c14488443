"""The annotation file: `to_json` writes it, `from_json` reads it back without loss.

Its shape is that of the gold's guide, with offsets, so that a scorer reads it and a build can go on from files that
another run or another machine has written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from extractors.document import Page, Span
from extractors.page.column_names import normal
from extractors.person.titles import normal_title
from graph.annotations import (
    Annotation,
    ArticleContributor,
    ArticleEntity,
    ArticleFigure,
    ArticleRelation,
    Form,
    PageDoubt,
    Reading,
)

FORMAT = 1


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
    canonical = {entity.id: entity.canonical for entity in reading.entities}
    return {
        "id": reading.id,
        "kind": reading.kind,
        "title": reading.title or None,
        "kicker": reading.kicker or None,
        "subtitle": reading.subtitle or None,
        "column": reading.column or None,
        **_sparse(normalisedColumn=normal(reading.column), installment=reading.installment),
        "first": reading.body[:20],
        "last": reading.body[-20:],
        "contributors": [
            {"name": c.name, "role": c.role, "span": [c.span.begin, c.span.end]} for c in reading.contributors
        ],
        "begin": reading.begin,
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
                    normalisedTitle=normal_title(r.title, canonical[r.object]),
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
        installment=item.get("installment", 0),
        begin=item["begin"],
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
