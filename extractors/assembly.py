"""Articles put together from a page's blocks, each placed with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors import blocks as reading
from extractors import bylines
from extractors.blocks import Block
from extractors.document import Article, Contributor, Doubt, Page, Part, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of the page, what it is and where it went."""

    span: Span
    look: str  # column, kicker, title, subtitle, subhead, byline, body, credit, source, furniture, rule or stray
    article: int  # 0 for none
    reasons: tuple[str, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Assembly:
    articles: tuple[Article, ...]
    blocks: tuple[Placed, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class Draft:
    """An article while its blocks are gathered."""

    kind: str = ""
    column: str = ""
    heads: list[tuple[Block, str]] = field(default_factory=list)
    body: list[tuple[Block, str]] = field(default_factory=list)
    credits: list[Block] = field(default_factory=list)

    @property
    def titled(self) -> bool:
        return any(role == "title" for _, role in self.heads)


def assemble(page: Page) -> Assembly:
    """The page's articles, its blocks with their places, and what stayed in doubt."""
    found = reading.blocks(page)
    drafts: list[Draft] = []
    placed: list[tuple[Block, str, Draft | None, str]] = []
    pending: list[Block] = []
    shown = ""
    current: Draft | None = None
    for at, block in enumerate(found):
        role, reason = block.look, ""
        if block.look == "column":
            pending.append(block)
            if reading.COLUMNS.get(reading.bare(page[block.span])) == "photo":
                shown = page[block.span]
            placed.append((block, "column", None, "a known or marked column head"))
            continue
        if block.look in ("rule", "furniture"):
            placed.append((block, block.look, None, "layout"))
            continue
        photo = _photo(found, at)
        if block.look in ("short", "heading"):
            role, reason, fresh = _head(page, found, at, current, bool(pending), photo)
            if fresh:
                current = _new(drafts, page, pending, "photo" if photo else "")
        elif block.look == "subtitle" and current and not current.body:
            role = "subtitle"
        elif block.look == "subtitle":
            role = "body"
        elif block.look == "byline":
            late = current is not None and not block.after and current.body and (current.titled or current.kind)
            if (current is None or late or pending) and not (current and block.gap == 0 and current.kind):
                current = _new(drafts, page, pending, "")
        elif block.look == "item":
            kind = "study" if block.mark == "★" else "brief"
            if kind == "brief" or current is None or current.kind != "study":
                current = _new(drafts, page, pending, kind)
            role = "body"
        elif block.look == "body":
            if photo and (current is None or current.kind != "photo" or current.body):
                current = _new(drafts, page, pending, "photo")
            elif current is None or (pending and current.body):
                current = _new(drafts, page, pending, "")
            elif current.kind == "photo" and current.body:
                report = next((d for d in reversed(drafts) if d.kind != "photo"), None)
                current = report or _new(drafts, page, pending, "")
        if current is None:
            current = _new(drafts, page, pending, "")
        if role in ("title", "kicker", "subtitle"):
            current.heads.append((block, role))
        elif role in ("body", "subhead"):
            current.body.append((block, role))
        elif role in ("byline", "credit"):
            current.credits.append(block)
        placed.append((block, role, current, reason))
    for draft in drafts:
        if draft.kind == "photo" and not draft.column and shown:
            draft.column = shown
    return _finish(page, drafts, placed)


def _new(drafts: list[Draft], page: Page, pending: list[Block], kind: str) -> Draft:
    """A new draft under the pending column head that fits its kind."""
    draft = Draft(kind)
    for block in pending:
        said = reading.COLUMNS.get(reading.bare(page[block.span]), "")
        if said in ("study", "brief", "photo") and said != kind:
            continue
        draft.column = page[block.span]
        if said and not kind:
            draft.kind = said
        pending.remove(block)
        break
    drafts.append(draft)
    return draft


def _photo(found: tuple[Block, ...], at: int) -> bool:
    """Whether the block begins a photo's title or caption."""
    rest = [b.look for b in found[at : at + 4]]
    if rest[:1] == ["body"]:
        return rest[1:2] == ["credit"]
    return rest[1:3] == ["body", "credit"]


def _head(
    page: Page, found: tuple[Block, ...], at: int, current: Draft | None, pending: bool, photo: bool
) -> tuple[str, str, bool]:
    """The role of a short line, why, and whether it opens an article."""
    block, text = found[at], page[found[at].span]
    after = found[at + 1] if at + 1 < len(found) else None
    if photo:
        return "title", "a caption with its credit follows", True
    if current and current.titled and not current.body and not current.credits and not pending:
        return "title", "goes on from the line before", False
    ahead = next((b for b in found[at + 1 :] if b.look not in ("short", "heading", "subtitle")), None)
    byline = after is not None and ahead is not None and ahead.look == "byline" and not ahead.after
    vacant = current and current.body and not current.titled and current.kind in ("", "report") and not pending
    if vacant and (byline or _bridged(page, found, at)):
        return "title", "the article has no title yet", False
    if byline or pending or block.look == "heading" or current is None:
        return "title", "a byline or a column head stands beside it", True
    near = after is not None and after.look in ("body", "short")
    joined = near and after is not None and _word(page, block.span.end - 1, after.span.begin)
    if joined or text[-1] in ",、,":
        return "body", "a paragraph's beginning", False
    skip = found[at + 2] if at + 2 < len(found) else None
    if skip and skip.look == "body" and not current.titled and _word(page, block.span.end - 1, skip.span.begin):
        return "body", "a paragraph's beginning", False
    return "subhead", "stands inside an article", False


def _bridged(page: Page, found: tuple[Block, ...], at: int) -> bool:
    """Whether the lines around a short line go on from one to the other."""
    before, after = found[at - 1], found[at + 1] if at + 1 < len(found) else None
    return after is not None and not reading.CLOSED.search(page[before.span])


def _word(page: Page, left: int, right: int) -> bool:
    return (page.text[left] + page.text[right]) in page.text


def _finish(page: Page, drafts: list[Draft], placed: list[tuple[Block, str, Draft | None, str]]) -> Assembly:
    kept = [draft for draft in drafts if draft.body or draft.heads]
    kept.sort(key=lambda d: min(b.span.begin for b, _ in (*d.heads, *d.body)))
    numbers = {id(draft): number for number, draft in enumerate(kept, 1)}
    articles = tuple(_article(page, numbers[id(draft)], draft) for draft in kept)
    shown = tuple(
        Placed(block.span, role, numbers.get(id(draft), 0) if draft else 0, (reason,) if reason else ())
        for block, role, draft, reason in placed
    )
    return Assembly(articles, shown, ())


def _article(page: Page, number: int, draft: Draft) -> Article:
    kind = draft.kind or "report"
    order = {"kicker": 0, "title": 1, "subtitle": 2}
    heads = sorted(draft.heads, key=lambda pair: (order[pair[1]], pair[0].span))
    parts = [Part(_bare_subtitle(page, block) if role == "subtitle" else block.span, role) for block, role in heads]
    last = ""
    for block, role in draft.body:
        glued = (
            role == "body"
            and last != ""
            and not reading.CLOSED.search(reading.folded(last))
            and last[-1] not in ":”)："
        )
        parts.append(Part(block.span, role, glued))
        last = page[block.span] if role == "body" else ""
    people: list[Contributor] = []
    for block in draft.credits:
        if block.credits:
            people += bylines.contributors(block.credits, page, block.span.begin + _shift(page, block))
    if kind == "commentary":
        people = [replace(p, role="commentator") if p.role != "photographer" else p for p in people]
    return Article.of(page, number, kind=kind, column=draft.column, parts=parts, contributors=people)


def _bare_subtitle(page: Page, block: Block) -> Span:
    text = page[block.span]
    return Span(block.span.begin + len(text) - len(text.lstrip("—- ")), block.span.end)


def _shift(page: Page, block: Block) -> int:
    """Where the names' run begins in the block."""
    text = page[block.span]
    return len(text) - len(text.lstrip(reading.MARKS + " ((")) if block.credits else 0
