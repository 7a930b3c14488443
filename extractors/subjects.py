"""Of whom a figure is told: a place, a programme whose result it is, or the one who acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.clause_words import WORDS, one_of
from extractors.clauses import Clause, between, clauses, outermost, within
from extractors.document import Article, Found, Mention, Ref
from extractors.numbers import CONCRETE, DIGIT, Number

NUMERAL = re.compile(rf"[\d十百千]|{DIGIT}成|{DIGIT}(?:{CONCRETE})")
"""What a clause with a number has."""
JOINS = re.compile(one_of("join"))
TOLD = re.compile(rf"[”’]?(?:的?[^的]{{0,8}}(?:{one_of('kind')}))?[上中后]?$")
"""The clause ends with a programme: what is counted next is its result."""
FOUNDED = re.compile(r"(?:成立|组建|创办)了?[“‘]?$")
FOUNDS = re.compile(one_of("founds"))
HAS = re.compile(r"(?:共|现)?有?|现职|的")
FOR = re.compile(r"[为给向对][^,\uff0c]{0,3}$")
GATHERS = re.compile(r"吸纳|整合|联合|抽调|遴选|选调|聚集")
RESULT = re.compile(one_of("result"))
EVENTS = frozenset(WORDS["event"])
STANDS_FOR = re.compile(rf"(?:该|此次|本次|这[一个场支项些]*)?(?P<noun>{one_of('program')})")
"""活动以“诗润绿洲”为主题: the noun stands for the programme last told of."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with what was told before it."""

    text: str
    clause: Clause
    regions: Sequence[Mention]
    topics: Sequence[Mention]  # programmes and places of the article, in text order
    before: tuple[Clause, ...] = ()  # the clauses of the sentence before this one
    new: Mention | None = None  # the body just founded
    programme: Mention | None = None  # the one told of first in the paragraph
    latest: Mention | None = None  # the programme told of last in the article
    made: Mention | None = None  # the body that the next clause founds
    parents: Mapping[Ref, Ref] = field(default_factory=dict)  # body -> the one it belongs to


def scenes(article: Article, found: Found) -> Iterator[Scene]:
    """The clauses that hold a number, with what was told before them."""
    topics = outermost(m for m in found.mentions if m.type in ("Programme", "Place"))
    bodies = outermost(m for m in found.mentions if m.type in ("Programme", "Organisation"))
    regions = outermost(m for m in found.mentions if m.type == "Region")
    sentence: tuple[Clause, ...] = ()
    latest: Mention | None = None
    new: Mention | None = None
    programme: Mention | None = None
    parents = {r.subject: r.object for r in found.relations if r.predicate == "under"}
    told = clauses(article, found)
    for number, clause in enumerate(told):
        if sentence and sentence[-1].paragraph != clause.paragraph:
            new = programme = None
        if clause.subject:
            new = None
        if sentence and sentence[-1].sentence != clause.sentence:
            sentence = ()
        if not clause.head and NUMERAL.search(article.text, clause.at.begin, clause.at.end):
            made = _founded(article.text, after[0], bodies) if (after := told[number + 1 : number + 2]) else None
            yield Scene(article.text, clause, regions, topics, sentence, new, programme, latest, made, parents)
        new = _founded(article.text, clause, bodies) or new
        here = [m for m in within(topics, clause.at) if m.type == "Programme"]
        programme = programme or next(iter(here), None)
        latest = here[-1] if here else latest
        sentence += (clause,)


def _founded(text: str, clause: Clause, bodies: Sequence[Mention]) -> Mention | None:
    """The body that the clause ends with and says is new: what follows is about it (成立了赛音合作社,...带动200户)."""
    for body in reversed(within(bodies, clause.at)):
        if len(text[body.at.end : clause.at.end].strip("”’ ")) <= 6:
            return body if FOUNDED.search(text, clause.at.begin, body.at.begin) else None
    return None


def first_topic(scene: Scene) -> Mention | None:
    """The programme or place that the clause begins with: 该长廊长近100米."""
    text, clause = scene.text, scene.clause
    begin = clause.at.end - len(text[clause.at.begin : clause.at.end].lstrip(" \n“‘"))
    return next((m for m in scene.topics if begin - 1 <= m.at.begin <= begin and m.at in clause.at), None)


def subject(scene: Scene, number: Number) -> Ref | None:
    """Of whom: by the first reading that fits; None for what is said of the whole country."""
    for reading in SAID:
        if found := reading(scene, number):
            return found.ref
    if "全国" in scene.text[scene.clause.at.begin : number.at.begin]:
        return None  # 2023年全国共有高校毕业生党员110万余名
    for reading in TOLD_OF:
        if found := reading(scene, number):
            return found.ref
    actor = scene.new or scene.clause.actor or scene.clause.group or scene.latest
    return _owner(scene, actor, number) if actor else None


