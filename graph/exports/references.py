"""Articles as references, for BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.exports.view import View


@dataclass(frozen=True, slots=True)
class Reference:
    """An article to cite; unknown parts are empty."""

    key: str  # ASCII, without a space
    title: str
    authors: tuple[str, ...]
    newspaper: str
    date: str  # ISO 8601, as far as it is known
    page: str
    column: str
    iri: str


def references(view: View) -> Iterator[Reference]:
    for article in view.graph.articles:
        page = view.pages[article.page]
        iri = view.article_iri(article.key) or ""
        yield Reference(
            key=iri.rpartition("/")[2],
            title=" ".join(part for part in (article.kicker, view.heading(article), article.subtitle) if part),
            authors=tuple(dict.fromkeys(name for _, name in view.credits(article))),
            newspaper=page.newspaper,
            date=page.date,
            page=page.number,
            column=article.column,
            iri=iri,
        )
