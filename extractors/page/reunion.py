"""The joint move: heads without texts, texts without heads and stretches among strangers find their places at once.

The search reads a page from top to bottom and holds a few readings; a head far from its text it can only guess at.
Here the whole page is at hand: stretches of text change articles, and heads are given to texts by the matching of the
highest sum, as long as that makes the page likelier. The work is bounded: places are sought among articles near by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.page.affinity import Affinity, Members
from extractors.page.coherence import total
from extractors.page.drafts import Choice, Layout
from extractors.page.stories import BODILESS, COHESION, HEADING, LONG, Stories
from extractors.page.stretches import BODY_ROLES, Head, Story, Stretches, blocks, near, stretches

PROMOTED, SECTION, TORN = -3.5, -5.0, -4.5
"""The price of a line raised to a head, of one among several subheads, of a head torn in two."""

MARGIN, CALM, HOPE = 0.8, -4.0, 7.0
"""What a change must gain, what it is given less where nothing is amiss, and how much more it may gain than seems."""

DOUBTFUL, UNLIKELY = 0.5, -2.0
NEAR, STEPS, WINDOW, STRIDE = 60, 16, 14, 10
"""So many blocks away a place is sought, so many rounds of changes are made at most;
so many articles are weighed together, and so many further on the next."""

Change = tuple[float, dict[int, Story], Members]
"""What it gains, the stories it makes, the blocks it moves."""

Edge = tuple[tuple[str, int], tuple[str, int], float]


@dataclass(frozen=True, slots=True)
class Moved:
    """A block that the joint move gave to another article, why, and how much that gained."""

    reasons: tuple[str, ...]
    gain: float
    rival: int  # the draft that the search had it in


class Reunion:
    """One page's articles while stretches and heads change places."""

    def __init__(self, layout: Layout, found: Stretches, affinity: Affinity) -> None:
        self._found = found
        self._affinity = affinity
        self._stories = Stories(layout, found, affinity)
        self._first = {n: draft for draft, story in found.stories.items() for n in blocks(story)}
        self.stories = dict(found.stories)

    def improve(self) -> dict[int, Moved]:
        """The stories bettered, so many side by side at a time; the blocks that changed places."""
        moved: dict[int, Moved] = {}
        whole, drafts = self.stories, sorted(self.stories, key=lambda draft: min(blocks(self.stories[draft])))
        for begin in range(0, max(1, len(drafts) - WINDOW + STRIDE), STRIDE):
            window = sorted(draft for draft in drafts[begin : begin + WINDOW] if draft in whole)
            self.stories = {draft: whole.pop(draft) for draft in window}
            moved |= self._improve()
            whole |= self.stories
        self.stories = whole
        return moved

    def _improve(self) -> dict[int, Moved]:
        moved: dict[int, Moved] = {}
        for _ in range(STEPS):
            changes = sorted([one for one in self._changes() if one[0] >= MARGIN], key=lambda one: -one[0])
            changed: set[int] = set()
            for gain, change, taken in changes:
                if changed.isdisjoint(change):  # what it gains is as it was
                    changed |= change.keys()
                    moved |= self._made(gain, change, taken)
            if not changes:
                break
        return moved

    def _made(self, gain: float, change: dict[int, Story], taken: Members) -> dict[int, Moved]:
        """The blocks that change places, once the stories are as the change makes them."""
        both = sorted((self.stories | change).items())
        self.stories = {draft: story for draft, story in both if story.heads or story.body}
        moved: dict[int, Moved] = {}
        for story in change.values():
            told = [(weight, why) for weight, why in self._stories.why(story) if why and abs(weight) >= 0.05]
            reasons = tuple(f"{why} {weight:+.1f}" for weight, why in told)
            held = set(blocks(story))
            moved |= {block: Moved(reasons, gain, self._first[block]) for block in taken if block in held}
        return moved

    def _changes(self) -> Iterator[Change]:
        """What each change gains, the stories it makes, the blocks it moves; none where nothing is amiss."""
        amiss = {draft for draft, story in self.stories.items() if self._stories.amiss(story)}
        yield self._matching()
        for draft, story in self.stories.items():
            if draft in amiss:
                yield from self._promoted(draft, story)
                if story.body and not story.heads:
                    yield from self._given({draft: story}, draft, story.body)
            yield from self._taken(draft, story, amiss)

    def _taken(self, draft: int, story: Story, amiss: set[int]) -> Iterator[Change]:
        """Stretches of a text in others, in new ones, below heads that have none: where that may pay."""
        best: dict[Members, tuple[float, int]] = {}
        for taken in self._runs(story):
            rest = Story(story.heads, tuple(sorted({*story.body}.difference(taken))))
            loss, own = self._gain({draft: rest}), self._cohesion(taken, rest, UNLIKELY) - DOUBTFUL
            for target in self._targets(draft, taken):
                calm = 0.0 if draft in amiss or target in amiss else CALM
                other = self.stories.get(target, Story())
                theirs, heading = self._cohesion(taken, other, 0.0), self._heading(taken, other)
                worth = heading > 0 or theirs >= own - calm / 2
                if worth and loss + calm + COHESION * theirs + heading + HOPE >= MARGIN:
                    change = {draft: rest, target: Story(other.heads, tuple(sorted(other.body + taken)))}
                    gain = self._gain(change) + calm
                    yield gain, change, taken
                    best[taken] = max(best.get(taken, (gain, target)), (gain, target))
                    if not other.heads:
                        yield from self._given(change, target, taken)
        yield from self._both(draft, story, best)

    def _both(self, draft: int, story: Story, best: dict[Members, tuple[float, int]]) -> Iterator[Change]:
        """Two stretches side by side that go to different articles: the first alone would leave the other worse."""
        for one, other in pairwise(self._stories.parts(story)):
            if one in best and other in best and best[one][1] != best[other][1]:
                taken = one + other
                change = {draft: Story(story.heads, tuple(sorted({*story.body}.difference(taken))))}
                for part in (one, other):
                    target = best[part][1]
                    owner = self.stories.get(target, Story())
                    change[target] = Story(owner.heads, tuple(sorted(owner.body + part)))
                yield self._gain(change), change, taken

    def _heading(self, taken: Members, story: Story) -> float:
        """What a stretch brings a head that has no text, if it suits it."""
        bodiless = story.heads if not story.body else ()
        headings = [total(self._affinity.heading(head.lines, taken[:LONG])) for head in bodiless]
        return max((HEADING * heading - BODILESS for heading in headings if heading > 0), default=0.0)

    def _cohesion(self, taken: Members, story: Story, alone: float) -> float:
        """How well a stretch goes with the rest of a text, or with none."""
        return total(self._affinity.cohesion(taken[:LONG], near(story.body, taken))) if story.body else alone

    def _promoted(self, draft: int, story: Story) -> Iterator[Change]:
        """Short lines of a text as the head of what follows, or of a text without a head."""
        for n, line in enumerate(story.body):
            if line not in self._stories.short:
                continue
            before, after, head = story.body[:n], story.body[n + 1 :], Head((line,))
            changes = [
                {draft: Story(story.heads, before + after[end:]), line: Story((head,), after[:end])}
                for end in range(1, len(after) + 1)
                if (before or end < len(after)) and not self._ties(after, end)
                if total(self._affinity.heading((line,), after[:end][:LONG])) > 0
            ]
            rest = Story(story.heads, before + after)
            for other in self._targets(draft, (line,)):
                if other in self.stories and not self.stories[other].heads:
                    changes.append({draft: rest, other: Story((head,), self.stories[other].body)})
            for change in changes:
                yield self._gain(change) + self._price(story), change, (line,)

    def _ties(self, body: Members, at: int) -> bool:
        """Whether a text cannot be cut before its nth block."""
        return at < len(body) and self._found.tied.get(body[at]) == body[at - 1]

    def _spare(self) -> list[tuple[Head, int, Head | None]]:
        """Heads that a text may be given, whose they are, and what that one keeps: those without a text, halves."""
        found: list[tuple[Head, int, Head | None]] = []
        for draft, story in self.stories.items():
            for head in story.heads:
                if not story.body:
                    found.append((head, draft, None))
                for n in range(1, len(head.lines)):
                    upper, lower = Head(head.lines[:n]), Head(head.lines[n:], head.byline)
                    found += [(upper, draft, lower), (lower, draft, upper)]
        return found

    def _price(self, story: Story) -> float:
        """The price of making a line of a text a title: of several such lines each is a subhead."""
        return PROMOTED + SECTION * (len(self._stories.short & set(story.body)) > 1)

    def _given(self, change: dict[int, Story], target: int, taken: Members) -> Iterator[Change]:
        """The same change with a spare head for the story that has none."""
        for head, owner, kept in self._spare():
            if owner == target or abs(head.begin - taken[0]) > NEAR:
                continue
            if total(self._affinity.heading(head.lines, taken[:LONG])) <= 0:
                continue
            given = {**change, target: Story((head,), change[target].body)}
            story = given.get(owner, self.stories[owner])
            others = [kept if (other.lines[0] <= head.begin <= other.lines[-1]) else other for other in story.heads]
            given[owner] = Story(tuple([other for other in others if other]), story.body)
            yield self._gain(given) + TORN * (kept is not None), given, (*taken, *head.lines)

    def _gain(self, change: dict[int, Story]) -> float:
        old = sum(self._stories.score(self.stories.get(draft, Story())) for draft in change)
        return sum(self._stories.score(story) for story in change.values()) - old

    def _runs(self, story: Story) -> Iterator[Members]:
        """Single stretches, pairs, those from some place on and up to some place; not all where there is a head."""
        parts = self._stories.parts(story)
        for begin in range(len(parts)):
            for end in sorted({begin + 1, begin + 2, len(parts)} if begin else range(1, len(parts) + 1)):
                if end <= len(parts) and (end - begin < len(parts) or not story.heads):
                    yield tuple(block for part in parts[begin:end] for block in part)

    def _targets(self, draft: int, taken: Members) -> Iterator[int]:
        """The articles near by, and a new one called by the first block."""
        first = taken[0]
        for other, story in self.stories.items():
            if other == draft:
                continue
            if _near(story.body, first) or any(abs(head.begin - first) <= NEAR for head in story.heads):
                yield other
        if first not in self.stories:
            yield first

    def _matching(self) -> Change:
        """Heads given anew to the texts, so that the sum over all is the highest."""
        heads = [(head, draft) for draft, story in self.stories.items() for head in story.heads]
        texts = [draft for draft, story in self.stories.items() if story.body]
        lines = [(line, draft) for draft in texts for line in self.stories[draft].body if line in self._stories.short]
        edges = [*self._heads_and_texts(heads, texts), *self._lines_and_texts(lines)]
        matched = _heaviest([edge for edge in edges if edge[2] > 0])
        given = {matched["head", n][1]: (heads[n][0],) for n in range(len(heads)) if ("head", n) in matched}
        change = {draft: Story(given.get(draft, ()), self.stories[draft].body) for draft in texts}
        change |= {draft: _raised(self.stories[draft], line) for line, draft in lines if ("line", line) in matched}
        for n, (head, draft) in enumerate(heads):
            change.setdefault(draft, Story())
            if ("head", n) not in matched:  # it keeps its place, without a text
                own = head.begin if self.stories[draft].body else draft
                others, body = change.get(own, Story())
                change[own] = Story((*others, head), body)
        changed = {draft: story for draft, story in change.items() if story != self.stories.get(draft, Story())}
        moved = (head for draft, story in changed.items() for head in story.heads if not self._has(draft, head))
        return self._gain(changed), changed, tuple(line for head in moved for line in head.lines)

    def _has(self, draft: int, head: Head) -> bool:
        return head in self.stories.get(draft, Story()).heads

    def _heads_and_texts(self, heads: list[tuple[Head, int]], texts: list[int]) -> Iterator[Edge]:
        for n, (head, _) in enumerate(heads):
            for draft in texts:
                story = self.stories[draft]
                if min(abs(head.begin - story.body[0]), abs(head.begin - story.body[-1])) <= NEAR:
                    with_it, without = Story((head,), story.body), Story((), story.body)
                    gain = self._stories.score(with_it) - self._stories.score(without) - BODILESS
                    yield ("head", n), ("text", draft), gain

    def _lines_and_texts(self, lines: list[tuple[int, int]]) -> Iterator[Edge]:
        """A short line as the title of the text it stands in."""
        for line, draft in lines:
            story = self.stories[draft]
            if len(story.body) > 1:
                gain = self._stories.score(_raised(story, line)) - self._stories.score(Story((), story.body))
                yield ("line", line), ("text", draft), gain + self._price(story)


