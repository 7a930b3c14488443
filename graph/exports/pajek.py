"""Organisations and programmes as a two-mode network for Pajek: http://mrvar.fdv.uni-lj.si/pajek/pajekman.pdf, 5.1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.exports.formats import made
from graph.exports.incidence import Incidence, incidence
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("组织与项目的双模网络(Pajek)", "organisations by programmes for Pajek")
SUFFIX = ".net"


def write(view: View, folder: Path) -> None:
    text = "".join(f"{line}\n" for line in _lines(incidence(view)))
    # Pajek takes a file for UTF-8 by its mark
    (made(folder, "graph") / f"organisations-programmes{SUFFIX}").write_text(text, encoding="utf-8-sig", newline="\n")


def _lines(matrix: Incidence) -> Iterator[str]:
    rows = len(matrix.organisations)
    names = (*matrix.organisations, *matrix.programmes)
    yield f"*Vertices {len(names)} {rows}"
    yield from (f'{number} "{name}"' for number, name in enumerate(names, 1))
    yield "*Edges"
    yield from (f"{row + 1} {rows + column + 1} {count}" for row, column, count in matrix.cells)
