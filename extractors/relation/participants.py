"""Who takes part in a programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.document import Mention, Relation
from extractors.patterns import regex
from extractors.relation.agents import meant
from extractors.relation.alliances import BODIES, begin_of, employs
from extractors.relation.attendance import OFFICE
from extractors.relation.runners import HOW, WINS, comes_to, is_subject
from extractors.rows import between, within
from extractors.sentence.clauses import Clause
from extractors.sentence.echoes import named_again, named_within
from extractors.sentence.grammar import Setting, any_of, governors, kind_of, state

JOINS = regex(r"(?:加入|参加|参与|报名|入驻)了?(?=[^,\uff0c。“”]{2,8})")
CAUSED = regex(any_of("makes"))
MEMBER = regex(
    r"[”’]?[^,\uff0c。;\uff1b:\uff1a“”]{0,12}"
    r"(?:成员|宣讲员|队员|队长|团长|社长|志愿者|负责人|发起人|讲师|学员|代表|选手|合伙人)(?:[、兼和][^,\uff0c。“”]{2,12})?"
)
"""“上善乌审”宣讲团宣讲员张文静."""
IS = regex(r"(?:都|也|就|便|还)?(?:是|成为|当上|担任|作为)了?[^,\uff0c。]{0,8}$")
SOME = regex(r"[\d几两三四五六七八九十多][余多]?[名位人户家]")
"""学员中的47名党员加入了“骆驼客”服务队: they, not who was told of."""
CONTEST = regex(r"赛|比武|评选|竞赛|大会")
SERVES = regex(rf"(?:{any_of('serves')})了?$")
HAVING = regex(r"[“‘]?(?:自从)?(?:有了|多亏了?|靠着?|用好|用上)")
"""“有了这个平台,...” somebody says of the programme told of last."""
CASE = regex(r"(?:缩影|写照|生动实践|有益探索|具体体现|例证|一幕|一景|场景|镜头)$")


def speakers(setting: Setting) -> Iterator[Relation]:
    """Who names a programme in his or her own words takes part: “自从提炼出‘杭检365’品牌,我们...”刘敏说."""
    for clause in setting.clauses:
        if clause.speaker and clause.speaker.type == "Person" and not clause.head:
            names = within(setting.programmes, clause.at)
            for name in names or _spoken_of(setting, clause):
                yield state(clause.speaker, "takesPartIn", name, clause, "speaker", 0.8 if names else 0.6)


def _spoken_of(setting: Setting, clause: Clause) -> list[Mention]:
    """有了|这支队伍: the programme of the paragraph that a speaker has, without its name.

    Or by its end: “夜校让我认识了新朋友。” says who holds no office.
    """
    if having := HAVING.match(setting.text, *clause.ends):
        name = meant(setting, clause, having.end())
    elif clause.speaker and not OFFICE.search(clause.speaker.role):
        name = named_again(setting.text, *clause.ends, setting.echoes)
    else:
        name = None
    return [name] if name else []


def people(setting: Setting) -> Iterator[Relation]:
    """A person who acts: 他...提出了“五个红旗”的发展思路; 于财和战秀莲 after 自开展...行动."""
    for clause in setting.naming:
        if clause.head or clause.speech or clause.actor is None or clause.actor.type != "Person":
            continue
        far = not setting.sentence(clause).holds(clause.actor.at)
        for name in within(setting.programmes, clause.at):
            if far and is_subject(setting, clause, name):
                continue  # 高大山路过村口。“草场课堂”开课了
            for person in (clause.actor, *_with(setting, clause)):
                yield state(person, "takesPartIn", name, clause, f"person-{clause.how}", HOW[clause.how])


def again(setting: Setting) -> Iterator[Relation]:
    """第一书记林霞把老党员张爱华请进直播间: people named where the end of a name stands for the programme.

    同样加入先锋队的,还有快递员刘洋: in the sentence, where that is joined.
    """
    known = setting.echoes
    peopled = {clause.sentence for clause in setting.peopled}
    for clause in setting.clauses if known else ():
        if clause.sentence not in peopled or clause.head or clause.speech or within(setting.programmes, clause.at):
            continue
        sentence = setting.sentence(clause)
        joins = JOINS.search(setting.text, *clause.ends)
        persons = [m for m in within(setting.actors, sentence if joins else clause.at) if m.type == "Person"]
        if clause.actor and clause.actor.type == "Person" and sentence.holds(clause.actor.at):
            persons.append(clause.actor)
        if not persons:
            continue
        if name := named_within(setting.text, joins.end() if joins else clause.at.begin, clause.at.end, known):
            yield from (state(person, "takesPartIn", name, clause, "again", 0.65) for person in persons)


def _with(setting: Setting, clause: Clause) -> tuple[Mention, ...]:
    """The persons beside the one who acts, named here or where the sentence names its subject."""
    sentence = within(setting.actors, setting.sentence(clause))
    named = [c for c in setting.clauses if c.sentence == clause.sentence and c.subject is clause.actor]
    return named[0].also if named and clause.actor in sentence else ()


def members(setting: Setting) -> Iterator[Relation]:
    """A member by title: “上善乌审”宣讲团宣讲员张文静."""
    for name in setting.programmes:
        clause = setting.clause_of(name.at)
        match = MEMBER.match(setting.text, name.at.end, clause.at.end) if clause else None
        if clause is None or clause.head or match is None:
            continue
        for person in between(setting.actors, name.at.end, clause.at.end):
            if person.type == "Person" and person.at.begin <= match.end() <= person.at.end:
                yield state(person, "takesPartIn", name, clause, "member", 0.95)
        for person in between(setting.actors, clause.at.begin, name.at.begin):
            if person.type == "Person" and IS.search(setting.text, person.at.end, name.at.begin):
                yield state(person, "takesPartIn", name, clause, "member", 0.95)  # 她和丈夫吴苏道都是“P”的队员


def joiners(setting: Setting) -> Iterator[Relation]:
    """A body that takes part: 社区党委...争创自治区坚强堡垒模范支部."""
    for clause in setting.naming:
        actor = clause.actor
        if clause.head or actor is None:
            continue
        for name in within(setting.programmes, clause.at):
            if comes_to(setting, clause, name):
                for body in (m for m in clause.subjects if m.type in BODIES):
                    yield state(body, "takesPartIn", name, clause, "joins-said", 0.85)
                continue
            verbs = governors(setting, clause, name)
            caused = CAUSED.search(setting.text, clause.at.begin, name.at.begin)
            if not verbs or kind_of(verbs[-1]) != "joins":
                continue
            if not caused and clause.how == "carried" and SOME.search(setting.text, clause.at.begin, name.at.begin):
                continue
            joined = between(setting.actors, caused.end(), name.at.begin) if caused else [actor, *clause.also]
            for body in joined:  # 吸引A公司、B学校参与P: they, not who caused it
                if body.type in BODIES:
                    yield state(body, "takesPartIn", name, clause, f"joins-{clause.how}", HOW[clause.how])


def winners(setting: Setting) -> Iterator[Relation]:
    """...擂台赛打响。林西县官地镇党委书记王金柱获得第一: the contest is named in the sentence before."""
    contest: Mention | None = None
    sentence = -1
    for clause in setting.clauses if CONTEST.search(setting.text) else ():
        if clause.sentence > sentence + 2:
            contest = None
        winner = clause.subject or clause.owner
        if contest and winner and winner.type != "Region" and WINS.search(setting.text, winner.at.end, clause.at.end):
            yield state(winner, "takesPartIn", contest, clause, "wins", 0.8)
        for name in within(setting.programmes, clause.at):
            contests = "+" not in name.name and CONTEST.search(setting.text[name.at.begin : name.at.end + 4])
            if contests and not clause.head:
                contest, sentence = name, clause.sentence


def served(setting: Setting) -> Iterator[Relation]:
    """以“田间课堂”的方式,为化德县职业高中学子上了一堂课; 通过引进X公司,采取...模式."""
    for clause in setting.told_acting:
        for body in within(setting.actors, clause.at):
            if body.type not in BODIES:
                continue
            does = SERVES.search(setting.text, clause.at.begin, begin_of(setting, clause, body))
            for name in _near(setting, clause) if does and not employs(setting, clause, body) else ():
                yield state(body, "takesPartIn", name, clause, "served", 0.6)


def _near(setting: Setting, clause: Clause) -> Sequence[Mention]:
    """The programmes of the clause, else of the next, else of the one before in the sentence."""
    index = setting.clauses.index(clause)
    near = (clause, *setting.clauses[index + 1 : index + 2], *setting.clauses[max(0, index - 1) : index])
    named = (within(setting.programmes, c.at) for c in near if c.sentence == clause.sentence)
    return next(filter(None, named), ())


def cases(setting: Setting) -> Iterator[Relation]:
    """这是“党群干群心连心”行动的一个缩影: those told of before are cases; all are of an article's only programme."""
    alone = len({m.ref for m in setting.programmes}) == 1
    for name in setting.programmes:
        clause = setting.stating(name.at)
        if clause is None or clause.speech or not CASE.search(setting.text, name.at.end, clause.at.end):
            continue
        if len(within(setting.programmes, clause.at)) > 1:
            continue  # “红色直播间”是“红扬白桥”的缩影: one programme is a case of the other
        premises = (f"所述是{name.canonical}的实例",)
        for person in _told_of(setting):
            if alone or person.at.end <= clause.at.begin:
                yield state(person, "takesPartIn", name, clause, "case", 0.5, premises=premises)


def _told_of(setting: Setting) -> list[Mention]:
    """The people who act or speak in the article, not those only named: 牢记习近平总书记嘱托."""
    named = [c.subject or c.speaker for c in setting.clauses if not c.head]
    return [m for m in named if m and m.type == "Person"]
