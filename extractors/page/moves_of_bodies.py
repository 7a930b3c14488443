"""Where paragraphs and items may go: on in an article, into another one, into a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.page.asked_again import asked_again
from extractors.page.coherence import Comparison, fresh_place, total
from extractors.page.drafts import (
    BOXES,
    HEADS,
    Draft,
    Layout,
    Move,
    State,
    above,
    after_a_stop,
    grown,
    move,
    opened,
)

STRANGE, TITLED, ALIKE = -1.5, 2.0, 2.0
SIGNS = HEADS | {"byline"}
SWITCH = -2.5
"""The price of going on with another article than the one being read."""


class Scene(NamedTuple):
    """What is weighed for each draft alike, however it reads."""

    prior: float  # what speaks for or against the block's being a paragraph
    over: str  # what stands right above it
    waits: bool  # the head right above it has no text yet
    deeper: bool = False  # it is a heading of a lower level than the title of the article being read


class View(NamedTuple):
    """How a block looks from the article being read, whatever others there are."""

    scene: Scene
    strange: bool  # that has ended and the block speaks of something else
    parted: bool  # another article may begin
    fresh: float  # how plainly it opens in another place


def body(layout: Layout, state: State, at: int, prior: float = 0.0) -> Iterator[Move]:
    """Where a paragraph may go; `prior` is what speaks for or against its being one."""
    caption, current = at in layout.captions, state.reading
    view = _view(layout, at, current, above(layout, state.pending, at), prior)
    for draft in state.drafts:
        if draft.kind == "photo" or caption:
            if _is_caption_of(layout, draft, at):
                yield _behind(layout, state, at, on(layout, at, draft, draft is current, view.scene))
        elif draft is current:
            yield on(layout, at, draft, True, view.scene)
        elif prior >= -1.0 and (view.strange or _bears(layout, at, draft)):
            yield on(layout, at, draft, False, view.scene)
    if view.parted:
        yield _behind(layout, state, at, _new(layout, at, state.pending, bool(state.drafts), prior, view.fresh))
    if layout.texts.runs[at] in layout.repeated:
        yield move(layout, "stray", None, None, [(-1.0, "stands on the page twice")], resume=state.current)


@asked_again
def _view(layout: Layout, at: int, current: Draft | None, over: str, prior: float) -> View:
    """The block as seen from the article being read."""
    strange, fresh = _strange(layout, at, current), _opening(layout, at, current)
    stopped = current is None or current.kind == "photo" or after_a_stop(layout, at) or layout.blocks[at].fresh
    parted = at in layout.captions or stopped or strange or fresh > 0
    return View(Scene(prior, over, waits(layout, at, current)), strange, parted, fresh)


def _strange(layout: Layout, at: int, current: Draft | None) -> bool:
    """Whether the article being read has ended and the run speaks of something else."""
    if not current or not current.recent or not layout.texts.ending[current.last]:
        return False
    return total(layout.texts.likeness(at, current.members)) < STRANGE


def _opening(layout: Layout, at: int, current: Draft | None) -> float:
    """How plainly a run opens in another place than the article being read, once that has ended."""
    texts = layout.texts
    if current is None or (texts.open(current.last) and total(texts.continuity(current.last, at)) >= 0):
        return 0.0
    return fresh_place(texts, at, current.members)


def _is_caption_of(layout: Layout, draft: Draft, at: int) -> bool:
    """Whether a caption is the photo's, or goes on with its caption: a sentence cut in two, or a paragraph after
    这是…拍摄的…."""
    if draft.kind != "photo" or at not in layout.captions:
        return False
    before = draft.last
    return not draft.recent or (before == at - 1 and (layout.texts.open(before) or before in layout.shown))


@asked_again
def _bears(layout: Layout, at: int, draft: Draft) -> bool:
    """Whether a draft not being read waits for a text, or the run for an article, or rare words join them; the rest is
    not weighed."""
    if not draft.recent or after_a_stop(layout, at) or layout.texts.open(draft.last):
        return True
    if layout.texts.group(draft.recent) & layout.alike[at]:
        return True
    return not layout.texts.words.akin(at).isdisjoint(draft.members)


@asked_again
def waits(layout: Layout, at: int, current: Draft | None) -> bool:
    """Whether the head right above a block has no text yet."""
    headed = current is not None and not current.length and current.kind not in BOXES
    return headed and layout.look(at - 1) in SIGNS


@asked_again
def on(layout: Layout, at: int, draft: Draft, here: bool, scene: Scene) -> Move:
    """The paragraph as the next of the draft's body, `here` of the one being read."""
    why = [*_joins(layout, at, draft, here, scene.prior), title_words(layout, draft.titles, at)]
    if not (here or draft.recent):
        why.append((-4.0, "far from the head"))
    elif not here:
        own = layout.texts.own(at, draft.members) if layout.look(at) == "body" else (0.0, "")
        why.append(own)
        if not (own[0] or after_a_stop(layout, at) or layout.texts.open(draft.last)):
            why.append((-0.8, "nothing parts it from the text above"))
    why += between(layout, at, draft, here, scene)
    return move(layout, "body", draft, grown(draft, at), why)


