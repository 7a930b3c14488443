"""Whether the words before a place's last word make a name: 佳和(小区), 博隆时代(广场); not 文化, 老旧, 18个."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import words
from extractors.document import Span
from extractors.patterns import regex
from extractors.person.person_names import SOUNDS
from extractors.place.place_heads import QUARTERED
from extractors.programme.candidates import cue_words
from ontology.gazetteer import words as general_words

BREAK = regex(r"[^\u3400-\u9fffA-Za-z0-9·]")
NO_NAME = regex(r"[的了在和与及是或有为被把将等各该本我每个这那其于对从向到进种处座家所]|进入|附近|辖区|家住")
DOING = regex(  # jieba calls some of these nouns
    r"建设|打造|建成|建起|新建|修建|扩建|改建|建立|成立|创建|设立|开展|举办|举行|推[进行广]|开办|领办|检查|督导|调研|视察|依托|组织|完善|实施|投资|引进|说起|指导|服务于"
    r"|深入|走进|前往|参观|地处|距离|紧邻|毗邻|带领|率领|带着|陪同|会同|命名|授牌|揭牌|评选|公布|开业|做|搞|共建|合建|联建|创办|承包|流转|联系|原名|更名|改名|书记|组长"
)
NUMBER = regex(r"(?:中[蒙俄朝越老缅哈印]边[境界])?(?:\d+号?|[一二三四五六七八九十]+号)$")  # 101界碑, 中蒙边境667号界碑
BLOCK = regex(r"[\u3400-\u9fff]{2,6}?(?:\d+号?|[一二三四五六七八九十]+号)")  # 阿尔丁大街10号(街坊)
COUNTED = regex(r"(?<!第)[\d一二三四五六七八九十百千几数多余]+[个座处家条栋所片大]")  # 有18个(小区)
RARE = 50  # words of the dictionary that are less frequent are names as often
POINTING = regex("[这那她他它我你该每各某本]")
COUNTED_OFF = regex(r"[一两几\d][个座处条家片所]$")
FARM = regex(r"养[牛羊猪鸡殖]|育肥")  # 肉羊集中育肥(小区)
STARTS = frozenset("有建设让对把将从给用按以")  # verbs of one character that begin no name behind a region
OFFICES = ("党工委", "工委", "管委会", "管理委员会")  # a zone with an administration of its own is a region
RESIDENTIAL = regex(r"^(?:家园|花园|公寓|新村|大院).+")  # 锦绣|家园小区
FOUND = regex(r"(?:[建修]了|建[成起]|走进|来到|位于|漫步|[到在])$")
BESIDE = regex("[旁边里内]的?")  # 把铁人广场|边的
OF = regex("的$")
KINDS_OF = frozenset("级型式类性化")
DAYS = frozenset(["五一", "五四", "六一", "七一", "八一", "二七", "九一八"])  # after which squares are named
NAMES = ("nr", "ns", "nz", "nrt", "x")  # flags of names
MADE = regex(r"(?:建设|打造|建成|建起|建立|新建|创建|设立|培育|发展|[个座处家片批条所])$")  # 建成|稻蟹养殖基地3个
COUNT = regex(r"\d(?!\d{3}年)|[一二三四五六七八九十百几多]+[个座处家片]")  # 教育基地|12个
TO_BE = regex("建设|创建")  # 红石榴家园|建设
VISITED = regex(r"(?:走进|来到|搬来|搬到|搬进|入驻|赶到|赶往|前往|参观|位于|坐落于|地处|设在|考察|观摩|探访)了?$")
LED = regex(  # 在|知青博物馆; not 成立|大会旧址
    r"(?:走进|来到|参观|前往|新建|瞻仰|拜谒|凭吊|[在到向赴的和与及为成至将对把了])$"
)
SHOWN = regex(  # 家住|星月花园小区
    r"(?:家住|住在|居住在|走进|来到|回到|搬[进到来入]|住进|入住|进驻|位于|坐落于|赶到|前往|参观|瞻仰|走访|齐聚|紧[挨邻靠临]着?|毗邻|邻近|靠近)了?"
)
ARRIVED = regex(r"(?:走进|来到|搬来|搬到|搬进|入驻|走访)了?")
INSIDE = regex(r"(?:施工|工地|园区)?(?:里|内|上|旁|门口|现场)")
BUILT = ("小区", "花园", "广场", "公园", "大厦", "庄园")
GROUNDS = ("小区", "家园", "花园", "新村", "苑", "公园", "广场")
SIGHTS = (
    "景区", "旅游区", "度假区", "主题广场", "公园", "陵园", "水库", "遗址", "旧址",
    "展览馆", "纪念馆", "博物馆", "陈列馆", "史馆",
)  # fmt: skip
ACTORS = regex(  # words of a clause: 1980年因|池潭水库
    r"年|因|项目|工程|党员|干部|群众|居民|[村牧市]民|志愿|支部|党[委组工]|书记|记者|组织|活动|工作|开展|职工|学生|师生|[局会办]$"
)
STAYED = regex(r"(?:家住|住在|居住在|走进|来到|回到|搬进|搬到|搬入|位于|在|到)$")
OF_PEOPLE = regex(r"的?(?:居民|业主|业委会|住户|商户|物业)|[内里上旁]")
ROAD = regex(r"[\u3400-\u9fff]{2,5}?(?:路|大街|大道|街(?!道))")  # 赛马场路|红色楼宇(党群服务中心)
AROUND = regex("[的里内旁前,。、]|景区|每|迎|始|门口|参观|开展|举办|游[客人]|$")  # 于谦祠|每年接待学生
AT_HEART = regex(r"腹地|深处|边缘|[东南西北]缘|[里中上]|$")  # 库布其沙漠|腹地


@dataclass(frozen=True, slots=True)
class SiteName:
    """What may be the name of a place."""

    text: str  # of the article
    at: Span
    head: int  # where its last word begins
    kind: str  # of that word
    chained: bool  # a region or a place of the same list stands before it
    local: bool = False  # it begins with the name of a region of the article: 三营(镇), 三营|蔬菜产业园

    @property
    def stem(self) -> str:
        return self.text[self.at.begin : self.head]

    @property
    def last(self) -> str:
        return self.text[self.head : self.at.end]

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        return words.tagged(self.stem)

    @property
    def starts_clause(self) -> bool:
        return self.at.begin == 0 or bool(BREAK.match(self.text, self.at.begin - 1))

    def before(self, pattern: re.Pattern[str], size: int = 4) -> bool:
        return bool(pattern.search(self.text[max(0, self.at.begin - size) : self.at.begin]))

    def after(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.match(self.text, self.at.end))


def is_name(name: SiteName) -> bool:
    stem, last, kind = name.stem, name.last, name.kind
    if last[-1] == "区" and QUARTERED.search(last):  # 幸福|新村北区
        return 0 < len(stem) < 6
    if not stem and kind == "estate" and last.endswith("小区") and len(last) > 3:
        return last[:-2] not in ("家园", "花园", "公园", "宿舍", "家属院", "公寓")  # 馨苑|小区
    lived = kind == "estate" and (
        name.chained or name.before(STAYED) or name.before(VISITED) or (name.starts_clause and name.after(OF_PEOPLE))
    )  # 住在|幸福小区
    general = stem in general_words("plain") and not RESIDENTIAL.search(last) and not lived
    if not stem or general or (kind == "walk" and not name.chained):
        return False
    if kind == "border":  # 甘其毛都口岸; not 先讲(口岸), 重要陆路(口岸), 针对(口岸)
        verbal = any(len(word) > 1 and flag[0] in "vdapb" for word, flag in name.parts)
        return len(stem) >= 2 and not verbal and any(named_word(word, flag) for word, flag in name.parts)
    if NUMBER.fullmatch(stem):
        return kind == "stone"
    if last.startswith("街坊") and BLOCK.fullmatch(stem):
        return True
    if is_phrase(name):
        return False
    if RESIDENTIAL.search(last):
        return True
    if not name.chained and any(NO_NAME.fullmatch(word) for word, _ in name.parts):
        return False
    return len(stem) >= 2 and fits_kind(name)


def is_told(name: SiteName) -> bool:
    """Whether the words that begin a clause on a place are its name: 三段地革命历史(纪念馆); not 一期(园区)."""
    parts = name.parts
    if DOING.search(name.stem) or COUNTED.search(name.stem) or (name.kind == "estate" and describes(parts, name.kind)):
        return False
    if any(len(word) > 1 and flag[0] in "pdcrt" for word, flag in parts) or name.stem[0] in "该本各此每其我这那":
        return False
    return any(word not in ordinary() and flag[0] not in "mq" for word, flag in parts)


def is_shown(name: SiteName, edge: str) -> bool:
    """Whether what stands between an edge and a place's last word is no clause and says more than what such places
    are. The edges, the surest first: "goes" (走进), "at" (在), "open" (a mark or a verb)."""
    stem, parts, cut = name.stem, name.parts, words.cut(name.stem)
    named = any(named_word(*part) for part in parts)
    if any(pattern.search(stem) for pattern in (BREAK, DOING, COUNTED, FARM)) or name.after(TO_BE):
        return False
    if any(POINTING.match(word) for word in cut) or (name.before(COUNTED_OFF) and not named):  # 再建一个|渔家乐广场
        return False
    if name.kind == "sight":
        common = words.frequency(stem + name.last) and words.flag(stem + name.last) == "n"  # 清真寺
        return named and not common and len(stem) < 5 and name.after(AROUND)
    if name.kind == "border" and len(stem) > 2 and sum(letter not in SOUNDS for letter in stem) < 2:
        return True  # 甘其毛都(口岸)
    if name.local:  # 朱日和|草原(旅游区) of 朱日和镇
        return True
    sight = edge == "goes" and name.last.endswith(SIGHTS)  # 参观|可汗山(景区), though 可汗 is called a verb
    if any(NO_NAME.fullmatch(word) for word in cut) or (describes(parts, name.kind) and not sight):
        return False
    if len(parts) == 1 and edge != "open" and name.kind in ("home", "estate") and words.frequency(stem) < RARE:
        return True  # 在|金廷公馆
    if len(parts) == 1 and (edge != "goes" or (parts[0][1] == "n" and not name.last.endswith(GROUNDS))):
        return False  # 住在|士兵宿舍
    own = any(word not in ordinary() and word not in general_words("estate") for word in cut)
    if edge == "goes" and name.kind != "works":
        return own
    doing = any(flag[0] in "dvrpct" and len(word) > 1 and flag != "vn" for word, flag in parts)
    if doing or ACTORS.search(stem) or (edge == "open" and not opens_name(*parts[0])):  # 已见一道彩虹|花园
        return False
    return named or (own and name.last.endswith(SIGHTS if edge == "open" else (*SIGHTS, "小区")))


def opens_name(word: str, flag: str) -> bool:
    """Whether a name may begin with a word: a noun or name, or a character that is no verb, number or particle."""
    return flag[0] in "njxil" or (len(word) == 1 and flag[0] not in "mvdprcuy")


def is_phrase(name: SiteName) -> bool:
    """General words only, a verb with its object, a number of places, a farm, a zone that is a region."""
    stem, parts, kind = name.stem, name.parts, name.kind
    common = all(word in general_words("plain") for word, _ in parts) and not RESIDENTIAL.search(name.last)
    if (common and kind != "estate") or parts[0][1][0] in "pdcuryt":
        return True
    if kind in ("home", "estate") and (FARM.search(stem) or name.after(TO_BE)):
        return True
    if kind in ("home", "estate") and describes(parts, kind) and not RESIDENTIAL.search(name.last):  # 美丽|家园小区
        return True
    if name.chained and len(parts) > 1 and is_verb(*parts[0]):  # 赛罕区|改造人民公园
        return True
    if kind == "works" and name.text.startswith(OFFICES, name.at.end):
        return True
    return bool(DOING.search(stem) or COUNTED.search(stem) or parts[0][0] in STARTS)


def fits_kind(name: SiteName) -> bool:
    """What each kind of place asks of the words of its name."""
    if name.kind == "works":
        return (not name.chained or name.before(OF)) and is_works(name)
    if name.kind == "office":
        return name.local or (not name.chained and name.starts_clause and bool(ROAD.match(name.stem)))
    odd = name.local or any(named_word(word, flag) for word, flag in name.parts) or in_pieces(name.parts) or rare(name)
    if name.kind in ("estate", "sight"):
        return name.kind == "estate"
    if name.kind == "market":
        return rare(name) and (name.chained or name.before(FOUND))
    if name.kind == "wild":
        return odd and (name.chained or name.after(AT_HEART))
    if name.kind == "open" and len(name.parts) == 1 and name.parts[0][1][0] in "il":  # 守望相助
        return True
    if name.kind == "open" and name.last.endswith("公园") and name.before(FOUND) and not (
        all_ordinary(name) or name.stem[-1] in KINDS_OF
    ):
        return True  # 建了|民法典公园
    if name.kind == "hall" and (name.starts_clause or name.before(LED)):
        return True
    return name.chained or odd or is_lived_in(name)


def all_ordinary(name: SiteName) -> bool:
    return all(word in ordinary() for word, _ in name.parts)


def rare(name: SiteName) -> bool:
    """Whether no dictionary has the short stem, and its words say nothing: 嘉囿(公园), 孟家段(水库); not 镇级(公园)."""
    stem = name.stem
    if (
        not 2 <= len(stem) <= 3
        or words.frequency(stem)
        or stem[0] in "老新大小各全该本某每几多"
        or stem[-1] in KINDS_OF
    ):
        return False
    return not any(len(word) > 1 and (word in ordinary() or flag[0] in "vdpcr") for word, flag in name.parts)


def describes(parts: tuple[tuple[str, str], ...], kind: str) -> bool:
    """Whether words say what houses are like or what is done to them: 改造老旧(小区), 无物业(小区), 入住(小区)."""
    pieces = len(parts) > 1 and len(parts[0][0]) == len(parts[1][0]) == 1  # 新|达(佳苑)
    edges = {parts[0][0] if not pieces else "", parts[-1][0]}
    if edges & general_words("estate") or parts[0][0][0] in "全各本该每某我多几两":
        return True
    (word, flag), (last, its) = parts[0], parts[-1]
    done = kind == "estate" and is_verb(last, "v" if its == "vn" else its)  # 干部联系小区
    return done or is_verb(word, flag)


def is_verb(word: str, flag: str) -> bool:
    """Whether a word is a verb or adverb after which nothing is named: 改造; but 团结小区."""
    doing = (flag[0] in "vd" and flag != "vn") or word in verbs()
    return len(word) > 1 and doing and word not in general_words("vow")


@cache
def verbs() -> frozenset[str]:
    """What is done with a programme or a place: 利用, 打造."""
    return frozenset(form for form in cue_words("before") if len(form) > 1)


def is_works(name: SiteName) -> bool:
    """A base or park without its region: one with a name of its own, or where somebody goes or is."""
    if (name.before(MADE, 2) and name.last[-1] != "园") or name.after(TO_BE) or name.after(COUNT):
        return False
    own = [(word, flag) for word, flag in name.parts if word not in ordinary()]
    if name.local or any(named_word(word, flag) for word, flag in own):
        return True
    if name.chained:
        return bool(own) and rare(name)
    free = name.starts_clause or name.text[name.at.begin - 1] == "的"  # 塔吊林立的|双创环保产业园|施工现场
    there = name.before(VISITED) or (free and name.after(INSIDE))
    return bool(own) and len(name.stem) >= 4 and there


def is_lived_in(name: SiteName) -> bool:
    """Whether an ordinary word names an estate or square, because somebody lives or is there: 家住|友谊小区."""
    if len(name.parts) > 1 or name.stem in ordinary() or name.stem[0] in "全各本该每某" or is_verb(*name.parts[0]):
        return False
    if name.starts_clause and name.text.count(name.text[name.at.begin : name.at.end]) > 1:
        return True  # 水城古镇, again and again
    if not name.text.endswith(BUILT, 0, name.at.end):
        return False
    if name.after(BESIDE):
        return True
    return name.before(STAYED) or (name.starts_clause and name.after(OF_PEOPLE))


def is_owned(name: SiteName) -> bool:
    """Whether a square without a name is that of the village or town before it, and stands: 张金镇|党建主题公园."""
    return name.kind == "open" and name.at.end - name.at.begin > 3 and not (name.after(TO_BE) or name.after(COUNT))


@cache
def ordinary() -> frozenset[str]:
    """Words that name no place."""
    return general_words("plain") | general_words("stem") | general_words("works")


def named_word(word: str, flag: str) -> bool:
    """Whether a word of the stem is a name or in no dictionary."""
    return word not in general_words("plain") and (flag in NAMES or word in DAYS or not words.frequency(word))


def in_pieces(parts: tuple[tuple[str, str], ...]) -> bool:
    """Whether the dictionary has only pieces of the name: 程|道口(烈士陵园)."""
    (first, flag), *others = parts
    return len(first) == 1 and first not in ordinary() and flag[0] in "nj" and [len(word) for word, _ in others] == [2]
