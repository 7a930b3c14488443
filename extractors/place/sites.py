"""Named places that stand in a text by themselves: 佳和小区, “石榴籽”广场, 赛马场路红色楼宇党群服务中心."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors import words
from extractors.document import Article, Mention, Span
from extractors.patterns import regex
from extractors.place.place_heads import FREE, heads, kind_of, place_heads
from extractors.place.setting import Seat, Setting, seat_of
from extractors.place.setting import kind as level_word
from extractors.place.site_names import (
    ARRIVED,
    BREAK,
    DAYS,
    DOING,
    LED,
    NO_NAME,
    NUMBER,
    SHOWN,
    SiteName,
    is_name,
    is_owned,
    is_shown,
    is_told,
    is_verb,
    named_word,
    ordinary,
)
from extractors.place.slips import split
from extractors.programme.quotes import curly
from ontology.gazetteer import words as general_words

TITLE = regex("《[^《》\n]{1,40}》")
LISTED = regex(r"、[\u3400-\u9fff]{2,6}")  # 大召广场|、如意(广场)
OWN_ROAD = regex(  # 光明路|团结(小区); not 东风西街一(街坊)
    r"[\u3400-\u9fff]{2,4}?(?:路|大街|大道)(?=[\u3400-\u9fff]{2})(?![东西南北中一二三四五六七八九十])"
)
TOLD = regex(  # what is said of a place when a text first speaks of it
    r"(?:[(（][^()（）\n]{1,20}[)）])?,?[就正便]?"
    r"(?:位于|坐落[于在]|地处|始?建于|占地|(?:总|规划|建筑|展[览厅示馆]?|园区)+面积|总投资|前身|由[^,，。]{2,12}(?:投资|建设|建成)|于\d{4}年|(?:\d+月)?(?:底|初|中旬)?(?:正式)?[开落建][园馆成放])"
)
JOINED = regex(r"(?<=[馆院园场站心区楼址碑街村镇湾])[和与及到至]")  # 文化馆|和|滨河公园, 从月亮湾|到|响水头景区
LIES_IN = regex(r",?[就正便]?(?:位于|坐落[于在]|地处)")
HAS = regex("(?<=..)(?:有|建了)")  # 县城区|有|上河公园
OF_BODY = regex(r"^(?:党(?![建史性员群旗校])|政府|人大|政协|[村居]?委)")  # 宝顶镇|党委联系一处景区
FUNCTION = frozenset(  # characters of no name
    "他她你我它们这那有到去在来从向往逛游进出的了着和与是为把被让很不也就再又将要可会能个座处家条该各每全本某新老旧大小多几两"
)
AUXILIARIES = frozenset("要将已正再还又也就")
NUMERALS = frozenset("双一二三四五六七八九十百千")
MEASURES = frozenset("个座处家条栋所片大种类批项支名位余多级期号城市县区省地方面步楼")
CLAUSE = regex(r"[的了着在将把被向到等对是让]")  # a verb phrase stands between: 检察院在|知青博物馆
BORDER, WAYS = ("口岸",), ("公路", "铁路", "陆路", "航空")
OF_VILLAGE = ("景区", "度假区", "公园", "水库", "码头", "老街", "古街", "会馆", "夜市")
IN_GROUNDS = ("广场", "公园", "花园", "游园", "凉亭")
GROUNDS_OF = regex("(?:文化|健身|休闲|中心|党建|主题|法治|廉政){0,2}")  # 天元小区|文化|广场
LONGEST, LONGEST_WORKS, LONG_KINDS = 10, 16, ("works", "hall", "show")
NOT_OPENING = frozenset("vpdcurmqyzft")  # flags of words that no name begins with
GOVERNED = regex("(?<=新村)(?:党|村民委|村委|“?两委|第一书记)")  # a village: 泽园新村|党委
LAND = frozenset("湾沟梁台营河坝滩岭坡坪川塘冲峪庄屯堡井泉湖岛洲渡桥")  # ends of names that look like verbs
VERBS = frozenset("如请抓住建修让叫管看逛进出约找帮办种养搞守护游爬登过")
BRAND = regex("“[^”，。,]{,12}”")  # “北疆基层党建长廊”; not what a speaker begins with
AT = regex("[在到把对给]|社区|街道|嘎查|辖区内?|附近|周边|沿线|(?<=[位建处设属])于|将(?!军)|从(?!化)")
STOP = regex(r"[^\u3400-\u9fffA-Za-z0-9·]|[的了]")
PEOPLE = frozenset(["党员", "干部", "群众", "居民", "村民", "牧民", "市民", "志愿者", "职工", "师生", "游客", "大家"])
EDGED_KINDS = ("border", "sight", "home", "estate", "hall", "civic", "show", "open", "works")
PIECES = frozenset("zfyt")  # flags of characters that are words at times: 响|沙湾(景区)


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


@dataclass(frozen=True, slots=True)
class Ground:
    """A text and the regions that it names, by where they end."""

    text: str  # with curly quotation marks
    ends: dict[int, Mention]
    starts: dict[int, Mention]
    taken: frozenset[int]  # places inside their names and in titles of documents
    stems: frozenset[str]  # the names without their kind

    @classmethod
    def of(cls, article: Article, named: list[Mention]) -> Ground:
        stems = frozenset(stem for mention in named for stem in (split(mention.canonical)[0],) if len(stem) > 1)
        starts = {mention.at.begin: mention for mention in named}
        spans = [(mention.at.begin, mention.at.end) for mention in named]
        spans += [title.span() for title in TITLE.finditer(article.text)]
        taken = frozenset(place for span in spans for place in range(*span))
        return cls(curly(article.text), {mention.at.end: mention for mention in named}, starts, taken, stems)


def proper(article: Article, ground: Ground, where: Setting) -> Iterator[Site]:
    """Places whose name is complete in itself, behind a region or where a name begins."""
    last, begun = -1, -1
    for match in heads(*FREE).finditer(ground.text):
        if last > 0 and match["head"] in IN_GROUNDS and GROUNDS_OF.fullmatch(ground.text, last, match.start()):
            at = Span(begun, match.end())
            yield Site(at, article[at], article[at], seat_before(ground, begun, where), None, "boundary")
            continue
        if match.start() in ground.taken or match.end() - 1 in ground.taken:  # 临潢家园社区
            continue
        kind = kind_of(match["head"])
        if owner := named_after(ground, match.start(), kind):
            last, begun = match.end(), owner.at.begin
            yield site_of(article, Span(begun, last), owner, seat_of(owner))
        elif found := named_at(ground, match, kind, last):
            name, region = found
            last, begun = match.end(), name.at.begin
            if not BRAND.match(ground.text, max(0, name.at.begin - 1)):
                seat = seat_of(region) if region else seat_told(ground, last)
                seat = seat or seat_before(ground, name.at.begin, where)
                yield site_of(article, name.at, region, seat, owned=is_common(name) and is_local(region))


def site_of(article: Article, at: Span, region: Mention | None, seat: Seat | None, *, owned: bool = False) -> Site:
    """The site at a place; `owned` puts its village before the name: 下淤村|水岸广场, not 埇桥区|苏宁广场. A region's
    short name is a part of it: 扎赉诺尔|国家矿山公园."""
    name = article[at]
    short = region and region.at.end == at.begin and not level_word(region.name) and region.name
    canonical = region.canonical + name if region and owned else (short or "") + name
    return Site(at, name, canonical, seat, region.at if region else None, "chain" if region else "boundary")


def named_at(ground: Ground, match: re.Match[str], kind: str, last: int) -> tuple[SiteName, Mention | None] | None:
    """The name that ends with a head, and the region before it; `last` is where the place before it ends."""
    text, head = ground.text, match.start()
    if found := told(ground, match, kind) or at_edge(ground, match, kind):
        return found
    begin, region = start_of(ground, head, LONGEST if kind not in LONG_KINDS else LONGEST_WORKS)
    listed = 0 < last < head - 2 and bool(LISTED.fullmatch(text, last, head))
    listed = listed and ground.taken.isdisjoint(range(last, head))  # 小区、|曲靖|万达(广场)
    begin = last + 1 if listed else begin
    if match["head"] not in place_heads() and edge_shown(ground, head):  # 馨苑小区, which is all a head
        begin, region = head, ground.ends.get(head)
    if kind in ("home", "estate") and (road := OWN_ROAD.match(text, begin, head)) and begin >= 0:
        begin = road.end()  # 光明路|团结小区
    if begin >= 0 and (joined := JOINED.search(text, begin, head)):
        begin, region, listed = joined.end(), None, True
    begin = stem_before(ground, begin, head)
    if begin < 0 and kind in ("home", "estate", "civic", "open"):
        begin, listed = in_characters(ground, head), True
    if begin < 0 or not ground.taken.isdisjoint(range(begin, head)):
        return None
    local = any(text.startswith(stem, begin) for stem in ground.stems)
    name = SiteName(text, Span(begin, match.end()), head, kind, region is not None or listed, local)
    if name.stem + name.last in ground.stems or name.after(GOVERNED):  # 长白新村, of the 长白新村街道
        return None
    owned = is_local(region) and begin in ground.ends and is_owned(name)
    return (name, region) if owned or is_name(name) else None


def at_edge(ground: Ground, match: re.Match[str], kind: str) -> tuple[SiteName, Mention | None] | None:
    """The name between words that only a place follows and its head, whatever it is made of: 家住|星月花园小区."""
    if kind not in EDGED_KINDS:
        return None
    head = match.start()
    begin, edge, region = edge_before(ground, head)
    if not 2 <= head - begin <= LONGEST or not ground.taken.isdisjoint(range(begin, head)):
        return None
    if edge != "goes" and head - begin > 2 and words.cut(ground.text[begin:head])[0] in VERBS:  # 请|苏宁(广场)
        begin += 1
    local = any(ground.text.startswith(stem, begin) for stem in ground.stems)
    name = SiteName(ground.text, Span(begin, match.end()), head, kind, chained=True, local=local)
    return (name, region) if is_shown(name, edge) else None


def edge_before(ground: Ground, head: int) -> tuple[int, str, Mention | None]:
    """Where the nearest name before a place may begin, by which edge, and the region named first."""
    text, low = ground.text, max(0, head - LONGEST_WORKS)
    nearest: tuple[int, str, Mention | None] = (0 if low == 0 else -LONGEST, "open", None)
    for pattern, edge in ((SHOWN, "goes"), (AT, "at"), (STOP, "open"), (DOING, "open")):
        ends = [found.end() for found in pattern.finditer(text, low, head)]
        begin, region = ends[-1] if ends else -1, None
        while following := ground.starts.get(begin):
            begin, region = following.at.end, following
        begin += text.startswith("的", begin)
        if begin > nearest[0]:
            nearest = begin, edge, region
    return nearest


def in_characters(ground: Ground, head: int) -> int:
    """Where a short name begins whose characters are words by themselves: 五|当|沟(水库); -1 for none."""
    begin = head
    while begin > max(0, head - 5) and not edge_shown(ground, begin):
        begin -= 1
    stem = ground.text[begin:head]
    single = all(len(word) == 1 for word in words.cut(stem))
    return begin if 3 <= len(stem) <= 4 and single and FUNCTION.isdisjoint(stem) and not BREAK.search(stem) else -1


def stem_before(ground: Ground, begin: int, head: int) -> int:
    """Where a name begins that is cut behind the beginning of a region's: 贝|子府蔬菜(产业园) in 贝子府镇."""
    whole = next((head - len(stem) for stem in ground.stems if ground.text.endswith(stem, 0, head)), -1)
    if begin < 0 or NO_NAME.search(ground.text, begin, max(begin, whole)):  # 小火车从|鲁家(游客中心)
        return whole if whole not in ground.taken else begin  # 白石渡(火车站) in 白石渡镇
    found = (ground.text.rfind(stem, max(0, begin - max(3, len(stem))), head) for stem in ground.stems)
    return min([begin, *(at for at in found if at >= 0 and at not in ground.taken)])


