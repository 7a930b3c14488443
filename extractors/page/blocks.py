"""A page cut into blocks: runs of a line, each with what it looks like by itself, before anything is put together.

Everything is read from the *folded* page (full-width forms made ASCII), as long as the page: offsets hold for both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.document import Span
from extractors.page import bylines, site_lines
from extractors.page.bylines import Credits
from extractors.page.column_names import CIRCLED, SERIES
from extractors.patterns import regex
from ontology import tables


class Column(NamedTuple):
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the page inside one line."""

    span: Span  # without the marks of layout around it
    look: str  # column, heading, short, subtitle, byline, credit, source, item, body, furniture or rule
    gap: int  # empty lines before it
    mark: str = ""  # what stood before it: ◎ ◆ ★ ##
    credits: Credits | None = None
    after: bool = False  # stands in the line of the block before it
    fresh: bool = False  # a dateline opens it: 本报讯
    numbered: bool = False  # a circled number ends the line: 大抓基层①


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    gap: int
    full: bool = False  # breaks because the printed column ends, not because the paragraph does


ASCII = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20, 0x2015: 0x2014, 0x2500: 0x2014}
SIMPLE = dict(zip(map(ord, "報記訊電員攝圖來評論發"), map(ord, "报记讯电员摄图来评论发"), strict=True))
FOLDED = ASCII | SIMPLE

MARKS = bylines.MARKS + "【[〖"
BLANK = " \t\r\f\v\u200b\ufeff*_"
TITLE_LENGTH = 40
LONGEST_PEN_NAME = 3

LINE = regex(r"[^\n]+")
TAG = regex(r"</?[A-Za-z][^<>\n]{0,200}>|&nbsp;|!\[[^\[\]\n]{0,80}\]\([^()\n]{0,200}\)")  # <br>, ![](photo.png)
LAYOUT = regex(r"[#>\s\u200b\ufeff*_]*(?:[-+]\s+)?[\s*_]*")  # "## ", "- ★", "**"
RULE = regex(r"\s*(?:[-=_*—~·.#+※━]\s?){3,}\s*")
ITEM = regex(r"[◆★▲●■◇☆▶►]\s*")
NOT_IN_A_NAME = regex(r"[^0-9A-Za-z\u3400-\u9fff]")
SOURCE = regex(
    r"""
    [(]?\s* (?:上接|下转|紧接|详见) 第?.{1,6}版 [)]?                                # (下转第3版)
    | 《[^《》]{2,10}[报刊]》 \s* [(] \d{4}年 .{4,20} [)]                   # 《某某日报》(2023年9月15日 第13版)
    | [(]?\s* (?: (?:资料|稿件|图片|文章)?来源 | [摘转选]自 | 原载 | 资料图片 | (?:本报)?综合[:\s]
      | 据[^。]{2,12}(?:报道|消息)[)]?$ ) [^。]{0,30} [)]?
    | [(] [^()。]{2,30} (?: 供稿 | 供图 | 提供 | 整理 | 综合 ) [)]                        # (县委组织部供稿)
    """,
    re.VERBOSE,
)
FURNITURE = regex(
    r"""
      (?:本版|责任|责|版面|执行|值班|美术)?
      (?:编辑|责编|主编|校对|美编|版式|制图|排版|策划|终审|编审|统筹|设计) [:\s/] .{0,60}
    | (?:第\s*)? [A-Z]?\d{1,2}\s*版 (?:[:\s].{0,12})?                              # 第5版
    | (?:[^\s。,]{2,12}\s+)? \d{4}年\d{1,2}月\d{1,2}日 \s* (?:星期.)?              # 内蒙古日报 2024年10月15日 星期二
      (?: .{0,16} | .{0,12}[:/] .{0,70} )
    | 公益广告 | 广\s?告
    | (?: [A-Z]\d{1,2} | 0\d | \d{2}(?=[\s|·]) ) \s* [|·]? \s* [一-鿿]{2,6}                # 03 党建周刊, not 39名党员
    | (?:电话|热线|邮箱|E-?mail|网址|投稿) [:] .{0,60}
    """,
    re.VERBOSE | re.IGNORECASE,
)
ENDING = regex(r"(?<=[。!?”\s])\s*(?P<run>[(][^()]{2,40}[)]|[^。!?”]{2,40})$")  # …换新颜。 韩志祺 宋军宝 摄
NOTE = regex(r"[【(]?(?:编者按|编者的话|开栏的话|开栏语|编辑手记)")  # opens the article or the series below it
HEAD_AND_BYLINE = regex(r"(?P<head>\S.{3,40}?)\s*(?P<byline>[□■●○◎]\s*\S.*|(?<=\s)(?:本报)?(?:记者|通讯员)\s.*)")
COLUMN_AND_HEAD = regex(r"(?P<column>[◎●■◆【\[〖]?[^\s\]】〗|:]{2,10}[\]】〗]?)[\s|:]+(?P<head>\S.{4,40})")
BOXED_AND_HEAD = regex(
    r"(?P<column>【[^【】讯电]{3,12}】)\s*[^\s【】◆★][^【】]{4,40}"
)  # 【乡村振兴看石桥】果窖里的甜日子


