"""What stands before an organ and makes it a certain one: a place, or a level word (旗委 on a certain banner)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors import words
from extractors.body.organs import EDGES
from extractors.document import Article, Found, Mention, Ref, Span
from extractors.patterns import ending, regex
from extractors.person.person_names import SOUNDS
from extractors.place.setting import Seat, Setting, seat_of, setting

LEVELS = ("自治区", "苏木", "街道", "嘎查", "社区", "盟", "州", "市", "旗", "县", "区", "省", "镇", "乡", "村")
level_before = ending(LEVELS)
LOW = ("苏木", "街道", "嘎查", "社区", "镇", "乡", "村")
COUNTY = ("旗", "县", "区", "市")
VILLAGES = ("村", "嘎查", "社区")
NOWHERE: Ref = ("", "")
NO_NAME = regex(r"[^一-龥A-Za-z0-9“”‘’·()（）]")
BREAKS = frozenset("，。；：、！？,.;:!?\n\r\t “”‘’\"'()（）…—-·《》〈〉◆★◎□\u3000")
HEAD = regex(r"(?:口岸|苏木|街道|嘎查|社区|[盟州市旗县区镇乡村])\Z")
ENDS = ("站", "所", "局", "校", "院", "会", "厂", "社", "队")  # 信息交流站|和|维权服务站
ENDING = EDGES | frozenset(ENDS)
TRADES = ("服务", "租赁", "合作", "联合")
FIRMS = ("有限公司", "有限责任公司", "股份有限公司", "集团")
COMMITTEE = regex(r"[盟州市旗县区镇乡党]委\Z")  # 旗委|旗政府
WATERS = ("湖", "河", "山", "江", "沟", "泉")
IN_NAMES = frozenset("和能来多达会中原")
CLAUSE_CHARACTERS = frozenset("着他她它与的了还又把被们")
BETWEEN = frozenset("之都其以使由本自来会能中多达要于得")
BEFORE_LEVEL = frozenset(  # what may stand before a bare level word: 被|旗委, 9日|旗委, 原|旗委
    "被由受经向在与和及同对将为从到据是把让给请按以等了的着去往随跟找见问听赴令使自当我该本兼任原现日年月时"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """An article with what was found in it so far, ready to be asked what stands where."""

    article: Article
    regions: tuple[Mention, ...]
    places: tuple[Mention, ...]
    by_end: dict[int, Mention]  # the longest region or place that ends there
    stems: frozenset[str]  # names of regions and places without the word for their kind: 甘其毛都
    setting: Setting
    text: str  # the article's


@dataclass(frozen=True, slots=True)
class Base:
    """The region that an organ is one of, and where its full name starts in the text."""

    begin: int
    seat: Seat
    premises: tuple[str, ...] = ()
    gap: str = ""  # words of the name between the region and the organ

    @property
    def ref(self) -> Ref:
        """The region as an entity of the article; NOWHERE when only the gazetteer names it."""
        return ("Region", self.seat.key) if self.seat.said else NOWHERE


def ground(article: Article, found: Found) -> Ground:
    regions, places = found.of("Region"), found.of("Place")
    stems = frozenset(HEAD.sub("", m.canonical) for m in (*regions, *places))
    by_end = longest_by_end((*places, *regions))
    return Ground(article, regions, places, by_end, stems, setting(article, found), article.text)


def covered(length: int, spans: Iterable[Span]) -> bytearray:
    """1 for each place of a text that lies in one of the spans."""
    marks = bytearray(length)
    for at in spans:
        marks[at.begin : at.end] = b"\1" * (at.end - at.begin)
    return marks


def longest_by_end(mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    """The longest mention that ends at each place."""
    return {mention.at.end: mention for mention in sorted(mentions, key=lambda m: -m.at.begin)}


def county(seat: Seat) -> str:
    """What a township's government has before its name: 杭锦后旗|陕坝镇政府."""
    return seat.within[0] if seat.level == "township" and seat.within else ""


def free_before(text: str, at: int) -> bool:
    """Whether a name may start there: after punctuation, or after a word that is no part of a name (被|旗委)."""
    if at == 0 or text[at - 1] in BREAKS or text[at - 1] in BEFORE_LEVEL:
        return True
    if any(text[max(0, at - n) : at] in EDGES for n in (2, 3, 4)) or COMMITTEE.search(text, max(0, at - 2), at):
        return True
    last = words.cut(text[max(0, at - 4) : at])[-1]
    return len(last) > 1 and words.flag(last) in ("v", "vd", "d", "p", "c", "t")


def has_level(name: str, word: str) -> bool:
    """Whether a region's name ends with a level word; 自治区 and 社区 are no 区."""
    return name.endswith(word) and not (word == "区" and name.endswith(("自治区", "社区")))


def base(g: Ground, at: int, *, levels: tuple[str, ...]) -> Base | None:
    """The region whose name ends there, or that a bare level word there means; never 全区: all in it."""
    region = g.by_end.get(at)
    if region and region.type == "Region" and not _is_no_base(region):
        premises = (f"{region.name} = {region.canonical}",) if region.generic else ()
        return Base(region.at.begin, seat_of(region), premises)
    word = level_before(g.text, at)
    if not word or word not in levels:
        return None
    begin = at - len(word)
    region = g.by_end.get(begin)
    if region and region.type == "Region" and has_level(region.canonical, word):  # 乌审旗|旗|委
        return Base(region.at.begin, seat_of(region))
    seat = (meant(g, begin, word) or _main(g, word)) if free_before(g.text, begin) else None
    return Base(begin, seat, (f"{word} = {seat.name}",)) if seat else None


