"""The best way to read a whole page: every block gets its place so that the sum over the page is the highest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from extractors.page import blocks as reading
from extractors.page.blocks import Block
from extractors.page.coherence import Texts
from extractors.page.drafts import BOXES, Draft, Layout, Mark, Move, State, Step, mark
from extractors.page.moves import moves
from extractors.page.parallels import alike
from extractors.patterns import regex

WINDOW = 6
"""So many articles are kept open at once: pieces further apart than that are not sought."""

HOPE = 6.0
"""A reading that is so much worse than the best so far is given up."""

SHOWN = regex(r"(?:图为|[上下左右]图|这是[^。]{2,40}拍摄)")
CAPTION_LENGTH = 320
LINES = frozenset({"short", "heading"})
TEXTS = LINES | {"body"}


def layout(text: str, found: tuple[Block, ...], head: int = -1) -> Layout:
    """What the search needs to know of a page's blocks; `text` is the folded page, `head` as in `Page`."""
    runs = [text[block.span.begin : block.span.end] for block in found]
    texts = Texts(runs)
    gaps = Counter(block.gap for block in found[1:] if not block.after)
    counts = Counter(
        run for run, block in zip(runs, found, strict=True) if len(run) > 8 and block.look in ("short", "body")
    )
    shown = frozenset(n for n, block in enumerate(found) if block.look == "body" and SHOWN.match(runs[n]))
    captions = _captions(texts, found) | shown
    return Layout(
        blocks=found,
        texts=texts,
        captions=captions,
        shown=shown,
        columns=tuple(
            reading.announces(run) if block.look == "column" else "" for run, block in zip(runs, found, strict=True)
        ),
        gap=min((gap for gap, count in gaps.items() if count == max(gaps.values())), default=0),
        headings=any(block.look == "heading" for block in found),
        signed=_signed(texts, found, captions),
        items=any(block.look == "item" and block.mark not in "★☆" for block in found),
        repeated=frozenset(run for run, count in counts.items() if count > 1 and head < 0),
        head=head,
        alike=_alike(runs, found),
    )


def _alike(runs: list[str], found: tuple[Block, ...]) -> tuple[int, ...]:
    texts = [run if block.look in TEXTS else "" for run, block in zip(runs, found, strict=True)]
    return alike(texts, [block.look in LINES for block in found])


def _signed(texts: Texts, found: tuple[Block, ...], captions: frozenset[int]) -> float:
    """The share of bylines in the runs that open an article: bylines, or a county in full that no run above named."""
    bylines = sum(block.look == "byline" and not block.after for block in found)
    seen: set[str] = set()
    openings = 0
    for n, block in enumerate(found):
        if block.look == "body" and n not in captions:
            openings += bool(texts.leads[n][0]) and texts.leads[n][0].isdisjoint(seen)
        seen |= texts.areas[n]
    return bylines / max(bylines, openings, 1)


def _captions(texts: Texts, found: tuple[Block, ...]) -> frozenset[int]:
    """The runs that say what a photo shows: above its credit, or below a title under a head of photos."""
    above = {n for n in range(len(found) - 1) if found[n + 1].look == "credit" and _is_caption(texts, found, n)}
    above |= {n + 2 for n in range(len(found) - 2) if _photo_column(texts, found, n)}
    cut = {n - 1 for n in above if n and texts.open(n - 1) and _is_cut(texts, found, n - 1)}
    return frozenset(above | cut)


def _photo_column(texts: Texts, found: tuple[Block, ...], at: int) -> bool:
    """Whether a head of photos, a title and a short paragraph follow one another: 掠影."""
    looks = tuple(block.look for block in found[at : at + 3])
    headed = looks in (("column", "short", "body"), ("column", "heading", "body"))
    return headed and reading.announces(texts.runs[at]) == "photo" and len(texts.runs[at + 2]) <= CAPTION_LENGTH


def _is_cut(texts: Texts, found: tuple[Block, ...], at: int) -> bool:
    """Whether an unfinished run is a paragraph and not a title."""
    return found[at].look == "body" or (found[at].look == "short" and len(texts.runs[at]) > 24)


def _is_caption(texts: Texts, found: tuple[Block, ...], at: int) -> bool:
    """Whether the run before a credit is a photo's caption and not an article's last paragraph."""
    run, credits = texts.runs[at], found[at + 1].credits
    if found[at].look not in ("body", "item", "short"):
        return False
    if credits and credits.shot and at and found[at - 1].look == "body":  # 摄影报道 signs all of a photo report
        return False
    if "图为" in run or (at and found[at - 1].look in ("short", "heading", "column")):
        return True
    return len(run) <= CAPTION_LENGTH and not run.startswith("“")


def best(page: Layout) -> list[Step]:
    """A step for every block, those of the best state."""
    width = 16 if len(page.blocks) <= 600 else 4 if len(page.blocks) <= 3000 else 2
    states = [State()]
    for at in range(len(page.blocks)):
        ranked = _varied(sorted(_ahead(page, states, at), key=lambda s: -s.score), width)
        states = [state for state in ranked if state.score >= ranked[0].score - HOPE]
    last = max(states, key=lambda s: s.score).step
    return last.trail() if last else []


def _ahead(page: Layout, states: list[State], at: int) -> Iterable[State]:
    """The states behind a block, the best of those that are alike."""
    ahead: dict[tuple[object, ...], State] = {}
    top = -math.inf
    for state in states:
        options: list[tuple[float, Move]] = []
        for move in moves(page, state, at):
            score = state.score + move.gain
            options.append((score, move))
            if score > top:
                top = score
            elif score < top - HOPE:
                continue
            after = _stepped(state, at, Step(move, score, options, state.step))
            key = after.likeness
            rival = ahead.get(key)
            if rival is None or score > rival.score:
                ahead[key] = after
    return ahead.values()


def _varied(ranked: list[State], width: int) -> list[State]:
    """The best states, few of them with one article being read: they differ in what matters later."""
    kept: list[State] = []
    counts: Counter[int] = Counter()
    for state in ranked:
        if counts[state.current] < max(2, width // 4):
            counts[state.current] += 1
            kept.append(state)
    return kept[:width]


def _stepped(state: State, at: int, step: Step) -> State:
    """The state once the block has gone where the step says."""
    move = step.move
    _, drafts, marks, current, previous, pending, _ = state
    if move.draft is not None:
        drafts, marks = _put(drafts, marks, move.draft)
        if move.draft.kind == "photo" and current != move.draft.first:
            held = state.draft(current)
            previous = current if held is None or held.kind != "photo" else previous
        current = move.draft.first
    if move.role == "column":
        pending = (*pending, at)[-4:]
    if move.column >= 0:
        pending = tuple(c for c in pending if c != move.column)
    if move.resume != -2:
        current = move.resume
    return State(step.score, drafts, marks, current, previous, pending, step)


Put = tuple[tuple[Draft, ...], tuple[Mark, ...]]


def _put(drafts: tuple[Draft, ...], marks: tuple[Mark, ...], draft: Draft) -> Put:
    """The drafts with one as it is now, or with a new one; and their marks."""
    first, now = draft.first, mark(draft)
    for n, old in enumerate(marks):
        if old[0] == first:
            return (*drafts[:n], draft, *drafts[n + 1 :]), (*marks[:n], now, *marks[n + 1 :])
    if len(drafts) < WINDOW:
        return (*drafts, draft), (*marks, now)
    done = next((n for n, d in enumerate(drafts) if d.kind in BOXES), 0)  # nothing goes on with an old brief
    return (*drafts[:done], *drafts[done + 1 :], draft), (*marks[:done], *marks[done + 1 :], now)
