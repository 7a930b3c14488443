"""The clauses that hold numbers, each with what was told before it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Article, Found, Mention, Ref
from extractors.figure.numbers import CONCRETE, DIGIT
from extractors.patterns import regex
from extractors.rows import Row, holding, outermost, within
from extractors.sentence.clauses import IN_OFFICE, Clause, clauses
from extractors.sentence.echoes import Echoes, echoes
from extractors.sentence.subjects import LED

NUMERAL = regex(rf"[\d十百千]+|{DIGIT}成|{DIGIT}(?:{CONCRETE}|[个处])")
"""What a clause with a number has."""
FOUNDED = regex(r"(?:成立|组建|创办|组成|编成|领办|兴办|注册)了?(?:\d+[支个])?[“‘]?$")
AHEAD = 2
"""So many clauses ahead what those counted form is named: 遴选讲师43名,编成“勒勒车”宣讲队."""
OFFICER = regex(r"书记|主任|长$|主席|经理|理事|负责人")
POSTED = regex(r"驻村|第一书记|挂职|下派")
MEANS = regex(r"(?:请来|邀请|采取|采用|按照|依照|沿着|通过|借助|运用|[以用按])了?(?:[“‘][^”’]+[”’][、和]?)*[“‘]?$")
"""采用“无人机+人工”巡检模式,消除隐患47处: how it was done, not what was done."""
TOPICAL = regex(r"[”’]?(?![的、和与及等“”，,内里旁边上中前]|附近|一带|以[东南西北])")
"""“直通车”由支队推出,17辆车常年在跑: what the sentence is about, told with 由 or 是."""
BEGINNING = regex(r"[ \n“‘]*(?:(?:[一每首这那]|如今的?|自)[场次个期支项趟次堂类]*[“‘]?)?")
"""What may stand before the name that a clause begins with: 一场|屋场会收集到群众意见31条."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with what was told before it."""

    text: str
    clause: Clause
    regions: Row
    topics: Row  # programmes and places of the article, in text order
    bodies: Row  # programmes and bodies
    before: tuple[Clause, ...]  # the clauses of the sentence before this one
    new: Mention | None  # the body just founded
    programme: Mention | None  # the one told of first in the paragraph
    latest: Mention | None  # the programme told of last in the article
    made: Mention | None  # the body that the next clause founds
    parents: Mapping[Ref, Ref]  # body -> the one it belongs to
    homes: Mapping[Ref, Ref]  # Party body of a village or township -> that place
    posts: Mapping[Ref, Ref]  # person -> where he or she has a post
    main: Mention | None  # the programme that the article names most often, once told of
    acted: Mention | None  # who acted last before
    topic: Mention | None  # the place that a clause of the paragraph began with, nobody acting since
    echoes: Echoes  # the programmes and places by the ends of their names

    @property
    def actor(self) -> Mention | None:
        """Who acts; a person whom the text names only later on does not, but for who speaks."""
        actor = self.clause.actor
        if actor and actor.type == "Person" and actor.at.begin >= self.clause.at.end and not self.clause.speech:
            return None
        return actor

    @property
    def home(self) -> Ref | None:
        """The village or township of the Party body that acts, or whose officer does."""
        actor = self.actor
        return self.homes.get(self.posts.get(actor.ref, actor.ref)) if actor else None

    @property
    def begin(self) -> int:
        """Where the sentence begins."""
        return (self.before or (self.clause,))[0].at.begin

    def done(self, clause: Clause) -> list[Mention]:
        """The programmes of a clause that are what is done, not how."""
        return done(self.text, self.topics, clause)

    def first(self, clause: Clause) -> Mention | None:
        """The programme or place that a clause begins with."""
        return first_topic(self.text, self.topics, clause)


@dataclass(slots=True)
class Telling:
    """What is being told of, while the clauses go by."""

    text: str
    topics: Row
    bodies: Row
    sentence: tuple[Clause, ...] = ()
    new: Mention | None = None
    programme: Mention | None = None
    latest: Mention | None = None
    acted: Mention | None = None
    topic: Mention | None = None

    def enter(self, clause: Clause) -> None:
        """What a new paragraph, sentence or subject forgets."""
        last = self.sentence[-1] if self.sentence else clause
        if last.paragraph != clause.paragraph:
            self.new = self.programme = self.topic = None
        if clause.subject and not _takes_office(self.text, clause):
            self.new = None
        if last.sentence != clause.sentence:
            self.sentence = ()

    def leave(self, clause: Clause, *, names: bool) -> None:
        """What the clause tells of; whether it names a body, programme or place."""
        self.sentence += (clause,)
        self.acted = clause.actor or self.acted
        if clause.subject or clause.how == "bare":
            self.topic = None
        if names:
            self.new = _founded(self.text, clause, self.bodies) or self.new
            self.tell(clause)

    def tell(self, clause: Clause) -> None:
        """Which programmes and places the clause tells of."""
        names = within(self.topics, clause.at)
        if not names:
            return
        self.programme = self.programme or next(iter(done(self.text, self.topics, clause)), None)
        self.latest = next((m for m in reversed(names) if m.type == "Programme"), self.latest)
        begins = first_topic(self.text, self.topics, clause)
        if begins and begins.type == "Place" and TOPICAL.match(self.text, begins.at.end):
            self.topic = begins


