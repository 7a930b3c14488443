"""Where the page has what was missed: gold gives names and no offsets, but who reads an error wants its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from graph.evaluate import START, normal
from graph.outcomes import Outcome

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A page's text as names are compared: without white space and quotation marks; and each character's offset."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Squeezed:
        kept = [(at, normal(character)) for at, character in enumerate(text)]
        return cls("".join(c for _, c in kept), tuple(at for at, c in kept if c))

    def every(self, names: Iterable[str], begin: int) -> list[Span]:
        """All places of any of the names from here on, or else on the whole page; those of the best name first."""
        wanted = [name for name in map(normal, names) if name]
        return [*self._from(wanted, begin)] or [*self._from(wanted, 0)]

    def _from(self, names: Iterable[str], begin: int) -> Iterator[Span]:
        for name in names:
            at = self.text.find(name, begin)
            while at >= 0:
                yield self.offsets[at], self.offsets[at + len(name) - 1] + 1
                at = self.text.find(name, at + 1)

    def places(self, outcome: Outcome) -> tuple[Span, ...]:
        """One place for each end, those nearest to each other."""
        begin = max(0, self.text.find(normal(outcome.near)[:START]))
        found = [places for names in outcome.names if (places := self.every(names, begin))]
        return tuple(sorted(min(product(*found), key=_apart))) if found else ()


def _apart(places: Iterable[Span]) -> int:
    """How far the ends of a relation are from each other; 0 for one thing, so that the best name wins."""
    begins = [begin for begin, _ in places]
    return max(begins) - min(begins)


def located(outcomes: Iterable[Outcome], texts: Mapping[str, str]) -> list[Outcome]:
    """The outcomes, those without spans given them where their page has the names; `texts` are by page name."""
    pages = {name: _Squeezed.of(text) for name, text in texts.items()}
    return [
        replace(one, spans=pages[one.page].places(one)) if one.wrong and one.names and not one.spans else one
        for one in outcomes
    ]
