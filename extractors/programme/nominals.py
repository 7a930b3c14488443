"""Names of programmes without quotation marks: a launching verb, a chain of modifiers, a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors import words
from extractors.document import Span
from extractors.patterns import choice, regex
from extractors.programme.candidates import cue_words, find_verb, verb_alternatives
from extractors.programme.wordings import (
    LOOSE,
    THRESHOLD,
    Nominal,
    counted,
    editions,
    kindly,
    numbered,
    repeated,
    years,
)

LONGEST_CHAIN = 200  # how far a list of names behind one verb may reach
BARE_THRESHOLD = 4.5  # of a noun phrase that no verb introduces


@cache
def launching() -> re.Pattern[str]:
    """打造了, 组建起, 推行: the verb with its aspect and a quantifier."""
    verbs = cue_words("before").items()
    forms = [form for form, (_, kind) in verbs if kind in ("launch", "set-up") and len(form) > 1 and form != "组成"]
    return re.compile(
        rf"""
        (?P<verb>{verb_alternatives(forms)}) (?:出了|起了|了|起|出|着)?
        (?:(?:[一二三四五六七八九十两\d]+|多|数|各)(?:支|批|套|个|项|所|条|家|场|期|座|次)(?:次)?)?   # 10所, 一支
        """,
        re.VERBOSE,
    )


@cache
def heads() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<head> {choice(list(cue_words("bare")))}) (?<![分车支大中总球军小家]队)
        (?!化|性|书记|部门|党员|员|长|师|人|度|表|伍|列|友|生育|经济|单列)
        """,
        re.VERBOSE,
    )


@cache
def any_word(relation: str) -> re.Pattern[str]:
    """A relation's words: of `topic`, behind one of which alone 制度, 机制, 活动 name something; of `generic`."""
    return re.compile(choice(list(cue_words(relation))))


CLAUSE_END = regex(r"[。!！?？;；:：,，\n“”‘’《》]")
JOINT = regex(r"、|和|及|以及|与")
VERBAL = regex(
    r"^(?:同样|纷纷|主动|积极|踊跃|共同|加入|[这那每各该全我你他它其此某和与及并为要就急中]|一[种些系]|[去今近明]年|活动|助力|打[赢好])|\d+[个项支名条]|\d{4}年|形成|完成|加强|加快|推动|领办|用好|提出|归纳|打造|推行|实施|组建|推出|召开|举办|成立|建立|设立|开设|搭建|采取|采用|组成|登记|必须|立足|参加|参与"
)  # 每支志愿服务队, 立足本部门实际打造党建品牌: no names
LEVEL = regex(
    r"""
    (?:.*[\dNn][余多]?[个项支名条家所座处场类])?                            # 城区47家暖新驿站
    为?(?:(?:国家|自治区|省|市|盟|旗|县|区|院|校|局|苏木|乡|镇|嘎查)级
    | 自治区|全[国区省市盟旗县镇])?  # 争创自治区坚强堡垒模范支部
    (?:首[家个支批场]|第[一二三四五六七八九十]+[家个支批场期])?  # 全市首家快递小哥学堂
    """,
    re.VERBOSE,
)
SECOND = regex(r"(?:创新|探索|完善|健全|优化|推进|构建|丰富|拓展|用活)(?!创业|型|工程|行动)")  # 探索|完善
AFTER_QUOTED = regex(r"[”’][^\W的]{2,12}(?:、|和|及|以及|与)(?![“‘])")
FORMULA = regex(
    r"""
    (?=[+＋]) (?<=[\u4e00-\u9fff]) (?:[+＋][\u4e00-\u9fff()（）]{1,10}){0,8} [+＋][\u4e00-\u9fff()（）]{1,10}?
    (?=(?:的|新|发展|运行|运营|经营|治理|服务|管理|工作|利益联结)*(?:模式|机制|方式|路径|格局|平台|体系|做法))
    """,
    re.VERBOSE,
)  # 采用合作社+基地+农户模式, from the first + on
FIRST = regex(r"[\u4e00-\u9fff]{2,16}$")


