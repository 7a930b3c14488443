"""The query page: an editor with prefixes, completion, and the prepared questions."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graph.questions import questions
from graph.syntax import prefixes
from graph.web.site import Site
from ontology.terms import CLASSES, PREFIXES, PROPERTIES, YZ


@cache
def settings() -> dict[str, Any]:
    """What the page's script works with: prefixes, our terms with labels, the questions."""
    return {
        "prefixes": dict(PREFIXES),
        "namespace": YZ,
        "classes": [{"name": c.name, "zh": c.label.zh, "en": c.label.en} for c in CLASSES.values()],
        "properties": [{"name": p.name, "zh": p.label.zh, "en": p.label.en} for p in PROPERTIES.values()],
        "questions": [
            {"name": q.name, "zh": q.title.zh, "en": q.title.en, "text": q.text, "about": q.about} for q in questions()
        ],
    }


@cache
def editor_words() -> list[list[str]]:
    """What the editor says in English, `{}` for what varies, and in Chinese."""
    lines = files("graph.web").joinpath("editor.tsv").read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def query_page(request: Request, site: Site) -> Response:
    here: dict[str, Any] = {"base": site.pool.base, "things": prefixes(site.pool.base)}
    if site.language(request) == "zh":
        here["editor"] = editor_words()
    return site.page(request, "query.html.j2", settings=settings() | here)
