"""What the words of a quoted phrase say of themselves: formulas, numbers, endings, the ring of a brand.

Each returns a weight with its reason in words, or nothing; `extractors.programme.cues` adds them up.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.patterns import choice, regex
from extractors.programme.candidates import (
    Candidate,
    Reason,
    close_noun,
    cue_words,
    name_ending,
    other_ending,
)

FORMULA = regex(r".+[+＋].+|.+[+＋]$")
NUMERAL = regex(
    r"""
    [一二三四五六七八九十百千万两双\d]{1,3}(?:个|大|项)?[\u4e00-\u9fff]{1,2}  # 六个一, 四评
    (?:[一二三四五六七八九十百千万两双\d][\u4e00-\u9fff]{1,3}){0,5}  # 三单三员
    | [\d一二三四五六七八九十]+(?:[+＋\-—][\dNnXx一二三四五六七八九十]+)*  # 12345, 1447, 1+3+N
    | \d[\dNX+＋]*[\u4e00-\u9fff]{2}  # 123路径, 1+3+N结对
    """,
    re.VERBOSE,
)


CHAIN = regex(r"[^—\-]{2,}(?:(?:—+|-)[^—\-]{2,}){2,}")  # 党总支—党支部—党小组


def formula(c: Candidate) -> Reason | None:
    """“党支部+合作社”; an open one names what is done in that way."""
    if not (FORMULA.fullmatch(c.name) or CHAIN.fullmatch(c.name)):
        return None
    if not FORMULA.fullmatch(c.name):
        return 2.0, "a chain of bodies"
    if c.name[-1] not in "+＋":
        joined = c.head is None and c.before.endswith(("把", "将"))  # 把“课内+课外”连起来
        return (1.0 if joined else 3.0), "a formula with +"
    trade = c.head is not None and (c.head.weight < 4 or c.head.form.endswith(TRADES))
    return (-6.0, "a trade with +") if trade else (0.75, "an open formula")


TRADES = ("项目", "战略", "业态", "产业")  # “体育+”等旅游项目, but “党建+”模式


LONE = regex(
    r"""
    [二两双三四五六七八九十百千万\d]{1,2}[\u4e00-\u9fff]{3}     # 五社联动
    | \d{1,3}(?:分钟|公里|小时)[\u4e00-\u9fff]{2,4}           # 15分钟暖心圈
    """,
    re.VERBOSE,
)
EACH = regex(r"([一百千万])[\u4e00-\u9fff]{1,3}\1[\u4e00-\u9fff]{1,3}")
TWIN = regex(r"(?:[一二两双三四五六七八九十百千万多\d]{1,2}[\u4e00-\u9fff]{1,3}){2,5}")


def numeral(c: Candidate) -> Reason | None:
    """“六个一”, “12345”; “八有八建” and “百企联百村” more so."""
    if EACH.fullmatch(c.name):
        return 2.75, "a number said twice"
    if TWIN.fullmatch(c.name) and len(c.name) > 3:
        return 2.0, "a formula with two numbers"
    if NUMERAL.fullmatch(c.name):
        return 1.0, "a numbered formula"
    return (1.2, "a number before") if LONE.fullmatch(c.name) else None


MIXED = regex(r"[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]")
NUMBER_BEHIND = regex(r"[\u4e00-\u9fff]{2,6}\d{2,5}")


def coined(c: Candidate) -> Reason | None:
    """“驼乡e站”, “青城骑士·驿家”: made up as a name is."""
    if "·" in c.name[1:-1]:
        return 1.0, "a name in two parts"
    if NUMBER_BEHIND.fullmatch(c.name):  # “草原110”, “服务365”
        return 1.5, "a number behind"
    return (1.0, "letters among the characters") if MIXED.search(c.name) else None


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile(choice(cue_words("begin")))


def brand_word(c: Candidate) -> Reason | None:
    """“红石榴网格”: brands like to begin with it."""
    found = _beginnings().match(c.name)
    return (cue_words("begin")[found[0]][0], f"begins with {found[0]}") if found and found[0] != c.name else None


def members(name: str) -> list[str]:
    """“走边关、担使命、筑忠诚”: what stands side by side in a phrase."""
    return [member for member in re.split(r"[、,，\s]", name) if len(member) > 1]


DEED = regex(
    r".{2,4}(?:管理|调解|治理|融合|驱动|引领|保障|监督|排查|服务|联动|共治|发展|覆盖|推进|响应|处置|预警|建设|教育)"
)


def deed(c: Candidate) -> Reason | None:
    """全面实行“台账管理”: what is done, not what it is called."""
    if any(form.fullmatch(c.name) for form in (NUMERAL, LONE, FORMULA)) or (c.head is not None and c.head.weight >= 4):
        return None
    return (-1.5, "says what is done") if DEED.fullmatch(c.name) else None


def noun_inside(c: Candidate) -> Reason | None:
    """“红色驿站”: the phrase itself ends with what programmes are called."""
    ending = None if "——" in c.name or c.name.count("、") > 2 else name_ending(c.name)
    weight, kind = cue_words("inside").get(c.name, (0.0, ""))
    if len(c.name) > 2 and kind == "name":  # “云课堂”
        return weight / 2, "what programmes are called"
    return (ending[1], f"ends with {ending[0]}") if ending else None


VARIETY = regex(r".+?[\d一二三四五六七八九十]+号")  # “中草16号”燕麦


def other_inside(c: Candidate) -> Reason | None:
    """“敖汉小米”, “夜经济”, “新村民”, “加速键”: goods, trades, kinds of people, images."""
    if VARIETY.fullmatch(c.name):
        return -2.5, "a thing by its number"
    ending = None if FORMULA.fullmatch(c.name) else other_ending(c.name)  # “企业+支部+村民”
    if ending is None or (close_noun(c) and cue_words("inside")[ending[0]][1] == "image"):  # “税月如歌”党建品牌
        return None
    return ending[1], f"ends with {ending[0]}"


ADJECTIVAL = regex(r".{1,5}[式型化]$")


def adjectival(c: Candidate) -> Reason | None:
    """“菜单式”点学, “沉浸式”教育: says how, not what."""
    named = noun_inside(c) or FORMULA.fullmatch(c.name)  # “芒来模式”, “党建+文化”
    adjective = not named and ADJECTIVAL.fullmatch(c.name)
    return (-2.0, "an adjective by its ending") if adjective else None


ORGAN = regex(
    r"(?!最强|先进|先锋|示范|标杆|模范|五星|[^\W\d]{1,3}[上里间尖]的"
    r"|(?:流动)?(?:帐篷|毡房|毡包|蒙古包|马背|驼背|板凳|炕头|田间|田埂|地头|车轮|甲板|渔船|巷子|楼道|云端))"
    r".*(?:党委|工委|党总支|支部|党小组|党组)"
)


def organ(c: Candidate) -> Reason | None:
    """成立“大工委”: an organ of the Party, however it is called; “马背上的支部”, “帐篷支部” are ways of working."""
    bare = c.head is None or c.head.kind == "sign"  # 挂着“楼宇党支部”的牌子
    return (-3.5, "ends like an organ of the Party") if ORGAN.fullmatch(c.name) and bare else None
