"""A column's name without what differs from issue to issue: 五化协同 大抓基层① is 五化协同 大抓基层, installment 1."""

from __future__ import annotations

import re
import unicodedata

from extractors.patterns import regex

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
CHINESE = "[〇零一二三四五六七八九十]{1,3}"
SERIES = regex(
    rf"""
    \s* (?: (?P<sign> [{CIRCLED}{BRACKETED}] )                                     # 大抓基层①
          | [(（] \s* (?:系列报道)? 之? (?P<brackets> {CHINESE} | \d{{1,3}} ) \s* [)）]         # (二), (之三), (5)
          | (?:系列报道)? [·—\s]* 之 (?P<after> {CHINESE} ) (?!\w)                          # 系列报道之三
          | [·\s] 第 (?P<issue> {CHINESE} | \d{{1,3}} ) [期篇集回] )                         # 支部故事 第12期
    \s* $
    """,
    re.VERBOSE,
)
MARKS = regex(r"^[^\w“‘《(（【〖\[]+|[^\w”’》)）】〗\]]+$")
QUOTES = regex(r"[“”‘’\"'「」『』《》〈〉【】〖〗\[\]*_#]")
PARTING = regex(r"[\s·•・|,，、/\-—:]+")


def normal(column: str) -> str:
    """The name that groups a column's pieces: no marks, quotation marks and number, one space between its parts.

    代表委员“零距离” -> 代表委员零距离, 五化协同·大抓基层(之二) -> 五化协同 大抓基层, 观 潮 -> 观潮.
    """
    name = unicodedata.normalize("NFKC", QUOTES.sub("", SERIES.sub("", MARKS.sub("", column.strip()))))
    parts = [part for part in PARTING.split(name) if part]
    apart = len(parts) > 1 and all(len(part) > 2 for part in parts)
    return (" " if apart or name.isascii() else "").join(parts)


def installment(column: str) -> int:
    """The number of a series that ends a column's head: 1 for 大抓基层①, 2 for (之二); 0 for none."""
    found = SERIES.search(column)
    if not found:
        return 0
    if sign := found["sign"]:
        return (CIRCLED if sign in CIRCLED else BRACKETED).index(sign) + 1
    said = found["brackets"] or found["after"] or found["issue"]
    return int(said) if said.isdigit() and said.isascii() else _chinese(said)


def _chinese(said: str) -> int:
    """二 is 2, 十二 is 12, 二十 is 20, 二一 is 21."""
    tens, ten, ones = said.rpartition("十")
    units = [DIGITS[digit] for digit in ones]
    if not ten:
        return int("".join(map(str, units)))
    return 10 * DIGITS.get(tens, 1) + (units[0] if units else 0)
