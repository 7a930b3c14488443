"""Programmes named again by the end of their name: 宣讲队已授课612场次 after “勒勒车”宣讲队."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.document import Mention
from extractors.patterns import regex
from extractors.sentence.clauses import OPENER

Echoes = Mapping[str, Sequence[Mention]]
"""End of a name -> where the things so named stand, in text order."""

SIZES = (4, 3, 2)
POINTING = regex(r"(?:截至[^,\uff0c]{1,8}[,\uff0c]?|[这该各本]|首[批期场次]|[个支场项款座间所]|累计|共|已|先后)*")
"""这款|小程序; 首批|队员; 该|平台."""
MADE = regex(r"(?:建成|建起|建有|设立|开设|设有|布设|新建|再建|开办|办起|推开|推广)了?$")
"""眼下已建成|哨所68处."""
CLOSED = regex(r"[“”‘’\s]")


def echoes(mentions: Iterable[Mention]) -> Echoes:
    """The programmes by the last two to four characters of longer names, and by names of four characters."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type in ("Programme", "Place"):
            name, stem = CLOSED.sub("", mention.canonical), CLOSED.sub("", mention.name.split("”")[0])
            if "+" in name:  # 农牧民 are not “党支部+企业+农牧民”
                continue
            ends = [name[-size:] for size in SIZES if len(name) > size + 1 or len(name) == size == SIZES[0]]
            ends += [stem[-size:] for size in SIZES[:2] if len(stem) > size + 1]  # 热心人 of “凤凰热心人”计划
            for end in dict.fromkeys(ends):
                found[end].append(mention)
    return found


def named_again(text: str, begin: int, end: int, known: Echoes) -> Mention | None:
    """The last programme that the words from here on begin with the end of."""
    opener = OPENER.match(text, begin, end)
    first = POINTING.match(text, opener.end() if opener else begin, end)
    return _at(text, first.end() if first else begin, end, known)


def named_within(text: str, begin: int, end: int, known: Echoes) -> Mention | None:
    """The first programme that the words name again by three or four characters of their end."""
    for place in range(begin, end - 2):
        for size in (4, 3):
            ends = known.get(text[place : place + size]) if place + size <= end else None
            if ends and (found := _before(ends, place)):
                return found
    return None


def named_from(text: str, place: int, end: int, known: Echoes, *, reach: int = 6) -> Mention | None:
    """The programme that the words from here on name by their end, up to so many characters on."""
    for at in range(place, min(place + reach + 1, end)) if known else ():
        for size in (size for size in SIZES if at + size <= end):
            whole = at + size == end or not text[at + size].isalpha() or text[at + size] == "等"
            if whole and (found := _before(known.get(text[at : at + size], ()), at)):
                return found
    return None


def counted_again(text: str, begin: int, number: int, known: Echoes) -> Mention | None:
    """The programme whose last word stands right before the number, after a verb of setting up: 建成哨所68处."""
    for size in SIZES:
        if number - size >= begin and MADE.search(text, begin, number - size):
            return _before(known.get(text[number - size : number], ()), begin)
    return None


def _at(text: str, place: int, end: int, known: Echoes) -> Mention | None:
    for size in SIZES:
        if place + size <= end and (found := _before(known.get(text[place : place + size], ()), place)):
            return found
    return None


def _before(mentions: Sequence[Mention], place: int) -> Mention | None:
    index = bisect_right(mentions, place, key=lambda mention: mention.at.end)
    return mentions[index - 1] if index else None
