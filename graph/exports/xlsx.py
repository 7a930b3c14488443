"""The tables as one Excel workbook: codes stay text, nothing is a formula or a link, the header is frozen.

Excel takes 1,048,576 rows a sheet and 32,767 characters a cell; a longer sheet ends by saying where the rest is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from graph.exports.columns import NUMBER, TEXT, Row, Table
from graph.exports.formats import library, made
from graph.exports.tables import ALL
from graph.exports.view import CUT, View
from ontology.terms import Bilingual

TITLE = Bilingual("数据表(Excel 工作簿)", "tables as an Excel workbook")
SUFFIX = ".xlsx"
ROWS = 1_048_576
LONGEST = 32_767
WIDTHS = {TEXT: 24, NUMBER: 12}
EPOCH = datetime(1980, 1, 1)  # what the ZIP entries say too: no clock in the file


def write(view: View, folder: Path) -> None:
    xlsxwriter = library("xlsxwriter", "xlsx")
    path = made(folder, "tables") / f"tables{SUFFIX}"
    # constant_memory: rows go to disk as they come
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    day = datetime.fromisoformat(view.day) if view.day else EPOCH
    book.set_properties({"title": "yizhan", "created": day})
    header = book.add_format({"bold": True, "bottom": 1})
    for table in ALL:
        sheet = book.add_worksheet(table.name)
        _sheet(sheet, table, table.rows(view), header)
    book.close()


def _sheet(sheet: Any, table: Table, rows: Iterable[Row], header: Any) -> None:
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, WIDTHS.get(column.kind, 10))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.name, header)
    rows = iter(rows)
    count = 1
    for count, row in enumerate(islice(rows, ROWS - 2), 2):
        _row(sheet, count - 1, row)
    if next(rows, None) is not None:
        rest = f"tables/{table.name}.csv (yizhan export --formats csv)"
        sheet.write_string(count, 0, f"… 其余见 {rest} | the rest is in {rest}")


def _row(sheet: Any, at: int, row: Row) -> None:
    for number, value in enumerate(row):
        if isinstance(value, bool):
            sheet.write_boolean(at, number, value)
        elif isinstance(value, int | float):
            sheet.write_number(at, number, value)
        elif value is not None:
            text = value if len(value) <= LONGEST else value[: LONGEST - 1] + CUT
            sheet.write_string(at, number, text)
