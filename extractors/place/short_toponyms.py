"""Names of divisions without their kind, or that are words besides: 沈阳, 寿光 after 山东; not 上善乌审, 南京路."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors import words
from extractors.patterns import regex
from extractors.person.person_names import SURNAMES
from extractors.place.namings import Scene
from extractors.place.parts import OFFICIAL
from extractors.place.readings import Reading
from extractors.place.toponyms import BREAK, Toponym
from ontology.gazetteer import words as general_words

OF_ORGANISATION = regex(  # a short name that opens a body's name: 内蒙古|格林特药业集团有限公司
    r"""
    (?:(?![的了在和与及等被把将从为]|完成|举办|召开|超额|前十|资助)[^，。、；：！？“”‘’（）()《》,;\s\d]){0,14}?
    (?:公司|集团|大学|学院|医院|银行|[支大总中]队|边境|海关|铁路局|机场|日报|晚报|时报|新闻网|电视台|出版社|协会|研究[院所]
    |代表团|军区)
    """,
    re.VERBOSE,
)
SPEAKS = regex(r"[一-龥]{0,3}(?:说|介绍|表示|告诉|坦言|认为|感慨|回忆|家|一边|正在|、|和|等)|[，,。、]")
PERSON_BEFORE = regex(
    r"(?:[村牧居农市]民|书记|主任|经理|长|员|师|户|人|教授|记者|专家|同志|党员|^|[，。、；：“”,;:\s])$"
)
BEFORE_NAME = frozenset("在到进赴往了的是由与和及对向从给让为把将以于过着近访问市县区旗镇乡盟省州")
ALSO_WORDS = frozenset("于向常时万方全成安和")  # surnames that are prepositions and the like: 位于玉林
ALSO_FIRST = frozenset("和成新兴古高富应理文单代该全各本我建依原")  # 和|县里, 成|县域副中心
DATED = ("本报讯", "日讯", "日电", "近日", "日前", "连日来", "今年", "目前", "当天")  # 本报讯|克旗旗委组织部
COMMON = 50  # words of the dictionary that are this frequent are known to everybody
DATELINE = regex(r"(?:^|[\n(（])(?:本报|(?:据)?新华社)$")  # 本报|海口|1月2日电
AT = ("在", "到", "赴", "来自")
FEATURES = frozenset("山河湖江海岭池关口桥滩川")
FREE = regex(
    r"[、，。；：,;:”）)\s]|等|和|与|及|的|在|到|举办|召开|举行|开幕|闭幕|启动|参加|出席|考察|调研|[打务]工|工作"
    r"|学习|上学|创业|[两三四五六七八九十]+[个地县旗市区]|$"
)
OFFICIAL_ZONE = regex("|".join(OFFICIAL))  # 丽水|经开区
ESTATE = regex(r"[\u3400-\u9fff]?(?:小区|花园|公寓)")
STREET = regex(  # 南京路, 临汾社区, 遵义会议, 大庆精神, 黄|河南|岸, 太行|山西|麓, 小|兴安|岭
    r"(?:[东南西北中]?(?:[路街道里苑巷弄]|[小社]区|家园|花园|公寓|新村)|大[道街]|公园|精神|会议|石化|油田|话|菜|[军舰]|银行|[岸麓岭侧坡茶族]|会海|久安|巴巴|草原|沙漠|盆地|平原|高原|半岛|林区|山区|山脉|森林"
    r"|时期|整风|事变|起义|暴动|战役|保卫战|根据地|模式|时间|回归|合作组织|奥运|冬奥|亚运|世博|滩|雪山|火山|峡谷|会馆|商会|生态园|景区|风景|水库|山庄|森林公园|度假|火锅|拉面|烤鸭|小面|米线|流域|[上下]游|[湖河江海])"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the plain names of the article say, for the names that are not plain."""

    strong: frozenset[str]  # codes named in full
    around: frozenset[str]  # counties and prefectures of all that is plain
    towns: frozenset[str]  # townships that can be no others
    starts: frozenset[int]  # where names begin
    ends: frozenset[int]
    plains: frozenset[int]  # where those begin and end whose names are no rivers and hills
    edged: frozenset[str]  # names of townships and villages whose left edge the text shows at least once

    @classmethod
    def of(cls, text: str, readings: Sequence[Reading], served: str) -> Context:
        plain = [r for r in readings if r.code and (r.toponym.strength == "strong" or r.above >= 0)]
        around = {r.code[:6] for r in plain} | {r.code[:4] for r in plain} | {served}
        around |= {r.code[:4] for r in readings if len(r.code) == 6 and len(r.toponym.name) > 3}
        around |= {r.code for r in readings if len(r.code) == 4 and r.toponym.name not in general_words("weak")}
        strong = frozenset(r.code for r in readings if r.toponym.strength == "strong")
        edged = frozenset(
            r.toponym.name
            for r in readings
            if r.toponym.strength == "low" and (r.above >= 0 or left_edge_shown(text, r.toponym.begin))
        )
        towns = frozenset(
            r.code
            for r in readings
            if len(r.code) == 9 and r.toponym.strength == "low" and (r.above >= 0 or len(r.toponym.codes) == 1)
        )
        return cls(
            strong,
            frozenset(around - {""}),
            towns,
            frozenset(r.toponym.begin for r in readings),
            frozenset(r.toponym.end for r in readings),
            frozenset(
                edge
                for r in readings
                if r.toponym.name[-1] not in FEATURES
                for edge in (r.toponym.begin, r.toponym.end)
            ),
            edged,
        )


