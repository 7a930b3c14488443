"""Organisations and programmes as a two-mode matrix for UCINET, in its DL language, as an edge list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.exports.formats import made
from graph.exports.incidence import Incidence, incidence
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("组织与项目的矩阵(UCINET)", "organisations by programmes for UCINET")
SUFFIX = ".dl"


def write(view: View, folder: Path) -> None:
    text = "".join(f"{line}\n" for line in _lines(incidence(view)))
    (made(folder, "graph") / f"organisations-programmes{SUFFIX}").write_text(text, encoding="utf8", newline="\n")


def _lines(matrix: Incidence) -> Iterator[str]:
    """Row labels, column labels, then `row column value`, numbers from 1."""
    yield f"dl nr={len(matrix.organisations)} nc={len(matrix.programmes)} format=edgelist2"
    yield "row labels:"
    yield from (f'"{name}"' for name in matrix.organisations)
    yield "column labels:"
    yield from (f'"{name}"' for name in matrix.programmes)
    yield "data:"
    yield from (f"{row + 1} {column + 1} {count}" for row, column, count in matrix.cells)
