"""A page's articles once their blocks are known: kind, column head, kicker and title, contributors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.document import Article, Contributor, Page, Part, Span
from extractors.page import bylines, column_names
from extractors.page.column_names import SERIES
from extractors.page.drafts import Layout
from extractors.page.localities import says_where
from extractors.patterns import regex

ARGUMENT = regex(
    r"值得|不能|不妨|应当|应该|应有|必须|切忌|莫让|别让|才能|方能|唯有|离不开|关键在|在于|贵在|重在|不是|而是|既要|更要|也要|不仅"
    r"|何以|何尝|诚然|须|力戒|警惕|绝不|决不|题中之义|说到底|归根结底"
)
ARGUMENTS = 3
NUMBER_LENGTH = 10
ACCOUNT = regex(r"(?:纪实|侧记|见闻|走笔|综述|扫描|巡礼)$")  # 石桥乡以党建引领果品产业纪实, without a dash
UNENDED = regex(r"[的和与及在把将对以是,、]$|^[^“”]*“[^”]*$")  # 老区窑洞里的 | 新课堂
BRACKETED = regex(  # 众人划桨开大船(党旗在基层一线高高飘扬②); not 实施办法(征求意见稿)
    r"(?P<title>[^()（）]{6,40}?)\s*[(（](?P<column>[^()（）\d]{4,20}(?<![稿行则版图上中下]))[)）]"
)
PICTURE = regex(r"图[①-⑩一二三四五]\s*[::]")  # a photo report's own: 图②:在救护点
SPEECH = regex(r"[一-鿿]{2}(?:介绍|表示|告诉记者|(?<!\w说)说)[:,。]")


@dataclass(slots=True)
class Piece:
    """An article's blocks, by their places in the page's list."""

    first: int
    box: str = ""  # photo, brief or study
    column: int = -1
    heads: list[tuple[int, str]] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)

    @property
    def begin(self) -> int:
        return min([at for at, _ in (*self.heads, *self.body)], default=self.first)


def kind(layout: Layout, piece: Piece) -> str:
    """What the piece is: a box's kind, a comment by column head, author or way of arguing, else a report."""
    announced = layout.columns[piece.column] if piece.column >= 0 else ""
    if piece.box or announced == "brief":
        return piece.box or announced
    if any(PICTURE.match(layout.texts.runs[at]) for at, _ in piece.body[1:]):
        return "photo"
    if announced == "commentary" or any(
        r == "commentator" for at in piece.credits for _, r, _, _ in _names(layout, at)
    ):
        return "commentary"
    return "commentary" if not announced and _argues(layout, piece) else "report"


def _argues(layout: Layout, piece: Piece) -> bool:
    """An author who is no reporter, nobody who speaks, and the words of argument: 值得, 不能, 才能."""
    credits = [credits for at in piece.credits if (credits := layout.blocks[at].credits)]
    if not credits or any(credit.said for credit in credits):
        return False
    text = "".join(layout.texts.runs[at] for at, _ in piece.body)
    return len(set(ARGUMENT.findall(text))) >= ARGUMENTS and not SPEECH.search(text)


def _names(layout: Layout, at: int) -> tuple[tuple[str, str, int, int], ...]:
    credits = layout.blocks[at].credits
    return credits.names if credits else ()


def heads(layout: Layout, pieces: list[Piece]) -> None:
    """Of several title lines, which is the kicker: a marked title has unmarked lines about it; a much longer line
    above a short one leads up to it."""
    for piece in pieces:
        titles = [at for at, role in piece.heads if role == "title"]
        if len(titles) > 1 and ACCOUNT.search(layout.texts.runs[titles[-1]]):
            account = titles.pop()
            piece.heads[piece.heads.index((account, "title"))] = (account, "subtitle")
        if len(titles) < 2:
            continue
        marked = [at for at in titles if layout.look(at) == "heading"]
        if _one_paragraph(layout, titles) and not _says_where(layout, titles):
            continue
        for at in titles:
            role = "title"
            if marked and at not in marked:
                role = "kicker" if at < marked[0] else "subtitle"
            elif not marked and _says_where(layout, titles):
                role = "subtitle" if at == titles[1] else "title"
            elif not marked and at == titles[0] and _leads_up(layout, titles):
                role = "kicker"
            piece.heads[piece.heads.index((at, "title"))] = (at, role)


