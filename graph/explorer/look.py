"""How classes and relations look and what they are called: read once from `look.json`, wrong data stops the import."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TypeLook:
    name: str
    zh: str
    en: str
    shape: str
    color: str  # distinct for the colour-blind together with the shape
    first: bool  # drawn in the first view


@dataclass(frozen=True, slots=True)
class RelationLook:
    name: str
    zh: str
    en: str
    color: str
    dashes: bool | list[int]
    weight: int  # how near it draws two entities; 0: not in the layout


_DATA = json.loads((Path(__file__).parent / "look.json").read_text("utf8"))
TYPES = tuple(TypeLook(**row) for row in _DATA["types"])
RELATIONS = tuple(RelationLook(**row) for row in _DATA["relations"])
TYPE_NUMBER = {look.name: number for number, look in enumerate(TYPES)}
RELATION_NUMBER = {look.name: number for number, look in enumerate(RELATIONS)}
