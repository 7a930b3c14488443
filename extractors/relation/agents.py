"""Who runs a programme where it is the topic: P由A牵头、B出资搭建; 这个品牌由A打造; A推出的P."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.document import Mention, Relation, Span
from extractors.patterns import opening, regex
from extractors.relation.alliances import begin_of, employs
from extractors.rows import between, within
from extractors.sentence.clauses import Clause
from extractors.sentence.echoes import named_again
from extractors.sentence.grammar import VERBS, Setting, any_of, governors, state

BY = regex(
    rf"{opening([*VERBS['leads'], *'是由被自出源得推创建'])}"
    r"(?:(?<![就也正便才只都])是(?="
    r"[^,\uff0c。“”]{2,40}(?:合办|联办|主办|创办|打造|推出|发起|建|设立|开发|成立|创立|提出|探索|[起挑牵带]|办)[起出]?来?的[^,\uff0c。“”]{0,10}$"
    r"|[^,\uff0c。“”]{2,30}的[^,\uff0c。“”的]{0,6}(?:品牌|名片|招牌|首创|主意|点子|手笔|金字招牌|答卷|成绩单|创举|[小实好]事)$)"
    r"|(?<![自理缘来事])由(?![于此衷])|(?<![一起])被(?!评)|(?<![来各])自(?!己|发|愿|然|主)|(?:出自|源自|源于|得益于)"
    rf"|(?:{any_of('leads')}|推动|推出|创办|建设)(?:的|者|人|方|单位|部门)+是)"
)
LEADS = regex(
    rf"(?:[与和同跟及][^,\uff0c。的“”]{{2,20}})?[^,\uff0c。的、“”]{{0,12}}?(?:{any_of('leads')}|(?!组成){any_of('runs')})"
)
"""What the agents do, close behind them: 牵头, 出资搭建, 与某中心共同运营."""
HEADS = regex(
    r"(?:统一|总|负责|率先|主动|共同|联合|具体|协同)?(?:牵头|主导|领头|发起|倡议|主办|承办|协办|创办|运营)(?:抓总|实施|落实)?$"
)
"""镇党委牵头,三个村党支部入盟: who leads runs it, whoever comes next. 由省厅指导,|市文旅局、市文化馆主办."""
HELPS = regex(
    r"(?:予以|给予|积极|全程|协同|密切|共同)*"
    r"(?:(?:配合|协助|参与|支持|支援|协力)|(?:提供|负责|承担|赞助|保障)[^,\uff0c。“”]{0,8})$"
)
"""由教体局牵头实施,|老干部局、某大学配合."""
MADE_UP = regex(r"[^,\uff0c。]{0,14}?(?:组成|构成)")
"""由三合村、供电所的党支部组成: the members of an alliance, who do not run it."""
HONOURED = regex(
    r"[^,\uff0c。]{0,4}?(?:评[为定选]?|列[为入]|命名|授予|确定为|认定|选[为入树]|纳入|写[进入]|[称誉叫]|表彰|点名|编[入进成]|收[录入]|写成|拍成|推荐|推介)"
)
"""被组织部评为创新案例: who honours it does not run it."""
TAKEN_UP = regex(r"(?:列[为入]|纳入|写[进入])了?[“‘]?")
NEXT = regex(rf"[^,\uff0c。的“”]{{0,10}}?(?:[、和与及跟同]|以及|{any_of('ally')})(?:驻地|辖区|当地|属地)?")
ALONE = regex(r"[^,\uff0c。的“”]{0,14}")
"""由县委宣传部|主办,某局、某镇承办的“村晚”: what it is about comes behind the comma."""
BARE = regex(rf"(?:本[次届])?(?:{any_of('umbrella')}|比赛|大赛|演出|项目|课程|赛事)由")
"""活动|由省厅指导: the one just told of."""
UNSAID = regex(
    r"[ \n]*(?:它|其|(?:\d+年|去年|今年|前年|[春夏秋冬][天季]|年[初底]|\d+月|\d+日|近日|日前|起初|最初|最早)+)"
)
"""去年春天由A牵头搭建: what was is not said again."""
RELATIVE = regex(
    rf"""
    [^,\uff0c。;\uff1b“”的]{{0,20}}? (?:{any_of("runs", "leads")}) (?:出来?|了|起来?)? 的
    [^,\uff0c。;\uff1b“”的]{{0,10}} [“‘]?
    """,
    re.VERBOSE,
)
"""喀喇沁旗|在山东寿光举办的设施果蔬|专题培训班; 晟源煤电公司党委|开行的“暖心移动驿站”."""
OUT = regex(r"(?:推行|实施|开展|推广|推开|施行)了?[“‘]?$")
DONE = regex(r"[^,\uff0c。;\uff1b的“”]{1,12}的[“‘]?")
"""由镇党委提议、组织部|搭台的“P”上线."""
AT = ("在", "于", "赴", "到", "从", "与", "和", "同", "、")
ANAPHOR = regex(
    rf"[“‘\s]*(?:这|该|此)[一个支项座处间档场套种款本条辆张盏块份台部]*(?:{any_of('umbrella')}|{any_of('thing')})"
)
"""这支队伍, 该品牌, 这一做法: the programme told of last."""
TEAM = regex(r"[队团社]$")


def led(setting: Setting) -> Iterator[Relation]:
    """Agents after 由: all of them run what the clause, or the one before, is about."""
    for clause in setting.acting:
        if clause.head:
            continue
        for by in BY.finditer(setting.text, *clause.ends):
            agents = _agents(setting, clause, by.end(), leads=by.group() in ("由", "被", "自"))
            again = named_again(setting.text, clause.at.begin, by.start(), setting.echoes) if agents else None
            names = [again] if again else _about(setting, clause, by.start(), agents[-1].at.end) if agents else []
            for agent in agents:
                for name in names:
                    yield state(agent, "runs", name, clause, "agent", 0.95)
            for name in names:
                yield from _carried_out(setting, clause, name)
        if setting.text.find("被", *clause.ends) >= 0:
            yield from _taken_up(setting, clause)
        bodies = [m for m in clause.subjects if m.type != "Person"]
        if bodies and HEADS.fullmatch(setting.text, bodies[-1].at.end, clause.at.end):
            said = "runs", 0.95
        elif bodies and HELPS.fullmatch(setting.text, bodies[-1].at.end, clause.at.end):
            said = "takesPartIn", 0.75
        else:
            continue
        for name in _headed(setting, clause):
            for body in bodies:
                yield state(body, said[0], name, clause, "agent", said[1])


def _carried_out(setting: Setting, clause: Clause, name: Mention) -> Iterator[Relation]:
    """丰镇市推行P,|由市委社会工作部牵头: the region that carries it out runs it beside who leads."""
    where = setting.clause_of(name.at)
    region = where.subject if where and where is not clause and where.sentence == clause.sentence else None
    if where and region and region.type == "Region" and OUT.search(setting.text, region.at.end, name.at.begin):
        yield state(region, "runs", name, where, "agent", 0.95)


def relative(setting: Setting) -> Iterator[Relation]:
    """A在L举办的P, A推出的P: who stands before the verb runs it, whatever the clause is about."""
    for name in setting.programmes:
        clause = setting.stating(name.at)
        if clause is None:
            continue
        for actor in reversed(between(setting.actors, clause.at.begin, name.at.begin)):
            begin = begin_of(setting, clause, actor)
            if actor.type == "Region" and not setting.text[actor.at.end : name.at.begin].strip("“‘"):
                continue  # 某局承办的|桐梓“村晚”
            if setting.text.startswith(AT, max(clause.at.begin, begin - 1)):
                continue  # only where it was held
            if actor.type != "Person" and RELATIVE.fullmatch(setting.text, actor.at.end, name.at.begin):
                for one in clause.subjects if actor in clause.subjects else (actor,):
                    yield state(one, "runs", name, clause, "relative", 0.95)
            break


def _agents(setting: Setting, clause: Clause, begin: int, *, leads: bool) -> list[Mention]:
    """The bodies and regions from a place on, listed, up to the last that has a verb of leading.

    由水利局牵头、村委会参与: only the first, where the second does no more than help.
    """
    agents: list[Mention] = []
    leading = 0
    while agent := _at(setting, clause, begin):
        if employs(setting, clause, agent):
            return []  # 由旗委党校教师乌日恒主讲
        agents.append(agent)
        end = agent.at.end
        if LEADS.match(setting.text, end, clause.at.end):
            leading = len(agents)
        following = NEXT.match(setting.text, end, clause.at.end)
        while following and not _at(setting, clause, following.end()):
            following = None
        if following is None:
            break
        begin = following.end()
    if agents and (
        MADE_UP.match(setting.text, agents[-1].at.end, clause.at.end)
        or HONOURED.match(setting.text, agents[-1].at.end, clause.at.end)
    ):
        return []
    return agents[:leading] if leads else agents


def _at(setting: Setting, clause: Clause, begin: int) -> Mention | None:
    """The last of the actors one behind the other from here, none for a person."""
    last: Mention | None = None
    for actor in between(setting.actors, begin, clause.at.end):
        if actor.at.begin != begin or actor.type == "Person":
            break
        last, begin = actor, actor.at.end
    return last


def _about(setting: Setting, clause: Clause, by: int, end: int) -> Sequence[Mention]:
    """The programmes behind the agents, else before them, else in the clause before, else the one meant by 该."""
    number = setting.number(clause)
    named = between(setting.programmes, end, clause.at.end)
    after = [m for m in named if governors(setting, clause, m)]
    after = after or [m for m in named[:1] if DONE.fullmatch(setting.text, end, m.at.begin)]
    before = between(setting.programmes, clause.at.begin, by)
    if after or before:
        return after or before[-1:]
    bare = BARE.match(setting.text, *clause.ends)
    if name := next(iter(_told(setting, clause)), None) if bare else meant(setting, clause):
        return [name]
    if UNSAID.fullmatch(setting.text, clause.at.begin, by) and (name := _just_named(setting, clause)):
        return [name]
    for earlier in reversed(setting.clauses[max(0, number - 2) : number]):
        if earlier.sentence != clause.sentence or earlier.head:
            break
        if told := within(setting.programmes, earlier.at):
            return told[-1:]
    if not ALONE.fullmatch(setting.text, end, clause.at.end):
        return []
    following = setting.clauses[number + 1 : number + 2]
    return [m for c in following if c.sentence == clause.sentence for m in within(setting.programmes, c.at)[:1]]


def _taken_up(setting: Setting, clause: Clause) -> Iterator[Relation]:
    """被民政局列入“银发无忧”工程: what something was made part of is the organ's."""
    for agent in within(setting.actors, clause.at):
        if agent.type != "Person" and setting.text[agent.at.begin - 1] == "被":
            for name in between(setting.programmes, agent.at.end, clause.at.end)[:1]:
                if TAKEN_UP.fullmatch(setting.text, agent.at.end, name.at.begin):
                    yield state(agent, "runs", name, clause, "agent", 0.9)