def told(ground: Ground, match: re.Match[str], kind: str) -> tuple[SiteName, Mention | None] | None:
    """The name that begins a clause which says where its place lies or how large it is: 三段地革命历史纪念馆|位于."""
    text, head = ground.text, match.start()
    begin = head
    while begin > max(0, head - LONGEST_WORKS) and not BREAK.match(text, begin - 1):
        begin -= 1
    is_subject = TOLD.match(text, match.end()) or in_list(text, begin, match.end())
    if kind in ("walk", "stone", "wild") or not is_subject:
        return None
    begin = max([begin, *(found.end() for part in (CLAUSE, JOINED, HAS) for found in part.finditer(text, begin, head))])
    begin = lead_off(text, begin, head)
    name = SiteName(text, Span(begin, match.end()), head, kind, chained=True)
    if head - begin < 2 or not ground.taken.isdisjoint(range(begin, head)) or not is_told(name):
        return None
    return name, None


def lead_off(text: str, begin: int, end: int) -> int:
    """Where the words end that lead to a name: 明年|恢复|战地服务团(旧址)."""
    for word, flag in words.tagged(text[begin:end]):
        leads = flag[0] in "tdp" or word in AUXILIARIES or (is_verb(word, flag) and flag != "vn")
        if not leads or (len(word) < 2 and word not in AUXILIARIES) or begin + len(word) > end - 2:
            break
        begin += len(word)
    return begin


