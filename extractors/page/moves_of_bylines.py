"""Which article a byline, a photo credit or a source note signs."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.page.asked_again import asked_again
from extractors.page.coherence import Comparison
from extractors.page.drafts import HEADS, Draft, Layout, Move, State, above, move, opened, signed
from extractors.page.moves_of_bodies import SWITCH


def byline(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """The articles a byline may sign, and the one it may open."""
    block = layout.blocks[at]
    closing = block.after or layout.texts.runs[at][0] == "("
    for draft in state.drafts:
        here = draft.first == state.current
        if draft.kind != "photo" and (here or not draft.credits):
            yield _signed(layout, at, draft, here, closing)
    yield _opens(layout, at, state.pending, closing and not block.fresh)


@asked_again
def _signed(layout: Layout, at: int, draft: Draft, here: bool, closing: bool) -> Move:
    """The byline as the draft's, `here` when that is being read."""
    why = _signs(layout, at, draft, closing)
    if not here:
        why.append((SWITCH, "another article lies between"))
    if layout.blocks[at].fresh and draft.recent:
        why.append((-4.0, "a dateline opens another article"))
    return move(layout, "byline", draft, signed(draft, at, closing and bool(draft.recent)), why)


def _signs(layout: Layout, at: int, draft: Draft, closing: bool) -> list[Comparison]:
    """Whether the byline is the draft's, by where it stands."""
    before = layout.look(at - 1)
    if not draft.recent:
        below = before in HEADS if not draft.credits else before == "byline"
        return [(3.0, "below the title") if below else (-2.0, "far from the title")]
    signed = [(-3.0, "the article has a byline")] if draft.credits else []
    if closing:
        return [(2.5, "at the end of the text"), *signed]
    if draft.titles and draft.titles[-1] == at - 1 and not draft.credits:
        return [(3.0, "below the title")]
    return [(-1.5, "below the text"), *signed]


@asked_again
def _opens(layout: Layout, at: int, pending: tuple[int, ...], closing: bool) -> Move:
    """The byline as the beginning of an article whose title comes later, or never."""
    before = above(layout, pending, at)
    why = [(-1.0, "an article without a title")]
    if before == "column":
        why.append((2.5, "a column head above"))
    if layout.blocks[at].fresh or before == "rule":
        why.append((3.0, "a dateline or a rule"))
    if closing:
        why.append((-4.0, "in brackets, as at the end of a text"))
    draft, column = opened(layout, pending, "", at)
    return move(layout, "byline", None, signed(draft, at, False), why, column=column)


def credit(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """A photo's credit signs the caption above it; the article before the photo is read on."""
    photo = next((d for d in reversed(state.drafts) if d.kind == "photo" and d.last == at - 1), None)
    draft = photo or state.draft(state.current)
    if draft is None:
        yield move(layout, "stray", None, None, [(0.0, "no photo for it")])
    else:
        why = [(0.0, "below the caption" if photo else "in the article")]
        resume = state.previous if photo else -2
        yield move(layout, "credit", draft, signed(draft, at, draft.ended), why, resume=resume)


def source(layout: Layout, state: State, role: str) -> Iterator[Move]:
    """A note on where a text is from closes study notes; an agency's dateline stands between title and byline."""
    current = state.draft(state.current)
    study = current is not None and current.kind == "study"
    why = (1.0, "the source of study notes") if study and role == "source" else (0.0, "below the text")
    yield move(layout, role, current, current, [why])