def _heaviest(edges: Sequence[Edge]) -> dict[tuple[str, int], tuple[str, int]]:
    """The matching of the highest sum: each end with the other, the one that sorts first as the key."""
    if (found := _undisputed(edges)) is not None:
        return found
    if (found := _undisputed([(text, head, weight) for head, text, weight in edges])) is not None:
        return {head: text for text, head in found.items()}
    import networkx  # takes longer to import than some pages to read

    graph: networkx.Graph[tuple[str, int]] = networkx.Graph()
    graph.add_weighted_edges_from(edges)
    pairs = (sorted(pair) for pair in networkx.max_weight_matching(graph))
    return dict(sorted((first, second) for first, second in pairs))


def _undisputed(edges: Sequence[Edge]) -> dict[tuple[str, int], tuple[str, int]] | None:
    """The first ends with what they want most, where no two want the same: no other matching weighs as much."""
    best: dict[tuple[str, int], Edge] = {}
    for edge in edges:
        best[edge[0]] = max(best.get(edge[0], edge), edge, key=lambda one: one[2])
    wanted = {other for _, other, _ in best.values()}
    rivals = sum(weight == best[one][2] for one, _, weight in edges)
    return {one: other for one, other, _ in best.values()} if rivals == len(best) == len(wanted) else None


