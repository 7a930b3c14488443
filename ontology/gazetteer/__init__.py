"""The divisions of China, province to village, with statistics codes, strong and weak names, former names and points."""

from ontology.gazetteer.divisions import LEVELS, Division, parent_code, stem
from ontology.gazetteer.tables import Gazetteer, GazetteerError, Hit, load

__all__ = ["LEVELS", "Division", "Gazetteer", "GazetteerError", "Hit", "load", "parent_code", "stem"]
