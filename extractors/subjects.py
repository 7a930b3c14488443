"""Of whom a figure is told: a place, a programme whose result it is, or the one who acts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.clause_words import WORDS, one_of
from extractors.clauses import Clause, clauses
from extractors.document import Article, Found, Mention, Ref
from extractors.grammar import GOVERN
from extractors.numbers import CONCRETE, DIGIT, Number
from extractors.rows import Row, between, outermost, within

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
OFFICER = re.compile(r"书记|主任|长$|主席|经理|理事|负责人")
POSTED = re.compile(r"驻村|第一书记|挂职|下派")
PEOPLE = re.compile(
    r"[“\s]*(?:(?:有|已有|共有|全部)?\d+\D{0,3})?(?:居民|村民|群众|党员|商户|骑手|农户|牧民|学员|职工|老人|志愿者|网格员)"
)
"""居民提出1240条: people without a name act within what the text tells of."""
BEGINNING = re.compile(r"[ \n“‘]*(?:(?:[一每首这那]|如今的?|自)[场次个期支项趟次堂类]*[“‘]?)?")
"""What may stand before the name that a clause begins with: 一场|屋场会收集到群众意见31条."""
USED = re.compile(one_of("used"))
SUMS_UP = re.compile(r"截至|目前|如今|至今|[年月]来|以来|累计|运行后|实施后|推行后|现在|已")
OWNS = re.compile(one_of("owns"))
THROUGH = re.compile(rf"(?:{one_of('through')})[“‘]?$")
STANDS_FOR = re.compile(rf"(?:该|此次|本次|这[一个场支项些]*)?(?P<noun>{one_of('program')})")
"""活动以“诗润绿洲”为主题: the noun stands for the programme last told of."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with what was told before it."""

    text: str
    clause: Clause
    regions: Row
    topics: Row  # programmes and places of the article, in text order
    before: tuple[Clause, ...] = ()  # the clauses of the sentence before this one
    new: Mention | None = None  # the body just founded
    programme: Mention | None = None  # the one told of first in the paragraph
    latest: Mention | None = None  # the programme told of last in the article
    made: Mention | None = None  # the body that the next clause founds
    parents: Mapping[Ref, Ref] = field(default_factory=dict)  # body -> the one it belongs to
    posts: Mapping[Ref, Ref] = field(default_factory=dict)  # person -> where he or she has a post
    main: Mention | None = None  # the programme that the article names most often, once told of


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
    posts = officers(found)
    main = _main(topics)
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
            yield Scene(
                article.text,
                clause,
                regions,
                topics,
                sentence,
                new,
                programme,
                latest,
                made,
                parents,
                posts,
                main if main and main.at.end <= clause.at.begin else None,
            )
        new = _founded(article.text, clause, bodies) or new
        here = [m for m in within(topics, clause.at) if m.type == "Programme"]
        programme = programme or next(iter(here), None)
        latest = here[-1] if here else latest
        sentence += (clause,)


def officers(found: Found) -> dict[Ref, Ref]:
    """Those who lead a body -> the body; not those sent to a village, who act there by themselves."""
    posted = {m.ref for m in found.mentions if m.type == "Person" and POSTED.search(m.role)}
    return {
        r.subject: r.object
        for r in reversed(found.relations)
        if r.predicate == "holds" and r.subject not in posted and OFFICER.search(r.title)
    }


def _main(topics: Sequence[Mention]) -> Mention | None:
    """The programme named most often: its first mention; none where two are named as often."""
    often = Counter(m.ref for m in topics if m.type == "Programme").most_common(2)
    if not often or (len(often) > 1 and often[0][1] == often[1][1]):
        return None
    return next(m for m in topics if m.ref == often[0][0])


def _founded(text: str, clause: Clause, bodies: Row) -> Mention | None:
    """The body that the clause ends with and says is new: what follows is about it (成立了赛音合作社,...带动200户)."""
    for body in reversed(within(bodies, clause.at)):
        if len(text[body.at.end : clause.at.end].strip("”’ ")) <= 6:
            return body if FOUNDED.search(text, clause.at.begin, body.at.begin) else None
    return None


def first_topic(scene: Scene) -> Mention | None:
    """The programme or place that the clause begins with: 该长廊长近100米."""
    text, clause = scene.text, scene.clause
    opening = BEGINNING.match(text, clause.at.begin, clause.at.end)
    begin = opening.end() if opening else clause.at.begin
    return next((m for m in within(scene.topics, clause.at) if begin - 1 <= m.at.begin <= begin), None)


