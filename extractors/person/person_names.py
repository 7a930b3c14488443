"""The personal names that may start at a place: Chinese ones by surname, Mongolian and others by their elements."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors import words
from extractors.patterns import regex
from ontology.tables import check, read


class Surname(NamedTuple):
    surname: str
    kind: str


class Element(NamedTuple):
    element: str
    kind: str


class Address(NamedTuple):
    word: str


SURNAMES = {row.surname: row.kind for row in read("surnames", Surname)}
SURNAMES_BY_FIRST: dict[str, list[str]] = {}  # those of one or two characters, the longer ones first
for _surname in sorted(SURNAMES, key=lambda surname: -len(surname)):
    if len(_surname) < 3:
        SURNAMES_BY_FIRST.setdefault(_surname[0], []).append(_surname)
ELEMENTS = {row.element: row.kind for row in read("name_elements", Element)}
check("surnames", tuple(SURNAMES.items()), 1, ("strong", "weak", "compound"))
check("name_elements", tuple(ELEMENTS.items()), 1, ("name", "part"))
ADDRESSES = tuple(row.word for row in read("addresses", Address))
LONGEST_BY_FIRST: dict[str, int] = {}  # how long the elements are that begin with a character
for _element in ELEMENTS:
    LONGEST_BY_FIRST[_element[0]] = max(len(_element), LONGEST_BY_FIRST.get(_element[0], 0))
OPENINGS = frozenset(element[:2] for element, kind in ELEMENTS.items() if kind == "name")
"""How a run of elements begins: most places of a text are told by these two characters to be none."""
FIRSTS = frozenset(opening[0] for opening in OPENINGS)
MAY_OPEN = rf"[{''.join(sorted(FIRSTS))}](?=[{''.join(sorted({opening[1] for opening in OPENINGS}))}])"
OPENING = regex(MAY_OPEN)
LONGEST_ELEMENT = max(map(len, ELEMENTS))
LONGEST_NAME = 9
SOUNDS = frozenset("".join(ELEMENTS)) - frozenset("山花金红新荣来定和小春永明国民")
SOUNDING = regex(rf"[{''.join(sorted(SOUNDS))}]{{3,7}}")  # 阿云嘎
DOT_MARKS = "·•・"
DOTS = regex(rf"[{DOT_MARKS}]")
DOT = regex(rf"[一-龥]{{1,6}}[{DOT_MARKS}](?=[一-龥])")  # 廷·巴特尔
MAY_START = (  # a look at what may be a name: at most places of a text it says at once that none starts there
    rf"(?=[{''.join(sorted(SURNAMES_BY_FIRST))}]|[{''.join(sorted(SOUNDS))}]{{3}}|[\s\S]{{0,3}}{MAY_OPEN}|[一-龥]{{1,6}}[{DOT_MARKS}])"
)
TRANSCRIBING = regex(  # names of Uyghurs, Kazakhs and others: 玉素甫, 买买提, 阿不力孜
    "[阿艾爱安巴拜班贝别波博布卜不查达丹道德迪丁都杜尔恩法凡菲夫甫盖哈海汗合赫洪胡吉加佳贾江杰居喀卡凯坎康科克肯孔库拉莱赖兰朗勒雷黎里力丽利"
    "列林琳卢鲁伦罗洛马玛麦曼买迈美蒙米明莫墨木穆姆那纳娜乃奈尼妮宁努诺帕潘佩皮普奇齐其恰切热仁茹瑞若萨赛桑沙莎什斯丝苏素孙索塔坦陶特腾提图吐托"
    "瓦万旺维温翁沃乌吾西希夏谢辛雄许亚雅延耶叶伊依因尹英尤玉尧约扎赞泽珍芝孜兹佐逊肉]{2,6}"
)
NEVER_IN_NAMES = frozenset(
    "的地得之了是在和与等们说讲着过把被给这那该或并且吗呢吧啊呀么也都又很更最再就只某它他她你我您咱"
)
HEADED = frozenset("科局处部所站队院校村镇乡县市区旗盟州省厅社店厂行连排班营团组会家馆台")
RANKS = frozenset(("第一", "常务", "专职", "执行", "名誉", "首席", "职务", "一职"))  # 任|第一|书记
AREAS = frozenset(("路段", "楼栋", "片区", "网格", "小区", "街巷", "村组", "楼宇", "单元"))  # 志愿者|包|楼栋
NOT_GIVEN = RANKS | AREAS
NO_PARTNER = ("", *"的说，。；：、！？,.;:!?\n”")
IN_GIVEN = rf"(?![{''.join(sorted(NEVER_IN_NAMES))}])[一-龥]"
OPENS_GIVEN = rf"(?:{IN_GIVEN}|和)"
GIVEN = regex(rf"和?(?:{IN_GIVEN})*")
AFTER_SURNAME = regex(  # 李|春和|的家门: nobody follows whom a 和 joins; not 张|大爷, 任|第一|书记
    rf"""
    (?! 第 | {"|".join(ADDRESSES)} )
    (?: (?! {"|".join(sorted(NOT_GIVEN))} ) {OPENS_GIVEN} (?: {IN_GIVEN} | 和 (?= [{"".join(NO_PARTNER)}] | \Z ) )
      | {OPENS_GIVEN} )
    """,
    re.VERBOSE,
)


class Names(dict[int, tuple[str, ...]]):
    """The names that may start at each place of a text, each once; a place is looked at when it is first asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._opened = openings(text)
        self._dotted = DOTS.search(text) is not None

    def __missing__(self, at: int) -> tuple[str, ...]:
        text, first = self._text, self._text[at : at + 1]
        names = chinese(text, at)
        of_parts = minority(text, at) if self._opened.find(1, at, at + 4) >= 0 else ()
        foreign = dotted(text, at) if self._dotted else ()
        if first in SOUNDS and SOUNDS.issuperset(text[at : at + 3]):
            foreign += transcribed(text, at)
        if of_parts or foreign:
            names = tuple(dict.fromkeys((*of_parts, *names, *foreign)))
        self[at] = names
        return names


