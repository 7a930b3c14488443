"""Readers of pages. `read_articles` runs the extractors in order; each sees what the ones before it found."""

from collections.abc import Callable, Iterable
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
    return read_articles([article], tagger=tagger)[0]


def read_articles(articles: Iterable[Article], *, tagger: bool = False) -> list[Found]:
    """What is found in each of a page's articles, extractor by extractor.

    Article by article takes a sixth longer: an extractor's tables and patterns, hundreds of them, would be gone from
    the processor's caches when the next article needs them.
    """
    parts = [portion for article in articles for portion in portions(article)]
    found = [Found()] * len(parts)
    for name in EXTRACTORS if parts else ():
        extract = people_with_tagger() if tagger and name == "people" else extractor(name)
        found = [one + extract(portion, one) for (_, portion), one in zip(parts, found, strict=True)]
    whole: list[Found] = []
    for (begin, _), one in zip(parts, found, strict=True):
        if begin:
            whole[-1] += one.shifted(begin)
        else:
            whole.append(one)
    return whole


def people_with_tagger() -> Extractor:
    from extractors import tagger

    return tagger.people_with_tagger
