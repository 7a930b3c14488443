"""Programmes: the initiatives, brands, campaigns, methods, teams and platforms that a page names.

A quoted phrase is a programme when the cues of `extractors.programme.cues` say so; a noun phrase without marks when
`extractors.programme.nominals` finds a launching verb and a head noun around it. Every mention of one programme in the
article carries one key, its canonical name; a bare numeral formula with two heads (“六个一”工作机制, “六个一”种植模式)
is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.cover import Cover
from extractors.document import Article, Doubt, Found, Mention, Span
from extractors.patterns import places, regex
from extractors.policies import is_policy
from extractors.programme.candidates import Candidate, Word, candidates, name_ending, phrases
from extractors.programme.cues import Verdict, borne, verdicts
from extractors.programme.forms import FORMULA, NUMERAL
from extractors.programme.nominals import nominals
from extractors.programme.quotes import Quote, curly
from extractors.programme.wordings import NUMBERS

KEPT = {"team", "place", "contest", "store"}  # “红纽带”非公党建联盟 is the name; of “比武争星”活动 it is 比武争星
NO_PART = {"weak", "brand", "other", "sign"}  # “12315”党建品牌 is 12315, “四评”具体措施 is 四评
BARE = regex(r"[\d+＋NnXx]+")  # “1447”党建工作法: the figures alone would name nothing
RULES = ("机制", "制度", "办法", "链条")  # “群众点单、支部派单”服务机制 goes by its steps
BEARERS = {"先锋", "头雁", "标兵", "能手", "尖兵"}  # “田野先锋”工程: kinds of people, that a scheme makes
EMPTY = regex(r"[\d+＋NnXx]+|[一二三四五六七八九十百千万两]+个[一二三四五六七八九十百千万]")  # 12345, 六个一
OPENS = ("+", "＋")
BETWEEN = regex(r"[\s、,，·]")  # signs between the members of a name
DASHES = regex("—+")
SIGNS = str.maketrans("＋•・", "+··")
PLAIN = {"行动", "机制", "工作机制", "制度", "链条", "办法"}  # add nothing to “层级引领、百村示范”
OWNER = regex(r"(?![到在对向为])[\u4e00-\u9fff]{4,14}")
COUNTED = regex(r"(?P<count>[两二三四五六七八九十\d]+)[个项](?P<head>工程|行动|计划|活动|制度|品牌)")


@dataclass(frozen=True, slots=True)
class Name:
    """A place in the article that names a programme."""

    at: Span
    stem: str  # what identifies it: the quoted words
    canonical: str
    noun: str  # its head noun, "" without one
    head: str  # and that noun's kind
    rule: str
    confidence: float
    reasons: tuple[str, ...] = ()


def programmes(article: Article, found: Found) -> Found:
    """Every mention of a programme in the article."""
    named = [mention for mention in found.mentions if mention.type == "Policy"]
    policies = Cover(mention.at for mention in named if mention.rule != "local-document")
    places = Cover(mention.at for mention in found.mentions if mention.type == "Place")  # “石榴籽”广场
    documents = Cover(mention.at for mention in named if mention.rule == "local-document")
    possible = [
        (quote, candidate)
        for quote, candidate in candidates(article)
        if (borne(candidate) or not (is_policy(candidate.name) or policies.holds(quote.inner)))
        and not places.holds(quote.inner)
    ]
    weighed = [
        (quote, candidate._replace(head=None) if documents.holds(quote.inner) else candidate, verdict)
        for (quote, candidate), verdict in zip(possible, verdicts([one for _, one in possible]), strict=True)
    ]  # what follows in the title of a document is the document's: 《“友好城区”建设行动计划》
    text = curly(article.text)
    quoted = _whole(_one_sign([name for item in weighed if item[2].accepted for name in _names(text, *item)]))
    unquoted = [_known(name, quoted) for name in _unquoted(text, found, [name.at for name in quoted])]
    keyed = _keyed([*quoted, *unquoted])
    keyed += _again(text, keyed)
    keyed.sort(key=lambda item: (item[1].at, item[0]))
    mentions = tuple(_mention(article, key, name) for key, name in keyed)
    return Found(mentions, doubts=tuple(_doubts(weighed, {name.stem for _, name in keyed})))


def _doubts(weighed: Iterable[tuple[Quote, Candidate, Verdict]], named: set[str]) -> Iterator[Doubt]:
    """Phrases that the cues leave open, each once."""
    for quote, candidate, verdict in weighed:
        if verdict.doubtful and candidate.name not in named:
            named = named | {candidate.name}
            yield Doubt(
                "programme", quote.outer, f"“{candidate.name}”可能是项目、品牌的名称，也可能只是一般说法，未收入。"
            )


def _mention(article: Article, key: str, name: Name) -> Mention:
    """With the signs in the name written one way: 点单—派单 for 点单——派单, 党建+人大 for 党建＋人大."""
    canonical = DASHES.sub("—", name.canonical.translate(SIGNS))
    return Mention(
        "Programme",
        DASHES.sub("—", key.translate(SIGNS)),
        name.at,
        "".join(article[name.at].split()),
        canonical,
        name.rule,
        confidence=name.confidence,
        premises=name.reasons,
    )


# --- names in quotation marks -----------------------------------------------------------------------------------------


def _names(text: str, quote: Quote, candidate: Candidate, verdict: Verdict) -> Iterator[Name]:
    """The name, and its members where it counts them up."""
    reasons = tuple(f"{words} ({weight:+g})" for _, weight, words in verdict.reasons)
    name = Name(quote.outer, candidate.name, candidate.name, "", "", verdict.rule, verdict.confidence, reasons)
    counted = COUNTED.match(candidate.after)
    members = list(_members(text, quote, counted)) if counted else []
    if counted and members:
        for at, member in members:
            full = member + counted["head"] if len(member) <= 3 else member
            yield replace(
                name, at=at, stem=member, canonical=full, noun=counted["head"], head="scheme", rule="enumeration"
            )
        at = Span(quote.outer.begin, quote.outer.end + len(counted[0]))
        yield replace(name, at=at, stem=counted[0], canonical=candidate.name + counted[0], noun=counted["head"])
        return
    if candidate.head is not None:
        name = _with_head(text, name, candidate.head, listed=candidate.listed > 1)
    yield _with_owner(text, name, candidate) if EMPTY.fullmatch(candidate.name) else name


def _members(text: str, quote: Quote, counted: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """“活字典、亮晒比、零差错、结对子”四个工程: as many members as the number after says."""
    count = NUMBERS.get(counted["count"]) or (int(counted["count"]) if counted["count"].isdecimal() else 0)
    found = list(re.finditer(r"[^、]+", text[quote.inner.begin : quote.inner.end]))
    if len(found) == count > 1:
        for member in found:
            yield Span(quote.inner.begin + member.start(), quote.inner.begin + member.end()), member[0].strip("“”‘’")


def _one_sign(names: list[Name]) -> list[Name]:
    """“一村一策 一户一法” of the title with the sign that the text has between the members: 一村一策、一户一法."""
    spelt: dict[str, str] = {}
    bare = {stem: BETWEEN.sub("", stem) for stem in {name.stem for name in names}}
    for stem in sorted(bare, key=lambda stem: (any(map(str.isspace, stem)), stem)):
        spelt.setdefault(bare[stem], stem)
    return [_spelt(name, spelt[bare[name.stem]]) for name in names]


def _spelt(name: Name, stem: str) -> Name:
    if stem == name.stem:
        return name
    return replace(name, stem=stem, canonical=name.canonical.replace(name.stem, stem))


def _whole(names: list[Name]) -> list[Name]:
    """“红管家” is short for the “银发红管家” of the article, if that alone ends so."""
    stems = {name.stem for name in names}
    ends: dict[str, set[str]] = {}
    for stem in stems:
        if not re.search("[+＋、,，]", stem):
            for begin in range(1, len(stem) - 1):
                ends.setdefault(stem[begin:], set()).add(stem)
    full = {short: min(ends[short]) for short in stems if len(ends.get(short, ())) == 1}
    for short in stems:  # “党建+” is short for the “党建+物业” of the article
        longer = [stem for stem in stems if short[-1:] in OPENS and stem != short and stem.startswith(short)]
        full |= {short: longer[0]} if len(longer) == 1 else {}
    return [
        replace(name, stem=full[name.stem], canonical=full[name.stem], noun="", head="") if name.stem in full else name
        for name in names
    ]


def _with_head(text: str, name: Name, head: Word, *, listed: bool) -> Name:
    """The name with the noun after it, where the noun belongs to the name; of a list it may be the last one's own."""
    if head.weight <= 0 or (head.kind == "weak" and not _system(name.stem, head)):
        return name
    far = "的" in head.gap and not (BARE.fullmatch(name.stem) or head.form.endswith("法"))  # “1+12+N”的善治指挥链
    tail = head.gap + head.form
    if listed and head.kind == "team" and head.gap in ("", "等") and name.stem[-1] not in "队团社会盟":
        canonical = name.stem + head.form  # “菜管家”“鱼管家”等志愿服务队: each is one
        return replace(name, noun=head.form, head=head.kind, canonical=canonical)
    shared = listed and (len(name.stem) > 3 or len(tail) < 4)  # “大学习、大练兵”和“头雁”能力提升工程
    if shared or far or tail[:1] == "等" or "一批" in head.gap or not text.startswith(tail, name.at.end):
        return replace(name, noun=head.form, head=head.kind)
    named = replace(name, at=Span(name.at.begin, name.at.end + len(tail)), noun=head.form, head=head.kind)
    return replace(named, canonical=name.stem + tail.removeprefix("的")) if _belongs(name.stem, tail, head) else named


