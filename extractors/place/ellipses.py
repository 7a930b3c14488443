"""Banners of one name told in one breath: 苏尼特左、右旗; 阿拉善左旗和右旗."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extractors.patterns import regex
from extractors.place.namings import Naming, Scene
from ontology.gazetteer import Division, Gazetteer

BANNERS = "15"  # the province whose counties are banners
HALF = regex(r"(?P<stem>.+)(?P<half>[左右前中后])旗")
NEXT = regex(r"[、和与及](?P<half>[左右前中后])(?P<kind>[两三]?旗)?")


@cache
def halves(gazetteer: Gazetteer) -> dict[str, dict[str, Division]]:
    """Stem -> half -> banner: 苏尼特 -> 左, 右; short forms of the stem too: 科右 -> 前, 中."""
    found: dict[str, dict[str, Division]] = {}
    for city in gazetteer.children(BANNERS):
        for banner in gazetteer.children(city.code):
            for match in filter(None, map(HALF.fullmatch, banner.names)):
                found.setdefault(match["stem"], {})[match["half"]] = banner
    return {stem: banners for stem, banners in found.items() if len(banners) > 1}


@cache
def first_of(gazetteer: Gazetteer) -> re.Pattern[str]:
    stems = "|".join(sorted(halves(gazetteer), key=lambda stem: (-len(stem), stem)))
    return re.compile(rf"(?P<stem>{stems})(?P<half>[左右前中后])(?P<kind>旗)?")


def ellipses(scene: Scene, kept: Sequence[Naming]) -> Iterator[Naming]:
    """Namings of the banners of such lists that are not named in full."""
    if "旗" not in scene.text:
        return
    named = {naming.begin for naming in kept}
    for first in first_of(scene.gazetteer).finditer(scene.text):
        banners, listed = halves(scene.gazetteer)[first["stem"]], listing(scene.text, first)
        if len(listed) < 2 or any(match["half"] not in banners for match in listed):
            continue
        for match in listed:
            begin = first.start() if match is first else match.start("half")
            if begin not in named:
                naming = scene.known(begin, match.end(), banners[match["half"]], "ellipsis", None, 0.9)
                yield replace(naming, premises=(f"{naming.name} = {naming.canonical}",))


def listing(text: str, first: re.Match[str]) -> list[re.Match[str]]:
    """The first name and the halves that follow it, up to the last one with its kind."""
    listed, match = [first], NEXT.match(text, first.end())
    while match:
        listed.append(match)
        match = NEXT.match(text, match.end())
    while listed and not listed[-1]["kind"]:
        listed.pop()
    return listed
