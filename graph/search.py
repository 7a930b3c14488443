"""Things found by a part of their name: Chinese of one character or more, pinyin (hongse) or its initials (hsyz).

Beginnings are looked up in sorted order. For parts inside, all names stand in one text, the most mentioned first, which
is read from the front: what many names have is found at once, what few have after a reading of a few milliseconds.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import ahocorasick
from pyoxigraph import Literal, NamedNode, Store

from graph.literals import term
from ontology.terms import property_


@dataclass(frozen=True, slots=True)
class Name:
    iri: str
    text: str
    weight: int  # more for what is mentioned more often


HEARD = 5000  # names with the letters of a short pinyin somewhere that are looked at: `an` is in most of them
_MARKS = re.compile(r"[\s“”‘’\"'《》〈〉「」·]+")


def normalised(text: str) -> str:
    """Full-width characters as ASCII, lower case, without quotation marks and spaces: “１２３”模式 is 123模式."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


class _Lines:
    """Short texts, one a line in the order of their rank, searched by their beginning and by what is in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        self.text = "\n" + "".join(line + "\n" for line in lines)
        self.starts = array("Q", [1])
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.order = array("L", sorted(range(len(lines)), key=lines.__getitem__))
        self.sorted = [lines[line] for line in self.order]

    def line(self, number: int) -> str:
        return self.text[self.starts[number] : self.starts[number + 1] - 1]

    def beginning(self, words: str) -> Iterator[int]:
        """The lines that are the words, then those that begin with them, each by rank."""
        first, past = bisect_left(self.sorted, words), bisect_left(self.sorted, words + chr(sys.maxunicode))
        same = bisect_right(self.sorted, words, first, past)
        yield from sorted(self.order[first:same])
        yield from sorted(self.order[same:past])

    def holding(self, words: str) -> Iterator[int]:
        """The lines with the words anywhere, by rank."""
        at = self.text.find(words)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            yield line
            at = self.text.find(words, self.starts[line + 1] - 1)


class Names:
    """An index of names: `find` gives the things whose names have the words."""

    def __init__(self, names: Iterable[Name]) -> None:
        rows = sorted({(-n.weight, len(n.text), normalised(n.text), n.iri) for n in names if normalised(n.text)})
        self.iris = [iri for *_, iri in rows]
        self.names = _Lines(text for _, _, text, _ in rows)
        readings = [reading(text) for _, _, text, _ in rows]
        self.sounds = _Lines("".join(syllables) for syllables in readings)
        self.syllables = "\n" + "".join("".join(map(str.capitalize, syllables)) + "\n" for syllables in readings)
        self.initials = _Lines("".join(syllable[0] for syllable in syllables) for syllables in readings)

    def find(self, words: str, *, limit: int = 20) -> list[str]:
        """IRIs, best first: the name itself, then names that begin so, then names with it inside; each by mentions.

        Several words separated by spaces must all be in one name. Letters are also read as pinyin, after the names.
        """
        first, *others = sorted(filter(None, map(normalised, words.split())), key=len, reverse=True) or [""]
        if not first:
            return []
        found: dict[str, None] = {}
        for line in self._lines(first):
            name = self.names.line(line)
            if all(other in name or self._sounds_like(line, other) for other in others):
                found[self.iris[line]] = None
                if len(found) >= limit:
                    break
        return list(found)

    def _lines(self, words: str) -> Iterator[int]:
        spelt = words.isascii() and words.isalpha()
        yield from self.names.beginning(words)
        if spelt:
            yield from self.sounds.beginning(words)
        yield from self.names.holding(words)
        if spelt:
            heard = islice(self.sounds.holding(words), HEARD)
            yield from (line for line in heard if self._sounds_like(line, words))
            yield from self.initials.beginning(words)
            yield from self.initials.holding(words)

    def _sounds_like(self, line: int, words: str) -> bool:
        """Whether the words stand in the line's pinyin from the beginning of a syllable: `an` is not in `hangjin`."""
        begin, end = self.sounds.starts[line], self.sounds.starts[line + 1]
        at = self.sounds.text.find(words, begin, end)
        while at >= 0 and not self.syllables[at].isupper():
            at = self.sounds.text.find(words, at + 1, end)
        return at >= 0


# ---------------------------------------------------------------- pinyin


def reading(text: str) -> list[str]:
    """Pinyin syllables without tones, one for each character; what is no Chinese stands for itself, if it is ASCII.

    Characters are read one by one, which is 40 times as fast, unless a phrase is among them that reads otherwise.
    """
    if next(_phrases().iter(text), None) is None:
        return [_syllable(char) for char in text]
    from pypinyin import lazy_pinyin

    return [syllable for syllable in lazy_pinyin(text, errors=_apart) if syllable]


def _apart(other: str) -> str:
    """pypinyin takes a list as well, one syllable for each character; its types know only the string."""
    return [_syllable(char) for char in other]  # type: ignore[return-value]


@cache
def _syllable(char: str) -> str:
    from pypinyin import lazy_pinyin

    found = lazy_pinyin(char)[0] if char > "\u2e7f" else char
    return found if found.isascii() else "-"


@cache
def _plain(syllable: str) -> str:
    """Without the tone mark; ü is v, as one types it: lǜ is lv."""
    letters = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    return "".join(letter for letter in letters.replace("u\u0308", "v") if letter.isascii())


@cache
def _phrases() -> ahocorasick.Automaton:
    """The phrases of pypinyin's dictionary that read otherwise than their characters: 重庆, 长沙."""
    from pypinyin.phrases_dict import phrases_dict

    automaton = ahocorasick.Automaton()
    for phrase, sounds in phrases_dict.items():
        if any(_plain(sound[0]) != _syllable(char) for char, sound in zip(phrase, sounds, strict=False)):
            automaton.add_word(phrase, phrase)
    automaton.make_automaton()
    return automaton


# ---------------------------------------------------------------- the names of a store


LABELS = tuple(NamedNode(term(curie)[1:-1]) for curie in ("rdfs:label", "skos:altLabel", "skos:hiddenLabel"))
TITLE, *MENTIONED = (NamedNode(property_(name).iri) for name in ("title", "mentions", "entity"))


def names(store: Store) -> Iterator[Name]:
    """The names of entities, articles and newspapers; each mention counts for the weight, and each article."""
    mentions = (quad for role in MENTIONED for quad in store.quads_for_pattern(None, role, None, None))
    weights = Counter(quad.object.value for quad in mentions)  # type: ignore[union-attr]
    for predicate in (*LABELS, TITLE):
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield Name(quad.subject.value, quad.object.value, weights[quad.subject.value])
