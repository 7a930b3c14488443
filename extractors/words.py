"""Where words begin and end, by jieba: used on clauses where a name's edge is in question, not on whole pages."""

from __future__ import annotations

import tempfile
from functools import cache, lru_cache

import jieba
from jieba import posseg


@cache
def _tokenizer() -> jieba.Tokenizer:
    """A tokenizer with a cache of its own: jieba would unmarshal whatever lies in the shared temporary folder."""
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="yizhan-jieba-") as folder:
        tokenizer.tmp_dir = folder
        jieba.setLogLevel(60)
        tokenizer.initialize()
    return tokenizer


@cache
def _tagger() -> posseg.POSTokenizer:
    return posseg.POSTokenizer(_tokenizer())


@lru_cache(maxsize=65536)
def cut(text: str) -> tuple[str, ...]:
    """The words of a clause, dictionary only: 群众, 广场 stay whole, unknown names fall into characters."""
    return tuple(_tokenizer().cut(text, HMM=False))


@lru_cache(maxsize=65536)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a clause with jieba's part-of-speech flags (nr, ns, v ...)."""
    return tuple((pair.word, pair.flag) for pair in _tagger().cut(text))


def flag(word: str) -> str:
    """The part-of-speech flag of a word's first word."""
    return tagged(word)[0][1]


def frequency(word: str) -> int:
    """How often jieba's dictionary counted the word; 0 for one it does not have."""
    return _tokenizer().FREQ.get(word, 0) or 0
