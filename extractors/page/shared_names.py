"""The names that few runs of a page share: people, firms, villages, programmes in quotation marks; the rarer the surer.

Measured on annotated pages: of two runs that alone hold an everyday word 4 in 10 are of one article, a string without
a word in it (晟源煤) 8, a name in quotation marks 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import and_
from typing import NamedTuple

from extractors.page import bits
from extractors.patterns import regex
from extractors.person.person_names import NEVER_IN_NAMES
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


Held = tuple[str, int]
"""A string and the others that hold it, as bits."""


class Names:
    """The strings of three characters and more, and the names in quotation marks, of one page's runs.

    `pairs` are the pairs of characters of each run.
    """

    def __init__(self, runs: Sequence[str], pairs: Sequence[frozenset[str]]) -> None:
        self._runs = runs
        self._quoted = frozenset(name for run in runs for name in QUOTED.findall(run))
        short = frozenset(name for name in self._quoted if len(name) == 2)
        self._pairs = _of_several([short & those for those in pairs])
        self._terms = _of_several([_terms(run) for run in runs])
        self._holders = {**bits.holders(self._terms), **bits.holders(self._pairs)}
        self._copies = bits.holders([frozenset([run]) for run in runs])
        self._held: dict[str, tuple[Held, ...]] = {}
        self._weights: dict[tuple[str, str], float] = {}

    def shared(self, at: int) -> tuple[Shared, ...]:
        """What the run shares with few others; asked again and again."""
        return tuple(Shared(text, self.weight(at, text), bits.runs(runs)) for text, runs in self.held(at))

    def held(self, at: int) -> tuple[Held, ...]:
        """The same, not weighed: few of them matter where it is asked."""
        run = self._runs[at]
        if run not in self._held:
            self._held[run] = (*self._chains(at), *sorted(self._others(at, self._pairs[at]).items()))
        return self._held[run]

    def _chains(self, at: int) -> Iterator[Held]:
        """Terms that overlap and have a holder in common are one string: 晟源煤, 源煤电, 煤电公."""
        others = self._others(at, self._terms[at])
        for piece in RUN.findall(self._runs[at]):
            begin, last, held = 0, -1, 0
            for n in [n for n in range(len(piece) - 2) if piece[n : n + 3] in others]:
                common = others[piece[n : n + 3]]
                if n == last + 1 and held & common:
                    held &= common
                else:
                    if held:
                        yield piece[begin : last + 3], held
                    begin, held = n, common
                last = n
            if held:
                yield piece[begin : last + 3], held

    def _others(self, at: int, terms: frozenset[str]) -> dict[str, int]:
        """For each of the terms the runs that hold it, but for copies of this one; not those of many or none."""
        different = ~self._copies[self._runs[at]]
        found = [(term, self._holders[term] & different) for term in terms]
        return {term: runs for term, runs in found if 0 < runs.bit_count() < FEW}

    def weight(self, at: int, text: str) -> float:
        """What a string of the run says, where quotation marks, 说 behind it or characters that make no word tell it
        from plain words."""
        run = self._runs[at]
        if (run, text) not in self._weights:
            self._weights[run, text] = self._weigh(run, text)
        return self._weights[run, text]

    def _weigh(self, run: str, text: str) -> float:
        if len(text) == 2:
            return PAIR
        if text in self._quoted or any(text + verb in run for verb in SPEECH):
            return TOLD
        return NAME if _wordless(text) else TOPIC * (len(text) > 5)


def _wordless(text: str) -> bool:
    """Whether three characters of the text hold no word, nor do two side by side in its cutting: 晟|源|煤电."""
    terms = (text[n : n + 3] for n in range(len(text) - 2))
    if not any(not frequency(term[:2]) and not frequency(term[1:]) and not frequency(term) for term in terms):
        return False
    loose = [len(word) == 1 and word not in NEVER_IN_NAMES for word in cut(text)]
    return any(map(and_, loose, loose[1:]))


def _terms(run: str) -> frozenset[str]:
    return frozenset([piece[n : n + 3] for piece in RUN.findall(run) for n in range(len(piece) - 2)])


def _of_several(terms: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Of each run's terms those that other runs have too."""
    seen, again = set[str](), set[str]()
    for held in terms:
        again |= seen & held
        seen |= held
    return tuple(held & again for held in terms)
