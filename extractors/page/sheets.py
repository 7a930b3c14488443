"""Articles given as records with named columns (JSON Lines, CSV), and a record written out as a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = {
    **dict.fromkeys(("title", "headline", "标题", "题目"), "title"),
    **dict.fromkeys(("kicker", "引题", "肩题"), "kicker"),
    **dict.fromkeys(("subtitle", "subheading", "副题", "副标题"), "subtitle"),
    **dict.fromkeys(("text", "content", "body", "fulltext", "full_text", "正文", "内容", "全文"), "text"),
    **dict.fromkeys(("author", "authors", "byline", "作者", "记者"), "author"),
    **dict.fromkeys(("section", "column", "栏目"), "section"),
    **dict.fromkeys(("date", "published", "pubdate", "publish_date", "日期", "发布日期", "出版日期"), "date"),
    **dict.fromkeys(("newspaper", "paper", "publication", "media", "报纸", "报名", "媒体"), "newspaper"),
    **dict.fromkeys(("page", "number", "page_number", "pagenumber", "版", "版面", "版次"), "page"),
}
"""What a column may be called -> the field it is."""

LARGEST_CELL = 2**31 - 1


class SheetError(ValueError):
    """Records that cannot be read; the message goes on from the file's name: place and mend."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One record: its fields, and where it stands in the file (":12" for a line, "" for a whole file)."""

    fields: Mapping[str, str]
    place: str


def read(text: str, layout: str) -> list[Piece]:
    """The records of a file laid out as jsonl, json or csv. Raises SheetError."""
    rows = {"jsonl": _json_lines, "json": _json, "csv": _csv}[layout](text)
    pieces = [_piece(row, place) for row, place in rows]
    if not pieces:
        raise SheetError(": no records; give one article or page in each")
    return pieces


def value(given: object) -> str:
    """A field as text; a list of names is one line of them."""
    if isinstance(given, list):
        return " ".join(value(item) for item in given)
    return "" if given is None else str(given).strip()


def _piece(row: Mapping[str, Any], place: str) -> Piece:
    fields: dict[str, str] = {}
    for name, given in row.items():
        field = FIELDS.get(str(name).strip().lower())
        if field and value(given):
            fields.setdefault(field, value(given).replace("\r\n", "\n").replace("\r", "\n"))
    if "text" not in fields:
        known = ", ".join(name for name, field in FIELDS.items() if field == "text")
        given = ", ".join(" ".join(str(name).split())[:20] for name in row if name)
        raise SheetError(f"{place}: no text in this record (columns {given}); name its column one of {known}")
    return Piece(fields, place)


def _json_lines(text: str) -> list[tuple[Mapping[str, Any], str]]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            rows.append((_object(line, f":{number}"), f":{number}"))
    return rows


def parsed(text: str) -> Any:
    """What JSON says. Raises JSONDecodeError, also where Python names no place: 5,000 digits, 100,000 brackets."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise json.JSONDecodeError(str(error), text, 0) from error


def _object(text: str, place: str) -> Mapping[str, Any]:
    try:
        found = parsed(text)
    except json.JSONDecodeError as error:
        raise SheetError(f"{place}: not JSON ({error.msg}, column {error.colno}); give one object a line") from error
    if not isinstance(found, dict):
        raise SheetError(f'{place}: not a JSON object; give {{"title": ..., "text": ...}}')
    return found


def _json(text: str) -> list[tuple[Mapping[str, Any], str]]:
    try:
        found = parsed(text)
    except json.JSONDecodeError as error:
        raise SheetError(f":{error.lineno}: not JSON ({error.msg}); JSON Lines files end in .jsonl") from error
    rows = found if isinstance(found, list) else [found]
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise SheetError(f': record {number} is not a JSON object; give {{"title": ..., "text": ...}}')
    return [(row, f": record {number}") for number, row in enumerate(rows, 1)]


def _csv(text: str) -> list[tuple[Mapping[str, Any], str]]:
    csv.field_size_limit(LARGEST_CELL)
    head = text.split("\n", 1)[0]
    delimiter = max(",\t;|", key=lambda sign: (head.count(sign), sign == ","))
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
    try:
        return [(row, f":{reader.line_num}") for row in reader if any(value(cell) for cell in row.values())]
    except csv.Error as error:
        raise SheetError(f":{reader.line_num}: not CSV ({error}); quote cells that hold line breaks") from error


def composed(fields: Mapping[str, str]) -> str:
    """The record as a page: column head, kicker, title and byline above the text, unless the text has them itself."""
    text = fields["text"]
    opening = text[:400]
    above = [
        mark + line
        for mark, line in (
            ("◎", fields.get("section", "")),
            ("", fields.get("kicker", "")),
            ("# ", fields.get("title", "")),
            ("——", fields.get("subtitle", "").lstrip("—- ")),
            ("□", fields.get("author", "").lstrip("□ ")),
        )
        for line in [" ".join(line.split())]
        if line and line not in opening
    ]
    return "\n\n".join([*above, text]) if above else text
