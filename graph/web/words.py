"""The words of the server's pages in Chinese and English, and in which of the two a reader gets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph.parts.words import SHARED, read
from graph.web.negotiation import accepted
from ontology.terms import Bilingual

LANGUAGES = ("zh", "en")


WORDS: Mapping[str, Bilingual] = MappingProxyType({**SHARED, **read("graph.web")})


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
