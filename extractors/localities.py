"""Which prefectures and counties a run of a page names: what tells one article's place from another's."""

from __future__ import annotations

from typing import NamedTuple

from ontology.gazetteer import Gazetteer, Hit, load


class Locality(NamedTuple):
    begin: int  # in the run
    end: int
    name: str  # the official one, or as printed where several places bear it
    county: bool  # or a prefecture


def localities(run: str) -> tuple[Locality, ...]:
    """The prefectures and counties of a run in text order, the longest name where two overlap."""
    gazetteer = load()
    hits = sorted((hit for hit in gazetteer.matches(run) if _plain(hit)), key=lambda hit: (hit.begin, -hit.end))
    found: list[Locality] = []
    end = 0
    for hit in hits:
        if hit.begin >= end:
            found.append(_locality(gazetteer, run, hit))
            end = hit.end
    return tuple(found)


def says_where(run: str) -> bool:
    """Whether a line names a prefecture or a county, if only in short: 嘉峪关南湖社区, 开化音坑乡."""
    return any(len(hit.codes[0]) in (4, 6) for hit in load().matches(run))


def _plain(hit: Hit) -> bool:
    """Whether the name is plainly that of a prefecture or a county: 乌审旗, not 东城, 北京市, 内蒙古自治区."""
    return hit.strength == "strong" and len(hit.codes[0]) in (4, 6)


def _locality(gazetteer: Gazetteer, run: str, hit: Hit) -> Locality:
    codes = hit.codes
    name = gazetteer.name(codes[0]) if len(codes) == 1 else run[hit.begin : hit.end]
    return Locality(hit.begin, hit.end, name, len(codes[0]) == 6)
