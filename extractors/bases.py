"""What stands before an organ and makes it a certain one: a place, a level word (旗委 on a certain banner), another organisation."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors import words
from extractors.document import Article, Found, Mention, Ref, Span
from extractors.organs import EDGES

LEVELS = ("自治区", "苏木", "街道", "嘎查", "社区", "盟", "州", "市", "旗", "县", "区", "省", "镇", "乡", "村")
LOW = ("苏木", "街道", "嘎查", "社区", "镇", "乡", "村")
COUNTY = ("旗", "县", "区", "市")
BREAK = re.compile(r"[^一-龥A-Za-z0-9“”‘’·()（）]")
PLAIN = frozenset("，。；：、！？,.;:!?\n\r\t “”‘’\"'()（）…—-·《》〈〉◆★◎□\u3000")
BEFORE_LEVEL = frozenset("被由受经向在与和及同对将为从到据是把让给请按以等了的随跟找赴令使自当我该本")


@dataclass(frozen=True, slots=True)
class Seat:
    """A region as the base of an organ's full name; `ref` is empty when the article does not name it."""

    name: str
    level: str
    county: str = ""  # the county above a township, for full names of its government
    ref: Ref = ("", "")


@dataclass(frozen=True, slots=True)
class Ground:
    """An article with what was found in it so far, ready to be asked what stands where."""

    article: Article
    regions: tuple[Mention, ...]  # Region mentions in text order
    places: tuple[Mention, ...]
    by_end: dict[int, Mention]  # the longest region or place that ends there
    begins: tuple[int, ...]

    @property
    def text(self) -> str:
        return self.article.text


def ground(article: Article, found: Found) -> Ground:
    regions, places = found.of("Region"), found.of("Place")
    by_end: dict[int, Mention] = {}
    for mention in sorted((*places, *regions), key=lambda m: -m.at.begin):
        by_end[mention.at.end] = mention
    return Ground(article, regions, places, by_end, tuple(m.at.begin for m in regions))


def seat_of(mention: Mention) -> Seat:
    county = mention.within[0] if mention.level == "township" and mention.within else ""
    return Seat(mention.canonical, mention.level, county, mention.ref)


def chain_begin(g: Ground, mention: Mention) -> int:
    """Where the chain of places starts that a mention ends: 乌兰察布市化德县."""
    begin = mention.at.begin
    while begin in g.by_end and g.by_end[begin].at.begin < begin:
        begin = g.by_end[begin].at.begin
    return begin


def level_before(text: str, at: int) -> str:
    """The level word that ends there, "" for none."""
    return next((word for word in LEVELS if text.endswith(word, 0, at)), "")


def free_before(text: str, at: int) -> bool:
    """Whether a name may start there: after punctuation, or after a word that is no part of a name (被|旗委)."""
    if at == 0 or text[at - 1] in PLAIN or text[at - 1] in BEFORE_LEVEL:
        return True
    return any(text[max(0, at - n) : at] in EDGES for n in (2, 3, 4))


def has_level(name: str, word: str) -> bool:
    if word == "区":
        return name.endswith("区") and not name.endswith(("自治区", "社区"))
    if word == "市":
        return name.endswith("市")
    return name.endswith(word)


def named_above(mention: Mention, word: str) -> str:
    """The name with that level word in a mention's chain, "" for none."""
    return next((name for name in (mention.canonical, *mention.within) if has_level(name, word)), "")


def setting(g: Ground, at: int, word: str) -> Seat | None:
    """Which region a bare level word means at a place: 旗委 in an article on 扎赉特旗.

    The nearest before it, else the first after it; a village only when the article names a single one of that kind.
    """
    if word in ("村", "嘎查", "社区"):
        names = {m.canonical for m in g.regions if m.level == "village" and has_level(m.canonical, word)}
        if len(names) != 1:
            return None
    near = bisect_right(g.begins, at)
    for mention in (*reversed(g.regions[:near]), *g.regions[near:]):
        name = named_above(mention, word)
        if name:
            return named_seat(g, name, mention)
    return None


def named_seat(g: Ground, name: str, witness: Mention) -> Seat:
    """The region of that name: a mention of it when the article has one, else only its name out of a chain."""
    if name == witness.canonical:
        return seat_of(witness)
    for mention in g.regions:
        if mention.canonical == name:
            return seat_of(mention)
    return Seat(name, "county" if has_level(name, name[-1]) and name[-1] in COUNTY else "", "")


def clause_begin(text: str, at: int, *, reach: int = 26) -> int:
    """Where the run of name characters before a place starts."""
    begin = at
    while begin > max(0, at - reach) and not BREAK.match(text[begin - 1]):
        begin -= 1
    return begin


def name_begin(text: str, begin: int, end: int) -> int:
    """Where an own name that ends at `end` starts, not before `begin`: after the last word that cannot be inside one."""
    at = end
    for word in reversed(words.cut(text[begin:end])):
        if word in EDGES or word[0] in "“”‘’()（）":
            break
        at -= len(word)
    return at


def at_of(begin: int, end: int) -> Span:
    return Span(begin, end)
