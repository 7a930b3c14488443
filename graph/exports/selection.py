"""A part of the graph that stays whole: some articles, all that they say, and the regions above what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.document import Ref
from graph.exports.view import View, last_day
from graph.records import ArticleRecord, Graph, Statement

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


class SelectionError(ValueError):
    """A choice that cannot be made: no such region or column, no date."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles of all these kinds; "" for any."""

    since: str = ""  # ISO 8601; articles whose date is unknown are left out
    region: str = ""  # name or code: articles that name it or anything in it
    column: str = ""

    def __post_init__(self) -> None:
        if self.since and not DATE.fullmatch(self.since):
            raise SelectionError(f"--since {self.since}: not a date; write 2024, 2024-10 or 2024-10-25")

    @property
    def words(self) -> str:
        chosen = (("since", self.since), ("region", self.region), ("column", self.column))
        return ", ".join(f"{name} {value}" for name, value in chosen if value)


def select(graph: Graph, selection: Selection) -> Graph:
    """What the chosen articles say. Raises SelectionError when there is none."""
    if not selection.words:
        return graph
    chosen = frozenset(article.key for article in _articles(View(graph), selection))
    if not chosen:
        raise SelectionError(f"no article fits {selection.words}; yizhan query articles-by-column shows what there is")
    return _part(graph, chosen)


def _articles(view: View, selection: Selection) -> Iterator[ArticleRecord]:
    within = _within(view, selection.region) if selection.region else frozenset()
    for article in view.graph.articles:
        date = view.pages[article.page].date
        if selection.since and not (date and last_day(date) >= selection.since):
            continue
        if selection.column and selection.column not in (article.column, article.normal_column):
            continue
        if not selection.region or article.key in within:
            yield article


def _within(view: View, region: str) -> frozenset[str]:
    """The articles that name the region, what lies in it, or what is based there."""
    graph = view.graph
    regions = [entity for entity in graph.entities if entity.type == "Region"]
    found = {e.ref for e in regions if region in (e.code, e.label, *e.names)}
    if not found:
        raise SelectionError(f"--region {region}: the graph has no region of this name or code")
    codes = tuple(entity.code for entity in regions if entity.ref in found and entity.code)
    found |= {entity.ref for entity in regions if entity.code.startswith(codes or ("-",))}
    inside = _reaching(graph.statements, found)
    return frozenset(key for ref in inside for key in view.articles_of.get(ref, ()))


def _reaching(statements: Iterable[Statement], found: set[Ref]) -> set[Ref]:
    """The things from which partOf, basedIn or livesIn leads to one of these, however far."""
    links = [(s.subject, s.object) for s in statements if s.predicate in ("partOf", "basedIn", "livesIn")]
    inside = set(found)
    while more := {subject for subject, object_ in links if object_ in inside and subject not in inside}:
        inside |= more
    return inside


def _part(graph: Graph, chosen: frozenset[str]) -> Graph:
    articles = [article for article in graph.articles if article.key in chosen]
    pages = {article.page for article in articles}
    mentions = [mention for mention in graph.mentions if mention.article in chosen]
    figures = [figure for figure in graph.figures if figure.article in chosen]
    said = [statement for statement in graph.statements if statement.article in chosen]
    named = {end for statement in said for end in (statement.subject, statement.object)}
    named |= {mention.entity for mention in mentions} | {f.subject for f in figures if f.subject}
    named |= {credit.person for article in articles for credit in article.credits}
    known = list(_above([s for s in graph.statements if not s.article], named))
    return Graph.of(
        pages=(page for page in graph.pages if page.digest in pages),
        articles=articles,
        entities=(entity for entity in graph.entities if entity.ref in named),
        statements=said + known,
        mentions=mentions,
        figures=figures,
        doubts=(d for d in graph.doubts if d.article in chosen or (not d.article and d.page in pages)),
    )


def _above(gazetteer: Iterable[Statement], named: set[Ref]) -> Iterator[Statement]:
    """What the gazetteer says of the named things and of those above them; `named` grows with these."""
    left = list(gazetteer)
    while found := [statement for statement in left if statement.subject in named]:
        yield from found
        left = [statement for statement in left if statement.subject not in named]
        named |= {statement.object for statement in found}