def _belongs(stem: str, tail: str, head: Word) -> bool:
    """Whether the noun is part of the name: 头雁能力提升工程, 1447党建工作法, but 六个一 (of a “六个一”活动).

    It is where the quoted words alone would name nothing (12345), where it says what kind of body, room or contest
    bears them, and where it is a scheme that they do not already spell out (not “红黑榜”制度, “四评”机制). A 工程 or
    计划 always keeps its noun; members told one by one (、+—) never take 机制, 制度 or 办法.
    """
    if head.kind in NO_PART:
        return _system(stem, head)
    if BARE.fullmatch(stem) or (head.form.endswith("法") and not head.form.endswith("办法")):
        return True
    numeral = NUMERAL.fullmatch(stem) and not EMPTY.fullmatch(stem)
    if len(stem) <= 3 and len(tail) >= 4 and not numeral and not FORMULA.fullmatch(stem):
        return True
    if head.kind == "scheme":
        ending = name_ending(stem)
        named = (ending and ending[0] not in BEARERS) or phrases().get(stem) == "programme"
        members = re.search("[、+＋—]", stem) is not None
        complete = named or members or numeral
        return not ((tail in PLAIN and complete) or (members and head.form.endswith(RULES)))
    short = len(stem) == 2 and tail == head.form  # “七色”家园
    if head.kind == "event" and tail.endswith("教育实践活动"):  # “学先进、见行动”群众教育实践活动
        return True
    return head.kind in KEPT or (head.kind == "spot" and short)


