"""Regular expressions that are compiled when first asked: most of a start-up went into patterns no page had met yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, AnyStr, cast


class _Uncompiled:
    """Stands for a pattern until it is asked something, then answers with that pattern's own methods."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """What is not here yet; a method is kept, so that it is looked up once: no call goes through this one again."""
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of `re.compile`, compiled at its first use: a class of Chinese characters costs a millisecond."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(pattern, flags))


def places(text: str, words: str) -> Iterator[int]:
    """Where the words begin in the text, none inside the one before: a pattern for them takes longer to compile."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def begun(pattern: re.Pattern[str], text: str, begins: Iterable[int]) -> Iterator[re.Match[str]]:
    """What the pattern finds where it may begin, none inside the one before, where places are found faster than it."""
    end = 0
    for begin in begins:
        if begin >= end and (match := pattern.match(text, begin)):
            yield match
            end = match.end()


def ending(words: Iterable[str]) -> Callable[[str, int], str]:
    """What tells the word that ends at a place of a text, of several the first one given; "" for none."""
    by_last: dict[str, list[str]] = {}
    for word in words:
        by_last.setdefault(word[-1], []).append(word)

    def at(text: str, end: int) -> str:
        for word in by_last.get(text[end - 1 : end], ()):
            if text.endswith(word, 0, end):
                return word
        return ""

    return at


def choice(words: Iterable[str], *, after: Mapping[str, str] | None = None) -> str:
    """A pattern for one of the words, a longer one first, each with what `after` says must hold behind it.

    Words share the characters they begin with: side by side, each of a hundred would be tried at each place.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return _branches([(word, (after or {}).get(word, "")) for word in ordered])


def _branches(ends: list[tuple[str, str]]) -> str:
    """Ends of words, each with what holds behind it; of several with one first character what follows that."""
    if len(ends) == 1:
        return re.escape(ends[0][0]) + ends[0][1]
    rests: dict[str, list[tuple[str, str]]] = {}
    for end, after in ends:
        rests.setdefault(end[:1], []).append((end[1:], after))
    return "|".join(re.escape(first) + _grouped(_branches(more), len(more)) for first, more in rests.items())


def _grouped(pattern: str, count: int) -> str:
    return f"(?:{pattern})" if count > 1 else pattern


def opening(words: Iterable[str]) -> str:
    """A look at the first two characters of what may follow: at most places of a text it says that no word does.

    To stand before what is no plain choice of words, where the search would try each of them at each place.
    """
    starts = {word[:2] for word in words}
    alone, pairs = {start for start in starts if len(start) == 1}, {start for start in starts if len(start) == 2}
    looks = [_one_of(alone)] if alone else []
    if pairs:
        looks.append(_one_of({pair[0] for pair in pairs}) + _one_of({pair[1] for pair in pairs}))
    return f"(?={'|'.join(looks)})"


def _one_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"
