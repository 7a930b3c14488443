"""The places a block of a page may go to, each with its comparisons: what the search weighs against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.coherence import Comparison
from extractors.drafts import Draft, Layout, State

HEADS = ("short", "heading", "subtitle")
DANGLING = re.compile(r"[,、:的和与及在把将对为以是]$|^[^“”]*“[^”]*$")
SENTENCE = re.compile(r"[,]")
SWITCH = -3.0


@dataclass(frozen=True, slots=True)
class Move:
    """A block's possible place. `draft` is the draft as it then is, None when the block belongs to no article."""

    role: str
    draft: Draft | None
    comparisons: tuple[Comparison, ...]
    column: int = -1  # the pending column head that is used up
    resume: int = -2  # the draft read afterwards, when it is another one


def moves(layout: Layout, state: State, at: int) -> Iterator[Move]:
    """All places the block may go to."""
    look = layout.blocks[at].look
    if look in ("short", "heading"):
        yield from _short(layout, state, at)
    elif look == "subtitle":
        yield from _subtitle(layout, state, at)
    elif look == "body":
        yield from _body(layout, state, at, "body", 0.0)
    elif look == "item":
        yield from _item(layout, state, at)
    elif look == "byline":
        yield from _byline(layout, state, at)
    elif look == "credit":
        yield from _credit(state, at)
    elif look == "source":
        current = state.draft(state.current)
        yield Move(
            "source", current, (((1.0, "学习材料的出处") if current and current.kind == "study" else (0.0, "")),)
        )
    else:
        yield Move(look, None, ())


def _current(state: State) -> Draft | None:
    return state.draft(state.current)


def _cue(layout: Layout, at: int) -> bool:
    """Whether something ended just before the block."""
    before = layout.look(at - 1)
    return before in ("", "credit", "source", "rule", "column", "furniture") or layout.blocks[at].gap > layout.gap


def _open(
    layout: Layout, state: State, at: int, draft: Draft, kind: str, *why: Comparison
) -> tuple[Draft, int, list[Comparison]]:
    """A new draft takes the pending column head that suits its kind."""
    suiting = [c for c in state.pending if _suits(layout.columns[c], kind)]
    if kind not in ("photo", "brief", "study"):
        suiting = [c for c in suiting if all(layout.look(n) == "column" for n in range(c, at))]
    if not suiting:
        return draft, -1, list(why)
    column = max(suiting, key=lambda c: (_column_words(layout, c, at), c))
    return replace(draft, column=column), column, [*why, (0.3, "栏目之下")]


def _suits(announced: str, kind: str) -> bool:
    if kind in ("photo", "brief", "study"):
        return announced in (kind, "")
    return announced not in ("photo", "brief", "study")


def _column_words(layout: Layout, column: int, at: int) -> int:
    """How many words the column head shares with the line below: 代表委员零距离 with 人大代表齐“充电”."""
    return len(layout.texts.words[column] & layout.texts.words[at])


# --- bodies


def _body(layout: Layout, state: State, at: int, role: str, prior: float) -> Iterator[Move]:
    caption = at in layout.captions
    for draft in state.drafts:
        if draft.kind == "photo":
            if draft.recent or not caption:
                continue
        elif caption or (draft.first != state.current and not (prior >= -1.0 and _calls(layout, at, draft))):
            continue
        yield _continue(layout, state, at, draft, role, prior)
    if caption or state.current < 0 or _cue(layout, at) or layout.blocks[at].fresh:
        yield _begin(layout, state, at, role, prior, caption)
    if _repeated(layout, at):
        yield Move("stray", None, ((-1.0, "与他行重复"),), resume=state.current)


def _calls(layout: Layout, at: int, draft: Draft) -> bool:
    """Whether anything speaks for a draft that is not the one being read; the rest is not weighed."""
    if not draft.recent or _cue(layout, at) or layout.texts.open(draft.last):
        return True
    return any(weight > 0 for weight, _ in layout.texts.likeness(at, draft.members)[1:])


