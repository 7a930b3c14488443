"""Who runs a programme where it is the topic: P由A牵头、B出资搭建; 这个品牌由A打造; P是A的品牌; A的“P”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.clauses import Clause, between, within
from extractors.document import Mention, Relation
from extractors.grammar import Setting, any_of, governors, state

BY = re.compile(r"(?<![自理缘来事])由(?![于此衷])|(?<![一起])被(?!评)|(?:出自|源自|源于|得益于)")
LEADS = re.compile(rf"[^,\uff0c。的、“”]{{0,8}}?(?:{any_of('leads')}|(?!组成){any_of('runs')})")
"""What the agents do, close behind them: 牵头, 出资搭建, 联合打造."""
NEXT = re.compile(rf"[^,\uff0c。的“”]{{0,10}}?(?:[、和与及]|以及|{any_of('ally')})(?:驻地|辖区|当地|属地)?")
OWNED = re.compile(r"[”’]?[^,\uff0c。;\uff1b是]{0,8}是$")
OWNS = re.compile(rf"的[^,\uff0c。]{{0,10}}(?:{any_of('umbrella')}|{any_of('thing')}|首创|创新|招牌|名片|探索)")
POSSESSED = re.compile(r"的[^,\uff0c。“”的]{0,6}[“‘]$")
ANAPHOR = re.compile(rf"[“‘\s]*(?:这|该|此)[一个支项座处间档场套种]*(?:{any_of('umbrella')}|{any_of('thing')})")
"""这支队伍, 该品牌, 这一做法: the programme told of last."""


def led(setting: Setting) -> Iterator[Relation]:
    """Agents after 由: all of them run what the clause, or the one before, is about."""
    for number, clause in enumerate(setting.clauses):
        if clause.head:
            continue
        for by in BY.finditer(setting.text, *_ends(clause)):
            agents = _agents(setting, clause, by.end(), leads=not by.group().startswith(("出", "源", "得")))
            names = _about(setting, number, by.start(), agents[-1].at.end) if agents else []
            for agent in agents:
                for name in names:
                    yield state(agent, "runs", name, clause, "agent", 0.92)


def _ends(clause: Clause) -> tuple[int, int]:
    return clause.at.begin, clause.at.end


def _agents(setting: Setting, clause: Clause, begin: int, *, leads: bool) -> list[Mention]:
    """The bodies and regions from a place on, listed, each or at least the last with a verb of leading."""
    agents: list[Mention] = []
    led_by = False
    while agent := _at(setting, clause, begin):
        agents.append(agent)
        end = agent.at.end
        led_by = LEADS.match(setting.text, end, clause.at.end) is not None
        following = NEXT.match(setting.text, end, clause.at.end)
        while following and not _at(setting, clause, following.end()):
            following = None
        if following is None:
            break
        begin = following.end()
    return agents if led_by or not leads else []


def _at(setting: Setting, clause: Clause, begin: int) -> Mention | None:
    """The last of the actors one behind the other from here, none for a person."""
    last: Mention | None = None
    for actor in between(setting.actors, begin, clause.at.end):
        if actor.at.begin != begin or actor.type == "Person":
            break
        last, begin = actor, actor.at.end
    return last


def _about(setting: Setting, number: int, by: int, end: int) -> list[Mention]:
    """The programmes behind the agents, else before them, else in the clause before, else the one meant by 该."""
    clause = setting.clauses[number]
    after = [m for m in between(setting.programmes, end, clause.at.end) if governors(setting, clause, m)]
    before = between(setting.programmes, clause.at.begin, by)
    if after or before:
        return after or before[-1:]
    if name := meant(setting, clause):
        return [name]
    for earlier in reversed(setting.clauses[max(0, number - 2) : number]):
        if earlier.sentence != clause.sentence or earlier.head:
            break
        if told := within(setting.programmes, earlier.at):
            return told[-1:]
    return []


def meant(setting: Setting, clause: Clause) -> Mention | None:
    """The programme that 这支队伍 or 该品牌 at the head of a clause stands for: the last one of the paragraph."""
    if not ANAPHOR.match(setting.text, *_ends(clause)):
        return None
    before = between(setting.programmes, 0, clause.at.begin)
    near = [m for m in before if "\n" not in setting.text[m.at.end : clause.at.begin]]
    return near[-1] if near else None


def owned(setting: Setting) -> Iterator[Relation]:
    """“红旗高炉”是炼铁厂党委的品牌; 炼铁厂党委的“红旗高炉”."""
    for clause in setting.clauses:
        if clause.head or clause.speech:
            continue
        for name in within(setting.programmes, clause.at):
            for actor in within(setting.actors, clause.at):
                if actor.type == "Person":
                    continue
                between_them = setting.text[name.at.end : actor.at.begin]
                if OWNED.fullmatch(between_them) and OWNS.match(setting.text, actor.at.end, clause.at.end):
                    yield state(actor, "runs", name, clause, "owned", 0.85)
                elif POSSESSED.fullmatch(setting.text, actor.at.end, name.at.begin):
                    yield state(actor, "runs", name, clause, "owned", 0.8)
