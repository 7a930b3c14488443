"""Where words begin and end, by jieba: used on clauses where a name's edge is in question, not on whole pages."""

from __future__ import annotations

import os
import tempfile
from functools import cache, lru_cache
from math import inf, log
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.patterns import regex

if TYPE_CHECKING:
    from jieba import Tokenizer, posseg

CHINESE = regex(r"[一-\u9fd5]+")
UNKNOWN = 0.5  # how often the dictionary would have counted a character it does not have


@cache
def _tokenizer() -> Tokenizer:
    """A tokenizer whose cache lies in a folder of the user's own.

    By default jieba unmarshals whatever lies under a known name in the shared temporary folder.
    """
    import jieba  # with its dictionary, for the first clause that needs it

    tokenizer = jieba.Tokenizer()
    jieba.setLogLevel(60)
    own = _cache_folder()
    if own is not None:
        tokenizer.tmp_dir = str(own)
        tokenizer.initialize()
        return tokenizer
    with tempfile.TemporaryDirectory(prefix="yizhan-jieba-") as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    return tokenizer


def _cache_folder() -> Path | None:
    """A folder that only this user can enter, made where need be; None where there can be none."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "yizhan"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    ours = state.st_uid == os.getuid() and not state.st_mode & 0o022
    return folder if ours and os.access(folder, os.W_OK) else None


@cache
def tagger() -> posseg.POSTokenizer:
    """jieba's part-of-speech tagger over our own dictionary; its tables cost more to read than all else."""
    from jieba import posseg

    tagger = posseg.POSTokenizer.__new__(posseg.POSTokenizer)  # made anew it would read the dictionary a second time
    vars(tagger).update(tokenizer=_tokenizer(), word_tag_tab=posseg.dt.word_tag_tab)
    return tagger


@lru_cache(maxsize=65536)
def cut(text: str) -> tuple[str, ...]:
    """The words of a clause, dictionary only: 群众, 广场 stay whole, unknown names fall into characters."""
    return _likeliest(text) if CHINESE.fullmatch(text) else tuple(_tokenizer().cut(text, HMM=False))


def _likeliest(text: str) -> tuple[str, ...]:
    """What jieba's own `cut` gives for Chinese characters alone, in half the time: most windows are nothing else."""
    counts, of_all = _tokenizer().FREQ, _of_all()
    sums = [0.0] * (len(text) + 1)  # of the best words from each place on
    ends = list(range(1, len(text) + 1))
    for begin in range(len(text) - 1, -1, -1):
        best, end = -inf, begin + 1
        while end <= len(text) and (count := counts.get(text[begin:end])) is not None:
            if count and (found := log(count) - of_all + sums[end]) >= best:
                best, ends[begin] = found, end
            end += 1
        sums[begin] = best if best > -inf else sums[begin + 1] - of_all
    words, begin = [], 0
    while begin < len(text):
        words.append(text[begin : ends[begin]])
        begin = ends[begin]
    return tuple(words)


@lru_cache(maxsize=65536)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a clause with jieba's part-of-speech flags (nr, ns, v ...)."""
    return tuple((pair.word, pair.flag) for pair in tagger().cut(text))


@lru_cache(maxsize=65536)
def flag(word: str) -> str:
    """The part-of-speech flag of a word's first word."""
    return tagged(word)[0][1]


@cache
def _kinds() -> dict[str, str]:
    """The part-of-speech flags of the words of the dictionary."""
    kinds: dict[str, str] = tagger().word_tag_tab
    return kinds


@cache
def _of_all() -> float:
    return log(_tokenizer().total)


def weight(word: str) -> float | None:
    """The share of a word among all as a logarithm; None for what is no word."""
    count = frequency(word)
    return log(count or UNKNOWN) - _of_all() if count or len(word) == 1 else None


def is_person(word: str) -> bool:
    """Whether the dictionary calls a word a person's name; it calls everyday words so too (罗汉果)."""
    return _kinds().get(word, "").startswith("nr")


def begins(word: str) -> bool:
    """Whether a word of the dictionary is this one or begins with it."""
    return word in _tokenizer().FREQ


def frequency(word: str) -> int:
    """How often jieba's dictionary counted the word; 0 for one it does not have."""
    return _tokenizer().FREQ.get(word, 0) or 0
