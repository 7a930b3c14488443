"""The words that tell how a clause is built, by kind: a table."""

from __future__ import annotations

from typing import NamedTuple

from extractors.patterns import choice
from ontology import tables


class Word(NamedTuple):
    """A row of `clause_words.tsv`."""

    kind: str
    word: str


KINDS = (
    "opener",
    "indefinite",
    "adverbial",
    "say",
    "leading",
    "kind",
    "join",
    "post",
    "founds",
    "result",
    "event",
    "program",
    "ends",
    "grows",
    "nominal",
    "used",
    "body",
    "adverb",
    "act",
)
ROWS = tables.read("clause_words", Word)
WORDS = {kind: [row.word for row in ROWS if row.kind == kind] for kind in KINDS}
if sum(map(len, WORDS.values())) != len(ROWS) or not all(WORDS.values()):
    raise tables.TableError(f"clause_words.tsv: the kinds must be {' '.join(KINDS)}")


def one_of(kind: str) -> str:
    """A pattern for the words of a kind, longer ones first."""
    return choice(WORDS[kind])
