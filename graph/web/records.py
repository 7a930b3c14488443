"""What the pages show, as the templates read it: things, statements with their quotes, figures, articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.parts.passages import Piece
from ontology.terms import Bilingual


@dataclass(frozen=True, slots=True)
class Thing:
    """A link: an entity, or an article by its title."""

    iri: str
    path: str  # on this server
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class ArticleHead:
    thing: Thing
    kind: str
    column: str
    page: str  # path
    page_label: str
    digest: str
    number: str
    date: str
    newspaper: str
    reporters: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The words that bear something out, in their sentences, and where they stand on their page."""

    sentences: tuple[list[Piece], ...] = ()
    page: str = ""  # path
    at: str = ""  # 467-469,480-491

    def link(self, article: str = "") -> str:
        """Where the words can be read in the article, or else on the page."""
        return f"{article or self.page}?at={self.at}#at" if self.at else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement from the point of view of one end: the other end, and who says so in which words."""

    iri: str
    path: str
    other: Thing
    title: str  # of a post
    article: ArticleHead | None
    quotes: Quotes
    premises: tuple[str, ...]
    inferred: bool
    confidence: float | None  # None for a credit, which is read as it is printed
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of one relation in one direction."""

    relation: str
    label: Bilingual
    total: int
    statements: tuple[Said, ...]  # the first of them
    query: str  # for all

    @property
    def by_other(self) -> list[tuple[Thing, list[Said]]]:
        """The same by the other end, each once, in the order of its first statement."""
        found: dict[Thing, list[Said]] = {}
        for said in self.statements:
            found.setdefault(said.other, []).append(said)
        return list(found.items())


@dataclass(frozen=True, slots=True)
class FigureView:
    path: str
    of: str  # name of the thing that it is told of
    measure: str
    value: str
    unit: str
    approximate: bool
    article: ArticleHead | None
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Description:
    """A node's own triples with literal values, by local name of the property."""

    thing: Thing
    texts: Mapping[str, tuple[str, ...]]

    def of(self, name: str) -> tuple[str, ...]:
        return self.texts.get(name, ())


def path_of(iri: str, base: str) -> str:
    """Where this server shows the thing; other IRIs as they are."""
    return "/" + iri.removeprefix(base) if iri.startswith(f"{base}id/") else iri
