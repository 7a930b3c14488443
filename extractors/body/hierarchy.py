"""Which Party committee stands above a Party body by rank and place: 社区党委 under its 街道党工委."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.body.bases import NOWHERE, Ground
from extractors.body.named import Named
from extractors.body.organs import RANKS
from extractors.body.party_organs import PARTY
from extractors.document import Mention, Ref, Relation, Span
from extractors.patterns import regex

LED = regex(r"由|直接隶属于?|隶属于?|归属?")
LEADS = regex(r"(?:直接|统一|具体)?(?:代管|领导|主管|管理|直管|托管|垂直管理)")
LOWEST = RANKS.index("committee")  # of what leads a region
LOCAL = ("committee", "body-of-region")  # rules of the bodies that are a region's own
GRASSROOTS = ("township", "village")
INSIDE = (*LOCAL, "branch", "body-of-place", "body-of-village", "quoted-name")


def above_by_place(g: Ground, named: tuple[Named, ...]) -> Iterator[Relation]:
    """The committee of a village or township above its branches, and above the bodies of what is said to lie in it."""
    regions = {m.ref: m for m in (*g.places, *g.regions)}
    chains = {(m.ref, g.by_end[m.at.begin].canonical) for m in regions_behind(g)}
    committees: dict[str, Named] = {}
    for one in named:
        if one.seat in regions and regions[one.seat].level in GRASSROOTS and leads(one):
            committees.setdefault(regions[one.seat].canonical, one)
    done: set[Ref] = set()
    for one in named:
        if one.type != PARTY or one.rule not in INSIDE or one.seat not in regions or one.above != NOWHERE:
            continue
        region = regions[one.seat]
        near = (name for name in seats(one, region) if name == region.canonical or (region.ref, name) in chains)
        parent = next((committees[name] for name in near if name in committees), None)
        if parent and parent.ref != one.ref and one.ref not in done:
            done.add(one.ref)
            yield _under(one, parent, region, regions[parent.seat])


def above_by_word(g: Ground, named: tuple[Named, ...]) -> Iterator[Relation]:
    """荞麦产业联合党委|由|农牧局党组|代管, 第一党支部|隶属于|机关党委: said in so many words."""
    ends = {one.end: one for one in named}
    begins = {one.begin: one for one in sorted(named, key=lambda n: n.end)}  # the longest
    for link in LED.finditer(g.text):
        lower, upper = ends.get(link.start()), begins.get(link.end())
        if not lower or not upper or lower.ref == upper.ref or lower.above == upper.ref:
            continue
        if link[0].startswith("由") and not LEADS.match(g.text, upper.end):
            continue
        yield Relation(lower.ref, "under", upper.ref, (Span(lower.begin, upper.end),), "said-under", 0.9)


def regions_behind(g: Ground) -> Iterator[Mention]:
    """The regions and places right behind another: 新惠镇|新房身村."""
    return (m for m in (*g.regions, *g.places) if m.at.begin in g.by_end)


def leads(one: Named) -> bool:
    """Whether an organisation is the Party committee of its region."""
    return one.type == PARTY and one.rule in LOCAL and RANKS.index(one.rank) <= LOWEST


def seats(one: Named, region: Mention) -> tuple[str, ...]:
    """The regions whose committee may stand directly above a body, nearest first."""
    next_above = region.within[:1]
    return next_above if leads(one) else (region.canonical, *next_above)


def _under(one: Named, parent: Named, region: Mention, seat: Mention) -> Relation:
    evidence = (Span(one.begin, one.end), Span(parent.begin, parent.end))
    premise = f"{region.canonical}属{seat.canonical}" if region.ref != seat.ref else f"同在{seat.canonical}"
    return Relation(
        one.ref, "under", parent.ref, evidence, "place-chain", 0.7, inferred=True, premises=(premise,)
    )  # fmt: skip
