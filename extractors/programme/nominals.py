"""Names of programmes without quotation marks: a launching verb, a chain of modifiers, a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors import words
from extractors.document import Span
from extractors.patterns import choice, regex
from extractors.person.person_names import SURNAMES
from extractors.programme.candidates import cue_words, find_verb, verb_alternatives

THRESHOLD = 6.0
LONGEST_CHAIN = 200  # how far a list of names behind one verb may reach
BARE_THRESHOLD = 4.5  # of a noun phrase that no verb introduces


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
REPEATED = regex(
    r"""
    (?=[开组实推深启落了好大双三]) (?P<verb> 开展|组织|实施|推行|深化|启动|落实 )? (?:了|好)?
    (?P<name> (?:大[^\W大]{2}、){2,}大[^\W大]{2} | (?:[双三][^\W双三]{2}、?){3,} )
    (?P<noun> 活动|行动|工程|工作|机制|制度 )?   # 开展大走访、大调研、大帮扶; not 大投入、大建设、大发展
    """,
    re.VERBOSE,
)
EDITION = regex(
    r"""
    (?:首[届期]|第[一二三四五六七八九十\d]{1,3}[届期]) (?!全国人|党) [\u4e00-\u9fff]{0,18}?
    (?: 节(?![约能水俭省点日目假庆会]) | [大比竞联]赛 | 擂台赛 | 运动会 | 博览会 | 展示会 | 交易会 | 论坛
    | 那达慕(?:大会)? | 培训班 | 研修班 | 训练营 )
    """,
    re.VERBOSE,
)  # 第三届沙果采摘节
AFTER_QUOTED = regex(r"[”’][^\W的]{2,12}(?:、|和|及|以及|与)(?![“‘])")
LOOSE = regex(r"[了着是把被让使将向从以于等并]|(?<!结)对(?!接|口|账)|在(?!职|线|家|外|编)|我们|他们|如何|更|最")
FORMULA = regex(
    r"""
    (?=[+＋]) (?<=[\u4e00-\u9fff]) (?:[+＋][\u4e00-\u9fff()（）]{1,10}){0,8} [+＋][\u4e00-\u9fff()（）]{1,10}?
    (?=(?:的|新|发展|运行|运营|经营|治理|服务|管理|工作|利益联结)*(?:模式|机制|方式|路径|格局|平台|体系|做法))
    """,
    re.VERBOSE,
)  # 采用合作社+基地+农户模式, from the first + on
FIRST = regex(r"[\u4e00-\u9fff]{2,16}$")
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


def _counted(text: str) -> Iterator[Nominal]:
    """What a numbered formula counts (一室即邻里谈心室), counted methods, 党建引领和美庭院建设, 五方共管模式."""
    for match in SUMMED.finditer(text):
        begin = match.start("names")
        for name in match["names"].split("、"):
            yield Nominal(Span(begin, begin + len(name)), name, 6.5, "one of the brands summed up")
            begin += len(name) + 1
    for match in MEMBER.finditer(text):
        yield Nominal(Span(*match.span("name")), match["name"], 7.5, "the member of a numbered formula")
    for match in METHODS.finditer(text):
        yield from _methods(match)
    for match in LED.finditer(text):
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


def nominals(text: str) -> Iterator[Nominal]:
    """The names in text order; at one place the best founded, then the longest."""
    found = [
        *_years(text), *_repeated(text), *_editions(text), *_formulas(text), *_numbered(text),
        *_launched(text), *_listed(text), *_titled(text), *_kindly(text), *_counted(text),
    ]  # fmt: skip
    kept: list[Nominal] = []
    taken = bytearray(len(text))
    for hit in sorted(found, key=lambda hit: (-hit.score, hit.at.begin - hit.at.end, hit.at)):
        if 1 not in taken[hit.at.begin : hit.at.end]:
            taken[hit.at.begin : hit.at.end] = b"\1" * (hit.at.end - hit.at.begin)
            kept.append(hit)
    yield from sorted(kept, key=lambda hit: hit.at)


def _kindly(text: str) -> Iterator[Nominal]:
    """A room or team that goes by the name of who began it: 董大姐平安工作室."""
    for match in KINDLY.finditer(text):
        does = any(flag[0] in "vpdcr" and flag != "vn" for _, flag in words.tagged(match["inner"]))
        if match[0][0] in surnames() and not does and not LOOSE.search(match[0]):
            yield Nominal(Span(*match.span()), match[0], THRESHOLD, "goes by somebody's name")


def _years(text: str) -> Iterator[Nominal]:
    for match in YEAR.finditer(text):
        begin = match.start("name")
        inner = text.rfind("为", begin, match.end()) + 1
        begin = max(begin, inner)
        if match.end() - begin >= 5:
            yield Nominal(Span(begin, match.end()), text[begin : match.end()], 7.0, "named as a year")


def _repeated(text: str) -> Iterator[Nominal]:
    """Campaigns named by what is done: 大走访、大调研、大帮扶、大提升活动."""
    for match in REPEATED.finditer(text):
        if match["verb"] or match["noun"]:
            yield Nominal(Span(*match.span("name")), match["name"], 6.5, "members that begin alike")


def _editions(text: str) -> Iterator[Nominal]:
    """A festival or contest that is held again and again."""
    for match in EDITION.finditer(text):
        yield Nominal(Span(*match.span()), match[0], 6.5, "held for the first time or again")


def _formulas(text: str) -> Iterator[Nominal]:
    """采用合作社+基地+农户模式: members joined by +, from behind the verb."""
    for match in FORMULA.finditer(text):
        first = FIRST.search(text, max(0, match.start() - 16), match.start())
        verb = find_verb(first[0]) if first else None
        member = (verb.gap if verb else first[0] if first else "").lstrip("了着起出的以")
        if len(member) >= 2:
            at = Span(match.start() - len(member), match.end())
            yield Nominal(at, text[at.begin : at.end], 8.0, "a formula with +")


def _numbered(text: str) -> Iterator[Nominal]:
    """推行12345工作法, 推进新时代草原110建设."""
    for match in SERVICE.finditer(text):
        yield Nominal(Span(*match.span("name")), match["name"], 7.0, "a number behind")
    for match in NUMBERED.finditer(text):
        yield Nominal(Span(*match.span()), match[0], 7.0, "a number and a method")


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
        opened = OPENED.match(text, match.end())
        if match["head"] == "队":
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