def nominals(text: str) -> Iterator[Nominal]:
    """The names in text order; at one place the best founded, then the longest."""
    found = [
        *years(text), *repeated(text), *editions(text), *_formulas(text), *numbered(text),
        *_launched(text), *_listed(text), *_titled(text), *kindly(text), *counted(text),
    ]  # fmt: skip
    kept: list[Nominal] = []
    taken = bytearray(len(text))
    for hit in sorted(found, key=lambda hit: (-hit.score, hit.at.begin - hit.at.end, hit.at)):
        if 1 not in taken[hit.at.begin : hit.at.end]:
            taken[hit.at.begin : hit.at.end] = b"\1" * (hit.at.end - hit.at.begin)
            kept.append(hit)
    yield from sorted(kept, key=lambda hit: hit.at)


def _formulas(text: str) -> Iterator[Nominal]:
    """采用合作社+基地+农户模式: members joined by +, from behind the verb."""
    for match in FORMULA.finditer(text) if "+" in text or "＋" in text else ():
        first = FIRST.search(text, max(0, match.start() - 16), match.start())
        verb = find_verb(first[0]) if first else None
        member = (verb.gap if verb else first[0] if first else "").lstrip("了着起出的以")
        if len(member) >= 2:
            at = Span(match.start() - len(member), match.end())
            yield Nominal(at, text[at.begin : at.end], 8.0, "a formula with +")


def _launched(text: str) -> Iterator[Nominal]:
    """实施头雁工程、提升工程、转化工程: what a launching verb governs."""
    for verb in launching().finditer(text):
        weight, _ = cue_words("before")[verb["verb"]]
        yield from _chain(text, verb.end(), weight, f"{verb['verb']} before")


def _listed(text: str) -> Iterator[Nominal]:
    """“红纽带”非公党建联盟、微光志愿服务社: what goes on after a quoted name."""
    for match in AFTER_QUOTED.finditer(text):
        yield from _chain(text, match.end(), 2.5, "in a list with a quoted name")


def _chain(text: str, begin: int, weight: float, reason: str) -> Iterator[Nominal]:
    """Noun phrases with 、 or 和 between them, as long as each is a name."""
    stop = CLAUSE_END.search(text, begin, begin + LONGEST_CHAIN)
    clause_end = stop.start() if stop else min(len(text), begin + LONGEST_CHAIN)
    joints = [joint.span() for joint in JOINT.finditer(text, begin, clause_end)] + [(clause_end, clause_end)]
    held = False
    for end, following in joints:
        hit = _phrase(text, begin, end, weight, reason) if begin < end else None
        if hit is not None:
            yield hit
            begin = following
        elif held or text[end:following] not in ("及", "和", "与"):
            return
        elif text[end - 1] in "制法队团库":  # 青年突击队员库和乡土人才信息库; but 人大代表及人大干部履职能力提升培训班
            begin = following
        held = hit is None


def _phrase(text: str, begin: int, end: int, weight: float, reason: str) -> Nominal | None:
    """The noun phrase from `begin` to its head noun, if it says enough to be a name."""
    found = None
    for match in heads().finditer(text, begin, min(end, begin + 30)):
        if LOOSE.search(text, begin, match.start()):
            break
        found = match
    if found is None:
        return None
    cut = text.rfind("的", begin, found.start()) + 1
    begin = max(begin, cut)
    level = LEVEL.match(text, begin, found.start())
    begin = level.end() if level else begin
    second = SECOND.match(text, begin, found.start())
    begin = second.end() if second else begin
    modifier = text[begin : found.start()]
    rest = any_word("generic").sub("", modifier).translate(NO_JOINTS)
    head_weight, kind = cue_words("bare")[found["head"]]
    score = weight + head_weight + (len(modifier) >= 4) + 0.5 * (len(modifier) >= 6) - bool(cut)
    if len(modifier) < 2 or len(rest) < 2 or score < THRESHOLD or VERBAL.search(modifier):
        return None
    if kind == "general" and not any_word("topic").search(modifier):  # 建立现代企业制度
        return None
    return Nominal(Span(begin, found.end()), text[begin : found.end()], score, f"{reason}, {found['head']} at the end")


