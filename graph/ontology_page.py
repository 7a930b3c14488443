"""The ontology as one HTML page, made from the Turtle: a drawing, every term in both languages, shapes, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import Environment, PackageLoader

from graph.ontology_drawing import drawing
from graph.questions import questions
from graph.validate import messages
from ontology.terms import CLASSES, CREDITS, KINDS, LEVELS, ONLY, PREFIXES, PROPERTIES, RELATIONS, YZ, Property, Term

_SHORT = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def curie(iri: str) -> str:
    """`org:Organization`; the IRI itself when no prefix fits."""
    for prefix, namespace in _SHORT:
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def html() -> str:
    """One file without scripts that asks for nothing from outside; the same bytes for the same ontology."""
    templates = Environment(loader=PackageLoader("graph"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters["curie"] = curie
    return templates.get_template("ontology.html.j2").render(
        drawing=drawing(),
        namespace=YZ,
        classes=_ordered(CLASSES),
        attributes_of=_attributes_of(),
        relations=[*RELATIONS.values(), *CREDITS.values(), PROPERTIES["mentions"]],
        inverses=[term for term in PROPERTIES.values() if not term.literal and _is_inverse(term)],
        attributes=[term for term in PROPERTIES.values() if _is_attribute(term)],
        only={f"{name} {relation}": sorted(classes) for (name, relation), classes in ONLY.items()},
        lists=(("Level", LEVELS.values()), ("Kind", KINDS.values())),
        rules=sorted(messages().items()),
        questions=questions(),
        prefixes=sorted(PREFIXES.items()),
        own=frozenset((*CLASSES, *PROPERTIES)),
    )


def _ordered(classes: Mapping[str, Term]) -> list[Term]:
    """Each class after the one above it."""
    found: list[Term] = []

    def put(parents: Iterable[str]) -> None:
        for term in classes.values():
            own = [parent for parent in term.parents if parent.startswith(YZ)]
            here = bool(set(own) & set(parents)) if parents else not own
            if here and term not in found:
                found.append(term)
                put([term.iri])

    put([])
    return found


def _is_attribute(term: Property) -> bool:
    return not _is_relation(term) and not _is_inverse(term)


def _is_relation(term: Property) -> bool:
    return term.name in RELATIONS or term.name in CREDITS or term.name == "mentions"


def _is_inverse(term: Property) -> bool:
    return term.inverse != "" and not _is_relation(term)


def _attributes_of() -> dict[str, list[str]]:
    """The attributes by the class that has them."""
    return {
        name: [term.name for term in PROPERTIES.values() if name in term.domain and _is_attribute(term)]
        for name in CLASSES
    }