def _joined(scene: Scene, number: Number) -> Mention | None:
    """推动4296个机关事业单位党组织参与“双报到”工作: what they take part in."""
    after = between(scene.topics, number.at.end, scene.clause.at.end)
    return next((m for m in after if JOINS.search(scene.text, number.at.end, m.at.begin)), None)


def _begun_with(scene: Scene, number: Number) -> Mention | None:
    """该长廊长近100米."""
    first = first_topic(scene)
    return first if first and first.at.end <= number.at.begin else None


def _place_of(scene: Scene, number: Number) -> Mention | None:
    """全村6个村民小组; 商都县212个村: the place right before the number."""
    before = between(scene.regions, scene.clause.at.begin, number.at.begin)
    return before[-1] if before and HAS.fullmatch(scene.text, before[-1].at.end, number.at.begin) else None


def _generic(scene: Scene, number: Number) -> Mention | None:
    """全县累计召开屋场会4200余场."""
    named = scene.clause.subject
    return named if named and named.generic and named.at.end <= number.at.begin else None


def _held(scene: Scene, number: Number) -> Mention | None:
    """举办“亮晒比”实战练兵7期: what is done again and again."""
    before = between(scene.topics, scene.clause.at.begin, number.at.begin) if number.unit in EVENTS else []
    return before[-1] if before else None


def _named(scene: Scene, _: Number) -> Mention | None:
    """The subject of the clause."""
    return scene.clause.subject


def _founded_next(scene: Scene, number: Number) -> Mention | None:
    """吸纳4个合作社入股,成立“新农人”服务队."""
    gathers = GATHERS.search(scene.text, scene.clause.at.begin, number.at.begin)
    return scene.made if gathers else None


def _counted(scene: Scene, number: Number) -> Mention | None:
    """整合“法在身边”等15支“绿色乌审”服务队的资源; but 打造7个“红色驿站” is told of who acts."""
    after = between(scene.topics, number.at.end, scene.clause.at.end)
    near = bool(after) and after[0].at.begin <= number.at.end + 1
    return after[0] if near and not _founds(scene, number) else None


def _result_of(scene: Scene, number: Number) -> Mention | None:
    """What came of a programme: the one told of in the sentence, the body just founded, the paragraph's."""
    if _founds(scene, number):
        return None
    return _told(scene) or scene.new or _result(scene, number)


def _founds(scene: Scene, number: Number) -> bool:
    """Who sets something up owns the count; not so where it is done for them: 为200余名党员打造了一堂党课."""
    if FOR.search(scene.text[: number.at.begin][-8:]):
        return False
    return FOUNDS.search(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None


def _owner(scene: Scene, actor: Mention, number: Number) -> Ref:
    """Money, land and jobs are a company's, not its Party branch's: 晟辉公司党支部...捐赠129万元."""
    parent = scene.parents.get(actor.ref)
    if not parent or parent[0] != "Organisation" or actor.type == "Organisation":
        return actor.ref
    words = scene.text[scene.clause.at.begin : scene.clause.at.end]
    return parent if number.kind in ("money", "measure", "time") or "就业" in words else actor.ref


def _result(scene: Scene, number: Number) -> Mention | None:
    """The programme of the paragraph, when the number tells what came of it and nobody else is named to act."""
    clause = scene.clause
    if (
        clause.speech
        or (clause.actor and clause.actor.type == "Person")
        or any(c.subject and not (c.subject.type == "Region" and c.subject.generic) for c in scene.before)
    ):
        return None
    begin = (scene.before or (clause,))[0].at.begin
    if number.unit in EVENTS or RESULT.search(scene.text, begin, number.at.begin) or _anaphor(scene):
        return scene.programme
    return None


def _anaphor(scene: Scene) -> bool:
    first = (scene.before or (scene.clause,))[0]
    match = STANDS_FOR.match(scene.text[first.at.begin : first.at.end].lstrip())
    return match is not None


def _told(scene: Scene) -> Mention | None:
    """The one programme that the sentence told of: 深化“网格化+积分制”治理,累计购置440多万元奖品."""
    for earlier in reversed(scene.before):
        told = [m for m in scene.topics if m.at in earlier.at and m.type == "Programme"]
        if len(told) == 1 and TOLD.match(scene.text, told[0].at.end, earlier.at.end):
            return told[0]
        if told or earlier.subject:
            return None
    return None


Reading = Callable[[Scene, Number], Mention | None]
SAID: tuple[Reading, ...] = (_joined, _begun_with, _place_of, _generic, _held, _named)
TOLD_OF: tuple[Reading, ...] = (_counted, _founded_next, _result_of)
