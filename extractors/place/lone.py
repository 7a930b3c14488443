"""Townships and villages without a region before them and in no table as printed: 昌汉白村养殖户, 红格路图镇."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from extractors import words
from extractors.patterns import regex
from extractors.person.person_names import SOUNDS
from extractors.place import slips
from extractors.place.below import ZONE_BODY, ZONE_KINDS, parts_for
from extractors.place.namings import Naming, Scene
from extractors.place.parts import (
    NO_STEM,
    NO_TOWN,
    SIGNAL,
    is_name,
    sure,
    turned,
    unknown,
)
from extractors.place.readings import Reading
from extractors.place.toponyms import BREAK, NO_END
from ontology.gazetteer import Division, Gazetteer
from ontology.gazetteer import words as general_words

TOWN = regex("苏木|街道|镇|乡")
COUNTY = regex(r"(?P<kind>[旗县盟市])(?![民场里区级域值]|(?P=kind))(?<!(?P=kind)(?P=kind))")  # not 阿旗|旗委
TOWN_BODY = regex(
    r"为(?:试点|中心|核心|重点|依托)|党委|政府|人大|纪委|党政|[\u3400-\u9fff]{1,5}(?:村|嘎查|社区)(?!民)"
)  # 九溪江乡|桐林村
VILLAGE = regex(r"嘎查|社区|村")
OPENING = regex(r"(?:走进|来到|位于|前往|深入|赶到|回到|走访|在|到|和|与|及|是|由|以)$")  # 走进|红旗村
PEOPLE = regex(  # what only a village's name is followed by; wide enough words are left out
    r"(?:的(?:老人|孩子|乡亲|[村牧居]民|老?党员|志愿者|网格员|工作人员|干部)|[村牧居农]民|养殖户|种植户|党[支总]|党委|老?党员|村?“?两委|[村居]?委会|第一书记|书记|主任|网格员|工作人员|合作社)"
)
DOES = regex(  # a village as a subject: 巴音塔拉嘎查|是我旗
    r"是|开设|设[立置]|建[立起]|打造|试点|办起|位于|地处|有|在|被|以|把|将|围绕|依托|通过|坚持|积极|共|现|辖|成立|召开|开展|举办|组织|建成|推[行进]|采取|探索|实[施行]"
)
OF_TOWN = ("镇的", "乡的", "苏木的", "街道的")  # 镇|的北营子村
ALSO_WORDS = frozenset("那都很生通必老青高")  # 那|都是嘎查
ZONE = regex(f"(?P<own>{'|'.join(ZONE_KINDS)})")
BRANDED = regex("“[^”]{,12}”")  # “幸福村|”, “红旗村模式”; not what a speaker begins with
LONGEST = 8
SPELLING = SOUNDS | {"本"}


def lone(scene: Scene, namings: Sequence[Naming], unread: Sequence[Reading]) -> list[Naming]:
    """Further namings in the counties that the article is about."""
    taken, inside = list(namings), covered(len(scene.text), namings)
    codes = county_codes(scene, namings)
    found: list[Naming] = []
    for made in (
        towns(scene, inside, codes),
        old_towns(scene, taken, inside),
        villages(scene, taken, inside, unread),
        governed_zones(scene, taken, inside),
    ):
        further = []
        for naming in made:
            if 1 not in inside[naming.begin : naming.end]:
                inside[naming.begin : naming.end] = b"\1" * (naming.end - naming.begin)
                further.append(naming)
        found += further
        taken += further
    return found


def county_codes(scene: Scene, namings: Sequence[Naming]) -> list[str]:
    """The counties in play, in order of mention; the paper's own when it is a county paper."""
    codes = dict.fromkeys(n.seat_code[:6] for n in namings if len(n.seat_code) >= 6)
    if len(scene.served) == 6:
        codes[scene.served] = None
    return list(codes)


