"""XML written as it comes: elements through lxml's incremental writer, with text that XML 1.0 can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Element:
    """An element to be written: its text comes before its children."""

    tag: str  # with its namespace: {http://...}name
    attributes: dict[str, str]
    children: tuple[Element, ...] = ()
    words: str = ""


def element(tag: str, attributes: dict[str, str], *children: Element, words: str = "") -> Element:
    return Element(tag, attributes, children, text(words))


def write(file: Any, *elements: Element) -> None:
    """Each on a line of its own, with the prefixes of the root: readers in browsers look for names as they are written,
    and lxml writes an element that it is given whole with prefixes of its own."""
    for one in elements:
        _write(file, one)
        file.write("\n")


def _write(file: Any, one: Element) -> None:
    with file.element(one.tag, one.attributes):
        if one.words:
            file.write(one.words)
        for child in one.children:
            _write(file, child)
