"""Articles while a page is being put together, as frozen values that a search can hold many of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extractors.page.asked_again import asked_again
from extractors.page.blocks import Block
from extractors.page.coherence import Comparison, Texts, total

HEADS = frozenset({"short", "heading", "subtitle", "dateline"})
BOXES = frozenset({"photo", "brief", "study"})
STOPS = frozenset({"", "credit", "source", "rule", "column", "furniture"})
RECENT = 12
"""So many runs of a body are kept at hand to compare the next one with."""

SIGNED = 2.5


class _Known(NamedTuple):
    first: int  # its first block: what it is called by
    kind: str = ""  # photo, brief, study, or "" for what reads on
    column: int = -1
    titles: tuple[int, ...] = ()
    subtitles: tuple[int, ...] = ()
    credits: tuple[int, ...] = ()
    recent: tuple[int, ...] = ()  # of the body, the last ones
    last: int = -1  # the last of it
    subheads: tuple[int, ...] = ()
    length: int = 0  # runs of the body
    hanging: bool = False  # a subhead is its last line
    ended: bool = False  # a byline in brackets closed it


class Draft(_Known):
    """What is known of an article; numbers are places in the page's list of blocks.

    Each is made once and shared, so that two are the same by identity. A search makes thousands of drafts and states:
    named tuples, because a frozen dataclass takes three times as long to make.
    """

    __slots__ = ()
    __hash__ = object.__hash__

    @property
    def members(self) -> tuple[int, ...]:
        """The runs that say what it is about."""
        return self.recent + self.titles + self.subtitles


@asked_again
def begun(first: int, kind: str = "", column: int = -1) -> Draft:
    """A draft of which no more is known."""
    return Draft(first, kind, column)


@asked_again
def titled(draft: Draft, at: int) -> Draft:
    """The draft with the block as one more line of its title."""
    return draft._replace(titles=(*draft.titles, at))


@asked_again
def signed(draft: Draft, at: int, ended: bool) -> Draft:
    """The draft with the block as one more byline or credit."""
    return draft._replace(credits=(*draft.credits, at), ended=ended)


@asked_again
def sectioned(draft: Draft, at: int) -> Draft:
    """The draft with the block as one more subhead."""
    return draft._replace(subheads=(*draft.subheads, at), hanging=True)


@asked_again
def grown(draft: Draft, at: int) -> Draft:
    """The draft with the block as the next of its body."""
    recent = (*draft.recent, at)[-RECENT:]
    return draft._replace(recent=recent, last=at, length=draft.length + 1, hanging=False)


class Move(NamedTuple):
    """A block's possible place. `draft` is the draft as it then is, None when the block belongs to no article."""

    role: str
    draft: Draft | None
    comparisons: tuple[Comparison, ...]
    gain: float  # what it adds to a reading's score: the comparisons, and what the draft owes less than before
    column: int = -1  # the pending column head that is used up
    resume: int = -2  # the draft read afterwards, when it is another one

    @property
    def first(self) -> int:
        """The draft's first block, -1 for none."""
        return self.draft.first if self.draft else -1


@dataclass(frozen=True, slots=True)
class Choice:
    """A block's place: role, draft (-1 for none) and its kind, the column head used up (-1 for none)."""

    role: str
    draft: int
    kind: str
    column: int


class Step(NamedTuple):
    """A block in a reading of the page: the move taken, and the reading's score with each move there was."""

    move: Move
    score: float
    options: list[tuple[float, Move]]
    before: Step | None

    def trail(self) -> list[Step]:
        """The steps from the first to this one."""
        found: list[Step] = []
        at: Step | None = self
        while at is not None:
            found.append(at)
            at = at.before
        return found[::-1]

    @property
    def choice(self) -> Choice:
        move = self.move
        return Choice(move.role, move.first, move.draft.kind if move.draft else "", move.column)


class State(NamedTuple):
    """A way to read the page up to some block."""

    score: float = 0.0
    drafts: tuple[Draft, ...] = ()  # those still within reach, in the order of their first blocks
    marks: tuple[Mark, ...] = ()  # of those
    current: int = -1  # the draft being read
    previous: int = -1  # the draft to come back to after a photo
    pending: tuple[int, ...] = ()  # column heads no article has taken
    step: Step | None = None

    def draft(self, first: int) -> Draft | None:
        for draft in self.drafts:
            if draft.first == first:
                return draft
        return None

    @property
    def reading(self) -> Draft | None:
        """The draft being read."""
        return self.draft(self.current)

    @property
    def likeness(self) -> tuple[object, ...]:
        """States alike in this have the same future; only the best of them is kept."""
        return self.current, self.previous, self.pending, self.marks


