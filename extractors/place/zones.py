"""Zones with an administration of their own that have no statistics code: 雄安新区, 平潭综合实验区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.place.namings import Naming, Scene
from ontology import tables


class Zone(NamedTuple):
    """A row of `zones.tsv`."""

    parent: str
    name: str
    forms: str


@cache
def zones() -> dict[str, Zone]:
    """Name or form -> its row."""
    rows = tables.read("zones", Zone)
    return {form: row for row in rows for form in (row.name, *filter(None, row.forms.split(",")))}


@cache
def any_of() -> re.Pattern[str]:
    return re.compile("|".join(sorted(zones(), key=lambda form: (-len(form), form))))


def listed(scene: Scene) -> Iterator[Naming]:
    """The zones of the table that a text names."""
    for match in any_of().finditer(scene.text):
        zone = zones()[match[0]]
        within = (scene.gazetteer.name(zone.parent), *scene.within(zone.parent, None))
        key = f"{zone.name}@{zone.parent}"
        yield Naming(match.start(), match.end(), match[0], key, zone.name, "", "county", within, "zone")