def scenes(article: Article, found: Found) -> Iterator[Scene]:
    """The clauses that hold a number, with what was told before them."""
    topics = outermost(m for m in found.mentions if m.type in ("Programme", "Place"))
    bodies = outermost(m for m in found.mentions if m.type in ("Programme", "Organisation", "PartyOrganisation"))
    regions = outermost(m for m in found.mentions if m.type == "Region")
    parents = {r.subject: r.object for r in found.relations if r.predicate == "under"}
    homes = _homes(found)
    posts = officers(found)
    main = _main(topics)
    again = echoes(topics)
    told = clauses(article, found)
    begins, ends = [clause.at.begin for clause in told], [clause.at.end for clause in told]
    naming = {*holding(begins, ends, topics), *holding(begins, ends, bodies)}
    counting = {bisect_right(begins, numeral.start()) - 1 for numeral in NUMERAL.finditer(article.text)}
    telling = Telling(article.text, topics, bodies)
    for number, clause in enumerate(told):
        telling.enter(clause)
        if number in counting and not clause.head:
            ahead = (c for c in told[number + 1 : number + 1 + AHEAD] if c.sentence == clause.sentence)
            yield Scene(
                text=article.text,
                clause=clause,
                regions=regions,
                topics=topics,
                bodies=bodies,
                before=telling.sentence,
                new=telling.new,
                programme=telling.programme,
                latest=telling.latest,
                made=next(filter(None, (_founded(article.text, c, bodies) for c in ahead)), None),
                parents=parents,
                homes=homes,
                posts=posts,
                main=main if main and main.at.end <= clause.at.begin else None,
                acted=telling.acted,
                topic=telling.topic,
                echoes=again,
            )
        telling.leave(clause, names=number in naming)


def done(text: str, topics: Row, clause: Clause) -> list[Mention]:
    names = (m for m in within(topics, clause.at) if m.type == "Programme")
    return [m for m in names if not MEANS.search(text, clause.at.begin, m.at.begin)]


def _takes_office(text: str, clause: Clause) -> bool:
    """成立联合党委,由社区书记段某任书记,下设党小组31个: told of is still the committee."""
    person = clause.subject is not None and clause.subject.type == "Person"
    return person and IN_OFFICE.search(text[clause.at.begin : clause.at.end].lstrip()) is not None


def _homes(found: Found) -> dict[Ref, Ref]:
    """The Party bodies of villages and townships, each with its village or township."""
    local = {m.ref for m in found.mentions if m.type == "Region" and m.level in ("township", "village")}
    based = (r for r in found.relations if r.predicate == "basedIn" and r.object in local)
    return {r.subject: r.object for r in based if r.subject[0] == "PartyOrganisation"}


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
        behind = body.at.end, clause.at.end
        if len(text[slice(*behind)].strip("”’ ")) <= 6:
            new = FOUNDED.search(text, clause.at.begin, body.at.begin) and not NUMERAL.search(text, *behind)
            return body if new else None  # 全市有党组织领办合作社63个
    return None


def first_topic(text: str, topics: Row, clause: Clause) -> Mention | None:
    """The programme or place that a clause begins with: 该长廊长近100米; 安化县的|“跑小青”帮办团把服务送到山里."""
    of = clause.owner.at.end + 1 if clause.owner else clause.at.begin
    if clause.subject and text.startswith(("“", "‘"), clause.subject.at.end):
        of = clause.subject.at.end  # 供电公司|“连心桥”服务队上门
    elif clause.subject and (led := LED.match(text, clause.subject.at.end, clause.at.end)):
        of = led.end()  # 周明哲牵头的|“龙舟队”
    opening = BEGINNING.match(text, of, clause.at.end)
    begin = opening.end() if opening else of
    first = next((m for m in within(topics, clause.at) if begin - 1 <= m.at.begin <= begin), None)
    longer = first and clause.subject and clause.subject.at.end > first.at.end  # X政务中心|机关党委下设7个党支部
    return None if longer else first
