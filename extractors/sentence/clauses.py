"""Sentences and clauses of an article: who speaks, and who acts where the subject is left out.

Chinese newspaper prose names its subject once and drops it over the clauses and sentences that follow; it also puts
long adverbials (通过..., 围绕...) before the subject. `clauses` answers for every clause who acts and how it is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from extractors.document import Article, Found, Mention, Ref, Relation, Span
from extractors.patterns import regex
from extractors.rows import ACTORS, Row, holding, outermost, within
from extractors.sentence.bare_subjects import Bodies, stranger, unknown
from extractors.sentence.clause_words import one_of
from extractors.sentence.speech import HE, SAY, Speech, speeches
from extractors.sentence.subjects import agent_in, chain_from, described_as, led_by, those_beside

Record = TypeVar("Record")

BREAK = regex(
    r"""
    (?P<sentence> [。!?\uff01\uff1f…;\uff1b]+ [”’」』]* | \n )  # a heading has no stop but its line ends
    | [\uff0c:\uff1a] | , (?! (?<=\d,) \d{3} (?!\d) )             # 近年来,赤峰市创新实行... but 1,200万元
    """,
    re.VERBOSE,
)
LONGEST = 600
"""So much text without a mark is no clause: where the marks are lost it is cut here, as if a sentence ended."""
OPENER = regex(
    rf"""
    (?: \s | [“‘◆★●] | {one_of("opener")}
      | (?:同?[在处]|位于|地处|相邻|毗邻|邻近|坐落[在于]|隶属于?|来自|偏远|边远) [^,\uff0c。“”]{{0,16}}? 的
      | [一二两三四五六七八九十几多\d]+ 余? (?:年|个月) 来
      | \d+ 年 (?:以来|起|初|底)? | \d+ 月 (?: \d+ 日)? (?:以来|起|上午|下午)?
    )*
    """,
    re.VERBOSE,
)
"""What may stand before the subject of a clause: 相邻的前山镇..., 近年来赤峰市..., 这是西街街道人大工委..."""

NOBODY = regex(one_of("indefinite"))
ADVERBIAL = regex(one_of("adverbial"))
"""A clause that begins so waits for its subject: 针对部分干部政策掌握不准等问题,包头市委组织部实施..."""

MODIFIED = regex(
    r"的 (?! (?:广大|各级|全体)? (?:党员|干部|民警|志愿者|工作人员|同学|队员|成员|代表|群众) )", re.VERBOSE
)
"""What stands before is no subject but its owner: 巴拉贡镇的产业造血功能; but 检察院的党员们 acts for 检察院."""

TOPIC = regex(r"[境市区县旗村镇]?[内里中]?")
"""A place alone may be the topic: 在兴安盟科右中旗,提起..."""
RANKED = regex(r"(?:首[家个批支所座]|第[一二三][家个批支所座]|唯一|规模?最)")
"""是自治区|首家外卖行业党组织: how a body ranks there."""
STOP = regex(r"[,\uff0c。]")
"""A line with marks of a sentence is no subheading."""
IN_OFFICE = regex(r"^由|[兼担出]?任(?:书记|主任|[组会队团站所院校]长|理事长|负责人)|当选|牵头抓")
"""A person who only holds an office in the body that the text tells of."""
JOINS_IN = regex(
    r"(?:等[\d余]*[家个名])?[^,\uff0c。“”]{0,16}?(?:加入|参[与加]|入盟|入驻|应邀|报名|捐|配合|协助"
    r"|[把将][^,\uff0c。]{1,14}(?:列[入为]|评为|写[入进]|确定为))"
)
"""某商会、某公司等9家单位加入其中。去年,...: told of is still whom they joined."""
COUNT = "一二三四五六七八"
WE = regex(r"我们? | 咱们? | 本报? (?!记者)", re.VERBOSE)
POST = regex(
    rf"的?(?:[^的在对把将与和从向给为让请到了着。!?\uff01\uff1f\n,\uff0c:\uff1a]{{1,14}}的)?(?:[^的在对把将与和从向给为让请到了着。!?\uff01\uff1f\n,\uff0c“”]{{0,24}}(?:{one_of('post')}))?[\s—]*"
)
"""Between the organisation and the name stand only posts: 赤峰市委常委、组织部部长王亚忠."""


class Clause(NamedTuple):
    """A stretch between two marks, with the one who acts in it; a tuple, as a page has hundreds of them."""

    at: Span
    sentence: int  # number of the sentence, from 0
    paragraph: int  # number of the line, from 0
    subject: Mention | None = None  # named in this clause
    actor: Mention | None = None  # who acts: the subject named, looked ahead for, or carried on
    also: tuple[Mention, ...] = ()  # subjects beside it: 旗委、旗政府出台...
    owner: Mention | None = None  # named first, but what acts is its: 苏仙区的做法值得借鉴
    group: Mention | None = None  # the last one that acted and is no Person
    how: str = ""  # "said", "ahead", "carried", "speaker", "bare" (公司...), "agent" (由X牵头) or "place" (在X,...)
    speaker: Mention | None = None  # who says it, inside quotation marks
    speech: bool = False
    head: bool = False  # a title or subheading: no statement

    @property
    def ends(self) -> tuple[int, int]:
        """Where it begins and ends, as patterns are asked."""
        return self.at.begin, self.at.end

    @property
    def subjects(self) -> tuple[Mention, ...]:
        """All that the clause names as acting."""
        return (self.subject, *self.also) if self.subject else ()

    def told_of(self, actor: Mention | None, how: str, group: Mention | None) -> Clause:
        """The clause with the one who acts; nearly every clause gets one, and `_replace` takes twice as long."""
        return Clause(
            self.at, self.sentence, self.paragraph, self.subject, actor, self.also, self.owner, group, how,
            self.speaker, self.speech, self.head,
        )  # fmt: skip


def clauses(article: Article, found: Found) -> tuple[Clause, ...]:
    """The article cut into clauses, each with the one who acts."""
    posts = [r for r in found.relations if r.predicate == "holds"]
    return _clauses(_Same(article), _Same(found.mentions), tuple(map(_Same, posts)))


class _Same(Generic[Record]):
    """Stands for a record in the key of a cache: the same as itself alone, and none of its fields is looked at."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.record is other.record