def in_list(text: str, begin: int, end: int) -> bool:
    """Whether what stands here is an item of a list of places: 东湖公园、|莲花塘暴动会议旧址|、枫桥烈士陵园."""
    behind = begin > 1 and text.startswith("、", begin - 1)
    if behind and ends_with_head(text[max(0, begin - LONGEST_WORKS) : begin - 1]):
        return True
    after = heads(*FREE).search(text, end + 3, end + LONGEST_WORKS) if text.startswith("、", end) else None
    return after is not None and not BREAK.search(text, end + 1, after.start())


def ends_with_head(item: str) -> bool:
    return any(match.end() == len(item) for match in heads(*FREE).finditer(item))


def edge_shown(ground: Ground, begin: int) -> bool:
    """Whether a name may begin here for sure: behind a mark, a region or 走进."""
    text = ground.text
    behind = begin == 0 or bool(BREAK.match(text, begin - 1)) or begin in ground.ends
    return behind or bool(LED.search(text, max(0, begin - 4), begin))


def is_common(name: SiteName) -> bool:
    """Whether a square has a common word for a name: 水岸广场; not 梦想沙漠公园."""
    common = len(name.parts) == 1 or all(word in ordinary() for word, _ in name.parts)
    return name.kind == "open" and common and not any(named_word(word, flag) for word, flag in name.parts)


