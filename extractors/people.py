"""People: who is named, with which posts in which organisations, and where they live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors import bases
from extractors.bases import Ground
from extractors.document import Article, Found, Mention, Ref, Relation, Span
from extractors.person_names import STOPS, candidates, everydayness, fit, is_weak
from extractors.posts import APPOSITIONS, POSTS, Ends, Held, Phrase, phrase, post_ends

SENTENCE_END = frozenset("。！？”\n")
FULL_NAME_BEFORE = re.compile("|".join(w for w in APPOSITIONS if w in ("同志", "总书记", "烈士", "先生", "女士")))
THRESHOLD = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may start at a place, with what speaks for it."""

    begin: int
    name: str
    score: int
    rule: str

    @property
    def end(self) -> int:
        return self.begin + len(self.name)


def people(article: Article, found: Found) -> Found:
    """The persons of an article but for its contributors, what they hold and where they live."""
    g = bases.ground(article, found)
    ends = Ends(
        g.text,
        post_ends(g.text),
        bases.longest_by_end(found.of("PartyOrganisation", "Organisation")),
        bases.longest_by_end(found.of("Region", "Place")),
    )
    named = tuple(chosen(g, ends, found))
    mentions: list[Mention] = []
    relations: list[Relation] = []
    roles: dict[str, str] = {}
    phrases = [(c, phrase(ends, c.begin)) for c in named]
    for candidate, before in phrases:
        role = g.text[before.begin : candidate.begin].strip("、\n ")
        roles.setdefault(candidate.name, role.replace("\n", ""))
        if role and not roles[candidate.name]:
            roles[candidate.name] = role.replace("\n", "")
        relations.extend(stated(found, candidate, before))
    for name in dict.fromkeys(c.name for c in named):
        rule = next(c.rule for c in named if c.name == name)
        mentions.extend(occurrences(g, found, name, roles[name], rule))
    return Found(tuple(mentions), tuple(once(relations)))


def once(relations: Iterable[Relation]) -> Iterator[Relation]:
    seen = set()
    for r in relations:
        if (r.subject, r.predicate, r.object) not in seen:
            seen.add((r.subject, r.predicate, r.object))
            yield r


def occurrences(g: Ground, found: Found, name: str, role: str, rule: str) -> Iterator[Mention]:
    """Every place where a name stands that is known in the article, but inside names of other things."""
    for match in re.finditer(re.escape(name), g.text):
        at = Span(*match.span())
        if not any(m.at.overlaps(at) for m in found.mentions):
            yield Mention("Person", name, at, name, name, rule, role=role)


def chosen(g: Ground, ends: Ends, found: Found) -> Iterator[Candidate]:
    """The best candidate at each place, names of the article deciding together where each ends."""
    taken = [m.at for m in found.mentions]
    all_found = [c for c in every_candidate(g, ends) if not any(at.overlaps(Span(c.begin, c.end)) for at in taken)]
    at_place: dict[int, list[Candidate]] = {}
    for candidate in all_found:
        at_place.setdefault(candidate.begin, []).append(candidate)
    for begin in sorted(at_place):
        best = max(at_place[begin], key=lambda c: (c.score + support(g.text, c.name), len(c.name)))
        if best.score >= THRESHOLD:
            yield best


def support(text: str, name: str) -> int:
    """What the other places of the name say about its end: 于财 is followed by 便, 了, 赞, so 于财便 is none."""
    stem = name[:2]
    thirds = {text[m.end() : m.end() + 1] for m in re.finditer(re.escape(stem), text)}
    if len(thirds) < 2:
        return 0
    return 3 if len(name) == 2 else -3 if len(name) == 3 and name[2] in thirds else 0


def every_candidate(g: Ground, ends: Ends) -> Iterator[Candidate]:
    yield from after_posts(g, ends)
    yield from after_places(g, ends)
    yield from at_sentence_starts(g)
    yield from before_appositions(g)


def scored(text: str, at: int, strength: int, rule: str) -> Iterator[Candidate]:
    for name in candidates(text, at):
        follow = fit(text, at + len(name))
        score = strength + follow - everydayness(name) - 2 * is_weak(name)
        yield Candidate(at, name, score, rule)


def after_posts(g: Ground, ends: Ends) -> Iterator[Candidate]:
    """书记王金柱, 村民赵永."""
    for end, word in sorted(ends.posts.items()):
        yield from scored(g.text, end, 2 if POSTS[word].kind == "post" else 1, "after-post")


def after_places(g: Ground, ends: Ends) -> Iterator[Candidate]:
    """前召嘎查额尔敦朝鲁感动地说: only with speech after it."""
    for end, place in sorted(ends.places.items()):
        if place.level in ("village", "township"):
            for c in scored(g.text, end, 0, "after-place"):
                if fit(g.text, c.end) == 4:
                    yield c


def at_sentence_starts(g: Ground) -> Iterator[Candidate]:
    """”徐书婷说, 南飞介绍."""
    for at, char in enumerate(g.text):
        if char in SENTENCE_END:
            for c in scored(g.text, at + 1, 0, "speaker"):
                if fit(g.text, c.end) == 4:
                    yield c


def before_appositions(g: Ground) -> Iterator[Candidate]:
    """雷锋同志, 习近平总书记."""
    for match in FULL_NAME_BEFORE.finditer(g.text):
        for length in (3, 2):
            begin = match.start() - length
            name = g.text[max(0, begin) : match.start()]
            if begin >= 0 and name in candidates(g.text, begin) and not everydayness(name) and opens(g.text, begin):
                yield Candidate(begin, name, 4, "before-apposition")
                break


def opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in STOPS or bases.free_before(text, at) or fit(text, at) > -3


def stated(found: Found, candidate: Candidate, before: Phrase) -> Iterator[Relation]:
    """holds and livesIn, as the phrase before a name says."""
    person = ("Person", candidate.name)
    evidence = (Span(before.begin, candidate.end),)
    for held in before.held:
        if held.organisation:
            owner = owner_of(found, held)
            yield Relation(person, "holds", owner, evidence, "post-before-name", title=held.title)
    if before.held and not before.organisations and before.regions:
        yield Relation(person, "livesIn", before.regions[0].ref, evidence, "place-before-name")
    elif before.held and before.organisations and before.held[-1].post.kind == "description":
        for seat in village_of(found, before.organisations[-1]):
            yield Relation(person, "livesIn", seat, evidence, "place-before-name")
    elif candidate.rule == "after-place" and before.regions:
        yield Relation(person, "livesIn", before.regions[0].ref, evidence, "place-before-name")


def owner_of(found: Found, held: Held) -> Ref:
    """The body a post belongs to: of 检察院党总支 the 副检察长 is the procuratorate's."""
    assert held.organisation is not None
    organ = held.post.organ
    if len(organ) < 1 or organ in ("party", "government", "committee") or held.organisation.canonical.endswith(organ):
        return held.organisation.ref
    for relation in found.relations:
        if relation.subject == held.organisation.ref and relation.predicate == "under" and organ in relation.object[1]:
            return relation.object
    return held.organisation.ref


def village_of(found: Found, organisation: Mention) -> Iterator[Ref]:
    regions = {m.ref: m for m in found.of("Region")}
    for relation in found.relations:
        seat = regions.get(relation.object)
        if seat and seat.level == "village" and (relation.subject, relation.predicate) == (organisation.ref, "basedIn"):
            yield relation.object
