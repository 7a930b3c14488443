"""People: who is named, with which posts in which organisations, and where they live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors import bases
from extractors.document import Article, Doubt, Found, Mention, Ref, Relation, Span
from extractors.introductions import (
    LIVES,
    RESIDES,
    THRESHOLD,
    Introduction,
    introductions,
    scored,
    support,
)
from extractors.offices import IS, after_name
from extractors.posts import Ends, Held, post_ends
from extractors.understood import understood

LOCAL = ("village", "township")
LATER_OFFICE = re.compile(
    r"[^。！？\n]{0,40}?[,，](?=(?:现|又|并|还|后来|同时|随后)?(?:任|担任|兼任|出任|当选|当上|是[^，。,]{0,12}(?:书记|主任|主席|会长|理事长)))"
)
SPACE = re.compile(r"\s+")
ESTATE = re.compile(r"(?:小区|家园|花园|公寓|新村|新居|[苑里园邸])\Z")  # a place where people live; 广场, 商店 are none
RETURNS = re.compile(  # 王金海在外多年,2019年返乡,在|新房身村
    r"(?:(?!说|表示|介绍)[^。！？；\n]){0,16}[,，]?[^。！？；\n,，]{0,8}(?:返乡|回乡)(?:创业)?后?[,，]?(?:来到|回到|在)"
)
VISITORS = ("游客", "顾客", "乘客", "患者", "参观者", "客商", "考生", "选手", "学员")
HOME = re.compile(rf"{LIVES}\Z")


def people(article: Article, found: Found, *, votes: frozenset[Span] = frozenset()) -> Found:
    """The persons of an article but for its contributors, what they hold and where they live.

    `votes` are the places where a statistical tagger sees a name: a vote, not a verdict.
    """
    ends = Ends(
        article.text,
        post_ends(article.text),
        bases.longest_by_end(found.of("PartyOrganisation", "Organisation")),
        bases.longest_by_end(found.of("Region", "Place")),
        votes,
    )
    named = tuple(chosen(ends, found))
    first: dict[str, Introduction] = {}
    for one in named:
        if one.name not in first or (one.phrase.held and not first[one.name].phrase.held):
            first[one.name] = one
    taken = bases.covered(len(article.text), (m.at for m in found.mentions))
    mentions = tuple(m for one in first.values() for m in occurrences(article.text, taken, one))
    relations = [r for one in named for r in stated(ends, found, one)]
    relations.extend(r for name in first for r in offices(ends, name, first))
    relations.extend(r for name in first for r in homes(ends, name, first))
    return Found(mentions, tuple(once(one_home(relations))), doubts=tuple(namesakes(article, mentions)))


def chosen(ends: Ends, found: Found) -> Iterator[Introduction]:
    """The best name at each place, the names' other places deciding together where each ends."""
    taken = bases.covered(len(ends.text), (m.at for m in found.mentions))
    at_place: dict[int, list[Introduction]] = {}
    for one in introductions(ends):
        if 1 not in taken[one.begin : one.end]:
            at_place.setdefault(one.begin, []).append(one)
    for begin in sorted(at_place):
        best = max(at_place[begin], key=lambda one: (one.score + support(ends.text, one.name), len(one.name)))
        if best.score >= THRESHOLD:
            yield best
            yield from listed(ends, best)


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


def occurrences(text: str, taken: bytearray, one: Introduction) -> Iterator[Mention]:
    """Every place where a name stands that is known in the article, but inside names of other things."""
    role = SPACE.sub("", text[one.phrase.begin : one.phrase.end]).strip("、的")
    confidence = min(0.5 + 0.1 * one.score, 0.99)
    for match in re.finditer(re.escape(one.name), text):
        at = Span(*match.span())
        if 1 not in taken[at.begin : at.end]:
            yield Mention("Person", one.name, at, one.name, one.name, one.rule, confidence=confidence, role=role)


def once(relations: Iterable[Relation]) -> Iterator[Relation]:
    seen: set[tuple[Ref, str, Ref]] = set()
    for r in relations:
        if (r.subject, r.predicate, r.object) not in seen:
            seen.add((r.subject, r.predicate, r.object))
            yield r


def stated(ends: Ends, found: Found, one: Introduction) -> Iterator[Relation]:
    """holds and livesIn, as the posts with a name say."""
    person, said = ("Person", one.name), one.phrase
    evidence = (Span(min(said.begin, one.begin), max(said.end, one.end)),)
    for held in said.held:
        meant = understood(ends, held, said.begin, next(iter(said.regions), None))
        if held.organisation:
            yield Relation(person, "holds", owner_of(found, held), evidence, "post-of-name", title=held.title)
        elif meant:
            yield implied(person, meant, evidence, held)
            if said.regions:
                return
    visits = said.held and said.held[-1].title.endswith(VISITORS)
    if said.organisations:
        seats = home_of(found, said.organisations[-1]) if said.held and said.held[-1].resides else ()
        yield from (Relation(person, "livesIn", seat, evidence, "place-of-organisation") for seat in seats)
    elif said.regions and (said.held or one.rule == "after-place"):
        if visits and (said.regions[0].type == "Place" or said.regions[0].level in LOCAL):
            return
        yield Relation(person, "livesIn", said.regions[0].ref, evidence, "place-with-name")
    elif said.held and said.held[-1].resides:
        place = place_before(ends, said.begin) or only_village(ends) or last_before(ends, said.begin)
        if place:
            premises = (f"文中说到{place.canonical}",)
            spans = (place.at, *evidence)
            yield Relation(person, "livesIn", place.ref, spans, "place-before", 0.7, inferred=True, premises=premises)