@lru_cache(maxsize=64)  # relations ask for the articles of a page, then figures do
def _clauses(
    of: _Same[Article], found: _Same[tuple[Mention, ...]], posts: tuple[_Same[Relation], ...]
) -> tuple[Clause, ...]:
    article, mentions = of.record, found.record
    text = article.text
    able = acting(mentions)
    actors = outermost(able)
    names = _places(m.at for m in mentions if m.type in ("Programme", "Policy"))
    people = Row(m for m in actors if m.type == "Person")
    bodies = Row(m for m in actors if m.type in ("PartyOrganisation", "Organisation"))
    spoken = speeches(text, people, bodies)
    cut = list(_cut(article, names, spoken))
    for number in holding([clause.at.begin for clause in cut], [clause.at.end for clause in cut], actors):
        cut[number] = _named(text, cut[number], within(actors, cut[number].at))
    told = Told(text, people, Bodies(able, text), _employers([post.record for post in posts], actors))
    return tuple(_carry(told, _look_ahead(text, cut)))


def acting(mentions: Sequence[Mention]) -> list[Mention]:
    """Those that can act; no body that is only a programme by another reading: “检护草原”工作站."""
    named = {m.at.begin for m in mentions if m.type == "Programme"}
    other = {m.ref for m in mentions if m.type == "Organisation" and m.at.begin in named}
    return [m for m in mentions if m.type in ACTORS and m.ref not in other]


def _places(spans: Iterable[Span]) -> set[int]:
    """Where the characters of the spans stand."""
    return {place for span in spans for place in range(span.begin, span.end)}