def _continue(layout: Layout, state: State, at: int, draft: Draft, role: str, prior: float) -> Move:
    """The run as the next of the draft's body."""
    texts, why = layout.texts, [(prior, "")]
    if draft.recent:
        if layout.look(draft.last) != "item" or draft.kind == "study":
            why += texts.continuity(draft.last, at)
        why += texts.likeness(at, draft.members)
        if draft.kind == "brief" and not texts.open(draft.last):
            why.append((-1.5, "简讯一条一段"))
        if layout.blocks[at].fresh:
            why.append((-4.0, "电头另起一稿"))
    else:
        why.append((0.5, "标题或署名之下") if draft.first == state.current else (-4.0, "离标题远"))
    why.append(_title_words(layout, draft, at))
    why += _way(layout, state, at, draft)
    return Move(role, replace(draft, recent=draft.grown(at), length=draft.length + 1), tuple(why))


def _way(layout: Layout, state: State, at: int, draft: Draft) -> list[Comparison]:
    """What lies between the draft and the block."""
    why: list[Comparison] = []
    if draft.first != state.current:
        why.append((SWITCH, "隔着别的稿件"))
        if _cue(layout, at):
            why.append((1.0, "别的稿件已完"))
    elif draft.recent:
        if layout.look(at - 1) == "column":
            why.append((-0.8, "栏目在前"))
        if layout.blocks[at].gap > layout.gap and not layout.texts.open(draft.last):
            why.append((-0.8, "前有空行"))
    if layout.look(at - 1) == "rule" and draft.recent:
        why.append((-3.0, "前有分隔线"))
    if draft.ended:
        why.append((-3.0, "该稿已署名结束"))
    return why


def _begin(layout: Layout, state: State, at: int, role: str, prior: float, caption: bool) -> Move:
    kind = "photo" if caption else ""
    why: list[Comparison] = [(prior, ""), (-2.0 if caption else -3.0, "另起一稿")]
    if layout.look(at - 1) == "column" or not state.drafts or layout.look(at - 1) == "rule":
        why.append((2.0, "前面是栏目、分隔或版首"))
    if layout.blocks[at].fresh:
        why.append((4.0, "电头"))
    if layout.blocks[at].gap > layout.gap:
        why.append((1.0, "前有空行"))
    announced = {layout.columns[c] for c in state.pending}
    if not caption and "study" in announced and layout.look(at - 1) == "column" and layout.columns[at - 1] == "study":
        kind = "study"
    draft, column, why = _open(layout, state, at, Draft(at, kind), kind, *why)
    return Move(role, replace(draft, recent=(at,), length=1), tuple(why), column)


def _repeated(layout: Layout, at: int) -> bool:
    return layout.texts.runs[at] in layout.repeated


def _title_words(layout: Layout, draft: Draft, at: int) -> Comparison:
    words = layout.texts.words
    title: frozenset[str] = frozenset().union(*(words[t] for t in draft.titles)) if draft.titles else frozenset()
    if not title:
        return 0.0, ""
    share = len(title & words[at]) / len(title)
    return 2.0 * share, "与标题用词相同" if share else ""


# --- short lines


def _short(layout: Layout, state: State, at: int) -> Iterator[Move]:
    text = layout.texts.runs[at]
    fragment = _fragment(layout, at)
    current = _current(state)
    yield _title(layout, state, at, fragment)
    if current and current.titles and current.titles[-1] == at - 1 and not current.recent and not current.credits:
        yield Move("title", replace(current, titles=(*current.titles, at)), ((1.5 - fragment, "接上行标题"),))
    for draft in state.drafts:
        if not draft.titles and not draft.kind and (draft.recent or draft.credits):
            yield _fill(layout, state, at, draft, fragment)
        here = draft.first == state.current or draft.subheads
        if here and draft.kind not in ("photo", "brief") and (draft.recent or (draft.titles and draft.credits)):
            yield _under(layout, state, at, draft, fragment)
    prior = -1.5 + fragment - (0.0 if layout.look(at) == "short" else 3.0)
    yield from _body(layout, state, at, "body", prior)
    if len(text) <= 10 and not SENTENCE.search(text):
        yield from _unmarked_column(layout, at)


def _fragment(layout: Layout, at: int) -> float:
    """How much a short line looks like a paragraph cut off: 把分散在各个条块中的阵地资源整合起."""
    text = layout.texts.runs[at]
    weight = 0.0
    if DANGLING.search(text):
        weight += 2.0
    if "," in text and " " not in text:
        weight += 0.7
    if len(text) > 28:
        weight += 1.0
    if text[-1] in "。;":
        weight += 2.0
    following = next((n for n in range(at + 1, min(at + 3, len(layout.blocks))) if layout.look(n) == "body"), -1)
    if following > 0 and layout.look(at) == "short":
        across = layout.texts.continuity(at, following)[0][0] if layout.texts.open(at) else 0.0
        weight += max(0.0, across - 0.5)
    return weight