def _one_paragraph(layout: Layout, titles: list[int]) -> bool:
    """Whether no empty line parts the lines where one parts all else: 党建“牵手”合作社 | 农民致富“加速跑”."""
    together = layout.gap > 0 and all(layout.blocks[at].gap == 0 for at in titles[1:])
    return together and not any(mark in layout.texts.runs[at] for at in titles for mark in ",:")


def _says_where(layout: Layout, titles: list[int]) -> bool:
    """A second line that names the place and is the longer one is a subtitle: 某市某区纪委监委护航集体资金."""
    if len(titles) != 2:
        return False
    above, below = (layout.texts.runs[at] for at in titles)
    return len(below) > len(above) and says_where(below) and not says_where(above)


def _leads_up(layout: Layout, titles: list[int]) -> bool:
    """Whether the first of several lines is a kicker: it ends in a colon, or is not made like the line below it.

    The lines of a title are of one length and one cut: 牵手帮扶暖人心 | 干群同心奔小康.
    """
    lines = [layout.texts.runs[at] for at in titles]
    if lines[0].endswith(("——", "--", ":")):
        return True
    if UNENDED.search(lines[0]):
        return False
    below = "".join(lines[1:]) if UNENDED.search(lines[1]) else lines[1]
    return abs(_letters(lines[0]) - _letters(below)) > 1 or (" " in lines[0]) != (" " in below)


def _letters(line: str) -> int:
    return sum(letter.isalnum() for letter in line)


def article(page: Page, layout: Layout, number: int, piece: Piece) -> Article:
    """The piece as a record on its page."""
    sort = kind(layout, piece)
    order = {"kicker": 0, "title": 1, "subtitle": 2}
    parts = [
        Part(_undashed(page, layout, at), role) for at, role in sorted(piece.heads, key=lambda h: (order[h[1]], h[0]))
    ]
    bracketed, parts = _unbracketed(page, parts)
    last = -1
    for at, role in piece.body:
        parts.append(
            Part(layout.blocks[at].span, role, glued=role == "body" and last >= 0 and layout.texts.runs_on(last, at))
        )
        last = at if role == "body" else -1
    column, installment = _column(page, layout, piece.column) if piece.column >= 0 else bracketed
    return Article.of(
        page,
        number,
        kind=sort,
        column=column,
        parts=parts,
        contributors=_people(page, layout, piece, sort),
        installment=installment,
    )


def _column(page: Page, layout: Layout, at: int) -> tuple[str, int]:
    """A column head as printed, and the number behind it."""
    span = layout.blocks[at].span
    behind = page.text[span.end : span.end + NUMBER_LENGTH].split("\n", 1)[0]
    return page[span], column_names.installment(page[span] + behind.rstrip("】]〗 "))


def _unbracketed(page: Page, heads: list[Part]) -> tuple[tuple[str, int], list[Part]]:
    """The column, with its number, in brackets behind the title; the head's parts without it."""
    last = next((n for n in range(len(heads) - 1, -1, -1) if heads[n].role == "title"), -1)
    found = BRACKETED.fullmatch(page[heads[last].span]) if last >= 0 else None
    if not found:
        return ("", 0), heads
    title = replace(heads[last], span=Span(heads[last].span.begin, heads[last].span.begin + found.end("title")))
    name = found["column"]
    number = column_names.installment(name)
    return (SERIES.sub("", name), number), [*heads[:last], title, *heads[last + 1 :]]


def _undashed(page: Page, layout: Layout, at: int) -> Span:
    """A head line without the dash that joins it to the next."""
    span = layout.blocks[at].span
    return Span(span.begin, span.begin + max(1, len(page[span].rstrip("—-"))))


def _people(page: Page, layout: Layout, piece: Piece, sort: str) -> list[Contributor]:
    found: dict[tuple[str, str], Contributor] = {}
    for at in piece.credits:
        block = layout.blocks[at]
        for person in bylines.contributors(block.credits, page, block.span.begin) if block.credits else ():
            if sort == "commentary" and person.role != "photographer":
                person = replace(person, role="commentator")
            if sort != "photo" or person.role == "photographer" or not (block.credits and block.credits.shot):
                found.setdefault((person.name, person.role), person)
    return list(found.values())
