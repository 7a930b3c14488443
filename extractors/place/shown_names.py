"""Places that what stands around them shows, whatever they are called: 家住|凯旋一品, 金沙华府、|康园|等3个小区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors import words
from extractors.document import Span
from extractors.patterns import choice, places, regex
from extractors.place.place_heads import heads, place_heads
from extractors.place.setting import Setting, seat_of
from extractors.place.site_names import BREAK, DOING, GROUNDS, NO_NAME, ordinary
from extractors.place.sites import LONGEST, Ground, Site, ends_with_head
from ontology.gazetteer import words as general_words

KIND = regex("小区|楼盘|景区|景点|公园|产业园|商圈|安置点|纪念馆|博物馆|古镇|场所|点位|处(?<=[两三四五六七八九十]处)")
COUNTED = regex(  # 金沙华府、康园|等3个老旧(小区)
    r"(?:等(?:[\d一二两三四五六七八九十百余多几]+[个座处家])?|[\d一二两三四五六七八九十百余多几]+[个座处家])"
    r"(?:[\u3400-\u9fff]{2}){,2}$|等?[两三四五六七八九十]$"
)
TOLD_ONE_BY_ONE = regex(r"[^、。;\n]{,12}?(?:分别[是为]|包括|[:：])(?=[^,。;\n]{2,14}、)")
RUN_BEFORE, RUN_AFTER = regex(r"[\u3400-\u9fff\w、·]*$"), regex(r"[\u3400-\u9fff\w、·]*")
ITEM = regex(r"(?:(?!以及|(?<=[^、]{2})[和与及](?=..))[^、])+")
LEAD = regex(  # 先后到|景湖家园
    r".*(?:走进|来到|包括|选[取定择]|打造|改造|建[成起设]|辖区的?|[对将把与和及为在到于有是的])(?=..)"
)
NO_ITEM = regex(r"(?:社区|街道|嘎查|苏木|[村镇乡旗县市盟]|公司|企业|学校|单位|中心|[局委办部厅处队会])$")
LIVE = ("家住", "住在", "住进", "搬进", "搬到", "搬入", "入住")
LISTED = "小区、"
OWNERS = ("门卫", "业主", "业委会", "住户", "房主", "小区", "物业")
OWNED = regex(r"的?$|(?:都?是|没有)[^,。、的\n]{,6}$")  # 盛世名门|的(业主), 学府一号院|是新建(小区)
EDGE = regex(r"[的,。、!”\d]|[A-Z一二三四五六七八九十东西南北][区期栋]|$")
QUOTED = regex(r"“(?P<stem>[\u3400-\u9fff]{2,8})”")
QUOTED_WHOLE = regex(
    r"“(?P<stem>[\u3400-\u9fff]{1,7}?)(?P<head>亭|林|广场|公园|[山农庄]庄|庄园|乐园|客栈|度假村|小区|营地|农场|牧场|部落|小镇|楼|(?<!庭)院子?)”"
)
PLACED_BEFORE = regex(  # 村口的|“感恩林”, 建成|“江畔渔乐园”
    r"(?:在|到|走进|来到|[口旁前后边头内里]的|安置[点区]|景区|小区|民宿|名[为叫]|叫做?|建[成起了]|建成了|打造了?|开[办起了])$"
)
STRONG = regex("[山农庄]庄|庄园|乐园|客栈|度假村|农场|牧场")  # enough behind a region: 茅山村的|“茅山农庄”
PLACED_AFTER = regex(r"[里内旁下前边]|已|景区|成了?[^,。]{,8}打卡")  # “同心亭”|里
COMMON = 50  # words of the dictionary that are this frequent are known to everybody
NATURAL = frozenset(["亭", "林"])  # as often figures of speech where they are made: 打造了|“同心林”
BUILT = regex("[建打开]")


def shown(ground: Ground, where: Setting) -> Iterator[Site]:
    """Places in lists that a count closes, where somebody lives, and in quotation marks."""
    for at in sorted({*in_lists(ground), *homes(ground)}):
        yield shown_site(ground, at, ground.text[at.begin : at.end], where, "shown")
    yield from quoted(ground, where)


def shown_site(ground: Ground, at: Span, canonical: str, where: Setting, rule: str) -> Site:
    region = ground.ends.get(at.begin)
    seat = seat_of(region) if region else where.seat(at.begin)
    return Site(at, ground.text[at.begin : at.end], canonical, seat, region.at if region else None, rule)


def in_lists(ground: Ground) -> Iterator[Span]:
    """The items of a list whose kind is said behind it or before it."""
    text = ground.text
    for kind in KIND.finditer(text):
        if counted := COUNTED.search(text, max(0, kind.start() - 9), kind.start()):
            run = RUN_BEFORE.search(text, max(0, counted.start() - 80), counted.start())
            yield from items(ground, run, kind[0])
        if told := TOLD_ONE_BY_ONE.match(text, kind.end()):
            yield from items(ground, RUN_AFTER.match(text, told.end()), kind[0])


def items(ground: Ground, run: re.Match[str] | None, kind: str) -> Iterator[Span]:
    if run is None or "、" not in run[0]:
        return
    found = []
    for item in ITEM.finditer(ground.text, run.start(), run.end()):
        begin = max([item.start(), *(end for end in ground.ends if item.start() < end <= item.end())])
        if item.start() == run.start() and (lead := LEAD.match(ground.text, begin, item.end())):
            begin = lead.end()
        begin += ground.text.startswith("的", begin)
        if is_item(ground, begin, item.end(), kind):
            found.append(Span(begin, item.end()))
    texts = [ground.text[at.begin : at.end] for at in found]
    if any(home_name().fullmatch(text) or ends_with_head(text) for text in texts):
        yield from found


def is_item(ground: Ground, begin: int, end: int, kind: str) -> bool:
    """Whether an item of a list of places can be the name of one."""
    item = ground.text[begin:end]
    if not 2 <= len(item) <= LONGEST or NO_ITEM.search(item) or not ground.taken.isdisjoint(range(begin, end)):
        return False
    stem = item.removesuffix(kind)
    plain = words.frequency(item) and words.flag(item)[0] in "nvad" and words.flag(item)[:2] not in ("nr", "ns", "nz")
    return bool(stem) and not plain and not is_general(stem)


def is_general(stem: str) -> bool:
    """Whether words name nothing: 老旧, 建设, 居民|自建."""
    parts = words.cut(stem)
    general = ordinary() | general_words("estate")
    return bool(DOING.search(stem)) or all(word in general or NO_NAME.fullmatch(word) for word in parts)


@cache
def home_name() -> re.Pattern[str]:
    """A name that ends as those of estates do."""
    ends = [*GROUNDS, *(head for head, kind in place_heads().items() if kind in ("abode", "home"))]
    return re.compile(rf"[^\W的了在是有把被向从到住]{{2,6}}?(?:{choice(ends)})")


def homes(ground: Ground) -> Iterator[Span]:
    """家住|凯旋一品, 盛世名门、学府一号院|的业主."""
    text = ground.text
    for begin in [at + len(cue) for cue in LIVE for at in places(text, cue)]:
        begin += text.startswith("了", begin)
        while region := ground.starts.get(begin):
            begin = region.at.end
        found = home_name().match(text, begin + text.startswith("的", begin), begin + LONGEST)
        if found and EDGE.match(text, found.end()) and is_home(ground, found):
            yield Span(*found.span())
    for begin in (at + len(LISTED) for at in places(text, LISTED)):
        while found := home_name().match(text, begin, begin + LONGEST):  # 福安小区、|水岸花都、|金河一号
            if (EDGE.match(text, found.end()) or found[0].endswith(GROUNDS)) and is_home(ground, found):
                yield Span(*found.span())
            if not text.startswith("、", found.end()):
                break
            begin = found.end() + 1
    for cue in OWNERS:
        for at in places(text, cue):
            said = OWNED.search(text, max(0, at - 8), at)
            if said and (said[0] in ("", "的")) == (cue not in ("小区", "物业")):
                yield from row(ground, said.start())


def row(ground: Ground, end: int) -> Iterator[Span]:
    """The names of homes in the list that ends here."""
    while (found := home_name().fullmatch(ground.text, left_edge(ground, end), end)) and is_home(ground, found):
        yield Span(*found.span())
        end = found.start() - 1
        if not ground.text.startswith("、", end):
            return


def left_edge(ground: Ground, end: int) -> int:
    """Where the run of characters begins that ends here: behind a mark, a region or 的."""
    begin = end
    while begin and begin not in ground.ends and not BREAK.match(ground.text, begin - 1):
        if ground.text[begin - 1] in "的在对和与中有住":
            break
        begin -= 1
    return begin


def is_home(ground: Ground, found: re.Match[str]) -> bool:
    stem = next((found[0].removesuffix(end) for end in GROUNDS if found[0].endswith(end)), found[0])
    bare = bool(stem) and words.frequency(found[0]) < COMMON and not NO_ITEM.search(found[0]) and not is_general(stem)
    return bare and ground.taken.isdisjoint(range(*found.span()))


def quoted(ground: Ground, where: Setting) -> Iterator[Site]:
    """“石榴籽”|广场, “石榴籽”文化|广场; in the marks altogether only where a place can be: 村口的|“感恩林”."""
    text = ground.text
    for match in QUOTED.finditer(text):
        head = heads("open", "hall", "show").search(text, match.end(), match.end() + LONGEST)
        between = text[match.end() : head.start()] if head else ""
        if head and match["stem"] not in ordinary() and (not between or between in ordinary()):
            at = Span(match.start(), head.end())
            yield shown_site(ground, at, re.sub("[“”]", "", text[at.begin : at.end]), where, "quoted")
    for match in QUOTED_WHOLE.finditer(text):
        before = PLACED_BEFORE.search(text, max(0, match.start() - 4), match.start())
        placed = before is not None and (match["head"] not in NATURAL or BUILT.search(before[0]) is None)
        owned = match.start() - text.startswith("的", match.start() - 1) in ground.ends
        placed = placed or (owned and STRONG.fullmatch(match["head"]) is not None)
        if (placed or PLACED_AFTER.match(text, match.end())) and match["stem"] not in ordinary():
            at = Span(match.start("stem"), match.end("head"))
            yield shown_site(ground, at, match[0].strip("“”"), where, "quoted")
