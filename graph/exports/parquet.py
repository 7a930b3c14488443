"""The tables as Apache Parquet, one file each, typed, in row groups."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT, Row, Table
from graph.exports.formats import library, made
from graph.exports.tables import ALL
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("数据表(Parquet)", "tables as Parquet")
SUFFIX = ".parquet"
GROUP = 65_536  # rows of a row group: held at once


def write(view: View, folder: Path) -> None:
    arrow, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    for table in ALL:
        schema = _schema(arrow, table)
        path = made(folder, "tables") / f"{table.name}{SUFFIX}"
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for rows in _groups(table.rows(view)):
                columns = zip(*(_typed(table, row) for row in rows), strict=True)
                arrays = [arrow.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _schema(arrow: Any, table: Table) -> Any:
    types = {TEXT: arrow.string(), INTEGER: arrow.int64(), NUMBER: arrow.float64(), BOOLEAN: arrow.bool_()}
    return arrow.schema(
        [
            arrow.field(c.name, types[c.kind], metadata={"zh": c.zh.encode("utf8"), "en": c.en.encode("utf8")})
            for c in table.columns
        ]
    )


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, GROUP)):
        yield group


def _typed(table: Table, row: Row) -> Row:
    """Whole numbers in a column of numbers become floats, as the schema says."""
    return tuple(
        float(value) if column.kind == NUMBER and value is not None else value
        for column, value in zip(table.columns, row, strict=True)
    )
