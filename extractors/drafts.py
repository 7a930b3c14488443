"""Articles while a page is being put together, as frozen values that a search can hold many of."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.blocks import Block
from extractors.coherence import Texts

RECENT = 8
"""So many runs of a body are kept at hand to compare the next one with."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an article; numbers are places in the page's list of blocks."""

    first: int  # its first block: what it is called by
    kind: str = ""  # photo, brief, study, or "" for what reads on
    column: int = -1
    titles: tuple[int, ...] = ()
    subtitles: tuple[int, ...] = ()
    credits: tuple[int, ...] = ()
    recent: tuple[int, ...] = ()  # of the body
    subheads: int = 0
    length: int = 0  # runs of the body
    ended: bool = False  # a byline in brackets closed it

    @property
    def members(self) -> tuple[int, ...]:
        """The runs that say what it is about."""
        return self.recent + self.titles + self.subtitles

    @property
    def last(self) -> int:
        return self.recent[-1] if self.recent else -1

    def grown(self, at: int) -> tuple[int, ...]:
        return (*self.recent, at)[-RECENT:]


@dataclass(frozen=True, slots=True)
class Choice:
    """A block's place: its role, the draft it went to (-1 for none), the column head used up, the score it brought."""

    role: str
    draft: int
    column: int
    score: float


@dataclass(frozen=True, slots=True)
class Trail:
    """Choices from the last back to the first."""

    choice: Choice
    before: Trail | None

    def choices(self) -> list[Choice]:
        found = []
        at: Trail | None = self
        while at is not None:
            found.append(at.choice)
            at = at.before
        return found[::-1]


@dataclass(frozen=True, slots=True)
class State:
    """A way to read the page up to some block."""

    score: float = 0.0
    drafts: tuple[Draft, ...] = ()  # those still within reach, in the order of their first blocks
    current: int = -1  # the draft being read
    previous: int = -1  # the draft to come back to after a photo
    pending: tuple[int, ...] = ()  # column heads no article has taken
    trail: Trail | None = None

    def draft(self, first: int) -> Draft | None:
        return next((draft for draft in self.drafts if draft.first == first), None)

    @property
    def likeness(self) -> tuple[object, ...]:
        """States alike in this have the same future; only the best of them is kept."""
        return (
            self.current,
            self.previous,
            self.pending,
            tuple((d.first, d.last, len(d.titles), len(d.credits)) for d in self.drafts),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's blocks with what the search needs to know of each."""

    blocks: tuple[Block, ...]
    texts: Texts
    captions: frozenset[int]  # runs that a photo credit follows
    columns: tuple[str, ...]  # per block: the kind a column head announces, "" for other blocks
    gap: int  # the usual number of empty lines between blocks
    headings: bool  # the page marks its titles (# in Markdown)
    signed: bool  # the page's articles have bylines
    repeated: frozenset[str]  # lines that stand on the page twice

    def look(self, at: int) -> str:
        return self.blocks[at].look if 0 <= at < len(self.blocks) else ""


def debt(draft: Draft, layout: Layout) -> float:
    """What an unfinished draft owes: it is given back when the missing piece comes."""
    owed = 0.0
    if draft.recent and layout.texts.open(draft.last):
        owed -= 2.5
    elif draft.recent and not draft.kind and not layout.texts.ending[draft.last]:
        owed -= 0.5
    if draft.titles and not draft.recent:
        owed -= 4.0
    if not draft.titles and not draft.kind:
        owed -= 2.0
    if layout.signed and not draft.credits and not draft.kind:
        owed -= 2.5
    return owed
