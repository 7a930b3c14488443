"""Words of pages in Chinese and English, a key a line: those that the server and the explorer share."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from ontology.terms import Bilingual


def read(package: str) -> Mapping[str, Bilingual]:
    """The table `words.tsv` of a package."""
    lines = files(package).joinpath("words.tsv").read_text("utf8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return MappingProxyType({key: Bilingual(zh, en) for key, zh, en in rows})


SHARED = read("graph.parts")
