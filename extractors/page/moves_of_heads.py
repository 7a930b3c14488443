"""What a short line may be: an article's title, another line of it, a subhead, a column head, a paragraph cut short."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.page.asked_again import asked_again
from extractors.page.coherence import LEAD, OPEN_MARKS, Comparison, fresh_place
from extractors.page.drafts import (
    BOXES,
    HEADS,
    Draft,
    Layout,
    Move,
    State,
    above,
    move,
    opened,
    sectioned,
    titled,
)
from extractors.page.moves_of_bodies import SWITCH, Scene, between, body, title_words, waits
from extractors.patterns import regex

DANGLING = regex(r"(?:[,、:的和与及在把将对以是该其各每]|关于|按照|为了|针对|通过)$|^[^“”]*“[^”]*$")
SENTENCE = regex(r"[了是该还将已]|[一-鿿]的[一-鿿]{2,6},")  # 形成了一支, 成效是该旗直
SECTION = regex(  # 二、抓课程; (一)按需点单; 3.抓长效
    r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)"
)
HALVES = regex(r"[^\s,。;:、]{4,12} [^\s,。;:、]{4,12}")  # 片区联建 抱团发展
PLACED = regex(r"[一-鿿]{2,14}(?:[市盟州旗县区镇乡村]|苏木|嘎查|街道|社区):[^。]+$")  # 乌审旗:党建引领富乡村
BELOW = HEADS | {"furniture"}  # a site's line of date and source parts no head
COLUMN_LENGTH, ALIKE = 10, 4.0
TITLE_LINES = 4
FEW = 6
WORDS, USUAL, SOME = 6.0, 0.4, 2


def short(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """The places of a short line."""
    broken = fragment(layout, at)
    current = state.reading
    over, deeper = above(layout, state.pending, at), _deeper(layout, at, current)
    scene = Scene(0.0, over, waits(layout, at, current), deeper)
    yield _title(layout, at, current, state.pending, bool(state.drafts))
    if current and _open_title(current, at):
        yield _next_line(layout, at, current)
    for draft in state.drafts:
        if not draft.titles and not draft.kind and (draft.recent or draft.credits):
            yield _late_title(layout, at, draft, draft is current)
        near = draft is current or draft.subheads
        if near and draft.kind not in BOXES and (draft.recent or (draft.titles and draft.credits)):
            yield _subhead(layout, at, draft, draft is current, scene)
    yield from body(layout, state, at, -1.5 + broken - (3.0 if layout.look(at) == "heading" else 0.0))
    text = layout.texts.runs[at]
    if len(text) <= COLUMN_LENGTH and "," not in text and layout.look(at) == "short":
        yield _column(layout, at, current, scene.over)


def _open_title(draft: Draft, at: int) -> bool:
    """Whether the line right above is the draft's title and may go on."""
    return draft.titles[-1:] == (at - 1,) and len(draft.titles) < TITLE_LINES


@asked_again
def _next_line(layout: Layout, at: int, current: Draft) -> Move:
    """The line as one more of the title."""
    why = [(_goes_on(layout, at), "the next line of the title"), _broken(fragment(layout, at))]
    why.append((-_elsewhere(layout, at, current), "the text below opens in another place"))
    return move(layout, "title", current, titled(current, at), why)


def _goes_on(layout: Layout, at: int) -> float:
    """A marked line below an unmarked one is the title below its kicker; no empty line parts those of one title."""
    if _leads_on(layout, at - 1):
        return 3.5
    if layout.blocks[at].gap < layout.gap:
        return 3.5
    return 3.5 if layout.look(at) == "heading" and layout.look(at - 1) == "short" else 1.5


@asked_again
def fragment(layout: Layout, at: int) -> float:
    """How much a short line looks like a paragraph cut off: 把分散在各个条块中的阵地资源整合起 (来)."""
    text = layout.texts.runs[at]
    if PLACED.match(text):
        return 0.0
    weight = (
        2.0 * bool(DANGLING.search(text) and not _leads_on(layout, at))
        + 1.0 * (len(text) > 28)
        + 2.0 * (text[-1] in "。;")
    )
    weight += 0.7 * ("," in text and " " not in text) + 0.5 * ("、" in text)
    weight += 0.7 * bool(SENTENCE.search(text)) + 0.7 * bool(layout.texts.areas[at])
    weight += 1.0 * bool(text[0] not in OPEN_MARKS and LEAD.match(text)) - 2.0 * bool(HALVES.fullmatch(text))
    if layout.look(at) == "short" and layout.texts.open(at):
        below = next((n for n in (at + 1, at + 2) if layout.look(n) == "body"), -1)
        if below > 0:
            across = layout.texts.continuity(at, below)[0][0]
            weight += across - 0.5 if across > 0 else -0.8
    return weight


