"""What holds between the entities found: who runs what, what is part of what, where, for which policy, and with whom.

Relations follow from sentence structure, not from standing near each other: the subject of a clause (see `clauses`),
the verb that governs the name, what stands right before a name, enumerations and quotations. Each rule states relations
with its own confidence; `relations` keeps, programme by programme, the best founded ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from extractors import participants, runners, wholes
from extractors.document import Article, Found, Ref, Relation
from extractors.grammar import Setting

Rule = Callable[[Setting], Iterator[Relation]]

RULES: tuple[Rule, ...] = (
    runners.owners,
    runners.passives,
    runners.subjects,
    runners.emerging,
    runners.places,
    runners.held_at,
    runners.at_home,
    participants.speakers,
    participants.people,
    participants.members,
    participants.joiners,
    participants.winners,
    participants.served,
    participants.partners,
    participants.cases,
    wholes.counted,
    wholes.digits,
    wholes.numbered,
    wholes.umbrellas,
    wholes.policies,
    wholes.named_after,
    wholes.merged,
)

FLOOR = 0.3
"""Below this a relation is a guess."""


def relations(article: Article, found: Found) -> Found:
    """The relations that the article's sentences state between what was found."""
    if article.kind == "study":
        return Found()
    setting = Setting.of(article, found)
    stated = (relation for rule in RULES for relation in rule(setting))
    return Found(relations=tuple(settle(r for r in stated if r.subject != r.object and r.confidence >= FLOOR)))


def settle(stated: Iterable[Relation]) -> list[Relation]:
    """One relation for each triple, the best founded; of a programme's runners those as well founded as the best."""
    best: dict[tuple[Ref, str, Ref], Relation] = {}
    for relation in stated:
        triple = relation.subject, relation.predicate, relation.object
        if triple not in best or relation.confidence > best[triple].confidence:
            best[triple] = relation
    top: dict[Ref, float] = defaultdict(float)
    for relation in best.values():
        if relation.predicate == "runs":
            top[relation.object] = max(top[relation.object], relation.confidence)
    kept = [r for r in best.values() if r.predicate != "runs" or r.confidence >= top[r.object]]
    running = {(r.subject, r.object) for r in kept if r.predicate == "runs"}
    kept = [r for r in kept if r.predicate != "takesPartIn" or (r.subject, r.object) not in running]
    return sorted(kept, key=lambda r: (r.evidence, r.subject, r.predicate, r.object))
