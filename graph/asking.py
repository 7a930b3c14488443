"""`yizhan query`: a titled question, a file or SPARQL text, put to a build or to a SPARQL server."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from graph import store
from graph.answers import answer
from graph.questions import question, questions
from graph.tables import table
from ontology.terms import PREFIXES

ACCEPT = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json, application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "turtle": "text/turtle",
}
TIMEOUT = 60  # seconds that a server may take


class QueryFileError(ValueError):
    """A query that cannot be read or put."""


class EndpointError(ValueError):
    """A SPARQL server that does not answer; says what it said."""


def titles() -> str:
    """The titled questions, with what each asks about."""
    rows = [(one.name, one.title.zh, one.title.en, one.about) for one in questions()]
    return table(("name", "问题", "question", "about"), rows)


def text_of(query: str, about: str = "") -> str:
    """SPARQL: of a titled question (about another thing, if given), a file, standard input (-), or as it stands."""
    if query == "-":
        return sys.stdin.read()
    if "{" in query:
        text = query
    elif Path(query).suffix in (".rq", ".sparql"):
        text = _file(Path(query))
    else:
        one = question(query)
        return (one.asked_of(about) if about else one).text
    if about:
        raise QueryFileError("--about goes with a titled question; write the name into your own query")
    return text


def _file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileError(f"{path}: cannot be read as UTF-8 text ({error}); name a query file") from error


def ask_build(text: str, folder: Path, format: str) -> bytes:
    """The answer of a build. Raises NoBuild, QueryError, AnswerError, and EndpointError for a SERVICE that fails."""
    try:
        return answer(store.query(store.opened(folder), text), format)
    except OSError as error:
        raise EndpointError(f"the query's SERVICE does not answer ({error}); ask without it") from error


def ask_server(text: str, url: str, format: str) -> bytes:
    """The answer of a SPARQL server, in the syntax asked for; `table` is CSV set in columns. Raises EndpointError."""
    if not url.startswith(("http://", "https://")):
        raise EndpointError(
            f"{url}: no answer (not an http address); give the server's URL: http://localhost:8000/sparql"
        )
    prefixed = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + text
    request = urllib.request.Request(
        url,
        data=urlencode({"query": prefixed}).encode(),
        headers={"Accept": ACCEPT["csv" if format == "table" else format]},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            body: bytes = response.read()
    except urllib.error.HTTPError as error:
        said = error.read(500).decode("utf8", "replace").strip()
        raise EndpointError(
            f"{url}: answered {error.code}: {said.splitlines()[0] if said else error.reason}"
        ) from error
    except (urllib.error.URLError, TimeoutError) as error:
        raise EndpointError(f"{url}: no answer ({getattr(error, 'reason', error)}); is the server running?") from error
    return _set_in_columns(body) if format == "table" else body


def _set_in_columns(body: bytes) -> bytes:
    import csv
    from io import StringIO

    header, *rows = list(csv.reader(StringIO(body.decode("utf8"))))
    return (table(header, rows) + "\n").encode()
