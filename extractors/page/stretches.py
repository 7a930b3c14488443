"""A page's reading as heads and stretches of text that may change places: what the joint move works on."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.page.affinity import Affinity, Members
from extractors.page.coherence import fresh_place, total
from extractors.page.drafts import BOXES, Choice, Layout
from extractors.page.openings import closes

HEAD_ROLES = frozenset({"title", "subtitle"})
BODY_ROLES = frozenset({"body", "subhead"})
REACH = 4
"""So many paragraphs on either side say whether a text goes on."""

FRESH, HOLDS, CUTS, BESIDE, INSIDE = 1.5, 0.0, 7, 5, -1.5
"""Another place that opens a paragraph speaks for a cut;
so many cuts of an article are weighed, so many blocks on either side of a stretch are its neighbours."""


class Head(NamedTuple):  # made, hashed and compared thousands of times a page: a tuple does it fastest
    """Title, subtitle and the byline right below them."""

    lines: Members  # titles and subtitles
    byline: int = -1

    @property
    def begin(self) -> int:
        return self.lines[0]

    @property
    def end(self) -> int:
        return max(self.lines[-1], self.byline)


class Story(NamedTuple):  # likewise
    """An article as the joint move sees it: heads and the blocks of its text in page order."""

    heads: tuple[Head, ...] = ()
    body: Members = ()


@dataclass(frozen=True, slots=True)
class Stretches:
    """What of a page may change places."""

    stories: dict[int, Story]  # by draft
    signs: dict[int, tuple[int, bool]]  # a byline apart from a head: the block of text beside it, whether it opens it
    tied: dict[int, int]  # a block of text: the one before it that it goes with
    neutral: frozenset[int]  # blocks that part nothing: boxes, column heads, rules, notes
    subheads: frozenset[int]


def stretches(layout: Layout, choices: Sequence[Choice], affinity: Affinity) -> Stretches:
    heads: dict[int, list[Head]] = {}
    bodies: dict[int, list[int]] = {}
    signs: dict[int, tuple[int, bool]] = {}
    neutral = set()
    for at, choice in enumerate(choices):
        if choice.draft < 0 or choice.kind in BOXES or choice.role in ("source", "dateline"):
            neutral.add(at)
        elif choice.role in HEAD_ROLES:
            _add_line(heads.setdefault(choice.draft, []), at)
        elif choice.role in BODY_ROLES:
            bodies.setdefault(choice.draft, []).append(at)
        else:
            _add_byline(layout, choices, heads.get(choices[at - 1].draft, []), signs, at)
    drafts = sorted({*heads, *bodies})
    stories = {d: Story(tuple(heads.get(d, ())), tuple(bodies.get(d, ()))) for d in drafts}
    subheads = frozenset(at for at, choice in enumerate(choices) if choice.role == "subhead")
    tied = {at: before for story in stories.values() for before, at in _tied(layout, affinity, story.body, subheads)}
    return Stretches(stories, signs, tied, frozenset(neutral), subheads)


def blocks(story: Story) -> Members:
    """The text and the lines of the heads."""
    return (*story.body, *(line for head in story.heads for line in head.lines))


def near(body: Members, stretch: Members) -> Members:
    """The blocks of a text next to a stretch on either side."""
    above, below = bisect_left(body, stretch[0]), bisect_right(body, stretch[-1])
    first = body[: above > BESIDE]
    return first + body[max(0, above - BESIDE) : above] + body[below : below + BESIDE]


def _add_line(heads: list[Head], at: int) -> None:
    if heads and heads[-1].end == at - 1 and heads[-1].byline < 0:
        heads[-1] = Head((*heads[-1].lines, at))
    else:
        heads.append(Head((at,)))


def _add_byline(
    layout: Layout, choices: Sequence[Choice], heads: list[Head], signs: dict[int, tuple[int, bool]], at: int
) -> None:
    """A byline below a title is the head's, one in brackets the text's above it, another the text's below it."""
    if heads and heads[-1].lines[-1] == at - 1 and not layout.blocks[at].fresh:
        heads[-1] = Head(heads[-1].lines, at)
        return
    closing = not layout.blocks[at].fresh and (layout.blocks[at].after or layout.texts.runs[at][0] == "(")
    beside = at - 1 if closing else at + 1
    if 0 <= beside < len(choices) and choices[beside].role in BODY_ROLES and choices[beside].kind not in BOXES:
        signs[at] = beside, not closing


def _tied(layout: Layout, affinity: Affinity, body: Members, subheads: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The blocks between which a text is not cut: all but the places that hold together least."""
    places = ((_hold(layout, affinity, body, n), n) for n in range(1, len(body)) if not _heads(body, n, subheads))
    loose = {n for _, n in sorted(place for place in places if place[0] < HOLDS)[:CUTS]}
    yield from ((body[n - 1], body[n]) for n in range(1, len(body)) if n not in loose)


def _heads(body: Members, n: int, subheads: frozenset[int]) -> bool:
    """Whether a subhead stands right above the nth block."""
    return body[n - 1] in subheads and body[n] == body[n - 1] + 1


def _hold(layout: Layout, affinity: Affinity, body: Members, n: int) -> float:
    """How well a text holds together before its nth block; under 0 where it may be cut."""
    texts, before, at = layout.texts, body[n - 1], body[n]
    if texts.goes_on(before, at):
        return math.inf
    if at != before + 1 or layout.look(at) != "body" or _plainly_apart(layout, body, n):
        return -math.inf
    left, right = body[max(0, n - REACH) : n], body[n : n + REACH]
    return total(affinity.cohesion(left, right)) - FRESH * fresh_place(texts, at, left)


def _plainly_apart(layout: Layout, body: Members, n: int) -> bool:
    """Whether a text may have ended before its nth block: that is made like blocks of other texts alone, begins with
    the end of a sentence, or stands below a closing."""
    texts, before, at = layout.texts, body[n - 1], body[n]
    alike = layout.alike[at]
    if alike and not alike & texts.group(body):
        return True
    return not texts.open(before) and (texts.beginning(at)[0] <= INSIDE or closes(texts.runs[before]))
