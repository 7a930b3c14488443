"""Organisations of Party, state and society, named in full: 旗委组织部 in an article on 扎赉特旗 is 扎赉特旗委组织部."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractors import bases
from extractors.bases import Ground, Seat
from extractors.document import Article, Found, Mention, Ref, Relation, Span
from extractors.organs import Anchor, anchors
from extractors.own_names import body_noun, is_proper, own_name

CREATED = re.compile(r"(?:组建成立|牵头成立|成立|组建|设立|建立)了?[‘“]?$")  # 街道组建成立‘大工委’
LISTED = re.compile(r"(?:常委|副书记|书记|委员)(?:会)?、(?:[^，。；,;\n]{0,12}、)?$")  # 旗委常委、组织部部长
STANDING_FOR = re.compile(r"(?:该|本|这家|我们)(公司|企业|合作社|学校|医院|集团|支队|大队|派出所|协会|中心|检察院|法院)")
SAME_KIND = {"企业": ("公司", "集团", "厂", "合作社"), "学校": ("校", "学", "高中", "幼儿园")}
PRINTED_UNIT = ("支队", "大队", "总队", "大学", "学院", "医院", "集团", "公司", "银行", "中队", "派出所")
QUOTES = str.maketrans("", "", "\n\r\t \u3000")


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation at a place in the article."""

    begin: int
    end: int
    type: str
    canonical: str
    rule: str
    seat: Seat | None = None  # where it is based
    parent: str = ""  # key of the body above it, when the article has it
    parent_type: str = ""
    generic: bool = False
    premises: tuple[str, ...] = ()

    @property
    def ref(self) -> Ref:
        return self.type, self.canonical


Nodes = dict[int, Named]
"""The organisations read so far by where they end."""


def organisations(article: Article, found: Found) -> Found:
    """The organisations of an article, where they are based and what they are under."""
    g = bases.ground(article, found)
    nodes: Nodes = {}
    for anchor in anchors(g.text):
        if any(anchor.begin >= m.at.begin and anchor.end <= m.at.end for m in (*g.regions, *g.places)):
            continue
        named = READERS[anchor.organ.base](g, nodes, anchor)
        if named:
            nodes[named.end] = named
    named_all = (*nodes.values(), *standing_for(g, nodes.values()))
    mentions = tuple(mention(g, node) for node in named_all)
    refs = {m.ref for m in mentions}
    return Found(mentions, tuple(relations(named_all, refs)))


def mention(g: Ground, node: Named) -> Mention:
    at = Span(node.begin, node.end)
    name = g.article[at].translate(QUOTES)
    return Mention(
        node.type, node.canonical, at, name, node.canonical, node.rule, generic=node.generic, premises=node.premises
    )


def relations(nodes: Iterable[Named], refs: set[Ref]) -> Iterable[Relation]:
    """basedIn and under, once for each pair of ends."""
    seen: set[tuple[Ref, str, Ref]] = set()
    for node in nodes:
        ends = []
        if node.seat and node.seat.ref[0]:
            ends.append(("basedIn", node.seat.ref))
        if node.parent and (node.parent_type, node.parent) in refs:
            ends.append(("under", (node.parent_type, node.parent)))
        for predicate, end in ends:
            if (node.ref, predicate, end) not in seen and node.ref != end:
                seen.add((node.ref, predicate, end))
                yield Relation(
                    node.ref, predicate, end, (Span(node.begin, node.end),), node.rule,
                    inferred=bool(node.premises), premises=node.premises,
                )  # fmt: skip


def standing_for(g: Ground, nodes: Iterable[Named]) -> Iterable[Named]:
    """该公司 and the like: the last organisation of that kind."""
    ordered = sorted((n for n in nodes if n.type == "Organisation"), key=lambda n: n.begin)
    for match in STANDING_FOR.finditer(g.text):
        kinds = SAME_KIND.get(match[1], (match[1],))
        before = [n for n in ordered if n.end <= match.start() and n.canonical.endswith(kinds)]
        if before:
            meant = before[-1]
            premise = f"{match[0]} = {meant.canonical}"
            yield Named(
                match.start(), match.end(), meant.type, meant.canonical, "standing-for", meant.seat,
                generic=True, premises=(premise,),
            )  # fmt: skip


