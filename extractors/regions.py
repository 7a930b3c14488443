"""Administrative divisions that an article names, each identified: 土左旗 is 150121, 杭锦旗 with 陕坝镇 is 杭锦后旗."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors import slips, words
from extractors.cover import Cover
from extractors.document import Article, Found, Mention, Relation, Span
from extractors.ellipses import ellipses
from extractors.generics import general
from extractors.homonyms import homonym, strays
from extractors.joint import joint
from extractors.lone import OPENING, counties, lone
from extractors.namings import Naming, Scene
from extractors.parts import OFFICIAL, as_zone, extend, is_park
from extractors.patterns import regex
from extractors.person_names import SURNAMES
from extractors.readings import Reading, home, read
from extractors.toponyms import BREAK, Toponym, lower, provinces, select, upper, wordlike
from extractors.zones import listed
from ontology.gazetteer import Division, Gazetteer, load
from ontology.gazetteer import words as general_words

OF_ORGANISATION = regex(  # a short name that opens a body's name: 内蒙古|格林特药业集团有限公司
    r"""
    [^，。、；：！？“”‘’（）()《》,;\s]{0,14}?
    (?:公司|集团|大学|学院|医院|银行|[支大总中]队|边境|海关|铁路局|机场|日报|晚报|时报|新闻网|电视台|出版社|协会|研究[院所]
    |代表团|军区)
    """,
    re.VERBOSE,
)
SPEAKS = regex(r"[一-龥]{0,3}(?:说|介绍|表示|告诉|坦言|认为|感慨|回忆|家|一边|正在|、|和|等)|[，,。、]")
PERSON_BEFORE = regex(
    r"(?:[村牧居农市]民|书记|主任|经理|长|员|师|户|人|教授|记者|专家|同志|党员|^|[，。、；：“”,;:\s])$"
)
BUILDING = regex(r"(?:建设|打造|创建|争创|构建|建成|争当|评为|“)$")  # 打造|幸福社区
PROMOTING, PROMOTED = regex("(?:引领|推进|推动|助力|深化|开展|参与|启动)$"), regex("建设|创建|评选")
BEFORE_NAME = frozenset("在到进赴往了的是由与和及对向从给让为把将以于过着近访问市县区旗镇乡盟省州")
ALSO_WORDS = frozenset("于向常时万方全成安和")  # surnames that are prepositions and the like: 位于玉林
AT = ("在", "到", "赴", "来自")
FEATURES = frozenset("山河湖江海岭池关口桥滩川")
FREE = regex(r"[、，。；：,;:”）)\s]|等|和|与|及|的|在|到|举办|召开|[两三四五六七八九十]+[个地县旗市区]|$")
OFFICIAL_ZONE = regex("|".join(OFFICIAL))  # 丽水|经开区
ESTATE = regex(r"[\u3400-\u9fff]?(?:小区|花园|公寓)")
STREET = regex(  # 南京路, 遵义会议, 大庆精神, 黄|河南|岸, 太行|山西|麓, 小|兴安|岭
    r"(?:[东南西北中]?[路街道]|大[道街]|公园|精神|会议|石化|油田|话|菜|[军舰]|银行|[岸麓岭侧坡茶族]|会海|久安|巴巴|草原|沙漠|盆地|平原|高原|半岛|林区|山区|山脉|森林"
    r"|时期|整风|事变|起义|暴动|战役|保卫战|根据地|模式|时间|回归|合作组织|奥运|冬奥|亚运|世博|流域|[上下]游|[湖河江海])"
)


def regions(article: Article, found: Found) -> Found:
    """Region mentions of the article with their `partOf` relations, and doubts."""
    del found  # the first extractor
    scene = Scene.of(article, load(), home(article.page))
    high = upper(scene.text, scene.gazetteer)
    scene = replace(scene, allowed=provinces(scene.text, high, scene.served))
    namings = agreed(named(scene, high))
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


def agreed(namings: list[Naming]) -> list[Naming]:
    """One level and one line of ancestors for each region: the one that says most (新华街道 in 巴彦浩特镇)."""
    best: dict[str, Naming] = {}
    for naming in namings:
        known = best.setdefault(naming.key, naming)
        if (naming.level == "county", len(naming.within)) > (known.level == "county", len(known.within)):
            best[naming.key] = naming
    return [replace(n, level=best[n.key].level, within=best[n.key].within) for n in namings]


@dataclass(frozen=True, slots=True)
class Context:
    """What the plain names of the article say, for the names that are not plain."""

    strong: frozenset[str]  # codes named in full
    around: frozenset[str]  # counties and prefectures of all that is plain
    towns: frozenset[str]  # townships that can be no others
    starts: frozenset[int]  # where names begin
    ends: frozenset[int]
    plains: frozenset[int]  # where those begin and end whose names are no rivers and hills
    edged: frozenset[str]  # names whose left edge the text shows at least once

    @classmethod
    def of(cls, text: str, readings: Sequence[Reading], served: str) -> Context:
        plain = [r for r in readings if r.code and (r.toponym.strength == "strong" or r.above >= 0)]
        around = {r.code[:6] for r in plain} | {r.code[:4] for r in plain} | {served}
        strong = frozenset(r.code for r in readings if r.toponym.strength == "strong")
        edged = frozenset(r.toponym.name for r in readings if r.above >= 0 or left_edge_shown(text, r.toponym.begin))
        towns = frozenset(
            r.code
            for r in readings
            if len(r.code) == 9 and r.toponym.strength == "low" and (r.above >= 0 or len(r.toponym.codes) == 1)
        )
        return cls(
            strong,
            frozenset(around - {""}),
            towns,
            frozenset(r.toponym.begin for r in readings),
            frozenset(r.toponym.end for r in readings),
            frozenset(
                edge
                for r in readings
                if r.toponym.name[-1] not in FEATURES
                for edge in (r.toponym.begin, r.toponym.end)
            ),
            edged,
        )


def keep(scene: Scene, readings: Sequence[Reading]) -> tuple[list[Naming], list[Reading]]:
    """The readings that are names, as namings; and those left over."""
    context = Context.of(scene.text, readings, scene.served)
    followed = {r.above for r in readings if r.above >= 0}
    named_at: dict[int, Naming] = {}
    left = []
    for index, reading in enumerate(readings):
        chained = reading.above >= 0 or index in followed
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


def left_edge_shown(text: str, begin: int) -> bool:
    """Behind a mark or a word that a name may follow: 走进|新村; not 移民|新村."""
    return begin == 0 or bool(BREAK.match(text, begin - 1)) or text[begin - 1] in BEFORE_NAME


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
    if toponym.strength == "street":
        return chained or code in context.towns
    if toponym.strength == "low":
        edged = toponym.name in context.edged or code[:9] in context.towns  # 翻开|岚山村 of the 澥浦镇 just named
        if not chained and len(code) == 12 and len(toponym.name) < 4 and not edged:
            return False
        if not chained and built(scene.text, toponym):
            return False
        return chained or code[:6] in context.around or (len(code) == 9 and alone(scene, reading))
    return True


def built(text: str, toponym: Toponym) -> bool:
    """Whether what looks like a village is what somebody builds: 打造|幸福社区; 引领|幸福社区|建设."""
    before, end = (max(0, toponym.begin - 4), toponym.begin), toponym.end
    return bool(BUILDING.search(text, *before) or (PROMOTING.search(text, *before) and PROMOTED.match(text, end)))


def alone(scene: Scene, reading: Reading) -> bool:
    """A township far from all that the article names: its name must be one of a kind and no word (小城镇)."""
    name, begin = reading.toponym.name, reading.toponym.begin
    if begin and not BREAK.match(scene.text, begin - 1) and not OPENING.search(scene.text, max(0, begin - 2), begin):
        return False
    near = not scene.served or reading.code.startswith(scene.served[:2])
    return not reading.rivals and (near or len(name) > 3) and not words.frequency(name)


def plausible_weak(scene: Scene, toponym: Toponym, code: str, chained: bool, context: Context) -> bool:
    """A name without its kind: 沈阳, 寿光 after 山东; not 上善乌审, 南京路, 内蒙古某某公司."""
    if len(code) == 4 and OFFICIAL_ZONE.match(scene.text, toponym.end):
        return True
    led = chained and toponym.end in context.starts  # 四川|江油 is no river
    if OF_ORGANISATION.match(scene.text, toponym.end) or (not led and STREET.match(scene.text, toponym.end)):
        return False
    if not chained and (given_name(scene.text, toponym) or in_estate(scene.text, toponym)):
        return False
    if chained:
        return True
    if quoted(scene.text, toponym) or f"{toponym.name}区" in general_words("county"):
        return False
    if code in context.strong:
        return True
    if len(code) == 6:
        return distinct(scene, toponym, context)
    return len(code) == 2 or code in context.around or toponym.name not in general_words("weak")


def distinct(scene: Scene, toponym: Toponym, context: Context) -> bool:
    """A county's short name that is no word, no hill or river and stands free: 满洲里、二连浩特等地, 在兰考."""
    text, begin, end = scene.text, toponym.begin, toponym.end
    if len(toponym.codes) > 1 or not FREE.match(text, end):
        return False
    near = bool(scene.served) and toponym.codes[0].startswith(scene.served[:2])
    after, before = text.startswith("、", end) and end + 1, text.endswith("、", 0, begin) and begin - 1
    if toponym.name[-1] in FEATURES:  # 磴口、五原的养殖户; not 泰山、蒙山
        return near and (after in context.plains or before in context.plains)
    if len(toponym.name) > 2 or (near and (after in context.starts or before in context.ends)):
        return True  # 东胜、康巴什的同行
    if not text.endswith(AT, 0, begin) or not words.frequency(toponym.name):
        return False
    parts = words.tagged(toponym.name)
    return len(parts) == 1 and parts[0][1] in ("ns", "nr")  # jieba takes 兰考 for a person


def given_name(text: str, toponym: Toponym) -> bool:
    """李|吉林|说: a surname before it, and what a person does behind it or a mark or 村民 before both."""
    before = text[max(0, toponym.begin - 1) : toponym.begin]
    if SURNAMES.get(before) != "strong":
        return False
    if before not in ALSO_WORDS and toponym.name in general_words("given"):
        return True
    return bool(
        SPEAKS.match(text, toponym.end) or PERSON_BEFORE.search(text, max(0, toponym.begin - 4), toponym.begin - 1)
    )


def in_estate(text: str, toponym: Toponym) -> bool:
    """Inside the name of an estate: 老|山东|里小区."""
    return not left_edge_shown(text, toponym.begin) and bool(ESTATE.match(text, toponym.end))


def quoted(text: str, toponym: Toponym) -> bool:
    """Inside a quoted brand: “上善乌审”."""
    left = text[max(0, toponym.begin - 8) : toponym.begin]
    return left.rfind("“") > left.rfind("”") and "”" in text[toponym.end : toponym.end + 8]


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
        for match in re.finditer(re.escape(name), scene.text):
            if not taken.touches(Span(match.start(), match.end())):
                yield replace(leader, begin=match.start(), end=match.end(), rule="repeat", above="")


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
