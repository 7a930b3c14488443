"""How much better a clause reads with a personal name at a place than as plain words: the logarithm of the odds.

Words weigh as often as jieba's dictionary counted them, names by their surname and the characters of the given name.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from extractors import words
from extractors.person.name_edges import NOT_NAMES
from extractors.person.person_names import SURNAMES
from ontology.tables import read


class Part(NamedTuple):
    """A row of `name_odds.tsv`, which says what the columns mean."""

    part: str
    first: str
    second: str
    whole: str
    share: str


PERSON = -4.6  # how seldom a word of a newspaper is a person's name: one in a hundred
OF_TWO, OF_ONE = log(0.8), log(0.2)  # given names of two characters and of one
AS_A_WHOLE = log(0.3)  # how much the count of a given name of two says beside those of its characters
UNSEEN = 0.3  # the count of a character in no given name of the table
CHARACTERS = 6000
RARE_SHARE = 0.03  # of a surname too rare to have one, in a thousand
COMPOUND = log(0.0002)  # of a surname of two characters
REACH = 4
LONGEST_WORD = 5
ROUNDING = 1e-6


class Shares(NamedTuple):
    """How often a part of names is what, as logarithms."""

    first: float
    second: float
    whole: float
    surname: float


@cache
def _shares() -> dict[str, Shares]:
    """What the table says; "" for a character that it does not have."""
    rows = read("name_odds", Part)
    firsts, seconds = sum(float(row.first) for row in rows), sum(float(row.second) for row in rows)
    lone = sum(float(row.whole) for row in rows if len(row.part) == 1)
    smooth = UNSEEN * CHARACTERS
    return {
        row.part: Shares(
            log((float(row.first) + UNSEEN) / (firsts + smooth)),
            log((float(row.second) + UNSEEN) / (seconds + smooth)),
            log((float(row.whole) + UNSEEN) / (firsts if len(row.part) == 2 else lone + smooth)),
            log(max(float(row.share), RARE_SHARE) / 1000),
        )
        for row in (Part("", "0", "0", "0", "0"), *rows)
    }


@lru_cache(maxsize=65536)
def of_name(name: str) -> float:
    """How often a word of a text is this Chinese name, as a logarithm."""
    if len(name) > 2 and name[:2] in SURNAMES:
        return PERSON + COMPOUND + of_given(name[2:])
    return PERSON + _share(name[0]).surname + of_given(name[1:])


def of_given(given: str) -> float:
    """How often a given name is this one, as a logarithm."""
    first, last = _share(given[0]), _share(given[-1])
    if len(given) == 1:
        return OF_ONE + (first.whole + first.second) / 2
    parts = first.first + last.second
    return OF_TWO + (max(parts, AS_A_WHOLE + _share(given).whole) if given in _shares() else parts)


def _share(part: str) -> Shares:
    return _shares().get(part, _shares()[""])


@lru_cache(maxsize=65536)
def of_words(text: str) -> float:
    """How often words give this text, at their best cutting, as a logarithm."""
    best = [0.0] + [-1e9] * len(text)
    for begin in range(len(text)):
        for end in range(begin + 1, min(len(text), begin + LONGEST_WORD) + 1):
            word = text[begin:end]
            weight = _weight(word)
            if weight is not None and best[begin] + weight > best[end]:
                best[end] = best[begin] + weight
            if not words.begins(word):
                break
    return best[-1]


@lru_cache(maxsize=65536)
def _weight(word: str) -> float | None:
    """Of a word that is no person's name."""
    return None if len(word) > 1 and words.is_person(word) and word not in NOT_NAMES else words.weight(word)


def most(name: str) -> float:
    """What the odds of a name are at most anywhere: words across its edges only speak against it."""
    return of_name(name) - of_words(name) + ROUNDING


@lru_cache(maxsize=4096)
def odds(text: str, at: int, name: str) -> float:
    """The logarithm of how much likelier the clause is with the name than without; above 0 for a name."""
    end = at + len(name)
    begin = max(0, at - REACH, text.rfind("\n", max(0, at - REACH), at) + 1)
    after = text[end : end + REACH].partition("\n")[0]
    before = text[begin:at]
    return of_words(before) + of_name(name) + of_words(after) - of_words(before + name + after)