def counties(scene: Scene, kept: Sequence[Naming]) -> list[Naming]:
    """Slips for a county or city of the paper's own province, with no region before them: 散汉旗 -> 敖汉旗."""
    if not scene.served:
        return []
    index, inside, found = upper_by_letter(scene.gazetteer, scene.served[:2]), covered(len(scene.text), kept), []
    for match in COUNTY.finditer(scene.text):
        begin = None if inside[match.start()] else left_edge(scene, match.start(), inside)
        name = scene.text[begin : match.end()] if begin is not None else ""
        if begin is None or words.frequency(name) or scene.exists(name):
            continue
        hit = slips.nearest(name, near([index], name))
        if hit and not hit.rivals and slips.sure_county(name, hit.division.name):
            naming = scene.known(begin, match.end(), hit.division, "slip", None, round(hit.likeness * 0.9, 2))
            found.append(replace(naming, premises=(f"{name} = {hit.division.name}",)))
    return found


@cache
def upper_of(gazetteer: Gazetteer, province: str) -> tuple[Division, ...]:
    """Prefectures and counties of a province."""
    first = gazetteer.children(province)
    return (*first, *(county for city in first if len(city.code) == 4 for county in gazetteer.children(city.code)))


@cache
def upper_by_letter(gazetteer: Gazetteer, province: str) -> dict[str, dict[str, Division]]:
    return by_letter(upper_of(gazetteer, province))


@lru_cache(maxsize=4096)
def towns_by_letter(gazetteer: Gazetteer, county: str) -> dict[str, dict[str, Division]]:
    return by_letter(gazetteer.children(county))


def towns(scene: Scene, named: bytearray, counties: list[str]) -> Iterator[Naming]:
    """Slips for a township of a county in play: 王爷镇 -> 王爷府镇, 红格路图镇 -> 红格尔图镇."""
    inside = bytes(named)
    for match in unnamed(TOWN, scene.text, inside):
        if scene.text.startswith(NO_END.get(match[0], ()), match.start()) or scene.text.endswith(
            "苏木", 0, match.start()
        ):
            continue  # 乡村; 苏木镇, which are towns and sumu together
        if scene.text.endswith(NO_TOWN, 0, match.end()):  # 和平古镇
            continue
        options = []
        for begin in starts(scene.text, match.start(), inside):
            name = scene.text[begin : match.end()]
            if scene.exists(name):
                break  # a township of its own, elsewhere
            place = mended(name, near([towns_by_letter(scene.gazetteer, county) for county in counties], name))
            if place and not other_of_pair(scene.text, begin, match.end(), place.name):
                options.append((slips.likeness(name, place.name), len(name), begin, place))
        if options:
            likeness, _, begin, place = max(options, key=lambda option: option[:2])
            naming = scene.known(begin, match.end(), place, "slip", None, round(likeness * 0.9, 2))
            county = scene.gazetteer.name(place.code[:6])
            yield replace(naming, premises=(f"{naming.name} = {place.name}（{county}）",))


def other_of_pair(text: str, begin: int, end: int, name: str) -> bool:
    """Whether the print, with a character or two before it, is the other one of a pair of names: 大|召前街街道."""
    return any(slips.opposed(text[longer:end], name) for longer in range(max(0, begin - 2), begin))


def unnamed(kind: re.Pattern[str], text: str, inside: bytes) -> Iterator[re.Match[str]]:
    """The words for a kind of place that do not end a name which is known already."""
    return (match for match in kind.finditer(text) if match.start() and not inside[match.start() - 1])


def old_towns(scene: Scene, taken: list[Naming], named: bytearray) -> Iterator[Naming]:
    """Townships that no list has any more, with a body or a village behind them: 九溪江乡|桐林村."""
    inside, focus = bytes(named), Focus(taken, "county")
    for match in unnamed(TOWN, scene.text, inside):
        if scene.text.startswith(NO_END.get(match[0], ()), match.start()) or not TOWN_BODY.match(
            scene.text, match.end()
        ):
            continue
        begin = left_edge(scene, match.start(), inside)
        above = focus.at(match.start())
        if begin is None or above is None:
            continue
        name = scene.text[begin : match.end()]
        if not scene.exists(name) and is_name(scene, name):
            yield unknown(scene, above, match.end(), begin)