def _ahead(layout: Layout, at: int) -> str:
    """What follows the head that the line belongs to."""
    n = at + 1
    while layout.look(n) in HEADS and n < at + 4:
        n += 1
    if n in layout.captions:
        return "caption"
    if layout.look(n) == "byline" and layout.blocks[n].after:
        return "body"
    return layout.look(n)


def _title(layout: Layout, state: State, at: int, fragment: float) -> Move:
    why: list[Comparison] = [(-1.5, "另起一稿"), (-fragment, "像断开的句子" if fragment else "")]
    ahead, before = _ahead(layout, at), layout.look(at - 1)
    kind = ""
    if ahead == "caption" and at + 1 in layout.captions:
        kind = "photo"
        why.append((3.5, "下接图片说明"))
    elif ahead == "byline":
        why.append((4.0, "下接署名"))
    elif ahead not in ("body", "item"):
        why.append((-3.0, "下无正文"))
    n = next((n for n in range(at + 1, min(at + 5, len(layout.blocks))) if layout.look(n) not in HEADS), -1)
    if n > 0 and layout.blocks[n].fresh:
        why.append((3.0, "下接电头"))
    if before == "column":
        why.append((2.0, "栏目之下"))
    if before == "rule":
        why.append((3.0, "分隔线之下"))
    if at == 0 or not state.drafts:
        why.append((2.5, "版首"))
    if layout.look(at) == "heading":
        why.append((2.5, "标为标题"))
    elif layout.headings:
        why.append((-1.0, "未标为标题"))
    if layout.blocks[at].gap > layout.gap:
        why.append((1.5, "前有空行"))
    current = _current(state)
    if current and current.recent and layout.texts.open(current.last):
        why.append((-0.5, "上文未完"))
    draft, column, why = _open(layout, state, at, Draft(at, kind), kind, *why)
    return Move("title", replace(draft, titles=(at,)), tuple(why), column)


def _fill(layout: Layout, state: State, at: int, draft: Draft, fragment: float) -> Move:
    why: list[Comparison] = [(-0.5, "该稿尚无标题"), (-fragment, "像断开的句子" if fragment else "")]
    if draft.recent:
        words = layout.texts.union(draft.recent)
        mine = layout.texts.words[at]
        share = len(mine & words) / len(mine) if mine else 0.0
        why.append((3.0 * (share - 0.2), "与正文用词相同" if share > 0.2 else "与正文用词不同"))
        if layout.texts.open(draft.last):
            why.append((1.0, "夹在一句话中间"))
    if draft.first != state.current:
        why.append((-1.5, "隔着别的稿件"))
    if _ahead(layout, at) == "byline":
        why.append((-3.0, "该稿已有署名") if draft.credits else (1.5, "下接署名"))
    return Move("title", replace(draft, titles=(at,)), tuple(why))


def _under(layout: Layout, state: State, at: int, draft: Draft, fragment: float) -> Move:
    """The line as a subhead of the draft."""
    why: list[Comparison] = [(-fragment, "像断开的句子" if fragment else "文中小标题")]
    ahead = _ahead(layout, at)
    if ahead == "byline":
        why.append((-4.0, "下接署名"))
    elif ahead == "caption":
        why.append((-3.0, "下接图片说明"))
    elif ahead != "body":
        why.append((-2.0, "下无正文"))
    if draft.subheads:
        why.append((1.0, "该稿有小标题"))
    elif draft.length > 5:
        why.append((-1.0, "该稿无小标题"))
    if layout.look(at) == "heading":
        why.append((-1.0, "标为标题"))
    if draft.recent:
        why += layout.texts.likeness(at, draft.members)
        if layout.texts.open(draft.last):
            why.append((-1.0, "上文未完"))
    why += _way(layout, state, at, draft)
    return Move("subhead", replace(draft, subheads=draft.subheads + 1), tuple(why))


