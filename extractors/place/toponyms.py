"""Where place names may stand in a text: names of the gazetteer and which of them to keep where they overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.document import Article, Span
from extractors.patterns import regex
from extractors.words import cut, frequency
from ontology.gazetteer import Gazetteer, Hit, simplified, words

GAP = regex(r"[^\S\n](?<=[\u3400-\u9fff].)[^\S\n]*(?=[\u3400-\u9fff])")  # 敖 汉 旗
LOW_END = regex(
    r"""
    苏木 | 嘎查 | 街道 | 社区 | 镇 | 乡 | 村 | 屯
    | 街办(?!事) | 街(?![道区头坊景市]|办(?!事))              # 蔡店街, 蔡店街办: short for 蔡店街道
    | 农场 | 牧场 | 林场 | 分场 | 马场                         # 宗别立镇, 哈达图牧场, 孪井滩生态移民示范区
    | 园区 | 示范区 | 管理区 | 开发区 | 合作区
    """,
    re.VERBOSE,
)
OMITTING = ("街", "街办")
BREAK = regex(r"[^\u3400-\u9fff〇A-Za-z0-9·]")
VILLAGE_NEAR = regex("村|屯|社区|嘎查")
LONG, LONGEST = 4, 18  # a name of four characters is no accident
REACH = 40  # how far behind a county's name its village may stand to make its province's villages worth reading
NO_END = {  # a name's last word begins another word: 上海|市场, 通州|区域
    "市": ("市场", "市民", "市面", "市值", "市价", "市容"),
    "区": ("区域", "区别", "区分", "区块", "区位", "区间", "区划"),
    "州": ("州长",),
    "县": ("县级", "县域", "县处"),
    "盟": ("盟员", "盟友"),
    "旗": ("旗帜", "旗舰", "旗袍"),
    "乡": ("乡村", "乡亲", "乡愁", "乡镇"),
    "镇": ("镇定", "镇静", "镇压"),
    "村": ("村镇", "村屯", "村庄", "村落", "村集团"),
}
VILLAGERS = "乡村民"
JOINING = ("会同",)  # verbs that are names of counties: 农牧局|会同|县水利局
MEASURED = regex(  # a measure word with what is counted: 多|项城市治理项目, 12|个旧小区
    r"[\d一二两三四五六七八九十百几多余数各每这那](?:项城|个旧)"
)
CONTAINERS = ("省", "市", "州", "湖南", "怀化")
OF_COUNTY = regex(r"(?:委|[^\W\d_的]{1,9}?(?:局|办|部|会|院|中心|公司|大队|支队|学校|中学|小学))")
CHAINED, LOOSE = 2.0, 0.8  # worth of a container right before: 新城区|西街街道; 上海|庙镇 must not beat 上海庙镇
FACTOR = {"strong": 1.0, "low": 1.0, "street": 0.6, "former": 0.8, "weak": 0.6}
VILLAGE = 0.7  # 道南社区 is somewhere, but 街道|南社区 may be meant


@dataclass(frozen=True, slots=True)
class Flat:
    """A text as names are matched in it: gaps inside names closed, traditional characters made simplified."""

    text: str
    gaps: tuple[tuple[int, int], ...]  # (place in `text` from which on, characters left out before it)

    def at(self, begin: int, end: int) -> Span:
        """The place in the article."""
        if not self.gaps:
            return Span(begin, end)
        return Span(begin + self._shift(begin), end - 1 + self._shift(end - 1) + 1)

    def _shift(self, place: int) -> int:
        index = bisect_left(self.gaps, (place + 1, -1)) - 1
        return self.gaps[index][1] if index >= 0 else 0

    def place(self, at: int) -> int:
        """Where a place of the article stands in `text`."""
        return at - max((shift for begin, shift in self.gaps if begin + shift <= at), default=0)


@cache
def traditional() -> re.Pattern[str]:
    """Any character that `plain` changes: most texts have none, and to look is cheaper by far."""
    return re.compile(f"[{''.join(map(re.escape, map(chr, sorted(plain()))))}]")


@cache
def plain() -> dict[int, str]:
    """Traditional characters as simplified ones, full-width digits as digits: 第１社区."""
    return simplified() | {ord("０") + digit: str(digit) for digit in range(10)}


def flatten(article: Article) -> Flat:
    gaps: list[tuple[int, int]] = []
    pieces, done, left_out = [], 0, 0
    text = article.text.translate(plain()) if traditional().search(article.text) else article.text
    for match in GAP.finditer(text):
        pieces.append(text[done : match.start()])
        left_out += match.end() - match.start()
        done = match.end()
        gaps.append((match.end() - left_out, left_out))
    pieces.append(text[done:])
    return Flat("".join(pieces), tuple(gaps))


def wordlike(name: str) -> bool:
    """Names of counties that are words or pieces of words: 老城区, 建|成县|级; they need company."""
    return name in words("county") or (len(name) == 2 and name[1] in "县区市旗")


@dataclass(frozen=True, slots=True, order=True)
class Toponym:
    """A name in the flat text and what it may mean."""

    begin: int
    end: int
    name: str
    codes: tuple[str, ...]
    strength: str  # strong, weak, former; low for townships and villages, street for 蔡店街

    @property
    def bare(self) -> bool:
        """A short name without its kind: 上海, 通辽; not 克旗."""
        return self.strength == "weak" and not self.name.endswith(("旗", "市", "盟", "区"))

    @property
    def weight(self) -> float:
        """How much text it explains; weak names and words less."""
        size = self.end - self.begin
        factor = FACTOR[self.strength] if self.strength != "low" or len(min(self.codes, key=len)) == 9 else VILLAGE
        return max(0.1, size * factor - 0.5 - 1.5 * (self.strength in ("strong", "former") and wordlike(self.name)))


def upper(text: str, gazetteer: Gazetteer) -> list[Toponym]:
    """Names of provinces, prefectures and counties."""
    return [
        Toponym(hit.begin, hit.end, text[hit.begin : hit.end], hit.codes, hit.strength)
        for hit in gazetteer.matches(text)
        if is_whole(text, hit)
    ]


def goes_on(text: str, end: int) -> bool:
    """Whether a name's last character begins another word: 上海|市场; not 川口乡|村民."""
    last = end - 1
    return text.startswith(NO_END.get(text[last], ()), last) and not text.startswith(VILLAGERS, last)


