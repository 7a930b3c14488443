"""Named places that stand in a text by themselves: 佳和小区, “石榴籽”广场, 赛马场路红色楼宇党群服务中心."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors import words
from extractors.document import Article, Mention, Span
from extractors.place_heads import FREE, QUARTERED, heads, kind_of
from extractors.setting import Seat, Setting, seat_of
from extractors.setting import kind as level_word
from ontology.gazetteer import words as general_words

BREAK = re.compile(r"[^\u3400-\u9fffA-Za-z0-9·]")
LISTED = re.compile(r"、[\u3400-\u9fff]{2,6}")  # 大召广场|、如意(广场)
CLAUSE = re.compile(r"[的了在将把被向到等对是让]")  # a verb phrase stands between: 检察院在|知青博物馆
COUNTED = re.compile(r"[\d一二三四五六七八九十百千几数多余]+[个座处家条栋所片]")  # 有18个(小区)
FARM = re.compile(r"养[牛羊猪鸡殖]|育肥")  # 肉羊集中育肥(小区)
NO_NAME = re.compile(r"[的了在和与及是或有为被把将等各该本我每个这那其于对从向到进种处座家所]|进入|附近|家住")
STARTS = frozenset("有建设让对把将从给用按以")  # verbs of one character that begin no name behind a region
NUMBER = re.compile(r"(?:中[蒙俄朝越老缅哈印]边[境界])?\d+号?$")  # 101界碑, 中蒙边境667号界碑
RESIDENTIAL = re.compile(r"^(?:家园|花园|公寓|新村|大院).+")
BORDER = ("口岸",)
NAMES = ("nr", "ns", "nz", "nrt", "x")  # flags of names
LONGEST, LONGEST_WORKS = 10, 16
NOT_OPENING = frozenset("vpdcurmqyzft")  # flags of words that no name begins with
PIECES = frozenset("zfyt")  # flags of characters that are words at times: 响|沙湾(景区)
DOING = re.compile(  # jieba calls some of these nouns
    r"建设|打造|建成|建起|新建|成立|创建|设立|开展|推进|依托|组织|深入|走进|完善|实施|投资|引进|建立|说起|指导|服务于|前往|参观"
)
MADE = re.compile(r"(?:建设|打造|建成|建起|建立|新建|创建|设立|培育|发展|[个座处家片批条所])$")  # 建成|稻蟹养殖基地3个
ASKED = re.compile(r"建设|创建|\d|[一二三四五六七八九十百几多]+[个座处家片]")
VISITED = re.compile(r"(?:走进|来到|赶到|赶往|前往|参观|位于|坐落于|地处|设在|考察|观摩|探访)了?$")
INSIDE = re.compile(r"(?:工地|园区)?(?:里|内|上|旁|门口|现场)")
BUILT = re.compile(r"(?:小区|家园|花园|广场|公园|大厦|庄园)$")
STAYED = re.compile(r"(?:家住|住在|居住在|走进|来到|回到|搬进|搬到|搬入|位于|在|到)$")
OF_PEOPLE = re.compile(r"的?(?:居民|业主|业委会|住户|商户|物业)|[内里]")
ROAD = re.compile(r"[\u3400-\u9fff]{2,5}?(?:路|大街|大道|街(?!道)).{2,}")  # 赛马场路|红色楼宇(党群服务中心)
AT_HEART = re.compile(r"腹地|深处|边缘|[东南西北]缘|[里中上]|$")  # 库布其沙漠|腹地
QUOTED = re.compile(r"“(?P<stem>[\u3400-\u9fff]{2,8})”")
QUOTED_WHOLE = re.compile(r"“(?P<stem>[\u3400-\u9fff]{1,6}?)(?P<head>亭|林|广场|公园)”")
PLACED_BEFORE = re.compile(r"(?:在|到|走进|来到|[口旁前后边头内里]的)$")  # 村口的|“感恩林”
PLACED_AFTER = re.compile(r"[里内旁下前边]|已")  # “同心亭”|里


@dataclass(frozen=True, slots=True)
class Site:
    """A named place in the article's text."""

    at: Span
    name: str
    canonical: str
    within: Seat | None  # the region it lies in
    container: Span | None  # where that region is named directly before
    rule: str
    whole: str = ""  # key of the place that it is a part of