def by_letter(places: Iterable[Division]) -> dict[str, dict[str, Division]]:
    """Character -> code -> the places whose names hold it."""
    index: dict[str, dict[str, Division]] = {}
    for place in places:
        for letter in slips.split(place.name)[0]:
            index.setdefault(letter, {})[place.code] = place
    return index


def near(indices: Iterable[dict[str, dict[str, Division]]], name: str) -> list[Division]:
    """The places that share half of the name's characters."""
    letters = set(slips.split(name)[0])
    sharing = [index[letter] for index in indices for letter in letters if letter in index]
    shared = Counter(code for places in sharing for code in places)
    found = {code: place for places in sharing for code, place in places.items()}
    return [found[code] for code, count in sorted(shared.items()) if count * 2 >= len(letters)]


def covered(length: int, taken: Iterable[Naming]) -> bytearray:
    """1 for each place of a text that is inside a name."""
    marks = bytearray(length)
    for naming in taken:
        marks[naming.begin : naming.end] = b"\1" * (naming.end - naming.begin)
    return marks


def starts(text: str, end: int, inside: bytes) -> Iterator[int]:
    """Where a name that ends here may begin: two characters at least, not over a break or another name."""
    for begin in range(end - 1, max(-1, end - LONGEST - 1), -1):
        if inside[begin] or BREAK.match(text, begin):
            return
        if end - begin >= 2:
            yield begin


def mended(name: str, places: list[Division]) -> Division | None:
    """The one township that the name stands for: its kind changed, or nearly its characters."""
    if moved := [place for place in places if turned(name, place.name)]:
        return moved[0] if len(moved) == 1 else None
    hit = slips.nearest(name, places)
    if hit is None or hit.rivals or hit.likeness < 0.75 or not sure(name, hit):
        return None
    return hit.division


def villages(scene: Scene, taken: list[Naming], named: bytearray, unread: Sequence[Reading]) -> Iterator[Naming]:
    """Villages in no table, where the text shows both edges of the name."""
    inside, focus = bytes(named), Focus(taken, "county", "township")
    ends = {naming.end for naming in taken if naming.level == "village"}  # 善岱村|、公布村
    bounded = {(r.toponym.begin, r.toponym.end) for r in unread if r.toponym.strength == "low"}
    for match in unnamed(VILLAGE, scene.text, inside):
        end = match.end()
        if scene.text.startswith(NO_END.get(match[0], ()), match.start()):
            continue
        above = focus.at(match.start())
        begin = left_edge(scene, match.start(), inside)
        if match[0] == "嘎查" and (begin is None or not is_name(scene, scene.text[begin:end])):
            begin = sounding_edge(scene, match.start(), inside)
        if above is None or begin is None or BRANDED.match(scene.text, max(0, begin - 1)):
            continue
        whole = (begin, end) in bounded and slips.split(scene.text[begin:end])[0] not in general_words("stem")
        listed = begin - 1 in ends and scene.text[begin - 1] in "、和"
        of_town = match[0] == "村" and scene.text.endswith(OF_TOWN, 0, begin) and inside[begin - 2]
        known = listed or of_town or match[0] == "嘎查" or is_street(scene.text, begin, end)
        said = known or PEOPLE.match(scene.text, end) or is_led(scene.text, begin, end)
        if (whole and (SIGNAL.match(scene.text, end) or DOES.match(scene.text, end))) or (
            (said or opens_sentence(scene.text, begin, end)) and is_name(scene, scene.text[begin:end])
        ):
            yield unknown(scene, above, end, begin)
            ends.add(end)


def is_led(text: str, begin: int, end: int) -> bool:
    """Whether something goes on in what bears an odd name: 在|兰亭大境社区|开展."""
    if not DOES.match(text, end) or not OPENING.search(text, max(0, begin - 2), begin):
        return False
    stem, kind = slips.split(text[begin:end])
    general = general_words("plain") | general_words("estate")
    if len(stem) < 3 or any(len(word) > 1 and word in general for word in words.cut(stem)):
        return False
    return all(flag[0] == "n" for _, flag in words.tagged(stem)) and not words.frequency(stem + kind)


