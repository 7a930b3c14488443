"""What every handler of the site needs: the build that is served, its workers, its templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph.parts.look import look_of
from graph.parts.templating import environment
from graph.store import NoBuild
from graph.web.pool import Pool
from graph.web.records import path_of
from graph.web.rows import Asker
from graph.web.texts import Texts
from graph.web.things import Things
from graph.web.words import language, said, speaker
from ontology.terms import CLASSES, KINDS, LEVELS, PROPERTIES, TYPES

GRAPH = "graph.nq"
DUMPS = ("graph.trig", "graph.ttl", GRAPH, "graph.jsonld")
SAFE: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Language, Cookie",
}


@dataclass(frozen=True, slots=True)
class Site:
    folder: Path
    digest: str  # of the graph, in hexadecimal
    pool: Pool
    asker: Asker
    things: Things
    templates: Environment

    @classmethod
    def of(cls, folder: Path, known: str, pool: Pool) -> Site:
        asker = Asker(pool)
        templates = environment(PackageLoader("graph.web", "templates"))
        return cls(folder, known, pool, asker, Things(asker, Texts(folder / "pages")), templates)

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page in the reader's language."""
        spoken = self.language(request)
        shared = {
            "t": speaker(spoken),
            "lang": spoken,
            "heading": heading,
            "said": lambda words: said(words, spoken),
            "type_label": lambda name: _type_label(name, spoken),
            "property_label": lambda name: said(PROPERTIES[name].label, spoken) if name in PROPERTIES else name,
            "look": look_of,
            "types": TYPES,
            "local": lambda iri: path_of(iri, self.pool.base),
            "here": "",
            "front": False,
            "other_language": _other_language(request, spoken),
        }
        text = self.templates.get_template(template).render(shared | values)
        response = HTMLResponse(text, status, dict(SAFE))
        if request.query_params.get("lang") == spoken:
            response.set_cookie("lang", spoken, max_age=31_536_000, samesite="lax")
        return response

    def language(self, request: Request) -> str:
        asked, kept = request.query_params.get("lang", ""), request.cookies.get("lang", "")
        return language(asked, kept, request.headers.get("accept-language", ""))

    def dumps(self) -> list[Path]:
        return [self.folder / name for name in DUMPS if (self.folder / name).is_file()]


def digest(folder: Path) -> str:
    """SHA-256 of the build's graph. Raises NoBuild."""
    file = folder / GRAPH
    if not file.is_file():
        raise NoBuild(f"{folder}: no build here; run yizhan build, or name its folder with --graph")
    with file.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def _other_language(request: Request, spoken: str) -> str:
    """This address in the other language."""
    there = request.url.include_query_params(lang="zh" if spoken == "en" else "en")
    return f"{there.path}?{there.query}"


def _type_label(name: str, spoken: str) -> str:
    """The ontology's label of a class, level or kind, as it stands alone; the name itself for any other."""
    term = CLASSES.get(name) or LEVELS.get(name) or KINDS.get(name)
    return heading(said(term.label, spoken)) if term else name


def heading(label: str) -> str:
    """The ontology's English labels begin small, as in a sentence."""
    return label[:1].upper() + label[1:]
