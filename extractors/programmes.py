"""Programmes: the initiatives, brands, campaigns, methods, teams and platforms that a page names.

A quoted phrase is a programme when the cues of `extractors.cues` say so; a noun phrase without marks when
`extractors.nominals` finds a launching verb and a head noun around it. Every mention of one programme in the article
carries one key; a bare numeral formula with two heads (“六个一”工作机制, “六个一”种植管理模式) is two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.cues import NUMERAL, Candidate, Verdict, Word, find_head, find_verb, weigh
from extractors.document import Article, Found, Mention, Span
from extractors.nominals import nominals
from extractors.policies import is_policy
from extractors.quotes import LONGEST_NAME, Quote, quotes

KEPT_HEADS = {"team", "place"}  # “红纽带”非公党建联盟 is the name; of “比武争星”活动 it is 比武争星
CLAUSE = re.compile(r"[。!！?？;；:：,，\n“‘]")
CLAUSE_END = re.compile(r"[。!！?？;；:：,，、\n“”‘’]")
JOINT = re.compile(r"\s*(?:、|和|与|及|以及|或)?\s*")
COUNTED = re.compile(r"(?P<count>[两二三四五六七八九十\d]+)[个项大类]?(?:工程|行动|计划|机制|活动|制度|举措|模式|品牌)")
NUMBERS = {digit: n for n, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Name:
    """A place in the article that names a programme."""

    at: Span
    stem: str  # what identifies it: the quoted words
    canonical: str
    kind: str  # of its head noun, "" without one
    rule: str
    confidence: float
    premises: tuple[str, ...] = ()


def programmes(article: Article, found: Found) -> Found:
    """Every mention of a programme in the article."""
    quoted = list(_quoted(article))
    keyed = _keyed([*quoted, *_unquoted(article, found, [name.at for name in quoted])])
    again = _again(article.text, keyed)
    return Found(mentions=tuple(_mention(article, key, name) for key, name in sorted((*keyed, *again), key=_place)))


def _place(item: tuple[str, Name]) -> tuple[Span, str]:
    return item[1].at, item[0]


def _mention(article: Article, key: str, name: Name) -> Mention:
    return Mention(
        "Programme",
        key,
        name.at,
        re.sub(r"\s+", "", article[name.at]),
        name.canonical,
        name.rule,
        confidence=name.confidence,
        premises=name.premises,
    )


# --- quoted names -----------------------------------------------------------------------------------------------------


def candidates(article: Article) -> Iterator[tuple[Quote, Candidate]]:
    """The quoted phrases that could be names, each with its surroundings."""
    text = article.text
    marked = [quote for quote in quotes(text) if quote.inner.end - quote.inner.begin <= LONGEST_NAME]
    marked = [quote for quote in marked if not _inside_name(text, quote, marked)]
    times = Counter(quote.printed(text) for quote in marked)
    for group in _groups(text, marked):
        before = _before(text, group[0].outer.begin)
        after = _after(text, group[-1].outer.end)
        verb, head = find_verb(before), find_head(after)
        for quote in group:
            name = quote.printed(text)
            yield quote, Candidate(
                re.sub("[“”‘’]", "", name), verb, head, before, after, len(group), times[name], quote.whole,
                quote.outer.begin < article.body_start, quote.depth > 1,
            )  # fmt: skip


def _inside_name(text: str, quote: Quote, marked: list[Quote]) -> bool:
    """A quote inside a quoted name: 邻 in “党建+‘邻’距离”."""
    around = [other for other in marked if other is not quote and quote.inner in other.inner]
    return any(not re.search("[。!?;,]", other.printed(text)) for other in around)


def _groups(text: str, marked: list[Quote]) -> Iterator[list[Quote]]:
    """Quotes that follow each other with no more than 、 or 和 between them."""
    group: list[Quote] = []
    for quote in marked:
        last = group[-1] if group else quote
        if group and (quote.depth != last.depth or not JOINT.fullmatch(text, last.outer.end, quote.outer.begin)):
            yield group
            group = []
        group.append(quote)
    if group:
        yield group


def _before(text: str, at: int) -> str:
    return CLAUSE.split(text[max(0, at - 40) : at])[-1]


def _after(text: str, at: int) -> str:
    return CLAUSE_END.split(text[at : at + 24])[0]


def _quoted(article: Article) -> Iterator[Name]:
    for quote, candidate in candidates(article):
        if is_policy(candidate.name):
            continue
        verdict = weigh(candidate)
        if verdict.accepted:
            yield from _names(article.text, quote, candidate, verdict)


def _names(text: str, quote: Quote, candidate: Candidate, verdict: Verdict) -> Iterator[Name]:
    reasons = tuple(f"{words} ({weight:+g})" for _, weight, words in verdict.reasons)
    whole = Name(quote.outer, candidate.name, candidate.name, "", verdict.rule, verdict.confidence, reasons)
    members = list(_members(text, quote, candidate))
    yield from (replace(whole, at=at, stem=stem, canonical=stem, rule="enumeration") for at, stem in members)
    if candidate.head is not None and candidate.listed == 1:
        whole = _with_head(whole, candidate.head)
    if NUMERAL.fullmatch(candidate.name):
        whole = _with_owner(text, whole, candidate)
    if members and candidate.head is not None:
        whole = replace(whole, canonical=candidate.head.gap + candidate.head.form)
    yield whole


def _members(text: str, quote: Quote, candidate: Candidate) -> Iterator[tuple[Span, str]]:
    """“活字典、亮晒比、零差错、结对子”四个工程: as many members as the number after says."""
    counted = COUNTED.match(candidate.after)
    if not counted:
        return
    count = NUMBERS.get(counted["count"]) or (int(counted["count"]) if counted["count"].isdigit() else 0)
    found = list(re.finditer(r"[^、]+", text[quote.inner.begin : quote.inner.end]))
    if len(found) == count > 1:
        for member in found:
            yield Span(quote.inner.begin + member.start(), quote.inner.begin + member.end()), member[0].strip("“”‘’")


def _with_head(name: Name, head: Word) -> Name:
    """The name with the noun after it, where the noun belongs to the name."""
    if head.weight <= 0 or head.gap.startswith("等") or re.match("的?一批|的?一系列", head.gap):
        return name
    tail = head.gap + head.form
    at = Span(name.at.begin, name.at.end + len(tail))
    if "的" in tail:
        return replace(name, kind=head.kind)
    if head.kind in KEPT_HEADS or re.fullmatch(r"[\d+＋]+", name.stem) or (len(name.stem) <= 3 and len(tail) >= 4):
        return replace(name, at=at, canonical=name.stem + tail, kind=head.kind)
    return replace(name, at=at, kind=head.kind)


OWNER = re.compile(r"[\u4e00-\u9fff]{4,14}$")


def _with_owner(text: str, name: Name, candidate: Candidate) -> Name:
    """党员联系服务群众“六个一”工作机制: what stands between the verb and a bare number belongs to the name."""
    if candidate.verb is None or candidate.verb.kind == "metaphor":
        return name
    owner = candidate.verb.gap.lstrip("了着起出过")
    if not OWNER.fullmatch(owner) or "的" in owner or "等" in owner or candidate.head is None:
        return name
    tail = text[name.at.begin : name.at.end]
    canonical = owner + re.sub(r"[“”‘’\s]", "", tail)
    return replace(name, at=Span(name.at.begin - len(owner), name.at.end), canonical=canonical)


# --- names without marks ----------------------------------------------------------------------------------------------


def _unquoted(article: Article, found: Found, taken: list[Span]) -> Iterator[Name]:
    taken = taken + [mention.at for mention in found.of("PartyOrganisation", "Organisation", "Policy")]
    for hit in nominals(article.text):
        if any(other.overlaps(hit.at) for other in taken) or is_policy(hit.name):
            continue
        if article.text[hit.at.begin - 1 : hit.at.begin] in ("”", "’"):  # the tail of a quoted name
            continue
        confidence = min(0.9, round(0.3 + hit.score / 15, 2))
        yield Name(hit.at, hit.name, hit.name, "", "verb-and-head", confidence, (hit.reason,))


# --- which mentions are one programme ---------------------------------------------------------------------------------


def _keyed(names: Iterable[Name]) -> list[tuple[str, Name]]:
    """Gives the mentions of one programme one key and one canonical name."""
    names = sorted(names, key=lambda name: (name.at, name.canonical))
    by_stem: dict[str, list[Name]] = {}
    for name in names:
        by_stem.setdefault(name.stem, []).append(name)
    keyed = []
    for name in names:
        canonical = _canonical(name, by_stem[name.stem])
        keyed.append((canonical, replace(name, canonical=canonical)))
    return keyed


def _canonical(name: Name, fellows: list[Name]) -> str:
    """The fullest form among the mentions that name the same thing."""
    full = [fellow for fellow in fellows if fellow.canonical != fellow.stem]
    if name.canonical != name.stem:
        same = [fellow for fellow in full if fellow.kind == name.kind]
        if NUMERAL.fullmatch(name.stem):
            same = [name]
        return max((fellow.canonical for fellow in same), key=lambda form: (len(form), form), default=name.canonical)
    if name.kind or not full:
        return name.stem
    before = [fellow for fellow in full if fellow.at < name.at] or full
    return _canonical(before[-1], fellows)


def _again(text: str, keyed: list[tuple[str, Name]]) -> Iterator[tuple[str, Name]]:
    """Further places where an accepted name is printed, in marks or without."""
    taken = [name.at for _, name in keyed]
    first = {name.stem: (key, name) for key, name in reversed(keyed)}
    for stem, (key, name) in sorted(first.items(), key=lambda item: (-len(item[0]), item[0])):
        if len(stem) < 3:
            continue
        for match in re.finditer(re.escape(stem), text):
            at = Span(match.start(), match.end())
            if text[at.begin - 1 : at.begin] in "“‘" and text[at.end : at.end + 1] in "”’" and at.begin:
                at = Span(at.begin - 1, at.end + 1)
            if not any(other.overlaps(at) for other in taken):
                taken.append(at)
                yield key, replace(name, at=at, rule="recurrence", premises=())
