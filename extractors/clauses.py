"""Sentences and clauses of an article: who speaks, and who acts where the subject is left out.

Chinese newspaper prose names its subject once and drops it over the clauses and sentences that follow; it also puts
long adverbials (通过..., 围绕...) before the subject. `clauses` answers for every clause who acts and how it is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.document import Article, Found, Mention, Ref, Span
from ontology import tables


class Word(NamedTuple):
    """A row of `clause_words.tsv`."""

    kind: str
    word: str


KINDS = (
    "opener",
    "adverbial",
    "say",
    "leading",
    "kind",
    "join",
    "post",
    "founds",
    "result",
    "event",
    "program",
    "ends",
    "grows",
)
WORDS = {kind: [row.word for row in tables.read("clause_words", Word) if row.kind == kind] for kind in KINDS}
if sum(map(len, WORDS.values())) != len(tables.read("clause_words", Word)) or not all(WORDS.values()):
    raise tables.TableError(f"clause_words.tsv: the kinds must be {' '.join(KINDS)}")


def one_of(kind: str) -> str:
    """A pattern for the words of a kind, longer ones first."""
    return "|".join(sorted(map(re.escape, WORDS[kind]), key=lambda word: (-len(word), word)))


ACTORS = ("PartyOrganisation", "Organisation", "Region", "Person")
"""What can be the subject of an act, the more specific class first."""

BREAK = re.compile(
    r"""
    (?P<sentence> [。!?\uff01\uff1f…;\uff1b]+ [”’」』]* | \n )  # a heading has no stop but its line ends
    | [\uff0c:\uff1a] | , (?! (?<=\d,) \d{3} (?!\d) )             # 近年来,赤峰市创新实行... but 1,200万元
    """,
    re.VERBOSE,
)
OPENER = re.compile(
    rf"""
    (?: \s | [“‘◆★●] | {one_of("opener")}
      | \d+ 年 (?:以来|起|初|底)? | \d+ 月 (?: \d+ 日)? (?:以来|起|上午|下午)?
    )*
    """,
    re.VERBOSE,
)
"""What may stand before the subject of a clause: 近年来赤峰市..., 这是西街街道人大工委..., 由拉僧仲街道党工委..."""

ADVERBIAL = re.compile(one_of("adverbial"))
"""A clause that begins so waits for its subject: 针对部分干部政策掌握不准等问题,包头市委组织部实施..."""

MODIFIED = re.compile(
    r"的 (?! (?:广大|各级|全体)? (?:党员|干部|民警|志愿者|工作人员|同学|队员|成员|代表|群众) )", re.VERBOSE
)
"""What stands before is no subject but its owner: 巴拉贡镇的产业造血功能; but 检察院的党员们 acts for 检察院."""

TOPIC = re.compile(r"[境市区县旗村镇]?[内里中]?")
"""A place alone may be the topic: 在兴安盟科右中旗,提起..."""
STOP = re.compile(r"[,\uff0c。]")
"""A line with marks of a sentence is no subheading."""
HE = re.compile(r"[他她](?!们)")
WE = re.compile(r"我们? | 咱们? | 本报? (?!记者)", re.VERBOSE)
SAY = re.compile(rf"{one_of('say')} | 称 (?!为) | 道 (?=[。:\uff1a,\uff0c])", re.VERBOSE)
POST = re.compile(
    rf"的?(?:[^的在对把将与和从向给为让请到了着。!?\uff01\uff1f\n,\uff0c“”]{{0,24}}(?:{one_of('post')}))?[\s—]*"
)
"""Between the organisation and the name stand only posts: 赤峰市委常委、组织部部长王亚忠."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks, with the one who acts in it."""

    at: Span
    sentence: int  # number of the sentence, from 0
    paragraph: int  # number of the line, from 0
    subject: Mention | None = None  # named in this clause
    actor: Mention | None = None  # who acts: the subject named, looked ahead for, or carried on
    owner: Mention | None = None  # named first, but what acts is its: 苏仙区的做法值得借鉴
    group: Mention | None = None  # the last one that acted and is no Person
    how: str = ""  # "said", "ahead", "carried", "speaker" or "place" (在X,...)
    speaker: Mention | None = None  # who says it, inside quotation marks
    speech: bool = False
    head: bool = False  # a title or subheading: no statement


@dataclass(frozen=True, slots=True)
class Speech:
    """Words quoted as spoken."""

    at: Span
    speaker: Mention | None


