"""Which organisation runs which programme: the two-mode network for Pajek and UCINET."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Ref
from graph.exports.view import View

ORGANISATIONS = ("PartyOrganisation", "Organisation")


@dataclass(frozen=True, slots=True)
class Incidence:
    """Rows, columns, and cells as (row, column, articles); numbers from 0, names each once in their mode."""

    organisations: tuple[str, ...]
    programmes: tuple[str, ...]
    cells: tuple[tuple[int, int, int], ...]


def incidence(view: View) -> Incidence:
    ties = [tie for tie in view.ties() if tie.relation == "runs" and tie.subject[0] in ORGANISATIONS]
    runners = {ref: number for number, ref in enumerate(sorted({tie.subject for tie in ties}))}
    programmes = {ref: number for number, ref in enumerate(sorted({tie.object for tie in ties}))}
    cells = sorted((runners[tie.subject], programmes[tie.object], len(tie.articles) or 1) for tie in ties)
    return Incidence(_names(view, runners), _names(view, programmes), tuple(cells))


def _names(view: View, refs: dict[Ref, int]) -> tuple[str, ...]:
    """Labels without quotation marks; of two things with one label, the later has a number."""
    seen: dict[str, int] = {}
    names = []
    for ref in refs:
        label = " ".join(view.label(ref).replace('"', "'").split())
        seen[label] = seen.get(label, 0) + 1
        names.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(names)
