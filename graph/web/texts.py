"""The texts of a build's pages, and texts cut where something is named or quoted in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from graph.inputs import DIGEST_DIGITS


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a page that names a thing."""

    begin: int
    end: int
    iri: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `mark` where it names something, `quoted` where it is of the words looked for."""

    text: str
    mark: Mark | None
    quoted: bool = False


class Texts:
    """The page texts that a build wrote, by digest; "" for one that is not there."""

    def __init__(self, folder: Path) -> None:
        self.of = lru_cache(maxsize=64)(self._read)
        self.folder = folder

    def _read(self, digest: str) -> str:
        file = self.folder / f"{digest[:DIGEST_DIGITS]}.txt"
        return file.read_bytes().decode("utf8") if digest.isalnum() and file.is_file() else ""


def runs(
    text: str, begin: int, end: int, marks: Iterable[Mark], quoted: Sequence[tuple[int, int]] = ()
) -> Iterator[Run]:
    """text[begin:end] cut at the marks inside it; of marks that overlap the first and longest counts."""
    at = begin
    for mark in sorted(marks, key=lambda mark: (mark.begin, -mark.end, mark.iri)):
        if mark.begin < at or mark.end > end:
            continue
        yield from _cut(text, at, mark.begin, None, quoted)
        yield from _cut(text, mark.begin, mark.end, mark, quoted)
        at = mark.end
    yield from _cut(text, at, end, None, quoted)


def _cut(text: str, begin: int, end: int, mark: Mark | None, quoted: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """text[begin:end] cut where the quoted words begin and end."""
    edges = sorted({begin, end, *(edge for span in quoted for edge in span if begin < edge < end)})
    for left, right in pairwise(edges):
        yield Run(text[left:right], mark, any(first <= left and right <= last for first, last in quoted))
