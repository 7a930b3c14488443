"""Pages scrambled the way OCR does it, from articles that are whole: what the page reader has to undo.

A clean page is a list of articles; a scrambled one is its lines out of order, with the article of each line known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from extractors.document import Article


@dataclass(frozen=True)
class Line:
    """A line of the scrambled page and the article it is of."""

    text: str
    article: int
    role: str  # column, title, byline, body, subhead or credit


@dataclass
class Clean:
    """An article as lines, before anything happens to it."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    kind: str = "report"


def clean(article: Article, number: int) -> Clean:
    """The article's lines; a word cut by a line is put together again."""
    made = Clean(kind=article.kind)
    if article.column:
        made.head.append(Line("◎" + article.column, number, "column"))
    made.head += [Line(article.page[p.span], number, "title") for p in article.parts if p.role in ("kicker", "title")]
    made.head += [Line("——" + article.page[p.span], number, "title") for p in article.parts if p.role == "subtitle"]
    for part in article.parts:
        if part.role not in ("body", "subhead"):
            continue
        text = article.page[part.span]
        before = article.page.text[max(0, part.span.begin - 1) : part.span.begin]
        if before in ("★", "◆"):
            text = before + text
        if part.glued:
            made.body[-1] = Line(made.body[-1].text + text, number, "body")
        else:
            made.body.append(Line(text, number, part.role))
    names = " ".join(
        {"reporter": "本报记者 ", "correspondent": "通讯员 "}.get(c.role, "") + c.name for c in article.contributors
    )
    if names and article.kind == "photo":
        made.tail.append(Line(names + " 摄", number, "credit"))
    elif names and article.kind in ("report", "commentary"):
        made.head.append(Line("□" + names, number, "byline"))
    elif names:
        made.tail.append(Line(f"({names})", number, "byline"))
    return made


def stranded(articles: list[Clean]) -> Iterator[tuple[list[Line], Line]]:
    """Pages on which one report's last paragraph, a whole one, stands behind a later report; and that paragraph."""
    reports = [n for n, article in enumerate(articles) if article.kind == "report" and len(article.body) > 2]
    for n in reports:
        tail = articles[n].body[-1]
        if tail.role != "body" or len(tail.text) < 25:
            continue
        for behind in (m for m in reports if m > n):
            page: list[Line] = []
            for m, article in enumerate(articles):
                body = article.body[:-1] if m == n else article.body
                page += [*article.head, *body, *article.tail, *([tail] if m == behind else [])]
            yield page, tail


def cut(body: list[Line], random: Random, times: int) -> list[Line]:
    """Paragraphs broken inside a sentence, as at the foot of a printed column."""
    for _ in range(times):
        long = [n for n, line in enumerate(body) if line.role == "body" and len(line.text) > 60]
        if not long:
            break
        at = random.choice(long)
        line = body[at]
        inside = [n for n in range(15, len(line.text) - 15) if line.text[n - 1 : n + 1].isalpha()]
        if not inside:
            continue
        place = random.choice(inside)
        halves = [Line(text, line.article, line.role) for text in (line.text[:place], line.text[place:])]
        body[at : at + 1] = halves
    return body


def scramble(articles: list[Clean], seed: int) -> list[Line]:
    """One scrambled page: cuts everywhere, and each of the moves that OCR makes with a chance of its own."""
    random = Random(seed)
    page: list[Line] = []
    held: list[Line] = []  # the rest of a piece, to stand behind the next one
    for article in articles:
        head, body, rest = list(article.head), list(article.body), []
        if article.kind in ("report", "commentary"):
            cut(body, random, random.randint(1, 3))
            head, body, rest = _moved(head, body, random)
        elif held and random.random() < 0.5:  # a box or a photo in the middle of an article
            page += [*head, *body, *article.tail]
            continue
        page += [*head, *body, *article.tail, *held]
        held = rest
    return page + held


def _moved(head: list[Line], body: list[Line], random: Random) -> tuple[list[Line], list[Line], list[Line]]:
    """An article's head, body and what stands behind the next piece, after one of OCR's moves or none."""
    move = random.random()
    cuts = [n for n in range(1, len(body)) if body[n - 1].text[-1].isalpha() and body[n - 1].role == "body"]
    if move < 0.15:
        return *_title_inside(head, body, cuts, random), []
    if move < 0.25 and head:
        columns = int(head[0].role == "column")
        return head[:columns], [*body, *head[columns:]], []
    if move < 0.40 and len(body) > 5:
        tail = random.randint(1, 3)
        return head, body[:-tail], body[-tail:]
    if move < 0.50 and cuts:
        at = random.choice(cuts)
        return head, body[:at], body[at:]
    return head, body, []


def _title_inside(head: list[Line], body: list[Line], cuts: list[int], random: Random) -> tuple[list[Line], list[Line]]:
    """The title in the middle of a cut sentence."""
    titles = [line for line in head if line.role == "title"]
    rest = [line for line in head if line.role != "title"]
    if not titles or not rest or not cuts:
        return head, body
    at = random.choice(cuts)
    return rest, [*body[:at], *titles, *body[at:]]
