"""Leave one page out: is each row of the tables witnessed on more than one page, or was it written for a single one?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from graph.tables import table

CHINESE = re.compile(r"[一-鿿]")
NO_WORDS = frozenset({"relation_rules"})  # a list of rules, which `--by rule` counts


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by its form, and the pages (names, sorted) whose text has it."""

    table: str
    form: str
    pages: tuple[str, ...]


def forms() -> Iterable[tuple[str, str]]:
    """(table, form) of every row: its first cell with a Chinese character; comments are left out."""
    folder = files("ontology").joinpath("gazetteer")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name):
        if file.name.removesuffix(".tsv") in NO_WORDS:
            continue
        for line in file.read_text(encoding="utf8").splitlines():
            form = next((cell for cell in line.split("\t") if CHINESE.search(cell)), "")
            if form and not line.startswith("#"):
                yield file.name.removesuffix(".tsv"), form


def rows(texts: Mapping[str, str]) -> list[Row]:
    """Each row with the pages that witness it; `texts` are page texts by name, white space taken out here."""
    squeezed = {name: "".join(text.split()) for name, text in sorted(texts.items())}
    return [Row(name, form, tuple(page for page, text in squeezed.items() if form in text)) for name, form in forms()]


def report(found: Iterable[Row]) -> str:
    """A line a table: rows, how many no page has, one page only, more; then the rows of one page only."""
    found = list(found)
    names = sorted({row.table for row in found})
    counts = {name: [len(row.pages) for row in found if row.table == name] for name in names}
    lines = [
        (
            name,
            str(len(count)),
            str(count.count(0)),
            str(count.count(1)),
            str(len(count) - count.count(0) - count.count(1)),
            f"{count.count(1) / len(count):.2f}",
        )
        for name, count in counts.items()
    ]
    text = table(("table", "rows", "no page", "one page", "more", "share of one"), lines)
    lonely = [f"{name} ({page}): {'、'.join(forms)}" for (name, page), forms in single(found).items()]
    return "\n".join([text, "", "rows that a single page witnesses:", *lonely])


def single(found: Iterable[Row]) -> dict[tuple[str, str], list[str]]:
    """By table and page the rows that no other page witnesses."""
    forms: dict[tuple[str, str], list[str]] = {}
    for row in sorted((row for row in found if len(row.pages) == 1), key=lambda row: (row.table, row.pages)):
        forms.setdefault((row.table, row.pages[0]), []).append(row.form)
    return forms


def to_json(found: Iterable[Row]) -> dict[str, dict[str, list[str]]]:
    """By table each row with its pages."""
    result: dict[str, dict[str, list[str]]] = {}
    for row in found:
        result.setdefault(row.table, {})[row.form] = list(row.pages)
    return result