def left_edge_shown(text: str, begin: int) -> bool:
    """Behind a mark or a word that a name may follow: 走进|新村; not 移民|新村, 林南小区|第一社区."""
    if begin == 0 or BREAK.match(text, begin - 1):
        return True
    if text.endswith(DATED, 0, begin):
        return True
    return text[begin - 1] in BEFORE_NAME and not text.endswith("小区", 0, begin)


def plausible_weak(scene: Scene, toponym: Toponym, code: str, chained: bool, context: Context) -> bool:
    """A name without its kind: 沈阳, 寿光 after 山东; not 上善乌审, 南京路, 内蒙古某某公司."""
    if (len(code) == 4 and OFFICIAL_ZONE.match(scene.text, toponym.end)) or is_own_banner(scene, toponym):
        return True
    if f"{toponym.name}县" in general_words("county") and not FREE.match(scene.text, toponym.end):
        return False  # 湖北省|公安|厅
    led = chained and toponym.end in context.starts  # 四川|江油 is no river
    if OF_ORGANISATION.match(scene.text, toponym.end) or (not led and STREET.match(scene.text, toponym.end)):
        return False
    if not chained and (given_name(scene.text, toponym) or in_estate(scene.text, toponym)):
        return False
    if len(code) == 6 and f"{toponym.name}区" in general_words("county") and toponym.end not in context.starts:
        return False  # 丽江|古城
    if chained or DATELINE.search(scene.text, max(0, toponym.begin - 4), toponym.begin):
        return True
    if quoted(scene.text, toponym):
        return False
    if code in context.strong:
        return True
    if len(code) == 6:
        return distinct(scene, toponym, code, context)
    if len(code) == 4 and toponym.name[-1] in FEATURES and is_hill(scene.text, toponym.begin):
        return False
    if len(code) == 2 or code in context.around or toponym.name not in general_words("weak"):
        return True
    led = scene.text.endswith(AT, 0, toponym.begin) and bool(FREE.match(scene.text, toponym.end))
    return led or listed(scene.text, toponym, context)


def is_hill(text: str, begin: int) -> bool:
    """Whether a loose character before a name makes that of a hill of it: 登上|白|佛山."""
    if left_edge_shown(text, begin) or begin < 2 or words.frequency(text[begin - 2 : begin]):
        return False
    return words.flag(text[begin - 1])[0] in "an"


def listed(text: str, toponym: Toponym, context: Context) -> bool:
    """Whether the name stands in a list beside a plain one: 武威、|张掖."""
    after = text.startswith("、", toponym.end) and toponym.end + 1 in context.plains
    return after or (text.endswith("、", 0, toponym.begin) and toponym.begin - 1 in context.plains)