def _unmarked_column(layout: Layout, at: int) -> Iterator[Move]:
    text = layout.texts.runs[at]
    why: list[Comparison] = [(-2.5, "未见过的栏目")]
    if layout.look(at + 1) in ("short", "heading") and _ahead(layout, at) in ("byline", "caption"):
        below = layout.texts.runs[at + 1]
        if len(text) <= 6 and len(below) >= 1.5 * len(text):
            why.append((3.5, "短行在标题之上"))
    if layout.blocks[at].mark:
        why.append((3.0, "有栏目标记"))
    yield Move("column", None, tuple(why))


def _subtitle(layout: Layout, state: State, at: int) -> Iterator[Move]:
    current = _current(state)
    if current and current.titles and not current.recent:
        yield Move("subtitle", replace(current, subtitles=(*current.subtitles, at)), ((2.0, "破折号引出副题"),))
    for draft in state.drafts:
        if draft.titles and draft.recent and not draft.subtitles and not draft.kind:
            away = SWITCH if draft.first != state.current else -1.0
            yield Move(
                "subtitle", replace(draft, subtitles=(at,)), ((away, "副题在正文之后"), _title_words(layout, draft, at))
            )
    yield from _body(layout, state, at, "body", -1.0)


# --- bylines, credits, items


def _byline(layout: Layout, state: State, at: int) -> Iterator[Move]:
    block, before = layout.blocks[at], layout.look(at - 1)
    closing = block.after or layout.texts.runs[at][0] == "("
    for draft in state.drafts:
        here = draft.first == state.current
        if draft.kind == "photo" or (draft.credits and not here):
            continue
        why: list[Comparison] = [(0.0 if here else SWITCH, "" if here else "隔着别的稿件")]
        if not draft.recent:
            named = before in HEADS if not draft.credits else before == "byline"
            why.append((3.0, "标题之下") if named else (-2.0, "离标题远"))
        elif closing:
            why.append((2.5, "文末署名"))
        elif draft.titles and draft.titles[-1] == at - 1 and not draft.credits:
            why.append((3.0, "标题之下"))
        else:
            why.append((-1.5, "署名在正文之后"))
        if draft.credits and draft.recent:
            why.append((-3.0, "该稿已有署名"))
        if block.fresh and draft.recent:
            why.append((-4.0, "电头另起一稿"))
        yield Move(
            "byline", replace(draft, credits=(*draft.credits, at), ended=closing and bool(draft.recent)), tuple(why)
        )
    why = [(-1.0, "另起一稿")]
    if before == "column":
        why.append((2.5, "栏目之下"))
    if block.fresh or before == "rule":
        why.append((3.0, "电头或分隔线之下"))
    if closing and not block.fresh:
        why.append((-4.0, "文末署名"))
    draft, column, why = _open(layout, state, at, Draft(at), "", *why)
    yield Move("byline", replace(draft, credits=(at,)), tuple(why), column)


def _credit(state: State, at: int) -> Iterator[Move]:
    photo = next((d for d in reversed(state.drafts) if d.kind == "photo" and d.last == at - 1), None)
    draft = photo or _current(state)
    if draft is None:
        yield Move("credit", None, ((0.0, "无图可归"),))
        return
    back = state.previous if photo else -2
    yield Move("credit", replace(draft, credits=(*draft.credits, at)), ((0.0, "图片署名"),), resume=back)


def _item(layout: Layout, state: State, at: int) -> Iterator[Move]:
    mark = layout.blocks[at].mark
    study = mark in "★☆"
    current = _current(state)
    listed = current is not None and current.kind == ("study" if study else "brief")
    announced = any(layout.columns[c] == ("study" if study else "brief") for c in state.pending)
    if study and listed and current is not None:
        yield Move(
            "body", replace(current, recent=current.grown(at), length=current.length + 1), ((1.5, "同一专栏的下一条"),)
        )
    else:
        kind = "study" if study else "brief"
        why: list[Comparison] = [(0.0 if mark in "★◆" else -2.0, "条目自成一稿")]
        if announced or listed:
            why.append((2.5, "栏目下的条目"))
        draft, column, why = _open(layout, state, at, Draft(at, kind), kind, *why)
        yield Move("body", replace(draft, recent=(at,), length=1), tuple(why), column)
    if current and current.kind not in ("photo", "brief", "study"):
        yield _continue(layout, state, at, current, "body", -2.0 if mark in "★◆" else -0.5)
