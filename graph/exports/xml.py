"""XML written as it comes: elements through lxml's incremental writer, with text that XML 1.0 can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Characters that XML 1.0 forbids become U+FFFD, one for one."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value)


def attribute(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else repr(value)


@contextmanager
def document(path: Path) -> Iterator[Any]:
    """lxml's incremental writer on a file, UTF-8 with a declaration and a newline at the end."""
    with path.open("wb") as file:
        with etree.xmlfile(file, encoding="utf-8") as xml:
            xml.write_declaration()
            yield xml
        file.write(b"\n")


def element(tag: str, attributes: dict[str, str], *children: etree._Element, words: str = "") -> etree._Element:
    made = etree.Element(tag, attributes)
    made.extend(children)
    if words:
        made.text = text(words)
    return made
