"""Which pieces stand under a column head that OCR set apart from them, and which share one."""

from __future__ import annotations

from collections import Counter

from extractors.page.drafts import BOXES, Choice, Layout
from extractors.page.pieces import Piece, kind

LEAD = 1.3
"""How much longer than the others without a column head a page's lead piece is."""


def columns(layout: Layout, choices: list[Choice], pieces: list[Piece]) -> None:
    """Gives pieces the column heads that the search left over."""
    heads = {at: layout.columns[at] for at, choice in enumerate(choices) if choice.role == "column"}
    sorts = {piece.first: kind(layout, piece) for piece in pieces}
    _left_over(layout, choices, pieces, heads, sorts)
    for piece in pieces:  # what holds a photo is a head of photos
        if piece.box and piece.column >= 0:
            heads[piece.column] = piece.box
    boxes = {sort: [at for at, announced in heads.items() if announced == sort] for sort in BOXES}
    words = Counter(word for piece in pieces for word in _title_words(layout, piece))
    before: Piece | None = None
    for piece in pieces:
        sort = sorts[piece.first]
        if sort in BOXES:
            if piece.column < 0:  # 掠影 holds for all photos that follow; a head below its briefs for those above
                above = [at for at in boxes[sort] if at < piece.begin]
                below = boxes[sort][:1] if sort == "brief" else []
                piece.column = (above[-1:] or below or [-1])[0]
            continue
        if piece.column < 0 and before and before.column >= 0 and _rhyme(layout, words, before, piece):
            piece.column = before.column
        before = piece


def _left_over(
    layout: Layout, choices: list[Choice], pieces: list[Piece], heads: dict[int, str], sorts: dict[int, str]
) -> None:
    """A head inside an article's text is that article's, an unknown one a box's; another is the page's lead piece's."""
    taken = {piece.column for piece in pieces}
    free = {piece.first: piece for piece in pieces if piece.column < 0 and sorts[piece.first] == "report"}
    for at, announced in heads.items():
        if at in taken or announced in BOXES:
            continue
        around = {choices[n].draft for n in (at - 1, at + 1) if 0 <= n < len(choices) and choices[n].role == "body"}
        owner = free.get(around.pop()) if len(around) == 1 else None
        if owner is None and not announced:
            owner = next((p for p in pieces if p.column < 0 and p.box in ("study", "brief") and p.begin > at), None)
        if owner is None and announced != "commentary":
            owner = _lead(layout, list(free.values()))
        if owner:
            owner.column = at
            free.pop(owner.first, None)


def _lead(layout: Layout, free: list[Piece]) -> Piece | None:
    sizes = sorted(
        ((sum(len(layout.texts.runs[at]) for at, _ in p.body), -p.first, p) for p in free[:20]), reverse=True
    )
    if not sizes or (len(sizes) > 1 and sizes[0][0] < LEAD * sizes[1][0]):
        return None
    return sizes[0][2]


def _rhyme(layout: Layout, words: Counter[str], one: Piece, other: Piece) -> bool:
    """Whether two titles share a word that no other title of the page has: 振兴路 … 致富伞, 新赛道 … 致富“顺风车”."""
    shared = _title_words(layout, one) & _title_words(layout, other)
    return any(words[word] == 2 and layout.texts.words.counts[word] <= 8 for word in shared)


def _title_words(layout: Layout, piece: Piece) -> frozenset[str]:
    return frozenset().union(*(layout.texts.words.sets[at] for at, _ in piece.heads))