@asked_again
def _joins(layout: Layout, at: int, draft: Draft, here: bool, prior: float) -> tuple[Comparison, ...]:
    """How well the paragraph goes on with the draft's text, `here` with the one being read."""
    texts, why = layout.texts, [(prior, "the look of a paragraph")]
    if draft.recent:
        if layout.look(draft.last) != "item" or draft.kind == "study":
            why += texts.continuity(draft.last, at)
        why += texts.likeness(at, draft.members)
        if layout.alike[at] and layout.texts.group(draft.recent) & layout.alike[at]:
            why.append((ALIKE, "made like a paragraph of it"))
        if draft.kind == "brief" and not texts.open(draft.last):
            why.append((-1.5, "a brief is one paragraph"))
        if draft.kind == "study" and layout.look(at) == "body" and layout.look(at - 1) == "source":
            why.append((-3.5, "the notes have ended"))
        if layout.blocks[at].fresh:
            why.append((-4.0, "a dateline opens another article"))
    elif here:
        why.append((0.5, "below the head"))
    return tuple(why)


def _behind(layout: Layout, state: State, at: int, one: Move) -> Move:
    """The move; behind a caption that no credit follows another draft is read."""
    if one.draft is None or one.draft.kind != "photo":
        return one
    if layout.look(at + 1) == "credit" or at + 1 in layout.captions:
        return one
    current = state.reading
    return one._replace(resume=state.previous if current and current.kind == "photo" else state.current)


def between(layout: Layout, at: int, draft: Draft, here: bool, scene: Scene) -> list[Comparison]:
    """What lies between the draft and the block, `here` when that is being read."""
    why: list[Comparison] = []
    if not here:
        why.append((SWITCH, "another article lies between"))
        if after_a_stop(layout, at) and layout.look(at - 1) != "column":
            why.append((1.0, "what lies between has ended"))
        if scene.waits:
            why.append((-3.0, "the head just above has no text yet"))
    if scene.over == "column" and draft.recent:
        why.append((-0.8, "a column head lies between"))
    reading_on = here and draft.recent and not layout.texts.open(draft.last)
    if reading_on and layout.blocks[at].gap > layout.gap:
        why.append((-0.8, "empty lines lie between"))
    if layout.look(at - 1) == "rule" and draft.recent:
        why.append((-3.0, "a rule lies between"))
    if draft.ended:
        why.append((-3.0, "a byline closed the article"))
    return why


@asked_again
def title_words(layout: Layout, titles: tuple[int, ...], at: int) -> Comparison:
    """The share of the title's words that the run has."""
    words = layout.texts.words
    size = words.size(titles)
    share = words.common(at, titles) / size if size else 0.0
    return TITLED * share, "words of the title" if share else ""


@asked_again
def _new(layout: Layout, at: int, pending: tuple[int, ...], begun: bool, prior: float, fresh: float) -> Move:
    """The paragraph as the beginning of an article that has no head above it; `begun` behind the page's first."""
    before, caption = above(layout, pending, at), at in layout.captions
    kind = "photo" if caption else "study" if before == "column" and layout.columns[at - 1] == "study" else ""
    why: list[Comparison] = [(prior - (2.0 if caption else 3.0), "an article without a head")]
    if before in ("column", "rule") or not begun:
        supposed = begun and layout.look(at - 1) == "short"
        why.append((1.0 if supposed else 3.0, "the page, a column head or a rule is above"))
    if layout.blocks[at].fresh:
        why.append((4.0, "a dateline"))
    if layout.blocks[at].gap > layout.gap:
        why.append((1.0, "empty lines above"))
    if fresh:
        why.append((fresh, "another place opens it"))
    draft, column = opened(layout, pending, kind, at)
    return move(layout, "body", None, grown(draft, at), why, column=column)


def item(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """Where a marked item may go: ◆ a brief of its own, ★ with the other notes, or on in a list."""
    mark = layout.blocks[at].mark
    kind = "study" if mark in "★☆" else "brief"
    current = state.reading
    listed = current is not None and current.kind == kind
    if current is not None and listed and kind == "study":
        yield move(layout, "body", current, grown(current, at), [(1.5, "the next note of the box")])
    else:
        why: list[Comparison] = [(0.0 if mark in "★◆" else -2.0, "an item of its own")]
        if listed or any(layout.columns[c] == kind for c in state.pending):
            why.append((2.5, "in a box of items"))
        draft, column = opened(layout, state.pending, kind, at)
        yield move(layout, "body", None, grown(draft, at), why, column=column)
    if current is not None and current.kind not in BOXES:
        prior = -2.0 if mark in "★◆" else -0.5
        yield on(layout, at, current, True, Scene(prior, above(layout, state.pending, at), waits=False))
