"""Where the words of a table stand in a text.

By a word's first two characters, and not by an automaton: one that branches a thousand ways at its root takes four
times as long for Chinese text, as it looks through its branches at nearly every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Lexicon(Generic[Value]):
    """Words of two characters or more, each with what it stands for."""

    def __init__(self, words: Iterable[tuple[str, Value]]) -> None:
        """Of a word said twice the last value holds. Raises ValueError for one of less than two characters."""
        self._by_start: dict[str, dict[str, Value]] = {}
        for word, value in words:
            if len(word) < 2:
                raise ValueError(f"too short for a lexicon: {word!r}")
            self._by_start.setdefault(word[:2], {})[word] = value

    @cached_property
    def _longest_first(self) -> dict[str, tuple[tuple[str, Value], ...]]:
        return {
            start: tuple(sorted(words.items(), key=lambda word: -len(word[0])))
            for start, words in self._by_start.items()
        }

    @cached_property
    def _start(self) -> re.Pattern[str]:
        first, second = (re.escape("".join(sorted({start[at] for start in self._by_start}))) for at in (0, 1))
        return re.compile(f"[{first}](?=[{second}])")

    def every(self, text: str) -> Iterator[tuple[int, str, Value]]:
        """Where each word begins, from left to right, of those that begin together the longest first."""
        words = self._longest_first
        for match in self._start.finditer(text):
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
