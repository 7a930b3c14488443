"""Lines and paragraphs of a page that are made alike, as an article's subheads and the points it counts are.

联建:军地一家亲 and 联动:小事不出嘎查; 在组织建设上, and 在思想教育上,; 加法, and 减法,; “人”字本里 and “地”字本里:
what is made alike is mostly of one article, however far apart it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from extractors.patterns import regex

POINT = regex(r"(?P<point>[^\s,:;。?!、“”《》]{2,6})(?P<stop>[,:;。?!])")
COUNTED = regex(r"(?P<number>第?[一二三四五六七八九](?=[^个些直般年月日名位方样下线心])|首先|其次|再次|最后)(?P<of>.)")
PLACED = regex(r"(在(?![此这该])[一-鿿]{2,8}[上里中间]),")  # 在组织建设上, 在居民楼道里,
TIMED = regex(r"(?:[清早凌]晨|清早|早上|上午|中午|下午|午后|傍晚|晚上|夜里|深夜|半夜)\d{1,2}[点时]")
QUOTED = regex(r"“[一-鿿]{1,3}”([一-鿿]{1,2})")  # “人”字本
WHEN = regex(r".*[年月日今前后时天早晚目]|[^一-鿿]|[如据截为对但这此同其不有来也他她我你]")
REGION = regex(r".*(?:[旗县市区镇乡村盟]|苏木|嘎查|街道|社区)$")
NOT_LETTERS = regex(r"[一-鿿]+")
SHORTEST, LONGEST = 3, 24
LEAST = 2
"""So many characters at the same place make two lines alike."""


class Make(NamedTuple):
    """How a run is made: runs of one pattern are compared by these words."""

    pattern: tuple[str, ...]
    words: str
    alike: Callable[[str, str], bool]


def alike(runs: Sequence[str], lines: Sequence[bool]) -> tuple[int, ...]:
    """For each run those made like it, as bits; `lines` tells the short ones."""
    made: dict[tuple[str, ...], list[tuple[int, Make]]] = defaultdict(list)
    for n, (run, line) in enumerate(zip(runs, lines, strict=True)):
        for make in _line(run) if line else _paragraph(run):
            made[make.pattern].append((n, make))
    found = [0] * len(runs)
    for several in made.values():
        for (n, one), (m, other) in combinations(several, 2):
            if one.alike(one.words, other.words):
                found[n] |= 1 << m
                found[m] |= 1 << n
    return tuple(found)


def _line(run: str) -> Iterator[Make]:
    """What a line is made like: its marks, the word before a colon, the number before a word."""
    if counted := COUNTED.match(run):
        yield Make(("counted", counted["of"]), counted["number"], _differ)
    lead, colon, _ = run.partition(":")
    if colon and REGION.match(lead):
        return  # 乌审旗:党建引领富乡村 opens an article
    if colon and len(lead) <= 4:
        yield Make(("lead", str(len(lead))), lead, _share_one)
    if SHORTEST <= len(run) <= LONGEST:
        yield Make(("line", NOT_LETTERS.sub("", run)), run, _rhyme)


def _paragraph(run: str) -> Iterator[Make]:
    """What a paragraph's first words are made like."""
    if counted := COUNTED.match(run):
        yield Make(("counted", "" if len(counted["number"]) == 2 else counted["of"]), counted["number"], _differ)
    elif timed := TIMED.match(run):
        yield Make(("timed",), timed.group(), _differ)
    elif placed := PLACED.match(run):
        yield Make(("placed", placed.group(1)[-1]), placed.group(1), _differ)
    elif quoted := QUOTED.match(run):
        yield Make(("quoted", quoted.group(1)), quoted.group(), _differ)
    elif (point := POINT.match(run)) and not WHEN.match(point["point"]):
        yield Make(("point", point["stop"], str(len(point["point"]))), point["point"], _half)


def _differ(one: str, other: str) -> bool:
    return one != other


def _share_one(one: str, other: str) -> bool:
    return one != other and any(a == b for a, b in zip(one, other, strict=True))


def _half(one: str, other: str) -> bool:
    return 2 * sum(a == b for a, b in zip(one, other, strict=True)) >= len(one)


def _rhyme(one: str, other: str) -> bool:
    """Whether two lines have characters in common at the same places, counted from the front and from the back."""
    if one == other or abs(len(one) - len(other)) > 2:
        return False
    common = sum(a == b and a >= "一" for a, b in zip(one, other, strict=False))
    if len(one) != len(other):
        common += sum(a == b and a >= "一" for a, b in zip(reversed(one), reversed(other), strict=False))
    return common >= max(LEAST, len(one) // 4)