def is_local(region: Mention | None) -> bool:
    return region is not None and region.level in ("village", "township")


def seat_told(ground: Ground, end: int) -> Seat | None:
    """The region that a place is said to lie in: 国家森林公园|位于呼伦贝尔市根河市."""
    link = LIES_IN.match(ground.text, end)
    at, region = (link.end() if link else -1), None
    while found := ground.starts.get(at):
        at, region = found.at.end, found
    return seat_of(region) if region else None


def seat_before(ground: Ground, begin: int, where: Setting) -> Seat | None:
    """The region named last; of a region in the same list, what it lies in: 翁牛特旗乌丹镇、|玉龙沙湖景区."""
    fellow = ground.ends.get(begin - 1) if ground.text[begin - 1 : begin] in ("、", "和") else None
    return where.above(fellow) if fellow else where.seat(begin)


def named_after(ground: Ground, end: int, kind: str) -> Mention | None:
    """The region whose name this one begins with: without its kind 满洲里|口岸, 徐闻|港码头; with it 宏村|景区."""
    village = ground.ends.get(end)
    if is_local(village) and ground.text.startswith(OF_VILLAGE, end):
        return village
    gaps = [("", kind in ("border", "open", "civic", "home")), ("港", True), *((way, kind == "border") for way in WAYS)]
    for gap, fits in gaps:
        region = ground.ends.get(end - len(gap))
        if fits and region and ground.text.endswith(gap, 0, end) and not level_word(region.name):
            return region
    return None


