"""Names without quotation marks that are told by their wording alone: 第三届沙果采摘节, 大走访、大调研、大帮扶活动."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors import words
from extractors.document import Span
from extractors.patterns import begun, regex
from extractors.person.person_names import SURNAMES
from extractors.programme.candidates import find_verb

THRESHOLD = 6.0


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that names a programme."""

    at: Span
    name: str
    score: float
    reason: str


NUMBERS = {digit: n for n, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
NO_SURNAME = frozenset("党任和老大小")  # 党|支书, 担任|支书


@cache
def surnames() -> frozenset[str]:
    return frozenset(name for name, kind in SURNAMES.items() if kind == "strong") - NO_SURNAME


LOOSE = regex(r"[了着是把被让使将向从以于等并]|(?<!结)对(?!接|口|账)|在(?!职|线|家|外|编)|我们|他们|如何|更|最")
ALIKE = regex(r"[大双三]\w{2}、?[大双三]")
REPEATED = regex(
    r"""
    (?=[开组实推深启落了好大双三]) (?P<verb> 开展|组织|实施|推行|深化|启动|落实 )? (?:了|好)?
    (?P<name> (?:大[^\W大]{2}、){2,}大[^\W大]{2} | (?:[双三][^\W双三]{2}、?){3,} )
    (?P<noun> 活动|行动|工程|工作|机制|制度 )?   # 开展大走访、大调研、大帮扶; not 大投入、大建设、大发展
    """,
    re.VERBOSE,
)
"""Only where two members begin alike, which is found far sooner."""
EDITION = regex(
    r"""
    (?:首[届期]|第[一二三四五六七八九十\d]{1,3}[届期]) (?!全国人|党) [\u4e00-\u9fff]{0,18}?
    (?: 节(?![约能水俭省点日目假庆会]) | [大比竞联]赛 | 擂台赛 | 运动会 | 博览会 | 展示会 | 交易会 | 论坛
    | 那达慕(?:大会)? | 培训班 | 研修班 | 训练营 )
    """,
    re.VERBOSE,
)  # 第三届沙果采摘节
DIGITS = regex(r"\d+")
NUMBERED = regex(
    r"""
    (?<![\dA-ZＡ-Ｚ.]) (?!(?:19|20)\d\d(?!\d)|9001|14001|45001) (?:\d{2,6}|\d(?:[+＋][\dNnXx]+)+|\d[A-Z])
    (?![个支名项家多余年月日人次位户万亿后所座处条的]) [^\W\d的]{0,6}?
    (?=[工治管模机行体]) (?:工作法|治理法|管理法|模式|机制|工程|行动|体系|工作模式|工作机制)(?![化师])
    """,
    re.VERBOSE,
)  # 推行1+3+N工作机制, 12345工作法
SERVICE = regex(
    r"""
    (?:推进|打造|建设|创建|深化|推行|启动|实施|擦亮|用好)(?:新时代)?
    (?P<name>[\u4e00-\u9fff]{2,4}(?<![年第达共约近超计有为到至过于])\d{3,5})
    (?=建设|品牌|警务|平台|服务|模式|行动)   # 推进新时代草原110建设
    """,
    re.VERBOSE,
)
YEAR = regex(
    r"""
    (?:为|开展|实施|启动|推进|深化)
    (?P<name>[\u4e00-\u9fff]{2,14}(?:质效|提升|攻坚|突破|建设|落实|创新|服务|发展|治理|整治|巩固|深化|规范|提质|增效|担当|作风|改革|行动)年)
    (?=[,，。;；、]|活动|行动|$)   # 确定今年为组织工作创新创优质效年
    """,
    re.VERBOSE,
)


TITLE = regex(r"[大阿姐嫂奶爷老警法支]")
"""How what somebody is called begins: 大姐, 老师."""
KINDLY = regex(
    r"""
    [\u4e00-\u9fff] (?: 大姐|大妈|大娘|大叔|大爷|大哥|大嫂|阿姨|姐|嫂|奶奶|爷爷|老师|警官|法官|支书 )
    (?P<inner> (?:[\u4e00-\u9fff]{2,6}?)? )
    (?: 工作室|调解室|议事厅|帮帮团|宣讲团|直播间|讲堂|驿站|热线|服务队(?!员)|服务站 )
    """,
    re.VERBOSE,
)  # 董大姐平安工作室


MEMBER = regex(
    r"[,，;；。:：“](?:[\u4e00-\u9fff]{0,2})?一(?P<kind>[\u4e00-\u9fff])(?:即|是指|指)“?(?P<name>[\u4e00-\u9fff]{2,11}(?P=kind))(?=[”,，;；。])"
)  # 一室即邻里谈心室: what a numbered formula counts
LED = regex(
    r"""
    (?:推进|启动|实施|开展|深化|推行)(?:的|了)?
    (?P<name> 党建引领 (?!基层治理|乡村振兴|社会治理|网格化?治理) [\u4e00-\u9fff]{2,8}? (?:建设|工程|行动|计划|联建) )
    (?= [,，。;；:：、\n] | 以来 | 工作 | 的 | 纪实 | $ )
    """,
    re.VERBOSE,
)  # 全县启动党建引领和美庭院建设以来
WAYS = regex(r"[两二三四五六七八九]种(?:方式|模式|办法|形式|机制)")
METHODS = regex(
    r"(?P<names>[\u4e00-\u9fff]{2,3}(?P<last>[建联共治管带帮])(?:、[\u4e00-\u9fff]{2,3}(?P=last))+)"
    r"(?P<count>[两二三四五六七八九])种(?:方式|模式|办法|形式|机制)"
)  # 采取村校联管、邻里互管两种方式: as many as the number says, alike at the end
JOINTLY = regex(
    r"""
    [两二双三四五六七八九十多][方级社元治网微] [共联互协][治动建管商享助同] [\u4e00-\u9fff]{0,6}?
    (?:治理|服务|工作|管理)?(?:模式|机制|工作法)(?!化)
    """,
    re.VERBOSE,
)  # 实行五方共管模式
SUMMED = regex(
    r"""
    (?:培育|打造|推出|开展|举办|孵化|创建|形成)(?:出|了|起)?
    (?P<names> [\u4e00-\u9fff]{4,12} (?:、[\u4e00-\u9fff]{4,12})+ )
    等 (?:[\d一二三四五六七八九十]+余?[个项支场家]|一批|一系列|系列)?
    [\u4e00-\u9fff]{0,6}? (?:文旅|文化|节庆|赛事|活动|服务|党建|治理|宣讲|惠民) (?:品牌|IP|活动)
    """,
    re.VERBOSE,
)  # 培育落日音乐节、艺术乡场等10余个文旅品牌


def counted(text: str) -> Iterator[Nominal]:
    """What a numbered formula counts (一室即邻里谈心室), counted methods, 党建引领和美庭院建设, 五方共管模式."""
    for match in SUMMED.finditer(text):
        begin = match.start("names")
        for name in match["names"].split("、"):
            yield Nominal(Span(begin, begin + len(name)), name, 6.5, "one of the brands summed up")
            begin += len(name) + 1
    for match in MEMBER.finditer(text):
        yield Nominal(Span(*match.span("name")), match["name"], 7.5, "the member of a numbered formula")
    for match in METHODS.finditer(text) if WAYS.search(text) else ():
        yield from _methods(match)
    for match in LED.finditer(text) if "党建引领" in text else ():
        yield Nominal(Span(*match.span("name")), match["name"], 6.5, "led by the Party, and launched")
    for match in JOINTLY.finditer(text):
        yield Nominal(Span(*match.span()), match[0], 6.5, "who acts together, in number")


def _methods(match: re.Match[str]) -> Iterator[Nominal]:
    begin, names = match.start("names"), match["names"].split("、")
    verb = find_verb(match.string[max(0, begin - 4) : begin + len(names[0])])
    names[0] = verb.gap if verb and len(verb.gap) < len(names[0]) else names[0]
    begin = match.start("names") + len(match["names"]) - len("、".join(names))
    if len(names) != NUMBERS[match["count"]] or any(len(name) != 4 for name in names):
        return
    for name in names:
        yield Nominal(Span(begin, begin + len(name)), name, 6.5, "one of the methods counted")
        begin += len(name) + 1


def kindly(text: str) -> Iterator[Nominal]:
    """A room or team that goes by the name of who began it: 董大姐平安工作室."""
    for match in begun(KINDLY, text, (title.start() - 1 for title in TITLE.finditer(text, 1))):
        does = any(flag[0] in "vpdcr" and flag != "vn" for _, flag in words.tagged(match["inner"]))
        if match[0][0] in surnames() and not does and not LOOSE.search(match[0]):
            yield Nominal(Span(*match.span()), match[0], THRESHOLD, "goes by somebody's name")


def years(text: str) -> Iterator[Nominal]:
    for match in YEAR.finditer(text):
        begin = match.start("name")
        inner = text.rfind("为", begin, match.end()) + 1
        begin = max(begin, inner)
        if match.end() - begin >= 5:
            yield Nominal(Span(begin, match.end()), text[begin : match.end()], 7.0, "named as a year")


def repeated(text: str) -> Iterator[Nominal]:
    """Campaigns named by what is done: 大走访、大调研、大帮扶、大提升活动."""
    for match in REPEATED.finditer(text) if ALIKE.search(text) else ():
        if match["verb"] or match["noun"]:
            yield Nominal(Span(*match.span("name")), match["name"], 6.5, "members that begin alike")


def editions(text: str) -> Iterator[Nominal]:
    """A festival or contest that is held again and again."""
    for match in EDITION.finditer(text):
        yield Nominal(Span(*match.span()), match[0], 6.5, "held for the first time or again")


def numbered(text: str) -> Iterator[Nominal]:
    """推行12345工作法, 推进新时代草原110建设."""
    for match in SERVICE.finditer(text):
        yield Nominal(Span(*match.span("name")), match["name"], 7.0, "a number behind")
    for match in begun(NUMBERED, text, (digits.start() for digits in DIGITS.finditer(text))):
        yield Nominal(Span(*match.span()), match[0], 7.0, "a number and a method")
