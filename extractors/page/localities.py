"""Which prefectures and counties a run of a page names: what tells one article's place from another's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.patterns import regex
from extractors.words import frequency
from ontology.gazetteer import Gazetteer, Hit, load

EVERYDAY = 1000
"""A short name that is a word counted so often says no place."""

LEAD, NEAR = 130, 30
"""A report says where it plays within so many characters; a bare name will do within the second number."""
SCENE = regex(  # a report's first words: when it plays, or somebody who speaks
    r"近日|日前|连日来|时下|眼下|清晨|早上|一大早|上午|午后|傍晚|晚上|夜幕|入夜|凌晨|每逢|每天|走进|来到|“[^”]{4,}[,。!?…]”"
    r"|[初早仲孟盛深暮晚季隆寒金阳烟][春夏秋冬月]|(?:立[春夏秋冬]|雨水|惊蛰|春分|清明|谷雨|小满|芒种|夏至|小暑|大暑|处暑|白露"
    r"|秋分|寒露|霜降|小雪|大雪|冬至|小寒|大寒)(?:时节|过后|刚过|前后|这天)|[一-鿿]{2,4}时节|\d{1,2}月的"
)
TOWN, LONGEST_TOWN = regex(r"镇|乡|苏木|街道"), 7
IN_FULL = regex(r"[一-鿿]{0,10}?(?:镇|乡|苏木|街道|村|嘎查|社区)")  # 奈曼旗|得力营子村


class Locality(NamedTuple):
    begin: int  # in the run
    end: int
    name: str  # the official one, or as printed where several places bear it
    county: bool  # or a prefecture
    above: str = ""  # of a county, its prefecture, where only one county bears the name


def localities(run: str) -> tuple[Locality, ...]:
    """The prefectures and counties of a run in text order, the longest name where two overlap."""
    gazetteer = load()
    hits = sorted(
        (hit for hit in gazetteer.matches(run) if _plain(gazetteer, hit)), key=lambda hit: (hit.begin, -hit.end)
    )
    found: list[Locality] = []
    end = 0
    for hit in hits:
        if hit.begin >= end:
            found.append(_locality(gazetteer, run, hit))
            end = hit.end
    return tuple(found)


def of_towns(run: str) -> tuple[Locality, ...]:
    """The counties that a run's townships lie in, where one county alone has one of the name: 达来呼布镇, 额济纳旗."""
    gazetteer = load()
    found = []
    for end in TOWN.finditer(run):
        names = (run[begin : end.end()] for begin in range(max(0, end.start() - LONGEST_TOWN), end.start() - 1))
        codes = next((codes for name in names if (codes := gazetteer.codes(name))), ())
        if codes and len(codes[0]) == 9 and len({code[:6] for code in codes}) == 1:
            county = codes[0][:6]
            above = gazetteer.parent(county)
            name = gazetteer.name(above) if above else ""
            found.append(Locality(end.start(), end.end(), gazetteer.name(county), True, name))
    return tuple(found)


def whole(found: Sequence[Locality]) -> frozenset[str]:
    """The prefectures that a run speaks of as such, not to say where a county lies: 赤峰市, not 赤峰市|敖汉旗."""
    behind = [*found[1:], None]
    return frozenset(
        one.name
        for one, after in zip(found, behind, strict=False)
        if not (one.county or (after is not None and after.county and after.begin == one.end))
    )


def openings(run: str, found: Sequence[Locality]) -> tuple[frozenset[str], frozenset[str]]:
    """The counties that a run's lead names in full, with what lies above or under them, and those it names at once.

    “老白,今天屋里屋外都收拾了吗?…”在鄂尔多斯市乌审旗…; 今年的第一场透雨过后,奈曼旗得力营子村…; 近日,杭锦旗….
    """
    full, plain = set(), set()
    for before, one in zip([None, *found], found, strict=False):
        if one.begin > LEAD:
            break
        joined = before is not None and not before.county and before.end == one.begin
        if one.county and (joined or IN_FULL.match(run, one.end)):
            full.add(one.name)
        elif one.begin <= NEAR:
            plain.add(one.name)
    return frozenset(full), frozenset(plain)


def sets_a_scene(run: str) -> bool:
    """Whether a run begins as a report does: 隆冬时节, 8月的草原, 傍晚6点, a spoken sentence."""
    return SCENE.match(run) is not None


def says_where(run: str) -> bool:
    """Whether a line names a prefecture or a county, if only in short: 嘉峪关南湖社区, 开化音坑乡; not 合作."""
    places = [hit for hit in load().matches(run) if len(hit.codes[0]) in (4, 6)]
    return any(hit.strength == "strong" or frequency(run[hit.begin : hit.end]) < EVERYDAY for hit in places)


def _plain(gazetteer: Gazetteer, hit: Hit) -> bool:
    """Whether the name is plainly that of a prefecture or a county: 乌审旗, not 东城, 城区, 北京市, 内蒙古自治区."""
    if hit.strength != "strong" or len(hit.codes[0]) not in (4, 6):
        return False
    return hit.end - hit.begin > 2 or len(gazetteer.name(hit.codes[0])) > 2  # 莫旗 stands for a longer one


def _locality(gazetteer: Gazetteer, run: str, hit: Hit) -> Locality:
    codes = hit.codes
    if len(codes) > 1:
        return Locality(hit.begin, hit.end, run[hit.begin : hit.end], len(codes[0]) == 6)
    above = gazetteer.parent(codes[0]) if len(codes[0]) == 6 else ""
    return Locality(hit.begin, hit.end, gazetteer.name(codes[0]), bool(above), gazetteer.name(above) if above else "")