def _leads_on(layout: Layout, at: int) -> bool:
    """Whether a line ends in a colon right above another one: the first half of a title."""
    near = layout.look(at + 1) in HEADS and layout.blocks[at + 1].gap == 0
    return near and layout.texts.runs[at][-1] == ":"


def _broken(weight: float) -> Comparison:
    return -max(0.0, weight), "looks like a sentence cut off"


def _ahead(layout: Layout, at: int) -> int:
    """The first block below the head that the line belongs to."""
    n = at + 1
    while layout.look(n) in BELOW and n < at + 4:
        n += 1
    return n


def _below(layout: Layout, at: int) -> str:
    """What stands below the head that the line belongs to."""
    n = _ahead(layout, at)
    if n in layout.captions:
        return "caption"
    if layout.look(n) == "byline" and layout.blocks[n].after:
        return "body"
    return layout.look(n)


@asked_again
def _title(layout: Layout, at: int, current: Draft | None, pending: tuple[int, ...], begun: bool) -> Move:
    """The line as the title of a new article, `begun` behind the page's first."""
    below = _below(layout, at)
    kind = "photo" if below == "caption" and at + 1 in layout.captions else ""
    elsewhere = _elsewhere(layout, at, current)
    few = (0.5 if elsewhere else 1.5) * (len(layout.texts.runs[at]) <= FEW and below != "caption")
    why = [(-1.5, "a new article"), _broken(fragment(layout, at)), (-few, "few characters")]
    why += _above(layout, at, current, above(layout, pending, at), begun)
    if kind:
        why.append((3.5, "a photo's caption below"))
    elif below == "byline":
        why.append((4.0, "a byline below"))
    elif below not in ("body", "item"):
        why.append((-3.0, "no text below"))
    ahead = _ahead(layout, at)
    if ahead < len(layout.blocks) and layout.blocks[ahead].fresh:
        why.append((3.0, "a dateline below"))
    if layout.look(at) == "heading":
        why.append((0.3 if _deeper(layout, at, current) else 2.5, "marked as a heading"))
    elif layout.headings:
        why.append((-1.0, "not marked as a heading"))
    if layout.texts.runs[at] in layout.repeated:
        why.append((-4.0, "stands on the page twice"))
    if PLACED.match(layout.texts.runs[at]):
        why.append((1.0, "a place and a colon"))
    if SECTION.match(layout.texts.runs[at]):
        why.append((-4.0, "numbered as a section"))
    if layout.texts.areas[at] and not kind and _fresh(layout, at, (at,)):
        why.append((-2.0, "names another place than the text below"))
    elif elsewhere and not kind:
        why.append((elsewhere, "the text below opens in another place"))
    draft, column = opened(layout, pending, kind, at)
    return move(layout, "title", None, titled(draft, at), why, column=column)


def _elsewhere(layout: Layout, at: int, draft: Draft | None) -> float:
    """How plainly the text below a line opens in a place that a draft does not name."""
    placed = draft is not None and any(layout.texts.areas[member] for member in draft.members)
    return _fresh(layout, at, draft.members) if draft and placed and draft.recent else 0.0


def _fresh(layout: Layout, at: int, members: tuple[int, ...]) -> float:
    """How plainly the text below a head opens in a place that others do not name."""
    below = _ahead(layout, at)
    below += layout.look(below) == "byline"
    return fresh_place(layout.texts, below, members) if layout.look(below) == "body" else 0.0


@asked_again
def _deeper(layout: Layout, at: int, current: Draft | None) -> bool:
    """Whether a heading is of a lower level than the title above it: ## under #."""
    marks = [layout.blocks[t].mark for t in current.titles] if current else []
    return any(len(mark) < len(layout.blocks[at].mark) for mark in marks if mark.startswith("#"))


def _above(layout: Layout, at: int, current: Draft | None, over: str, begun: bool) -> Iterator[Comparison]:
    """What stands above a new title."""
    if over == "column":
        yield 2.3, "a column head above"
    if over == "rule":
        yield 3.0, "a rule above"
    if not begun:
        yield 2.5, "the page's first line"
    if layout.blocks[at].gap > layout.gap:
        yield (1.5 if layout.gap else 2.5), "empty lines above"
    if current and current.recent and layout.texts.open(current.last):
        yield -0.5, "the text above is not ended"