def is_street(text: str, begin: int, end: int) -> bool:
    """Whether a community is named after a street: 前街|社区."""
    return text.endswith("社区", 0, end) and end - begin > 3 and text[end - 3] in "街路巷"


def sounding_edge(scene: Scene, end: int, inside: bytes) -> int | None:
    """Where the characters begin that spell a Mongolian name: 建起|敖本高勒(嘎查)."""
    begin = end
    while begin > max(0, end - LONGEST) and scene.text[begin - 1] in SPELLING and not inside[begin - 1]:
        begin -= 1
    return begin if end - begin > 2 and scene.text[begin] not in ALSO_WORDS else None


def governed_zones(scene: Scene, taken: list[Naming], named: bytearray) -> Iterator[Naming]:
    """Zones in no table whose administration is named, in the county or city named last: 察哈尔工业园区|管委会."""
    inside, focus = bytes(named), Focus(taken, "county", "prefecture")
    for match in ZONE.finditer(scene.text):
        begin, above = left_edge(scene, match.start("own"), inside), focus.at(match.start())
        if begin is None or above is None or not ZONE_BODY.match(scene.text, match.end()):
            continue
        name, stem = scene.text[begin : match.end()], scene.text[begin : match.start("own")]
        named_again = any(naming.name == name for naming in taken)
        known = named_again or slips.nearest(name, parts_for(scene, above, name).like(name))
        if known or NO_STEM.search(stem) or is_general(stem):  # 街道党工委联合|园区
            continue
        within = (above.canonical, *above.within)
        yield Naming(
            begin, match.end(), name, f"{name}@{above.key}", name, "", "county", within, "zone", confidence=0.7
        )


def is_general(stem: str) -> bool:
    """Whether a zone's words tell no zone from others: 产业(园区)."""
    general = general_words("stem") | general_words("works")
    return all(word in general or flag[0] in "vdpcrmq" for word, flag in words.tagged(stem))


def opens_sentence(text: str, begin: int, end: int) -> bool:
    """Whether an odd name begins a sentence and a word begins behind it: 读经源村|灌溉渠道; not 小渔村|灌溉渠道."""
    if begin and text[begin - 1] not in "。！？\n◆":
        return False
    stem, kind = slips.split(text[begin:end])
    parts = words.tagged(stem) if kind != "社区" else ()  # 做优社区服务
    if not 2 <= len(stem) <= 3 or not parts or parts[0][1][0] not in "nvx":
        return False
    odd = any(len(word) == 1 or not words.frequency(word) for word, _ in parts)
    return odd and any(len(word) > 1 for word in words.cut(text[end : end + 6])[:1])


def left_edge(scene: Scene, end: int, inside: bytes | bytearray) -> int | None:
    """Where the name begins: behind a mark or a word that opens a place; None when the text does not show it."""
    text = scene.text
    for begin in range(end - 1, max(-1, end - LONGEST - 1), -1):
        if inside[begin]:
            return None
        opened = begin == 0 or bool(BREAK.match(text, begin - 1) or OPENING.search(text, max(0, begin - 2), begin))
        opened |= begin > 1 and text[begin - 1] == "的" and inside[begin - 2] == 1  # 岱海镇|的北营子村
        if BREAK.match(text, begin):
            return None
        if opened and end - begin >= 2:
            return begin
    return None


class Focus:
    """The township or county named last before a place, else the first of the article."""

    def __init__(self, taken: Sequence[Naming], *levels: str) -> None:
        self._namings = sorted((n for n in taken if n.level in levels), key=lambda naming: naming.begin)
        self._begins = [naming.begin for naming in self._namings]

    def at(self, place: int) -> Naming | None:
        index = bisect_left(self._begins, place) - 1
        return self._namings[max(0, index)] if self._namings else None
