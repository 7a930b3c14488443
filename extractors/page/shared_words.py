"""The words that runs of a page share, the rarer the heavier.

Asked for each run against many sets of others, so a run's words are also the bits of one number: the words of several
runs are those numbers or-ed, and words of one weight stand side by side.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, reduce
from itertools import chain, groupby
from operator import or_

from extractors.page.asked_again import asked_again
from extractors.page.bits import of as bits_of
from extractors.patterns import regex

RUN = regex(r"[一-鿿㐀-䶿]{2,}|[A-Za-z]{3,}|\d[\d.]*")
RARE, KIN, NEAR = 5, 4, 200
"""A word of so many runs is rare; so many runs of so many on either side are one's kin."""


class Words:
    """The words of one page's runs, or what else each of them is a set of."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        self.sets = tuple(sets)
        self.counts = Counter(chain.from_iterable(self.sets))
        self._akin: dict[int, frozenset[int]] = {}

    def rarity(self, count: int) -> int:
        """How much sharing what so many runs have says, in thousandths: nothing when every run has it.

        Whole numbers, because the sum over a set must not depend on the set's order; of rounded counts, because few
        weights are soon summed.
        """
        return round(1000 * math.log((len(self.sets) + 1) / _rounded(count)))

    @cached_property
    def _shared(self) -> list[str]:
        """The words that several runs have, the rarest first."""
        return sorted((word for word, count in self.counts.items() if count > 1), key=self.counts.__getitem__)

    @cached_property
    def _places(self) -> tuple[list[int], ...]:
        """Per run its words' places in that list."""
        places = {word: place for place, word in enumerate(self._shared)}
        return tuple([places[word] for word in words & places.keys()] for words in self.sets)

    @cached_property
    def _bits(self) -> tuple[int, ...]:
        """Per run its words' places as bits."""
        return tuple(map(bits_of, self._places))

    @cached_property
    def _weighed(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Per run, for each weight the bits of its words of that weight."""
        return tuple(
            tuple([(weight, found) for weight, layer in self._layers if (found := layer & bits)]) for bits in self._bits
        )

    @cached_property
    def _layers(self) -> tuple[tuple[int, int], ...]:
        """For each weight, the bits of the words of that weight."""
        begin, found = 0, []
        for count, words in groupby(self._shared, key=lambda word: _rounded(self.counts[word])):
            end = begin + sum(1 for _ in words)
            found.append((self.rarity(count), (1 << end) - (1 << begin)))
            begin = end
        return tuple(found)

    @cached_property
    def whole(self) -> tuple[int, ...]:
        """Per run the weight of all its words that other runs have too."""
        return tuple(sum(weight * bits.bit_count() for weight, bits in layers) for layers in self._weighed)

    def known(self, at: int) -> int:
        """How many of a run's words other runs have too."""
        return self._bits[at].bit_count()

    def share(self, at: int, members: tuple[int, ...]) -> float:
        """The share of a run's known words that others have, by weight; 0 for a run without any."""
        if not self.whole[at]:
            return 0.0
        union = self.union(members)
        return sum([weight * (bits & union).bit_count() for weight, bits in self._weighed[at]]) / self.whole[at]

    def size(self, members: tuple[int, ...]) -> int:
        """How many words several runs have together."""
        return len(frozenset().union(*(self.sets[m] for m in members)))

    def common(self, at: int, members: tuple[int, ...]) -> int:
        """How many of a run's words others have, which it is none of."""
        return (self._bits[at] & self.union(members)).bit_count()

    def weight(self, bits: int) -> int:
        """The weight of some words together, in thousandths."""
        return sum([weight * (bits & layer).bit_count() for weight, layer in self._layers])

    def part(self, members: tuple[int, ...], others: tuple[int, ...]) -> float:
        """The share of the known words of several runs that others have, by weight; 0 for runs without any."""
        mine = self.union(members)
        whole = self.weight(mine)
        return self.weight(mine & self.union(others)) / whole if whole else 0.0

    @asked_again
    def union(self, members: tuple[int, ...]) -> int:
        """The words of several runs that more than one run has, as bits."""
        return reduce(or_, [self._bits[m] for m in members], 0)

    @cached_property
    def _rare(self) -> int:
        """The words that few runs have, as bits."""
        return (1 << bisect_right(self._shared, RARE, key=self.counts.__getitem__)) - 1

    def akin(self, at: int) -> frozenset[int]:
        """The few runs near by that share the most rare words with one."""
        if at not in self._akin:
            mine = self._bits[at] & self._rare
            near = range(max(0, at - NEAR), min(len(self.sets), at + NEAR))
            shared = ((-(mine & self._bits[n]).bit_count(), n) for n in near if n != at)
            ranked = sorted(found for found in shared if found[0] < -1)
            self._akin[at] = frozenset([n for _, n in ranked[:KIN]])
        return self._akin[at]


def _rounded(count: int) -> int:
    """The two highest bits of a count: 2, 3, 4, 6, 8, 12 ..."""
    step = 1 << max(0, count.bit_length() - 2)
    return count // step * step


def words(run: str) -> frozenset[str]:
    """Pairs of Chinese characters, Latin words, numbers."""
    found: set[str] = set()
    for piece in RUN.findall(run):
        if piece[0] >= "㐀":
            found.update([piece[n : n + 2] for n in range(len(piece) - 1)])
        else:
            found.add(piece)
    return frozenset(found)
