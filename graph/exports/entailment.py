"""What follows from the graph by the ontology: broader classes and properties, inverses, chains. Nothing new is read.

RDFS and the few OWL characteristics that the ontology uses, in one pass each: no reasoner is needed for 10^5 triples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.exports.view import View
from graph.literals import term
from ontology.terms import CLASSES, PROPERTIES, RELATIONS, YZ, local

Pair = tuple[str, str]
TYPE = term("rdf:type")


def entailed(view: View) -> Iterator[str]:
    """N-Triples lines, each once, without those that the graph says itself."""
    said = {(view.iri(s.subject), s.predicate, view.iri(s.object)) for s in view.graph.statements}
    pairs: dict[str, set[Pair]] = defaultdict(set)
    for subject, predicate, object_ in said:
        pairs[predicate].add((subject, object_))
    found = set(_types(view))
    for name in sorted(RELATIONS):
        relation, known = RELATIONS[name], pairs[name]
        whole = set(known)
        if "SymmetricProperty" in relation.characteristics:
            whole |= {(object_, subject) for subject, object_ in whole}
        if "TransitiveProperty" in relation.characteristics:
            whole |= _closure(whole)
        found |= {_line(subject, relation.iri, object_) for subject, object_ in whole - known}
        found |= {_line(s, parent, o) for parent in _broader(name) for s, o in whole}
        if relation.inverse:
            found |= {_line(o, PROPERTIES[relation.inverse].iri, s) for s, o in whole}
    yield from sorted(found)


def _line(subject: str, predicate: str, object_: str) -> str:
    return f"<{subject}> <{predicate}> <{object_}> .\n"


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
    above: dict[str, set[str]] = defaultdict(set)
    for subject, object_ in pairs:
        above[subject].add(object_)
    found: set[Pair] = set()
    for start in above:
        reached: set[str] = set()
        waiting = list(above[start])
        while waiting:
            if (node := waiting.pop()) not in reached:
                reached.add(node)
                waiting.extend(above.get(node, ()))
        found |= {(start, node) for node in reached - {start}}
    return found
