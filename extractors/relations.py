"""What holds between the entities found: who runs what, what is part of what, where, for which policy, and with whom.

Relations follow from sentence structure, not from standing near each other: the subject of a clause (see `clauses`),
the verb that governs the name, what stands right before a name, enumerations and quotations. Each rule states relations
with its own confidence; `relations` keeps, programme by programme, the best founded ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from extractors.document import Article, Found, Ref, Relation, Span
from extractors.relation import agents, alliances, attendance, homes, participants, recalled, runners, wholes
from extractors.relation.homes import of_runners
from extractors.sentence.grammar import Setting

Rule = Callable[[Setting], Iterator[Relation]]

RULES: tuple[Rule, ...] = (
    runners.owners,
    agents.led,
    agents.relative,
    runners.subjects,
    runners.spread,
    runners.opening,
    recalled.recalled,
    runners.emerging,
    runners.places,
    runners.held_at,
    homes.settled,
    homes.active,
    participants.speakers,
    participants.people,
    participants.again,
    participants.members,
    participants.joiners,
    participants.winners,
    participants.served,
    attendance.users,
    attendance.attenders,
    attendance.members,
    attendance.staff,
    attendance.invited,
    attendance.listed,
    attendance.senders,
    alliances.partners,
    alliances.listed,
    participants.cases,
    wholes.counted,
    wholes.digits,
    wholes.numbered,
    wholes.spelled_out,
    wholes.examples,
    wholes.taken_in,
    wholes.listed,
    wholes.umbrellas,
    wholes.means,
    wholes.instances,
    wholes.policies,
    wholes.named_after,
    wholes.merged,
)

OF_BODIES: tuple[Rule, ...] = (alliances.partners,)
"""What can hold where no programme is named."""

FLOOR = 0.3
"""Below this a relation is a guess."""
SAID = 0.75
"""From here on a runner is said in so many words."""
OUTRIGHT = 0.9
"""From here on it is said by the subject of its own clause; two said so stand side by side."""
NAMED = 0.7
"""From here on a whole is more than the brand told of last."""
APART = 40
"""So far apart two things are said in different sentences."""


def relations(article: Article, found: Found) -> Found:
    """The relations that the article's sentences state between what was found."""
    if article.kind == "study":
        return Found()
    setting = Setting.of(article, found)
    rules = RULES if setting.programmes else OF_BODIES
    stated = (relation for rule in rules for relation in rule(setting))
    seats = {(r.subject, r.object) for r in found.relations if r.predicate == "basedIn"}
    sure = (r for r in stated if r.subject != r.object and r.confidence >= FLOOR)
    kept = settle(sure, seats)
    return Found(relations=(*kept, *wanted(of_runners(found, kept))))


def wanted(inferred: Iterable[Relation]) -> list[Relation]:
    """Those sure enough, one for each triple."""
    best: dict[tuple[Ref, str, Ref], Relation] = {}
    for relation in inferred:
        if relation.confidence >= FLOOR:
            best.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return list(best.values())


def settle(stated: Iterable[Relation], homes: Container[tuple[Ref, Ref]] = ()) -> list[Relation]:
    """One relation for each triple, the best founded; of a programme's runners and wholes the best founded."""
    groups: dict[tuple[Ref, str, Ref], list[Relation]] = defaultdict(list)
    for relation in stated:
        groups[relation.subject, relation.predicate, relation.object].append(relation)
    best = {triple: _united(group) for triple, group in groups.items()}
    best = {triple: r for triple, r in best.items() if not _is_only_where(r, best.values(), homes)}
    top: dict[tuple[str, Ref], Relation] = {}
    for relation in sorted(best.values(), key=lambda r: r.confidence):
        top[_rivals(relation)] = relation
    kept = [r for r in best.values() if _stands(r, top[_rivals(r)])]
    running = {(r.subject, r.object) for r in kept if r.predicate == "runs"}
    kept = [r for r in kept if r.predicate != "takesPartIn" or (r.subject, r.object) not in running]
    return sorted(kept, key=attrgetter("evidence", "subject", "predicate", "object"))


def _stands(relation: Relation, best: Relation) -> bool:
    """As well founded as the best, or well enough, and said elsewhere: not 南沟村 of 南沟村办起由农商行承办的P."""
    enough = {"runs": OUTRIGHT, "componentOf": NAMED}.get(relation.predicate)
    if enough is None or relation.confidence >= best.confidence:
        return True
    return relation.confidence >= enough and min(_apart(a, b) for a in relation.evidence for b in best.evidence) > APART


def _apart(one: Span, other: Span) -> int:
    """How many characters stand between two places."""
    return max(one.begin, other.begin) - min(one.end, other.end)


def _rivals(relation: Relation) -> tuple[str, Ref]:
    """What the relations that stand against this one are about: a programme's runners, a part's wholes."""
    return relation.predicate, relation.subject if relation.predicate == "componentOf" else relation.object


def _united(group: Sequence[Relation]) -> Relation:
    """The best founded of a triple's relations, with the places of all that are well founded by themselves."""
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda relation: relation.confidence)
    places = {at for one in group if one is best or one.confidence >= SAID for at in one.evidence}
    return replace(best, evidence=tuple(sorted(places))) if len(places) > len(best.evidence) else best


def _is_only_where(relation: Relation, stated: Iterable[Relation], homes: Container[tuple[Ref, Ref]]) -> bool:
    """拉僧仲街道“红色驿站” says where it is, when 拉僧仲街道党工委 is said to run it."""
    if relation.rule != "owner" or relation.subject[0] != "Region":
        return False
    return any(
        r.predicate == "runs"
        and r.object == relation.object
        and r.confidence >= SAID
        and (r.subject, relation.subject) in homes
        for r in stated
    )
