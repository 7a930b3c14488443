"""The pages' texts as read, for `--text` only: offsets point into them. Copyright stays with the newspaper."""

from __future__ import annotations

from pathlib import Path

from graph.exports.formats import made
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("版面文字", "texts of the pages")
SUFFIX = ".txt"


def write(view: View, folder: Path) -> None:
    for page in view.graph.pages:
        name = view.page_iri(page.digest).rpartition("/")[2]
        path = made(made(folder, "text"), "pages") / f"{name}{SUFFIX}"
        path.write_text(page.text, encoding="utf8", newline="\n")
