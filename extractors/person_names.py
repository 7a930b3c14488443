"""Where a person's name ends: the candidates from a place on, and how well the words after each go with it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors import words
from ontology.tables import read


class Surname(NamedTuple):
    surname: str
    kind: str


class Address(NamedTuple):
    word: str


class Element(NamedTuple):
    element: str
    kind: str


SURNAMES = {row.surname: row.kind for row in read("surnames", Surname)}
ELEMENTS = {row.element: row.kind for row in read("name_elements", Element)}
ADDRESSES = tuple(row.word for row in read("addresses", Address))
LONGEST_ELEMENT = max(map(len, ELEMENTS))
HAN = re.compile(r"[一-龥]")
NEVER_IN_NAMES = frozenset(
    "的地得之了是在和与等们说着过把被从对向给这那该其及或因为以并且吗呢吧啊呀么也都又很更最再还就才只"
)
SPEECH = re.compile(
    r"""
    (?: 说|道|表示|介绍|坦言|感慨|感叹|告诉|回忆|笑|直言|谈起|谈到|谈及|激动|高兴|认为|指出|强调|解释|补充|称赞|透露
      | 深有感触|满怀|乐呵呵|竖起|接受 (?= .{0,4}采访 ) | 如是说 | 信心满满 | 感激 | 兴奋 | 自豪 | 欣慰 | 开心 | 喜上 )
    """,
    re.VERBOSE,
)
AFTER = frozenset(  # what may follow a name as a word of one character
    "的和与在是为将等也都又便就正还对从向到给把被让用以因已曾来去率带做当有家及同则却再才说道任自领由边"
)
ACTS = frozenset(  # what somebody does, in one character: 杨昌林|学|唱侗歌
    "学走跑看听坐站拿抱牵拉唱喊问想爱住开写教种养卖买吃喝干打收搬修送指接受请找忙挨顶背扛拎捧举擦摸摇点望盯瞧捡挑选替陪签管守巡"
    "登骑夸赞谢拍握递摆提抓推放剪挤绣编织烤炒煮喂播浇割挖砌盖办创投贷借租"
)
VERBAL = ("v", "a", "d", "p", "c", "r", "u", "l", "i", "z", "t", "m", "f", "q", "y", "b", "s")
STOPS = frozenset("，。；：、！？,.;:!?\n\r\t “”‘’\"'()（）…—-·《》〈〉◆★◎□\u3000")


def candidates(text: str, at: int) -> tuple[str, ...]:
    """The names that may start there, shortest first."""
    return tuple(dict.fromkeys((*minority(text, at), *chinese(text, at))))


def chinese(text: str, at: int) -> tuple[str, ...]:
    """Surname and one or two characters; not 张大爷, 徐书记, 王某."""
    found = []
    for length in (2, 1):
        surname = text[at : at + length]
        if surname not in SURNAMES or len(surname) < length or text.startswith(ADDRESSES, at + length):
            continue
        for given in (1, 2):
            name = text[at : at + length + given]
            if len(name) == length + given and is_given(name[length:]):
                found.append(name)
    return tuple(found)


def is_given(given: str) -> bool:
    return all(HAN.match(c) and c not in NEVER_IN_NAMES and c != "某" for c in given)


def minority(text: str, at: int) -> tuple[str, ...]:
    """Names of two to nine characters made of name elements (额尔敦朝鲁, 布和), after a surname or not."""
    found = set()
    for surname in (0, 1):
        if surname and text[at : at + 1] not in SURNAMES:
            continue
        for end in composed(text, at + surname):
            if end - at >= 2 and end - at <= 9:
                found.add(text[at:end])
    return tuple(sorted(found, key=len))


def composed(text: str, at: int) -> tuple[int, ...]:
    """Where runs of name elements that start there end; the first element stands alone."""
    ends: set[int] = set()
    frontier = {at + n for n in range(2, LONGEST_ELEMENT + 1) if ELEMENTS.get(text[at : at + n]) == "name"}
    while frontier:
        ends |= frontier
        frontier = {
            end + n
            for end in frontier
            for n in range(1, LONGEST_ELEMENT + 1)
            if text[end : end + n] in ELEMENTS and end + n <= len(text)
        } - ends
    return tuple(sorted(ends))


LATER = re.compile(r"(?:地|着|得)?[一-龥]{0,3}(?:说|道|表示)")  # 感动|地说, 笑|着介绍说


def fit(text: str, end: int) -> int:
    """How well what stands at `end` follows a name: 4 speech, 3 punctuation, 2 a verb or particle, less for others."""
    rest = text[end : end + 8]
    if not rest or rest[0] in STOPS:
        return 3
    if rest[0].isdigit():
        return 2
    first = words.cut(rest)[0]
    if SPEECH.match(rest) and (len(first) > 1 or first in "说道笑"):
        return 4
    if len(first) > 1 and LATER.match(text, end + len(first)) and words.flag(first).startswith(VERBAL):
        return 4
    if len(first) == 1:
        return 2 if first in AFTER else 1 if first in ACTS else -3
    return 2 if words.flag(first).startswith(VERBAL) else -1


@cache
def everydayness(name: str) -> int:
    """What speaks against a name: 3 a common word (高兴) or the start of one (常态|化), 2 an act (齐|上阵)."""
    if any(is_common(word) and not words.flag(word).startswith("nr") for word in (name, name[:2])):
        return 3
    return 2 if len(name) == 3 and is_common(name[1:]) and words.flag(name[1:]).startswith("v") else 0


def is_common(word: str) -> bool:
    return words.frequency(word) > 20


def is_weak(name: str) -> bool:
    return SURNAMES.get(name[:1]) == "weak" and name[:2] not in SURNAMES and not composed(name, 0)
