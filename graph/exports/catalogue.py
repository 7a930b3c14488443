"""dataset.ttl: the package for data catalogues, in DCAT 3 and VoID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graph.exports.about import KEYWORDS, LICENCE, ONTOLOGY, About, File
from graph.exports.view import View
from graph.syntax import with_sorted_prefixes
from ontology.terms import CLASSES, PREFIXES, RELATIONS

NAME = "dataset.ttl"
SPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": PREFIXES["dcterms"],
    "foaf": PREFIXES["foaf"],
    "rdf": PREFIXES["rdf"],
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": PREFIXES["xsd"],
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
Value = NamedNode | BlankNode | Literal


def text(about: About, view: View, files: Iterable[File]) -> bytes:
    triples = [*_dataset(about, view), *(triple for file in files for triple in _distribution(view, file))]
    made = serialize(triples, format=RdfFormat.TURTLE, prefixes=SPACES)
    assert made is not None
    return with_sorted_prefixes(made)


def _iri(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(SPACES[prefix] + name)


def _typed(value: str | int, datatype: str) -> Literal:
    return Literal(str(value), datatype=_iri(f"xsd:{datatype}"))


def _itself(view: View) -> NamedNode:
    return NamedNode(f"{view.base}dataset")


def _dataset(about: About, view: View) -> Iterator[Triple]:
    for predicate, value in (*_described(about), *_counted(about, view)):
        yield Triple(_itself(view), _iri(predicate), value)
    for number, one in enumerate(about.creators, 1):
        creator = NamedNode(one.iri) if one.iri else BlankNode(f"creator{number}")
        yield Triple(_itself(view), _iri("dcterms:creator"), creator)
        yield Triple(creator, _iri("rdf:type"), _iri("foaf:Agent"))
        yield Triple(creator, _iri("foaf:name"), Literal(one.name))
    if about.first:
        period = BlankNode("period")
        yield Triple(_itself(view), _iri("dcterms:temporal"), period)
        yield Triple(period, _iri("rdf:type"), _iri("dcterms:PeriodOfTime"))
        yield Triple(period, _iri("dcat:startDate"), _typed(about.first, "date"))
        yield Triple(period, _iri("dcat:endDate"), _typed(about.last, "date"))
    yield from _partitions(view)


def _described(about: About) -> Iterator[tuple[str, Value]]:
    yield "rdf:type", _iri("dcat:Dataset")
    yield "rdf:type", _iri("void:Dataset")
    for words, predicate in ((about.title, "dcterms:title"), (about.description, "dcterms:description")):
        yield predicate, Literal(words.zh, language="zh")
        yield predicate, Literal(words.en, language="en")
    yield "dcterms:issued", _typed(about.published, "date")
    yield "dcterms:license", NamedNode(LICENCE)
    for language in ("zh", "en"):
        yield "dcterms:language", NamedNode(f"http://id.loc.gov/vocabulary/iso639-1/{language}")
    for word in KEYWORDS:
        yield "dcat:keyword", Literal(word, language="en" if word.isascii() else "zh")


def _counted(about: About, view: View) -> Iterator[tuple[str, Value]]:
    yield "void:vocabulary", NamedNode(ONTOLOGY)
    yield "void:uriSpace", Literal(view.base)
    yield "void:entities", _typed(about.counts["entities"], "integer")


def _partitions(view: View) -> Iterator[Triple]:
    """How many entities of each class, and statements of each relation."""
    classes = Counter(entity.type for entity in view.graph.entities)
    relations = Counter(statement.predicate for statement in view.graph.statements)
    for kind, counts, terms, number in (
        ("class", classes, CLASSES, "void:entities"),
        ("property", relations, RELATIONS, "void:triples"),
    ):
        for name, count in sorted(counts.items()):
            part = BlankNode(f"{kind}{name}")
            yield Triple(_itself(view), _iri(f"void:{kind}Partition"), part)
            yield Triple(part, _iri(f"void:{kind}"), NamedNode(terms[name].iri))
            yield Triple(part, _iri(number), _typed(count, "integer"))


def _distribution(view: View, file: File) -> Iterator[Triple]:
    node = NamedNode(f"{view.base}dataset/{file.path}")
    yield Triple(_itself(view), _iri("dcat:distribution"), node)
    if file.path == "rdf/graph.nq":
        yield Triple(_itself(view), _iri("void:dataDump"), node)
    yield Triple(node, _iri("rdf:type"), _iri("dcat:Distribution"))
    yield Triple(node, _iri("dcterms:title"), Literal(file.title.zh, language="zh"))
    yield Triple(node, _iri("dcterms:title"), Literal(file.title.en, language="en"))
    yield Triple(node, _iri("dcat:mediaType"), NamedNode(MEDIA_TYPES + file.media))
    yield Triple(node, _iri("dcat:byteSize"), _typed(file.size, "nonNegativeInteger"))
    checksum = BlankNode(f"sum{file.digest[:16]}")
    yield Triple(node, _iri("spdx:checksum"), checksum)
    yield Triple(checksum, _iri("spdx:algorithm"), _iri("spdx:checksumAlgorithm_sha256"))
    yield Triple(checksum, _iri("spdx:checksumValue"), _typed(file.digest, "hexBinary"))
