"""How classes and relations look: read once from `look.json`, named by the ontology; a wrong name stops the import."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ontology.terms import CREDITS, KINDS, LEVELS, RELATIONS, TYPES, class_, property_

CONTRIBUTOR = "Contributor"
"""How the explorer shows a Person whom an article credits."""


class LookError(ValueError):
    """`look.json` does not fit the ontology."""


@dataclass(frozen=True, slots=True)
class TypeLook:
    name: str
    zh: str
    en: str
    shape: str
    path: str  # the shape as SVG, in a square of 16
    color: str  # distinct for the colour-blind together with the shape
    first: bool  # drawn in the first view


@dataclass(frozen=True, slots=True)
class RelationLook:
    name: str
    zh: str
    en: str
    back: list[str]  # seen from the object, in both languages
    color: str
    dashes: bool | list[int]
    weight: int  # how near it draws two entities; 0: not in the layout


_DATA = json.loads((Path(__file__).parent / "look.json").read_text("utf8"))


def _type(row: dict[str, str | bool]) -> TypeLook:
    if row["name"] != CONTRIBUTOR:
        label = class_(str(row["name"])).label
        row = {**row, "zh": label.zh, "en": label.en}
    row["path"] = _DATA["shapes"][row["shape"]]
    return TypeLook(**row)  # type: ignore[arg-type]


def look_of(type_: str) -> TypeLook:
    """The look of a class; of one that the explorer does not draw (newspaper, statement) a grey dot."""
    return LOOKS.get(type_) or TypeLook(type_, "", "", "dot", _DATA["shapes"]["dot"], LOOKS["Article"].color, False)


def _relation(row: dict[str, str]) -> RelationLook:
    term = property_(row["name"])
    back = property_(term.inverse).label if term.inverse else term.label
    return RelationLook(**{**row, "zh": term.label.zh, "en": term.label.en, "back": [back.zh, back.en]})  # type: ignore[arg-type]


TYPE_LOOKS = tuple(_type(row) for row in _DATA["types"])
RELATION_LOOKS = tuple(_relation(row) for row in _DATA["relations"])
LOOKS = {look.name: look for look in TYPE_LOOKS}
TYPE_NUMBER = {look.name: number for number, look in enumerate(TYPE_LOOKS)}
RELATION_NUMBER = {look.name: number for number, look in enumerate(RELATION_LOOKS)}
WORDS = {name: [term.label.zh, term.label.en] for terms in (LEVELS, KINDS, CREDITS) for name, term in terms.items()}
"""Levels, kinds of article and roles of contributors in both languages."""

if (
    not {*TYPES, "Article"} <= TYPE_NUMBER.keys()
    or not {*RELATIONS, "contributor", "mentions"} <= RELATION_NUMBER.keys()
):
    raise LookError("look.json lacks a class or relation of the ontology")
