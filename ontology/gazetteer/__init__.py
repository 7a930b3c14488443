"""The divisions of China, province to village: statistics codes, strong, weak and former names, points."""

from ontology.gazetteer.divisions import LEVELS, Division, parent_code, stem, words
from ontology.gazetteer.own_table import GazetteerError
from ontology.gazetteer.tables import Gazetteer, Hit, load, simplified, use

__all__ = [
    "LEVELS",
    "Division",
    "Gazetteer",
    "GazetteerError",
    "Hit",
    "load",
    "parent_code",
    "simplified",
    "stem",
    "use",
    "words",
]
