"""The names that few runs of a page share: people, firms, villages, programmes in quotation marks; the rarer the surer.

Measured on annotated pages: of two runs that alone hold an everyday word 4 in 10 are of one article, a string without
a word in it (晟源煤) 8, a name in quotation marks 8.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import and_
from typing import NamedTuple

from extractors.patterns import regex
from extractors.person_names import NEVER_IN_NAMES
from extractors.words import cut, frequency

RUN = regex(r"[一-鿿㐀-䶿]{2,}")
QUOTED = regex(r"[“‘「『《·]([一-鿿㐀-䶿]{2,10})(?=[”’」』》·])")
FEW = 12
"""A string that so many others hold is one of the page and of no article."""

TOLD, NAME, PAIR, TOPIC = 2.4, 1.8, 1.0, 0.8
MOST = 4.0
SPEECH = ("说", "表示", "介绍", "认为", "告诉", "坦言", "感慨", "笑着", "高兴", "激动")


class Shared(NamedTuple):
    text: str
    weight: float
    runs: tuple[int, ...]  # the others that hold it


class Names:
    """The strings of three characters and more, and the names in quotation marks, of one page's runs.

    `pairs` are the pairs of characters of each run.
    """

    def __init__(self, runs: Sequence[str], pairs: Sequence[frozenset[str]]) -> None:
        self._runs = runs
        self._quoted = frozenset(name for run in runs for name in QUOTED.findall(run))
        short = frozenset(name for name in self._quoted if len(name) == 2)
        self._pairs = tuple(short & those for those in pairs)
        self._holders: dict[str, list[int]] = {}
        for n, run in enumerate(runs):
            for term in {*_terms(run), *self._pairs[n]}:
                self._holders.setdefault(term, []).append(n)
        self._copies = Counter(runs)
        self._shared: dict[str, tuple[Shared, ...]] = {}

    def shared(self, at: int) -> tuple[Shared, ...]:
        """What the run shares with few others; asked again and again."""
        run = self._runs[at]
        if run not in self._shared:
            self._shared[run] = tuple(self._chains(at))
        return self._shared[run]

    def _chains(self, at: int) -> Iterator[Shared]:
        """Terms that overlap and have a holder in common are one string: 晟源煤, 源煤电, 煤电公."""
        for piece in RUN.findall(self._runs[at]):
            begin, held = 0, frozenset[int]()
            for n in range(len(piece) - 1):
                others = self._others(at, piece[n : n + 3]) if n < len(piece) - 2 else frozenset[int]()
                if held and not held & others:
                    yield self._made(at, piece[begin : n + 2], held)
                    held = frozenset()
                begin, held = (begin, held & others) if held else (n, others)
        for pair in sorted(self._pairs[at]):
            if others := self._others(at, pair):
                yield Shared(pair, PAIR, tuple(sorted(others)))

    def _others(self, at: int, term: str) -> frozenset[int]:
        """The runs that hold the term, but for copies of this one; none where they are many."""
        holders = self._holders[term]
        if not 1 <= len(holders) - self._copies[self._runs[at]] < FEW:
            return frozenset()
        return frozenset(n for n in holders if self._runs[n] != self._runs[at])

    def _made(self, at: int, text: str, runs: frozenset[int]) -> Shared:
        """A name where quotation marks, 说 behind it or characters that make no word tell it from plain words."""
        told = text in self._quoted or any(text + verb in self._runs[at] for verb in SPEECH)
        weight = TOLD if told else NAME if _wordless(text) else TOPIC * (len(text) > 5)
        return Shared(text, weight, tuple(sorted(runs)))


def _wordless(text: str) -> bool:
    """Whether three characters of the text hold no word, nor do two side by side in its cutting: 晟|源|煤电."""
    terms = (text[n : n + 3] for n in range(len(text) - 2))
    if not any(not frequency(term[:2]) and not frequency(term[1:]) and not frequency(term) for term in terms):
        return False
    loose = [len(word) == 1 and word not in NEVER_IN_NAMES for word in cut(text)]
    return any(map(and_, loose, loose[1:]))


def _terms(run: str) -> Iterator[str]:
    return (piece[n : n + 3] for piece in RUN.findall(run) for n in range(len(piece) - 2))
