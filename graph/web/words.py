"""The words of the pages in Chinese and English: `words.tsv`, one key a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType

from graph.web.negotiation import accepted
from ontology.terms import Bilingual

LANGUAGES = ("zh", "en")


def _read() -> Mapping[str, Bilingual]:
    lines = files("graph.web").joinpath("words.tsv").read_text("utf8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return MappingProxyType({key: Bilingual(zh, en) for key, zh, en in rows})


WORDS = _read()


def language(asked: str, kept: str, header: str) -> str:
    """What the address says, else the cookie, else the browser's liking; Chinese when none of them is ours."""
    for choice in (asked, kept):
        if choice in LANGUAGES:
            return choice
    liked = sorted(accepted(header), key=lambda item: -item[1])
    return next((tag[:2] for tag, q in liked if tag[:2] in LANGUAGES and q > 0), "zh")


def speaker(language: str) -> Callable[[str], str]:
    """A function from key to words; KeyError for a key that the table does not have."""
    return lambda key: said(WORDS[key], language)


def said(words: Bilingual, language: str) -> str:
    return words.en if language == "en" else words.zh