def proper(article: Article, named: list[Mention], where: Setting) -> Iterator[Site]:
    """Places whose name is complete in itself, behind a region or where a name begins."""
    text, last = article.text, -1
    ends = {mention.at.end: mention for mention in named}
    taken = {place for mention in named for place in range(mention.at.begin, mention.at.end)}
    for match in heads(*FREE).finditer(text):
        if match.start() in taken or match.end() - 1 in taken:  # 临潢家园社区
            continue
        kind = kind_of(match["head"])
        if owner := named_after(text, match.start(), ends, kind):
            last, at = match.end(), Span(owner.at.begin, match.end())
            yield Site(at, article[at], article[at], seat_of(owner), owner.at, "chain")
            continue
        begin, region = start_of(text, match.start(), ends, LONGEST_WORKS if kind == "works" else LONGEST)
        listed = 0 < last < match.start() - 2 and LISTED.fullmatch(text, last, match.start())
        begin = last + 1 if listed else begin
        if begin < 0 or any(place in taken for place in range(begin, match.start())):
            continue
        at = Span(begin, match.end())
        if not is_name(text, at, match.start(), kind, chained=region is not None or bool(listed)):
            continue
        last = match.end()
        if text[max(0, begin - 1) : begin] == "“":  # a brand: “北疆基层党建长廊”
            continue
        rule = "chain" if region else "boundary"
        seat = seat_of(region) if region else where.seat(begin)
        canonical = full_name(article[at], text[begin : match.start()], kind, region)
        yield Site(at, article[at], canonical, seat, region.at if region else None, rule)


def named_after(text: str, end: int, ends: dict[int, Mention], kind: str) -> Mention | None:
    """The region without its kind whose name this one begins with: 满洲里|口岸, 徐闻|港码头."""
    for gap, fits in (("", kind in ("border", "open")), ("港", True)):
        region = ends.get(end - len(gap))
        if fits and region and text.endswith(gap, 0, end) and not level_word(region.name):
            return region
    return None


def full_name(name: str, stem: str, kind: str, region: Mention | None) -> str:
    """With its village before it where its own words are ordinary ones: 下淤村|水岸广场; not 埇桥区|苏宁广场."""
    low = region is not None and region.level in ("village", "township")
    if not region or not low or kind != "open" or any(named_word(*pair) for pair in words.tagged(stem)):
        return name
    return region.canonical + name


def start_of(text: str, end: int, ends: dict[int, Mention], longest: int) -> tuple[int, Mention | None]:
    """Where a name that ends here begins, and the region before it; -1 for nowhere."""
    begin = end
    while begin > max(0, end - longest):
        if behind_region(text, begin, end, ends):
            return begin, ends[begin]
        if text[begin - 1] == "的" and begin - 1 in ends and begin < end and not CLAUSE.search(text, begin, end):
            return begin, ends[begin - 1]
        if BREAK.match(text, begin - 1):
            break
        begin -= 1
    if behind_region(text, begin, end, ends):
        return begin, ends[begin]
    return cut_back(text, begin, end), None


def behind_region(text: str, begin: int, end: int, ends: dict[int, Mention]) -> bool:
    return begin in ends and begin < end and not (CLAUSE.search(text, begin, end) or DOING.search(text, begin, end))


def cut_back(text: str, begin: int, end: int) -> int:
    """The start of the run of nouns before `end`: 指导|博隆时代(广场), 对|101(界碑)."""
    if number := NUMBER.search(text, begin, end):
        return number.start()
    if text.startswith(BORDER, end) and 4 <= end - begin <= 6:  # 甘其毛都, whose pieces look like words
        return begin + bool(NO_NAME.match(text, begin))
    begin = max(begin, text.rfind("的", begin, end) + 1)
    start = end
    for word, flag in reversed(words.tagged(text[begin:end])):
        if (flag[0] in NOT_OPENING and flag != "vn") or NO_NAME.fullmatch(word) or DOING.fullmatch(word):
            if start < end and len(word) == 1 and words.flag(word)[0] in PIECES and not NO_NAME.fullmatch(word):
                start -= 1
            break
        start -= len(word)
    return start if start < end else -1


