"""Articles put together from a page's blocks, each block placed with its reasons and a confidence."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Article, Doubt, Page, Span
from extractors.page import blocks as reading
from extractors.page import search
from extractors.page.asked_again import forget
from extractors.page.column_heads import columns
from extractors.page.drafts import Choice
from extractors.page.pieces import Piece, article, heads
from extractors.page.reunion import rejoined
from extractors.page.verdicts import doubts, verdicts


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of the page, what it is and where it went."""

    span: Span
    look: str  # column, kicker, title, subtitle, subhead, byline, body, credit, source, furniture, rule or stray
    article: int  # 0 for none
    reasons: tuple[str, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Assembly:
    articles: tuple[Article, ...]
    blocks: tuple[Placed, ...]
    doubts: tuple[Doubt, ...]


def assemble(page: Page) -> Assembly:
    """The page's articles, its blocks with their places, and what stayed in doubt."""
    text = reading.folded(page.text)
    layout = search.layout(text, reading.blocks(text, page.head), page.head)
    steps = search.best(layout)
    choices, moved = rejoined(layout, [step.choice for step in steps])
    pieces = _pieces(choices)
    columns(layout, choices, pieces)
    heads(layout, pieces)
    numbers = {piece.first: number for number, piece in enumerate(pieces, 1)}
    under = {piece.column: number for piece, number in zip(reversed(pieces), range(len(pieces), 0, -1), strict=True)}
    roles = {at: role for piece in pieces for at, role in piece.heads}
    given = verdicts(layout, steps, moved)
    placed = tuple(
        Placed(
            block.span,
            roles.get(at, choice.role),
            (under if choice.role == "column" else numbers).get(at if choice.role == "column" else choice.draft, 0),
            verdict.reasons,
            verdict.confidence,
        )
        for at, (block, choice, verdict) in enumerate(zip(layout.blocks, choices, given, strict=True))
    )
    articles = tuple(article(page, layout, number, piece) for number, piece in enumerate(pieces, 1))
    assembly = Assembly(articles, placed, tuple(doubts(page, layout, choices, pieces, given)))
    forget()
    return assembly


def _pieces(choices: list[Choice]) -> list[Piece]:
    """The articles' blocks by role, in the order of their first parts; what has neither title nor body is none."""
    found: dict[int, Piece] = {}
    for at, choice in enumerate(choices):
        if choice.draft < 0:
            continue
        piece = found.setdefault(choice.draft, Piece(choice.draft, choice.kind))
        if choice.column >= 0:
            piece.column = choice.column
        if choice.role in ("title", "subtitle"):
            piece.heads.append((at, choice.role))
        elif choice.role in ("body", "subhead"):
            piece.body.append((at, choice.role))
        elif choice.role in ("byline", "credit"):
            piece.credits.append(at)
    kept = [piece for piece in found.values() if piece.heads or piece.body]
    return sorted(kept, key=lambda piece: min(at for at, _ in (*piece.heads, *piece.body)))
