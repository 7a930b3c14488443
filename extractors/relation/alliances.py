"""Bodies that act together: A联合B、C, A与B签下协议, A、B联手; what they then set up is run by all of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Mention, Relation
from extractors.patterns import regex
from extractors.rows import between, within
from extractors.sentence.clauses import POST, Clause
from extractors.sentence.grammar import VERBS, Setting, any_of, governors, kind_of, state

BODIES = ("PartyOrganisation", "Organisation")
ALLY = any_of("ally")
PARTNER = regex(rf"(?:{any_of('partner', 'ally')})(?!单位|社|伙伴|企业|商户|[方会党户](?!案)|参与|参加)")
"""Not 等共建单位认领, 养殖合作社, 联合党委: what they are called, not what they do."""
UNNAMED = r"(?:[^,\uff0c。的“”、]{2,8}、)?(?:驻地|辖区|当地|属地|对岸|毗邻的?|相邻的?|邻[省市县区旗镇乡村]的?)?"
"""召集驻地部队、某派出所碰头: the first of the list has no name."""
LISTED = regex(r"(?:、|和|与|及|以及)(?:驻地|辖区|当地|属地)?|驻地|辖区|")
ALLIED = regex(rf"(?P<words>[^,\uff0c。的“”、与和同跟]{{0,10}}?)(?:{ALLY})(?:了|起|上)?{UNNAMED}")
WITH = regex(rf"(?P<words>[^,\uff0c。的“”、]{{0,8}}?)(?:[与和同跟]|邀请?|拉着|召集|约上|叫上){UNNAMED}")
GOVERNMENT = ("政府", "管委会", "办事处")
"""旗委、旗政府 of one place are no partners: they decide together every day."""
REACH = 16
"""How far behind the last body the verb of acting together may stand."""
WITHS = frozenset(VERBS["ally"])
OF = regex(r"(?:选派|派出|派驻|下派|抽调|推荐)?等?(?:[\d一二三四五六七八九十]+[家个])?(?:单位|部门|党组织)?的")
"""A与B的关系: the name only describes what follows."""


@dataclass(frozen=True, slots=True)
class Alliance:
    """Those who act together in a clause: one side and the other; no `left` where all are listed alike."""

    left: tuple[Mention, ...]
    right: tuple[Mention, ...]
    sure: float
    partial: bool = False  # whom they joined has no name: 护鸟队与第三中学共建“候鸟课堂”

    @property
    def bodies(self) -> tuple[Mention, ...]:
        return self.left + self.right


def alliances(setting: Setting, clause: Clause) -> Iterator[Alliance]:
    """The alliances that the clause states."""
    named = within(setting.actors, clause.at)
    begins = {m.at.begin for m in named}
    bodies = [m for m in named if m.type in BODIES or _as_body(setting, m, begins)]
    groups = _groups(setting, clause, bodies)
    for number, group in enumerate(groups):
        begin = begin_of(setting, clause, group[0])
        before = groups[number - 1] if number else None
        left = before or _actor(clause)
        gap = setting.text[before[-1].at.end if before else _begin_of_words(setting, clause) : begin]
        together = _together(setting, clause, group[-1])
        if OF.match(setting.text, group[-1].at.end, clause.at.end):
            continue
        if _joins(ALLIED, gap) or (together and _joins(WITH, gap)):
            others = tuple(m for m in left if m.ref not in {one.ref for one in group})
            if others:
                yield Alliance(others, tuple(group), 0.8 if before or clause.how != "carried" else 0.7)
            elif not left:
                yield Alliance((), tuple(group), 0.8, partial=True)
        elif len(group) > 1 and together:
            yield Alliance((), tuple(group), 0.8)


def _as_body(setting: Setting, actor: Mention, begins: set[int]) -> bool:
    """文旅局联合|马郢村|办起P: a region that somebody acts with, not the place of a body."""
    if actor.type != "Region" or actor.at.end in begins:
        return False
    return setting.text[max(0, actor.at.begin - 2) : actor.at.begin] in WITHS


def _joins(pattern: re.Pattern[str], gap: str) -> bool:
    return pattern.fullmatch(gap) is not None


def _groups(setting: Setting, clause: Clause, bodies: Sequence[Mention]) -> list[list[Mention]]:
    """Bodies listed one after the other."""
    groups: list[list[Mention]] = []
    for body in bodies:
        if groups:
            gap = setting.text[groups[-1][-1].at.end : begin_of(setting, clause, body)]
            if gap and LISTED.fullmatch(gap):
                groups[-1].append(body)
                continue
        groups.append([body])
    return groups


def _actor(clause: Clause) -> list[Mention]:
    """Who acts where the clause begins with 联合B or 与B."""
    if clause.subject and clause.subject.type == "Region":
        return [clause.subject, *clause.also]
    if clause.actor is None or clause.subject or clause.speech or clause.actor.type == "Person":
        return []
    return [clause.actor]


def _begin_of_words(setting: Setting, clause: Clause) -> int:
    """Where the words after the clause's marks, or after a region that is its subject, begin."""
    if clause.subject and clause.subject.type == "Region":
        return clause.subject.at.end
    text = setting.text[clause.at.begin : clause.at.end]
    return clause.at.end - len(text.lstrip(" \n“‘◆"))


