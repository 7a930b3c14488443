"""Printed names that are slips for a place of the same parent: 音德镇 -> 音德尔镇, 旗汉旗 -> 敖汉旗."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel, Levenshtein

from extractors.patterns import ending
from ontology.gazetteer import Division

NEAR = 0.65  # of the whole name, its kind included: 旗汉旗/敖汉旗 .67
MARGIN = 0.1  # to the next best
COUNTERS = frozenset("东西南北上下前后左右大小新老里外一二三四五六七八九十")
"""Two names that differ in one of these are two places: 东街街道, 西街街道."""
_own_kind = ending(("苏木", "嘎查", "街道", "社区", "镇", "乡", "村", "旗", "县", "区", "市", "盟"))


Alike = tuple[float, Division]
"""A place and how like its name is."""


@dataclass(frozen=True, slots=True)
class Slip:
    division: Division
    likeness: float
    rivals: tuple[str, ...]  # as near as the best: then nothing is corrected
    shown: bool = False  # the text names a part of it next


@lru_cache(maxsize=65536)
def sounds(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # slow to import, and needed only where a slip is in question

    return tuple(lazy_pinyin(name))


def likeness(printed: str, name: str) -> float:
    """0 to 1: by characters or by syllables, whichever is nearer."""
    by_sight = Indel.normalized_similarity(printed, name)
    if abs(len(printed) - len(name)) > 2:
        return by_sight
    return max(by_sight, 0.95 * Indel.normalized_similarity(sounds(printed), sounds(name)))


def opposed(printed: str, name: str) -> bool:
    """Whether the names are told apart by direction, size or number: 第一社区, 第二社区; 后|孔家沟村, 孔家沟村."""
    for edit in Levenshtein.editops(printed, name):
        if edit.tag == "replace" and {printed[edit.src_pos], name[edit.dest_pos]} <= COUNTERS:
            return True
        if edit.tag == "delete" and edit.src_pos == 0 and printed[0] in COUNTERS:
            return True
    return False


@lru_cache(maxsize=65536)
def split(name: str) -> tuple[str, str]:
    """The name and its kind apart: 音德尔, 镇; the kind is "" for a name without one."""
    own = _own_kind(name, len(name))
    return name.removesuffix(own), own


def kind(name: str) -> str:
    return split(name)[1]


def near(printed: str, places: Iterable[Division], least: float = NEAR) -> list[Alike]:
    """Places of the same kind that share a character and are like enough, the likest first."""
    stem, own = split(printed)
    letters = frozenset(stem)
    alike = []
    for place in places:
        its_stem, its = split(place.name)
        if its == own and not letters.isdisjoint(its_stem) and (score := likeness(printed, place.name)) >= least:
            alike.append((score, place))
    return sorted(alike, key=lambda pair: (-pair[0], pair[1].code))


def nearest(printed: str, places: Iterable[Division]) -> Slip | None:
    """The place of the same kind that the printed name is a slip for; None when none is near."""
    return first(printed, near(printed, places))


def first(printed: str, alike: Iterable[Alike]) -> Slip | None:
    """The first of places that are near, the likest first; with those that are as near."""
    ranked = [pair for pair in alike if not opposed(printed, pair[1].name)]
    if not ranked:
        return None
    best, division = ranked[0]
    rivals = tuple(place.name for score, place in ranked[1:] if best - score < MARGIN and score < 1)
    return Slip(division, best, rivals)


def one_lost(printed: str, name: str) -> bool:
    """杭锦旗 for 杭锦后旗: one character lost or added, none changed."""
    return abs(len(printed) - len(name)) == 1 and Levenshtein.distance(printed, name) == 1


def sure_county(printed: str, name: str) -> bool:
    """Without a city before it: one character amiss or left out of three and more; of two only before 旗."""
    short, long = split(printed)[0], split(name)[0]
    if len(short) == len(long) == 2:
        return split(printed)[1] == "旗" and Levenshtein.distance(short, long) == 1
    return len(short) >= 3 and Levenshtein.distance(short, long) <= 1


def sure_township(printed: str, name: str) -> bool:
    """A character left out, or one amiss in a name of three and more, or another character of the same sound."""
    short, long = split(printed)[0], split(name)[0]
    if len(short) == len(long) == 2:
        return sounds(short) == sounds(long)
    if len(short) < len(long):
        letters = iter(long)
        return len(short) >= 2 and len(long) - len(short) <= 2 and all(letter in letters for letter in short)
    return len(short) >= 3 and Levenshtein.distance(short, long) <= 1


def sure_village(printed: str, name: str) -> bool:
    """Village lists are not complete, so only what can hardly be a name of its own is mended: 南社区 -> 南田社区,
    and long Mongolian names with a character lost: 锡尼布拉嘎查 -> 锡尼布拉格嘎查. 满红村 beside 满天红村 stays, and so
    does 布拉克 beside 布拉格, which is another spelling."""
    short, long = split(printed)[0], split(name)[0]
    if len(short) == 1:
        return len(long) == 2 and short in long
    return len(short) >= 4 and len(short) != len(long) and Levenshtein.distance(short, long) == 1
