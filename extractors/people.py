"""People: who is named, with which posts in which organisations, and where they live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from extractors.body import bases
from extractors.document import Article, Doubt, Found, Mention, Ref, Relation, Span
from extractors.patterns import places, regex
from extractors.person.introductions import introductions
from extractors.person.name_scores import THRESHOLD, Introduction, scored, support
from extractors.person.offices import after_name
from extractors.person.person_names import Names
from extractors.person.posts import Ends, Held, post_ends
from extractors.person.residence import at_home, homes, one_home
from extractors.person.titles import normal_title
from extractors.person.understood import council, understood

LATER_OFFICE = regex(
    r"[^。！？\n]{0,40}?[,，](?=(?:现在?|如今|目前|又|并|还|也|后来|同时|随后)?"
    r"(?:任|担任|兼任|出任|当选|当上|是[^，。,]{0,16}(?:书记|主任|主席|会长|理事长|委员|成员|队长|组长)))"
)
NEAR = ("county", "township", "village")  # 白坭|慈善会 in 白坭镇: a region's own words, and nobody
SOCIETY_POSTS = ("理事长", "董事长", "总经理", "会长", "社长", "厂长")
MEMBER = regex(r"(?:所在|所属)的")  # 郑晓辉|所在的|某公司党支部
SPACE = regex(r"\s+")


def people(article: Article, found: Found, *, votes: frozenset[Span] = frozenset()) -> Found:
    """The persons of an article but for its contributors, what they hold and where they live.

    `votes` are the places where a statistical tagger sees a name: a vote, not a verdict.
    """
    ends = Ends(
        article.text,
        post_ends(article.text),
        bases.longest_by_end(found.of("PartyOrganisation", "Organisation")),
        bases.longest_by_end(found.of("Region", "Place")),
        Names(article.text),
        votes,
    )
    taken = bases.covered(len(article.text), (m.at for m in found.mentions))
    named = tuple(chosen(ends, found, taken))
    first: dict[str, Introduction] = {}
    for one in named:
        if one.name not in first or (one.phrase.held and not first[one.name].phrase.held):
            first[one.name] = one
    stands = {name: tuple(places(article.text, name)) for name in first}
    mentions = tuple(m for one in first.values() for m in occurrences(article.text, taken, one, stands[one.name]))
    relations = [r for one in named for r in stated(ends, found, one)]
    relations.extend(r for name in first for r in offices(ends, name, stands[name], first))
    relations.extend(r for name in first for r in memberships(ends, name, stands[name]))
    relations.extend(homes(ends, stands))
    return Found(mentions, tuple(once(one_home(relations))), doubts=tuple(namesakes(article, mentions)))


def chosen(ends: Ends, found: Found, taken: bytearray) -> Iterator[Introduction]:
    """The best name at each place, the names' other places deciding together where each ends."""
    stems = tuple({bases.HEAD.sub("", m.canonical) for m in found.of("Region") if m.level in NEAR} - {""})
    at_place: dict[int, list[Introduction]] = {}
    for one in introductions(ends):
        if 1 not in taken[one.begin : one.end] and not (one.name.startswith(stems) and not one.phrase.held):
            at_place.setdefault(one.begin, []).append(one)
    supported = cache(partial(support, ends.text))
    for begin in sorted(at_place):
        best = best_of(at_place[begin], supported)
        if best.score >= THRESHOLD:
            yield best
            yield from listed(ends, best)


def best_of(there: list[Introduction], supported: Callable[[str], int]) -> Introduction:
    """The best name of those that start at a place, with its posts where any rule sees them."""

    def merit(name: str) -> tuple[float, int]:
        same = [one for one in there if one.name == name]
        return max(one.score for one in same) + supported(name) + max(one.likelihood for one in same) / 2, len(name)

    name = max(dict.fromkeys(one.name for one in there), key=merit)
    same = [one for one in there if one.name == name]
    best = max(one.score for one in same)
    return replace(max(same, key=lambda one: (bool(one.phrase.held), one.score)), score=best)


def listed(ends: Ends, one: Introduction) -> Iterator[Introduction]:
    """The names that follow in a list: 宣讲员|张文静|、白树霞."""
    while (one.phrase.held or one.rule == "after-quote") and ends.text[one.end : one.end + 1] in ("、", "和", "与"):
        following = [
            Introduction(other.begin, other.name, other.score, "listed", one.phrase)
            for other in scored(ends, one.end + 1, 2, "listed")
            if other.score > THRESHOLD
        ]
        if not following:
            return
        one = max(following, key=lambda other: (other.score, len(other.name)))
        yield one


def occurrences(text: str, taken: bytearray, one: Introduction, begins: Iterable[int]) -> Iterator[Mention]:
    """Every place where a name stands that is known in the article, but inside names of other things."""
    role = SPACE.sub("", text[one.phrase.begin : one.phrase.end]).strip("、的")
    confidence = min(0.5 + 0.1 * one.score, 0.99)
    for begin in begins:
        at = Span(begin, begin + len(one.name))
        if 1 not in taken[at.begin : at.end]:
            yield Mention("Person", one.name, at, one.name, one.name, one.rule, confidence=confidence, role=role)


