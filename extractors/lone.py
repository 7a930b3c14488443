"""Townships and villages without a region before them and in no table as printed: 昌汉白村养殖户, 红格路图镇."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors import slips
from extractors.namings import Naming, Scene
from extractors.parts import SIGNAL, is_name, sure, turned, unknown
from extractors.readings import Reading
from extractors.toponyms import BREAK, NO_END
from ontology.gazetteer import Division

TOWN = re.compile(r"苏木|街道|[镇乡]")
VILLAGE = re.compile(r"嘎查|社区|村")
OPENING = re.compile(r"(?:走进|来到|位于|前往|深入|赶到|回到|走访|在|到|和|与|及|是|由)$")  # 走进|红旗村
PEOPLE = re.compile(  # what only a village's name is followed by; wide enough words are left out
    r"(?:[村牧居农]民|养殖户|种植户|党[支总]|党委|党员|村?“?两委|[村居]?委会|第一书记|书记|主任|网格员|工作人员|合作社)"
)
LONGEST = 8


def lone(scene: Scene, namings: Sequence[Naming], unread: Sequence[Reading]) -> list[Naming]:
    """Further namings in the counties that the article is about."""
    counties = county_codes(scene, namings)
    taken = list(namings)
    found: list[Naming] = []
    for make in (towns, villages):
        for naming in make(scene, taken, counties, unread):
            if not any(naming.overlaps(other.begin, other.end) for other in taken):
                taken.append(naming)
                found.append(naming)
        taken.sort(key=lambda naming: naming.begin)
    return found


def county_codes(scene: Scene, namings: Sequence[Naming]) -> list[str]:
    """The counties in play, in order of mention; the paper's own when it is a county paper."""
    codes = dict.fromkeys(n.seat_code[:6] for n in namings if len(n.seat_code) >= 6)
    if len(scene.served) == 6:
        codes[scene.served] = None
    return list(codes)


def towns(scene: Scene, taken: list[Naming], counties: list[str], unread: Sequence[Reading]) -> Iterator[Naming]:
    """Slips for a township of a county in play: 王爷镇 -> 王爷府镇, 红格路图镇 -> 红格尔图镇."""
    del unread
    places = [town for county in counties for town in scene.gazetteer.children(county)]
    for match in TOWN.finditer(scene.text):
        if scene.text.startswith(NO_END.get(match[0], ()), match.start()):
            continue
        options = []
        for begin in starts(scene.text, match.start(), taken):
            name = scene.text[begin : match.end()]
            if scene.exists(name):
                break  # a township of its own, elsewhere
            if place := mended(name, places):
                options.append((slips.likeness(name, place.name), len(name), begin, place))
        if options:
            likeness, _, begin, place = max(options, key=lambda option: option[:2])
            naming = scene.known(begin, match.end(), place, "slip", None, round(likeness * 0.9, 2))
            county = scene.gazetteer.name(place.code[:6])
            yield replace(naming, premises=(f"{naming.name} = {place.name}（{county}）",))


def starts(text: str, end: int, taken: Sequence[Naming]) -> Iterator[int]:
    """Where a name that ends here may begin: two characters at least, not over a break or another name."""
    for begin in range(end - 1, max(-1, end - LONGEST - 1), -1):
        if BREAK.match(text, begin) or any(n.begin <= begin < n.end for n in taken):
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


def villages(scene: Scene, taken: list[Naming], counties: list[str], unread: Sequence[Reading]) -> Iterator[Naming]:
    """Villages in no table, where the text shows both edges of the name."""
    del counties
    bounded = {(r.toponym.begin, r.toponym.end) for r in unread if r.toponym.strength == "low"}
    for match in VILLAGE.finditer(scene.text):
        end = match.end()
        if scene.text.startswith(NO_END.get(match[0], ()), match.start()):
            continue
        above = focus(taken, match.start())
        begin = left_edge(scene, match.start(), taken)
        if above is None or begin is None or scene.text[max(0, begin - 1) : begin] == "“":
            continue
        whole = (begin, end) in bounded
        if (whole and SIGNAL.match(scene.text, end)) or (
            PEOPLE.match(scene.text, end) and is_name(scene, scene.text[begin:end])
        ):
            yield unknown(scene, above, end, begin)


def left_edge(scene: Scene, end: int, taken: Sequence[Naming]) -> int | None:
    """Where the name begins: behind a mark or a word that opens a place; None when the text does not show it."""
    text = scene.text
    for begin in range(end - 1, max(-1, end - LONGEST - 1), -1):
        if any(n.begin <= begin < n.end for n in taken):
            return None
        opened = begin == 0 or BREAK.match(text, begin - 1) or OPENING.search(text, max(0, begin - 2), begin)
        if BREAK.match(text, begin):
            return None
        if opened and end - begin >= 2:
            return begin
    return None


def focus(taken: Sequence[Naming], at: int) -> Naming | None:
    """The township or county named last before a place."""
    before = [n for n in taken if n.begin < at and n.level in ("county", "township")]
    return max(before, key=lambda naming: naming.begin, default=None)
