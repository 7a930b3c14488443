"""Statement nodes as RDF 1.2 reifiers and back, without loss: `node rdf:reifies <<( subject predicate object )>>`.

A reifier says in one triple what `rdf:Statement` with subject, predicate and object says in four. Tools of RDF 1.1
cannot read it, so it is an option; JSON-LD has no syntax for it yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.literals import lines
from ontology.terms import PREFIXES

_RDF = PREFIXES["rdf"]
_TYPE, _STATEMENT, _REIFIES = (NamedNode(_RDF + name) for name in ("type", "Statement", "reifies"))
_ENDS = tuple(NamedNode(_RDF + name) for name in ("subject", "predicate", "object"))

Node: TypeAlias = NamedNode | BlankNode | Triple
Where: TypeAlias = tuple[Node, NamedNode | BlankNode | DefaultGraph]


def reified(nquads: str) -> str:
    """The graph with reifiers, as canonical N-Quads. A statement that lacks an end, or has two, stays as it is."""
    quads = list(_quads(nquads))
    described: dict[Where, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad.predicate in _ENDS or (quad.predicate == _TYPE and quad.object == _STATEMENT):
            described[quad.subject, quad.graph_name].append(quad)
    whole = {where: made for where, four in described.items() if (made := _reifier(where, four))}
    gone = {quad for where in whole for quad in described[where]}
    return _canonical([quad for quad in quads if quad not in gone] + list(whole.values()))


def plain(nquads: str) -> str:
    """The graph with `rdf:Statement` nodes for its reifiers, as canonical N-Quads."""
    return _canonical(back for quad in _quads(nquads) for back in _expanded(quad))


def _reifier(where: Where, four: list[Quad]) -> Quad | None:
    values = {quad.predicate: quad.object for quad in four}
    if len(four) != 4 or len(values) != 4:
        return None
    subject, predicate, object_ = (values[end] for end in _ENDS)
    if not isinstance(subject, NamedNode | BlankNode) or not isinstance(predicate, NamedNode):
        return None
    return Quad(where[0], _REIFIES, Triple(subject, predicate, object_), where[1])


def _expanded(quad: Quad) -> Iterator[Quad]:
    if quad.predicate != _REIFIES or not isinstance(quad.object, Triple):
        yield quad
        return
    triple = quad.object
    yield Quad(quad.subject, _TYPE, _STATEMENT, quad.graph_name)
    for end, value in zip(_ENDS, (triple.subject, triple.predicate, triple.object), strict=True):
        yield Quad(quad.subject, end, _value(value), quad.graph_name)


def _value(value: object) -> NamedNode | BlankNode | Literal | Triple:
    if not isinstance(value, NamedNode | BlankNode | Literal | Triple):
        raise TypeError(f"not a term: {value!r}")
    return value


def _quads(nquads: str) -> Iterator[Quad]:
    for quad in parse(nquads, RdfFormat.N_QUADS):
        if isinstance(quad, Quad):
            yield quad


def _canonical(quads: Iterable[Quad]) -> str:
    text = serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None
    return "".join(sorted(set(lines(text.decode("utf8")))))
