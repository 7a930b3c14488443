"""Numbers with their units: 1200余名, 5.9万名, 8000—12000元, 二百余户, 百分之九十五."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractors.document import Span
from extractors.patterns import choice, regex
from ontology import tables


class Unit(NamedTuple):
    """A row of `units.tsv`."""

    unit: str
    kind: str  # counter, money, measure, share, time or no


UNITS = {row.unit: row.kind for row in tables.read("units", Unit)}
TABULATED = ("counter", "money", "measure", "share")
_unknown = {kind for kind in UNITS.values() if kind not in (*TABULATED, "time", "no")}
if _unknown:
    raise tables.TableError(f"units.tsv: unknown kinds {sorted(_unknown)}")


_ONES = {digit: float(value) for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2.0}
SMALL = _ONES | {f"{a}十{b}": 10 * n + m for a, n in {"": 1.0, **_ONES}.items() for b, m in {"": 0.0, **_ONES}.items()}
"""Spelled numbers under a hundred: most are, and these need no reader."""
DIGIT = "[一二三四五六七八九两]"
NUMERAL = f"(?:{DIGIT}千)?零?(?:{DIGIT}百)?零?(?:{DIGIT}?十)?{DIGIT}?"
"""Chinese numerals as they are read; 两三, 十五六 and 百十 are no numbers."""
CONCRETE = "[座栋幢台辆眼亩吨户间艘架株匹峰趟万亿]|公里"
"""Units that make a small Chinese numeral a count: 两座暖棚; but 三个方面, 两种声音."""
PLACES = "社区|嘎查|苏木|街道|乡镇|行政村|自然村|党[支总小委]|支部|[一-鿿]{2}小组|网格|车间|大棚|合作社|养殖场"
"""Things that are counted even by a small Chinese numeral: 三个社区, 两个边境嘎查."""
NUMBER = regex(
    rf"""
    (?<! [\d.A-Za-z+\-] ) (?<! 第 (?! \d\d+ [场期趟堂] ) )
    (?P<before> (?<![附最就邻]) 近 | (?<![契签节公合预相特制大盟违履条要]) 约
      | 超过? | 逾 | 达到?了? | 突破 | 至少 | 最多 | 多达 | 不低于 | 不少于 | 不足 )?
    (?: (?P<value> \d[\d,]*(?:\.\d+)? ) (?P<range> (?:—|–|-|~|\uff5e|至|到){{1,2}} (?P<top> \d+(?:\.\d+)?) )?
      | (?P<chinese> (?<! {DIGIT}) (?: 百分之 {NUMERAL} | [十百千] (?=[余多])
        | (?= {DIGIT}[十百千] | 十{DIGIT} ) {NUMERAL} (?! {DIGIT} | [十百千] )
        | {DIGIT} 成 {DIGIT} (?! [成败十百千] )
        | {DIGIT} (?= 成 (?! [不为了立员功绩长果熟本套型效片林群堆都人才就交全] ))
        | (?<= [过近逾破达] ) [百千] (?= 万 (?: [亩吨斤] | 公里 | 平方米 ) )              # 超过千万亩
        | [二三四五六七八九两] (?= {CONCRETE} | 处 (?![境理于女方罚置分])
          | 个 [\u4e00-\u9fff]{{0,4}}? (?:{PLACES}) ) ) ) )
    (?P<about> [余多几来] )?
    (?P<scale> 万亿 | 亿 | 万 | 千 (?![克瓦米]) | 百 )?
    (?P<more> [余多几] )?
    (?P<unit> {choice(UNITS)} )?
    (?P<after> 以上 | 左右 | 以内 | 以下 | 上下 )?
    """,
    re.VERBOSE,
)
"""1200余名, 近70万棒, 5.9万名, 8000—12000元, 10%以上, 3多万元, 二百余户."""

APPROXIMATE = regex(r"[近约超逾余多几来]|突破|至少|最多|不[低少]于|不足|以[上内下]|左右|上下")
OTHER_WORD = {
    "人": tuple("间民大才均"),
    "元": tuple("旦宵素"),
    "家": tuple("庭长"),
    "点": ("半",),
    "集": tuple("中体团市镇会"),
    "卷": ("入",),
}
"""The unit and what follows are another word: 3人间, 2025元旦."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text."""

    at: Span
    value: float  # without 万 and 亿
    top: float | None  # the upper end of a range
    scale: str  # 万, 亿, 千, 万亿 or ""
    unit: str
    chinese: bool
    approximate: bool

    @property
    def kind(self) -> str:
        return UNITS[self.unit]


def numbers(text: str, begin: int, end: int) -> Iterator[Number]:
    """The numbers with a unit between two places."""
    for match in NUMBER.finditer(text, begin, end):
        unit = _unit(match)
        if unit and text[match.end() : match.end() + 1] not in OTHER_WORD.get(unit, ()) and (value := _value(match)):
            yield _number(match, unit, *value)


def _number(match: re.Match[str], unit: str, value: float, top: float | None) -> Number:
    scale = match["scale"] or ""
    if scale == "百":  # 3百 is 300, no unit of its own
        value, top, scale = value * 100, top and top * 100, ""
    approximate = APPROXIMATE.search(match.group()) is not None
    return Number(Span(*match.span()), value, top, scale, unit, bool(match["chinese"]), approximate)


def _value(match: re.Match[str]) -> tuple[float, float | None] | None:
    """The number and the upper end of its range, without 万 and 亿; None for a numeral that is none."""
    if "成" in (match["chinese"] or ""):  # 三成七 is 37 %
        tens, _, rest = match["chinese"].partition("成")
        return SMALL[tens] * 10 + SMALL[rest], None
    if match["chinese"]:
        numeral = match["chinese"].removeprefix("百分之")
        spelled = _spelled("一" + numeral if numeral in "百千" else numeral)
        return None if spelled is None else (spelled, None)
    value = float(match["value"].replace(",", ""))
    return value, float(match["top"]) if match["top"] else None


def _spelled(numeral: str) -> float | None:
    if numeral in SMALL:
        return SMALL[numeral]
    from cn2an import cn2an  # what it imports takes longer than a page; few have such numerals

    try:
        return float(cn2an(numeral, "smart"))
    except (ValueError, KeyError):  # 三千零二百
        return None


def _unit(match: re.Match[str]) -> str:
    chinese = match["chinese"] or ""
    if match["unit"] == "\uff05" or chinese.startswith("百分之") or "成" in chinese:
        return "%"
    return match["unit"] or ""
