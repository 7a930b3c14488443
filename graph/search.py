"""Things found by a part of their name: Chinese of one character or more, pinyin (hongse) or its initials (hsyz).

All names stand in one text, the most mentioned first, which is searched from the front: a character that many names
have is found at once, a rare one after reading to the end, which for the names of 10^6 statements is a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from graph.literals import term
from ontology.terms import property_


@dataclass(frozen=True, slots=True)
class Name:
    iri: str
    text: str
    weight: int  # how often the thing is mentioned


_MARKS = re.compile(r"[\s“”‘’\"'《》〈〉「」·]+")


def normalised(text: str) -> str:
    """Full-width characters as ASCII, lower case, without quotation marks and spaces: “１２３”模式 is 123模式."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


class _Lines:
    """Short texts, one a line, and where each begins."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        self.text = "\n" + "".join(line + "\n" for line in lines)
        self.starts = array("Q", [1])
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """(line, place in it) of each line with the words, from the front."""
        at = self.text.find(words)
        while at >= 0:
            line = bisect_right(self.starts, at + words.startswith("\n")) - 1
            yield line, at - self.starts[line]
            at = self.text.find(words, self.starts[line + 1] - 1)


class Names:
    """An index of names: `find` gives the things whose names have the words."""

    def __init__(self, names: Iterable[Name]) -> None:
        rows = sorted({(-n.weight, len(n.text), normalised(n.text), n.iri) for n in names if normalised(n.text)})
        self.iris = [iri for *_, iri in rows]
        self.names = _Lines(text for _, _, text, _ in rows)
        readings = [_reading(text) for _, _, text, _ in rows]
        self.sounds = _Lines("".join(syllables).lower() for syllables in readings)
        self.syllables = _Lines("".join(s[:1].upper() + s[1:].lower() for s in syllables) for syllables in readings)
        self.initials = _Lines("".join(s[:1] for s in syllables).lower() for syllables in readings)

    def find(self, words: str, *, limit: int = 20) -> list[str]:
        """IRIs, best first: the name itself, then names that begin so, then names with it inside; each by mentions.

        Several words separated by spaces must all be in one name. Letters are also read as pinyin, after the names.
        """
        first, *others = sorted(filter(None, map(normalised, words.split())), key=len, reverse=True) or [""]
        if not first:
            return []
        found: dict[str, None] = {}
        for line in self._lines(first):
            name = self.names.text[self.names.starts[line] : self.names.starts[line + 1]]
            if all(other in name or self._sounds_like(line, other) for other in others):
                found[self.iris[line]] = None
                if len(found) >= limit:
                    break
        return list(found)

    def _lines(self, words: str) -> Iterator[int]:
        for shape in (f"\n{words}\n", f"\n{words}", words):
            yield from (line for line, _ in self.names.find(shape))
        if words.isascii() and words.isalpha():
            for shape in (f"\n{words}\n", f"\n{words}"):
                yield from (line for line, _ in self.sounds.find(shape))
            yield from (line for line, at in self.sounds.find(words) if self._starts_syllable(line, words, at))
            for shape in (f"\n{words}", words):
                yield from (line for line, _ in self.initials.find(shape))

    def _starts_syllable(self, line: int, words: str, at: int) -> bool:
        """Whether some place of the words in the line is the beginning of a syllable: `an` is not in `hangjin`."""
        begin, end = self.sounds.starts[line], self.sounds.starts[line + 1]
        while at >= 0:
            if self.syllables.text[begin + at].isupper():
                return True
            at = self.sounds.text.find(words, begin + at + 1, end) - begin
        return False

    def _sounds_like(self, line: int, words: str) -> bool:
        begin, end = self.sounds.starts[line], self.sounds.starts[line + 1]
        at = self.sounds.text.find(words, begin, end)
        return at >= 0 and words.isalpha() and self._starts_syllable(line, words, at - begin)


def _reading(text: str) -> list[str]:
    """Pinyin syllables without tones; runs of other characters as they are, taken apart."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text, errors=_apart)


def _apart(other: str) -> str:
    """pypinyin takes a list as well, one syllable for each character; its types know only the string."""
    return [char if char.isascii() else "-" for char in other]  # type: ignore[return-value]


LABELS = tuple(NamedNode(term(curie)[1:-1]) for curie in ("rdfs:label", "skos:altLabel", "skos:hiddenLabel"))
TITLE, MENTIONS = (NamedNode(property_(name).iri) for name in ("title", "mentions"))


def names(store: Store) -> Iterator[Name]:
    """The names of a store's entities, articles and newspapers, with how often articles mention them."""
    weights = Counter(quad.object.value for quad in store.quads_for_pattern(None, MENTIONS, None, None))  # type: ignore[union-attr]
    for predicate in (*LABELS, TITLE):
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield Name(quad.subject.value, quad.object.value, weights[quad.subject.value])
