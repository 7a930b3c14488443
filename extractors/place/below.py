"""The divisions that lie in a region, by name and by kind: what a name behind it may be, or may be a slip for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors.patterns import places, regex
from extractors.place import slips
from extractors.place.namings import Naming, Scene
from ontology.gazetteer import Division, Gazetteer

VILLAGE_KINDS = ("嘎查", "社区", "村")
ZONE_KINDS = ("开发区", "高新区", "经开区", "示范区", "管理区", "合作区", "园区", "新区")
ZONE_BODY = regex(r"(?:党工委|工委|管委会|管理委员会)")  # 示范区党工委书记: a zone with an administration of its own


@dataclass(frozen=True, slots=True)
class Parts:
    """Divisions of a region, ready to be asked."""

    by_name: dict[str, Division]  # by each strong name, the first one of that name
    by_kind: dict[str, tuple[Division, ...]]  # by the kind of the official name: 镇

    @classmethod
    def of(cls, divisions: Iterable[Division]) -> Parts:
        by_name: dict[str, Division] = {}
        by_kind: dict[str, list[Division]] = {}
        for place in divisions:
            for name in place.names:
                by_name.setdefault(name, place)
            by_kind.setdefault(slips.kind(place.name), []).append(place)
        return cls(by_name, {kind: tuple(alike) for kind, alike in by_kind.items()})

    def like(self, name: str) -> tuple[Division, ...]:
        """Those of the kind that the name says it is."""
        return self.by_kind.get(slips.kind(name), ())


NONE = Parts({}, {})


def parts_for(scene: Scene, above: Naming, name: str) -> Parts:
    """Divisions one level down; two for villages and for zones, which the tables keep among the townships."""
    if not above.code:
        return NONE
    ungoverned = tuple(park.code for park in _parks(scene.gazetteer, above.code) if is_park(scene, park))
    if name.endswith(VILLAGE_KINDS) and len(above.code) == 6:
        return _villages(scene.gazetteer, above.code, ungoverned)
    if name.endswith(ZONE_KINDS) and len(above.code) == 4:
        return _with_zones(scene.gazetteer, above.code, ungoverned)
    return _first(scene.gazetteer, above.code, ungoverned)


@lru_cache(maxsize=4096)
def _parks(gazetteer: Gazetteer, code: str) -> tuple[Division, ...]:
    return tuple(place for place in gazetteer.children(code) if place.name.endswith("园区"))


@lru_cache(maxsize=1024)
def _first(gazetteer: Gazetteer, code: str, left_out: tuple[str, ...]) -> Parts:
    return Parts.of(place for place in gazetteer.children(code) if place.code not in left_out)


@lru_cache(maxsize=256)
def _villages(gazetteer: Gazetteer, county: str, left_out: tuple[str, ...]) -> Parts:
    towns = (town for town in gazetteer.children(county) if town.code not in left_out)
    return Parts.of(village for town in towns for village in gazetteer.children(town.code))


@lru_cache(maxsize=256)
def _with_zones(gazetteer: Gazetteer, city: str, left_out: tuple[str, ...]) -> Parts:
    first = [place for place in gazetteer.children(city) if place.code not in left_out]
    return Parts.of((*first, *(zone for county in first for zone in gazetteer.children(county.code))))


def around_zone(scene: Scene, zone: Naming) -> Parts:
    """The townships of the city that an unlisted zone is part of."""
    if zone.rule != "zone" or len(zone.seat_code) != 4:
        return NONE
    return _towns(scene.gazetteer, zone.seat_code)


@lru_cache(maxsize=256)
def _towns(gazetteer: Gazetteer, city: str) -> Parts:
    return Parts.of(town for county in gazetteer.children(city) for town in gazetteer.children(county.code))


def is_park(scene: Scene, place: Division) -> bool:
    """An industrial park that is only a place, unless the text names its administration."""
    if place.level != "township" or not place.name.endswith("园区"):
        return False
    ending = place.name[-4:]
    return not any(ZONE_BODY.match(scene.text, at + len(ending)) for at in places(scene.text, ending))
