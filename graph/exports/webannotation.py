"""W3C Web Annotations, a line each: every mention and every statement with where it stands and the words.

https://www.w3.org/TR/annotation-model/: a mention identifies its entity, a statement is linked to its words. A quote
that is longer than the limit has its position only, for a TextQuoteSelector must be exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.document import Page, Span
from graph.exports.formats import made
from graph.exports.view import View
from graph.records import EntityMention, Statement
from ontology.terms import Bilingual, relation

TITLE = Bilingual("网络标注(W3C Web Annotation)", "W3C Web Annotations")
SUFFIX = ".jsonl"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 12  # code points before and after the words, to find them again in another edition of the text


def write(view: View, folder: Path) -> None:
    with (made(folder, "text") / f"annotations{SUFFIX}").open("w", encoding="utf8", newline="\n") as file:
        for annotation in every(view):
            file.write(json.dumps(annotation, ensure_ascii=False, separators=(",", ":")) + "\n")


def every(view: View) -> Iterator[dict[str, Any]]:
    for mention in view.graph.mentions:
        yield _of_mention(view, mention)
    for statement in view.graph.statements:
        if statement.article and statement.spans:
            yield _of_statement(view, statement)


def _of_mention(view: View, mention: EntityMention) -> dict[str, Any]:
    body = [
        {"type": "SpecificResource", "purpose": "identifying", "source": view.iri(mention.entity)},
        _tag(view.label(mention.entity)),
    ]
    return _annotation(view, view.mention_iri(mention), "identifying", body, mention.article, mention.spans)


def _of_statement(view: View, statement: Statement) -> dict[str, Any]:
    ends = view.label(statement.subject), relation(statement.predicate).label.zh, view.label(statement.object)
    iri = view.statement_iri(statement)
    body = [{"type": "SpecificResource", "purpose": "linking", "source": iri}, _tag(" ".join(ends))]
    return _annotation(view, f"{iri}#annotation", "linking", body, statement.article, statement.spans)


def _tag(label: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "value": label, "language": "zh"}


def _annotation(
    view: View, iri: str, motivation: str, body: list[dict[str, str]], article: str, spans: Iterable[Span]
) -> dict[str, Any]:
    page = view.page_of(article)
    targets = [{"source": view.page_iri(page.digest), "selector": _selectors(view, page, span)} for span in spans]
    return {
        "@context": CONTEXT,
        "id": iri,
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selectors(view: View, page: Page, span: Span) -> list[dict[str, Any]]:
    position = {"type": "TextPositionSelector", "start": span.begin, "end": span.end}
    if view.words(page[span]) != page[span]:
        return [position]
    before, after = page.text[max(0, span.begin - AROUND) : span.begin], page.text[span.end : span.end + AROUND]
    return [position, {"type": "TextQuoteSelector", "exact": page[span], "prefix": before, "suffix": after}]