def start_of(ground: Ground, end: int, longest: int) -> tuple[int, Mention | None]:
    """Where a name that ends here begins, and the region before it; -1 for nowhere."""
    text, begin = ground.text, end
    while begin > max(0, end - longest):
        if is_behind_region(ground, begin, end):
            return begin, ground.ends[begin]
        if text[begin - 1] == "的" and begin - 1 in ground.ends and begin < end and not CLAUSE.search(text, begin, end):
            return begin, ground.ends[begin - 1]
        if BREAK.match(text, begin - 1):
            break
        begin -= 1
    if is_behind_region(ground, begin, end):
        return begin, ground.ends[begin]
    return cut_back(text, begin, end), None


def is_behind_region(ground: Ground, begin: int, end: int) -> bool:
    between = ground.text[begin:end] if begin in ground.ends else ""
    return bool(between) and not any(pattern.search(between) for pattern in (CLAUSE, DOING, HAS, OF_BODY))


def cut_back(text: str, begin: int, end: int) -> int:
    """The start of the run of nouns before `end`: 指导|博隆时代(广场), 对|101(界碑)."""
    if number := NUMBER.search(text, begin, end):
        street = cut_back(text, begin, number.start()) if text.startswith("街坊", end) else -1
        return street if street >= 0 else number.start()
    if text.startswith(BORDER, end) and 4 <= end - begin <= 6:  # 甘其毛都, whose pieces look like words
        return begin + bool(NO_NAME.match(text, begin))
    begin = max(begin, text.rfind("的", begin, end) + 1, *(has.end() for has in HAS.finditer(text, begin, end - 2)))
    begin = max(begin, *(come.end() for come in ARRIVED.finditer(text, begin, end)), 0)  # 来到了|达康(产业园)
    start = end
    parts = words.tagged(text[begin:end])
    for index in range(len(parts) - 1, -1, -1):
        word, flag = parts[index]
        measured = start == end and index > 0 and is_measured(word, flag, parts[index - 1][1])
        measured = measured or (word == "里" and text.startswith("小区", start))  # 和平里小区
        if ends_run(word, flag) and not measured and not (start == end and word in PEOPLE):
            if start < end and is_piece(word, text, start):
                start -= len(word)
            break
        start -= len(word)
    start += text.startswith(("从", "在"), start)  # 从|卯家湾
    if "社区" in text[start : end - 1]:  # 永泰社区|汇景(小区)
        start = text.rindex("社区", start, end - 1) + 2
    return start if start < end - (text[start:end] in LAND) else -1


def is_measured(word: str, flag: str, left: str) -> bool:
    """Whether a measure word ends a name: 孟家|段(水库)."""
    return len(word) == 1 and flag == "q" and left[0] in "nx" and word not in MEASURES and not NO_NAME.fullmatch(word)


def is_piece(word: str, text: str, after: int) -> bool:
    """Whether a character that is a word at times begins a name: 响|沙湾(景区), 五|渡桥, 九里|桥; not 三|个公园."""
    if word[0] in NUMERALS:
        return word[1:] in ("", "里") and text[after] not in MEASURES
    return len(word) == 1 and words.flag(word)[0] in PIECES and not NO_NAME.fullmatch(word)


def ends_run(word: str, flag: str) -> bool:
    """Whether no name reaches back to this word."""
    named = word in DAYS or word in general_words("vow")  # 五一, 前进
    if word in LAND or word in PEOPLE:  # 卯家|湾; 党员|齐聚乌兰夫旧居
        return word in PEOPLE
    opens = flag[0] not in NOT_OPENING or flag == "vn" or flag[-1] == "g" or named
    return not opens or bool(NO_NAME.fullmatch(word) or DOING.fullmatch(word))
