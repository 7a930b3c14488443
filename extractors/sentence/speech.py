"""Quotations: which are spoken, and by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Mention, Span
from extractors.patterns import regex
from extractors.rows import Row, between
from extractors.sentence.clause_words import one_of

QUOTED = regex(r"“([^”\n]+)")
HE = regex(r"[他她](?!们)")
SAY = regex(rf"{one_of('say')} | 称 (?!为) | 道 (?=[。:\uff1a,\uff0c])", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Speech:
    """Words quoted as spoken."""

    at: Span
    speaker: Mention | None


def quotations(text: str) -> Iterator[Span]:
    """What stands between “ and ”; an opening mark whose closing one OCR lost ends with its line."""
    return (Span(*match.span(1)) for match in QUOTED.finditer(text))


END = regex(r"[。!?\uff01\uff1f\n]|“(?![^“”。!?\uff01\uff1f,\uff0c\n]{1,12}”)")
"""Where the words that tell who spoke stop: not at a name in marks (在“古堰画乡”加工点,村民王水仙说)."""
SPOKEN_TO = regex(r"(?:对|向|给|跟|拉着|握着|看着|望着|告诉|提起|谈起|说起|提到)[^,\uff0c]{0,12}$")
"""对包联责任人于财赞不绝口: not he speaks."""
SPOKEN = regex(r"[。!?\uff01\uff1f…] | [,\uff0c] .* [,\uff0c。!?\uff01\uff1f…]$", re.VERBOSE | re.DOTALL)
"""A quotation that is a sentence, not a name: “今后,我们将持续...。” against “光伏治沙,助残前行”."""


UNNAMED = regex(  # “...”县快递行业党支部|负责人说
    rf"(?:相关|有关|主要)?(?:负责人|负责同志|工作人员)[^,\uff0c。“”]{{0,6}}?(?:{SAY.pattern})", re.VERBOSE
)


def speeches(text: str, people: Row, bodies: Row) -> tuple[Speech, ...]:
    """The quotations that are speech, with their speakers, or the body whose nameless officer speaks."""
    spoken = (at for at in quotations(text) if SPOKEN.search(text[at.begin : at.end]))
    return tuple(Speech(at, _speaker(text, at, people) or _unnamed(text, at, bodies)) for at in spoken)


def _unnamed(text: str, at: Span, bodies: Row) -> Mention | None:
    """The body right behind a quotation whose officer speaks without a name."""
    stop = END.search(text, at.end + 1)
    near = between(bodies, at.end, stop.start() if stop else len(text))
    return next((m for m in reversed(near) if UNNAMED.match(text, m.at.end)), None)


def _speaker(text: str, at: Span, people: Row) -> Mention | None:
    """The person before the verb of saying: after the quotation, else before its colon."""
    return _named_after(text, at, people) or _named_before(text, at, people)


def _named_after(text: str, at: Span, people: Row) -> Mention | None:
    """“...”村民罗立新拉着谭卫国的手说: the first person that is not spoken to; or “...”盘六妹家种了8亩."""
    stop = END.search(text, at.end + 1)
    end = stop.start() if stop else len(text)
    say = _last(SAY, text, at.end, end)
    near: Sequence[Mention]
    if say is None:
        first = bisect_left(people.begins, at.end)
        near = [m for m in people[first : first + 2] if m.at.end <= at.end + 1 + len(m.name)]
    else:
        near = between(people, at.end, say)
    return next((m for m in near if not SPOKEN_TO.search(text, at.end, m.at.begin)), near[-1] if near else None)


def _named_before(text: str, at: Span, people: Row) -> Mention | None:
    """She says: “...”; her name may stand in the sentence before."""
    line = 0
    for mark in "。”\n":
        line = max(line, text.rfind(mark, line, at.begin) + 1)
    before = text[line : at.begin]
    if not SAY.search(before) or not before.rstrip("“").endswith((":", "\uff1a", ",", "\uff0c")):
        return None
    near = between(people, line, at.begin)
    if near:
        return next((m for m in near if not SPOKEN_TO.search(text, line, m.at.begin)), near[-1])
    if HE.match(before.lstrip()):
        return next(people.back_from(line), None)
    return None


def _last(pattern: re.Pattern[str], text: str, begin: int, end: int) -> int | None:
    """Where the last match begins."""
    begins = [match.start() for match in pattern.finditer(text, begin, end)]
    return begins[-1] if begins else None