def read_central(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    if len(anchor.organ.name) <= 3 and not bases.free_before(g.text, anchor.begin):  # 集|中办|公
        return None
    return Named(anchor.begin, anchor.end, anchor.organ.type, anchor.full, "central-organ")


def committee_name(seat: Seat) -> str:
    """The Party committee of a region: 扎赉特旗委, 内蒙古自治区党委, 善岱镇党委."""
    high = seat.level in ("prefecture", "county") or seat.name.endswith(("省", "市", "盟", "旗", "县"))
    return f"{seat.name}委" if high and not seat.name.endswith("自治区") else f"{seat.name}党委"


def place_base(g: Ground, at: int, *, levels: tuple[str, ...]) -> tuple[int, Seat, tuple[str, ...]] | None:
    """The region that ends there or that a bare level word there means: where the name starts, region, premises."""
    region = g.by_end.get(at)
    if region and region.type == "Region" and not region.name.startswith("全"):
        premises = (f"{region.name} = {region.canonical}",) if region.generic else ()
        return region.at.begin, bases.seat_of(region), premises
    word = bases.level_before(g.text, at)
    if not word or word not in levels:
        return None
    begin = at - len(word)
    region = g.by_end.get(begin)
    if region and region.type == "Region" and bases.has_level(region.canonical, word):
        return region.at.begin, bases.seat_of(region), ()
    if not bases.free_before(g.text, begin):
        return None
    seat = bases.setting(g, begin, word)
    return (begin, seat, (f"{word} = {seat.name}",)) if seat else None


def read_seat(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    """旗委, 扎赉特旗委, 乌审旗旗委: the level word is part of the organ's words."""
    level = anchor.organ.name.removesuffix("委").removesuffix("党")
    base = place_base(g, anchor.begin + len(level), levels=(level,))
    if not base:
        return None
    begin, seat, premises = base
    return Named(begin, anchor.end, anchor.organ.type, committee_name(seat), "committee", seat, premises=premises)


def read_village(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    """红旗村村委, 光荣村村委会: the village's own bodies."""
    level = next(word for word in bases.LOW if anchor.organ.name.startswith(word))
    base = place_base(g, anchor.begin + len(level), levels=(level,))
    if not base:
        return None
    begin, seat, premises = base
    return Named(begin, anchor.end, anchor.organ.type, seat.name + anchor.full, "village-body", seat, premises=premises)


def read_committee(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    """组织部 and its like: of the committee before it, of a region, or of a committee said earlier in a list of posts."""
    organ, full = anchor.organ, anchor.full
    above = nodes.get(anchor.begin)
    if above and above.rule == "committee":
        return Named(
            above.begin, anchor.end, organ.type, above.canonical + full, "department", above.seat,
            above.canonical, above.type, premises=above.premises,
        )  # fmt: skip
    listed = LISTED.search(g.text, max(0, anchor.begin - 20), anchor.begin)
    above = nodes.get(listed.start()) if listed else None
    if above and above.rule == "committee":
        premise = f"{organ.name} = {above.canonical}{full}"
        return Named(
            anchor.begin, anchor.end, organ.type, above.canonical + full, "department-in-list", above.seat,
            above.canonical, above.type, premises=(*above.premises, premise),
        )  # fmt: skip
    if organ.name.startswith("办公"):
        return None
    grassroots = organ.name == "党校" and g.text.endswith("基层", 0, anchor.begin)
    base = place_base(g, anchor.begin - 2 * grassroots, levels=bases.LEVELS)
    if not base:
        return None
    begin, seat, premises = base
    committee = committee_name(seat)
    canonical = f"{seat.name}基层{full}" if grassroots else committee + full
    return Named(begin, anchor.end, organ.type, canonical, "department", seat, committee, organ.type, premises=premises)


def read_region(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    """Organs of a region: 旗农牧局, 西街街道人大工委, 自治区教育厅; a bureau without any base is the county's."""
    organ, full = anchor.organ, anchor.full
    base = place_base(g, anchor.begin, levels=bases.LEVELS)
    if not base and organ.name.endswith("局") and bases.free_before(g.text, anchor.begin):
        seats = (bases.setting(g, anchor.begin, word) for word in bases.COUNTY)
        seat = next((seat for seat in seats if seat), None)
        base = (anchor.begin, seat, (f"{organ.name} = {seat.name}{full}",)) if seat else None
    if not base:
        return None
    begin, seat, premises = base
    if organ.name == "政府" and seat.level == "township":
        full = organ.name
    parent = committee_name(seat) if organ.parent == "committee" else ""
    canonical = (seat.county if organ.type == "Organisation" else "") + seat.name + full
    return Named(
        begin, anchor.end, organ.type, canonical, "regional-organ", seat, parent, "PartyOrganisation", premises=premises
    )


def read_body(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    """Party bodies inside something: an organisation, a township or village, a place, a trade."""
    return (
        body_of_organisation(g, nodes, anchor) or body_of_region(g, anchor) or body_of_place(g, anchor)
        or body_of_founder(g, anchor)
    )  # fmt: skip


def child(above: Named, anchor: Anchor, canonical: str, rule: str) -> Named:
    return Named(
        above.begin, anchor.end, anchor.organ.type, canonical, rule, above.seat, above.canonical, above.type,
        premises=above.premises,
    )  # fmt: skip


def body_of_organisation(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    above = nodes.get(anchor.begin)
    if above:
        return child(above, anchor, above.canonical + anchor.full, "body-of-organisation")
    begin = bases.clause_begin(g.text, anchor.begin, reach=10)
    start = bases.name_begin(g.text, begin, anchor.begin)
    above = next((nodes[end] for end in range(anchor.begin - 1, start - 1, -1) if end in nodes), None)
    if above and above.rule == "central-organ":  # 中央编办定点帮扶前方党小组
        printed = g.text[above.begin : anchor.end]
        return child(above, anchor, printed, "body-of-organisation")
    return None


def body_of_region(g: Ground, anchor: Anchor) -> Named | None:
    base = place_base(g, anchor.begin, levels=bases.LOW)
    if not base:
        return None
    begin, seat, premises = base
    high = seat.level in ("province", "prefecture", "county")
    if high and anchor.organ.name == "党委":
        return Named(begin, anchor.end, anchor.organ.type, committee_name(seat), "committee", seat, premises=premises)
    if high and anchor.organ.name != "党工委":
        return None
    parent = ""
    return Named(
        begin, anchor.end, anchor.organ.type, seat.name + anchor.full, "body-of-region", seat, parent, premises=premises
    )


def body_of_place(g: Ground, anchor: Anchor) -> Named | None:
    """博隆时代广场联合党支部, 宁城县出租车行业党支部, 佳和小区党支部."""
    place = g.by_end.get(anchor.begin)
    if place:
        seat = Seat(place.canonical, "place", ref=place.ref)
        return Named(place.at.begin, anchor.end, anchor.organ.type, place.canonical + anchor.full, "body-of-place", seat)
    noun = body_noun(g.text, anchor.begin)
    own = own_name(g, anchor.begin - len(noun), anchor.begin) if noun else None
    if not own:
        return None
    if own.region:
        return Named(
            own.begin, anchor.end, anchor.organ.type, g_name(g, own.region, own.begin, anchor), "body-of-place",
            bases.seat_of(own.region),
        )  # fmt: skip
    if noun in ("行业", "产业", "领域"):
        around = nearest(g, own.begin)
        prefix = around.name if around else ""
        return Named(
            own.begin, anchor.end, anchor.organ.type, prefix + g.text[own.begin : anchor.begin] + anchor.full,
            "body-of-place", around, premises=(f"在{prefix}",),
        )  # fmt: skip
    return Named(own.begin, anchor.end, anchor.organ.type, g.text[own.begin : anchor.begin] + anchor.full, "body-of-place")


def g_name(g: Ground, region: Mention, begin: int, anchor: Anchor) -> str:
    """The region's right name with what the text says after it."""
    return region.canonical + g.text[region.at.end : anchor.begin] + anchor.full


def body_of_founder(g: Ground, anchor: Anchor) -> Named | None:
    """街道组建成立‘大工委’: founded by the region before the verb."""
    if anchor.organ.name.strip("“”‘’") != "大工委":
        return None
    created = CREATED.search(g.text, max(0, anchor.begin - 8), anchor.begin)
    base = place_base(g, created.start(), levels=bases.LOW) if created else None
    if not base:
        return None
    _, seat, premises = base
    return Named(
        anchor.begin, anchor.end, anchor.organ.type, seat.name + anchor.full, "body-of-region", seat, premises=premises
    )


def nearest(g: Ground, at: int) -> Seat | None:
    """The region named last before a place."""
    before = [m for m in g.regions if m.at.end <= at]
    return bases.seat_of(before[-1]) if before else None


def read_named(g: Ground, nodes: Nodes, anchor: Anchor) -> Named | None:
    """Organisations with an own name: companies, cooperatives, schools, stations."""
    above = nodes.get(anchor.begin)
    if above and above.canonical.endswith(PRINTED_UNIT):
        return child(above, anchor, above.canonical + anchor.full, "unit")
    own = own_name(g, anchor.begin, anchor.begin)
    if not own:
        return None
    above = nodes.get(own.begin)
    if above and above.canonical.endswith(PRINTED_UNIT):
        return child(above, anchor, above.canonical + g.text[own.begin : anchor.end], "unit")
    seat = bases.seat_of(own.region) if own.region else None
    premises: tuple[str, ...] = ()
    if not seat or seat.level == "province":
        near = nearest(g, own.begin)
        seat, premises = near, (f"近处说到{near.name}",) if near else ()
    return Named(
        own.begin, anchor.end, anchor.organ.type, g.text[own.begin : anchor.end], "own-name", seat, premises=premises
    )


READERS: dict[str, Callable[[Ground, Nodes, Anchor], Named | None]] = {
    "central": read_central,
    "seat": read_seat,
    "village": read_village,
    "committee": read_committee,
    "region": read_region,
    "body": read_body,
    "named": read_named,
}
__all__ = ["is_proper", "organisations"]