def is_whole(text: str, hit: Hit) -> bool:
    """Whether a name is no piece of other words: 上海|市场, 依托|县, 适|应城市."""
    begin, end, _, strength = hit
    if strength != "weak" and goes_on(text, end):
        return False
    if end - begin > 3:
        return True
    pieces = joins(text, begin, end) or cut_off(text, begin, end) or torn(text, begin, end, strength == "weak")
    return not pieces and not MEASURED.search(text, max(0, begin - 1), begin + 2)


def joins(text: str, begin: int, end: int) -> bool:
    """Whether a county's name is a verb of joining before an organ of the county: 农牧局|会同|县水利局."""
    verb = text[begin : end - 1] in JOINING and not text.endswith(CONTAINERS, 0, begin)
    return verb and bool(begin) and text[begin - 1] not in "。\n" and bool(OF_COUNTY.match(text, end))


def cut_off(text: str, begin: int, end: int) -> bool:
    """Whether the first of a name's two characters ends a word before it: 依托|县, 响应|县委."""
    short = end - begin == 2 and text[end - 1] in "县旗市区"
    return short and begin > 0 and frequency(text[begin - 1 : begin + 1]) > 0


def torn(text: str, begin: int, end: int, weak: bool) -> bool:
    """Whether other words are cut together here: 适|应城市, 商|厦门|前, 部|长沙|龙, 夺|中卫|冕."""
    over = (begin and frequency(text[begin - 1 : begin + 1])) or (weak and frequency(text[end - 1 : end + 1]))
    if not over:
        return False
    at = max(0, begin - 3)
    for word in cut(text[at : end + 3]):
        if at < begin < at + len(word) or (weak and begin < at < end < at + len(word)):
            return len(word) > 1
        at += len(word)
    return False


