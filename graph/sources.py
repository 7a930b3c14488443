"""What the graph says of its gazetteer: the packages that its divisions come from, and their licences."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.iris import source_iri
from graph.literals import english, plain, term
from ontology import tables

_TYPE, _LABEL, _SOURCE, _ENTITY, _DESCRIPTION, _RIGHTS = (
    term(c)
    for c in ("rdf:type", "rdfs:label", "dcterms:source", "prov:Entity", "dcterms:description", "dcterms:rights")
)


class Source(NamedTuple):
    """A row of `sources.tsv`."""

    package: str
    data: str
    licence: str


@cache
def sources() -> tuple[Source, ...]:
    return tables.read("sources", Source)


def of_gazetteer(node: str, base: str) -> Iterator[tuple[str, str, str]]:
    """Triples in N-Triples terms about `node`, the graph of the gazetteer."""
    for source in sources():
        iri = f"<{source_iri(source.package, base=base)}>"
        yield node, _SOURCE, iri
        yield iri, _TYPE, _ENTITY
        yield iri, _LABEL, plain(source.package)
        yield iri, _DESCRIPTION, english(source.data)
        yield iri, _RIGHTS, english(source.licence)