def is_name(text: str, at: Span, end: int, kind: str, *, chained: bool) -> bool:
    """Whether the words up to `end`, before the last one, make a name: 佳和, 博隆时代; not 文化, 老旧."""
    stem, head = text[at.begin : end], text[end : at.end]
    if head[-1] == "区" and QUARTERED.search(head):  # 幸福|新村北区
        return 0 < len(stem) < 6
    if not stem or stem in general_words("plain") or (kind == "walk" and not chained):
        return False
    if kind == "border":  # 甘其毛都口岸; not 先讲(口岸), 重要陆路(口岸), 针对(口岸)
        return len(stem) >= 2 and not any(len(word) > 1 and flag[0] in "vdapb" for word, flag in words.tagged(stem))
    if NUMBER.fullmatch(stem):
        return kind == "stone"
    parts = words.tagged(stem)
    if all(word in general_words("plain") for word, _ in parts) or parts[0][1][0] in "pdcuryt":
        return False
    if DOING.search(stem) or COUNTED.search(stem) or parts[0][0] in STARTS:
        return False
    if kind == "home" and FARM.search(stem):
        return False
    if RESIDENTIAL.search(head):  # 锦绣|家园小区
        return True
    if any(NO_NAME.fullmatch(word) for word, _ in parts) and not chained:
        return False
    return len(stem) >= 2 and fits_kind(text, at, parts, kind, chained=chained)


def fits_kind(text: str, at: Span, parts: tuple[tuple[str, str], ...], kind: str, *, chained: bool) -> bool:
    """What each kind of place asks of the words of its name."""
    if kind == "works":
        return not chained and works(text, at, parts)
    odd = any(named_word(word, flag) for word, flag in parts)
    if kind == "office":
        return not chained and starts_clause(text, at.begin) and bool(ROAD.match(text, at.begin, at.end))
    if kind == "wild":
        return odd and bool(chained or AT_HEART.match(text, at.end))
    if kind == "open" and len(parts) == 1 and parts[0][1][0] in "il":  # 守望相助
        return True
    return chained or kind == "hall" or odd or lived_in(text, at, parts)


def lived_in(text: str, at: Span, parts: tuple[tuple[str, str], ...]) -> bool:
    """Whether an ordinary word names an estate or square, because somebody lives or is there: 家住|友谊小区."""
    if len(parts) > 1 or not BUILT.search(text, at.begin, at.end) or parts[0][0] in ordinary():
        return False
    if parts[0][0][0] in "全各本该每某":
        return False
    before, after = (
        text[max(0, at.begin - 4) : at.begin],
        starts_clause(text, at.begin) and OF_PEOPLE.match(text, at.end),
    )
    return bool(STAYED.search(before) or after)


@cache
def ordinary() -> frozenset[str]:
    """Words that name no place."""
    return general_words("plain") | general_words("stem") | general_words("works")


def named_word(word: str, flag: str) -> bool:
    """Whether a word of the stem is a name or in no dictionary."""
    return word not in general_words("plain") and (flag in NAMES or not words.frequency(word))


def works(text: str, at: Span, parts: tuple[tuple[str, str], ...]) -> bool:
    """A base or park without its region: one with a name of its own, or where somebody goes or is."""
    if MADE.search(text, max(0, at.begin - 2), at.begin) or ASKED.match(text, at.end):
        return False
    gone_to = VISITED.search(text, max(0, at.begin - 4), at.begin)
    been_in = starts_clause(text, at.begin) and INSIDE.match(text, at.end)
    own = [(word, flag) for word, flag in parts if word not in ordinary()]
    if any(named_word(word, flag) for word, flag in own):
        return True
    return bool(own and sum(len(word) for word, _ in parts) >= 4 and (gone_to or been_in))


def starts_clause(text: str, begin: int) -> bool:
    return begin == 0 or bool(BREAK.match(text, begin - 1))


def quoted(article: Article, named: list[Mention], where: Setting) -> Iterator[Site]:
    """“石榴籽”|广场; in the marks altogether only where a place can be: 村口的|“感恩林”."""
    text = article.text
    ends = {mention.at.end: mention for mention in named}
    for match in QUOTED.finditer(text):
        head = heads("open", "hall", "show").match(text, match.end())
        if head and match["stem"] not in general_words("plain") | general_words("stem"):
            yield quoted_site(article, Span(match.start(), head.end()), match["stem"] + head[0], ends, where)
    for match in QUOTED_WHOLE.finditer(text):
        placed = PLACED_BEFORE.search(text, max(0, match.start() - 2), match.start())
        if (placed or PLACED_AFTER.match(text, match.end())) and match["stem"] not in general_words("plain"):
            at = Span(match.start("stem"), match.end("head"))
            yield quoted_site(article, at, article[at], ends, where)


def quoted_site(article: Article, at: Span, canonical: str, ends: dict[int, Mention], where: Setting) -> Site:
    region = ends.get(at.begin)
    seat = seat_of(region) if region else where.seat(at.begin)
    return Site(at, article[at], canonical, seat, region.at if region else None, "quoted")