def _system(stem: str, head: Word) -> bool:
    """“1+2+N”普法体系: bare figures with what they arrange."""
    return head.form == "体系" and BARE.fullmatch(stem) is not None


def _with_owner(text: str, name: Name, candidate: Candidate) -> Name:
    """党员联系服务群众“六个一”工作机制: what stands between the verb and a bare number belongs to the name."""
    verb, head = candidate.verb, candidate.head
    if verb is None or verb.kind == "metaphor" or head is None or head.kind in NO_PART or "+" in name.stem:
        return name
    owner = verb.gap.lstrip("了着起出过")
    if not OWNER.fullmatch(owner) or re.search("[的等和]", owner):
        return name
    tail = re.sub(r"[“”‘’\s]", "", text[name.at.begin : name.at.end])
    return replace(name, at=Span(name.at.begin - len(owner), name.at.end), canonical=owner + tail)


# --- names without marks ----------------------------------------------------------------------------------------------


def _unquoted(text: str, found: Found, quoted: list[Span]) -> Iterator[Name]:
    bodies = (mention.at for mention in found.mentions if mention.type in ("PartyOrganisation", "Organisation"))
    taken = Cover([*quoted, *bodies])
    policies = Cover(mention.at for mention in found.mentions if mention.type == "Policy")
    for hit in nominals(text):
        if taken.touches(hit.at) or policies.holds(hit.at):
            continue
        before, after = text[hit.at.begin - 1 : hit.at.begin], text[hit.at.end : hit.at.end + 1]
        refused = before in ("“", "‘") and after in ("”", "’")  # weighed as a quoted phrase, and found to be no name
        if is_policy(hit.name) or before in ("”", "’") or refused:
            continue
        confidence = min(0.9, round(0.3 + hit.score / 15, 2))
        yield Name(hit.at, hit.name, hit.name, "", "", "verb-and-head", confidence, (hit.reason,))