def _headed(setting: Setting, clause: Clause) -> list[Mention]:
    """What is set up behind 镇党委牵头 in the sentence, else the programme named just before."""
    end = setting.sentence(clause).end
    after = [
        name
        for name in between(setting.programmes, clause.at.end, end)
        if (where := setting.clause_of(name.at)) and governors(setting, where, name)
    ]
    before = between(setting.programmes, setting.sentence(clause).begin, clause.at.begin)[-1:]
    last = None if before else _just_named(setting, clause) or _of_head(setting, clause)
    return after or list(before) or ([last] if last else [])


def _of_head(setting: Setting, clause: Clause) -> Mention | None:
    """What 项目由某部发起 at the head of the sentence is about."""
    head = setting.clause_of(Span(setting.sentence(clause).begin, clause.at.begin + 1))
    bare = head is not None and BARE.match(setting.text, *head.ends)
    return next(iter(_told(setting, head)), None) if head and bare else None


def _just_named(setting: Setting, clause: Clause) -> Mention | None:
    """The last programme of the sentence before, in the same paragraph."""
    name = next(setting.programmes.back_from(setting.sentence(clause).begin), None)
    where = setting.clause_of(name.at) if name else None
    near = where and where.paragraph == clause.paragraph and where.sentence == clause.sentence - 1
    return name if near else None


def _told(setting: Setting, clause: Clause) -> list[Mention]:
    """The programmes told of before in the paragraph, the last first; at its head those of the article."""
    paragraph = setting.text.rfind("\n", 0, clause.at.begin) + 1
    first = paragraph if paragraph < clause.at.begin else 0
    return [m for m in setting.programmes.back_from(clause.at.begin) if m.at.begin >= first]


def meant(setting: Setting, clause: Clause, begin: int = -1) -> Mention | None:
    """The programme that 这支队伍 or 该品牌 at the head of a clause, or at `begin`, means: the paragraph's last."""
    found = ANAPHOR.match(setting.text, begin if begin >= 0 else clause.at.begin, clause.at.end)
    if found is None:
        return None
    told = _told(setting, clause)
    teams = [m for m in told if TEAM.search(m.canonical)] if "队" in found.group() or "团" in found.group() else []
    return next(iter(teams or told), None)
