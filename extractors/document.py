"""What is read from a page, as frozen records. Text is never altered: all offsets point into it.

Two texts are pointed into, and each record says which:
- a *page span* counts Unicode code points of `Page.text` (start 0, end exclusive); everything that leaves
  the extractors is on the page;
- a *place in the article* counts code points of `Article.text`, the article's parts joined in reading order, because
  OCR cuts one body by another piece. `Article.locate` turns the second into the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, Self

from extractors.page.column_names import normal
from ontology.terms import CLASSES, RELATIONS, TermError

Ref = tuple[str, str]
"""(class, key): which entity of the article is meant, such as ("Region", "150303")."""


class _Offsets(NamedTuple):
    begin: int
    end: int


class Span(_Offsets):
    """Half-open code-point offsets; a tuple, because thousands are made, compared and sorted for a page."""

    __slots__ = ()

    def __new__(cls, begin: int, end: int) -> Self:
        if not 0 <= begin < end:
            raise ValueError(f"not a span: {begin}..{end}")
        return tuple.__new__(cls, (begin, end))

    def __add__(self, shift: int) -> Span:  # type: ignore[override]  # moved on, and no longer tuple
        return Span(self.begin + shift, self.end + shift)

    def holds(self, other: Span) -> bool:
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One newspaper page; unknown metadata is the empty string."""

    name: str  # file stem, or stem and record number
    text: str  # after newline normalisation
    newspaper: str = ""
    date: str = ""  # ISO 8601
    number: str = ""  # as printed: "5", "A03"
    head: int = field(default=-1, compare=False)  # one article, its given head so long; -1 for a page of any number

    def __getitem__(self, span: Span) -> str:
        return self.text[span.begin : span.end]

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal: the page's identity."""
        return _digest(self.text)


