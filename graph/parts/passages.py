"""Words of a page in their sentences, the words themselves marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

FURTHEST = 90  # code points of a sentence shown on either side of the words
SENTENCE_END = re.compile(r"[。！？!?][”’」』)）]*|\n")
SENTENCE_ENDED = re.compile(rf"(?:{SENTENCE_END.pattern})\Z")

Piece = tuple[str, bool]
"""Text, and whether it is of the words."""


@dataclass(frozen=True, slots=True)
class Window:
    """The sentence around some words, as far as it is shown."""

    begin: int
    end: int
    cut_before: bool
    cut_after: bool


def passages(text: str, spans: Iterable[tuple[int, int]]) -> list[list[Piece]]:
    """The sentences that hold the spans, in the order of the page; spans of one sentence in it together."""
    found: list[tuple[Window, list[tuple[int, int]]]] = []
    for begin, end in sorted(spans):
        window = _window(text, begin, end)
        if found and window.begin < found[-1][0].end:
            last, held = found[-1]
            found[-1] = Window(last.begin, max(last.end, window.end), last.cut_before, window.cut_after), held
            held.append((begin, end))
        else:
            found.append((window, [(begin, end)]))
    return [_pieces(text, window, held) for window, held in found]


def _window(text: str, begin: int, end: int) -> Window:
    ends = [match.end() for match in SENTENCE_END.finditer(text, max(0, begin - FURTHEST), begin)]
    start = ends[-1] if ends else max(0, begin - FURTHEST)
    ended = SENTENCE_ENDED.search(text, begin, end)
    stop = SENTENCE_END.search(text, ended.start() if ended else end, end + FURTHEST)
    finish = stop.end() if stop else min(len(text), end + FURTHEST)
    return Window(start, finish, not ends and start > 0, not stop and finish < len(text))


def _pieces(text: str, window: Window, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = [("…", False)] if window.cut_before else []
    at = window.begin
    for begin, end in spans:
        if end <= at:
            continue
        pieces += [(one_line(text[at:begin]), False), (one_line(text[max(at, begin) : end]), True)]
        at = end
    pieces.append((one_line(text[at : window.end]) + ("…" if window.cut_after else ""), False))
    return [piece for piece in pieces if piece[0]]


def one_line(text: str) -> str:
    """On one line: OCR breaks lines where the column ends, between characters."""
    return re.sub(r"\s*\n\s*", "", text)
