"""How names sound, for a search box that takes letters: a table of characters and the names that read otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from pypinyin import lazy_pinyin


def sounds(names: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """(character -> syllable, name -> syllables where they are not those of its characters one by one).

    >>> sounds(["红色驿站"])
    ({'红': 'hong', '色': 'se', '驿': 'yi', '站': 'zhan'}, {})
    """
    single: dict[str, str] = {}
    special: dict[str, str] = {}
    for name in sorted(set(names)):
        han = [char for char in name if char > "\u2e7f"]
        for char in han:
            if char not in single:
                single[char] = lazy_pinyin(char)[0]
        together = lazy_pinyin("".join(han))
        if together != [single[char] for char in han]:
            special[name] = " ".join(together)
    readable = {char: sound for char, sound in single.items() if sound != char}
    return readable, special
