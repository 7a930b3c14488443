"""How much likelier two stretches of a page are of one article than of two; a head and a text likewise.

The weights are log-odds, fitted by logistic regression to stretches of one to four paragraphs of some ninety articles
set on pages of six: of as many others they tell 91 of 100 pairs of stretches rightly, 86 of 100 pairs of head and text.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from extractors.page import bits
from extractors.page.coherence import Comparison, Texts
from extractors.page.localities import Locality, of_towns
from extractors.page.shared_words import Words

COSINE, PARAGRAPHS, SPOTS, WITHIN, CONFLICT, EVEN = 17.9, -2.2, 1.1, 1.4, -3.5, 0.1
TITLE, TITLE_LETTERS, TITLED = 1.5, 2.8, -0.6
SHARE, LETTERS, BODY, PLACE, ELSEWHERE, HEAD = 5.9, 5.4, -2.2, 1.4, -1.7, -1.4
MOST_SPOTS = 2.5
ROUND, ROUND_TRIP = 4, -0.5
"""A text that names so many prefectures and counties goes round them: another one says little."""

Members = tuple[int, ...]


class Profile(NamedTuple):
    """What a stretch brings to a comparison; places as the bits of one number for the whole page."""

    known: int  # its words that more runs than one have, as bits
    weight: float  # theirs together
    areas: int
    told: int  # the prefectures that it speaks of as such
    above: int  # those its counties lie in
    spots: int


class Affinity:
    """Asked again and again for the same stretches of one page: answers are kept."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._cohesions: dict[tuple[Members, Members], list[Comparison]] = {}
        self._titled: dict[tuple[Members, Members], Comparison] = {}
        self._headings: dict[tuple[Members, Members], list[Comparison]] = {}
        self._profiles: dict[Members, Profile] = {}

    def cohesion(self, one: Members, other: Members) -> list[Comparison]:
        """Whether two stretches are of one article."""
        key = (one, other) if one <= other else (other, one)
        if key not in self._cohesions:
            profiles = self.profile(key[0]), self.profile(key[1])
            self._cohesions[key] = [self._alike(*key, *profiles), *self._places(*profiles)]
        return self._cohesions[key]

    def titled(self, head: Members, part: Members) -> Comparison:
        """Whether a stretch speaks of what the head of its article says."""
        key = head, part
        if key not in self._titled:
            share, letters = self._shared(head, part)
            weight = TITLED + TITLE * share + TITLE_LETTERS * letters
            self._titled[key] = weight, "words of the title" if weight > 0 else "few words of the title"
        return self._titled[key]

    def heading(self, head: Members, body: Members) -> list[Comparison]:
        """Whether a head is of a text."""
        key = head, body
        if key not in self._headings:
            self._headings[key] = self._heads(head, body)
        return self._headings[key]

    def profile(self, members: Members) -> Profile:
        """What a stretch brings to a comparison."""
        if members not in self._profiles:
            known = self._texts.words.union(members)
            places = [reduce(or_, [found[member] for member in members], 0) for found in self._placed]
            self._profiles[members] = Profile(known, self._weight(known), *places)
        return self._profiles[members]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The names of the page's places in their order, which is that of their bits."""
        texts = self._texts
        towns = {name for one in chain.from_iterable(self._towns) for name in (one.name, one.above)}
        named = chain.from_iterable((*texts.areas, *texts.whole, *texts.spots))
        return tuple(sorted({*named, *texts.above.values(), *towns}))

    @cached_property
    def _towns(self) -> tuple[tuple[Locality, ...], ...]:
        """Per run the counties that its townships lie in."""
        return tuple(map(of_towns, self._texts.runs))

    @cached_property
    def _placed(self) -> tuple[tuple[int, ...], ...]:
        """Per run the bits of its areas, of what it tells of, of what its counties lie in, and of its spots."""
        texts, at = self._texts, {name: place for place, name in enumerate(self._names)}
        above = [{texts.above[county] for county in found if county in texts.above} for found in texts.counties]
        areas = list(map(set, texts.areas))
        for n, towns in enumerate(self._towns):
            areas[n].update(one.name for one in towns)
            above[n].update(one.above for one in towns if one.above)
        kinds: tuple[Sequence[Collection[str]], ...] = areas, texts.whole, above, texts.spots
        return tuple(tuple([bits.of([at[name] for name in found]) for found in kind]) for kind in kinds)

    def _called(self, places: int) -> list[str]:
        return [self._names[place] for place in bits.runs(places)]

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
        if mine.areas and theirs.areas and not mine.areas & theirs.areas and not inside:
            round_trip = max(mine.areas.bit_count(), theirs.areas.bit_count()) >= ROUND
            found.append((ROUND_TRIP if round_trip else CONFLICT, "another place"))
        spots = self._called(mine.spots & theirs.spots)
        if not spots:
            return found
        rarity = sum(math.log((len(texts.runs) + 1) / texts.place_counts[spot]) for spot in spots)
        return [*found, (SPOTS * min(MOST_SPOTS, rarity), "the same spot: " + "、".join(spots[:3]))]

    def _heads(self, head: Members, body: Members) -> list[Comparison]:
        share, letters = self._shared(head, body)
        weight = SHARE * share + LETTERS * letters + HEAD + BODY * math.log(len(body))
        return [(weight, "words of the title" if weight > 0 else "few words of the title"), *self._where(head, body)]

    def _shared(self, head: Members, body: Members) -> tuple[float, float]:
        """The shares of a head's words and of its characters, the rarer the heavier, that a text has."""
        return self._texts.words.part(head, body), self._letters.part(head, body)

    def _where(self, head: Members, body: Members) -> list[Comparison]:
        mine, theirs = self.profile(head), self.profile(body)
        common = (mine.areas | mine.spots) & (theirs.areas | theirs.spots)
        if common:
            return [(PLACE, "the same place: " + "、".join(self._called(common)[:3]))]
        inside = _within(mine, theirs)
        return [(ELSEWHERE, "another place")] if mine.areas and theirs.areas and not inside else []

    @cached_property
    def _letters(self) -> Words:
        """The Chinese characters of each run."""
        return Words(frozenset([letter for letter in run if letter >= "㐀"]) for run in self._texts.runs)


def _within(one: Profile, other: Profile) -> bool:
    """Whether one is of a county of the prefecture that the other speaks of."""
    return bool(one.above & other.told or other.above & one.told)
