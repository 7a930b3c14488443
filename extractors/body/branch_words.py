"""The words before a Party branch: what it belongs to, and what tells no branch from others."""

from __future__ import annotations

from typing import NamedTuple

from extractors import words
from extractors.body.organs import EDGES
from extractors.patterns import ending
from ontology.tables import check, read


class BranchWord(NamedTuple):
    """A row of `branch_words.tsv`, which says what the uses mean."""

    word: str
    use: str


ROWS = read("branch_words", BranchWord)


def _words(*uses: str) -> tuple[str, ...]:
    return tuple(row.word for row in ROWS if row.use in uses)


check("branch_words", ROWS, 1, ("body", "trade", "village", "short", "general", "unit"))
TRADES, VILLAGES = _words("trade"), _words("village")
short_noun = ending(sorted(_words("short"), key=len, reverse=True))
body_noun = ending(_words("trade", "body", "village"))
UNIT_NOUNS = _words("unit")
NO_TASKS = frozenset(_words("general"))


def is_task(task: str) -> bool:
    """Whether words between a community and its branch name the branch: 矛盾调解, 警地; not 先进, 采用“."""
    parts = words.cut(task)
    multiple = {part for part in parts if len(part) > 1}
    plain = len(task) > 1 and not set(task) & set("“”‘’()（）") and not multiple & EDGES
    return plain and not set(parts) & NO_TASKS and words.flag(parts[0]) != "v"
