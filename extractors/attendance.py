"""Those a programme is there for: who uses, attends or praises it, and the bodies that are its members."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.alliances import BODIES, begin_of
from extractors.clauses import Clause
from extractors.document import Mention, Ref, Relation
from extractors.grammar import Setting, any_of, state
from extractors.rows import between, within

LAY = re.compile(any_of("lay"))
OFFICE = re.compile(any_of("office"))
LISTED = re.compile(r"[”’]?等?[、和与及]|以及|、|和")
HEADED = re.compile(rf"[^,\uff0c。]{{0,14}}?为(?:{any_of('core')})")
"""以A、B为龙头,组建了“P”: A and B are members."""
FORMED = re.compile(r"[^,\uff0c。]{0,14}?(?:组成|加入|入驻|进驻|参与|参加|纳入|入盟)")
GATHER = re.compile(rf"(?:{any_of('gather')})了?$")


def users(setting: Setting) -> Iterator[Relation]:
    """Villagers, riders, pupils who act or speak where a programme is told of take part in it."""
    done: set[Ref] = set()
    main = _main(setting.programmes)
    roles = _roles(setting)
    for clause in setting.clauses:
        if clause.head:
            continue
        for person in _told_of(setting, clause):
            if person.ref in done or not _is_lay(roles.get(person.ref, "")):
                continue
            name, sure = _nearest(setting, person, main)
            if name is not None:
                done.add(person.ref)
                yield state(person, "takesPartIn", name, clause, "user", sure)


def _roles(setting: Setting) -> dict[Ref, str]:
    """Person -> what the text says he or she is, all together."""
    roles: dict[Ref, str] = {}
    for person in setting.found.of("Person"):
        roles[person.ref] = roles.get(person.ref, "") + person.role
    return roles


def _is_lay(role: str) -> bool:
    return LAY.search(role) is not None and OFFICE.search(role) is None


def _told_of(setting: Setting, clause: Clause) -> list[Mention]:
    """The people named in the clause, and who speaks it."""
    named = [m for m in within(setting.actors, clause.at) if m.type == "Person"]
    return [*named, clause.speaker] if clause.speaker else named


def _main(programmes: Sequence[Mention]) -> Mention | None:
    """The programme named most often; none where two are."""
    often = Counter(m.ref for m in programmes).most_common(2)
    if not often or (len(often) > 1 and often[0][1] == often[1][1]):
        return None
    return next(m for m in programmes if m.ref == often[0][0])


def _nearest(setting: Setting, person: Mention, main: Mention | None) -> tuple[Mention | None, float]:
    """The programme that the person's paragraph tells of, the last before the person first; else the article's."""
    text = setting.text
    begin = text.rfind("\n", 0, person.at.begin) + 1
    end = text.find("\n", person.at.end)
    before = between(setting.programmes, begin, person.at.begin)
    after = between(setting.programmes, person.at.end, len(text) if end < 0 else end)
    if before or after:
        return (before[-1] if before else after[0]), 0.7
    return main, 0.6


def members(setting: Setting) -> Iterator[Relation]:
    """以A、B为龙头,组建“P”; 吸纳A、B加入“P”; 请来A、B: bodies that take part in what the sentence sets up."""
    for clause in setting.clauses:
        if clause.head or clause.speech:
            continue
        for group in groups(setting, clause):
            if _is_member(setting, clause, group):
                for name in _of_sentence(setting, clause, group[-1]):
                    for body in group:
                        yield state(body, "takesPartIn", name, clause, "member-body", 0.7)


def groups(setting: Setting, clause: Clause) -> list[list[Mention]]:
    """The bodies of a clause, those listed one after the other together."""
    found: list[list[Mention]] = []
    for body in within(setting.actors, clause.at):
        if body.type not in BODIES:
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


def _of_sentence(setting: Setting, clause: Clause, last: Mention) -> list[Mention]:
    """The programmes behind the bodies in the sentence, else the one before them in it."""
    sentence = setting.sentence(clause)
    after = between(setting.programmes, last.at.end, sentence.end)
    return after[:1] or between(setting.programmes, sentence.begin, last.at.begin)[-1:]
