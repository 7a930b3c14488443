"""The full name of an organisation for its short one in the article: 晟源煤电公司 is 内蒙古晟源煤电有限责任公司."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors import words
from extractors.body.named import Named
from extractors.patterns import regex

FIRMS = ("有限责任公司", "股份有限公司", "有限公司", "公司", "集团")
LONG = 8  # characters of a body's name that another does not end with by chance
BANKS = (
    ("邮储银行", "中国邮政储蓄银行"), ("工商银行", "中国工商银行"), ("农业银行", "中国农业银行"),
    ("建设银行", "中国建设银行"), ("农业发展银行", "中国农业发展银行"),
)  # fmt: skip
STATION = "边检站"
STATIONS = ("边防检查站", "出入境边防检查站")
SHORTEST = 3  # characters of a firm's own name that tell it from others


BRACKETED = regex(r"[(（](?:以下|下文|下)?简?称为?:?[“‘](?P<short>[^()（）“”‘’]{2,12})[”’][)）]")


def in_full(named: Iterable[Named], text: str) -> tuple[Named, ...]:
    """The organisations, firms with a short name and what is in them written out, wherever the full stands."""
    named = tuple(named)
    fulls = _fulls({one.canonical for one in named if one.canonical.endswith(FIRMS)})
    fulls |= _ends({one.canonical for one in named if one.rule == "body-of-place"})
    fulls |= _units(named)
    fulls |= _stations({one.canonical for one in named if one.canonical.endswith((STATION, *STATIONS))})
    fulls |= _bracketed(named, text) | _banks({one.canonical for one in named if "银行" in one.canonical})
    return tuple(_renamed(one, fulls) for one in named) if fulls else named


def _fulls(firms: set[str]) -> dict[str, str]:
    """Short name -> the one full name that holds its own words."""
    found = {}
    for short in sorted(firms):
        stem = own_words(short)
        longer = {full for full in firms if not full.startswith(short) and stem in own_words(full)}
        known = len(stem) >= SHORTEST or (len(stem) == SHORTEST - 1 and not words.frequency(stem))
        if known and len(longer) == 1 and len(short) < len(min(longer)):
            found[short] = longer.pop()
    return found


def _bracketed(named: Iterable[Named], text: str) -> dict[str, str]:
    """Short name -> the full one before it: 新通路科技有限公司(以下简称“新通公司”)."""
    ends = {one.end: one.canonical for one in named}
    found = ((match["short"], ends.get(match.start(), "")) for match in BRACKETED.finditer(text))
    return {short: full for short, full in found if full and not full.startswith(short)}


def _ends(bodies: set[str]) -> dict[str, str]:
    """Short name -> the one longer name that ends with it: 双创环保产业园项目党支部 of a development zone."""
    found = {}
    for short in sorted(bodies):
        longer = [full for full in bodies if full.endswith(short) and full != short]
        if len(longer) == 1 and len(short) >= LONG:
            found[short] = longer[0]
    return found


def _units(named: Iterable[Named]) -> dict[str, str]:
    """Short name -> the one unit that ends with it: 栗溪法庭 of 东宝区人民法院栗溪法庭."""
    units = {one.canonical for one in named if one.rule == "unit"}
    shorts = {one.canonical for one in named if _is_own(one)} if units else ()
    longer = {short: [full for full in units if full.endswith(short)] for short in shorts}
    return {short: full[0] for short, full in longer.items() if len(full) == 1}


def _stations(stations: set[str]) -> dict[str, str]:
    """铜陵边检站 -> 铜陵出入境边防检查站."""
    fulls = {full.removesuffix(end) + STATION: full for end in STATIONS for full in stations if full.endswith(end)}
    return {short: full for short, full in fulls.items() if short in stations}


def _banks(banks: set[str]) -> dict[str, str]:
    """邮储银行邱县支行 -> 中国邮政储蓄银行邱县支行, where both are named."""
    fulls = {bank: long + bank.removeprefix(short) for bank in banks for short, long in BANKS if bank.startswith(short)}
    return {bank: full for bank, full in fulls.items() if full in banks}


def _is_own(one: Named) -> bool:
    return one.rule == "own-name" and len(one.canonical) > SHORTEST


def own_words(firm: str) -> str:
    """A firm's name without the words for its kind."""
    return next((firm.removesuffix(end) for end in FIRMS if firm.endswith(end)), firm)


def _renamed(one: Named, fulls: dict[str, str]) -> Named:
    short = next((short for short in fulls if one.canonical.startswith(short)), "")
    above = next((short for short in fulls if one.above[1].startswith(short)), "")
    if above:
        one = replace(one, above=(one.above[0], fulls[above] + one.above[1].removeprefix(above)))
    if not short:
        return one
    premises = (*one.premises, f"{short} = {fulls[short]}")
    return replace(one, canonical=fulls[short] + one.canonical.removeprefix(short), premises=premises)
