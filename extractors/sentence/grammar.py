"""An article laid out for the rules that read relations: clauses, names in text order, the verbs that govern them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from extractors.document import Article, Found, Mention, Relation, Span
from extractors.patterns import choice, regex
from extractors.rows import Row, between, holding, outermost, within
from extractors.sentence.clauses import Clause, acting, clauses
from extractors.sentence.echoes import Echoes, echoes
from ontology import tables


class Verb(NamedTuple):
    """A row of `relation_verbs.tsv`."""

    relation: str
    verb: str


KINDS = (
    *("runs", "leads", "uses", "joins", "makes", "wins", "serves", "ally", "partner", "follows"),
    *("emerges", "place", "settles", "umbrella", "thing", "lay", "office", "gather", "core", "attends"),
    *("housed", "opens"),
)
_ROWS = tables.read("relation_verbs", Verb)
VERBS = {kind: frozenset(row.verb for row in _ROWS if row.relation == kind) for kind in KINDS}
if sum(map(len, VERBS.values())) != len(_ROWS) or not all(VERBS.values()):
    raise tables.TableError(f"relation_verbs.tsv: the relations must be {' '.join(KINDS)}")


def any_of(*kinds: str) -> str:
    """A pattern for the verbs of some kinds, longer ones first."""
    return choice(verb for kind in kinds for verb in VERBS[kind])


MADE = r"[^\W\d说提谈聊讲想看走付露显突发唤勾][出起](?=了?(?:[一两]|\d|[“‘]))"
"""定出“一约四会”, 支起一个“茶话亭”: whatever is brought into being, but not 说起“P”."""
GOVERN = regex(f"{any_of('runs', 'uses', 'joins')}|{MADE}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules look at. Mentions are outermost ones, in text order."""

    article: Article
    text: str  # the article's
    found: Found
    clauses: tuple[Clause, ...]
    naming: tuple[Clause, ...]  # the clauses that name a programme
    acting: tuple[Clause, ...]  # those that name somebody or something that acts
    peopled: tuple[Clause, ...]  # those that name a person
    begins: tuple[int, ...]  # of the clauses
    programmes: Row
    echoes: Echoes  # of the programmes
    policies: Row
    actors: Row
    places: Row
    sentences: dict[int, Span] = field(default_factory=dict)  # by number, those that were asked for
    governing: dict[tuple[int, int], list[str]] = field(default_factory=dict)  # what `governors` found, by places
    listed: dict[int, list[list[Mention]]] = field(default_factory=dict)  # what `groups` of attendance found, by clause

    @classmethod
    def of(cls, article: Article, found: Found) -> Setting:
        def named(*types: str) -> Row:
            return outermost(m for m in found.mentions if m.type in types)

        cut, programmes, actors = clauses(article, found), named("Programme"), outermost(acting(found.mentions))
        begins, ends = tuple([clause.at.begin for clause in cut]), [clause.at.end for clause in cut]

        def having(row: Row) -> tuple[Clause, ...]:
            return tuple([cut[number] for number in holding(begins, ends, row)])

        return cls(
            article,
            article.text,
            found,
            cut,
            having(programmes),
            having(actors),
            having(Row(m for m in actors if m.type == "Person")),
            begins,
            programmes,
            echoes(programmes),
            named("Policy"),
            actors,
            named("Region", "Place"),
        )

    @property
    def told_acting(self) -> Iterator[Clause]:
        """The clauses with an actor that the paper itself tells: no headlines, and nothing that somebody says."""
        return (clause for clause in self.acting if not (clause.head or clause.speech))

    @property
    def told_naming(self) -> Iterator[Clause]:
        """Of those that the paper itself tells the clauses that name a programme."""
        return (clause for clause in self.naming if not (clause.head or clause.speech))

    def sentence(self, clause: Clause) -> Span:
        """From the first to the last clause of the clause's sentence."""
        found = self.sentences.get(clause.sentence)
        if found is None:
            first = bisect_left(self.clauses, clause.sentence, key=_sentence)
            last = bisect_right(self.clauses, clause.sentence, lo=first, key=_sentence) - 1
            found = Span(self.clauses[first].at.begin, self.clauses[last].at.end)
            self.sentences[clause.sentence] = found
        return found

    def having(self, cue: re.Pattern[str]) -> list[int]:
        """The numbers of the clauses in which a cue, words without marks, begins: asked of all at once."""
        numbers = {bisect_right(self.begins, match.start()) - 1 for match in cue.finditer(self.text)}
        return sorted(numbers - {-1})

    def number(self, clause: Clause) -> int:
        """The clause's place among the article's."""
        return bisect_right(self.begins, clause.at.begin) - 1

    def clause_of(self, at: Span) -> Clause | None:
        """The clause that holds the place; None in the space between clauses."""
        index = bisect_right(self.begins, at.begin) - 1
        return self.clauses[index] if index >= 0 and at.begin < self.clauses[index].at.end else None

    def stating(self, at: Span) -> Clause | None:
        """The clause that holds the place; None in a title or subheading, which states nothing."""
        clause = self.clause_of(at)
        return None if clause is None or clause.head else clause


