"""Page texts around a quote, and texts with what is named in them marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.inputs import DIGEST_DIGITS

FURTHEST = 90  # code points of a sentence shown on either side of a quote
SENTENCE_END = re.compile(r"[。!?!?][”’」』)]*|\n")
SENTENCE_ENDED = re.compile(rf"(?:{SENTENCE_END.pattern})\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in its sentence; cut sides end in an ellipsis."""

    before: str
    quote: str
    after: str


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
    """A piece of text; `mark` where it names something."""

    text: str
    mark: Mark | None


class Texts:
    """The page texts that a build wrote, by digest; "" for one that is not there."""

    def __init__(self, folder: Path) -> None:
        self.of = lru_cache(maxsize=64)(self._read)
        self.folder = folder

    def _read(self, digest: str) -> str:
        file = self.folder / f"{digest[:DIGEST_DIGITS]}.txt"
        return file.read_bytes().decode("utf8") if digest.isalnum() and file.is_file() else ""


def passage(text: str, begin: int, end: int, *, quote: str = "") -> Passage:
    """The words at the offsets with the rest of their sentence; the quote alone without the page's text."""
    if not text:
        return Passage("", quote, "")
    ends = [match.end() for match in SENTENCE_END.finditer(text, max(0, begin - FURTHEST), begin)]
    start = ends[-1] if ends else max(0, begin - FURTHEST)
    ended = SENTENCE_ENDED.search(text, begin, end)
    stop = SENTENCE_END.search(text, ended.start() if ended else end, end + FURTHEST)
    finish = stop.end() if stop else min(len(text), end + FURTHEST)
    before = ("…" if not ends and start > 0 else "") + _line(text[start:begin])
    after = _line(text[end:finish]) + ("…" if not stop and finish < len(text) else "")
    return Passage(before, _line(text[begin:end]), after)


def _line(text: str) -> str:
    """On one line: OCR breaks lines where the column ends, between characters."""
    return re.sub(r"\s*\n\s*", "", text)


def runs(text: str, begin: int, end: int, marks: Iterable[Mark]) -> Iterator[Run]:
    """text[begin:end] cut at the marks inside it; of marks that overlap the first and longest counts."""
    at = begin
    for mark in sorted(marks, key=lambda mark: (mark.begin, -mark.end, mark.iri)):
        if mark.begin < at or mark.end > end:
            continue
        if mark.begin > at:
            yield Run(text[at : mark.begin], None)
        yield Run(text[mark.begin : mark.end], mark)
        at = mark.end
    if at < end:
        yield Run(text[at:end], None)