@lru_cache(maxsize=64)  # asked for with every article and person of a page
def _digest(text: str) -> str:
    return sha256(text.encode("utf8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the page that belongs to an article."""

    span: Span  # on the page, without the white space around it
    role: str  # kicker, title, subtitle, subhead or body
    glued: bool = False  # a word or sentence goes on from the part before, without a break


@dataclass(frozen=True, slots=True)
class Contributor:
    name: str
    role: str  # reporter, correspondent, photographer or commentator
    span: Span  # on the page


@dataclass(frozen=True, slots=True)
class Article:
    """A piece put together from its parts: head first (kicker, title, subtitle), then the body in reading order."""

    page: Page
    number: int  # 1 for the first of the page, by its first part
    kind: str  # report, photo, brief, study or commentary
    column: str  # as printed without marks and number, "" for none
    parts: tuple[Part, ...]
    contributors: tuple[Contributor, ...]
    text: str  # made by `Article.of`
    starts: tuple[int, ...]  # where each part begins in `text`
    installment: int = 0  # of a column that counts: 1 for 大抓基层①

    @classmethod
    def of(
        cls,
        page: Page,
        number: int,
        *,
        kind: str,
        column: str,
        parts: Iterable[Part],
        contributors: Iterable[Contributor],
        installment: int = 0,
    ) -> Article:
        parts = tuple(parts)
        pieces: list[str] = []
        starts: list[int] = []
        length = 0
        for part in parts:
            if pieces and not part.glued:
                pieces.append("\n")
                length += 1
            starts.append(length)
            pieces.append(page[part.span])
            length += part.span.end - part.span.begin
        text = "".join(pieces)
        return cls(page, number, kind, column, parts, tuple(contributors), text, tuple(starts), installment)

    @property
    def id(self) -> str:
        return f"a{self.number}"

    @property
    def normal_column(self) -> str:
        """The column's name as it groups articles, without marks and spaces that differ from issue to issue."""
        return normal(self.column)

    def head(self, role: str) -> str:
        """The title, kicker or subtitle, its lines joined by a space; "" for none."""
        return " ".join(self.page[part.span] for part in self.parts if part.role == role)

    @property
    def body_start(self) -> int:
        """Where the body begins in `text`."""
        return next(
            (start for part, start in zip(self.parts, self.starts, strict=True) if part.role in ("body", "subhead")),
            len(self.text),
        )

    @property
    def body(self) -> str:
        return self.text[self.body_start :]

    def __getitem__(self, at: Span) -> str:
        return self.text[at.begin : at.end]

    def locate(self, at: Span) -> tuple[Span, ...]:
        """The page spans of a place in the article, one for each part that it touches."""
        found: list[Span] = []
        first = bisect_right(self.starts, at.begin) - 1
        shift = self.parts[first].span.begin - self.starts[first]
        if at.end + shift <= self.parts[first].span.end:  # as nearly all
            return (at + shift,)
        for index in range(first, len(self.parts)):
            start, span = self.starts[index], self.parts[index].span
            if start >= at.end:
                break
            begin = span.begin + max(0, at.begin - start)
            end = min(span.end, span.begin + at.end - start)
            if begin < end:
                found.append(Span(begin, end))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the article where an entity is named, and which entity that is.

    Mentions with one (type, key) are one entity of the article; its canonical name, code, level, within and role are
    the same on all of them, but for an empty `role`.
    """

    type: str  # Region, Place, PartyOrganisation, Organisation, Programme, Policy or Person
    key: str  # identity inside the article: code, full name, or what the class needs
    at: Span  # place in the article
    name: str  # as printed, white space taken out
    canonical: str  # the full, corrected name
    rule: str  # what found it
    generic: bool = False  # stands for a name said elsewhere: 该旗, 全市, 社区党委
    confidence: float = 1.0
    code: str = ""  # Region: division code without the zeros of missing levels
    level: str = ""  # of a Region, or of the region whose organ a body is: national, province ... village
    within: tuple[str, ...] = ()  # Region and Place: names of the ancestors, nearest first
    role: str = ""  # Person: post or description as printed
    premises: tuple[str, ...] = ()  # what the reading rests on: "该旗 = 扎赉特旗"

    def __post_init__(self) -> None:
        if self.type not in CLASSES:
            raise TermError(f"no class of the ontology: {self.type}")

    @property
    def ref(self) -> Ref:
        return self.type, self.key


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject predicate object` holds in the article; the predicate is a relation of the ontology."""

    subject: Ref
    predicate: str
    object: Ref
    evidence: tuple[Span, ...]  # places in the article
    rule: str
    confidence: float = 1.0
    inferred: bool = False  # not said in so many words: follows from `premises`
    premises: tuple[str, ...] = ()
    title: str = ""  # holds: the post as printed

    def __post_init__(self) -> None:
        if self.predicate not in RELATIONS:
            raise TermError(f"no relation of the ontology: {self.predicate}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a researcher would tabulate."""

    at: Span  # place in the article of the clause
    subject: Ref | None
    measure: str  # what is counted
    value: float
    unit: str
    approximate: bool = False  # 余, 多, 近, 约, 以上
    value_max: float | None = None  # of a range: 8000—12000元
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the evidence did not decide, said so that a person can."""

    kind: str  # a word for the kind: homonym, slip, assembly, parent ...
    at: Span  # place in the article; on the page when the page reader says it
    message: str  # in Chinese, with the readings that stay open


@dataclass(frozen=True, slots=True)
class Found:
    """What extractors found in one article."""

    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    figures: tuple[Figure, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __add__(self, other: Found) -> Found:
        return Found(
            self.mentions + other.mentions,
            self.relations + other.relations,
            self.figures + other.figures,
            self.doubts + other.doubts,
        )

    def shifted(self, shift: int) -> Found:
        """The same found that much further on in the article."""
        return Found(
            tuple(replace(one, at=one.at + shift) for one in self.mentions),
            tuple(replace(one, evidence=tuple(at + shift for at in one.evidence)) for one in self.relations),
            tuple(replace(one, at=one.at + shift) for one in self.figures),
            tuple(replace(one, at=one.at + shift) for one in self.doubts),
        )

    def of(self, *types: str) -> tuple[Mention, ...]:
        """The mentions of these classes in text order."""
        return tuple(sorted((m for m in self.mentions if m.type in types), key=lambda m: (m.at.begin, m.at.end, m.key)))