@asked_again
def _late_title(layout: Layout, at: int, draft: Draft, here: bool) -> Move:
    """The line as the title of an article that was begun without one, `here` the one being read."""
    why = [(-0.5, "the article has no title yet"), _broken(fragment(layout, at))]
    if draft.recent:
        why.append(_words_of(layout, at, draft))
        if layout.texts.open(draft.last):
            why.append((2.0, "stands inside a sentence"))
    if _leads_on(layout, at):
        why.append((2.0, "leads on to the next line"))
    if SECTION.match(layout.texts.runs[at]):
        why.append((-4.0, "numbered as a section"))
    if PLACED.match(layout.texts.runs[at]):
        why.append((1.0, "a place and a colon"))
    if not here:
        why.append((-1.5, "another article lies between"))
        why.append((-_elsewhere(layout, at, draft), "the text below opens in another place"))
    if _below(layout, at) == "byline":
        why.append((-3.0, "the article has a byline") if draft.credits else (1.5, "a byline below"))
    return move(layout, "title", draft, titled(draft, at), why)


def _words_of(layout: Layout, at: int, draft: Draft) -> Comparison:
    """The share of a line's words, the rarer the heavier, that a text has."""
    words = layout.texts.words
    weight = WORDS * (words.share(at, draft.recent) - USUAL) * min(1.0, words.known(at) / SOME)
    return weight, "words of the text" if weight > 0 else "few words of the text"


@asked_again
def _subhead(layout: Layout, at: int, draft: Draft, here: bool, scene: Scene) -> Move:
    """The line as a subhead of the draft, `here` of the one being read."""
    below = _below(layout, at)
    why = [(0.0, "a line inside an article"), _broken(fragment(layout, at))]
    if below != "body":
        why.append(({"byline": -4.0, "caption": -3.0}.get(below, -2.0), "no paragraph below"))
    if at - 1 in draft.titles and _leads_on(layout, at - 1):
        why.append((-2.0, "the line above leads on to it"))
    if layout.texts.group(draft.subheads) & layout.alike[at]:
        why.append((ALIKE, "made like its subheads"))
    elif draft.subheads:
        why.append((1.0, "the article has subheads"))
    elif draft.length > 5:
        why.append((-1.0, "the article has no subheads"))
    if layout.look(at) == "heading":
        why.append((1.0 if scene.deeper else -1.0, "marked as a heading"))
    if draft.recent:
        why += layout.texts.likeness(at, draft.members)
        if layout.texts.open(draft.last):
            why.append((-2.5, "the text above is not ended"))
        why.append((-_elsewhere(layout, at, draft), "the text below opens in another place"))
    if not here:
        why.append((0.8, "a section may stand apart"))
    if scene.over == "column":
        why.append((-2.0, "a column head above"))
    why += between(layout, at, draft, here, scene)
    return move(layout, "subhead", draft, sectioned(draft, at), why)


@asked_again
def _column(layout: Layout, at: int, current: Draft | None, over: str) -> Move:
    """A column head that the table does not know."""
    return move(layout, "column", None, None, _like_a_column(layout, at, current, over))


def _like_a_column(layout: Layout, at: int, current: Draft | None, over: str) -> Iterator[Comparison]:
    """Whether it is a line of few characters above a title, `over` what stands right above it."""
    text = layout.texts.runs[at]
    yield -4.5, "not a known column head"
    if over == "column" and not layout.blocks[at].mark:
        yield -2.0, "a column head above"
    if layout.blocks[at].numbered:
        yield 5.0, "a number of a series"
    if layout.look(at + 1) == "item" and "brief" not in layout.columns:
        yield 4.0, "above marked items"
    below = [layout.texts.runs[n] for n in range(at + 1, _ahead(layout, at))]
    elsewhere = _elsewhere(layout, at, current)
    if below and layout.blocks[at].mark:
        yield 3.5, "marked"
    if len(text) <= FEW and below and _below(layout, at) in ("byline", "caption"):
        yield (5.0 if max(map(len, below)) >= 1.5 * len(text) else 0.0), "a few characters above a title"
    elif len(text) <= FEW and len(below) == 1 and len(below[0]) >= 1.5 * len(text) and elsewhere:
        yield 4.5, "a few characters above a title"
    elif len(text) <= FEW and layout.look(at + 1) == "byline":
        yield 2.5, "a few characters above a byline"


def subtitle(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """Where a line after a dash may go."""
    current = state.draft(state.current)
    if current and current.titles and (not current.recent or current.titles[-1] == at - 1):
        below_title = current._replace(subtitles=(*current.subtitles, at))
        yield move(layout, "subtitle", current, below_title, [(2.0, "a dash below the title")])
    for draft in state.drafts:
        if draft.titles and draft.recent and not draft.subtitles and not draft.kind:
            away = SWITCH if draft.first != state.current else -1.0
            why = [(away, "below the text"), title_words(layout, draft.titles, at)]
            yield move(layout, "subtitle", draft, draft._replace(subtitles=(at,)), why)
    below = current is not None and at - 1 in current.titles
    yield from body(layout, state, at, -4.0 if below else -1.0)
    yield move(layout, "stray", None, None, [(-6.0, "no title for it")], resume=state.current)
