"""Where the words of a table stand in a text.

By a word's first two characters, or its last two, and not by an automaton: one that branches a thousand ways at its
root takes four times as long for Chinese text, as it looks through its branches at nearly every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Lexicon(Generic[Value]):
    """Words of two characters or more, each with what it stands for."""

    _PAIR = slice(0, 2)
    """The two characters of a word that it is looked up by."""

    def __init__(self, words: Iterable[tuple[str, Value]]) -> None:
        """Of a word said twice the last value holds. Raises ValueError for one of less than two characters."""
        self._by_pair: dict[str, dict[str, Value]] = {}
        for word, value in words:
            if len(word) < 2:
                raise ValueError(f"too short for a lexicon: {word!r}")
            self._by_pair.setdefault(word[self._PAIR], {})[word] = value

    @cached_property
    def _longest_first(self) -> dict[str, tuple[tuple[str, Value], ...]]:
        return {
            pair: tuple(sorted(words.items(), key=lambda word: -len(word[0]))) for pair, words in self._by_pair.items()
        }

    @cached_property
    def _pair(self) -> re.Pattern[str]:
        first, second = (re.escape("".join(sorted({pair[at] for pair in self._by_pair}))) for at in (0, 1))
        return re.compile(f"[{first}](?=[{second}])")

    def every(self, text: str) -> Iterator[tuple[int, str, Value]]:
        """Where each word begins, from left to right, of those that begin together the longest first."""
        words = self._longest_first
        for match in self._pair.finditer(text):
            at = match.start()
            for word, value in words.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    yield at, word, value

    def longest(self, text: str) -> Iterator[tuple[int, str, Value]]:
        """From left to right the longest word at each place, none that begins inside the one before."""
        end = 0
        for at, word, value in self.every(text):
            if at >= end:
                end = at + len(word)
                yield at, word, value


class Endings(Lexicon[Value]):
    """Words looked up by their last two characters: those of posts and organs begin in many ways and end alike."""

    _PAIR = slice(-2, None)

    @cached_property
    def _sizes(self) -> dict[str, tuple[int, ...]]:
        """How long the words of a pair are, the longest first: of many words there are few lengths to try."""
        return {pair: tuple(sorted(set(map(len, words)), reverse=True)) for pair, words in self._by_pair.items()}

    def every(self, text: str) -> Iterator[tuple[int, str, Value]]:
        found = [(end - len(word), word, value) for end, word, value in self.ending(text)]
        return iter(sorted(found, key=lambda one: (one[0], -len(one[1]))))

    def ending(self, text: str) -> Iterator[tuple[int, str, Value]]:
        """Where each word ends, from left to right, of those that end together the longest first."""
        words, sizes = self._by_pair, self._sizes
        for match in self._pair.finditer(text):
            end = match.start() + 2
            pair = text[end - 2 : end]
            for size in sizes.get(pair, ()):
                word = text[end - size : end] if size <= end else ""
                if word in words[pair]:
                    yield end, word, words[pair][word]
