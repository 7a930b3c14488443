"""How well runs of text belong together: an unfinished sentence, shared places, shared words; each with its reason.

A comparison is (weight, reason); weights are log-odds by hand: 1 is a hint, 3 nearly settles it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from extractors.page import bits
from extractors.page.asked_again import asked_again
from extractors.page.localities import localities, openings, sets_a_scene, whole
from extractors.page.shared_names import MOST, Names
from extractors.page.shared_words import Words, words
from extractors.patterns import regex
from extractors.words import frequency

Comparison = tuple[float, str]

SPOT = regex(  # a township's or a village's: 陕坝镇, (巴彦高)勒苏木
    r"""
    (?= ( [一-鿿] (?: [一-鿿](?<![乡村全该城小各集])镇 | [一-鿿](?<![城家老返下他故全水回还])乡
                   | [一-鿿](?<![农乡全该驻各本山政新进入查个为])村
                   | [一-鿿](?<![全该各个本我进入街])(?:苏木|嘎查|街道|社区) ) ) )
    """,
    re.VERBOSE,
)
CHAIN = regex(  # 9月22日,巴彦淖尔市|乌拉特前旗|沙德格苏木
    r"""
    [^“”]{0,24}? (?: [一-鿿]{2,6}[市盟州] [一-鿿]{1,8}?[旗县区市] (?![一-鿿]{0,4}委)
                 | [一-鿿]{2,8}[旗县区市] [一-鿿]{1,8}?(?:镇|乡|苏木|街道) (?![一-鿿]{0,2}党) )
    """,
    re.VERBOSE,
)
CLOSED = regex(r"[。!?…;.][”’」』)》】\]'\"]*\s*$")
OPEN_MARKS = "“‘《(「『"
MARKS = regex(r"[“《(「”》)」]")
ENDING = regex(
    r"(?:说|道|表示|介绍|[力能]量|基础|保障|篇章|支撑|动能|氛围|未来|局面|图景|新路|明天|发展|成效|[感度]|作用)。$|[!!…]?”。?$"
)
NOT_A_START = regex(r"[,、。;:!?)》”’」』%]")
HANGING = regex(r"(?:的(?!确)|地(?![方区处])|得(?![到益知])|了(?![解却])|着(?![眼力重手])|们|以及)[一-鿿]")
PREDICATE = regex(  # 游客1500人次。; 手把肉收入190万元。; 收,: what a sentence ends with
    r"""
    [一-鿿]{0,8}? (?<![有共达占是为长距约近]) \d[\d.]*[万亿多余]* (?![年月日点时岁号]) [一-鿿]{1,3} [。;]
    | [一-鿿]{0,3}? (?<![有共达占是为长距约近]) \d[\d.]*[万亿多余]* (?![年月日点时岁号]) [一-鿿]{1,2} [,、]
    | [一-鿿] [,。、]
    """,
    re.VERBOSE,
)
CLAUSE = regex(  # …要覆盖六成以上的嘎查,|让更多牧民…; what begins a sentence far less often than it goes on
    r"让|使得?[一-鿿]|带动|推动|确保|实现|促进|引导|吸引|吸纳|解决|化解|发放|惠及|覆盖|并[^不]|也[^许]|还[^有是没]|就[^是像]|才[^能]"
    r"|又[^是]|从而|进而|切实|有效|累计|件件|户均|人均|年均|其中"
)
QUOTED = regex(r"[“《][^“”《》,。!?:;]{1,12}[”》](?=[一-鿿、])")  # 打造|“红色驿站”品牌; speech ends in a mark
LEAD = regex(
    r"近日|日前|今年|去年|近年|如今|目前|截至|下一步|同时|此外|据|为[了深进]|在[一-鿿]{2,12},|\d{1,4}[年月]|自\d|“[^”]{4,}"
)
SPOKEN = regex(r"“[^”]{4,120}[,。?!…]”")
OPENING, OPENS = 0.7, 10
"""A place among the first characters of a run weighs so much more: 赤峰市认真学习…"""

FRESH, SCENE = 2.0, 1.0
"""What a place in full says at the beginning of a run, when the runs above name another."""

GOES_ON = 1.5
"""A sentence that goes on this plainly is one."""

STRETCH = 200
PARAGRAPH = 40  # words
SHARE_OF_EIGHT, SLOPE = 0.33, 6.0
HEAD_LENGTH, TAIL_LENGTH = 700, 300
"""How much of a long line is looked at, so that a page in one line costs no more than a usual paragraph."""


class Texts:
    """The runs of one page, with what is counted over all of them."""

    def __init__(self, runs: Sequence[str]) -> None:
        self.runs = tuple(runs)
        self._excerpts = excerpts = tuple(map(_excerpt, self.runs))
        self.words = Words(map(words, excerpts))
        self.localities = tuple(map(localities, excerpts))
        self.areas = tuple(frozenset(one.name for one in found) for found in self.localities)
        self.counties = tuple(frozenset(one.name for one in found if one.county) for found in self.localities)
        self.whole = tuple(map(whole, self.localities))
        self.above = {one.name: one.above for found in self.localities for one in found if one.above}
        self.leads = tuple(map(openings, self.runs, self.localities))
        self.openings = tuple(frozenset(one.name for one in found if one.begin < OPENS) for found in self.localities)
        self.spots = tuple(frozenset(SPOT.findall(run)) for run in excerpts)
        self.place_counts = Counter(place for at in range(len(self.runs)) for place in self.areas[at] | self.spots[at])
        self.closed = tuple(bool(CLOSED.search(run[-8:])) for run in self.runs)
        self.ending = tuple(bool(ENDING.search(run[-8:])) for run in self.runs)
        self._around: dict[int, str] = {}
        self._named_areas, self._named_spots, self._told = map(bits.holders, (self.areas, self.spots, self.whole))
        self.placed = bits.of(n for n, found in enumerate(self.areas) if found)
        self.long = bits.of(n for n, words in enumerate(self.words.sets) if len(words) >= PARAGRAPH)

    @cached_property
    def names(self) -> Names:
        """The names that few runs share: nobody asks on a page of one article."""
        return Names(self._excerpts, self.words.sets)

    @cached_property
    def chains(self) -> tuple[frozenset[str], ...]:
        """Per run the townships and villages that it opens with, in a chain of places."""
        found = (CHAIN.match(run) for run in self.runs)
        return tuple(frozenset(SPOT.findall(chain.group())) if chain else frozenset() for chain in found)

    @cached_property
    def _starts(self) -> tuple[Comparison, ...]:
        """Per run whether it may begin behind a finished sentence."""
        return tuple(map(_fresh_start, self.runs))

    def around(self, at: int) -> str:
        """The text of some hundred runs about one: the page, unless it is very long."""
        stretch = at // STRETCH
        if stretch not in self._around:
            near = self._excerpts[max(0, (stretch - 1) * STRETCH) : (stretch + 2) * STRETCH]
            self._around[stretch] = "\n".join(near)
        return self._around[stretch]

    def open(self, at: int) -> bool:
        """Whether the run breaks off inside a sentence."""
        return not self.closed[at] and self.runs[at][-1] not in ":)"

    def runs_on(self, before: int, after: int) -> bool:
        """Whether a run is printed on without a break where another ends: an open end, or a comma to begin with."""
        return self.open(before) or bool(NOT_A_START.match(self.runs[after]))

    @asked_again
    def group(self, members: tuple[int, ...]) -> int:
        """The runs as bits of a number: what is told of many runs is such a number too."""
        return bits.of(members)

    def naming(self, areas: Iterable[str]) -> int:
        """The runs that name one of the areas."""
        return bits.holding(self._named_areas, areas)

    def with_spots(self, spots: Iterable[str]) -> int:
        """The runs that name one of the spots."""
        return bits.holding(self._named_spots, spots)

    def about(self, prefectures: Iterable[str]) -> int:
        """The runs that speak of one of the prefectures as such."""
        return bits.holding(self._told, prefectures)

    @asked_again
    def own(self, at: int, members: tuple[int, ...]) -> Comparison:
        """The names that a run shares with others alone."""
        return own_names(self, at, members)

    @asked_again
    def likeness(self, at: int, members: tuple[int, ...]) -> tuple[Comparison, ...]:
        """Whether a run speaks of what others speak of."""
        return (
            _shared_words(self, at, members),
            _shared_areas(self, at, members),
            _shared_spots(self, at, members),
        )

    def beginning(self, at: int) -> Comparison:
        """Whether an article can begin with the run."""
        return self._starts[at]

    def goes_on(self, before: int, after: int) -> bool:
        """Whether a sentence that one run breaks off plainly goes on with the other."""
        return self.open(before) and total(self.continuity(before, after)) >= GOES_ON

    @asked_again
    def continuity(self, before: int, after: int) -> tuple[Comparison, ...]:
        """Whether one run can go on where another ends."""
        if not self.open(before):
            return (self._starts[after],)
        left, right = self.runs[before], self.runs[after]
        lead = _lead(left, right, bool(self.leads[after][0]))
        found = _word_across(self.around(before), left, right), _marks_across(left, right), lead
        return (*found, (1.0, "the very next run")) if after == before + 1 else found


def total(comparisons: Iterable[Comparison]) -> float:
    return sum([weight for weight, _ in comparisons])


def _excerpt(run: str) -> str:
    return run if len(run) <= HEAD_LENGTH + TAIL_LENGTH else run[:HEAD_LENGTH] + run[-TAIL_LENGTH:]


def _shared_words(texts: Texts, at: int, members: tuple[int, ...]) -> Comparison:
    """The share of a run's words, the rarer the heavier, that the others have.

    Measured on annotated pages: of one other paragraph of its article a run has .16 (of another article's .03), of
    eight .42 (.19): the expected share grows with the number of paragraphs.
    """
    size = len(texts.words.sets[at])
    if not texts.words.whole[at] or size < 4:
        return 0.0, ""
    share = texts.words.share(at, members)
    paragraphs = max(1, (texts.long & texts.group(members)).bit_count())
    weight = SLOPE * (share - SHARE_OF_EIGHT * (min(paragraphs, 8) / 8) ** 0.6)
    weight = max(-1.5, min(1.8, weight)) * min(1.0, size / PARAGRAPH)
    return weight, "words in common" if weight > 0 else "few words in common"


def _shared_areas(texts: Texts, at: int, members: tuple[int, ...]) -> Comparison:
    """A run on 赤峰市 does not belong to an article on 阿拉善盟, unless that one goes round many places."""
    mine = texts.areas[at]
    theirs = texts.group(members) & texts.placed & ~(1 << at)
    if not mine or not theirs:
        return 0.0, ""
    common = frozenset(area for area in mine if texts.naming([area]) & theirs)
    share = (texts.naming(common) & theirs).bit_count() / theirs.bit_count()
    if common and _counties_differ(
        texts.counties[at], frozenset().union(*(texts.counties[m] for m in members if m != at))
    ):
        return 0.0, "another county of the same place"
    if common and (share >= 0.34 or theirs.bit_count() < 3):
        weight = min(2.0, 0.7 * _rarity(texts, common)) + OPENING * bool(common & texts.openings[at])
        return weight, "the same place: " + "、".join(sorted(common)[:3])
    if common:
        return -0.8, "mostly of another place"
    if within(texts, texts.counties[at], members):
        return 0.0, "a county of the place"
    places = [texts.areas[m] for m in members if m != at and texts.areas[m]]
    wandering = sum(not one & other for one, other in pairwise(places)) > 1
    return (-0.5 if wandering else -2.4) - OPENING * bool(texts.openings[at]), "another place: " + "、".join(
        sorted(mine)[:3]
    )


def _counties_differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether those are of one county and this run of another: 鄂尔多斯市准格尔旗, 鄂尔多斯市杭锦旗."""
    return bool(mine) and len(theirs) == 1 and mine.isdisjoint(theirs)


def _shared_spots(texts: Texts, at: int, members: tuple[int, ...]) -> Comparison:
    group = texts.group(members)
    common = frozenset(spot for spot in texts.spots[at] if texts.with_spots([spot]) & group)
    if not common:
        return 0.0, ""
    return min(2.0, 0.5 * _rarity(texts, common)), "the same spot: " + "、".join(sorted(common)[:3])


def fresh_place(texts: Texts, at: int, members: tuple[int, ...]) -> float:
    """How plainly the run opens with a place, as a report does, that the others do not name; 0 when it does not."""
    (full, plain), group = texts.leads[at], texts.group(members)
    if within(texts, full | plain, members):
        return 0.0
    if full:
        scene = SCENE * sets_a_scene(texts.runs[at])
        return (FRESH + scene) * (not texts.naming(full) & group)
    if places := texts.chains[at]:
        return FRESH * (not texts.with_spots(places) & group)
    return FRESH / 2 * bool(plain and texts.placed & group and not texts.naming(plain) & group)


def within(texts: Texts, counties: frozenset[str], members: tuple[int, ...]) -> bool:
    """Whether the runs are about the prefecture of one of the counties: 赤峰市 and then 翁牛特旗."""
    above = [texts.above[county] for county in counties if county in texts.above]
    return bool(above and texts.about(above) & texts.group(members))


def own_names(texts: Texts, at: int, members: tuple[int, ...]) -> Comparison:
    """What the run shares with these and, of the runs before it, with no others: 麻志敏, 晟源煤电, 驿家."""
    group = texts.group(members)
    strange = bits.up_to(at) & ~group
    names = [text for text, runs in texts.names.held(at) if runs & group and not runs & strange]
    found = {name: weight for name in names if (weight := texts.names.weight(at, name))}
    best = sorted(found, key=lambda name: (-found[name], name))[:3]
    return min(MOST, sum(found.values())), "names of its own in common: " + "、".join(best) if best else ""


def _rarity(texts: Texts, places: frozenset[str]) -> float:
    return sum(texts.words.rarity(texts.place_counts[place]) for place in places) / 1000


def _fresh_start(right: str) -> Comparison:
    """After a finished sentence a run cannot begin in the middle of one."""
    if NOT_A_START.match(right) or (not right[0].isalnum() and _surplus(right)[1]):
        return -3.0, "begins inside a sentence"
    if _surplus(right)[1]:
        return -2.0, "begins inside a quotation"
    if PREDICATE.match(right):
        return -2.0, "begins with the end of a sentence"
    if HANGING.match(right):
        return -1.5, "seems to begin inside a sentence"
    if len(right) <= 6 and not LEAD.match(right):
        return -1.0, "too short to begin with"
    return 0.0, ""


def _word_across(page: str, left: str, right: str) -> Comparison:
    """旗直|属机关: the characters on both sides stand together elsewhere on the page."""
    if left[-1] in ",、":
        return (0.8, "a comma before") if right[0] not in OPEN_MARKS else (0.3, "a comma before")
    if left[-1].isalnum() and QUOTED.match(right):
        return 1.2, "a name in quotation marks after a word"
    weight = 0.0
    if left[-1].isalnum() and right[0].isalnum() and left[-1] + right[0] in page:
        weight = 1.5
        weight += (left[-2:] + right[0] in page) + (left[-1] + right[:2] in page)
    elif left[-1].isalnum() and any(frequency(word) for word in _words_across(left, right)):
        weight = 1.2
    return (weight, "a word goes on: " + left[-2:] + "|" + right[:2]) if weight else (-0.5, "no word goes on")


def _words_across(left: str, right: str) -> tuple[str, ...]:
    """What may be a word at the cut: 培|训, 带头|人, 走|出去."""
    return left[-1] + right[0], left[-2:] + right[0], left[-1] + right[:2], left[-2:] + right[:2]


def _marks_across(left: str, right: str) -> Comparison:
    opened, closed = _surplus(left)[0], _surplus(right)[1]
    if opened and closed:
        return 2.5, "a quotation goes on"
    if closed:
        return -1.5, "a quotation closes that none opened"
    return (-0.7, "the quotation does not go on") if opened else (0.0, "")


def _surplus(run: str) -> tuple[int, int]:
    """Opening marks that nothing closes, closing marks that nothing opened; half-width quotation marks are not told."""
    opened = closed = 0
    for mark in MARKS.findall(_excerpt(run)):
        if mark in "“《(「":
            opened += 1
        elif opened:
            opened -= 1
        else:
            closed += 1
    return opened, closed


def _lead(left: str, right: str, placed: bool) -> Comparison:
    """Whether the right run begins like what a sentence ends with, or like a sentence; `placed` in full."""
    if PREDICATE.match(right):
        return 1.0, "ends a sentence"
    if left[-1] == "," and CLAUSE.match(right):
        return 1.2, "a clause behind a comma"
    if placed and left[-1] in ",、":
        return -1.6, "a place opens a sentence"
    if SPOKEN.match(right) and left[-1] not in ":,":
        return -3.0, "somebody begins to speak"
    return (-1.2, "a new sentence begins") if LEAD.match(right) and left[-1] not in ",、" else (0.0, "")