def bare(text: str) -> str:
    """A column head without marks, spaces, quotation marks and number: 代表委员“零距离” -> 代表委员零距离."""
    return NOT_IN_A_NAME.sub("", SERIES.sub("", text))


COLUMNS = {row.name: row.kind for row in tables.read("columns", Column) if row.name[0] != "*"}
ENDINGS = {row.name[1:]: row.kind for row in tables.read("columns", Column) if row.name[0] == "*"}


def announces(text: str) -> str:
    """The kind of piece a column head holds: photo, brief, study, commentary, report; "" when it is not known."""
    name = bare(text)
    return COLUMNS.get(name) or next((kind for end, kind in ENDINGS.items() if name.endswith(end)), "")


def is_column(text: str) -> bool:
    """Whether a line is a column head by its words: a known one, or 莫干时评, 某县简讯."""
    name = bare(text)
    return name in COLUMNS or (len(name) <= 6 and name.endswith(tuple(ENDINGS)))


def folded(text: str) -> str:
    """The text, no longer and no shorter: full-width forms made ASCII, old bylines simplified, tags made blank."""
    return TAG.sub(lambda found: " " * len(found.group()), text.translate(FOLDED))


def blocks(text: str, head: int = -1) -> tuple[Block, ...]:
    """The blocks of a folded page, in page order; a record's head of so many characters has one thing a line."""
    found = [block for line in _lines(text) for block in _line(text, line)]
    return tuple(_given(block) if block.span.end <= head else block for block in _named(text, found))


GIVEN = {"◎": "column", "□": "furniture", "—": "subtitle", "#": "heading"}
"""What a line of a record's head is by its mark; an author without a name, such as an office, signs nothing."""


def _given(block: Block) -> Block:
    if block.look == "byline" and block.mark != "◎":
        return block
    begin = block.span.begin + (block.look == "byline")  # ◎基层·一线 looks like a name behind its mark
    return replace(block, span=Span(begin, block.span.end), look=GIVEN.get(block.mark, "short"), credits=None)


def _named(text: str, found: list[Block]) -> Iterator[Block]:
    """A short line that is a name, between a title and a text, is a byline; so is 摄影报道 without a caption above."""
    for n, block in enumerate(found):
        before = found[n - 1].look if n else ""
        if block.credits and block.credits.shot and block.look == "credit" and before not in ("body", "item"):
            ended = before == "short" and text[found[n - 1].span.end - 1] == "。"
            block = block if ended else replace(block, look="byline")
        between = 0 < n < len(found) - 1 and before in ("short", "heading", "subtitle") and _is_text(found[n + 1])
        if between and block.look == "short" and not block.mark:
            credits = bylines.bare_names(text[block.span.begin : block.span.end])
            if credits:
                block = Block(block.span, "byline", block.gap, "", credits)
        elif between and block.look == "column" and block.mark == "◎":
            block = _pen_name(text, block)
        yield block


def _pen_name(text: str, block: Block) -> Block:
    """◎晓舟 between a title and a text: too short for a column that no table knows."""
    name = text[block.span.begin : block.span.end]
    if len(name) > LONGEST_PEN_NAME or is_column(name) or not name.isalpha():
        return block
    return replace(block, look="byline", credits=Credits(((name, "commentator", 0, len(name)),), said=False))


def _is_text(block: Block) -> bool:
    return block.look in ("body", "furniture") or (
        block.look == "short" and block.span.end - block.span.begin >= TITLE_LENGTH // 2
    )


def _lines(text: str) -> list[_Line]:
    """The lines that are not empty, those that a printed column's width broke marked."""
    found: list[_Line] = []
    end = 0
    for match in LINE.finditer(text):
        span = _strip(text, match.start(), match.end(), " \t\r\f\v\u200b\ufeff")
        if span:
            found.append(_Line(span, max(0, text.count("\n", end, match.start()) - 1)))
            end = match.end()
    return _mark_full(found)