def provinces(text: str, found: Iterable[Toponym], home: str) -> frozenset[str]:
    """Provinces whose villages may be named: the paper's own, and where a village follows a county's name."""
    if not VILLAGE_NEAR.search(text):
        return frozenset()
    near = {
        toponym.codes[0][:2]
        for toponym in found
        if toponym.strength == "strong"
        and len(toponym.codes) == 1
        and VILLAGE_NEAR.search(text, toponym.end, toponym.end + REACH)
    }
    return frozenset(near | ({home[:2]} if home else set()))


def lower(text: str, gazetteer: Gazetteer, allowed: frozenset[str], high: Iterable[Toponym] = ()) -> list[Toponym]:
    """Names of townships anywhere and of villages of the allowed provinces."""
    for province in sorted(allowed):
        gazetteer.villages(province)
    found = []
    owners = {toponym.begin for toponym in high if toponym.strength == "strong" and len(toponym.codes) == 1}
    for match in LOW_END.finditer(text):
        kind, end = match[0], match.end()
        if not (kind in OMITTING or gazetteer.ends_name(text, end, len(kind))):
            continue
        stop = end - text.endswith("办", 0, end)
        omitted, strength = "道" if kind in OMITTING else "", "street" if kind == "街" else "low"
        least = LONG if goes_on(text, end) else 2  # 巴彦浩特镇|定远营
        reach = max(-1, end - LONGEST)
        breaks = [mark.start() for mark in BREAK.finditer(text, reach + 1, end - least + 1)]  # no name goes over one
        for begin in range(end - least, breaks[-1] if breaks else reach, -1):
            named = gazetteer.codes(text[begin:stop] + omitted)
            if not named or (begin in owners and kind.endswith("区") and kind != "社区"):
                continue
            codes = tuple(code for code in named if len(code) == 9 or (len(code) == 12 and code[:2] in allowed))
            if codes:
                found.append(Toponym(begin, end, text[begin:stop], codes, strength))
    return found


def linked(left: Toponym, right: Toponym) -> bool:
    """Whether the right one may lie in the left one: 新城区|西街街道, or both in one county: 巴彦浩特镇|新华街道."""
    return any(
        (code.startswith(above) and 0 < len(code) - len(above) < 10)
        or (len(code) == len(above) == 9 and code[:6] == above[:6])
        for above in left.codes
        for code in right.codes
    )


def select(found: Iterable[Toponym]) -> list[Toponym]:
    """The best set without overlaps: the most text explained, chains of places preferred."""
    ordered = sorted(found, key=lambda toponym: (toponym.end, toponym.begin, toponym.strength))
    ends = [toponym.end for toponym in ordered]
    best: list[tuple[float, int, int]] = [(0.0, -1, -1)]  # total, index of the last one chosen, state before it
    by_end: dict[int, list[int]] = {}
    states: list[float] = []
    backs: list[int] = []  # state before choosing this one, as an index into `best`
    links: list[int] = []  # or the toponym directly before it, -1 for none
    for index, toponym in enumerate(ordered):
        state = bisect_left(ends, toponym.begin + 1, 0, index)
        weight = toponym.weight
        total, link = best[state][0] + weight, -1
        for before in by_end.get(toponym.begin, ()):
            bonus = LOOSE if ordered[before].bare else CHAINED
            if linked(ordered[before], toponym) and states[before] + weight + bonus > total:
                total, link = states[before] + weight + bonus, before
        states.append(total)
        backs.append(state)
        links.append(link)
        by_end.setdefault(toponym.end, []).append(index)
        keep = best[-1]
        best.append((total, index, state) if total > keep[0] else keep)
    chosen, last = [], best[-1][1]
    while last >= 0:
        chosen.append(ordered[last])
        last = links[last] if links[last] >= 0 else best[backs[last]][1]
    return chosen[::-1]
