"""How likely an article made of these heads and stretches of text is: log-odds, each with its reason."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from extractors.page.affinity import Affinity, Members
from extractors.page.coherence import Comparison, total
from extractors.page.drafts import Layout
from extractors.page.openings import closes, ending, opening
from extractors.page.stretches import Head, Story, Stretches, near

COHESION, HEADING, JOIN, OPENING = 0.6, 0.9, 1.0, 0.8
HEADLESS, BODILESS, TWO_HEADS, TWO_BYLINES, UNSIGNED = -3.5, -5.0, -5.0, -3.0, -2.5
INSIDE, IN_SENTENCE, BELOW, STACKED, AWAY = -4.0, -2.0, -2.3, -2.4, -4.0
JUMP, OPEN_END, BREAK, COLUMN, LONELY, OUT_OF_ORDER = -3.3, -2.5, -1.2, -2.4, -1.0, -3.0
DATELINE = -9.0
ALIKE, ENDING, BEYOND = 3.0, 1.2, -1.5
LONG = 5
"""So many paragraphs say what a stretch, or the text below a head, is about."""

AMISS = -2.3
UNSAID = "no byline"


class Stories:
    """One page's heads and stretches, asked again and again for the articles they might make."""

    def __init__(self, layout: Layout, found: Stretches, affinity: Affinity) -> None:
        self._layout = layout
        self._found = found
        self._affinity = affinity
        self._openings = {block for block, opens in found.signs.values() if opens}
        self._closings = {block for block, opens in found.signs.values() if not opens}
        self._body = {block for story in found.stories.values() for block in story.body}
        self._heads = {n for s in found.stories.values() for head in s.heads for n in (*head.lines, head.byline)}
        self.short = frozenset(n for n, block in enumerate(layout.blocks) if block.look in ("short", "heading"))
        """The blocks that look like titles or subheads."""
        self._made = frozenset(n for n, others in enumerate(layout.alike) if others)
        self._closing = frozenset(
            n for n in self._body if closes(layout.texts.runs[n]) and not layout.texts.open(n)
        )
        self._endings: dict[int, float] = {}
        self._scores: dict[Story, float] = {}
        self._texts: dict[tuple[Members, Members], tuple[float, list[Comparison]]] = {}
        self._parts: dict[Members, list[Members]] = {}

    def score(self, story: Story) -> float:
        if not story.body:
            return BODILESS if story.heads else 0.0
        if story not in self._scores:
            others = [weight for weight, _ in (*self._head(story), *self._signed(story))]
            self._scores[story] = sum(others, start=self._text(story)[0])
        return self._scores[story]

    def why(self, story: Story) -> list[Comparison]:
        """What speaks for and against an article made so."""
        if not story.body:
            return [(BODILESS, "a head without a text")] if story.heads else []
        return [*self._text(story)[1], *self._head(story), *self._signed(story)]

    def _text(self, story: Story) -> tuple[float, list[Comparison]]:
        """What the text says, and that together; heads that stand outside of it change nothing about it."""
        first, last = story.body[0], story.body[-1]
        key = story.body, tuple([n for n in _head_blocks(story) if first < n < last])
        if key not in self._texts:
            told = list(self._of_text(story))
            self._texts[key] = total(told), told
        return self._texts[key]

    def _of_text(self, story: Story) -> Iterator[Comparison]:
        texts, parts = self._layout.texts, self.parts(story)
        for part in parts if len(parts) > 1 else ():
            rest = near(story.body, part)
            yield from ((COHESION * weight, why) for weight, why in self._affinity.cohesion(part[:LONG], rest))
        yield from self._alike(story)
        for part in parts:
            yield from self._edges(story, part)
        if len(self.short.intersection(story.body)) == 1:
            yield LONELY, "the only subhead"
        for before, after in pairwise(parts):
            if not self._found.subheads.intersection((before[-1], after[0])):
                yield from ((JOIN * weight, why) for weight, why in texts.continuity(before[-1], after[0]))
            if not (texts.open(before[-1]) or self._beside(story, before[-1], after[0])):
                yield JUMP, "another article lies between"
        weight, why = texts.beginning(story.body[0])
        yield JOIN * weight, why
        weight, why = opening(texts, story.body[0])
        yield OPENING * weight, why
        if self._closing.intersection(story.body[:-1]):
            yield BEYOND, "goes on beyond a closing"
        if texts.open(story.body[-1]):
            yield OPEN_END, "the text is not ended"
        else:
            yield ENDING * self._ending(story.body[-1]), "ends so"

    def _ending(self, block: int) -> float:
        if block not in self._endings:
            self._endings[block] = ending(self._layout.texts.runs[block])
        return self._endings[block]

    def _alike(self, story: Story) -> Iterator[Comparison]:
        """Paragraphs and subheads made alike."""
        alike, above = self._layout.alike, 0
        for block in [block for block in story.body if block in self._made]:
            if alike[block] & above:
                yield ALIKE, "made alike"
            above |= 1 << block

    def _edges(self, story: Story, part: Members) -> Iterator[Comparison]:
        """Whether a stretch begins and ends where something parts it from other texts."""
        own = story.body
        for beside in (part[0] - 1, part[-1] + 1):
            if beside in self._body and beside not in own:
                yield BREAK, "nothing parts it from the text beside it"
        if self._layout.blocks[part[0]].fresh and part[0] != own[0]:
            yield DATELINE, "a dateline opens another article"
        if self._layout.look(part[0] - 1) == "column" and part[0] != own[0]:
            yield COLUMN, "a column head lies between"

    def parts(self, story: Story) -> list[Members]:
        """The stretches of an article's text."""
        if story.body not in self._parts:
            found: list[list[int]] = []
            for n, block in enumerate(story.body):
                if n and self._found.tied.get(block) == story.body[n - 1]:
                    found[-1].append(block)
                else:
                    found.append([block])
            self._parts[story.body] = [tuple(part) for part in found]
        return self._parts[story.body]

    def _beside(self, story: Story, before: int, after: int) -> bool:
        """Whether nothing of another article lies between two blocks."""
        if after == before + 1:
            return True
        between = set(range(before + 1, after)) - self._found.neutral - self._found.signs.keys()
        return between.issubset(_head_blocks(story))

    def _head(self, story: Story) -> Iterator[Comparison]:
        if not story.heads:
            yield HEADLESS, "a text without a head"
        for head in story.heads:
            for part in self.parts(story)[1:]:
                weight, why = self._affinity.titled(head.lines, part[:LONG])
                yield COHESION * weight, why
            mine = self._affinity.heading(head.lines, story.body[:LONG])
            yield from ((HEADING * weight, why) for weight, why in mine)
            yield self._stands(story, head)
        if len(story.heads) > 1:
            yield TWO_HEADS * (len(story.heads) - 1), "two heads"

    def _stands(self, story: Story, head: Head) -> Comparison:
        """Where a head stands to its text."""
        at, end = bisect_left(story.body, head.begin), bisect_right(story.body, head.end)
        above = story.body[at - 1] if at else -1
        below = story.body[end] if end < len(story.body) else -1
        near_above = above >= 0 and self._beside(story, above, head.begin)
        near_below = below >= 0 and self._beside(story, head.end, below)
        if above < 0 and near_below:
            return 0.0, "above the text"
        if near_above and near_below:
            return (IN_SENTENCE if self._layout.texts.open(above) else INSIDE), "inside the text"
        if near_above and below < 0:
            return BELOW, "below the text"
        if {head.begin - 1, head.end + 1} & self._heads:
            return STACKED, "beside another head"
        return AWAY, "away from the text"

    def _signed(self, story: Story) -> Iterator[Comparison]:
        openings = self._openings.intersection(story.body)
        closings = self._closings.intersection(story.body)
        count = sum(head.byline >= 0 for head in story.heads) + len(openings) + len(closings)
        if not count:
            yield UNSIGNED * self._layout.signed, UNSAID
        elif count > 1:
            yield TWO_BYLINES * (count - 1), "two bylines"
        if openings - {story.body[0]} or closings - {story.body[-1]}:
            yield OUT_OF_ORDER, "text beyond the byline"

    def amiss(self, story: Story) -> bool:
        """Whether anything about an article speaks plainly against it."""
        return any(weight <= AMISS for weight, why in self.why(story) if why != UNSAID)


def _head_blocks(story: Story) -> list[int]:
    return [n for head in story.heads for n in (*head.lines, head.byline)]
