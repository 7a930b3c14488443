"""Answers kept while one page is read: many states of a search ask the same of the same drafts."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

MOST = 128
"""What is asked of a block is asked no more some blocks later; more answers would not stay in the processor's cache."""

_ASKED: list[_lru_cache_wrapper[Any]] = []


def asked_again(function: Callable[P, T]) -> Callable[P, T]:
    """The function, which answers the same question once a page; drafts and layouts are the same by identity."""
    asked = lru_cache(maxsize=MOST)(function)
    _ASKED.append(asked)
    return cast("Callable[P, T]", asked)


def forget() -> None:
    """Lets go of a page: what was asked of it holds its text."""
    for asked in _ASKED:
        asked.cache_clear()
