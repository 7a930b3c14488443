"""Administrative divisions that an article names, each identified: 土左旗 is 150121, 杭锦旗 with 陕坝镇 is 杭锦后旗."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors import slips, words
from extractors.document import Article, Doubt, Found, Mention, Relation, Span
from extractors.readings import Reading, home, read
from extractors.setting import LEVEL_OF, Seat, Setting
from extractors.toponyms import Flat, Toponym, flatten, lower, provinces, select, upper
from ontology.gazetteer import LEVELS, Division, Gazetteer, load
from ontology.gazetteer import words as general_words

CHILD = re.compile(  # what follows a region and ends like a part of it: 巴彦淖尔市|杭锦旗后旗, 兴安街道|临潢家园社区
    r"(?P<stem>[\u4e00-\u9fff]{1,9}?)(?P<kind>苏木|嘎查|街道|社区|[镇乡村旗县区市])"
)
BELOW = {  # kinds of parts of a level
    "province": ("市",),
    "prefecture": ("旗", "县", "区", "市"),
    "county": ("苏木", "街道", "镇", "乡", "嘎查", "社区", "村"),
    "township": ("嘎查", "社区", "村"),
}
NOT_STEM = re.compile(
    r"[的了是被把将们这那其于和与及或在对从各该本每个所有]|[0-9]|[旗县区市]|街道|苏木|嘎查|社区|乡镇|村"
)
GENERIC = re.compile(
    r"""
    (?P<how>[该本我全]|(?<![^，。、；：！？“”\s近在])(?=自治区))
    (?P<kind>自治区|自治州|街道|苏木|社区|嘎查|[省市盟州县旗区镇乡村])   # 该旗, 全市, 我区, 自治区
    (?!场|域|民代|长远|旗)
    """,
    re.VERBOSE,
)
OWN_REGION = re.compile(r"(?<!古)(?<!回族)(?<!壮族)(?<!吾尔)(?<!西藏)自治区(?!域)")
INSIDE = re.compile(r"(?<![乡集城各下进到驻农本一个])(?P<kind>[旗镇村])里(?!面|程|应|外)")  # 旗里, 镇里, 村里
WEAK_BEFORE = re.compile(r"[\u4e00-\u9fff]*$")
OF_ORGANISATION = re.compile(  # a short name that opens a body's name: 内蒙古|格林特药业集团有限公司
    r"[^，。、；：！？“”‘’（）()《》\s]{0,14}?"
    r"(?:公司|集团|大学|学院|医院|银行|[支大总中]队|边境|海关|铁路局|机场|日报|晚报|时报|新闻网|电视台|出版社|协会|研究[院所]|代表团|军区)"
)
STREET = re.compile(
    r"(?:[东南西北中]?[路街道]|大[道街]|公园|精神|会议|石化|油田|话|菜|[军舰]|银行)"
)  # 南京路, 遵义会议, 大庆精神
ZONE_BODY = re.compile(r"(?:党工委|管委会|管理委员会)")


@dataclass(frozen=True, slots=True)
class Naming:
    """A region named at a place of the flat text."""

    begin: int
    end: int
    name: str
    key: str
    canonical: str
    code: str
    level: str
    within: tuple[str, ...]
    rule: str
    above: str = ""  # key of the container named directly before
    confidence: float = 1.0
    premises: tuple[str, ...] = ()


def regions(article: Article, found: Found) -> Found:
    """Region mentions of the article with their `partOf` relations, and doubts."""
    del found  # the first extractor
    reader = Reader(article, load(), home(article.page))
    namings = reader.namings()
    mentions = [reader.mention(naming) for naming in namings]
    general = reader.generic(tuple(mentions))
    return Found((*mentions, *general), parts_of(namings, reader), (), tuple(reader.doubts))


class Reader:
    """One article on its way from text to namings."""

    def __init__(self, article: Article, gazetteer: Gazetteer, served: str) -> None:
        self.article, self.gazetteer, self.served = article, gazetteer, served
        self.flat: Flat = flatten(article)
        self.text = self.flat.text
        self.doubts: list[Doubt] = []

    def namings(self) -> list[Naming]:
        high = upper(self.text, self.gazetteer)
        allowed = provinces(self.text, high, self.served)
        toponyms = select([*high, *lower(self.text, self.gazetteer, allowed)])
        readings = read(toponyms, self.gazetteer, self.served)
        kept = self.keep(readings)
        namings = self.extend(kept)
        namings = sorted(self.repeat(namings), key=lambda naming: (naming.begin, naming.end))
        return self.mend_counties(namings)

    # which readings are names
    def keep(self, readings: Sequence[Reading]) -> list[Naming]:
        strong = {r.code for r in readings if r.code and r.toponym.strength == "strong"}
        context = {r.code[:6] for r in readings if r.code and (r.toponym.strength == "strong" or r.above >= 0)}
        context |= {code[:4] for code in context}
        followed = {r.above for r in readings if r.above >= 0}
        kept: list[Naming] = []
        index_of: dict[int, Naming] = {}
        for index, reading in enumerate(readings):
            if not reading.code:
                self.doubt_homonym(reading)
                continue
            chained = reading.above >= 0 or index in followed
            if not self.plausible(reading, chained, strong, context):
                continue
            naming = self.naming(reading, index_of.get(reading.above))
            index_of[index] = naming
            kept.append(naming)
        return kept

    def plausible(self, reading: Reading, chained: bool, strong: set[str], context: set[str]) -> bool:
        toponym, code = reading.toponym, reading.code
        if toponym.strength == "weak":
            return self.plausible_weak(toponym, code, chained, strong, context)
        if toponym.strength == "low":
            return chained or code[:6] in context or (len(code) == 9 and not reading.rivals)
        return True

    def plausible_weak(self, toponym: Toponym, code: str, chained: bool, strong: set[str], context: set[str]) -> bool:
        """A name without its kind: 沈阳, 寿光 after 山东; not 上善乌审, 南京路, 内蒙古某某公司."""
        after = self.text[toponym.end : toponym.end + 24]
        if OF_ORGANISATION.match(after) or STREET.match(after):
            return False
        if chained:
            return True
        if self.quoted(toponym) or f"{toponym.name}区" in general_words("county"):
            return False
        if code in strong:
            return True
        if len(code) == 6:
            return False
        return len(code) == 2 or code[:4] in context or toponym.name not in general_words("weak")

    def quoted(self, toponym: Toponym) -> bool:
        """Inside a quoted brand: “上善乌审”."""
        left = self.text[max(0, toponym.begin - 8) : toponym.begin]
        right = self.text[toponym.end : toponym.end + 8]
        return left.rfind("“") > left.rfind("”") and "”" in right

    def doubt_homonym(self, reading: Reading) -> None:
        if reading.toponym.strength != "strong":
            return
        names = "、".join(self.full(code) for code in reading.rivals[:6])
        at = self.flat.at(reading.toponym.begin, reading.toponym.end)
        self.doubts.append(Doubt("homonym", at, f"{reading.toponym.name}可能是：{names}"))

    def full(self, code: str) -> str:
        return "".join(d.name for d in reversed(self.gazetteer.ancestors(code))) + self.gazetteer.name(code)

    def naming(self, reading: Reading, above: Naming | None) -> Naming:
        toponym, code = reading.toponym, reading.code
        rule = "chain" if above else "gazetteer"
        return Naming(
            toponym.begin, toponym.end, toponym.name, code, self.gazetteer.name(code), code, LEVELS[len(code)],
            self.within(code, above), rule, above.key if above else "", 0.99 if above else 0.9,
        )  # fmt: skip

    def within(self, code: str, above: Naming | None) -> tuple[str, ...]:
        """Names of the ancestors, nearest first; before them a container that only the text gives."""
        names = [division.name for division in self.gazetteer.ancestors(code)]
        if above and above.canonical not in names:
            names.insert(0, above.canonical)
        return tuple(names)

    # what stands behind a region: in no table, or a slip
    def extend(self, kept: list[Naming]) -> list[Naming]:
        """Adds parts that follow a region directly: slips mended, unknown names taken as printed."""
        done: list[Naming] = []
        queue = sorted(kept, key=lambda naming: naming.begin)
        while queue:
            naming = queue.pop(0)
            if done and naming.begin < done[-1].end:
                continue
            done.append(naming)
            after = queue[0] if queue else None
            if after and after.begin == naming.end and after.above == naming.key:
                continue
            if part := self.part(naming, after):
                queue.insert(0, part)
        return done

    def part(self, above: Naming, after: Naming | None) -> Naming | None:
        options: list[tuple[int, str]] = []
        for end in range(above.end + 2, min(len(self.text), above.end + 11) + 1):
            if not "\u4e00" <= self.text[end - 1] <= "\u9fff":
                break
            name = self.text[above.end : end]
            own = slips.kind(name)
            if own in BELOW.get(above.level, ()) and len(name) > len(own):
                options.append((end, name))
        for end, name in reversed(options):
            if naming := self.known(above, name, end):
                return naming
        for end, name in reversed(options):
            if naming := self.slip(above, name, end):
                return naming
        for end, name in options:
            if self.is_name(name) and not (after and after.begin < end and after.rule == "chain"):
                self.doubt_slip(above, name, end)
                return self.unknown(above, name, end)
        return None

    def known(self, above: Naming, name: str, end: int) -> Naming | None:
        """A part of the region with just this name."""
        place = (
            next((p for p in self.parts(above.code, slips.kind(name)) if name in p.names), None) if above.code else None
        )
        return self.part_of(above, name, end, place, "chain", 0.99) if place else None

    def slip(self, above: Naming, name: str, end: int) -> Naming | None:
        """The part that a printed name is a slip for, when only one is near."""
        hit = slips.nearest(name, self.parts(above.code, slips.kind(name))) if above.code else None
        if hit is None or hit.rivals:
            return None
        place = hit.division
        if place.level == "village" and not slips.sure_village(name, place.name):
            return None
        premise = f"{name} = {place.name}（{above.canonical}）"
        return replace(self.part_of(above, name, end, place, "slip", round(hit.likeness, 2)), premises=(premise,))

    def doubt_slip(self, above: Naming, name: str, end: int) -> None:
        """An unknown name that is near to known ones stays as printed, with a doubt."""
        hit = slips.nearest(name, self.parts(above.code, slips.kind(name))) if above.code else None
        if hit:
            near = "、".join((hit.division.name, *hit.rivals))
            self.doubts.append(
                Doubt("slip", self.flat.at(above.end, end), f"{above.canonical}没有{name}，近似的有：{near}")
            )

    def part_of(self, above: Naming, name: str, end: int, place: Division, rule: str, confidence: float) -> Naming:
        return Naming(
            above.end, end, name, place.code, place.name, place.code, place.level,
            self.within(place.code, above), rule, above.key, confidence,
        )  # fmt: skip

    def parts(self, code: str, own: str) -> list[Division]:
        """Divisions of a kind one or two levels down."""
        first = self.gazetteer.children(code)
        if own in ("村", "嘎查", "社区") and len(code) == 6:
            return [village for town in first for village in self.gazetteer.children(town.code)]
        return list(first)

    def is_name(self, name: str) -> bool:
        """Whether an unknown name may be one: no function words, no general words, no verb with its object."""
        own = slips.kind(name)
        stem = name.removesuffix(own)
        if own in ("旗", "县", "区", "市") or len(stem) < 2 or stem in general_words("stem") or NOT_STEM.search(stem):
            return False
        if self.gazetteer.codes(name):
            return True
        flags = [flag for _, flag in words.tagged(stem)]
        return not any(flag[0] in "pcurdyq" or (flag[0] == "v" and flag != "vn") for flag in flags) and len(stem) <= 8

    def unknown(self, above: Naming, name: str, end: int) -> Naming:
        level = LEVEL_OF[slips.kind(name)]
        within = (above.canonical, *above.within)
        return Naming(above.end, end, name, f"{name}@{above.key}", name, "", level, within, "pattern", above.key, 0.8)

    # the same names elsewhere in the article
    def repeat(self, namings: list[Naming]) -> Iterable[Naming]:
        """Names first met in a chain as slip or unknown, wherever they stand again."""
        special = {n.name: n for n in namings if n.rule in ("slip", "pattern")}
        for naming in namings:
            leader = special.get(naming.name)
            if leader and naming.rule == "gazetteer":
                naming = replace(
                    leader, begin=naming.begin, end=naming.end, rule="repeat", above="",
                    premises=leader.premises or (f"{leader.name} = {leader.key}",),
                )  # fmt: skip
            yield naming
        taken = [(n.begin, n.end) for n in namings]
        for name, leader in sorted(special.items()):
            for match in re.finditer(re.escape(name), self.text):
                if not any(begin < match.end() and match.start() < end for begin, end in taken):
                    yield replace(leader, begin=match.start(), end=match.end(), rule="repeat", above="")

    def mend_counties(self, namings: list[Naming]) -> list[Naming]:
        """A county none of whose parts is named, beside parts of one of nearly that name: 杭锦旗 with 陕坝镇."""
        named = {n.code for n in namings if n.level == "county" and n.rule != "slip"}
        parts = {n.code[:6] for n in namings if len(n.code) > 6} | {n.code for n in namings if n.rule == "slip"}
        chained = {n.code for n in namings if n.rule == "chain"}
        wrong: dict[str, Division] = {}
        for code in sorted(named - parts - chained):
            near = [c for c in sorted(parts - named) if len(c) == 6 and c[:2] == code[:2]]
            hit = slips.nearest(self.gazetteer.name(code), [self.gazetteer.get(c) for c in near])
            if hit and not hit.rivals:
                wrong[code] = hit.division
        return [self.as_county(n, wrong[n.code]) if n.code in wrong else n for n in namings]

    def as_county(self, naming: Naming, place: Division) -> Naming:
        premise = f"{naming.name} = {place.name}（文中地名属{place.name}）"
        return replace(
            naming, key=place.code, canonical=place.name, code=place.code, within=self.within(place.code, None),
            rule="slip", confidence=0.8, premises=(premise,),
        )  # fmt: skip

    # general words
    def generic(self, mentions: tuple[Mention, ...]) -> list[Mention]:
        where = Setting(mentions, self.served)
        taken = [mention.at for mention in mentions]
        found = []
        for begin, end, word, how in sorted(self.general_words()):
            at = self.flat.at(begin, end)
            if any(at.overlaps(other) for other in taken):
                continue
            seat = where.whole(word, at.begin) if how in "全我本" else where.region(word, at.begin)
            if seat and (seat.said or seat.level == "province"):
                found.append(self.general(seat, at, begin, end))
                taken.append(at)
        return found

    def general_words(self) -> Iterable[tuple[int, int, str, str]]:
        for match in OWN_REGION.finditer(self.text):
            yield match.start(), match.end(), "自治区", "own"
        for match in GENERIC.finditer(self.text):
            yield match.start(), match.end(), match["kind"], match["how"]
        for match in INSIDE.finditer(self.text):
            yield match.start(), match.end(), match["kind"], "in"

    def general(self, seat: Seat, at: Span, begin: int, end: int) -> Mention:
        name = self.text[begin:end]
        return Mention(
            "Region", seat.key, at, name, seat.name, "generic", generic=True, confidence=0.85, code=seat.code,
            level=seat.level, within=seat.within, premises=(f"{name} = {seat.name}",),
        )  # fmt: skip

    def mention(self, naming: Naming) -> Mention:
        at = self.flat.at(naming.begin, naming.end)
        return Mention(
            "Region", naming.key, at, naming.name, naming.canonical, naming.rule, confidence=naming.confidence,
            code=naming.code, level=naming.level, within=naming.within, premises=naming.premises,
        )  # fmt: skip


def parts_of(namings: Sequence[Naming], reader: Reader) -> tuple[Relation, ...]:
    """partOf to the container named before; else to the nearest ancestor that the article names, as inferred."""
    first: dict[str, Naming] = {}
    for naming in namings:
        first.setdefault(naming.key, naming)
    by_place = {(n.begin, n.end): n for n in namings}
    starts = {n.end: n for n in namings}
    found: dict[tuple[str, str], Relation] = {}
    for naming in by_place.values():
        before = starts.get(naming.begin)
        if naming.above and before and before.key == naming.above:
            spans = (reader.flat.at(before.begin, before.end), reader.flat.at(naming.begin, naming.end))
            found.setdefault(
                (naming.key, naming.above),
                Relation(
                    ("Region", naming.key), "partOf", ("Region", naming.above), spans, naming.rule, naming.confidence
                ),
            )
    said = {child for child, _ in found}
    for key, naming in first.items():
        above = next((first[c] for c in ancestor_keys(naming, reader.gazetteer) if c in first), None)
        if key not in said and above and above.key != key:
            found[key, above.key] = inferred(naming, above, reader)
    return tuple(found.values())


def ancestor_keys(naming: Naming, gazetteer: Gazetteer) -> list[str]:
    code = naming.code or naming.key.rpartition("@")[2]
    if not code.isdigit():
        return []
    above = [division.code for division in gazetteer.ancestors(code)]
    return above if naming.code else [code, *above]


def inferred(naming: Naming, above: Naming, reader: Reader) -> Relation:
    spans = (reader.flat.at(naming.begin, naming.end), reader.flat.at(above.begin, above.end))
    premise = f"{naming.canonical}属{above.canonical}（行政区划代码）"
    return Relation(
        ("Region", naming.key),
        "partOf",
        ("Region", above.key),
        spans,
        "gazetteer",
        0.95,
        inferred=True,
        premises=(premise,),
    )