def _mark_full(lines: list[_Line]) -> list[_Line]:
    """Lines of one width without an empty line between them are one paragraph, hard-wrapped."""
    found: list[_Line] = []
    begin = 0
    for n in range(1, len(lines) + 1):
        if n == len(lines) or lines[n].gap:
            found += _mark_run(lines[begin:n])
            begin = n
    return found


def _mark_run(run: list[_Line]) -> list[_Line]:
    lengths = [line.span.end - line.span.begin for line in run]
    width, count = Counter(lengths).most_common(1)[0]
    near = sum(width - 2 <= length <= width + 1 for length in lengths)
    if len(run) < 4 or not 8 <= width <= 60 or count < 2 or 2 * near < len(run):
        return run
    return [
        _Line(line.span, line.gap, full=length >= width - 2 or (n > 0 and lengths[n - 1] >= width - 2))
        for n, (line, length) in enumerate(zip(run, lengths, strict=True))
    ]


def _strip(text: str, begin: int, end: int, blank: str = BLANK) -> Span | None:
    """The span without white space and Markdown emphasis around it."""
    while begin < end and (text[begin] in blank or text[begin].isspace()):
        begin += 1
    while begin < end and (text[end - 1] in blank or text[end - 1].isspace()):
        end -= 1
    return Span(begin, end) if begin < end else None


def _line(text: str, line: _Line) -> Iterator[Block]:
    raw = text[line.span.begin : line.span.end]
    if RULE.fullmatch(raw):
        yield Block(line.span, "rule", line.gap)
        return
    lead = LAYOUT.match(raw)
    span = _strip(text, line.span.begin + (lead.end() if lead else 0), line.span.end)
    if span is None:
        return
    if site := _of_the_site(text, span, line.gap):
        yield from site
        return
    whole = None if line.full else _whole(text, span, line.gap)
    if whole:
        yield whole
    elif (cut := _two_in_one(text, span)) and not line.full:
        for part, look in cut:
            gap = line.gap if part.begin == span.begin else 0
            yield _whole(text, part, gap) or Block(part, look, gap)
    else:
        yield from _text(text, span, line, raw[: len(raw) - len(raw.lstrip("#"))])


def _of_the_site(text: str, span: Span, gap: int) -> list[Block]:
    """The blocks of a line that a website prints about the article, its authors' names apart; none for other lines."""
    run = text[span.begin : span.end]
    if site_lines.is_around(run):
        return [Block(span, "furniture", gap)]
    if not site_lines.is_info(run) or (run[0] == "(" and SOURCE.fullmatch(run)):  # (来源:共产党员网) ends a box
        return []
    begin, end = site_lines.authors(run)
    credits = bylines.read_names(run[begin:end], otherwise="reporter") if end else None
    if not credits:
        return [Block(span, "furniture", gap)]
    return [Block(Span(span.begin + begin, span.begin + end), "byline", gap, "", credits)]


def _whole(text: str, span: Span, gap: int) -> Block | None:
    """The block of a line that is one thing by its pattern alone; None for text."""
    run = text[span.begin : span.end]
    mark = run[0] if run[0] in MARKS else ""
    if len(run) > 90:
        return None
    if len(run) < 24 and (is_column(run) or (run[0] in "【〖" and run[-1] in "】〗" and len(run) <= 14)):
        return Block(_unmark(text, span), "column", gap, mark)
    credits = _credits(run, mark)
    if credits:
        return Block(span, "credit" if credits.photo else "byline", gap, mark, credits)
    if SOURCE.fullmatch(run) and len(run) < 40:
        return Block(span, "source", gap)
    if FURNITURE.fullmatch(run):
        return Block(span, "furniture", gap)
    if run.startswith(("——", "--", "—")) and len(run) <= 60 and run[-1] not in "。,;":
        return Block(_unmark(text, span), "subtitle", gap, "—")
    if run[0] in "◎◉⊙☉" and len(run) <= 14 and not re.search(r"[。!?,;]", run):
        return Block(_unmark(text, span), "column", gap, mark)
    boxed = mark and BOXED_AND_HEAD.fullmatch(run)
    if mark and not boxed and mark not in "★◆" and len(run) <= 24 and not re.search(r"[。;]", run):
        return Block(_unmark(text, span), "short", gap, mark)
    return None


def _unmark(text: str, span: Span) -> Span:
    """The run without marks and numbers around it: ◎五化协同 大抓基层①."""
    run = text[span.begin : span.end]
    begin = len(run) - len(run.lstrip(MARKS + "—- "))
    end = len(SERIES.sub("", run.rstrip("】]〗 ")).rstrip("】]〗 "))
    return Span(span.begin + begin, span.begin + end) if begin < end else span


