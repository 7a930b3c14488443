"""The articles in BibTeX, for LaTeX and JabRef; UTF-8, so biblatex with biber or XeLaTeX reads the Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.exports.formats import made
from graph.exports.references import Reference, references
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("文献目录(BibTeX)", "references in BibTeX")
SUFFIX = ".bib"
SPECIAL = re.compile(r"[\\{}&%$#_~^]")
WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def write(view: View, folder: Path) -> None:
    with (made(folder, "bib") / f"articles{SUFFIX}").open("w", encoding="utf8", newline="\n") as file:
        file.writelines(f"{_entry(reference)}\n" for reference in references(view))


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference) if value)
    return f"@article{{{reference.key},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_escaped(reference.title)}}}"
    yield "author", " and ".join(f"{{{_escaped(name)}}}" for name in reference.authors)
    yield "journal", _escaped(reference.newspaper)
    yield "date", reference.date
    yield "year", reference.date[:4]
    yield "pages", _escaped(reference.page)
    yield "note", _escaped(reference.column)
    yield "url", reference.iri
    yield "langid", "chinese"


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return SPECIAL.sub(lambda match: WRITTEN.get(match[0], "\\" + match[0]), flat)