def outermost(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions that stand inside no longer one, in text order: 赤峰市 is inside 赤峰市委组织部."""
    kept: list[Mention] = []
    rank = {name: number for number, name in enumerate(ACTORS)}
    for mention in sorted(mentions, key=lambda m: (m.at.begin, -m.at.end, rank.get(m.type, 9), m.key)):
        if not kept or mention.at.end > kept[-1].at.end:
            kept.append(mention)
    return tuple(kept)


def quotations(text: str) -> Iterator[Span]:
    """What stands between “ and ”; an opening mark whose closing one OCR lost ends with its line."""
    depth_begin: int | None = None
    for match in re.finditer(r"[“”\n]", text):
        mark, place = match.group(), match.start()
        if mark == "“" and depth_begin is None:
            depth_begin = place + 1
        elif depth_begin is not None and mark in "”\n":
            if place > depth_begin:
                yield Span(depth_begin, place)
            depth_begin = None
    if depth_begin is not None and depth_begin < len(text):
        yield Span(depth_begin, len(text))


SPOKEN = re.compile(r"[。!?\uff01\uff1f…] | [,\uff0c] .* [,\uff0c。!?\uff01\uff1f…]$", re.VERBOSE | re.DOTALL)
"""A quotation that is a sentence, not a name: “今后,我们将持续...。” against “光伏治沙,助残前行”."""


def speeches(text: str, people: Sequence[Mention]) -> tuple[Speech, ...]:
    """The quotations that are speech, with their speakers."""
    spoken = (at for at in quotations(text) if SPOKEN.search(text[at.begin : at.end]))
    return tuple(Speech(at, _speaker(text, at, people)) for at in spoken)


def _speaker(text: str, at: Span, people: Sequence[Mention]) -> Mention | None:
    """The person before the verb of saying: after the quotation, else before its colon."""
    stop = re.compile(r"[。!?\uff01\uff1f\n“]").search(text, at.end + 1)
    after = Span(at.end, stop.start() if stop else len(text)) if at.end < len(text) else None
    if after and (say := _last(SAY, text, after)) is not None:
        near = [m for m in people if after.begin <= m.at.begin and m.at.end <= say]
        if near:
            return near[-1]
    line = max(text.rfind("\n", 0, at.begin), text.rfind("。", 0, at.begin), text.rfind("”", 0, at.begin)) + 1
    before = text[line : at.begin]
    if SAY.search(before) and before.rstrip("“").endswith((":", "\uff1a", ",", "\uff0c")):
        near = [m for m in people if line <= m.at.begin and m.at.end <= at.begin]
        if near:
            return near[-1]
        if HE.match(before.lstrip()):
            return next((m for m in reversed(people) if m.at.end <= line), None)
    return None


def _last(pattern: re.Pattern[str], text: str, within: Span) -> int | None:
    """Where the last match begins."""
    begins = [match.start() for match in pattern.finditer(text, within.begin, within.end)]
    return begins[-1] if begins else None


def clauses(article: Article, found: Found) -> tuple[Clause, ...]:
    """The article cut into clauses, each with the one who acts."""
    text = article.text
    actors = outermost(m for m in found.mentions if m.type in ACTORS)
    names = sorted(m.at for m in found.mentions if m.type in ("Programme", "Policy"))
    spoken = speeches(text, [m for m in actors if m.type == "Person"])
    cut = [_named(text, clause, actors) for clause in _cut(article, names, spoken)]
    return tuple(_carry(text, _look_ahead(text, cut), actors, found))


def _cut(article: Article, names: Sequence[Span], spoken: Sequence[Speech]) -> Iterator[Clause]:
    """The clauses without their subjects. Marks inside a name do not cut: “光伏治沙,助残前行”."""
    text = article.text
    begin = sentence = paragraph = 0
    heads = [
        (start, start + part.span.end - part.span.begin)
        for part, start in zip(article.parts, article.starts, strict=True)
        if part.role != "body" and not (part.role == "subhead" and STOP.search(article.page[part.span]))
    ]
    for mark in [*BREAK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        if mark and _inside(mark.start(), names):
            continue
        if text[begin:end].strip():
            speech = next((s for s in spoken if s.at.begin <= begin < s.at.end or begin < s.at.begin < end), None)
            whole = speech is not None and begin >= speech.at.begin - 1
            yield Clause(
                Span(begin, end),
                sentence,
                paragraph,
                speaker=speech.speaker if speech and whole else None,
                speech=whole,
                head=any(b <= begin < e for b, e in heads),
            )
        if mark is None:
            return
        begin = mark.end()
        newline = mark.group() == "\n"
        if mark["sentence"] and not (newline and text[mark.start() - 1 : mark.start()] in ",\uff0c、"):
            sentence += 1
            paragraph += newline


def _inside(place: int, names: Sequence[Span]) -> bool:
    index = bisect_right(names, Span(place, place + 1)) - 1
    return any(n.begin <= place < n.end for n in names[max(0, index - 3) : index + 2])


def _named(text: str, clause: Clause, actors: Sequence[Mention]) -> Clause:
    """The clause with its named subject, if it begins with one."""
    opener = OPENER.match(text, clause.at.begin, clause.at.end)
    begin = opener.end() if opener else clause.at.begin
    chain = _chain(begin, clause.at.end, actors)
    if not chain and text.startswith("在", begin):
        chain = _chain(begin + 1, clause.at.end, actors)
        begin += 1
        if chain and not TOPIC.fullmatch(text, chain[-1].at.end, clause.at.end):
            return clause
    end = chain[-1].at.end if chain else begin
    person = next((m for m in actors if m.type == "Person" and end <= m.at.begin < clause.at.end), None)
    if person and POST.fullmatch(text, end, person.at.begin):
        chain.append(person)  # 赤峰市委常委、组织部部长王亚忠; 驻村第一书记牛刚
    if not chain:
        return clause
    last = chain[-1]
    if MODIFIED.match(text, last.at.end, clause.at.end):
        return replace(clause, owner=last)
    if text[begin - 1 : begin] == "在" and TOPIC.fullmatch(text, last.at.end, clause.at.end):
        return replace(clause, actor=last, how="place")
    return replace(clause, subject=last, actor=last, how="said")


def _chain(begin: int, end: int, actors: Sequence[Mention]) -> list[Mention]:
    """Actors one behind the other from here: 巴彦淖尔市 + 杭锦旗检察院."""
    chain: list[Mention] = []
    for mention in actors:
        if mention.at.begin >= end:
            break
        if mention.at.begin == begin:
            chain.append(mention)
            begin = mention.at.end
    return chain


def _words(text: str, clause: Clause) -> str:
    """The clause without the marks before it."""
    return text[clause.at.begin : clause.at.end].lstrip(" \n“‘◆")


def _look_ahead(text: str, cut: list[Clause]) -> list[Clause]:
    """Adverbial clauses get the subject that follows in their sentence."""
    done: list[Clause] = []
    ahead: Clause | None = None
    for clause in reversed(cut):
        if ahead is not None and (ahead.sentence != clause.sentence or ahead.speech != clause.speech):
            ahead = None
        if clause.subject:
            ahead = clause
        elif ahead and clause.actor is None and ADVERBIAL.match(_words(text, clause)):
            clause = replace(clause, actor=ahead.subject, how="ahead")
        done.append(clause)
    return done[::-1]


def _carry(text: str, cut: list[Clause], actors: Sequence[Mention], found: Found) -> Iterator[Clause]:
    """Dropped subjects: the one of the clause before; in a new paragraph the last that was no person."""
    held = _employers(found)
    last: Mention | None = None
    group: Mention | None = None
    said: Clause | None = None  # the clause before, of the same speech
    paragraph = -1
    for number, clause in enumerate(cut):
        if clause.head:
            yield replace(clause, subject=None, actor=None, how="")
            continue
        if clause.paragraph != paragraph:
            last, paragraph = group, clause.paragraph
        words = _words(text, clause)
        if clause.speech:
            goes_on = said if said and said.at.end + 4 > clause.at.begin and not WE.match(words) else None
            said = _spoken(clause, goes_on, held, actors, group)
            yield said
            continue
        if clause.actor is None:
            last = last or clause.owner or _first(cut[number:])
            if HE.match(words):
                last = next((m for m in reversed(actors) if m.type == "Person" and m.at.end <= clause.at.begin), last)
            clause = replace(clause, actor=last, how="carried" if last else "")
        says = clause.subject is not None and clause.subject.type == "Person" and SAY.search(words) is not None
        if clause.subject and not says:
            last = clause.subject
        elif clause.how == "place" and clause.actor:
            last = clause.actor
        if last and last.type != "Person":
            group = last
        yield replace(clause, group=group)


def _spoken(
    clause: Clause, before: Clause | None, held: dict[Ref, Ref], actors: Sequence[Mention], group: Mention | None
) -> Clause:
    """In speech 我们 is the speaker's organisation; without one, whoever the article is about."""
    if clause.actor is not None:
        return replace(clause, group=group)
    if before and before.actor and before.speaker is clause.speaker:
        return replace(clause, actor=before.actor, group=before.group, how="carried")
    employer = held.get(clause.speaker.ref) if clause.speaker else None
    actor = next((m for m in actors if m.ref == employer), None)
    return replace(clause, actor=actor or clause.speaker or group, group=actor or group, how="speaker")


def _first(cut: Sequence[Clause]) -> Mention | None:
    """The first subject named in this paragraph: 安置22名残疾人就业……晟辉公司党支部坚持..."""
    return next((c.subject for c in cut if c.subject and c.paragraph == cut[0].paragraph and not c.speech), None)


def _employers(found: Found) -> dict[Ref, Ref]:
    """Person -> the first organisation that the person has a post in."""
    held: dict[Ref, Ref] = {}
    for relation in found.relations:
        if relation.predicate == "holds":
            held.setdefault(relation.subject, relation.object)
    return held
