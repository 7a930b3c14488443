"""Those a programme is there for: who uses, attends or praises it, and the bodies that are its members."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from extractors.document import Mention, Ref, Relation, Span
from extractors.patterns import regex
from extractors.relation.agents import meant
from extractors.relation.alliances import BODIES, begin_of, employs
from extractors.rows import between, within
from extractors.sentence.clauses import Clause
from extractors.sentence.echoes import named_again, named_from
from extractors.sentence.grammar import Setting, any_of, state

LAY = regex(any_of("lay"))
OFFICE = regex(rf"(?:{any_of('office')})(?!医|护|药|会)")
COUNCILLOR = "政协委员"
ATTENDS = regex(
    rf"(?:{any_of('attends')})(?![了过]?[“‘])|(?:参加|参与|报名|听|上|学)[了过](?:[一两三四五六七八九十几多\d]+)(?:次|场|期|回|趟|堂|节|轮)"
)
"""听完课, 参加了两次; not 认领“暖新”项目, which is that one's"""
LISTED = regex(r"[”’]?等?[、和与及]|以及|、|和")
HEADED = regex(rf"[^,\uff0c。]{{0,14}}?为(?:{any_of('core')})")
"""以A、B为龙头,组建了“P”: A and B are members."""
FORMED = regex(r"[^,\uff0c。]{0,14}?(?:组成|结成|结为|加入|入驻|进驻|参与|参加|纳入|入盟)")
BODY = regex(r"(?:联盟|联合体|共同体|机制|联席会|委员会|[队团社会组])$")
METHOD = regex(r"(?:法|流程|办法)$")
"""“一线工作法” is a way of working, that nobody comes to."""
MODE = regex(r"(?:法|流程|办法|模式|机制|制度|路径|[+＋].+)$|^[^\W\d]?[一二三四五六七八九十].[一二三四五六七八九十].$")
"""“三共三联”, “支部+农户”, “先办后补”机制."""
CHAIN = regex(r"[—–]")
"""党委—支部—党员中心户 is how bodies hang together."""
INVITES = regex(
    r"(?:(?:邀请|特邀|聘请|聘任|请来|邀来)了?|(?:讲课|授课|主讲|宣讲|领头|带队|主持|执教)[的人]?是)[^,\uff0c。]{0,24}$"
)
TEACHES = regex(r"[^,\uff0c。]{0,6}?(?:授课|讲课|任教|坐诊|指导|传授|教学|示范|担任|把脉)")
KIND = regex(r"(?:活动|项目|计划|课程|赛事|行动|队伍|品牌)(?!现场|中|上|室)")
STAFF = regex(
    r"(?:等[\d余一二三四五六七八九十]*[个家]?(?:单位|部门|党组织)?)?(?:派来|请来|选派|招募|组织)?的?(?:[\d余一二三四五六七八九十百]+[名位])?"
    r"[^,\uff0c。的“”、]{0,6}?(?:专家|教授|讲解员|技术员|法官|律师|医生|大夫|医师|医护人员|老师|教师|师生|演员|民警|志愿者"
    r"|业务骨干|辅导员|讲师|学生|护士|农艺师|工程师|职工|党员)(?!会|队|团|中心|之家|户)[^,\uff0c。]{0,20}?"
    r"(?:轮流|来|到|教|讲|坐|值|授|现场|当场|上门|指导|答|把脉|打分|看护|辅导|陪|当|给|随|帮|进[村户])"
)
"""海勃湾区人民法院|的法官、第三中学的心理老师到这里轮流坐班."""
AMONG = regex(r"(?:既有|也有|还有|包括|囊括|涵盖|来自|其中有|成员有)了?$")
SENDS = regex(r"(?:还|又|先后|共|已)?(?:选派|派出|派驻|抽调|选调|推荐|委派)了?(?:的)?")
"""由省委组织部选派的26名驻村干部,...组成“先锋连心队”."""
FORM = regex(r"组成|组建|成立|加入|编入|充实")
GATHER = regex(rf"(?:{any_of('gather')})了?$")
LEADS = regex(r"(?:也|都)?(?:带头|率先|第一个|头一个|抢先)")
"""党支部书记曾阿鑫|带头拆掉旧渔排: with an office or without."""
GOES_ON = regex(r"\s*(?:活动|比赛|赛|课堂?|会|演出|仪式)?(?:现场|当天|间隙|结束后|之余|期间|[中上后])[,\uff0c]")
"""现场,歌手某某一曲赢得满堂彩: the paragraph before goes on."""