def _credits(run: str, mark: str) -> Credits | None:
    """The names of a line that holds nothing else: □本报记者 潘佳, (杨静), ◎杨柳."""
    if mark in ("★", "◆", "☆") or run.endswith(":"):
        return None
    begin = len(run) - len(run.lstrip(MARKS + " ("))
    if bylines.MISREAD_MARKS.match(run):
        begin, mark = 1, run[0]
    sent = "correspondent" if run[0] == "(" else "reporter"  # (杨静) behind a text; □郭磊 above it
    credits = bylines.read_names(run[begin:].rstrip(") "), otherwise=sent)
    if credits and (credits.said or ((mark or run[0] == "(") and bylines.plausible(credits, mark or run[0]))):
        return credits.moved(begin)
    return None


def _two_in_one(text: str, span: Span) -> list[tuple[Span, str]]:
    """A head line cut before its byline or after its column head; empty when it is one thing."""
    run = text[span.begin : span.end]
    if len(run) > 90 or "。" in run:
        return []
    found = HEAD_AND_BYLINE.fullmatch(run)
    if found and _credits(found["byline"], "□"):
        at = span.begin + found.start("byline")
        head = _strip(text, span.begin, at)
        return [(head, "short"), (Span(at, span.end), "byline")] if head else []
    found = COLUMN_AND_HEAD.fullmatch(run)
    if found and is_column(found["column"]):
        at = span.begin + found.start("head")
        return [(Span(span.begin, span.begin + found.end("column")), "column"), (Span(at, span.end), "short")]
    if (found := BOXED_AND_HEAD.fullmatch(run)) and not NOTE.match(run):
        at = span.begin + found.end("column")
        head = _strip(text, at, span.end)
        column = _unmark(text, Span(span.begin, at))
        return [(column, "column"), (head, "short")] if head else []
    return []


def _text(text: str, span: Span, line: _Line, heading: str) -> Iterator[Block]:
    """A line of text with what stands at its ends: item mark, dateline with reporters; credit, byline, source."""
    mark = ITEM.match(text, span.begin, span.end)
    begin = mark.end() if mark else span.begin
    if dateline := bylines.HEADED.fullmatch(text, span.begin, span.end):
        yield Block(Span(*dateline.span()), "dateline", line.gap)
        return
    opening, begin, fresh = _opening(text, begin, span.end, line.gap)
    closing, end = _closing(text, begin, span.end)
    yield from opening
    body = _strip(text, begin, end)
    if body:
        look = "item" if mark else "heading" if heading else "body"
        short = body.end - body.begin <= TITLE_LENGTH and not re.search(r"。|;$", text[body.begin : body.end])
        if look == "body" and short and not fresh and not line.full and body.end - body.begin > 1:
            look = "short"
        gap = 0 if opening else line.gap
        sign = mark.group()[0] if mark else heading
        numbered = look == "short" and text[body.end - 1] in CIRCLED
        body = _unmark(text, body) if numbered else body
        yield Block(body, look, gap, sign, after=bool(opening), fresh=fresh and not opening, numbered=numbered)
    yield from closing


def _opening(text: str, begin: int, end: int, gap: int) -> tuple[list[Block], int, bool]:
    """A dateline's byline, where the text after it begins, and whether there is a dateline."""
    found = bylines.DATELINE.match(text, begin, min(end, begin + 120))
    if not found:
        return [], begin, bool(NOTE.match(text, begin, end))
    group = next((name for name in ("names", "named", "told", "bracketed", "plain") if found[name]), "")
    if not group:
        return [], found.end(), True
    credits = bylines.read_names(found[group], otherwise="reporter")
    if not credits:
        return [], begin, False
    return (
        [Block(Span(found.start(group), found.end(group)), "byline", gap, "", credits, fresh=True)],
        found.end(),
        True,
    )


def _closing(text: str, begin: int, end: int) -> tuple[list[Block], int]:
    """The credit, byline or source at a text's end, and where the text before it ends."""
    if end - begin < 8:
        return [], end
    found = ENDING.search(text, max(begin, end - 60), end)
    if not found:
        return [], end
    run, at = found["run"], found.start("run")
    credits = _credits(run, "")
    if credits and (credits.said or re.search(r"。|[!?]”?$", text[begin:at])):
        return [Block(Span(at, end), "credit" if credits.photo else "byline", 0, "", credits, after=True)], at
    if run[0] == "(" and SOURCE.fullmatch(run):
        return [Block(Span(at, end), "source", 0, after=True)], at
    return [], end
