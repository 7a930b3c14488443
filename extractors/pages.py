"""A file -> its pages -> their articles: the reader's front."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.assembly import Assembly, Placed, assemble
from extractors.document import Page

__all__ = ["Assembly", "PageError", "Placed", "assemble", "read_pages"]


class PageError(ValueError):
    """A file that cannot be read as newspaper pages: file, place and mend in one line."""


def read_pages(path: Path) -> tuple[Page, ...]:
    """The pages of one file. Raises PageError."""
    data = path.read_bytes()
    text = _decode(path, data)
    if not text.strip():
        raise PageError(f"{path}: the file is empty; give a page of text")
    page = Page(path.stem, text)
    meta = path.with_name(path.name.split(".")[0] + ".meta.json")
    return (_with(page, json.loads(meta.read_text("utf8"))) if meta.exists() else page,)


def _with(page: Page, meta: dict[str, Any]) -> Page:
    return replace(
        page,
        newspaper=str(meta.get("newspaper", page.newspaper)),
        date=str(meta.get("date", page.date)),
        number=str(meta.get("page", page.number)),
    )


def _decode(path: Path, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise PageError(f"{path}: neither UTF-8 nor GB18030; convert it with `iconv -t utf-8`")
