"""A page cut into blocks: runs of a line, each with what it looks like by itself, before anything is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractors import bylines
from extractors.bylines import MARKS as MARKS
from extractors.bylines import Credits
from extractors.document import Page, Span
from ontology import tables

LOOKS = ("rule", "column", "heading", "short", "subtitle", "byline", "credit", "source", "item", "body", "furniture")
"""What a block looks like; `short` may be a title, a subhead or a paragraph's cut beginning."""


class Column(NamedTuple):
    name: str
    kind: str


def bare(text: str) -> str:
    """A column head without marks, spaces, quotation marks and number: 代表委员“零距离” -> 代表委员零距离."""
    return re.sub(r"[^0-9A-Za-z㐀-鿿]", "", re.sub(r"[①-⑳㈠-㈩]|[(][一二三四五六七八九十\d]+[)]$", "", text))


COLUMNS = {row.name: row.kind for row in tables.read("columns", Column)}


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the page inside one line."""

    span: Span  # without marks of layout around it
    look: str
    gap: int  # empty lines before it
    mark: str = ""  # what stood before it: ◎ # - ◆ ★
    credits: Credits | None = None
    after: bool = False  # stands in the line of the block before it


FOLDED = (
    {0xFF01 + n: 0x21 + n for n in range(94)}
    | {0x3000: 0x20}
    | dict(zip(map(ord, "報記訊電員攝圖來評論發"), map(ord, "报记讯电员摄图来评论发"), strict=True))
)


def folded(text: str) -> str:
    """The text at its length with full-width forms made ASCII and the words of traditional bylines made simple."""
    return text.translate(FOLDED)


LINE = re.compile(r"[^\n]+")
LAYOUT = re.compile(r"(?:[#>\s ​﻿*_]|-\s|[+]\s)*")  # "## ", "- ★", "**", full-width spaces
RULE = re.compile(r"\s*(?:[-=_*—~·.。#+※━─]\s?){3,}\s*")
ITEM = re.compile(r"[◆★▲●■◇☆▶►]\s*")
COLUMN_MARK = re.compile(r"[◎●■◆▲【\[〖□○◇]")
SOURCE = re.compile(
    r"""
    [(]?\s* (?: (?:资料|稿件|图片|文章)?来源 | [摘转选]自 | 原载 | 资料图片
      | (?:本报)?综合 | 据[^。]{2,12}(?:报道|消息) )
    [^。]{0,30} [)]?
    """,
    re.VERBOSE,
)
FURNITURE = re.compile(
    r"(?:本版|责任|责|版面|执行|值班|美术)?(?:编辑|责编|主编|校对|美编|版式|制图|排版|策划|终审|编审|统筹|设计)[:\s/].{0,60}"
    r"|(?:第\s*)?[A-Z]?\d{1,2}\s*版(?:[:\s].{0,12})?|\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期.)?.{0,12}"
    r"|(?:电话|热线|邮箱|E-?mail|网址|投稿)[:].{0,60}",
    re.IGNORECASE,
)
END_CREDIT = re.compile(r"(?<=[。!?”\s]) *(?P<credit>(?:[(][^()\n]{2,40}[)]|[^。!?”\n]{2,40}))\s*$")
CLOSED = re.compile(r"[。!?…;]['\"”’」』)】》]*$|[。!?…][”’」』)]+$")
TITLE_LENGTH = 40


def blocks(page: Page) -> tuple[Block, ...]:
    """The page's blocks in page order."""
    text = folded(page.text)
    found: list[Block] = []
    end = 0
    for match in LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        gap = max(0, text.count("\n", end, match.start()) - 1)
        end = match.end()
        found += _line(text, match.start(), line, gap)
    return tuple(found)


def _line(page: str, offset: int, line: str, gap: int) -> Iterator[Block]:
    if RULE.fullmatch(line):
        yield Block(_strip(page, offset, offset + len(line)) or Span(offset, offset + len(line)), "rule", gap)
        return
    lead = LAYOUT.match(line)
    begin = lead.end() if lead else 0
    span = _strip(page, offset + begin, offset + len(line))
    if span is None:
        return
    heading = line.lstrip().startswith("#")
    text = page[span.begin : span.end]
    look, credits = _whole(text)
    mark = text[0] if text[0] in MARKS or text[0] in "【[〖" else ""
    if look:
        inner = _unmark(page, span) if look in ("column", "byline") else span
        if credits is not None:
            inner = span
        yield Block(inner, look, gap, mark, credits)
        return
    yield from _split(page, span, gap, heading=heading)


