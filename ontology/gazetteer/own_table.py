"""A user's own table of places and names: `--gazetteer FILE.tsv`, read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ontology.gazetteer.divisions import LEVELS

NAME = re.compile(r"[\u3400-\u9fff〇·]{2,30}")
FARTHEST = (180.0, 90.0)  # degrees of longitude and latitude
SHOWN = 60  # characters of a wrong line in its error


class GazetteerError(ValueError):
    """A table that cannot be trusted; says file, line and mend."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    number: int  # of the line, from 1
    code: str
    name: str
    others: tuple[str, ...]
    point: tuple[str, ...]  # longitude and latitude as written, or nothing


def read_own(path: Path) -> tuple[OwnRow, ...]:
    """The rows: code, name, other names with commas, longitude, latitude; the last three may be empty.

    Raises GazetteerError for a file that is no UTF-8 text or has no row, and for the first row that is wrong.
    """
    rows: dict[str, OwnRow] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if line.startswith(("#", "code\t")) or not line.strip():
            continue
        row = own_row(f"{path}:{number}", number, line)
        if first := rows.get(row.code):
            raise GazetteerError(
                f"{path}:{number}: code {row.code} again (line {first.number}): put its names in one row"
            )
        rows[row.code] = row
    if not rows:
        raise GazetteerError(f"{path}: no row: want lines of a code, TAB and a name")
    return tuple(rows.values())


def text_of(path: Path) -> str:
    """The file's text without a byte order mark."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GazetteerError(f"{path}:{line}: no UTF-8 text: save the table as UTF-8, columns parted by TAB") from error


def own_row(where: str, number: int, line: str) -> OwnRow:
    """The row of a line; `where` names it in errors."""
    shown = repr(line if len(line) <= SHOWN else line[:SHOWN] + "…")
    code, name, others, *point = [*(field.strip() for field in line.split("\t")), "", "", "", ""][:5]
    if line.count("\t") > 4:
        raise GazetteerError(f"{where}: more than five columns: {shown}")
    if not (code.isascii() and code.isdigit() and len(code) in LEVELS):
        raise GazetteerError(f"{where}: want a code of 2, 4, 6, 9 or 12 digits, TAB, a name: {shown}")
    names = [name, *(other.strip() for other in others.replace("，", ",").split(",") if other.strip())]
    for wrong in (one for one in names if not NAME.fullmatch(one)):
        raise GazetteerError(f"{where}: want names of two Chinese characters or more, not {wrong!r}: {shown}")
    if any(point) and not all(is_degrees(value, most) for value, most in zip(point, FARTHEST, strict=True)):
        raise GazetteerError(f"{where}: want longitude, then latitude, in decimal degrees: {shown}")
    return OwnRow(number, code, name, tuple(names[1:]), tuple(point) if any(point) else ())


def is_degrees(value: str, most: float) -> bool:
    try:
        return -most <= float(value) <= most
    except ValueError:
        return False
