"""The articles in RIS, for Zotero, EndNote and NoteExpress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.exports.formats import made
from graph.exports.references import Reference, references
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("文献目录(RIS)", "references in RIS")
SUFFIX = ".ris"


def write(view: View, folder: Path) -> None:
    with (made(folder, "bib") / f"articles{SUFFIX}").open("w", encoding="utf8", newline="") as file:
        file.writelines(f"{tag}  - {value}\r\n" for one in references(view) for tag, value in _lines(one))


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    """Tags in order, `TY` first and `ER` last, without empty ones."""
    yield "TY", "NEWS"
    values = [
        ("TI", reference.title),
        *(("AU", name) for name in reference.authors),
        ("T2", reference.newspaper),
        ("PY", reference.date[:4]),
        ("DA", reference.date.replace("-", "/")),
        ("SP", reference.page),
        ("KW", reference.column),
        ("UR", reference.iri),
        ("LA", "zh"),
        ("ID", reference.key),
    ]
    yield from ((tag, " ".join(value.split())) for tag, value in values if value)
    yield "ER", ""
