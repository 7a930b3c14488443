"""What follows from the graph by the ontology: broader classes and properties, inverses, chains. Nothing new is read.

RDFS and the few OWL characteristics that the ontology uses, in one pass each: no reasoner is needed for 10^5 triples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractors.document import Ref
from graph.exports.view import View
from graph.literals import term
from ontology.terms import CLASSES, PROPERTIES, RELATIONS, YZ, local

Pair = tuple[Ref, Ref]
TYPE = term("rdf:type")


def entailed(view: View) -> Iterator[str]:
    """N-Triples lines, in no order and some more than once, without those that the graph says itself."""
    pairs: dict[str, set[Pair]] = defaultdict(set)
    for s in view.graph.statements:
        pairs[s.predicate].add((s.subject, s.object))
    yield from _types(view)
    for name in sorted(RELATIONS):
        relation, known = RELATIONS[name], pairs[name]
        whole = set(known)
        if "SymmetricProperty" in relation.characteristics:
            whole |= {(object_, subject) for subject, object_ in whole}
        if "TransitiveProperty" in relation.characteristics:
            whole |= _closure(whole)
        yield from (_line(view, s, relation.iri, o) for s, o in whole - known)
        yield from (_line(view, s, parent, o) for parent in _broader(name) for s, o in whole)
        if relation.inverse:
            yield from (_line(view, o, PROPERTIES[relation.inverse].iri, s) for s, o in whole)


def _line(view: View, subject: Ref, predicate: str, object_: Ref) -> str:
    return f"<{view.iri(subject)}> <{predicate}> <{view.iri(object_)}> .\n"


def _types(view: View) -> Iterator[str]:
    for entity in view.graph.entities:
        for parent in _above(entity.type):
            yield f"<{view.iri(entity.ref)}> {TYPE} <{parent}> .\n"


def _above(name: str) -> set[str]:
    """IRIs of all classes above a class of ours, standard ones too."""
    found = set(CLASSES[name].parents)
    return found.union(*(_above(local(parent)) for parent in found if parent.startswith(YZ)))


def _broader(name: str) -> set[str]:
    found = set(PROPERTIES[name].parents)
    return found.union(*(_broader(local(parent)) for parent in found if parent.startswith(YZ)))


def _closure(pairs: Iterable[Pair]) -> set[Pair]:
    """All chains, by walking up from each end once."""
    above: dict[Ref, set[Ref]] = defaultdict(set)
    for subject, object_ in pairs:
        above[subject].add(object_)
    found: set[Pair] = set()
    for start in above:
        reached: set[Ref] = set()
        waiting = list(above[start])
        while waiting:
            if (node := waiting.pop()) not in reached:
                reached.add(node)
                waiting.extend(above.get(node, ()))
        found |= {(start, node) for node in reached - {start}}
    return found
