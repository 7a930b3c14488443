"""The graph as exports look at it: names, IRIs, dates, quotes and ties by key."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from extractors.document import Page, Ref, Span
from graph import iris, quads
from graph.records import ArticleRecord, Credit, Entity, EntityMention, FigureRecord, Graph, Statement

COUNTY_DIGITS = 6
QUOTE_LIMIT = 120
CUT = "…"
DAY = len("2024-10-25")


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two entities with all statements of it, the surest first."""

    subject: Ref
    relation: str
    object: Ref
    statements: tuple[Statement, ...]

    @property
    def best(self) -> Statement:
        return self.statements[0]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(sorted({s.article for s in self.statements} - {""}))


class View:
    """A graph with the look-ups that every format needs.

    Quotes longer than `quote_limit` code points are cut (0: never); whole page texts are given only with `text`.
    `day` (ISO 8601) is the date of the package, "" for none.
    """

    def __init__(
        self, graph: Graph, *, base: str = iris.BASE, quote_limit: int = QUOTE_LIMIT, text: bool = False, day: str = ""
    ) -> None:
        self.graph = graph
        self.base = base
        self.quote_limit = quote_limit
        self.text = text
        self.day = day
        self.pages: dict[str, Page] = {page.digest: page for page in graph.pages}
        self.articles: dict[str, ArticleRecord] = {article.key: article for article in graph.articles}
        self._labels = {entity.ref: entity.label for entity in graph.entities}

    # -------------------------------- IRIs and names

    def label(self, ref: Ref) -> str:
        return self._labels[ref]

    def iri(self, ref: Ref) -> str:
        return iris.entity_iri(ref, base=self.base)

    def article_iri(self, article: str) -> str | None:
        return iris.article_iri(article, base=self.base) if article else None

    def page_iri(self, page: str) -> str:
        return iris.page_iri(page, base=self.base)

    def statement_iri(self, statement: Statement) -> str:
        return iris.statement_iri(statement, base=self.base)

    def mention_iri(self, mention: EntityMention) -> str:
        return iris.mention_iri(mention, base=self.base)

    def figure_iri(self, figure: FigureRecord) -> str:
        return iris.figure_iri(figure, base=self.base)

    def heading(self, article: ArticleRecord) -> str:
        """The title, else the first words of the body."""
        return article.title or article.body[:20].strip() or article.kind

    # -------------------------------- dates

    def page_of(self, article: str) -> Page:
        return self.pages[self.articles[article].page]

    def date(self, article: str) -> str | None:
        return (self.page_of(article).date or None) if article else None

    def period(self, articles: Iterable[str]) -> tuple[str, str]:
        """First and last day of these articles as xsd:date, "" where no date is known."""
        dates = sorted({date for article in articles if (date := self.date(article))})
        return (first_day(dates[0]), max(map(last_day, dates))) if dates else ("", "")

    # -------------------------------- words

    def extent(self, spans: Iterable[Span]) -> tuple[int | None, int | None]:
        """Begin of the first and end of the last span on the page."""
        spans = tuple(spans)
        return (min(s.begin for s in spans), max(s.end for s in spans)) if spans else (None, None)

    def places(self, spans: Iterable[Span]) -> str | None:
        """Every span, as `12-20; 31-40`, where begin and end do not say it already."""
        spans = tuple(spans)
        return "; ".join(f"{span.begin}-{span.end}" for span in spans) if len(spans) > 1 else None

    def words(self, text: str) -> str:
        """Cut where the quote limit says so."""
        limit = self.quote_limit
        return text[: limit - 1] + CUT if limit and len(text) > limit else text

    def quote(self, article: str, spans: Iterable[Span]) -> str | None:
        """The words at the spans, joined by ' / ', line breaks taken out."""
        if not article:
            return None
        page = self.page_of(article)
        return self.words(" / ".join(page[span].replace("\n", "") for span in spans)) or None

    def source(self, article: ArticleRecord) -> str:
        """Newspaper, date and page, as far as they are known, else the file: for people to read."""
        page = self.pages[article.page]
        return " ".join(part for part in (page.newspaper, page.date, page.number) if part) or page.name

    # -------------------------------- look-ups

    def ties(self) -> Iterator[Tie]:
        """Every two entities that a relation holds between, once for each relation; statements are sorted so."""
        for ends, group in groupby(self.graph.statements, key=lambda s: (s.subject, s.predicate, s.object)):
            best_first = sorted(group, key=lambda s: (not s.article, -s.confidence, s.inferred, s.article, s.title))
            yield Tie(*ends, tuple(best_first))

    @cached_property
    def mentions_of(self) -> Mapping[Ref, int]:
        found: dict[Ref, int] = defaultdict(int)
        for mention in self.graph.mentions:
            found[mention.entity] += 1
        return found

    @cached_property
    def articles_of(self) -> Mapping[Ref, tuple[str, ...]]:
        """The articles that mention or credit each entity."""
        found: dict[Ref, list[str]] = defaultdict(list)
        for mention in self.graph.mentions:
            found[mention.entity].append(mention.article)
        for article in self.graph.articles:
            for credit in article.credits:
                found[credit.person].append(article.key)
        return {ref: tuple(dict.fromkeys(articles)) for ref, articles in found.items()}

    @cached_property
    def on_page(self) -> Mapping[str, tuple[list[EntityMention], list[Statement]]]:
        """What the articles of each page mention and state, by the page's digest."""
        found: dict[str, tuple[list[EntityMention], list[Statement]]] = {page: ([], []) for page in self.pages}
        for mention in self.graph.mentions:
            found[self.articles[mention.article].page][0].append(mention)
        for statement in self.graph.statements:
            if statement.article:
                found[self.articles[statement.article].page][1].append(statement)
        return found

    @cached_property
    def credited(self) -> frozenset[Ref]:
        return frozenset(credit.person for article in self.graph.articles for credit in article.credits)

    def credits(self, article: ArticleRecord) -> Iterator[tuple[Credit, str]]:
        """Who is credited, in the order of the byline, with their names."""
        for credit in sorted(article.credits, key=lambda c: (c.span, c.role)):
            yield credit, self.label(credit.person)

    @cached_property
    def entity(self) -> Mapping[Ref, Entity]:
        return {entity.ref: entity for entity in self.graph.entities}

    @cached_property
    def nquads(self) -> str:
        """The whole graph, with bodies and quotes of any length: what is validated, not what is given away."""
        return quads.quads(self.graph, base=self.base)

    @cached_property
    def _seats(self) -> Mapping[Ref, frozenset[Ref]]:
        """Where each organisation or programme is based, each place lies, each person lives or is in post.

        A programme that is based nowhere stands with those who run it.
        """
        found: dict[Ref, set[Ref]] = defaultdict(set)
        runners: dict[Ref, set[Ref]] = defaultdict(set)
        for s in self.graph.statements:
            if s.predicate in ("basedIn", "livesIn", "holds") or (s.predicate == "partOf" and s.subject[0] == "Place"):
                found[s.subject].add(s.object)
            elif s.predicate == "runs":
                runners[s.object].add(s.subject)
        return {ref: frozenset(seats) for ref, seats in (runners | found).items()}

    def counties(self, ref: Ref) -> tuple[str, str]:
        """Codes and names of the counties that a thing stands in, each joined by '; '."""
        codes = sorted(self.counties_of(ref))
        return "; ".join(codes), "; ".join(self.label(("Region", code)) for code in codes)

    def counties_of(self, ref: Ref, above: frozenset[Ref] = frozenset()) -> frozenset[str]:
        """Codes of the counties (leagues, provinces where nothing nearer is known) that a thing stands in."""
        if ref[0] == "Region":
            code = next((part for part in ref[1].split("@")[::-1] if part.isdigit()), "")
            return frozenset({code[:COUNTY_DIGITS]} if ("Region", code[:COUNTY_DIGITS]) in self._labels else ())
        seats = self._seats.get(ref, frozenset()) - above - {ref}
        return frozenset(code for seat in seats for code in self.counties_of(seat, above | {ref}))


def first_day(date: str) -> str:
    """`2024` and `2024-10` as the first day that they name."""
    return f"{date}-01-01"[:DAY]


def last_day(date: str) -> str:
    """`2024` and `2024-10` as the last day that they name."""
    if len(date) == DAY:
        return date
    year, month = int(date[:4]), int(date[5:7] or "12")
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"
