"""UIMA CAS (XMI 2.0) with the page texts, one file a page and the type system, for INCEpTION, WebAnno and DKPro.

https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html. Offsets count UTF-16 code units there, as Java does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from lxml import etree

from extractors.document import Page, Span
from graph.exports import xml
from graph.exports.formats import made
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("标注(UIMA CAS)", "annotations as UIMA CAS")
SUFFIX = ".xmi"
XMI, CAS, OURS = "http://www.omg.org/XMI", "http:///uima/cas.ecore", "http:///yizhan.ecore"
TYPE_SYSTEM = "http://uima.apache.org/resourceSpecifier"
FEATURES = {"Mention": ("type", "entity", "label"), "Statement": ("subject", "relation", "object", "rule")}


def write(view: View, folder: Path) -> None:
    here = made(made(folder, "text"), "cas")
    (here / "TypeSystem.xml").write_bytes(_bytes(_types()))
    for page in view.graph.pages:
        name = view.page_iri(page.digest).rpartition("/")[2]
        (here / f"{name}{SUFFIX}").write_bytes(_bytes(_page(view, page)))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _page(view: View, page: Page) -> etree._Element:
    root = etree.Element(f"{{{XMI}}}XMI", {f"{{{XMI}}}version": "2.0"}, {"xmi": XMI, "cas": CAS, "yizhan": OURS})
    root.append(etree.Element(f"{{{CAS}}}NULL", {f"{{{XMI}}}id": "0"}))
    sofa = {"sofaNum": "1", "sofaID": "_InitialView", "mimeType": "text", "sofaString": xml.text(page.text)}
    root.append(etree.Element(f"{{{CAS}}}Sofa", {f"{{{XMI}}}id": "1", **sofa}))
    places = [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in page.text)]
    number = 1
    for number, (name, span, values) in enumerate(_annotations(view, page), 2):
        where = {"sofa": "1", "begin": str(places[span.begin]), "end": str(places[span.end])}
        root.append(etree.Element(f"{{{OURS}}}{name}", {f"{{{XMI}}}id": str(number), **where, **values}))
    members = " ".join(map(str, range(2, number + 1)))
    root.append(etree.Element(f"{{{CAS}}}View", {"sofa": "1", "members": members}))
    return root


def _annotations(view: View, page: Page) -> Iterator[tuple[str, Span, dict[str, str]]]:
    """An annotation for each span."""
    mentions, statements = view.on_page[page.digest]
    for mention in mentions:
        label = xml.text(view.label(mention.entity))
        values = {"type": mention.entity[0], "entity": view.iri(mention.entity), "label": label}
        yield from (("Mention", span, values) for span in mention.spans)
    for s in statements:
        ends = {"subject": view.iri(s.subject), "relation": s.predicate, "object": view.iri(s.object)}
        yield from (("Statement", span, {**ends, "rule": s.rule}) for span in s.spans)


def _types() -> etree._Element:
    def tag(name: str, *children: etree._Element, words: str = "") -> etree._Element:
        made = etree.Element(f"{{{TYPE_SYSTEM}}}{name}")
        made.extend(children)
        made.text = words or None
        return made

    def feature(name: str) -> etree._Element:
        return tag(
            "featureDescription",
            tag("name", words=name),
            tag("description"),
            tag("rangeTypeName", words="uima.cas.String"),
        )

    types = [
        tag(
            "typeDescription",
            tag("name", words=f"yizhan.{name}"),
            tag("description"),
            tag("supertypeName", words="uima.tcas.Annotation"),
            tag("features", *map(feature, features)),
        )
        for name, features in FEATURES.items()
    ]
    return tag("typeSystemDescription", tag("types", *types))
