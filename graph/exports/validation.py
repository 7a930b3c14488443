"""The validation report: the graph against its shapes and rules, every quote against its page."""

from __future__ import annotations

from pathlib import Path

from graph.exports.formats import made
from graph.exports.view import View
from graph.store import load
from graph.validate import validate
from ontology.terms import Bilingual

TITLE = Bilingual("校验报告(SHACL)", "validation report (SHACL)")
SUFFIX = ".ttl"


def write(view: View, folder: Path) -> None:
    report = validate(load(view.nquads), {page.digest: page.text for page in view.graph.pages})
    (made(folder, "rdf") / f"validation{SUFFIX}").write_bytes(report.rdf())
