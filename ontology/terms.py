"""The terms of `yizhan.ttl`: classes, relations, labels, and what may hold between what.

Whoever uses a name asks for it here while it is imported, as in `PART_OF = relation("partOf").name`, so that a wrong
name is an error at import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

YZ = "https://w3id.org/yizhan/ontology#"
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "yz": YZ,
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


_T = TypeVar("_T", bound="Term")


class TermError(LookupError):
    """A name that the ontology does not define, or a definition that lacks something."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Term:
    """What every term has; `parents` are the IRIs of the terms it specialises, our own and standard ones."""

    name: str
    label: Bilingual
    definition: Bilingual
    parents: tuple[str, ...]

    @property
    def iri(self) -> str:
        return YZ + self.name


@dataclass(frozen=True, slots=True)
class Property(Term):
    """`domain` and `range` are class names as declared; a datatype stands as its IRI; empty when not said."""

    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str
    characteristics: tuple[str, ...]
    literal: bool


def _text() -> str:
    return files("ontology").joinpath("yizhan.ttl").read_text("utf8")


@cache
def _store() -> Store:
    store = Store()
    store.load(_text().encode("utf8"), format=RdfFormat.TURTLE)
    return store


def _iri(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def _objects(subject: NamedNode | BlankNode, predicate: str) -> Iterator[NamedNode | BlankNode | Literal]:
    for quad in _store().quads_for_pattern(subject, _iri(predicate), None, None):
        if isinstance(quad.object, NamedNode | BlankNode | Literal):
            yield quad.object


def _iris(subject: NamedNode, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(node.value for node in _objects(subject, predicate) if isinstance(node, NamedNode)))


def _items(node: NamedNode | BlankNode) -> Iterator[str]:
    """The members of an RDF list."""
    while node != _iri("rdf:nil"):
        (first,), (rest,) = _objects(node, "rdf:first"), _objects(node, "rdf:rest")
        yield first.value
        assert isinstance(rest, NamedNode | BlankNode)
        node = rest


def _classes_of(subject: NamedNode, predicate: str) -> tuple[str, ...]:
    """Local class names of a domain or range, a union taken apart; a datatype as its IRI."""
    found: list[str] = []
    for node in _objects(subject, predicate):
        if isinstance(node, NamedNode):
            found.append(node.value)
        elif isinstance(node, BlankNode):
            (union,) = _objects(node, "owl:unionOf")
            assert isinstance(union, NamedNode | BlankNode)
            found.extend(_items(union))
    return tuple(local(iri) if iri.startswith(YZ) else iri for iri in found)


def _bilingual(subject: NamedNode, predicate: str) -> Bilingual:
    by_language = {node.language: node.value for node in _objects(subject, predicate) if isinstance(node, Literal)}
    try:
        return Bilingual(by_language["zh"], by_language["en"])
    except KeyError as error:
        raise TermError(f"ontology/yizhan.ttl: {subject.value} has no {predicate} in {error}") from None


def _named(types: Iterable[str]) -> Iterator[NamedNode]:
    """The terms of our namespace with one of these types, in order of their names."""
    found = {
        quad.subject
        for type_ in types
        for quad in _store().quads_for_pattern(None, _iri("rdf:type"), _iri(type_), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(YZ)
    }
    return iter(sorted(found, key=lambda node: node.value))


def local(iri: str) -> str:
    """The name of a term of ours; TermError for any other IRI."""
    if not iri.startswith(YZ):
        raise TermError(f"not a term of the ontology: {iri}")
    return iri.removeprefix(YZ)


def _term(node: NamedNode, parents: str) -> Term:
    label, definition = _bilingual(node, "rdfs:label"), _bilingual(node, "skos:definition")
    return Term(local(node.value), label, definition, _iris(node, parents))


def _property(node: NamedNode) -> Property:
    term = _term(node, "rdfs:subPropertyOf")
    types = _iris(node, "rdf:type")
    inverses = _iris(node, "owl:inverseOf") + tuple(
        quad.subject.value
        for quad in _store().quads_for_pattern(None, _iri("owl:inverseOf"), node, None)
        if isinstance(quad.subject, NamedNode)
    )
    kinds = {_iri("owl:ObjectProperty").value, _iri("owl:DatatypeProperty").value}
    return Property(
        term.name,
        term.label,
        term.definition,
        term.parents,
        domain=_classes_of(node, "rdfs:domain"),
        range=_classes_of(node, "rdfs:range"),
        inverse=local(inverses[0]) if inverses else "",
        characteristics=tuple(iri.rpartition("#")[2] for iri in types if iri not in kinds),
        literal=_iri("owl:DatatypeProperty").value in types,
    )


def _by_name(terms: Iterable[_T]) -> Mapping[str, _T]:
    return MappingProxyType({term.name: term for term in terms})


CLASSES: Mapping[str, Term] = _by_name(_term(node, "rdfs:subClassOf") for node in _named(["owl:Class"]))
PROPERTIES: Mapping[str, Property] = _by_name(
    _property(node) for node in _named(["owl:ObjectProperty", "owl:DatatypeProperty"])
)


def _below(parent: str) -> Mapping[str, Property]:
    return _by_name(term for term in PROPERTIES.values() if YZ + parent in term.parents)


RELATIONS: Mapping[str, Property] = _below("relatedTo")
"""Between entities, by name: partOf, basedIn, under ..."""

CREDITS: Mapping[str, Property] = _below("contributor")
"""From an article to a person: reporter, correspondent, photographer, commentator."""


def _individuals(class_name: str) -> Mapping[str, Term]:
    return _by_name(_term(node, "skos:broader") for node in _named([f"yz:{class_name}"]))


def _rank(name: str) -> int:
    (rank,) = _objects(NamedNode(YZ + name), "yz:rank")
    return int(rank.value)


LEVELS: Mapping[str, Term] = _by_name(sorted(_individuals("Level").values(), key=lambda term: _rank(term.name)))
"""From province to village."""

KINDS: Mapping[str, Term] = _individuals("Kind")
"""Kinds of article."""


@cache
def ancestors(name: str) -> frozenset[str]:
    """The class itself and all classes of ours above it."""
    above = [local(iri) for iri in class_(name).parents if iri.startswith(YZ)]
    return frozenset([name]).union(*(ancestors(parent) for parent in above))


def class_(name: str) -> Term:
    return _ask(CLASSES, name, "class")


def relation(name: str) -> Property:
    """A relation between entities."""
    return _ask(RELATIONS, name, "relation")


def credit(name: str) -> Property:
    """A role in which a person is credited for an article."""
    return _ask(CREDITS, name, "role")


def property_(name: str) -> Property:
    """Any property: relation, credit or attribute."""
    return _ask(PROPERTIES, name, "property")


def _ask(table: Mapping[str, _T], name: str, kind: str) -> _T:
    if name not in table:
        raise TermError(f"ontology/yizhan.ttl has no {kind} {name!r}; it has {', '.join(table)}")
    return table[name]


TYPES: tuple[str, ...] = tuple(name for name in CLASSES if "Entity" in ancestors(name) and name != "Entity")
"""The classes an entity of the graph can have."""


def _restrictions() -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    for name in CLASSES:
        for node in _objects(NamedNode(YZ + name), "rdfs:subClassOf"):
            if isinstance(node, BlankNode):
                (on,), (only,) = _objects(node, "owl:onProperty"), _objects(node, "owl:allValuesFrom")
                yield (name, local(on.value)), frozenset([local(only.value)])


ONLY: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(dict(_restrictions()))
"""(class, relation) -> the classes to which it may lead from there, where these are fewer than the range."""


def holds_between(subject: str, predicate: str, object_: str) -> bool:
    """Whether the relation may hold from an entity of the first class to one of the second."""
    term, above = relation(predicate), ancestors(object_)
    only = [ONLY[name, predicate] for name in ancestors(subject) if (name, predicate) in ONLY]
    return (
        not ancestors(subject).isdisjoint(term.domain)
        and not above.isdisjoint(term.range)
        and not any(above.isdisjoint(classes) for classes in only)
    )
