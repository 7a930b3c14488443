"""One division and the names that follow from its official one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ontology import tables

ABOVE = {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}  # digits of a code and of the one above it
LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
"""Length of a code without the zeros of missing levels -> level."""


class Word(NamedTuple):
    """A row of `words.tsv`: what a word is listed for."""

    use: str
    word: str


@cache
def words(use: str) -> frozenset[str]:
    """The words for a use; each use is explained at the head of the table. LookupError for an unknown use."""
    found = frozenset(row.word for row in tables.read("words", Word) if row.use == use)
    if not found:
        raise LookupError(f"words.tsv: no words for {use}")
    return found


PEOPLE = "(?:" + "|".join(sorted(words("people"), key=len, reverse=True)) + ")"
AUTONOMOUS = re.compile(rf"^(?P<stem>.{{2,}}?){PEOPLE}*(?P<kind>自治[区州县旗]|族区)$")  # 三江侗族自治县, 鄂伦春自治旗
PEOPLE_ONLY = re.compile(r"^(?P<stem>.+?)族?自治[县旗]$")  # 东乡族自治县, 鄂温克族自治旗
PEOPLE_TOWNSHIP = re.compile(rf"^(?P<stem>.{{2,}}?)(?:{PEOPLE})+(?P<kind>乡|镇|苏木)$")  # 恩和俄罗斯族民族乡
PLAIN = re.compile(r"(?:特别行政区|地区|林区|矿区|新区|[省市盟州县区旗])$")
KIND = re.compile(r"(?:自治[区州县旗]|特别行政区|街道|苏木|社区|嘎查|地区|[省市盟州县旗区乡镇村])$")
HALF = re.compile(r"[左右前中后]旗$")  # 土默特左 is no name
ZONE = re.compile(
    r"(?:开发区|园区|示范区|管理区|实验区|新区|新城|聚集区|集聚区|合作区|食品区)$"
)  # 包头稀土高新技术产业开发区
SHORT_ZONE = (  # long ending -> as papers shorten it
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("城乡一体化示范区", "示范区"),
)


@dataclass(frozen=True, slots=True)
class Division:
    """A division; `names` are the strong ones, the official first: each is plainly this kind of place.

    `weak` names need company: 海南 may be the province, the district of 乌海 or half of a word.
    """

    code: str  # without the zeros of missing levels: 15, 1503, 150303, 150303001, 150303001001
    name: str
    level: str
    parent: str  # code, "" for a province
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()  # name and years: ("伊克昭盟", "1980-2000")
    longitude: float | None = None
    latitude: float | None = None

    @property
    def pinyin(self) -> str:
        """The name in Latin letters."""
        return pinyin(self.name)


def pinyin(name: str) -> str:
    """A division's name in Latin letters without tones, its kind apart: 敖汉旗 -> Aohan Qi."""
    kind = next((match[0] for match in [KIND.search(name)] if match and match.start()), "")
    words = (name.removesuffix(kind), kind)
    return " ".join(_latin(word).capitalize() for word in words if word)


@lru_cache(maxsize=4096)  # few kinds, and names of many places
def _latin(word: str) -> str:
    from pypinyin import lazy_pinyin  # slow to import

    return "".join(lazy_pinyin(word))


def parent_code(code: str) -> str:
    """The code one level up, whether or not a table holds it; "" for a province."""
    return code[: ABOVE[len(code)]]


def stem(name: str) -> str:
    """The name without its kind: 赤峰市 -> 赤峰, 恩施土家族苗族自治州 -> 恩施, 乌审旗 -> 乌审."""
    for pattern in (AUTONOMOUS, PEOPLE_ONLY):
        if match := pattern.match(name):
            return match["stem"]
    return PLAIN.sub("", name)


def strong_names(name: str, code: str) -> list[str]:
    """The official name and the forms that follow from it: 恩施州, 鄂伦春旗, 恩和乡."""
    if len(code) in (2, 4, 6) and (match := AUTONOMOUS.match(name) or PEOPLE_ONLY.match(name)):
        kind = name[-1]
        if kind == "区":
            return [name]
        return [name, match["stem"] + kind, match["stem"] + "自治" + kind]
    if len(code) == 9 and (match := PEOPLE_TOWNSHIP.match(name)):
        forms = [name, match["stem"] + "民族乡", match["stem"] + match["kind"]]
        return [*forms, f"{name[:-3]}族乡"] if name.endswith("民族乡") and name[-4] != "族" else forms  # 新发朝鲜族乡
    return [name]


def weak_names(name: str, code: str) -> list[str]:
    """Names without their kind, for provinces, prefectures and counties: 赤峰, 寿光; two characters at least."""
    if len(code) > 6 or ZONE.search(name):
        return []
    short = stem(name)
    people = not {short, short + "族"}.isdisjoint(words("people"))  # 鄂温克族 lives not only in its banner
    return [short] if len(short) >= 2 and short != name and not HALF.search(name) and not people else []


def zone_names(name: str, parent: str, province: str) -> list[str]:
    """Of a development zone, the forms after its city's name is taken off: 稀土高新区, 经济技术开发区, 经开区."""
    bare = name
    for prefix in (stem(province), parent, stem(parent)):
        bare = bare.removeprefix(prefix)
    bare = bare.removeprefix("市")
    forms = [bare] if bare != name else []
    for long, short in SHORT_ZONE:
        if bare.endswith(long):
            forms += [bare.removesuffix(long) + short, name.removesuffix(long) + short]
            if long.startswith("经济") and name != long:
                forms.append(name.removesuffix(long) + "开发区")  # 南通开发区
            break
    return forms