def _strip(page: str, begin: int, end: int) -> Span | None:
    """The span without white space and Markdown emphasis around it."""
    text = page
    junk = "*_ \t\r\f\v ​﻿"
    while begin < end and (text[begin] in junk or text[begin].isspace()):
        begin += 1
    while begin < end and (text[end - 1] in junk or text[end - 1].isspace()):
        end -= 1
    return Span(begin, end) if begin < end else None


def _unmark(page: str, span: Span) -> Span:
    text = page[span.begin : span.end]
    begin = len(text) - len(text.lstrip(MARKS + "【[〖 "))
    end = len(text.rstrip(MARKS + "】]〗 ①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"))
    return Span(span.begin + begin, span.begin + end) if begin < end else span


def _whole(text: str) -> tuple[str, Credits | None]:
    """The look of a line that is one thing by its pattern alone; "" for none."""
    if bare(text) in COLUMNS and len(text) < 24:
        return "column", None
    core = text.lstrip(MARKS + " (").rstrip(") ")
    if len(text) <= 80 and text[0] not in "★◆" and not text.endswith(":"):
        marked = text[0] in MARKS or text[0] in "("
        credits = bylines.read_names(core, otherwise="correspondent") if len(core) >= 2 else None
        if credits is not None and (credits.said or (marked and len(core) <= 9)):
            return ("credit" if all(r == "photographer" for _, r, _, _ in credits.names) else "byline"), credits
    if SOURCE.fullmatch(text) and len(text) < 40:
        return "source", None
    if FURNITURE.fullmatch(text):
        return "furniture", None
    if text.startswith(("——", "--", "—")) and len(text) <= 60:
        return "subtitle", None
    if COLUMN_MARK.match(text) and len(text) <= 14 and not re.search(r"[。!?,;]", text):
        return "column", None
    return "", None


def _split(page: str, span: Span, gap: int, *, heading: bool) -> Iterator[Block]:
    """A line of text with what stands at its ends: item mark, dateline with reporters, credit, byline, source."""
    text = page[span.begin : span.end]
    mark = ITEM.match(text)
    begin = span.begin + (mark.end() if mark else 0)
    tail: Block | None = None
    end_match = END_CREDIT.search(text[-60:])
    end = span.end
    if end_match and len(text) > 30:
        at = span.end - len(text[-60:]) + end_match.start("credit")
        run = page[at : span.end]
        core = run.lstrip("(").rstrip(")")
        credits = bylines.read_names(core, otherwise="correspondent")
        if credits is not None and (credits.said or run[0] in "("):
            photo = all(r == "photographer" for _, r, _, _ in credits.names)
            tail = Block(Span(at, span.end), "credit" if photo else "byline", 0, "", credits, after=True)
        elif run[0] in "(" and SOURCE.fullmatch(run):
            tail = Block(Span(at, span.end), "source", 0, after=True)
        if tail:
            end = at
    head: Block | None = None
    dateline = bylines.DATELINE.match(page[begin:end][:100])
    if dateline:
        names = dateline["names"]
        credits = bylines.read_names(names, otherwise="reporter") if names else None
        if names is None or credits is not None:
            at = begin + dateline.end()
            if credits is not None:
                spot = Span(begin + dateline.start("names"), begin + dateline.end("names"))
                head = Block(spot, "byline", gap, "", credits)
            begin = at
    body = _strip(page, begin, end)
    if head:
        yield head
    if body:
        words = page[body.begin : body.end]
        look = "body"
        if mark:
            look = "item"
        elif heading:
            look = "heading"
        elif not head and len(words) <= TITLE_LENGTH and not re.search(r"[。;]$|。", words):
            look = "short"
        yield Block(body, look, gap if not head else 0, text[0] if mark else "", after=head is not None)
    if tail:
        yield tail
