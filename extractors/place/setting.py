"""What 旗委, 全市, 该镇 and 社区党委 are about: the region in focus at a place of the article.

For other extractors:

    where = setting(article, found)          # after `regions` has run
    where.region("旗", at)                   # the banner meant at this place of the article, or None
    where.seat(at)                           # the smallest region in focus there
    where.up(seat, "市")                     # the city above a region: 包头市 above 昆都仑区

A `Seat` has what a full name needs: key (as of the Region mentions), name, code, level, within.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Article, Found, Mention
from extractors.place.readings import home
from ontology.gazetteer import LEVELS, load

KINDS = (
    "自治区",
    "自治州",
    "特别行政区",
    "街道",
    "苏木",
    "社区",
    "嘎查",
    "省",
    "市",
    "盟",
    "州",
    "旗",
    "县",
    "区",
    "镇",
    "乡",
    "村",
)
LEVEL_OF = {
    "自治区": "province", "省": "province", "盟": "prefecture", "州": "prefecture", "旗": "county", "县": "county",
    "街道": "township", "苏木": "township", "镇": "township", "乡": "township",
    "社区": "village", "嘎查": "village", "村": "village",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """A region that something can be named after."""

    key: str
    name: str  # full official name
    code: str
    level: str
    within: tuple[str, ...]  # names of the ancestors, nearest first
    said: bool = True  # the article names it; False: only the gazetteer knows it stands above


@lru_cache(maxsize=4096)
def kind(name: str) -> str:
    """街道 of 西街街道, 旗 of 敖汉旗; "" for a name without one."""
    return next((end for end in KINDS if name.endswith(end)), "")


def fits(seat: Seat, word: str) -> bool:
    """Whether 该旗, 全市, 镇党委 may mean this region, by their word 旗, 市, 镇."""
    if word == "区":
        return seat.level == "county" and kind(seat.name) not in ("市", "县", "旗")
    if word == "市":
        return seat.name.endswith("市")
    if word == "县":
        return seat.level == "county" and seat.name.endswith("县")
    if word in ("自治区", "省", "州", "盟"):
        return (
            LEVEL_OF.get(word) == seat.level
            and (word != "省" or seat.name.endswith("省"))
            and (word != "自治区" or seat.name.endswith("自治区"))
        )
    return kind(seat.name) == word


def seat_of(mention: Mention) -> Seat:
    return Seat(mention.key, mention.canonical, mention.code, mention.level, mention.within)


@lru_cache(maxsize=4096)
def seat_of_code(code: str) -> Seat:
    """A region that the article does not name."""
    gazetteer = load()
    above = tuple(division.name for division in gazetteer.ancestors(code))
    return Seat(code, gazetteer.name(code), code, LEVELS[len(code)], above, said=False)


class Setting:
    """The regions of an article in text order, to be asked which one a general word means."""

    def __init__(self, mentions: tuple[Mention, ...], served: str) -> None:
        self._named = [m for m in mentions if m.type == "Region" and not m.generic]
        self._starts = [m.at.begin for m in self._named]
        self._called: dict[str, list[Mention]] = {}
        for mention in self._named:
            self._called.setdefault(mention.canonical, []).append(mention)
        self._counts = Counter(m.key for m in self._named)
        self.home = served

    def region(self, word: str, at: int, *, later: bool = True) -> Seat | None:
        """The region that a general word (旗, 市, 镇, 社区 ...) means at a place: the nearest fitting one named before,
        else the county or city above that, else (with `later`) the first named later, else the paper's own."""
        if word == "自治区":
            return self._province(word)
        before = self._named[: bisect_right(self._starts, at)]
        for mention in reversed(before):
            if fits(seat := seat_of(mention), word):
                return seat
            if above := self.up(seat, word):
                return above
        for mention in self._named[len(before) :] if later else ():
            if fits(seat := seat_of(mention), word):
                return seat
            if above := self.up(seat, word):
                return above
        return self._own(word)

    def whole(self, word: str, at: int) -> Seat | None:
        """What 全区, 我区 mean: the article's own district if it has one, else the autonomous region."""
        if word != "区":
            return self.region(word, at)
        district = self.region("区", at)
        counties = Counter(m.key for m in self._named if m.level in ("county", "prefecture"))
        most = max(counties.values(), default=0)
        main = [seat_of(m) for m in self._named if counties[m.key] == most and fits(seat_of(m), "区")]
        if district and district.said and main:
            return district if counties[district.key] == most else main[0]
        return self._province("自治区") or district

    def seat(self, at: int) -> Seat | None:
        """The region named last before a place, else the first of the article."""
        index = bisect_right(self._starts, at) - 1
        if not self._named:
            return None
        return seat_of(self._named[max(0, index)])

    def above(self, mention: Mention) -> Seat | None:
        """The nearest region above one, of those that the article names."""
        above = (found for name in mention.within for found in self._called.get(name, ()))
        return next(map(seat_of, above), None)

    def only(self, ending: str) -> Seat | None:
        """The one region of the article whose name ends so: 乌拉特前旗 for 前旗."""
        found = {m.key: m for m in self._named if m.canonical.endswith(ending)}
        return seat_of(*found.values()) if len(found) == 1 else None

    def up(self, seat: Seat, word: str) -> Seat | None:
        """The region of this kind that a region lies in, from the article or from the gazetteer."""
        for name in seat.within:
            for mention in self._called.get(name, ()):
                if fits(found := seat_of(mention), word):
                    return found
        code = seat.code or seat.key.rpartition("@")[2]
        if not code.isdigit():
            return None
        lookups = (above.code for above in load().ancestors(code))
        return next((found for above in lookups if fits(found := seat_of_code(above), word)), None)

    def _own(self, word: str) -> Seat | None:
        """我市 of a city's paper, 全省 of a province's."""
        if not self.home:
            return self._province(word) if word == "省" else None
        codes = [self.home, *(above.code for above in load().ancestors(self.home))]
        return next((found for code in codes if fits(found := seat_of_code(code), word)), None)

    def _province(self, word: str) -> Seat | None:
        """The province of the article's regions or of the paper."""
        votes = Counter(m.code[:2] for m in self._named if m.code)
        codes = ([self.home[:2]] if self.home else []) + [code for code, _ in votes.most_common()]
        for code in codes:
            if fits(found := seat_of_code(code), word):
                said = any(m.key == code for m in self._named)
                return Seat(found.key, found.name, found.code, found.level, found.within, said)
        return None


def setting(article: Article, found: Found) -> Setting:
    """The regions in focus through an article; wants the mentions that `regions` made."""
    return Setting(found.of("Region"), home(article.page))
