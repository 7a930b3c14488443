"""Tables of the gazetteer as tuples of named rows: read once, refused at import when wrong."""

from __future__ import annotations

from collections.abc import Container, Iterable
from importlib.resources import files
from typing import NamedTuple, TypeVar, get_type_hints

Row = TypeVar("Row", bound=NamedTuple)


class TableError(ValueError):
    """A table of the gazetteer that cannot be used; says file and line."""


def read(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of `gazetteer/<name>.tsv`; its header is the row type's fields, all of them `str`.

    Lines that start with `#` are comments. Raises TableError for a wrong header, a row too short or said twice.
    """
    return parse(files("ontology").joinpath("gazetteer", f"{name}.tsv").read_text("utf8"), f"{name}.tsv", row_type)


def parse(text: str, source: str, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a table's text; `source` names it in errors."""
    header = tuple(get_type_hints(row_type))
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines or tuple(lines[0][1].split("\t")) != header:
        raise TableError(f"{source}: the header must be {' '.join(header)}")
    rows: dict[Row, int] = {}
    for n, line in lines[1:]:
        fields = line.split("\t")
        if len(fields) != len(header):
            raise TableError(f"{source}:{n}: {len(fields)} fields, not {len(header)}")
        row = row_type._make(fields)
        if row in rows:
            raise TableError(f"{source}:{n}: the row of line {rows[row]} again")
        rows[row] = n
    return tuple(rows)


def check(name: str, rows: Iterable[tuple[str, ...]], column: int, allowed: Container[str]) -> None:
    """Raises TableError for a row whose field at `column` is none of the allowed words."""
    for row in rows:
        if row[column] not in allowed:
            raise TableError(f"{name}.tsv: {row[0]} has {row[column]!r}")