def candidates(text: str, at: int) -> tuple[str, ...]:
    """The names that may start at a place, for who asks of one place only."""
    return Names(text)[at]


def chinese(text: str, at: int) -> tuple[str, ...]:
    """Surname and one or two characters; not 张大爷, 徐书记, 王某."""
    found: tuple[str, ...] = ()
    for surname in SURNAMES_BY_FIRST.get(text[at : at + 1], ()):
        begin = at + len(surname)
        given = AFTER_SURNAME.match(text, begin) if text.startswith(surname, at) else None
        if given and not (surname == "长孙" and text[max(0, at - 1) : at] in HEADED):  # 科长|孙艳辉
            shorter = text[at : begin + 1]
            found += (shorter,) if given.end() == begin + 1 else (shorter, text[at : begin + 2])
    return found


def ends_in_he(text: str, at: int, name: str) -> bool:
    """Whether a 和 is the end of a name, as nobody follows whom it joins: 李春和|的家门."""
    end = at + len(name)
    return name[2:] == "和" and is_given(name[1:2]) and text[end : end + 1] in NO_PARTNER


@lru_cache(maxsize=16384)
def is_given(given: str) -> bool:
    """Whether these characters may be a given name."""
    return GIVEN.fullmatch(given) is not None and given not in NOT_GIVEN and not given.startswith("第")


def minority(text: str, at: int) -> tuple[str, ...]:
    """Names of two to nine characters made of elements (额尔敦朝鲁), also behind an unknown start (米吉格|道尔吉)."""
    marks = openings(text)
    found = {text[at:end] for end in composed(text, at)}
    for start in [start for start in range(1, 4) if marks[at + start : at + start + 1] == b"\1"]:
        if is_given(text[at : at + start]) and (start > 1 or text[at : at + 1] in SURNAMES):
            found |= {text[at:end] for end in composed(text, at + start) if end - at > start + 1}
    return tuple(sorted((name for name in found if 2 <= len(name) <= LONGEST_NAME), key=lambda name: (len(name), name)))