def users(setting: Setting) -> Iterator[Relation]:
    """Villagers, riders, pupils who act or speak where a programme is told of take part in it.

    So do those without any post, behind its name: 种养大户许明文, a retired judge; and those called by its end:
    热心人赵玉兰 where there are “凤凰热心人”.
    """
    done: set[Ref] = set()
    roles, known = _roles(setting), setting.echoes
    holders = {r.subject for r in setting.found.relations if r.predicate == "holds"}
    peopled = {clause.at.begin for clause in setting.peopled}
    for clause in setting.clauses:
        if clause.head or not (clause.speaker or clause.at.begin in peopled):
            continue
        for person in _told_of(setting, clause):
            if person.ref in done:
                continue
            role = roles.get(person.ref, "")
            leads = LEADS.match(setting.text, person.at.end, clause.at.end) is not None
            free = leads or (person.ref not in holders and not OFFICE.search(role))
            if not (_is_lay(role) or free):
                continue
            named = next((known[role[-size:]][0] for size in (4, 3) if role[-size:] in known), None)
            name, sure, how = (named, 0.75, "named") if named else _nearest(setting, person)
            if name is not None and not CHAIN.search(name.canonical) and (_is_lay(role) or how in ("before", "named")):
                done.add(person.ref)
                yield state(person, "takesPartIn", name, clause, f"user-{how}", sure)


def _roles(setting: Setting) -> dict[Ref, str]:
    """Person -> what the text says he or she is, all together."""
    roles: dict[Ref, str] = {}
    for person in setting.found.of("Person"):
        roles[person.ref] = roles.get(person.ref, "") + person.role
    return roles


def _is_lay(role: str) -> bool:
    return LAY.search(role) is not None and OFFICE.search(role.replace(COUNCILLOR, "")) is None


def _told_of(setting: Setting, clause: Clause) -> list[Mention]:
    """The people named in the clause, and who speaks it."""
    named = [m for m in within(setting.actors, clause.at) if m.type == "Person"]
    return [*named, clause.speaker] if clause.speaker and clause.speaker.type == "Person" else named


def _nearest(setting: Setting, person: Mention) -> tuple[Mention | None, float, str]:
    """The programme that the person's paragraph tells of, the last before the person first.

    Else the one that an opening scene leads to.
    """
    begin, end = _paragraph(setting.text, person.at.begin)
    if GOES_ON.match(setting.text, begin, end):
        begin, _ = _paragraph(setting.text, max(0, begin - 1))
    before = _visited(between(setting.programmes, begin, person.at.begin))
    after = between(setting.programmes, person.at.end, end)
    if before or after:
        return (before[-1] if before else after[0]), 0.7, "before" if before else "after"
    next_one = between(setting.programmes, end, _paragraph(setting.text, min(end + 1, len(setting.text)))[1])
    last = next(setting.programmes.back_from(begin), None)
    if (
        next_one
        and not METHOD.search(next_one[0].canonical)
        and (last is None or last.at.begin < setting.article.body_start)
    ):
        return next_one[0], 0.65, "scene"
    return None, 0.0, ""


def _visited(names: Sequence[Mention]) -> Sequence[Mention]:
    """Those that one can come to, if any: no mode, no mechanism."""
    return [m for m in names if not MODE.search(m.canonical)] or names


