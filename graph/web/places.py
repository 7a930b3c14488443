"""The regions in which things lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.web.records import Thing, path_of
from graph.web.rows import Asker, values
from ontology.terms import LEVELS, YZ


class Places:
    """Reads what lies where, and remembers what lies above a place."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._above: dict[str, tuple[str, ...]] = {}  # place to the places that it is part of
        self._regions: dict[str, tuple[str, str]] = {}  # region to its label and level

    async def of(self, iris: Iterable[str]) -> dict[str, tuple[Thing, ...]]:
        """The regions each thing lies in, nearest first."""
        lies = "|".join(f"yz:{name}" for name in ("partOf", "basedIn", "livesIn"))
        query = f"""SELECT DISTINCT ?x ?r {{ VALUES ?x {{ {values(iris)} }}
            {{ ?x {lies} ?r }} UNION {{ ?x yz:holds/yz:basedIn ?r }} }} ORDER BY ?x ?r"""
        found: dict[str, list[str]] = defaultdict(list)
        for row in await self.asker.rows(query):
            found[row["x"]].append(row["r"])
        await self._learn({place for places in found.values() for place in places})
        return {iri: self._chain(iri, places) for iri, places in found.items()}

    async def _learn(self, places: set[str]) -> None:
        """Keeps what lies above places: many things lie in few of them, so it is asked once.

        A place is known when all above it is: others may ask while this waits.
        """
        learnt: dict[str, tuple[str, ...]] = {}
        while places := places - self._above.keys() - learnt.keys():
            rows = await self.asker.rows(f"""SELECT ?r ?label ?level ?up {{ VALUES ?r {{ {values(places)} }}
                ?r rdfs:label ?label . OPTIONAL {{ ?r yz:level ?level }} OPTIONAL {{ ?r yz:partOf ?up }} }}
                ORDER BY ?r ?up""")
            up: dict[str, list[str]] = defaultdict(list)
            for row in rows:
                up[row["r"]] += [row["up"]] if "up" in row else []
                self._regions[row["r"]] = row["label"], row.get("level", "").removeprefix(YZ)
            learnt |= {place: tuple(up[place]) for place in places}
            places = {above for place in places for above in up[place]}
        self._above |= learnt

    def _chain(self, iri: str, places: Iterable[str]) -> tuple[Thing, ...]:
        """The places and all above them, one of each level."""
        by_level: dict[str, Thing] = {}
        ahead, seen = list(places), {iri}
        while ahead:
            place = ahead.pop(0)
            if place in seen:
                continue
            seen.add(place)
            ahead += self._above[place]
            label, level = self._regions.get(place, ("", ""))
            if level:
                by_level.setdefault(level, Thing(place, path_of(place, self.asker.base), label, "Region"))
        return tuple(by_level[level] for level in reversed(list(LEVELS)) if level in by_level)