@lru_cache(maxsize=8)  # of an article's text, asked at each place
def openings(text: str) -> bytes:
    """1 for each place of a text where name elements may begin."""
    marks = bytearray(len(text))
    for match in OPENING.finditer(text):
        marks[match.start()] = match[0] + text[match.end() : match.end() + 1] in OPENINGS
    return bytes(marks)


def composed(text: str, at: int) -> tuple[int, ...]:
    """Where runs of name elements that start there end; the first element is one that stands alone."""
    if text[at : at + 2] not in OPENINGS:
        return ()
    ends: set[int] = set()
    frontier = {at + len(element) for element in elements_at(text, at) if ELEMENTS[element] == "name"}
    while frontier:
        ends |= frontier
        frontier = {end + len(element) for end in frontier for element in elements_at(text, end)} - ends
    return tuple(sorted(ends))


def elements_at(text: str, at: int) -> list[str]:
    """The name elements that start at a place."""
    longest = LONGEST_BY_FIRST.get(text[at : at + 1], 0)
    return [element for size in range(1, longest + 1) if (element := text[at : at + size]) in ELEMENTS]


def dotted(text: str, at: int) -> tuple[str, ...]:
    """Names with a dot, its right part of up to six characters, those that transcribe first: 艾克拜尔·玉素甫|用."""
    dot = DOT.match(text, at)
    before = words.cut(dot[0][:-1]) if dot else ()
    if not dot or (len(before) > 1 and not is_rare(before[0])):  # 村民|买买提·吐尔逊
        return ()
    sounding = TRANSCRIBING.match(text, dot.end())
    first, last = (dot.end() + 2, sounding.end()) if sounding else (dot.end() + 1, min(dot.end() + 6, len(text)))
    return tuple(text[at:end] for end in range(first, last + 1) if is_given(text[dot.end() : end]))


def is_weak(name: str) -> bool:
    """Whether only a surname that is an everyday word as well opens the name."""
    return SURNAMES.get(name[:1]) == "weak" and name[:2] not in SURNAMES and not composed(name, 0)


@lru_cache(maxsize=16384)
def is_composed(name: str) -> bool:
    """Whether the whole name is made of name elements."""
    return len(name) in composed(name, 0)


def ends_known(name: str) -> bool:
    """Whether a name is made of elements, or an unknown start and a known name of three characters: 乌栋|其其格."""
    return is_composed(name) or any(
        len(name) in composed(name, start) and is_rare(name[:start]) for start in range(1, min(3, len(name) - 2))
    )


def transcribed(text: str, at: int) -> tuple[str, ...]:
    """Names of three to seven characters, each used in transcribing, that hold no common word: 阿云嘎."""
    sounding = SOUNDING.match(text, at)
    if not sounding:
        return ()
    names = (text[at:stop] for stop in range(at + 3, sounding.end() + 1))
    return tuple(name for name in names if is_given(name) and all(map(is_rare, words.cut(name))))


def is_rare(word: str) -> bool:
    return len(word) == 1 or words.frequency(word) < 100


def is_transcribed(name: str) -> bool:
    """Whether only its sound makes it a name: no surname, no known element at its end."""
    if len(name) < 3 or name[0] in SURNAMES or not SOUNDS.issuperset(name):
        return False
    return not any(len(name) in composed(name, start) for start in range(len(name) - 1))


def cuts_element(text: str, end: int) -> bool:
    """Whether a name element goes over that place: 孟和 over 乌尼孟|和."""
    marks = openings(text)
    return any(
        at + len(element) > end and ELEMENTS[element] == "name"
        for at in range(max(0, end - LONGEST_ELEMENT + 1), end)
        if marks[at]
        for element in elements_at(text, at)
    )