def once(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Each relation once, and each post: 书记 and 支书 of one branch are one, 常委 and 副书记 of one committee two."""
    seen: set[tuple[Ref, str, Ref, str]] = set()
    for r in relations:
        key = r.subject, r.predicate, r.object, normal_title(r.title, r.object[1])
        if key not in seen:
            seen.add(key)
            yield r


def stated(ends: Ends, found: Found, one: Introduction) -> Iterator[Relation]:
    """holds and livesIn, as the posts with a name say."""
    person, said = ("Person", one.name), one.phrase
    evidence = (Span(min(said.begin, one.begin), max(said.end, one.end)),)
    for held in said.held:
        owner = owner_of(found, held) if held.organisation else None
        if owner and not of_society(owner, held):
            yield Relation(person, "holds", owner, evidence, "post-of-name", title=held.title)
            continue
        region = next(iter(said.regions), None)
        meant = council(ends, held, region) or understood(ends, replace(held, organisation=None), said.begin, region)
        if meant:
            yield implied(person, meant, evidence, held)
            if said.regions:
                return
    yield from at_home(ends, found, one, evidence)


def offices(ends: Ends, name: str, begins: Iterable[int], others: Mapping[str, Introduction]) -> Iterator[Relation]:
    """Posts said after a name: 高伟担任村党支部书记; 李志强是一位“多面手”,现担任干部科科长."""
    own = {held.organisation.ref for held in others[name].phrase.held if held.organisation}
    for begin in begins:
        end = after_row(ends.text, begin + len(name), others)
        later = LATER_OFFICE.match(ends.text, end)
        if later and any(other in later[0] for other in others if other != name):
            later = None
        said = after_name(ends, later.end() if later else end)
        for held in said.held if said else ():
            evidence = (Span(begin, said.end if said else begin + len(name)),)
            meant = understood(ends, held, begin, next(iter(said.regions), None), but=own) if said else None
            if held.organisation:
                yield Relation(("Person", name), "holds", held.organisation.ref, evidence, "office", title=held.title)
            elif meant:
                yield implied(("Person", name), meant, evidence, held)


def after_row(text: str, end: int, others: Iterable[str]) -> int:
    """Where the list of names ends that goes on there: 赵二红|、赵六红|,先后任村党支部书记."""
    while following := next((name for name in others if text.startswith("、" + name, end)), ""):
        end += 1 + len(following)
    return end


def memberships(ends: Ends, name: str, begins: Iterable[int]) -> Iterator[Relation]:
    """郑晓辉所在的某公司党支部: a member of it."""
    for begin in begins:
        link = MEMBER.match(ends.text, begin + len(name))
        here = (m for m in ends.organisations.values() if m.at.begin == link.end()) if link else ()
        if body := max(here, key=lambda m: m.at.end, default=None):
            yield Relation(("Person", name), "holds", body.ref, (Span(begin, body.at.end),), "member", 0.8)


def implied(person: Ref, meant: Mention, evidence: tuple[Span, ...], held: Held) -> Relation:
    """A post in the organisation that the text named just before."""
    premises = (f"{held.title} = {meant.canonical}{held.title}",)
    spans = (meant.at, *evidence)
    return Relation(
        person, "holds", meant.ref, spans, "understood", 0.7, inferred=True, premises=premises, title=held.title
    )


def namesakes(article: Article, mentions: tuple[Mention, ...]) -> Iterator[Doubt]:
    """People of the text who have the name of somebody who wrote or photographed it."""
    contributors = {one.name for one in article.contributors}
    for name in dict.fromkeys(m.key for m in mentions if m.key in contributors):
        at = next(m.at for m in mentions if m.key == name)
        yield Doubt("homonym", at, f"文中人物{name}与本文作者同名,按两人处理")


def of_society(owner: Ref, held: Held) -> bool:
    """Whether a post is none of a Party body: 党支部书记、合作社|理事长."""
    return owner[0] == "PartyOrganisation" and held.title.endswith(SOCIETY_POSTS)


def owner_of(found: Found, held: Held) -> Ref:
    """The body a post belongs to: of 检察院党总支 the 副检察长 is 检察院's, of 局党组 the 主任 局's."""
    assert held.organisation is not None
    organ, own = held.post.organ, held.organisation.ref
    if organ in ("", "party", "committee") or own[1].endswith(organ):
        return own
    above = next((r.object for r in found.relations if r.subject == own and r.predicate == "under"), own)
    host = above[0] == "Organisation" and own[0] != above[0]  # 盟行署党组成员、副盟长
    return above if (host if organ in ("host", "government") else organ in above[1]) else own