def subject(scene: Scene, number: Number) -> Ref | None:
    """Of whom: by the first reading that fits; None for what is said of the whole country."""
    for reading in SAID:
        if found := reading(scene, number):
            return scene.posts.get(found.ref, found.ref)
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


def _through(scene: Scene, number: Number) -> Mention | None:
    """该村依托“清凉驿站”服务游客9000余人次: what it is done with, here or in the clause before."""
    if not _does(scene, number) or _founds(scene, number):
        return None
    clauses = (*scene.before[-1:], scene.clause)
    names = [m for c in clauses for m in between(scene.topics, c.at.begin, min(c.at.end, number.at.begin))]
    names = [m for m in names if m.type == "Programme"]
    return next((m for m in reversed(names) if THROUGH.search(scene.text, 0, m.at.begin)), None)


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
    if _founds(scene, number) or OWNS.search(scene.text, scene.clause.at.begin, number.at.begin):
        return None
    return _told(scene) or scene.new or _result(scene, number)


def _founds(scene: Scene, number: Number) -> bool:
    """Who sets something up owns the count; not so where it is done for them: 为200余名党员打造了一堂党课."""
    if FOR.search(scene.text[: number.at.begin][-8:]):
        return False
    return FOUNDS.search(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None


def _owner(scene: Scene, actor: Mention, number: Number) -> Ref:
    """Money, land and jobs are a company's, not its Party branch's: 晟辉公司党支部...捐赠129万元."""
    if actor.ref in scene.posts:
        return scene.posts[actor.ref]
    parent = scene.parents.get(actor.ref)
    if not parent or parent[0] != "Organisation" or actor.type == "Organisation":
        return actor.ref
    words = scene.text[scene.clause.at.begin : scene.clause.at.end]
    return parent if number.kind in ("money", "measure", "time") or "就业" in words else actor.ref


def _result(scene: Scene, number: Number) -> Mention | None:
    """The programme of the sentence, the paragraph or the article, when the number tells what it did or who used it."""
    does = _does(scene, number)
    if does and (told := _in_sentence(scene)):
        return told
    if any(c.subject and not (c.subject.type == "Region" and c.subject.generic) for c in scene.before):
        return None
    if scene.clause.actor and scene.clause.actor.type == "Person" and scene.clause.actor.ref not in scene.posts:
        return None
    if does or _anaphor(scene):
        return scene.programme or ((scene.main or scene.latest) if _sums_up(scene) else None)
    return None


def _does(scene: Scene, number: Number) -> bool:
    """What is counted is done again and again, brought about, or the people who come to it."""
    begin = (scene.before or (scene.clause,))[0].at.begin
    return (
        number.unit in EVENTS
        or RESULT.search(scene.text, begin, number.at.begin) is not None
        or USED.search(scene.text, number.at.end, scene.clause.at.end) is not None
        or PEOPLE.match(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None
    )


def _in_sentence(scene: Scene) -> Mention | None:
    """The last programme named before in the sentence, unless another subject came after it."""
    for earlier in reversed(scene.before):
        if told := [m for m in within(scene.topics, earlier.at) if m.type == "Programme"]:
            begin = earlier.at.begin
            first = not scene.text[begin : told[-1].at.begin].strip("“‘ \n")
            return told[-1] if first or GOVERN.search(scene.text, begin, told[-1].at.begin) else None
        if earlier.subject:
            return None
    return None


def _sums_up(scene: Scene) -> bool:
    """截至目前,...; 推行以来,累计...: the sentence tells how far things have come."""
    first = (scene.before or (scene.clause,))[0]
    return SUMS_UP.search(scene.text, first.at.begin, scene.clause.at.end) is not None


def _anaphor(scene: Scene) -> bool:
    first = (scene.before or (scene.clause,))[0]
    match = STANDS_FOR.match(scene.text[first.at.begin : first.at.end].lstrip())
    return match is not None


def _told(scene: Scene) -> Mention | None:
    """The one programme that the sentence told of: 深化“网格化+积分制”治理,累计购置440多万元奖品."""
    for earlier in reversed(scene.before):
        told = [m for m in within(scene.topics, earlier.at) if m.type == "Programme"]
        if len(told) == 1 and TOLD.match(scene.text, told[0].at.end, earlier.at.end):
            return told[0]
        if told or earlier.subject:
            return None
    return None


Reading = Callable[[Scene, Number], Mention | None]
SAID: tuple[Reading, ...] = (_joined, _begun_with, _through, _place_of, _generic, _held, _named)
TOLD_OF: tuple[Reading, ...] = (_counted, _founded_next, _result_of)
