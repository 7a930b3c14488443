"""The validation report: the graph against its shapes and rules, every quote against its page."""

from __future__ import annotations

from pathlib import Path

from graph.exports.formats import LeftOut, made
from graph.exports.view import View
from graph.store import load
from graph.validate import validate
from ontology.terms import Bilingual

TITLE = Bilingual("校验报告(SHACL)", "validation report (SHACL)")
SUFFIX = ".ttl"


LARGEST = 100_000
"""Statements of the largest graph that is checked here: SHACL takes minutes and gigabytes for larger ones."""


def write(view: View, folder: Path) -> None:
    count = len(view.graph.statements)
    if count > LARGEST:
        raise LeftOut(
            f"validation: {count} statements are too many to check here; check the build with yizhan validate"
        )
    report = validate(load(view.nquads), {page.digest: page.text for page in view.graph.pages})
    (made(folder, "rdf") / f"validation{SUFFIX}").write_bytes(report.rdf())
