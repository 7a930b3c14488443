"""Administrative divisions that an article names, each identified: 土左旗 is 150121, 杭锦旗 with 陕坝镇 is 杭锦后旗."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors import words
from extractors.cover import Cover
from extractors.document import Article, Found, Mention, Relation, Span
from extractors.patterns import places, regex
from extractors.place import slips
from extractors.place.below import is_park
from extractors.place.ellipses import ellipses
from extractors.place.generics import general
from extractors.place.homonyms import homonym, strays
from extractors.place.joint import joint
from extractors.place.lone import OPENING, counties, lone
from extractors.place.namings import Naming, Scene
from extractors.place.parts import as_zone, extend
from extractors.place.readings import Reading, home, read
from extractors.place.short_toponyms import Context, left_edge_shown, plausible_weak, stands_alone
from extractors.place.toponyms import BREAK, Toponym, lower, provinces, select, upper, wordlike
from extractors.place.zones import listed
from ontology.gazetteer import Division, Gazetteer, load

BUILDING = regex(r"(?:建设|打造|创建|争创|构建|建成|争当|评为|“)$")  # 打造|幸福社区
TWIN = regex(r"(?:^|[。；！？”\n◆])[前后]$")  # 后|宝力根花嘎查 is another than 宝力根花嘎查
PROMOTING, PROMOTED = regex("(?:引领|推进|推动|助力|深化|开展|参与|启动)$"), regex("建设|创建|评选")


def regions(article: Article, found: Found) -> Found:
    """Region mentions of the article with their `partOf` relations, and doubts."""
    del found  # the first extractor
    scene = Scene.of(article, load(), home(article.page))
    high = upper(scene.text, scene.gazetteer)
    scene = replace(scene, allowed=provinces(scene.text, high, scene.served))
    namings = agreed(united(named(scene, high)))
    mentions = tuple(scene.mention(naming) for naming in namings)
    mentions += tuple(joint(scene, mentions))
    mentions += tuple(general(scene, mentions))
    mended = [scene.place(naming) for naming in namings if naming.rule == "slip"]
    doubts = (d for d in scene.doubts if d.kind != "parent" or not any(d.at.overlaps(at) for at in mended))
    return Found(mentions, parts_of(scene, namings, mentions), (), tuple(doubts))


def named(scene: Scene, high: list[Toponym]) -> list[Naming]:
    """All regions that the article names, in text order."""
    toponyms = select([*high, *lower(scene.text, scene.gazetteer, scene.allowed, high)])
    readings = read(toponyms, scene.gazetteer, scene.served)
    kept, left = keep(scene, readings)
    kept += ellipses(scene, kept)
    known = list(listed(scene))
    kept = [n for n in kept if not any(n.overlaps(zone.begin, zone.end) for zone in known)] + known
    namings = extend(scene, kept + counties(scene, kept))
    namings += extend(scene, lone(scene, namings, left))
    namings = strays(scene, sorted(namings, key=lambda naming: naming.begin))
    return mend_counties(scene, sorted(repeat(scene, namings), key=lambda naming: (naming.begin, naming.end)))


def united(namings: list[Naming]) -> list[Naming]:
    """A village in no table that a title puts in its county and the text in its town, as one: the latter."""
    lower: dict[tuple[str, str], Naming] = {}
    for naming in namings:
        if not naming.code and len(naming.seat_code) == 9 and naming.seat_code.isdigit():
            lower.setdefault((naming.name, naming.seat_code[:6]), naming)
    found = ((naming, lower.get((naming.name, naming.seat_code))) for naming in namings)
    return [
        replace(naming, key=town.key, within=town.within) if town and not naming.code else naming
        for naming, town in found
    ]


def agreed(namings: list[Naming]) -> list[Naming]:
    """One level and one line of ancestors for each region: the one that says most (新华街道 in 巴彦浩特镇)."""
    best: dict[str, Naming] = {}
    for naming in namings:
        known = best.setdefault(naming.key, naming)
        if (naming.level == "county", len(naming.within)) > (known.level == "county", len(known.within)):
            best[naming.key] = naming
    return [_as_best(n, best[n.key]) for n in namings]


def _as_best(naming: Naming, best: Naming) -> Naming:
    if (naming.level, naming.within) == (best.level, best.within):
        return naming
    return replace(naming, level=best.level, within=best.within)


def keep(scene: Scene, readings: Sequence[Reading]) -> tuple[list[Naming], list[Reading]]:
    """The readings that are names, as namings; and those left over."""
    context = Context.of(scene.text, readings, scene.served)
    followed = {r.above for r in readings if r.above >= 0}
    named_at: dict[int, Naming] = {}
    left = []
    for index, reading in enumerate(readings):
        chained = reading.above >= 0 or index in followed
        if not reading.code and stands_alone(scene, reading.toponym):
            reading = replace(reading, code=reading.toponym.codes[0])
        if not reading.code and (undecided := homonym(scene, reading)):
            named_at[index] = undecided
            continue
        before = named_at.get(index - 1)
        if before and reading.above < 0 and clashes(scene, before, reading):
            left.append(reading)
        elif reading.code and plausible(scene, reading, chained, context):
            toponym, above = reading.toponym, named_at.get(reading.above)
            place = scene.gazetteer.get(reading.code)
            rule, sure = ("chain", 0.99) if above else ("gazetteer", 0.9)
            naming = scene.known(toponym.begin, toponym.end, place, rule, above, sure)
            if not is_park(scene, place):
                named_at[index] = as_zone(place, naming)
        else:
            left.append(reading)
    return list(named_at.values()), left


def clashes(scene: Scene, before: Naming, reading: Reading) -> bool:
    """Whether a name printed behind a region cannot be the one of the table, because that lies elsewhere.

    A county behind a city that is not above it is doubted, and dropped when its name is a word (赤峰市|新城区,
    丰镇市|新城区办事处).
    """
    toponym = reading.toponym
    if before.end == toponym.begin and before.level == "township" and len(reading.code) == 12:
        return True  # 拉僧仲街道|民乐社区, which the table has in another township
    if before.end != toponym.begin or before.level not in ("prefecture", "county") or len(reading.code) != 6:
        return False
    if before.level == "county" and before.code[:4] == reading.code[:4]:
        return False  # two of one city, side by side
    where = scene.full(reading.code) if reading.code else "别处"
    scene.doubt("parent", before.begin, toponym.end, f"{before.canonical}没有{toponym.name}，同名的是{where}")
    return wordlike(toponym.name)


def plausible(scene: Scene, reading: Reading, chained: bool, context: Context) -> bool:
    """Whether a reading is a name here: always for full names of counties and up, with company for the rest."""
    toponym, code = reading.toponym, reading.code
    if toponym.strength == "weak":
        return plausible_weak(scene, toponym, code, chained, context)
    if toponym.strength == "strong" and len(toponym.name) == 2 and toponym.name[1] == "区" and not chained:
        return left_edge_shown(scene.text, toponym.begin)  # not 潞安|矿区
    if toponym.strength == "street":
        return chained or code in context.towns
    if toponym.strength == "low":
        edged = toponym.name in context.edged or code[:9] in context.towns  # 翻开|岚山村 of the 澥浦镇 just named
        if not chained and len(code) == 12 and (len(toponym.name) < 4 or toponym.name[0] == "第") and not edged:
            return False
        twin = TWIN.search(scene.text, max(0, toponym.begin - 2), toponym.begin)
        if not chained and (twin or built(scene.text, toponym)):
            return False
        return (
            chained
            or code[:6] in context.around
            or (len(code) == 9 and (alone(scene, reading) or in_city(reading, context)))
        )
    return True


def built(text: str, toponym: Toponym) -> bool:
    """Whether what looks like a village is what somebody builds: 打造|幸福社区; 引领|幸福社区|建设."""
    before, end = (max(0, toponym.begin - 4), toponym.begin), toponym.end
    return bool(BUILDING.search(text, *before) or (PROMOTING.search(text, *before) and PROMOTED.match(text, end)))


def in_city(reading: Reading, context: Context) -> bool:
    """Whether a township that can be no other lies in a city that the article names: 杭州的|大关街道."""
    name = reading.toponym.name
    return reading.code[:4] in context.around and len(reading.toponym.codes) == 1 and not words.frequency(name)


def alone(scene: Scene, reading: Reading) -> bool:
    """A township far from all that the article names: its name must be one of a kind and no word (小城镇)."""
    name, begin = reading.toponym.name, reading.toponym.begin
    if begin and not BREAK.match(scene.text, begin - 1) and not OPENING.search(scene.text, max(0, begin - 2), begin):
        return False
    near = not scene.served or reading.code.startswith(scene.served[:2])
    return not reading.rivals and (near or len(name) > 3) and not words.frequency(name)


def repeat(scene: Scene, namings: list[Naming]) -> Iterable[Naming]:
    """The namings, and names first met in a chain as slip or unknown wherever they stand again."""
    special = {n.name: n for n in namings if n.rule in ("slip", "kind", "pattern", "zone")}
    for naming in namings:
        leader = special.get(naming.name)
        if leader and naming.rule == "gazetteer":
            premises = leader.premises or (f"{leader.name}属{leader.within[0]}",)
            naming = replace(leader, begin=naming.begin, end=naming.end, rule="repeat", above="", premises=premises)
        yield naming
    taken = Cover(Span(naming.begin, naming.end) for naming in namings)
    for name, leader in sorted(special.items()):
        for begin in places(scene.text, name):
            at = Span(begin, begin + len(name))
            if not taken.touches(at):
                yield replace(leader, begin=at.begin, end=at.end, rule="repeat", above="")


def mend_counties(scene: Scene, namings: list[Naming]) -> list[Naming]:
    """A county none of whose parts is named, beside parts of one of nearly that name: 杭锦旗 with 陕坝镇."""
    coded = [n for n in namings if n.code]  # a zone may have none
    right = {n.code for n in coded if n.level == "county" and n.rule not in ("slip", "repeat")}
    parts = {n.code[:6] for n in coded if len(n.code) > 6} | {n.code for n in coded if n.rule == "slip"}
    chained = {n.code for n in namings if n.rule == "chain"}
    wrong: dict[str, Division] = {}
    for code in sorted(right - parts - chained):
        near = [c for c in sorted(parts - right) if len(c) == 6 and c[:2] == code[:2]]
        hit = slips.nearest(scene.gazetteer.name(code), [scene.gazetteer.get(c) for c in near])
        if hit and not hit.rivals and slips.one_lost(scene.gazetteer.name(code), hit.division.name):
            wrong[code] = hit.division
    return [as_county(scene, n, wrong[n.code]) if n.code in wrong else n for n in namings]


def as_county(scene: Scene, naming: Naming, place: Division) -> Naming:
    mended = scene.known(naming.begin, naming.end, place, "slip", None, 0.8)
    return replace(mended, premises=(f"{naming.name} = {place.name}（文中地名属{place.name}）",))


def parts_of(scene: Scene, namings: Sequence[Naming], mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """partOf to the container named before; else to the nearest ancestor that the article names, as inferred."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.key, mention)
    ends = {naming.end: naming for naming in namings}
    found: dict[tuple[str, str], Relation] = {}
    for naming in namings:
        before = ends.get(naming.begin)
        if before and (naming.above == before.key or before.code in ancestors(naming, scene.gazetteer)):
            spans = (scene.place(before), scene.place(naming))
            ends_of = ("Region", naming.key), ("Region", before.key)
            relation = Relation(ends_of[0], "partOf", ends_of[1], spans, naming.rule, naming.confidence)
            found.setdefault((naming.key, before.key), relation)
    said = {child for child, _ in found}
    for naming in namings:
        above = next((first[c] for c in ancestors(naming, scene.gazetteer) if c in first), None)
        if naming.key not in said and above and above.key != naming.key:
            found.setdefault((naming.key, above.key), inferred(scene, naming, above))
    return tuple(found.values())


def ancestors(naming: Naming, gazetteer: Gazetteer) -> list[str]:
    """Codes above a region, nearest first."""
    if not naming.seat_code.isdigit():
        return []
    above = [division.code for division in gazetteer.ancestors(naming.seat_code)]
    return above if naming.code else [naming.seat_code, *above]


def inferred(scene: Scene, naming: Naming, above: Mention) -> Relation:
    spans = (scene.place(naming), above.at)
    premise = f"{naming.canonical}属{above.canonical}（行政区划代码）"
    return Relation(
        ("Region", naming.key), "partOf", ("Region", above.key), spans, "gazetteer", 0.95,
        inferred=True, premises=(premise,),
    )  # fmt: skip
