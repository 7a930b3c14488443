"""Sentences and what they name, for the tests of organisations and people."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.document import Article, Found, Page, Part, Span
from extractors.organisations import organisations
from extractors.people import people
from extractors.regions import regions

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, str]]:
    """text, expected of `cases/<name>.tsv`."""
    lines = (CASES / f"{name}.tsv").read_text("utf8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text.replace("|", "\n"), expected) for text, expected in pairs[1:]]


def article(text: str) -> Article:
    parts = [Part(Span(*m.span()), "body") for m in re.finditer(r"[^\n]+", text)]
    return Article.of(
        Page("case", text, "内蒙古日报"), 1, kind="report", column="", parts=parts, contributors=()
    )  # fmt: skip


def read(text: str) -> Found:
    """What the text names: regions, organisations, people."""
    piece = article(text)
    found = regions(piece, Found())
    found = found + organisations(piece, found)
    return found + people(piece, found)


def said(found: Found, predicate: str) -> set[str]:
    """The relations of a kind as `subject object`, by name; a region by its name, not its code."""
    names = {m.ref: m.canonical for m in found.mentions}
    return {f"{names[r.subject]} {names[r.object]}" for r in found.relations if r.predicate == predicate}
