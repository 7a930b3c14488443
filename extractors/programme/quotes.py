"""Quotation spans: nested ones, and those whose opening or closing mark the print or the OCR lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

from extractors.document import Span
from extractors.patterns import regex

CLOSING = {"“": "”", "‘": "’"}
OPENING = {close: mark for mark, close in CLOSING.items()}
MARK = regex(r"[“”‘’]")
CURLY = str.maketrans("「」『』﹁﹂﹃﹄〝〞", "“”‘’“”‘’“”")
OTHER_MARK = regex("[「」『』﹁﹂﹃﹄〝〞]")
LINE_BREAK = regex(r"\s*\n\s*")
BOUNDARY = regex(r"[,，。!！?？;；:：、\n“”‘’《》]")
SENTENCE = regex(r"[,，。!！?？;；:：\n]")
LONGEST_NAME = 40  # of a quote that holds a name and not speech
TORN = 16  # how far a name may reach whose other mark is lost


class Quote(NamedTuple):
    """A quoted stretch; `outer` takes in the marks that are printed. A tuple, as all are sorted."""

    outer: Span
    inner: Span
    depth: int  # 1 for a quote in plain text, 2 inside another
    whole: bool = True  # both marks are printed

    def printed(self, text: str) -> str:
        """What stands between the marks, without the line breaks inside."""
        words = text[self.inner.begin : self.inner.end]
        return LINE_BREAK.sub("", words) if "\n" in words else words


def curly(text: str) -> str:
    """The text with all quotation marks as “ ” ‘ ’, each where it stood: 「」『』, and straight ones by turns."""
    text = text.translate(CURLY) if OTHER_MARK.search(text) else text  # to look is cheaper by far
    if '"' not in text:
        return text
    paragraphs = text.split("\n")
    return "\n".join(_turned(paragraph) if '"' in paragraph else paragraph for paragraph in paragraphs)


def _turned(paragraph: str) -> str:
    pieces = paragraph.split('"')
    return "".join(piece + mark for piece, mark in zip(pieces, cycle("“”"), strict=False))[:-1]


def quotes(text: str) -> tuple[Quote, ...]:
    """All quotations of a text with curly marks, in text order, outer before inner."""
    return tuple(sorted(_quotes(text)))


def _quotes(text: str) -> Iterator[Quote]:
    stack: list[tuple[str, int]] = []
    for mark, at in ((found[0], found.start()) for found in MARK.finditer(text)):
        if mark in CLOSING:
            if _open_already(text, stack, mark, at):
                if _closes(text, stack, mark, at):  # “红色驿站“服务阵地: the second mark is a misread closing one
                    yield from _close(text, stack, mark, at)
                    continue
                yield from _abandon(text, stack, mark, at)
            stack.append((mark, at))
        elif any(open_mark == OPENING[mark] for open_mark, _ in stack):
            yield from _close(text, stack, OPENING[mark], at)
        elif stack and not BOUNDARY.search(text, stack[-1][1] + 1, at):  # “红色驿站’: a misread mark
            yield from _close(text, stack, stack[-1][0], at)
        else:
            yield from _headless(text, at, len(stack) + 1)
    if stack:
        yield from _abandon(text, stack, stack[0][0], len(text))


def _open_already(text: str, stack: list[tuple[str, int]], mark: str, at: int) -> bool:
    """The same mark is open: right before, or further out and in another paragraph; “ ‘ “ ” ’ ” is right nesting."""
    starts = [start for open_mark, start in stack if open_mark == mark]
    return bool(starts) and (stack[-1][0] == mark or "\n" in text[starts[-1] : at])


def _closes(text: str, stack: list[tuple[str, int]], mark: str, at: int) -> bool:
    """A second opening mark after a short run without punctuation stands for the closing one."""
    open_mark, start = stack[-1]
    held = text[start + 1 : at]
    following = MARK.search(text, at + 1)
    if open_mark != mark or not 2 <= len(held) <= TORN or SENTENCE.search(held):
        return False
    return following is None or following[0] != CLOSING[mark]


def _close(text: str, stack: list[tuple[str, int]], mark: str, at: int) -> Iterator[Quote]:
    while True:
        open_mark, start = stack.pop()
        if open_mark == mark:
            break
        yield from _tailless(text, start, at, len(stack) + 1)
    if start + 1 < at:
        yield Quote(Span(start, at + 1), Span(start + 1, at), len(stack) + 1)


def _abandon(text: str, stack: list[tuple[str, int]], mark: str, at: int) -> Iterator[Quote]:
    """Takes unclosed marks off the stack: speech over several paragraphs opens each and closes the last."""
    while any(open_mark == mark for open_mark, _ in stack):
        _, start = stack.pop()
        yield from _tailless(text, start, at, len(stack) + 1)


def _tailless(text: str, start: int, limit: int, depth: int) -> Iterator[Quote]:
    stop = BOUNDARY.search(text, start + 1)
    end = min(limit, stop.start() if stop else limit)
    if start + 1 < end <= start + 1 + TORN and text[end : end + 1] not in CLOSING:
        yield Quote(Span(start, end), Span(start + 1, end), depth, whole=False)


def _headless(text: str, at: int, depth: int) -> Iterator[Quote]:
    if at and text[at - 1].isascii() and text[at - 1].isalpha():  # an apostrophe
        return
    begin = max((found.end() for found in BOUNDARY.finditer(text, max(0, at - TORN), at)), default=-1)
    if 0 <= begin < at:
        yield Quote(Span(begin, at + 1), Span(begin, at), depth, whole=False)
