"""`yizhan query`: a titled question, a file or SPARQL text, put to a build or to a SPARQL server."""

from __future__ import annotations

import re
import sys
import urllib.error
import urllib.request
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import QuerySolutions, Store

from graph import store
from graph.answers import answer
from graph.literals import plain
from graph.questions import question, questions
from graph.tables import table
from ontology.terms import CLASSES, KINDS, LEVELS, PREFIXES, PROPERTIES

ACCEPT = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json, application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "turtle": "text/turtle",
}
TIMEOUT = 60  # seconds that a server may take
NEAR = 5  # names shown in place of one that is not there
NAMES = """SELECT DISTINCT ?name WHERE { ?thing rdfs:label|skos:altLabel ?name FILTER(CONTAINS(STR(?name), %s)) }
ORDER BY STRLEN(?name) ?name"""
TERMS = (*CLASSES, *PROPERTIES, *LEVELS, *KINDS)
OUR_TERM = re.compile(r"\byz:(\w+)")


class QueryFileError(ValueError):
    """A query that cannot be read or put."""


class UnknownThing(LookupError):
    """A question about a name that the graph does not have."""


class EndpointError(ValueError):
    """A SPARQL server that does not answer; says what it said."""


def titles(*, alone: bool = True) -> str:
    """The titled questions, with what each asks about. QueryFileError when they were not asked for alone."""
    if not alone:
        raise QueryFileError("no question was given; yizhan query, with nothing behind it, lists them")
    rows = [(one.name, one.title.zh, one.title.en, one.about) for one in questions()]
    return table(("name", "问题", "question", "about"), rows)


def text_of(query: str, about: str = "") -> str:
    """SPARQL: of a titled question (about another thing, if given), a file, standard input (-), or as it stands."""
    if query == "-":
        try:
            return sys.stdin.read()
        except UnicodeDecodeError as error:
            raise QueryFileError(f"standard input is not UTF-8 ({error}); convert it with iconv -t UTF-8") from error
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


def unknown_terms(text: str) -> list[str]:
    """A line for each name with the prefix yz: that the ontology does not define, for such a query finds nothing."""
    lines = []
    for name in sorted(set(OUR_TERM.findall(text)).difference(TERMS)):
        near = get_close_matches(name, TERMS, 1)
        mend = f"yz:{near[0]} is" if near else "ontology.html lists them"
        lines.append(f"yizhan: yz:{name} is no term of the ontology; {mend}\n")
    return lines


def ask_build(text: str, folder: Path, format: str, about: str = "") -> bytes:
    """The answer of a build; `about` is the name put into a titled question.

    Raises NoBuild, QueryError, AnswerError, UnknownThing, and EndpointError for a SERVICE that fails.
    """
    loaded = store.opened(folder)
    if about:
        _check(about, loaded)
    try:
        return answer(store.query(loaded, text), format)
    except OSError as error:
        raise EndpointError(f"the query's SERVICE does not answer ({error}); ask without it") from error


def _check(about: str, loaded: Store) -> None:
    """Some name must end in these words: a whole name, or a kind of department."""
    found = store.query(loaded, NAMES % plain(about))
    assert isinstance(found, QuerySolutions)
    names = [row["name"].value for row in found]
    if not any(name.endswith(about) for name in names):
        near = f"; there are {'、'.join(names[:NEAR])}" if names else "; try yizhan explain with a part of it"
        raise UnknownThing(f"--about {about}: nothing in the graph has this name{near}")


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
