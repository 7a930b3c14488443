"""Named places that are no administrative divisions: 佳和小区, 知青博物馆, 善岱镇蘑菇种植产业发展示范基地."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors import words
from extractors.document import Article, Found, Mention, Relation, Span
from extractors.setting import Seat, Setting, seat_of, setting
from ontology.gazetteer import words as general_words

QUARTER = r"(?:[东西南北中][区里苑]|[一二三四五六七八九十\d]+[区期])"  # 幸福新村北区
QUARTERED = re.compile(QUARTER + "$")
BREAK = re.compile(r"[^\u3400-\u9fffA-Za-z0-9·]")
LIES = re.compile(r"(?:位于|地处|坐落于|在|走进|来到)[\u3400-\u9fff]{0,20}$")  # 位于|扎赉特旗|的国家现代农业产业园
LISTED = re.compile(r"、[\u3400-\u9fff]{2,6}")  # 大召广场|、如意(广场)
INSIDE = re.compile(r"(?:内|里|中)?的?")  # 奥洛契庄园|内的|党建文化长廊
CLAUSE = re.compile(r"[的了在将把被向到等对是让]")  # a verb phrase stands between: 检察院在|知青博物馆
NO_FACILITY = re.compile(r"[的了在和与及是有被把将各等出]|^[全各本该\d]")
NO_NAME = re.compile(r"[的了在和与及或是有为被把将等各该本我每个这那其于对从向到进种处座家所]|进入|附近|家住")
NUMBER = re.compile(r"\d+号?$")  # 101界碑
RESIDENTIAL = re.compile(r"^(?:家园|花园|公寓|新村|大院).+")
BORDER = ("口岸",)
NAMES = ("nr", "ns", "nz", "nrt", "x")  # flags of names
LONGEST, LONGEST_FACILITY = 10, 26
NOT_OPENING = frozenset("vpdcurmqyzft")  # flags of words that no name begins with
DOING = re.compile(  # jieba calls some of these nouns
    r"建设|打造|建成|新建|成立|创建|设立|开展|推进|依托|组织|深入|走进|完善|实施|投资|引进|建立|说起|指导|服务于|前往|参观"
)


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


@cache
def heads(use: str) -> re.Pattern[str]:
    """The last words of names: 小区, 广场; 基地, 产业园."""
    ends = "|".join(sorted(general_words(use), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{ends})+(?:{QUARTER}(?!域))?(?![会舞化])")


def places(article: Article, found: Found) -> Found:
    """Place mentions with what they lie in; wants the regions."""
    where = setting(article, found)
    named = [mention for mention in found.of("Region") if not mention.generic]
    sites = merged(sorted([*facilities(article, named), *proper(article, named, where)], key=lambda s: s.at))
    sites += inner(article, sites, where.home)
    mentions = tuple(mention_of(site, where) for site in sites)
    relations = {
        (mention.key, relation.object): relation
        for site, mention in zip(sites, mentions, strict=True)
        if (relation := part_of(site, mention, named))
    }
    return Found(mentions, tuple(relations.values()))


def proper(article: Article, named: list[Mention], where: Setting) -> Iterator[Site]:
    """Places whose name is complete in itself, behind a region or where a name begins."""
    ends = {mention.at.end: mention for mention in named}
    last = -1
    taken = {place for mention in named for place in range(mention.at.begin, mention.at.end)}
    for match in heads("site").finditer(article.text):
        if match.start() in taken or match.end() - 1 in taken:  # 临潢家园社区
            continue
        begin, region = start_of(article.text, match.start(), ends)
        listed = 0 < last < match.start() - 2 and LISTED.fullmatch(article.text, last, match.start())
        begin = last + 1 if listed else begin
        if begin < 0 or any(place in taken for place in range(begin, match.start())):
            continue
        if not is_name(article.text[begin : match.start()], match[0], region is not None or bool(listed)):
            continue
        last = match.end()
        name = article.text[begin : match.end()]
        if article.text[max(0, begin - 1) : begin] == "“":  # a brand: “北疆基层党建长廊”
            continue
        seat = seat_of(region) if region else where.seat(begin)
        rule = "chain" if region else "boundary"
        yield Site(Span(begin, match.end()), name, name, seat, region.at if region else None, rule)


def start_of(text: str, end: int, ends: dict[int, Mention]) -> tuple[int, Mention | None]:
    """Where a name that ends here begins, and the region before it; -1 for nowhere."""
    begin = end
    while begin > max(0, end - LONGEST):
        if begin in ends and begin < end and not (CLAUSE.search(text, begin, end) or DOING.search(text, begin, end)):
            return begin, ends[begin]
        if text[begin - 1] == "的" and begin - 1 in ends and begin < end and not CLAUSE.search(text, begin, end):
            return begin, ends[begin - 1]
        if BREAK.match(text, begin - 1):
            break
        begin -= 1
    if begin in ends and begin < end and not (CLAUSE.search(text, begin, end) or DOING.search(text, begin, end)):
        return begin, ends[begin]
    return cut_back(text, begin, end), None


def cut_back(text: str, begin: int, end: int) -> int:
    """The start of the run of nouns before `end`: 指导|博隆时代(广场), 对|101(界碑)."""
    if number := NUMBER.search(text, begin, end):
        return number.start()
    if text.startswith(BORDER, end) and 4 <= end - begin <= 6:  # 甘其毛都, whose pieces look like words
        return begin
    start = end
    place = end
    for word, flag in reversed(words.tagged(text[begin:end])):
        if (flag[0] in NOT_OPENING and flag != "vn") or NO_NAME.fullmatch(word) or DOING.fullmatch(word):
            break
        place -= len(word)
        start = place
    return start if start < end else -1


def is_name(stem: str, head: str, chained: bool) -> bool:
    """Whether the words before the last one make a name: 佳和, 博隆时代; not 文化, 老旧."""
    if head[-1] == "区" and QUARTERED.search(head):  # 幸福|新村北区
        return 0 < len(stem) < 6
    if not stem or stem in general_words("plain") or (head == "长廊" and not chained):
        return False
    if head in BORDER:  # 甘其毛都口岸; not 先讲(口岸), 重要陆路(口岸), 针对(口岸)
        return len(stem) >= 2 and not any(len(word) > 1 and flag[0] in "vdapb" for word, flag in words.tagged(stem))
    if NUMBER.fullmatch(stem):
        return head == "界碑"
    parts = words.tagged(stem)
    if all(word in general_words("plain") for word, _ in parts) or parts[0][1][0] in "pdcuryt":
        return False
    if DOING.search(stem):
        return False
    if RESIDENTIAL.search(head):  # 锦绣|家园小区
        return True
    if any(NO_NAME.fullmatch(word) for word, _ in parts) and not chained:
        return False
    if chained or head.endswith(("馆", "会址", "旧址")):
        return len(stem) >= 2
    return len(stem) >= 2 and any(flag in NAMES or not words.frequency(word) for word, flag in parts)


def facilities(article: Article, named: list[Mention]) -> Iterator[Site]:
    """Places named after the region before them."""
    starts = sorted(mention.at.begin for mention in named)
    ends = {mention.at.end: mention for mention in named}
    for mention in named:
        following = starts[bisect_left(starts, mention.at.end) :][:1]
        limit = min([mention.at.end + LONGEST_FACILITY, *following])
        match = heads("facility").search(article.text, mention.at.end, limit)
        if not match:
            continue
        link = article.text.startswith("的", mention.at.end) and bool(
            LIES.search(article.text, max(0, mention.at.begin - 26), mention.at.begin)
        )
        begin = mention.at.end + link
        if is_facility(article.text[begin : match.start()], match[0]):
            at = Span(begin if link else mention.at.begin, match.end())
            name = article[at]
            before = ends.get(mention.at.begin - 1) if article.text.startswith("的", mention.at.begin - 1) else None
            lies = before or mention  # 位于冷碛镇的|泸定县桃子产业园
            owner = mention.canonical if mention.name[-1] in mention.canonical[-1:] else mention.name  # 内蒙古|博物院
            canonical = owner + article.text[begin : match.end()]
            yield Site(at, name, canonical, seat_of(lies), lies.at, "facility")


def is_facility(stem: str, head: str) -> bool:
    """蘑菇种植产业发展示范(基地); 政务服务中心 and 博物馆 need nothing more."""
    if not stem:
        return head.endswith(("服务中心", "大厅", "馆", "院"))
    if BREAK.search(stem) or NO_FACILITY.search(stem) or len(stem) < 2:
        return False
    if head.endswith(("服务中心", "大厅")) and len(stem) > 4:
        return False
    parts = words.tagged(stem)
    return parts[0][1][0] not in "vpdcuryt" and not DOING.search(stem)


def merged(sites: list[Site]) -> list[Site]:
    """Overlaps taken out, and a form with its beginning lost put to the full one: 洛契庄园 to 奥洛契庄园."""
    kept: list[Site] = []
    for site in sites:
        if any(site.at.overlaps(other.at) for other in kept):
            continue
        if same := next((other for other in kept if alike(other.canonical, site.canonical)), None):
            site = Site(site.at, site.name, same.canonical, same.within, site.container, site.rule)
        kept.append(site)
    return kept


def alike(full: str, name: str) -> bool:
    """One place: the same name, its beginning lost, or 小区 added."""
    return full == name or (full.endswith(name) and len(name) > 3) or name == full + "小区"


def inner(article: Article, sites: list[Site], served: str) -> list[Site]:
    """Places in a place: 奥洛契庄园|内的|党建文化长廊."""
    found = []
    for site in sites:
        link = INSIDE.match(article.text, site.at.end)
        if not link or not link[0]:
            continue
        match = heads("site").search(article.text, link.end(), link.end() + LONGEST)
        stem = article.text[link.end() : match.start()] if match else ""
        if match and stem and not any(pattern.search(stem) for pattern in (BREAK, CLAUSE, DOING)):
            name = article.text[link.end() : match.end()]
            at = Span(link.end(), match.end())
            found.append(Site(at, name, site.canonical + name, site.within, site.at, "inner", key_of(site, served)))
    return found


def key_of(site: Site, served: str) -> str:
    """Its name and the region it lies in; without one, what the paper serves."""
    return f"{site.canonical}@{site.within.key if site.within else served}"


def mention_of(site: Site, where: Setting) -> Mention:
    seat = site.within
    within = (seat.name, *seat.within) if seat else ()
    name = re.sub(r"\s", "", site.name)
    return Mention(
        "Place", key_of(site, where.home), site.at, name, site.canonical, site.rule, confidence=0.75, within=within
    )


def part_of(site: Site, mention: Mention, named: list[Mention]) -> Relation | None:
    """partOf the place or region it lies in; inferred when the region stands elsewhere."""
    subject = ("Place", mention.key)
    if site.whole and site.container:
        return Relation(subject, "partOf", ("Place", site.whole), (site.container, site.at), site.rule, 0.8)
    if site.within is None:
        return None
    obj = ("Region", site.within.key)
    if site.container:
        return Relation(subject, "partOf", obj, (site.container, site.at), site.rule, 0.9)
    region = min((m for m in named if m.key == site.within.key), key=lambda m: abs(m.at.begin - site.at.begin))
    premise = f"{site.name}前最近的地名是{region.name}"
    return Relation(
        subject, "partOf", obj, (site.at, region.at), "nearest region", 0.6, inferred=True, premises=(premise,)
    )
