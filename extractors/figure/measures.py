"""What a number counts, cut free of a verb that goes on behind it, by jieba's part-of-speech flags."""

from __future__ import annotations

import re

from extractors import words
from extractors.patterns import regex
from extractors.sentence.clause_words import WORDS

AGENT = regex(r"(?:^|[,，:：“为由向给对把将有让请])$", re.VERBOSE)
"""What stands before a number whose noun is no object: 为20多名牧民送来, 由23名党员分成, 12家单位联合成立."""
NOMINAL = frozenset(WORDS["nominal"])
DESCRIBING = frozenset(("a", "d", "p", "r", "v"))
SHORT = 2  # characters of a noun that can stand alone before a verb


def describes(phrase: str) -> bool:
    """Whether the words before 的 say what is counted is like or does: 具有示范作用, 像他这样; not 党员, 村民."""
    return words.flag(phrase) in DESCRIBING


def before_verb(before: str, phrase: str) -> str:
    """The phrase after a unit up to its verb, where `before`, what stands before the number, lets it have one.

    为20多名 牧民送来一堂党课 -> 牧民; but 组建4支 青年理论学习小组 is one noun.
    """
    if not AGENT.search(before):
        return phrase
    kept = ""
    for word, flag in words.tagged(phrase):
        if flag == "v" and word not in NOMINAL and len(kept) >= SHORT:
            break
        kept += word
    return kept