def offices(ends: Ends, name: str, others: Iterable[str]) -> Iterator[Relation]:
    """Posts said after a name: 高伟担任村党支部书记; 李志强是一位“多面手”,现担任干部科科长."""
    for match in re.finditer(re.escape(name), ends.text):
        later = LATER_OFFICE.match(ends.text, match.end())
        if later and any(other in later[0] for other in others if other != name):
            later = None
        said = after_name(ends, later.end() if later else match.end())
        for held in said.held if said else ():
            evidence = (Span(match.start(), said.end if said else match.end()),)
            meant = understood(ends, held, match.start(), next(iter(said.regions), None)) if said else None
            if held.organisation:
                yield Relation(("Person", name), "holds", held.organisation.ref, evidence, "office", title=held.title)
            elif meant:
                yield implied(("Person", name), meant, evidence, held)


def implied(person: Ref, meant: Mention, evidence: tuple[Span, ...], held: Held) -> Relation:
    """A post in the organisation that the text named just before."""
    premises = (f"{held.title} = {meant.canonical}{held.title}",)
    spans = (meant.at, *evidence)
    return Relation(
        person, "holds", meant.ref, spans, "understood", 0.7, inferred=True, premises=premises, title=held.title
    )


def homes(ends: Ends, name: str, others: Iterable[str]) -> Iterator[Relation]:
    """Where somebody is said to belong: 赵美花|也是|幸福新村北区|的“热心人”."""
    begins = {place.at.begin: place for place in ends.places.values()}
    for match in re.finditer(re.escape(name), ends.text):
        before = ends.places.get(match.start() - 1) if ends.text[match.start() - 1 : match.start()] in "的人" else None
        start = chain_begin(ends, before) if before else 0
        native = before and before.level == "village" and ends.text[match.start() - 1] == "人"
        if before and (native or HOME.search(ends.text, max(0, start - 4), start)):
            yield Relation(("Person", name), "livesIn", before.ref, (Span(start, match.end()),), "home-said")
        resides = RESIDES.match(ends.text, match.end()) or RETURNS.match(ends.text, match.end())
        if resides and any(other in resides[0] for other in others):
            resides = None
        link = resides or IS.match(ends.text, match.end())
        place = begins.get(link.end()) if link else None
        while place and place.at.end in begins:
            place = begins[place.at.end]
        if place and (resides or ends.text.startswith("的", place.at.end)):
            evidence = (Span(match.start(), place.at.end),)
            rule = "home-said" if resides else "place-after"
            yield Relation(("Person", name), "livesIn", place.ref, evidence, rule)


def chain_begin(ends: Ends, place: Mention) -> int:
    """Where the chain of places before one begins: 林东镇|新房身村."""
    begin = place.at.begin
    while begin in ends.places:
        begin = ends.places[begin].at.begin
    return begin


def one_home(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Without homes that were only inferred for people whose home is said, and homes of people known by their post."""
    known = list(relations)
    said = {r.subject for r in known if r.predicate == "livesIn" and not r.inferred}
    held = {r.subject for r in known if r.predicate == "holds"}
    for r in known:
        inferred = r.rule == "place-before" and r.subject in said | held
        if not inferred and not (r.rule == "place-after" and r.subject in held):
            yield r


def namesakes(article: Article, mentions: tuple[Mention, ...]) -> Iterator[Doubt]:
    """People of the text who have the name of somebody who wrote or photographed it."""
    contributors = {one.name for one in article.contributors}
    for name in dict.fromkeys(m.key for m in mentions if m.key in contributors):
        at = next(m.at for m in mentions if m.key == name)
        yield Doubt("homonym", at, f"文中人物{name}与本文作者同名,按两人处理")


def owner_of(found: Found, held: Held) -> Ref:
    """The body a post belongs to: of 检察院党总支 the 副检察长 is 检察院's, of 局党组 the 主任 局's."""
    assert held.organisation is not None
    organ, own = held.post.organ, held.organisation.ref
    if organ in ("", "party", "committee") or own[1].endswith(organ):
        return own
    above = next((r.object for r in found.relations if r.subject == own and r.predicate == "under"), own)
    host = above[0] == "Organisation" and own[0] != above[0]  # 盟行署党组成员、副盟长
    return above if (host if organ in ("host", "government") else organ in above[1]) else own


def home_of(found: Found, organisation: Mention) -> Iterator[Ref]:
    """The village or township an organisation is in, for its members."""
    regions = {m.ref: m for m in found.of("Region")}
    for relation in found.relations:
        seat = regions.get(relation.object)
        if seat and seat.level in LOCAL and (relation.subject, relation.predicate) == (organisation.ref, "basedIn"):
            yield relation.object


def place_before(ends: Ends, at: int) -> Mention | None:
    """The village, township or place named last before in the same paragraph: 在寨蒿镇晚寨村,侗族妇女吴化英."""
    before = [m for end, m in ends.places.items() if end <= at and (m.level in LOCAL or ESTATE.search(m.canonical))]
    start = ends.text.rfind("\n", 0, at) + 1
    return max((m for m in before if m.at.begin >= start), key=lambda m: m.at.end, default=None)


def only_village(ends: Ends) -> Mention | None:
    """The village of an article that names no other."""
    villages = {m.ref: m for m in ends.places.values() if m.level == "village"}
    return next(iter(villages.values())) if len(villages) == 1 else None


def last_before(ends: Ends, at: int) -> Mention | None:
    """The village or township named last before, in whatever paragraph."""
    local = (m for end, m in ends.places.items() if end <= at and m.level in LOCAL)
    return max(local, key=lambda m: m.at.end, default=None)
