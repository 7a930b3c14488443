"""The tables as CSV: UTF-8, a header, lines ended by a newline, a missing value as an empty cell (RFC 4180 quoting)."""

from __future__ import annotations

import csv
from pathlib import Path

from graph.exports.columns import Cell
from graph.exports.formats import made
from graph.exports.tables import ALL
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("数据表(CSV)", "tables as CSV")
SUFFIX = ".csv"


def write(view: View, folder: Path) -> None:
    for table in ALL:
        path = made(folder, "tables") / f"{table.name}{SUFFIX}"
        with path.open("w", encoding="utf8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(column.name for column in table.columns)
            writer.writerows(map(cell, row) for row in table.rows(view))


def cell(value: Cell) -> str:
    """As CSV has it: `true`, `false`, a number without a needless `.0`, "" for a missing value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