def _is_no_base(region: Mention) -> bool:
    """Whether a region is none that an organ is of: 全区 is all in it, 当地 any."""
    return region.name.startswith(("全", "当地", "本地")) or _is_clause(region.canonical, region.code)


def _is_clause(name: str, code: str) -> bool:
    """Whether an unknown village's name is a piece of a clause: 还拉着村."""
    return not code and bool(set(name) & CLAUSE_CHARACTERS)


def meant(g: Ground, at: int, word: str) -> Seat | None:
    """Which region a bare level word means at a place: 旗委 in an article on 扎赉特旗.

    A village only when the paragraph names one before it, or the article a single one of that kind: 村党支部 after
    several villages is any of them.
    """
    if word in VILLAGES:
        same = [m for m in g.regions if m.level in ("village", "township") and has_level(m.canonical, word)]
        paragraph = g.text.rfind("\n", 0, at) + 1
        here = any(paragraph <= m.at.begin < at for m in same)
        if not here and len({m.key for m in same}) != 1:
            return None
    seat = g.setting.region(word, at)
    return None if seat and _is_clause(seat.name, seat.code) else seat


def _main(g: Ground, word: str) -> Seat | None:
    """The village that an article is about: named thrice or more, and more than twice as often as any other."""
    if word not in VILLAGES:
        return None
    same = [m for m in g.regions if m.level == "village" and has_level(m.canonical, word)]
    often = Counter(m.key for m in same).most_common(2)
    if len(often) < 2 or often[0][1] < 3 or often[0][1] <= 2 * often[1][1]:
        return None
    return seat_of(next(m for m in same if m.key == often[0][0]))


def around(g: Ground, at: int) -> Base | None:
    """Where something without a place in its name is taken to be: the region named last before it."""
    seat = g.setting.seat(at)
    return Base(at, seat, (f"近处说到{seat.name}",)) if seat else None


def county_around(g: Ground, at: int) -> Base | None:
    """The county in focus at a place."""
    seats = (g.setting.region(word, at) for word in COUNTY)
    seat = next((seat for seat in seats if seat and seat.level == "county"), None)
    return Base(at, seat, (f"文中说到{seat.name}",)) if seat else None


def main_county(g: Ground) -> Mention | None:
    """The county that an article names most often, the first of several."""
    counties = [m for m in g.regions if m.level == "county"]
    often = Counter(m.key for m in counties)
    return max(counties, key=lambda m: (often[m.key], -m.at.begin), default=None)


def clause_begin(text: str, at: int, *, reach: int = 26) -> int:
    """Where the run of name characters before a place starts."""
    least = max(0, at - reach)
    return max([least, *(mark.end() for mark in NO_NAME.finditer(text, least, at))])


@lru_cache(maxsize=4096)  # one reader of an organ's words after the other asks
def name_begin(text: str, begin: int, end: int) -> int:
    """Where an own name that ends at `end` starts, from `begin` on: after the last word that cannot be inside one."""
    at = end
    parts = words.cut(text[begin:end])
    for index in range(len(parts) - 1, -1, -1):
        word = parts[index]
        if word in TRADES and index and text.startswith(FIRMS, at):  # 陪诊服务|有限公司
            at -= len(word)
            continue
        doing = len(word) > 1 and word.endswith(("着", "掉", "完", "了"))  # 点着|双创产业园, 辞掉|金融公司
        if word == "中" and not index and text[begin - 1 : begin] in BREAKS:  # 、|中通服|咨询设计研究院
            return begin
        if doing or (word in EDGES and not _in_name(parts, index)) or word[0] in "“”‘’()（）":
            break
        at -= len(word)
    return at


def _in_name(parts: tuple[str, ...], index: int) -> bool:
    """Whether a word that else ends a name is a part of it, after one loose character: 恩和|边境派出所, 国能神东."""
    loose = index > 0 and len(parts[index - 1]) == 1 and parts[index - 1] not in ENDING
    follows = index + 1 < len(parts) and len(parts[index + 1]) == 1 and parts[index + 1] not in EDGES
    if loose and follows and parts[index] in BETWEEN:  # 满|都|胡, 甘|其|毛
        return True
    behind = "".join(parts[index + 1 : index + 3])
    if any(_is_water(parts, at) for at in (index, index + 1)):  # 达|里|湖渔场
        return True
    first = (index == 0 or parts[index - 1] in EDGES) and parts[index] in IN_NAMES - {"和"}
    if first and len(behind) > 1 and len(parts) > index + 3 and set(behind) <= SOUNDS:
        return True  # 达|布|希|勒|嘎查
    if parts[index] in IN_NAMES and index > 0 and len(parts[index - 1]) > 2 and set(parts[index - 1]) <= SOUNDS:
        return True  # 哈日努|达|牧业
    windows = ("".join(parts[max(0, index - n) : index + 3 - n]) for n in (1, 2))
    if any(len(window) > 3 and set(window) <= SOUNDS for window in windows):  # 图克|其|其|格|手工艺
        return True
    if loose and index > 1 and words.flag(parts[index - 2]) == "ns" and len(parts[index]) == 1 < len(behind):
        return True  # 内蒙古|君|正|能源化工
    return parts[index] in IN_NAMES and loose and (index == 1 or len(parts[index - 2]) > 1 or parts[index - 2] in EDGES)


def _is_water(parts: tuple[str, ...], at: int) -> bool:
    """Whether a 里 stands in the name of a lake, river or hill: 达|里|湖, 千|里|山; not 村|里|的湖."""
    named = 0 < at < len(parts) - 1 and parts[at] == "里" and len(parts[at - 1]) == 1
    return named and parts[at - 1] not in LEVELS and parts[at + 1].startswith(WATERS)