Mark = tuple[int, int, int, int, bool]
"""What a draft's future follows from."""


@asked_again
def mark(draft: Draft) -> Mark:
    return draft.first, draft.last, len(draft.titles), len(draft.credits), draft.hanging


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A page's blocks with what the search needs to know of each."""

    blocks: tuple[Block, ...]
    texts: Texts
    captions: frozenset[int]  # runs that say what a photo shows
    shown: frozenset[int]  # those of them that say so themselves: 图为…, 这是…拍摄的…
    columns: tuple[str, ...]  # per block: the kind a column head announces, "" for other blocks
    gap: int  # the usual number of empty lines between blocks
    headings: bool  # the page marks its titles (# in Markdown)
    signed: float  # the share of the page's articles that have bylines, roughly
    items: bool  # the page has marked items
    repeated: frozenset[str]  # lines that stand on the page twice
    alike: tuple[int, ...]  # per block those made like it, as bits: 联建:军地一家亲, 联动:小事不出嘎查

    head: int = -1  # the page is one article, its given head so many characters; -1 for a page of any number

    def look(self, at: int) -> str:
        return self.blocks[at].look if 0 <= at < len(self.blocks) else ""


@asked_again
def opened(layout: Layout, pending: tuple[int, ...], kind: str, at: int) -> tuple[Draft, int]:
    """A new draft under the pending column head that suits it, and which head that is (-1 for none).

    Boxes and photos find a head of their kind wherever it stands, everything else only right above: of several there,
    the one it shares words with (代表委员零距离 and 人大代表齐“充电”), else the first.
    """
    near = [c for c in pending if all(above(layout, pending, n + 1) == "column" for n in range(c, at))]
    boxed = kind in BOXES
    suiting = [c for c in pending if boxed and layout.columns[c] == kind]
    suiting = suiting or [c for c in near if _suits(layout, layout.columns[c], kind)]
    if not suiting:
        return begun(at, kind), -1
    column = suiting[0]
    if len(suiting) > 1:
        column = max(suiting, key=lambda c: (layout.texts.words.common(at, (c,)), -c))
    return begun(at, kind, column), column


def _suits(layout: Layout, announced: str, kind: str) -> bool:
    """Whether a head may stand above such a piece; one of briefs holds the page's marked items, if there are any."""
    if kind in BOXES:
        return announced in (kind, "")
    return announced not in ("photo", "study") and not (announced == "brief" and layout.items)


def above(layout: Layout, pending: tuple[int, ...], at: int) -> str:
    """What stands right above a block; a short line may have been read as a column head."""
    return "column" if at - 1 in pending else layout.look(at - 1)


@asked_again
def after_a_stop(layout: Layout, at: int) -> bool:
    """Whether something ended just above the block."""
    return layout.look(at - 1) in STOPS or layout.blocks[at].gap > layout.gap


def move(
    layout: Layout,
    role: str,
    before: Draft | None,
    after: Draft | None,
    comparisons: Iterable[Comparison],
    *,
    column: int = -1,
    resume: int = -2,
) -> Move:
    """The move that makes one draft another, None where there is none."""
    why = tuple(comparisons)
    gain = total(why)
    if after is not None:
        gain += debt(after, layout) - (debt(before, layout) if before else 0.0)
    return Move(role, after, why, gain, column, resume)


@asked_again
def debt(draft: Draft, layout: Layout) -> float:
    """What an unfinished draft owes: it is given back when the missing piece comes."""
    owed = 0.0
    if draft.recent and layout.texts.open(draft.last):
        owed -= 2.5
    elif draft.recent and not draft.kind and not layout.texts.ending[draft.last]:
        owed -= 0.5
    if draft.titles and not draft.recent:
        owed -= 4.0
    if draft.hanging:
        owed -= 2.0
    if not draft.titles and not draft.kind:
        owed -= 2.0
    if not draft.credits and not draft.kind:
        owed -= SIGNED * layout.signed
    return owed
