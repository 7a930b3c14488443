"""Organisations of Party, state and society in full: 旗委组织部 in an article on 扎赉特旗 is 扎赉特旗委组织部."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from extractors.body import bases, branches, own_bodies, party_organs, public_organs, units
from extractors.body.bases import NOWHERE, Ground
from extractors.body.hierarchy import above_by_place, above_by_word
from extractors.body.named import Named, Spot
from extractors.body.organs import anchors
from extractors.body.party_organs import PARTY
from extractors.body.short_names import in_full
from extractors.document import Article, Found, Mention, Ref, Relation, Span
from extractors.patterns import regex

STANDING_FOR = regex(  # 该公司工程建设部部长, 该局, 该支部
    r"""
    (?: 该|本|这家|我们 ) (?P<kind> 公司|企业|合作社|学校|医院|集团|支队|大队|派出所|协会|商会|中心|检察院|法院|农场 )
    | 该 (?P<short> 局|院(?!子)|所(?![有谓以在能属])|矿(?![区井山产])|厂(?!区)|站(?!点)|行(?![业为动政])|校(?!园)
      | 党委|党组|党工委|党总支|党?支部 )
    """,
    re.VERBOSE,
)
SAME_KIND = {
    "企业": ("公司", "集团", "厂", "合作社"),
    "学校": ("校", "学", "高中", "幼儿园"),
    "校": ("校", "学", "高中", "幼儿园"),
    "支部": ("党支部",),
}
DOCUMENT = regex(r"《[^《》]*》")  # 《基层党校建设管理制度》: what a document is about does not act
SET_UP = regex(r"(?:牵头成立|成立|组建|创办|领办|创建|下设|设立)了?")
SAME_CLAUSE = regex(r"[^，。；,;\n、]{0,16}")
SPACE = regex(r"\s+")

READERS: dict[str, Callable[[Spot], Named | None]] = {  # by the base of the organ's row
    "central": party_organs.read_central,
    "firm": own_bodies.read_firm,
    "seat": party_organs.read_seat,
    "committee": party_organs.read_committee,
    "body": branches.read_body,
    "village": public_organs.read_village,
    "region": public_organs.read_region,
    "youth": public_organs.read_youth,
    "named": own_bodies.read_named,
}

ONE_NAME = (units.GOES_ON, party_organs.WHOSE_RULE)  # rules of names that begin with another: 政协|敖汉旗委员会


def organisations(article: Article, found: Found) -> Found:
    """The organisations of an article, where they are based and what they are under."""
    g = bases.ground(article, found)
    named = read(g)
    named = (*named, *standing_for(g, named))
    levels = {one.ref: one.level for one in sorted(named, key=lambda n: n.level)}  # one for each, any before none
    mentions = tuple(mention(g, one, levels[one.ref]) for one in named)
    return Found(mentions, (*relations(named), *founded(g, named), *above_by_place(g, named), *above_by_word(g, named)))


def read(g: Ground) -> tuple[Named, ...]:
    """The organisations whose organs stand in the text, from left to right."""
    names = [m.at for m in (*g.regions, *g.places)]
    names += [Span(*match.span()) for match in DOCUMENT.finditer(g.text)]
    covered = bases.covered(len(g.text), names)
    before: dict[int, Named] = {}
    for anchor in anchors(g.text):
        if 0 not in covered[anchor.begin : anchor.end]:  # inside another name or a document's title
            continue
        named = READERS[anchor.organ.base](Spot(g, before, anchor))
        if named and named.rule in ONE_NAME:
            before = {end: one for end, one in before.items() if one.begin != named.begin or one.ref == named.above}
        if named and named.rule == "sent":  # 纪委监委驻|教育局|纪检监察组: where it was sent to does not act
            before = {end: one for end, one in before.items() if one.begin <= named.begin or end <= named.begin}
        if named:
            before[named.end] = named
    return tuple(housed(g, one) for one in in_full(before.values(), g.text))


def housed(g: Ground, one: Named) -> Named:
    """凤凰花园|物业管理处: based in the place that its name begins with."""
    inside = (m for m in g.places if m.at.begin == one.begin and m.at.end < one.end)
    place = next(inside, None) if one.seat == NOWHERE else None
    return replace(one, seat=place.ref) if place else one


def standing_for(g: Ground, named: Iterable[Named]) -> Iterator[Named]:
    """该公司, 该局, 该支部 and the like: the last organisation of that kind."""
    ordered = sorted(named, key=lambda n: n.begin)
    for match in STANDING_FOR.finditer(g.text):
        kind = match["kind"] or match["short"]
        before = [n for n in ordered if n.end <= match.start() and n.canonical.endswith(SAME_KIND.get(kind, (kind,)))]
        if before:
            meant, premises = before[-1], (f"{match[0]} = {before[-1].canonical}",)
            yield Named(
                *match.span(),
                meant.type,
                meant.canonical,
                "standing-for",
                meant.rank,
                meant.seat,
                generic=True,
                premises=premises,
                level=meant.level,
            )


def mention(g: Ground, named: Named, level: str) -> Mention:
    at = Span(named.begin, named.end)
    return Mention(
        named.type, named.canonical, at, SPACE.sub("", g.article[at]), named.canonical, named.rule,
        generic=named.generic, confidence=0.9 if named.premises else 1.0, premises=named.premises,
        level=level,
    )  # fmt: skip


def relations(named: tuple[Named, ...]) -> Iterator[Relation]:
    """basedIn and under, once for each pair of ends."""
    known = {one.ref for one in named}
    seen: set[tuple[Ref, str, Ref]] = set()
    for one in named:
        for predicate, end in (("basedIn", one.seat), ("under", one.above)):
            if end == NOWHERE or (predicate == "under" and end not in known) or (one.ref, predicate, end) in seen:
                continue
            seen.add((one.ref, predicate, end))
            yield Relation(
                one.ref, predicate, end, (Span(one.begin, one.end),), one.rule,
                inferred=bool(one.premises), premises=one.premises,
            )  # fmt: skip


def founded(g: Ground, named: tuple[Named, ...]) -> Iterator[Relation]:
    """What an organisation set up is under it: 社会工作部成立了包括行业党委在内的9个行业党委."""
    seen: set[tuple[Ref, Ref]] = set()
    for verb in SET_UP.finditer(g.text):
        sentence = max(g.text.rfind(mark, 0, verb.start()) for mark in "。！？\n") + 1
        founders = [one for one in named if sentence <= one.begin and one.end <= verb.start()]
        made = [one for one in named if SAME_CLAUSE.fullmatch(g.text, verb.end(), max(one.begin, verb.end()))]
        made = [one for one in made if one.begin >= verb.end() and (one.above == NOWHERE or one.type == PARTY)]
        if not founders or not made:
            continue
        founder, one = max(founders, key=lambda n: n.end), min(made, key=lambda n: (n.begin, -n.end))
        if founder.type == PARTY and founder.ref != one.ref and (one.ref, founder.ref) not in seen:
            seen.add((one.ref, founder.ref))
            evidence = (Span(founder.begin, one.end),)
            yield Relation(one.ref, "under", founder.ref, evidence, "set-up", 0.7)
            if founder.seat not in (NOWHERE, one.seat) and one.type != PARTY:
                yield Relation(
                    one.ref, "basedIn", founder.seat, evidence, "set-up", 0.7,
                    inferred=True, premises=(f"{founder.canonical}所成立",),
                )  # fmt: skip
