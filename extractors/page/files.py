"""Files of every layout read as pages: plain text with what stands beside it, HTML, JSON Lines, CSV."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from extractors.document import Page
from extractors.page import markup, sheets
from extractors.page.sheets import Piece, SheetError
from extractors.patterns import regex

HTML = regex(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = regex(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
FRONT_MATTER = regex(r"---[ \t]*\n(?P<fields>(?:[^\n:]{1,40}:[^\n]*\n)+)---[ \t]*\n")
DATE = regex(r"(\d{4})(?:[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})|(\d{2})(\d{2}))(?!\d)")
MASTHEAD = regex(  # 内蒙古日报 2024年10月15日 星期二 第5版
    r"""
    ^[ \u3000]* (?: (?P<newspaper> [一-鿿]{1,11}[报刊讯] )? [^\n。,\uff0c]{0,12} [ \u3000] )?
    (?P<date> \d{4}年\d{1,2}月\d{1,2}日 ) [ \u3000]* (?: 星期[一二三四五六日天] )? [^\n。,\uff0c]{0,16}$
    """,
    re.VERBOSE | re.MULTILINE,
)
HALF = regex("[\ud800-\udfff]")
"""A surrogate by itself, as JSON may have it (\\ud83d without its other half): UTF-8 has no bytes for it."""
TABLES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv"}
EDITION = regex(r"第?\s*0*([A-Z]?\d{1,2})\s*版")
MARKUP = frozenset({".html", ".htm", ".xhtml", ".shtml"})


class PageError(ValueError):
    """A file that cannot be read as newspaper pages: file, place and mend in one line."""


def read_pages(path: Path) -> tuple[Page, ...]:
    """The pages of one file, at least one. Raises PageError."""
    data = _bytes(path)
    suffix = path.suffix.lower()
    text = _decode(path, data)
    if not text.strip():
        raise PageError(f"{path}: the file is empty; give a page of text")
    beside = _beside(path)
    try:
        if suffix in TABLES:
            pieces = sheets.read(text, TABLES[suffix])
        elif suffix in MARKUP or HTML.match(text):
            pieces = [markup.read(text)]
        else:
            pieces = [_plain(text)]
        return tuple(_page(path, n if len(pieces) > 1 else 0, piece, beside) for n, piece in enumerate(pieces, 1))
    except SheetError as error:
        raise PageError(f"{path}{error}") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PageError(f"{path}: cannot be read ({error.strerror}); check its name and permissions") from error


def _decode(path: Path, data: bytes) -> str:
    """The text with newlines as LF. UTF-8 and GB18030, with a byte order mark also UTF-16, and what HTML declares."""
    marked = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}.get(data[:2])
    if not marked and data.count(b"\0") > len(data) // 1000:
        raise PageError(f"{path}: byte {data.index(0)} is NUL: not a text; give the OCR'd text of the page")
    declared = CHARSET.search(data[:2048])
    wanted = (
        [marked] if marked else ["utf-8-sig", *(_known(declared[1].decode("ascii")) if declared else []), "gb18030"]
    )
    for encoding in wanted:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            fault = error
        except (LookupError, UnicodeError):  # declared, and no encoding of texts: hex, undefined
            continue
    raise PageError(f"{path}: byte {fault.start} is neither UTF-8 nor GB18030; convert the file with iconv -t UTF-8")


def _known(name: str) -> list[str]:
    """A declared encoding, when there is one of that name; gb2312 is meant as its superset."""
    if name.lower() in ("gb2312", "gbk"):
        return ["gb18030"]
    try:
        return [codecs.lookup(name).name]
    except LookupError:
        return []


def _beside(path: Path) -> dict[str, str]:
    """The fields of the page's `<name>.meta.json`; none without one."""
    for name in (f"{path.name}.meta.json", f"{path.stem}.meta.json"):
        file = path.with_name(name)
        if file.is_file():
            try:
                found = sheets.parsed(_decode(file, _bytes(file)))
            except json.JSONDecodeError as error:
                raise PageError(f"{file}:{error.lineno}: not JSON ({error.msg}); mend it or take it away") from error
            if not isinstance(found, dict):
                raise PageError(f'{file}: not a JSON object; write {{"newspaper": ..., "date": ..., "page": ...}}')
            return _fields(found)
    return {}


def _fields(found: Mapping[str, Any]) -> dict[str, str]:
    return {
        sheets.FIELDS[key.strip().lower()]: sheets.value(value)
        for key, value in found.items()
        if key.strip().lower() in sheets.FIELDS
    }


def _plain(text: str) -> Piece:
    """A page of text; `key: value` lines between `---` at its top say where it is from."""
    front = FRONT_MATTER.match(text)
    pairs = [line.split(":", 1) for line in front["fields"].rstrip("\n").split("\n")] if front else []
    fields = _fields({key: value.strip().strip("\"'") for key, value in pairs})
    if not front or not fields:
        return Piece({"text": text}, "")
    rest = text[front.end() :]
    if not rest.strip():
        raise SheetError(": nothing stands below the front matter; give the page's text there")
    return Piece({**fields, "text": rest}, "")


def _page(path: Path, number: int, piece: Piece, beside: Mapping[str, str]) -> Page:
    fields = {**beside, **{key: value for key, value in piece.fields.items() if value}}
    text = sheets.composed(fields)
    name = f"{path.stem}-{number}" if number else path.stem
    masthead = MASTHEAD.search(text)
    day = _iso(path, piece.place, fields["date"]) if "date" in fields else _day(masthead["date"]) if masthead else ""
    newspaper = fields.get("newspaper") or (masthead["newspaper"] if masthead else "") or ""
    edition = EDITION.search(masthead.group()) if masthead else None
    if half := HALF.search("\n".join([path.stem, text, newspaper, *fields.values()])):
        raise PageError(f"{path}{piece.place}: half a character ({ascii(half[0])[1:-1]}); write it anew in UTF-8")
    head = len(text) - len(fields["text"]) if "title" in fields or "author" in fields else -1
    return Page(name, text, newspaper, day, fields.get("page") or (edition[1] if edition else ""), head)


def _iso(path: Path, place: str, said: str) -> str:
    """A date as ISO 8601. Raises PageError for what is none."""
    day = _day(said.strip())
    if not day:
        raise PageError(f"{path}{place}: {said!r} is not a date; write it as 2024-10-15")
    return day


def _day(said: str) -> str:
    """The date at the beginning of a text as ISO 8601, "" for none: 2024-10-15, 2024年10月5日, 20241015."""
    found = DATE.match(said)
    try:
        return date(*(int(number) for number in found.groups() if number)).isoformat() if found else ""
    except ValueError:
        return ""