def _near(blocks: Sequence[int], place: int) -> bool:
    """Whether one of the blocks, which are in page order, is near a place."""
    at = bisect_left(blocks, place - NEAR)
    return at < len(blocks) and blocks[at] <= place + NEAR


def _raised(story: Story, line: int) -> Story:
    """The text with one of its lines for a head."""
    return Story((Head((line,)),), tuple([block for block in story.body if block != line]))


def rejoined(layout: Layout, choices: Sequence[Choice]) -> tuple[list[Choice], dict[int, Moved]]:
    """The choices once stretches and heads have found their places; and why, for those that moved."""
    choices = _lowered(layout, choices)
    if layout.head >= 0 or len({choice.draft for choice in choices if choice.draft >= 0}) < 2:
        return list(choices), {}
    affinity = Affinity(layout.texts)
    found = stretches(layout, choices, affinity)
    if len(found.stories) < 2:
        return list(choices), {}
    reunion = Reunion(layout, found, affinity)
    moved = reunion.improve()
    if not moved:
        return list(choices), {}
    owners = dict(_owners(reunion.stories, found))
    titles = {line for story in reunion.stories.values() for head in story.heads for line in head.lines}
    made = []
    for at, choice in enumerate(choices):
        role = "title" if at in titles and choice.role in BODY_ROLES else choice.role
        made.append(replace(choice, draft=owners.get(at, choice.draft), role=role))
    return made, moved


def _lowered(layout: Layout, choices: Sequence[Choice]) -> list[Choice]:
    """The only title of a page's only text, between whole paragraphs: a subhead of an excerpt that has no head."""
    titles = [at for at, choice in enumerate(choices) if choice.role == "title"]
    one = len({choice.draft for choice in choices if choice.draft >= 0}) == 1
    lone = one and not any(choice.role in ("byline", "subtitle") for choice in choices) and titles
    if not lone or layout.head >= 0 or not 0 < titles[0] <= titles[-1] < len(choices) - 1:
        return list(choices)
    above, below = choices[titles[0] - 1].role, choices[titles[-1] + 1].role
    if above != "body" or below != "body" or layout.texts.open(titles[0] - 1):
        return list(choices)
    return [replace(choice, role="subhead") if choice.role == "title" else choice for choice in choices]


def _owners(stories: dict[int, Story], found: Stretches) -> Iterator[tuple[int, int]]:
    signs = {block: sign for sign, (block, _) in found.signs.items()}
    for draft, story in stories.items():
        for head in story.heads:
            yield from ((block, draft) for block in (*head.lines, head.byline) if block >= 0)
        for block in story.body:
            yield block, draft
            if block in signs:
                yield signs[block], draft
