"""Readers of pages. `read_article` runs the extractors in order; each sees what the ones before it found."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from extractors.document import Article, Found
from extractors.portions import portions

Extractor = Callable[[Article, Found], Found]
"""Given an article and what was found so far, what this extractor adds."""

EXTRACTORS = (
    "regions",  # first: organisations and people are told apart by where they are
    "places",  # branches are named after them, people live in them
    "organisations",  # people hold posts in them
    "people",
    "policies",
    "programmes",  # what is a policy is no programme
    "relations",  # by sentence structure, between all that was found
    "figures",  # of the clauses; their subjects are what was found before
)
"""Each is a module's one function of the same name; they and their tables are loaded for the first article, because
who only asks the graph wants the records of `extractors.document` and no reader."""


@cache
def extractor(name: str) -> Extractor:
    found: Extractor = getattr(import_module(f"extractors.{name}"), name)
    return found


def read_article(article: Article, *, tagger: bool = False) -> Found:
    """All that the extractors find in one article; with `tagger` people are found by its vote too.

    Raises NoTaggerError where the tagger is asked for and not installed.
    """
    whole = Found()
    for begin, portion in portions(article):
        found = Found()
        for name in EXTRACTORS:
            found = found + (people_with_tagger() if tagger and name == "people" else extractor(name))(portion, found)
        whole = whole + found.shifted(begin) if begin else found
    return whole


def people_with_tagger() -> Extractor:
    from extractors import tagger

    return tagger.people_with_tagger
