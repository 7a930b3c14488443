"""How much likelier two stretches of a page are of one article than of two; a head and a text likewise.

The weights are log-odds, fitted by logistic regression to stretches of one to four paragraphs of some ninety articles
set on pages of six: of as many others they tell 91 of 100 pairs of stretches rightly, 86 of 100 pairs of head and text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from extractors.page.coherence import Comparison, Texts

COSINE, PARAGRAPHS, SPOTS, WITHIN, CONFLICT, EVEN = 17.9, -2.2, 1.1, 1.4, -2.6, 0.1
SHARE, LETTERS, BODY, PLACE, ELSEWHERE, HEAD = 5.9, 5.4, -2.2, 1.4, -1.7, -1.4
MOST_SPOTS = 2.5
ROUND, ROUND_TRIP = 4, -0.5
"""A text that names so many prefectures and counties goes round them: another one says little."""

Members = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a stretch brings to a comparison."""

    known: int  # its words that more runs than one have, as bits
    weight: float  # theirs together
    areas: frozenset[str]
    told: frozenset[str]  # the prefectures that it speaks of as such
    above: frozenset[str]  # those its counties lie in
    spots: frozenset[str]


class Affinity:
    """Asked again and again for the same stretches of one page: answers are kept."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._cohesions: dict[tuple[Members, Members], list[Comparison]] = {}
        self._headings: dict[tuple[Members, Members], list[Comparison]] = {}
        self._profiles: dict[Members, Profile] = {}
        self._rare: dict[Members, tuple[frozenset[str], float]] = {}

    def cohesion(self, one: Members, other: Members) -> list[Comparison]:
        """Whether two stretches are of one article."""
        key = (one, other) if one <= other else (other, one)
        if key not in self._cohesions:
            profiles = self.profile(key[0]), self.profile(key[1])
            self._cohesions[key] = [self._alike(*key, *profiles), *self._places(*profiles)]
        return self._cohesions[key]

    def heading(self, head: Members, body: Members) -> list[Comparison]:
        """Whether a head is of a text."""
        key = head, body
        if key not in self._headings:
            self._headings[key] = self._heads(head, body)
        return self._headings[key]

    def profile(self, members: Members) -> Profile:
        """What a stretch brings to a comparison."""
        if members not in self._profiles:
            texts = self._texts
            known = texts.words.union(members)
            sets = texts.areas, texts.whole, texts.counties, texts.spots
            areas, told, counties, spots = [_all(found, members) for found in sets]
            above = frozenset([texts.above[county] for county in counties if county in texts.above])
            self._profiles[members] = Profile(known, self._weight(known), areas, told, above, spots)
        return self._profiles[members]

    def _weight(self, words: int) -> float:
        return self._texts.words.weight(words) / 1000

    def _alike(self, one: Members, other: Members, mine: Profile, theirs: Profile) -> Comparison:
        whole = math.sqrt(mine.weight * theirs.weight)
        cosine = self._weight(mine.known & theirs.known) / whole if whole else 0.0
        weight = EVEN + COSINE * cosine + PARAGRAPHS * math.log(len(one) + len(other))
        return weight, "words in common" if weight > 0 else "few words in common"

    def _places(self, mine: Profile, theirs: Profile) -> list[Comparison]:
        texts = self._texts
        inside = _within(mine, theirs)
        found: list[Comparison] = [(WITHIN, "a county of the place")] if inside else []
        if mine.areas and theirs.areas and mine.areas.isdisjoint(theirs.areas) and not inside:
            round_trip = max(len(mine.areas), len(theirs.areas)) >= ROUND
            found.append((ROUND_TRIP if round_trip else CONFLICT, "another place"))
        spots = mine.spots & theirs.spots
        if not spots:
            return found
        rarity = sum(math.log((len(texts.runs) + 1) / texts.place_counts[spot]) for spot in sorted(spots))
        return [*found, (SPOTS * min(MOST_SPOTS, rarity), "the same spot: " + "、".join(sorted(spots)[:3]))]

    def _heads(self, head: Members, body: Members) -> list[Comparison]:
        mine = self.profile(head)
        share = self._weight(mine.known & self.profile(body).known) / mine.weight if mine.weight else 0.0
        letters, every = self._letters_of(head)
        held = frozenset().union(*[letters & self._letters[member] for member in body])
        weight = SHARE * share + LETTERS * (self._rarity(held) / every if every else 0.0)
        weight += HEAD + BODY * math.log(len(body))
        return [(weight, "words of the title" if weight > 0 else "few words of the title"), *self._where(head, body)]

    def _where(self, head: Members, body: Members) -> list[Comparison]:
        mine, theirs = self.profile(head), self.profile(body)
        common = (mine.areas | mine.spots) & (theirs.areas | theirs.spots)
        if common:
            return [(PLACE, "the same place: " + "、".join(sorted(common)[:3]))]
        inside = _within(mine, theirs)
        return [(ELSEWHERE, "another place")] if mine.areas and theirs.areas and not inside else []

    def _letters_of(self, head: Members) -> tuple[frozenset[str], float]:
        """A head's characters, and how rare they are together."""
        if head not in self._rare:
            letters = frozenset(letter for letter in _all(self._letters, head) if letter >= "㐀")
            self._rare[head] = letters, self._rarity(letters)
        return self._rare[head]

    def _rarity(self, letters: frozenset[str]) -> float:
        runs, counts = len(self._letters), self._counts
        return sum([math.log((runs + 1) / counts[letter]) for letter in sorted(letters)])

    @cached_property
    def _letters(self) -> tuple[frozenset[str], ...]:
        """Per run its characters."""
        return tuple(map(frozenset, self._texts.runs))

    @cached_property
    def _counts(self) -> Counter[str]:
        """In how many runs a character stands."""
        return Counter(chain.from_iterable(self._letters))


def _all(sets: Sequence[frozenset[str]], members: Members) -> frozenset[str]:
    return frozenset().union(*[sets[member] for member in members])


def _within(one: Profile, other: Profile) -> bool:
    """Whether one is of a county of the prefecture that the other speaks of."""
    return not (one.above.isdisjoint(other.told) and other.above.isdisjoint(one.told))
