"""A page's articles once their blocks are known: kind, column head, kicker and title, contributors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors import bylines
from extractors.document import Article, Contributor, Page, Part, Span
from extractors.drafts import Layout


@dataclass(slots=True)
class Piece:
    """An article's blocks, by their places in the page's list."""

    first: int
    column: int = -1
    heads: list[tuple[int, str]] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)

    @property
    def begin(self) -> int:
        return min([at for at, _ in (*self.heads, *self.body)], default=self.first)


def kind(layout: Layout, piece: Piece) -> str:
    """What the piece is, by its marks, its credit and its column head."""
    announced = layout.columns[piece.column] if piece.column >= 0 else ""
    if any(at in layout.captions for at, _ in piece.body):
        return "photo"
    marks = {layout.blocks[at].mark for at, _ in piece.body}
    if "★" in marks or announced == "study":
        return "study"
    if "◆" in marks or announced == "brief":
        return "brief"
    comments = any(r == "commentator" for at in piece.credits for _, r, _, _ in _names(layout, at))
    return "commentary" if announced == "commentary" or comments else "report"


def _names(layout: Layout, at: int) -> tuple[tuple[str, str, int, int], ...]:
    credits = layout.blocks[at].credits
    return credits.names if credits else ()


def heads(layout: Layout, pieces: list[Piece]) -> None:
    """Of several title lines, which is the kicker: a marked title has unmarked lines about it; a much longer line
    above a short one leads up to it."""
    for piece in pieces:
        titles = [at for at, role in piece.heads if role == "title"]
        if len(titles) < 2:
            continue
        marked = [at for at in titles if layout.look(at) == "heading"]
        for at in titles:
            role = "title"
            if marked and at not in marked:
                role = "kicker" if at < marked[0] else "subtitle"
            elif not marked and at == titles[0] and _leads_up(layout, titles):
                role = "kicker"
            piece.heads[piece.heads.index((at, "title"))] = (at, role)


def _leads_up(layout: Layout, titles: list[int]) -> bool:
    first, second = (layout.texts.runs[at] for at in titles[:2])
    return first.endswith(("——", "--", ":")) or len(first) > 1.6 * len(second)


def article(page: Page, layout: Layout, number: int, piece: Piece) -> Article:
    """The piece as a record on its page."""
    sort = kind(layout, piece)
    order = {"kicker": 0, "title": 1, "subtitle": 2}
    parts = [
        Part(_undashed(page, layout, at), role) for at, role in sorted(piece.heads, key=lambda h: (order[h[1]], h[0]))
    ]
    last = -1
    for at, role in piece.body:
        parts.append(Part(layout.blocks[at].span, role, glued=role == "body" and last >= 0 and layout.texts.open(last)))
        last = at if role == "body" else -1
    column = page[layout.blocks[piece.column].span] if piece.column >= 0 else ""
    return Article.of(
        page, number, kind=sort, column=column, parts=parts, contributors=_people(page, layout, piece, sort)
    )


def _undashed(page: Page, layout: Layout, at: int) -> Span:
    """A head line without the dash that joins it to the next."""
    span = layout.blocks[at].span
    return Span(span.begin, span.begin + max(1, len(page[span].rstrip("—-"))))


def _people(page: Page, layout: Layout, piece: Piece, sort: str) -> list[Contributor]:
    found: dict[tuple[str, str], Contributor] = {}
    for at in piece.credits:
        block = layout.blocks[at]
        for person in bylines.contributors(block.credits, page, block.span.begin) if block.credits else ():
            if sort == "commentary" and person.role != "photographer":
                person = replace(person, role="commentator")
            found.setdefault((person.name, person.role), person)
    return list(found.values())