def stands_alone(scene: Scene, toponym: Toponym) -> bool:
    """Whether a county of two characters is named at the beginning of a clause or behind 在: 费县|作为农业大县; or one
    of the paper's own province by its short form: 近日,|达旗|党员."""
    text, name, begin = scene.text, toponym.name, toponym.begin
    if is_own_banner(scene, toponym):
        return True
    known = len(name) == 2 and name[1] == "县" and name[0] not in ALSO_FIRST and words.flag(name) == "ns"
    at_edge = begin == 0 or bool(BREAK.match(text, begin - 1)) or text.endswith(AT, 0, begin)
    return known and at_edge and toponym.strength == "strong" and len(toponym.codes) == 1


def is_own_banner(scene: Scene, toponym: Toponym) -> bool:
    """Whether a short form such as 达旗, 昆区 stands in a paper of its province, where a name may begin."""
    name, codes = toponym.name, toponym.codes
    short = len(name) == 2 and (name[1] == "旗" or (name[1] == "区" and toponym.strength == "weak"))
    own = len(codes) == 1 and bool(scene.served) and codes[0].startswith(scene.served[:2])
    return short and own and left_edge_shown(scene.text, toponym.begin)


def distinct(scene: Scene, toponym: Toponym, code: str, context: Context) -> bool:
    """A county's short name that is no word, no hill or river and stands free: 满洲里、二连浩特等地, 在兰考."""
    text, begin, end = scene.text, toponym.begin, toponym.end
    long = len(toponym.name) > 3 and toponym.name[-1] not in FEATURES  # 霍尔果斯|创新
    around = [other for other in toponym.codes if other[:4] in context.around]
    unique = len(toponym.codes) == 1 or around == [code]  # 开平 of 江门, not of 唐山
    if not unique or not (long or FREE.match(text, end)):
        return False
    near = bool(around) or (bool(scene.served) and code.startswith(scene.served[:2]))
    if f"{toponym.name}族" in general_words("people"):  # 来自|鄂温克; not 鄂温克、达斡尔等民族
        return text.endswith(AT, 0, begin) and not text.startswith("、", end)
    after, before = text.startswith("、", end) and end + 1, text.endswith("、", 0, begin) and begin - 1
    if toponym.name[-1] in FEATURES:  # 磴口、五原的养殖户; not 泰山、蒙山
        return near and listed(text, toponym, context)
    if len(toponym.name) > 2 or (near and (after in context.starts or before in context.ends)):
        return True  # 东胜、康巴什的同行
    if words.flag(toponym.name) in ("ns", "nr", "nrt", "nz") and listed(text, toponym, context):
        return left_edge_shown(text, begin) or ends_word(text, begin)  # 顺德、东莞; not 水邑|花都、
    if not text.endswith(AT, 0, begin) or not words.frequency(toponym.name):
        return False
    parts = words.tagged(toponym.name)
    return len(parts) == 1 and parts[0][1] in ("ns", "nr")  # jieba takes 兰考 for a person


def given_name(text: str, toponym: Toponym) -> bool:
    """李|吉林|说: a surname before it, and what a person does behind it or a mark or 村民 before both."""
    before = text[max(0, toponym.begin - 1) : toponym.begin]
    if SURNAMES.get(before) != "strong" or ends_word(text, toponym.begin):
        return False
    if before not in ALSO_WORDS and toponym.name in general_words("given"):
        return True
    return bool(
        SPEAKS.match(text, toponym.end) or PERSON_BEFORE.search(text, max(0, toponym.begin - 4), toponym.begin - 1)
    )


def ends_word(text: str, at: int) -> bool:
    """Whether a word ends here that everybody knows: 位于|云南、贵州, 学习|北京、天津."""
    return at > 1 and words.frequency(text[at - 2 : at]) > COMMON


def in_estate(text: str, toponym: Toponym) -> bool:
    """Inside the name of an estate: 老|山东|里小区."""
    return not left_edge_shown(text, toponym.begin) and bool(ESTATE.match(text, toponym.end))


def quoted(text: str, toponym: Toponym) -> bool:
    """Inside a quoted brand: “上善乌审”."""
    left = text[max(0, toponym.begin - 8) : toponym.begin]
    return left.rfind("“") > left.rfind("”") and "”" in text[toponym.end : toponym.end + 8]