def _cut(article: Article, names: Container[int], spoken: Sequence[Speech]) -> Iterator[Clause]:
    """The clauses without their subjects. Marks inside a name do not cut: “光伏治沙,助残前行”."""
    text = article.text
    heads = _places(_heads(article))
    begins = [speech.at.begin - 1 for speech in spoken]  # its opening mark may begin the clause
    begin = sentence = paragraph = 0
    for mark in [*BREAK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        if mark and mark.start() in names:
            continue
        while begin < end:
            at = Span(begin, min(end, begin + LONGEST))
            if text[at.begin : at.end].strip():
                index = bisect_right(begins, begin) - 1
                speech = spoken[index] if index >= 0 and begin < spoken[index].at.end else None
                speaker = speech.speaker if speech else None
                yield Clause(
                    at, sentence, paragraph, None, None, (), None, None, "", speaker, speech is not None, begin in heads
                )
            sentence += at.end < end
            begin = at.end
        if mark is None:
            return
        begin = mark.end()
        newline = mark.group() == "\n"
        if mark["sentence"] and not (newline and text[mark.start() - 1 : mark.start()] in ",\uff0c、"):
            sentence += 1
            paragraph += newline


def _heads(article: Article) -> Iterator[Span]:
    """Where titles and subheadings stand in the article's text."""
    for part, start in zip(article.parts, article.starts, strict=True):
        if part.role != "body" and not (part.role == "subhead" and STOP.search(article.page[part.span])):
            yield Span(start, start + part.span.end - part.span.begin)


def _named(text: str, clause: Clause, actors: Sequence[Mention]) -> Clause:
    """The clause with its named subject, if it begins with one."""
    opener = OPENER.match(text, *clause.ends)
    begin = opener.end() if opener else clause.at.begin
    chain = chain_from(begin, clause.at.end, actors)
    if not chain and text.startswith("在", begin):
        chain = chain_from(begin + 1, clause.at.end, actors)
        begin += 1
        if chain and not TOPIC.fullmatch(text, chain[-1].at.end, clause.at.end):
            return clause
    end = chain[-1].at.end if chain else begin
    person = next((m for m in actors if m.type == "Person" and end <= m.at.begin < clause.at.end), None)
    if person and POST.fullmatch(text, end, person.at.begin):
        chain.append(person)  # 赤峰市委常委、组织部部长王亚忠; 驻村第一书记牛刚
    if not chain:
        described = described_as(text, clause.at, begin, actors)
        if described is None and (agent := agent_in(text, clause.at, actors)):
            return clause._replace(actor=agent, how="agent")
        return clause._replace(subject=described, actor=described, how="said") if described else clause
    last, also = chain[-1], those_beside(text, chain[-1], actors)
    if also and MODIFIED.match(text, also[-1].at.end, clause.at.end):
        return clause
    if led := led_by(text, last, clause.at, actors):
        return clause._replace(subject=led, actor=led, how="said")
    if MODIFIED.match(text, last.at.end, clause.at.end):
        return clause._replace(owner=last)
    if RANKED.match(text, last.at.end, clause.at.end):
        return clause
    if text[begin - 1 : begin] == "由" and last.type != "Person" and "的" in text[last.at.end : clause.at.end]:
        return clause  # 由自来水公司供水的小区里; but 由老党员包银山发起的“金阳光”服务队
    if text[begin - 1 : begin] == "在" and TOPIC.fullmatch(text, last.at.end, clause.at.end):
        return clause._replace(actor=last, how="place") if last.type == "Region" else clause
    return clause._replace(subject=last, actor=last, also=also, how="said")


def _words(text: str, clause: Clause) -> str:
    """The clause without the marks before it."""
    return text[clause.at.begin : clause.at.end].lstrip(" \n“‘◆")


def _look_ahead(text: str, cut: list[Clause]) -> list[Clause]:
    """Adverbial clauses get the subject that follows in their sentence."""
    done: list[Clause] = []
    ahead: Clause | None = None
    first = {clause.sentence: clause.at.begin for clause in reversed(cut) if clause.subject}
    for clause in reversed(cut):
        if ahead is not None and (ahead.sentence != clause.sentence or ahead.speech != clause.speech):
            ahead = None
        if clause.subject:
            ahead = clause
        elif (
            ahead
            and clause.actor is None
            and first[clause.sentence] > clause.at.begin  # else who acted before in the sentence goes on
            and ADVERBIAL.match(_words(text, clause))
        ):
            clause = clause._replace(actor=ahead.subject, how="ahead")
        done.append(clause)
    return done[::-1]


@dataclass(slots=True)
class Focus:
    """Who is being told of, while the clauses go by."""

    last: Mention | None = None  # whom a dropped subject stands for
    group: Mention | None = None  # the last one that was no Person
    reporter: Mention | None = None  # for whom the person speaks whose words the sentence reports
    told: Clause | None = None  # the clause before
    lead: Mention | None = None  # who was told of when a count began: 一是..., 二是...


@dataclass(frozen=True, slots=True)
class Told:
    """What an article names, to be asked for by its clauses."""

    text: str
    people: Row
    bodies: Bodies
    employers: Mapping[Ref, Mention]  # of people


def _carry(told: Told, cut: list[Clause]) -> Iterator[Clause]:
    """Dropped subjects: the one of the clause before; in a new paragraph the last that was no person."""
    focus = Focus()
    for clause, first in zip(cut, _firsts(cut), strict=True):
        if clause.head:
            yield clause._replace(subject=None, actor=None, how="")
            continue
        _enter(focus, clause)
        clause = _spoken(told, clause, focus) if clause.speech else _narrated(told, clause, focus, first)
        focus.told = clause
        yield clause


def _enter(focus: Focus, clause: Clause) -> None:
    """What a new paragraph or sentence forgets."""
    before = focus.told
    if before is None or before.paragraph != clause.paragraph:
        focus.last = focus.group
    if before is None or before.sentence != clause.sentence:
        focus.reporter = None


def _narrated(told: Told, clause: Clause, focus: Focus, first: Mention | None) -> Clause:
    """A clause of the newspaper's own words; moves the focus. `first` is the subject its paragraph names next."""
    words = _words(told.text, clause)
    if words[1:2] == "是" and words[0] in COUNT:
        _counted(focus, first=words[0] == COUNT[0])
    if NOBODY.match(words):
        focus.last = focus.reporter = None
        return clause
    actor, how = clause.actor, clause.how
    if actor is None and (named := told.bodies.meant(words, clause.at.begin)):
        actor, how = named, "bare"
        focus.last, focus.reporter = named, None
    elif actor is None and not clause.owner and unknown(words):
        focus.last = focus.reporter = None
        return clause
    elif actor is None:
        focus.last = focus.last or clause.owner or first
        if HE.search(words) and _begins_with_him(told.text, clause):
            focus.last = next(told.people.back_from(clause.at.begin), focus.last)
        actor = focus.reporter or focus.last
        how = "carried" if actor else ""
    if clause.subject and clause.subject.type == "Person" and SAY.search(words):
        focus.reporter = told.employers.get(clause.subject.ref)
    elif clause.subject and clause.subject.type == "Person" and IN_OFFICE.search(words):
        pass  # 由社区书记段某任书记: told of is still the body
    elif clause.subject and focus.group and _joins_in(told.text, clause):
        pass
    elif clause.subject or how in ("place", "agent"):
        focus.last, focus.reporter = actor, None
    if focus.last and focus.last.type != "Person":
        focus.group = focus.last
    return clause.told_of(actor, how, focus.group)


def _counted(focus: Focus, *, first: bool) -> None:
    """三是...: of who was told of before 一是, whoever acted in between."""
    if first:
        focus.lead = focus.last
    focus.last = focus.lead or focus.last


def _begins_with_him(text: str, clause: Clause) -> bool:
    opener = OPENER.match(text, *clause.ends)
    return HE.match(text, opener.end() if opener else clause.at.begin, clause.at.end) is not None


def _joins_in(text: str, clause: Clause) -> bool:
    """Bodies that only join in something."""
    last = clause.subjects[-1]
    return last.type != "Person" and JOINS_IN.match(text, last.at.end, clause.at.end) is not None


def _spoken(told: Told, clause: Clause, focus: Focus) -> Clause:
    """In speech 我们 is the speaker's organisation; without one, whoever the article is about."""
    words, before = _words(told.text, clause), focus.told
    if clause.actor is None and (named := told.bodies.named_again(words, clause.at.begin)):
        return clause._replace(actor=named, group=focus.group, how="bare")
    if clause.actor is not None:
        return clause._replace(group=focus.group)
    if stranger(words) and not WE.match(words):  # “老家村党委成立P”: not the speaker's
        return clause
    if not WE.match(words) and before and before.speech and before.actor and before.speaker is clause.speaker:
        return clause._replace(actor=before.actor, group=before.group, how="carried")
    employer = told.employers.get(clause.speaker.ref, _body(clause.speaker)) if clause.speaker else None
    return clause._replace(
        actor=employer or clause.speaker or focus.group, group=employer or focus.group, how="speaker"
    )


def _body(speaker: Mention) -> Mention | None:
    """The speaker, where it is a body whose officer has no name."""
    return speaker if speaker.type != "Person" else None


def _firsts(cut: Sequence[Clause]) -> list[Mention | None]:
    """For each clause the next subject named in its paragraph: 安置22名残疾人就业……晟辉公司党支部坚持..."""
    firsts: list[Mention | None] = []
    first, paragraph = None, -1
    for clause in reversed(cut):
        if clause.paragraph != paragraph:
            first, paragraph = None, clause.paragraph
        if clause.subject and not clause.speech:
            first = clause.subject
        firsts.append(first)
    return firsts[::-1]


def _employers(posts: Sequence[Relation], actors: Sequence[Mention]) -> dict[Ref, Mention]:
    """Person -> a mention of the first organisation that the person has a post in."""
    named = {m.ref: m for m in reversed(actors)}
    return {r.subject: named[r.object] for r in reversed(posts) if r.object in named}