_sentence = attrgetter("sentence")


def governors(setting: Setting, clause: Clause, name: Mention) -> list[str]:
    """The verbs and prepositions of the clause before the name, in order. Names themselves hold no verbs."""
    asked = clause.at.begin, name.at.begin
    found = setting.governing.get(asked)
    if found is None:
        found = setting.governing[asked] = _governors(setting, clause, name)
    return found


def _governors(setting: Setting, clause: Clause, name: Mention) -> list[str]:
    taken = [m.at for kind in (setting.programmes, setting.policies, setting.actors) for m in within(kind, clause.at)]
    free = [
        match
        for match in GOVERN.finditer(setting.text, clause.at.begin, name.at.begin)
        if not any(at.begin < match.end() and match.start() < at.end for at in taken)
    ]
    free = [match for match in free if len(match.group()) > 1 or _is_near(setting, match.end(), name)]
    last = len(free) - 1  # 组建由农技专家等参加的“讲师团”: 参加 does not govern it
    return [
        m.group()
        for n, m in enumerate(free)
        if n < last or not (n and m.group() in VERBS["joins"] and setting.text[m.end() :][:1] == "的")
    ]


def _is_near(setting: Setting, end: int, name: Mention) -> bool:
    """以P为抓手, 将A与P融合: a preposition stands close to its name; 为民纾困 is no preposition."""
    words = setting.text[end : name.at.begin]
    for other in between(setting.programmes, end, name.at.begin):
        words = words.replace(other.name, "")
    return len(words) <= 16 and "的" not in words


def kind_of(verb: str) -> str:
    """Which kind of verb it is, the more telling kind first; what brings into being (定出, 支起) runs."""
    made = "runs" if verb.endswith(("出", "起")) else ""
    return next((kind for kind in ("joins", "uses", "runs") if verb in VERBS[kind]), made)


PREMISES = {
    "carried": "承前省略主语",
    "ahead": "蒙后省略主语",
    "bare": "类名指前述组织",
    "speaker": "说话人所在组织",
    "place": "处所作话题",
}


def state(
    subject: Mention,
    predicate: str,
    object: Mention,
    clause: Clause,
    rule: str,
    confidence: float,
    *,
    premises: tuple[str, ...] = (),
) -> Relation:
    """A relation with its clause as evidence, and the place of a subject that the clause leaves out."""
    spans = {clause.at, *(m.at for m in (subject, object) if not clause.at.holds(m.at))}
    if not clause.at.holds(subject.at) and clause.how in PREMISES and not premises:
        premises = (f"{PREMISES[clause.how]}:{subject.canonical}",)
    return Relation(
        subject.ref,
        predicate,
        object.ref,
        tuple(sorted(spans)),
        rule,
        round(confidence, 3),
        inferred=bool(premises),
        premises=premises,
    )
