"""Readers of pages. `read_article` runs the extractors in order; each sees what the ones before it found."""

from collections.abc import Callable

from extractors.document import Article, Found
from extractors.figures import figures
from extractors.organisations import organisations
from extractors.people import people
from extractors.places import places
from extractors.policies import policies
from extractors.programmes import programmes
from extractors.regions import regions
from extractors.relations import relations
from extractors.tagger import people_with_tagger

Extractor = Callable[[Article, Found], Found]
"""Given an article and what was found so far, what this extractor adds."""

EXTRACTORS: tuple[Extractor, ...] = (
    regions,  # first: organisations and people are told apart by where they are
    places,  # branches are named after them, people live in them
    organisations,  # people hold posts in them
    people,
    policies,
    programmes,  # what is a policy is no programme
    relations,  # by sentence structure, between all that was found
    figures,  # of the clauses; their subjects are what was found before
)


def read_article(article: Article, *, tagger: bool = False) -> Found:
    """All that the extractors find in one article; with `tagger` people are found by its vote too.

    Raises NoTaggerError where the tagger is asked for and not installed.
    """
    found = Found()
    for extractor in EXTRACTORS:
        if tagger and extractor is people:
            extractor = people_with_tagger
        found = found + extractor(article, found)
    return found