def _known(name: Name, quoted: list[Name]) -> Name:
    """竹园社区暖新驿站 names the “暖新驿站” of the article, with its place before; or a part of it is left out."""
    for other in quoted:
        if len(other.stem) >= 4 and (name.stem.endswith(other.stem) or other.stem.endswith(name.stem)):
            return replace(name, stem=other.stem, canonical=other.stem)
    return name


# --- which mentions are one programme ---------------------------------------------------------------------------------

CONTEST = regex(r"(?:赛|比武|竞赛)$")
SCHEME = regex(r"(?:工程|计划|制度|机制)$")


def _keyed(names: Iterable[Name]) -> list[tuple[str, Name]]:
    """Gives the mentions of one programme one key and one canonical name."""
    by_stem: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: (name.at, name.canonical)):
        by_stem.setdefault(name.stem, []).append(name)
    keyed = []
    for fellows in by_stem.values():
        for name in fellows:
            canonical = _canonical(name, fellows)
            keyed.append((canonical, replace(name, canonical=canonical)))
    return keyed


def _canonical(name: Name, fellows: list[Name]) -> str:
    """The fullest form among the mentions of one thing; a mention without a noun means the last one that has it."""
    if not name.noun:
        nouned = [fellow for fellow in fellows if fellow.noun]
        before = [fellow for fellow in nouned if fellow.at < name.at] or nouned
        return _canonical(before[-1], fellows) if before else name.canonical
    if NUMERAL.fullmatch(name.stem) and name.canonical != name.stem:
        return name.canonical
    same = [fellow.canonical for fellow in fellows if _alike(fellow, name) and fellow.canonical != fellow.stem]
    return max(same, key=lambda form: (len(form), form), default=name.stem)


def _alike(one: Name, other: Name) -> bool:
    """“上善乌审”宣讲团 and “上善乌审”理论宣讲团; not the brand “上善乌审”, nor “活字典”工程 and “活字典”比武竞赛."""
    if (one.head == "team") != (other.head == "team"):
        return False
    nouns = one.noun, other.noun
    return not (any(CONTEST.search(noun) for noun in nouns) and any(SCHEME.search(noun) for noun in nouns))


def _again(text: str, keyed: list[tuple[str, Name]]) -> list[tuple[str, Name]]:
    """Further places where an accepted name is printed, in marks or without."""
    taken = bytearray(len(text))
    for _, name in keyed:
        taken[name.at.begin : name.at.end] = b"\1" * (name.at.end - name.at.begin)
    first: dict[str, tuple[str, Name]] = {}
    for key, name in sorted(keyed, key=lambda item: (item[1].canonical != item[1].stem, item[1].at)):
        first.setdefault(name.stem, (key, name))
    found = []
    for stem, (key, name) in sorted(first.items(), key=lambda item: (-len(item[0]), item[0])):
        for begin in places(text, stem) if len(stem) > 1 else ():
            at = _marked(text, Span(begin, begin + len(stem)))
            if len(stem) == 2 and at.begin == begin:
                continue  # of 四联 only “四联” means it again
            if 1 not in taken[at.begin : at.end]:
                taken[at.begin : at.end] = b"\1" * (at.end - at.begin)
                found.append((key, replace(name, at=at, rule="recurrence", reasons=())))
    return found


def _marked(text: str, at: Span) -> Span:
    """With the quotation marks around."""
    around = text[at.begin - 1 : at.begin] + text[at.end : at.end + 1] if at.begin else ""
    return Span(at.begin - 1, at.end + 1) if around in ("“”", "‘’") else at