def _together(setting: Setting, clause: Clause, last: Mention) -> bool:
    """A verb of acting together stands behind the last body."""
    names = between(setting.programmes, last.at.end, clause.at.end)
    end = min([last.at.end + REACH, clause.at.end, *(name.at.begin for name in names)])
    return PARTNER.search(setting.text, last.at.end, end) is not None


def begin_of(setting: Setting, clause: Clause, body: Mention) -> int:
    """Where a body's name begins with the regions that belong to it: 乌兰察布市|化德县职业高中."""
    begin = body.at.begin
    for actor in reversed(between(setting.actors, clause.at.begin, begin)):
        if actor.at.end == begin and actor.type == "Region" and actor is not clause.subject:
            begin = actor.at.begin
    return begin


def employs(setting: Setting, clause: Clause, body: Mention) -> bool:
    """邀请A教师孙晓东: A only says who the person is."""
    after = between(setting.actors, body.at.end, clause.at.end)[:1]
    person = after[0] if after and after[0].type == "Person" else None
    return person is not None and POST.fullmatch(setting.text, body.at.end, person.at.begin) is not None


def partners(setting: Setting) -> Iterator[Relation]:
    """旗中心与应急局集中办公; 派出所联合驻地少工委开展活动: partners, and all run what they set up."""
    for clause in setting.acting:
        if clause.head:
            continue
        for one in alliances(setting, clause):
            left = [m for m in one.left if m.type in BODIES]
            right = [m for m in one.right if m.type in BODIES]
            pairs = itertools.product(left, right) if one.left else itertools.combinations(right, 2)
            for first, second in () if one.partial else pairs:
                yield state(first, "partner", second, clause, "together", one.sure)
            for where, name in _set_up(setting, clause, one.right[-1].at.end):
                for body in one.bodies:
                    yield state(body, "runs", name, where, "together", 0.95)


def listed(setting: Setting) -> Iterator[Relation]:
    """县委政法委、县退役军人事务局推开“老兵哨所”: who set a programme up side by side act together."""
    for clause in setting.clauses:
        subject = clause.subject
        if clause.head or subject is None or subject.type not in BODIES:
            continue
        others = [m for m in clause.also if m.type in BODIES and m.ref != subject.ref]
        others = [m for m in others if not (subject.canonical.endswith("委") and m.canonical.endswith(GOVERNMENT))]
        for name in between(setting.programmes, subject.at.end, clause.at.end) if others else ():
            verbs = governors(setting, clause, name)
            if verbs and kind_of(verbs[-1]) == "runs":
                for other in others:
                    yield state(subject, "partner", other, clause, "side-by-side", 0.7)


def _set_up(setting: Setting, first: Clause, begin: int) -> Iterator[tuple[Clause, Mention]]:
    """What they set up: behind them in the clause, and in the clauses of the sentence up to another subject."""
    for clause in setting.clauses[setting.number(first) :]:
        if clause.sentence != first.sentence or (clause is not first and clause.subject):
            return
        for name in between(setting.programmes, max(begin, clause.at.begin), clause.at.end):
            verbs = governors(setting, clause, name)
            if clause is first or (verbs and kind_of(verbs[-1]) == "runs"):
                yield clause, name