def _paragraph(text: str, place: int) -> tuple[int, int]:
    """Where the line of a place begins and ends."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def attenders(setting: Setting) -> Iterator[Relation]:
    """达布希拉图听完课; 党支部榜上有名: who did what the programme told of before in the paragraph is for."""
    for clause in setting.clauses:
        actor = clause.subject
        if clause.head or clause.speech or actor is None or actor.type == "Region":
            continue
        if not ATTENDS.search(setting.text, actor.at.end, clause.at.end):
            continue
        begin, _ = _paragraph(setting.text, clause.at.begin)
        told = between(setting.programmes, begin, actor.at.begin)[-1:]
        head = None if told else _heads(setting, begin)
        for name in told or ((head,) if head else ()):
            for one in (m for m in clause.subjects if m.type != "Region"):
                yield state(one, "takesPartIn", name, clause, "attends", 0.7)


def staff(setting: Setting) -> Iterator[Relation]:
    """卫生院的大夫、博物馆的讲解员轮流来讲: bodies whose people come to the programme told of in the paragraph."""
    for clause in setting.told_acting:
        for group in groups(setting, clause):
            if STAFF.match(setting.text, group[-1].at.end, clause.at.end):
                for name in _topic(setting, clause)[-1:]:
                    for body in group:
                        yield state(body, "takesPartIn", name, clause, "staff", 0.6)


def _heads(setting: Setting, begin: int) -> Mention | None:
    """The programme that the paragraph begins with: 该先锋岗..., 项目由某部发起, 课堂不收费."""
    head = setting.clause_of(Span(begin, begin + 1)) if begin < len(setting.text) else None
    if head is None or head.head:
        return None
    bare = KIND.match(setting.text, *head.ends) and next(setting.programmes.back_from(begin), None)
    return meant(setting, head) or bare or named_again(setting.text, *head.ends, setting.echoes)


def _topic(setting: Setting, clause: Clause) -> Sequence[Mention]:
    """What the paragraph told of before, else what the end of a name in the sentence or 该先锋岗 at its head means."""
    begin, _ = _paragraph(setting.text, clause.at.begin)
    if named := _visited(between(setting.programmes, begin, clause.at.end)):
        return named
    sentence = setting.sentence(clause)
    reach = sentence.end - sentence.begin
    again = named_from(setting.text, sentence.begin, clause.at.end, setting.echoes, reach=reach)
    again = again or _heads(setting, begin)
    return [again] if again else []


def members(setting: Setting) -> Iterator[Relation]:
    """以A、B为龙头,组建“P”; 吸纳A、B加入“P”; 请来A、B: bodies that take part in what the sentence sets up."""
    for clause in setting.told_acting:
        for group in groups(setting, clause):
            if _is_member(setting, clause, group):
                for name in _of_sentence(setting, clause, group[-1]):
                    for body in group:
                        yield state(body, "takesPartIn", name, clause, "member-body", 0.7)


def invited(setting: Setting) -> Iterator[Relation]:
    """设立“新农人训练营”,邀请教授符志坚担任总教头: who is asked to teach or advise there."""
    for clause in setting.told_acting:
        for person in within(setting.actors, clause.at):
            if person.type == "Person" and INVITES.search(setting.text, clause.at.begin, person.at.begin):
                named = _of_sentence(setting, clause, person)
                teaches = TEACHES.match(setting.text, person.at.end, clause.at.end)
                if not named and (teaches or person.at.end == clause.at.end):
                    named = list(itertools.islice(setting.programmes.back_from(person.at.begin), 1))
                for name in named:
                    yield state(person, "takesPartIn", name, clause, "invited", 0.75)


def listed(setting: Setting) -> Iterator[Relation]:
    """“红果同心”党建联盟:既有农业农村局、供销合作社,也有果业公司党支部: who is in it."""
    for clause in setting.told_acting:
        for group in groups(setting, clause):
            begin = begin_of(setting, clause, group[0])
            if AMONG.search(setting.text, clause.at.begin, begin):
                before = between(setting.programmes, setting.sentence(clause).begin, begin)
                again = None if before else named_again(setting.text, *clause.ends, setting.echoes)
                told = before[-1:] or ((again,) if again else ())
                for name in told if told and BODY.search(told[0].canonical) else ():
                    for body in group:
                        yield state(body, "takesPartIn", name, clause, "among", 0.8)


def senders(setting: Setting) -> Iterator[Relation]:
    """A选派的26名干部,与B派出的38名干部一起,组成“P”: A and B take part in what the sentence forms."""
    for clause in setting.told_acting:
        for body in within(setting.actors, clause.at):
            if body.type in BODIES and SENDS.match(setting.text, body.at.end, clause.at.end):
                end = setting.sentence(clause).end
                for name in between(setting.programmes, body.at.end, end)[:1]:
                    if FORM.search(setting.text, body.at.end, name.at.begin):
                        yield state(body, "takesPartIn", name, clause, "sends", 0.7)


def groups(setting: Setting, clause: Clause) -> list[list[Mention]]:
    """The bodies of a clause, those listed one after the other together; one rule after the other asks for them."""
    found = setting.listed.get(clause.at.begin)
    if found is None:
        found = setting.listed[clause.at.begin] = _groups(setting, clause)
    return found


def _groups(setting: Setting, clause: Clause) -> list[list[Mention]]:
    found: list[list[Mention]] = []
    for body in within(setting.actors, clause.at):
        if body.type not in BODIES or employs(setting, clause, body):
            continue
        if found and LISTED.fullmatch(setting.text, found[-1][-1].at.end, begin_of(setting, clause, body)):
            found[-1].append(body)
        else:
            found.append([body])
    return found


def _is_member(setting: Setting, clause: Clause, group: Sequence[Mention]) -> bool:
    begin, end = begin_of(setting, clause, group[0]), group[-1].at.end
    before = setting.text[clause.at.begin : begin]
    if before.endswith(("以", "由", "将", "把")):
        pattern = HEADED if before.endswith("以") else FORMED
        return pattern.match(setting.text, end, clause.at.end) is not None
    return GATHER.search(before) is not None


def _of_sentence(setting: Setting, clause: Clause, last: Mention) -> Sequence[Mention]:
    """The programmes behind the bodies in the sentence, else the one before them in it."""
    sentence = setting.sentence(clause)
    named = between(setting.programmes, last.at.end, sentence.end)[:1]
    named = named or between(setting.programmes, sentence.begin, last.at.begin)[-1:]
    again = named_again(setting.text, sentence.begin, last.at.begin, setting.echoes)
    return named or ([again] if again else [])