OPENED = regex(
    r"""
    (?: 近日|日前|同时|正式|同步|在[^,，。;；]{2,12}? ){0,3}
    (?: 成立|揭牌|挂牌|开班|启动|开幕|开赛|开讲|开营|开业|启用|上线|落成|打响|举行|举办
    | (?:经验交流|启动|开班|授牌|揭牌|签约|闭幕|颁奖)(?:会|仪式|式)
    | 上(?:传授|作?交流|作?发言|授课|宣讲|介绍) | (?:总决|半决|决|初|复)赛 )
    """,
    re.VERBOSE,
)  # 会同县党建领航积分超市在上坊村挂牌开业, 平安边境模范系列创建活动经验交流会
EDGE = regex(r"[。!！?？;；:：,，、\n“”‘’《》()（）—的在于暨和与及是为由了即]")


NO_JOINTS = str.maketrans("", "", "和与及")
PLAIN_MODIFIER = 6


def does(modifier: str) -> bool:
    """Whether a long modifier has a verb that is no word of programmes: 作品内容要反映|擂台赛."""
    return any(flag[0] in "vpdcr" and flag != "vn" for _, flag in words.tagged(any_word("generic").sub("", modifier)))


HAVING = regex(r"(?:[没只就幸]?有|全?靠|多亏|幸亏|离不开)(?:了|着)?(?:[村镇乡县旗市屯]里|社区|嘎查|咱)")
"""有村里|党员服务队: what somebody has, called by its kind."""
SELF = regex(r"举[行办]|启动")  # what a room or team does, and not what is done with it


def _titled(text: str) -> Iterator[Nominal]:
    """Heads that make a name by themselves (苏木乡镇党委书记擂台赛), or as the subject of an opening."""
    for match in heads().finditer(text):
        weight, kind = cue_words("bare")[match["head"]]
        if match["head"] == "队":
            continue
        opened = OPENED.match(text, match.end())
        if weight < 3.5 and not opened and kind != "place":
            continue
        if opened and kind == "place" and SELF.search(opened[0]):
            opened = None
        window = text[max(0, match.start() - 20) : match.start()]
        begin = match.start() - len(EDGE.split(window)[-1])
        brand = _brand(text, begin, match.start()) if kind == "place" else 0
        if weight < 3.5 and not opened and not brand:
            continue
        level = LEVEL.match(text, begin, match.start())
        begin = brand or (level.end() if level else begin)
        modifier = text[begin : match.start()]
        rest = any_word("generic").sub("", modifier)
        if HAVING.match(modifier):
            continue
        if len(modifier) > PLAIN_MODIFIER and does(modifier):
            continue
        if (verb := find_verb(modifier)) and verb.kind in ("launch", "set-up", "bring"):
            continue  # what is launched is read from its verb on
        score = weight + (1.0 if len(modifier) >= 4 else 0.5) + (1.5 if opened or brand else 0.0)
        if len(modifier) >= 2 and (brand or len(rest) >= 2) and score >= BARE_THRESHOLD and not VERBAL.search(modifier):
            yield Nominal(Span(begin, match.end()), text[begin : match.end()], score, f"{match['head']} at the end")


def _brand(text: str, begin: int, end: int) -> int:
    """Where the word that brands like to begin with stands before a room: 青山社区|暖心移动驿站; 0 for none."""
    first = _brand_words().search(text, max(begin, end - LONGEST_ROOM), end)
    return first.start() if first else 0


LONGEST_ROOM = 6


@cache
def _brand_words() -> re.Pattern[str]:
    return re.compile(choice(cue_words("begin").keys() - {"党员", "党群", "先锋"}))
