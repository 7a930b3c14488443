"""TEI P5: entities and stand-off annotation in `standOff`, with the articles' texts when they are given.

https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-standOff.html. Without texts, a place is a fragment of the page's
plain text as RFC 5147 has it: `pages/p….txt#char=467,469`, in code points from 0, the end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.document import Span
from graph.exports import xml
from graph.exports.about import LICENCE, ONTOLOGY
from graph.exports.formats import made
from graph.exports.view import View
from graph.records import ArticleRecord, Entity
from ontology.terms import Bilingual

TITLE = Bilingual("标注(TEI,standOff)", "annotations in TEI with standOff")
SUFFIX = ".xml"
NAMESPACE = "http://www.tei-c.org/ns/1.0"
SPACES: Any = {None: NAMESPACE}  # the type stubs have no default namespace
LISTS = {
    "listPerson": ("person", "persName", ("Person",)),
    "listPlace": ("place", "placeName", ("Region", "Place")),
    "listOrg": ("org", "orgName", ("PartyOrganisation", "Organisation")),
    "list": ("item", "name", ("Programme", "Policy")),
}
"""List element, its member, the member's name element, our classes."""


def write(view: View, folder: Path) -> None:
    path = made(folder, "text") / f"articles{SUFFIX}"
    with xml.document(path) as file, file.element(_tag("TEI"), nsmap=SPACES):
        xml.write(file, _header(view))
        with file.element(_tag("standOff")):
            for name in LISTS:
                _listed(file, name, _entities(view, name))
            _listed(file, "listRelation", _relations(view))
            _listed(file, "spanGrp", _mentions(view), type="mentions")
            _listed(file, "spanGrp", _quotes(view), type="statements")
        if view.text:
            with file.element(_tag("text")):
                _listed(file, "body", (_article(view, article) for article in view.graph.articles))


def _listed(file: Any, tag: str, items: Iterable[xml.Element], **attributes: str) -> None:
    """An element with these inside; none for none, for no list of TEI may be empty."""
    items = iter(items)
    first = next(items, None)
    if first is not None:
        with file.element(_tag(tag), attributes):
            xml.write(file, first)
            for item in items:
                xml.write(file, item)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _element(tag: str, /, *children: xml.Element, words: str = "", **attributes: str) -> xml.Element:
    """Empty attributes are left out; `id` is `xml:id`."""
    named = {"xml:id" if key == "id" else key: xml.text(value) for key, value in attributes.items() if value}
    return xml.element(_tag(tag), named, *children, words=words)


def _id(iri: str) -> str:
    """The last segment of an IRI is a name that XML takes."""
    return iri.rpartition("/")[2]


def _header(view: View) -> xml.Element:
    papers = sorted({page.newspaper for page in view.graph.pages} - {""})
    sources = dict.fromkeys(map(view.source, view.graph.articles)) or [""]
    licence = _element("licence", words="CC BY 4.0", target=LICENCE)
    return _element(
        "teiHeader",
        _element(
            "fileDesc",
            _element("titleStmt", _element("title", words="、".join(papers) or "报纸版面")),
            _element("publicationStmt", _element("publisher", words="Yizhan"), _element("availability", licence)),
            _element("sourceDesc", *(_element("p", words=source) for source in sources)),
        ),
    )


def _entities(view: View, name: str) -> Iterator[xml.Element]:
    member, naming, types = LISTS[name]
    return (_entity(view, entity, member, naming) for entity in view.graph.entities if entity.type in types)


def _entity(view: View, entity: Entity, member: str, naming: str) -> xml.Element:
    iri = view.iri(entity.ref)
    names = [_element(naming, words=label) for label in (entity.label, *entity.names)]
    if member == "item":
        return _element(member, *names, id=_id(iri), ana=ONTOLOGY + entity.type)
    kind = "" if member == "person" else entity.type
    return _element(member, *names, id=_id(iri), type=kind, corresp=iri)


def _relations(view: View) -> Iterator[xml.Element]:
    for tie in view.ties():
        ends = {"active": f"#{_id(view.iri(tie.subject))}", "passive": f"#{_id(view.iri(tie.object))}"}
        yield _element("relation", name=tie.relation, **ends)


def _mentions(view: View) -> Iterator[xml.Element]:
    for m in view.graph.mentions:
        yield _element(
            "span", target=_places(view, m.article, m.spans), ana=f"#{_id(view.iri(m.entity))}", words=m.name
        )


def _quotes(view: View) -> Iterator[xml.Element]:
    for s in view.graph.statements:
        if s.spans:
            words = view.quote(s.article, s.spans) or ""
            yield _element("span", target=_places(view, s.article, s.spans), ana=view.statement_iri(s), words=words)


def _places(view: View, article: str, spans: tuple[Span, ...]) -> str:
    page = _id(view.page_iri(view.articles[article].page))
    return " ".join(f"pages/{page}.txt#char={span.begin},{span.end}" for span in spans)


def _article(view: View, article: ArticleRecord) -> xml.Element:
    heads = [
        _element("head", words=text, type=kind)
        for kind, text in (("kicker", article.kicker), ("main", article.title), ("sub", article.subtitle))
        if text
    ]
    credits = [
        _element("byline", _element("persName", words=name, ref=f"#{_id(view.iri(credit.person))}"))
        for credit, name in view.credits(article)
    ]
    paragraphs = [_element("p", words=line) for line in article.body.split("\n") if line.strip()] or [_element("p")]
    return _element(
        "div", *heads, *credits, *paragraphs, id=_id(view.article_iri(article.key) or ""), type=article.kind
    )
