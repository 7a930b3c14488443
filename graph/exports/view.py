"""The graph as exports look at it: names, IRIs, dates and quotes by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from extractors.document import Page, Ref, Span
from graph import quads
from graph.records import Graph, Statement

COUNTY_DIGITS = 6


class View:
    """A graph with the look-ups that every format needs. `quote_limit` cuts quotes (code points; 0 for none)."""

    def __init__(self, graph: Graph, *, base: str = quads.BASE, quote_limit: int = 0) -> None:
        self.graph = graph
        self.base = base
        self.quote_limit = quote_limit
        self.pages: dict[str, Page] = {page.digest: page for page in graph.pages}
        self._articles = {article.key: article for article in graph.articles}
        self._labels = {entity.ref: entity.label for entity in graph.entities}

    def label(self, ref: Ref) -> str:
        return self._labels[ref]

    def iri(self, ref: Ref) -> str:
        return quads.entity_iri(ref, base=self.base)

    def article_iri(self, article: str) -> str | None:
        return quads.article_iri(article, base=self.base) if article else None

    def statement_iri(self, statement: Statement) -> str:
        return quads.statement_iri(statement, base=self.base)

    def page_name(self, page: Page) -> str:
        return page.name

    def date(self, article: str) -> str | None:
        return (self.pages[self._articles[article].page].date or None) if article else None

    def extent(self, spans: Iterable[Span]) -> tuple[int | None, int | None]:
        """Begin of the first and end of the last span on the page."""
        spans = tuple(spans)
        return (min(s.begin for s in spans), max(s.end for s in spans)) if spans else (None, None)

    def quote(self, article: str, spans: Iterable[Span]) -> str | None:
        """The words at the spans, joined by ' / ', line breaks taken out."""
        if not article:
            return None
        page = self.pages[self._articles[article].page]
        text = " / ".join(page[span].replace("\n", "") for span in spans)
        if self.quote_limit and len(text) > self.quote_limit:
            text = text[: self.quote_limit - 1] + "…"
        return text or None

    @cached_property
    def articles_of(self) -> dict[Ref, frozenset[str]]:
        """The articles that mention or credit each entity."""
        found: dict[Ref, set[str]] = defaultdict(set)
        for mention in self.graph.mentions:
            found[mention.entity].add(mention.article)
        for article in self.graph.articles:
            for credit in article.credits:
                found[credit.person].add(article.key)
        return {ref: frozenset(articles) for ref, articles in found.items()}

    @cached_property
    def _seats(self) -> dict[Ref, frozenset[Ref]]:
        """Where each organisation or programme is based, and each place lies."""
        found: dict[Ref, set[Ref]] = defaultdict(set)
        for s in self.graph.statements:
            if s.predicate == "basedIn" or (s.predicate == "partOf" and s.subject[0] == "Place"):
                found[s.subject].add(s.object)
        return {ref: frozenset(seats) for ref, seats in found.items()}

    def counties_of(self, ref: Ref) -> frozenset[str]:
        """Codes of the counties (leagues, provinces where nothing nearer is known) that a thing stands in."""
        if ref[0] == "Region":
            code = next((part for part in ref[1].split("@")[::-1] if part.isdigit()), "")
            return frozenset({code[:COUNTY_DIGITS]} if ("Region", code[:COUNTY_DIGITS]) in self._labels else ())
        return frozenset(code for seat in self._seats.get(ref, ()) if seat != ref for code in self.counties_of(seat))
