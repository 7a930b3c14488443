"""A built graph in a store: loaded, queried, read back. pyoxigraph does the work; rdflib is there for the user's hands.

Queries see the union of all graphs as the default graph: entities stand in one, what each article says in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from graph import network as networks
from graph.literals import lines
from graph.quads import BASE
from graph.reading import records
from graph.records import Graph
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

__all__ = ["NoBuild", "QueryError", "dataset", "graph", "load", "network", "opened", "page_texts", "query", "read"]

_ENDINGS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}


class QueryError(ValueError):
    """A query that cannot be read."""


_UPDATE = re.compile(
    r"""
    (?:\s|\#.*\n|(?:PREFIX\s+\S*|BASE)\s*<[^>]*>)*    # PREFIX a: <http://a#>
    (?P<verb>INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected")


class NoBuild(LookupError):
    """A folder that holds no build; the message says how to make one."""

    def __str__(self) -> str:
        return str(self.args[0])


def opened(folder: Path) -> Store:
    """The graph that a build wrote, in memory. Raises NoBuild."""
    file = _built(folder)
    try:
        return load(file)
    except (SyntaxError, ValueError) as error:
        raise _damaged(file, error) from error


def _built(folder: Path) -> Path:
    file = folder / "graph.nq"
    if not file.is_file():
        raise NoBuild(f"{folder}: no build here; run yizhan build, or name its folder with --graph")
    return file


def _damaged(file: Path, error: Exception) -> NoBuild:
    return NoBuild(f"{file}: is damaged ({error}); run yizhan build again")


def load(source: Path | str, *, at: Path | None = None) -> Store:
    """A store with the quads of a file, or of N-Quads text; in memory, or in the folder `at`.

    FileNotFoundError for a missing file, SyntaxError with the line for a broken one.
    """
    store = Store() if at is None else Store(str(at))
    if isinstance(source, str):
        store.bulk_load(source.encode("utf8"), format=RdfFormat.N_QUADS)
    elif source.suffix not in _ENDINGS:
        raise LookupError(f"{source}: no RDF syntax for {source.suffix!r}; there are {', '.join(_ENDINGS)}")
    else:
        store.bulk_load(path=str(source), format=_ENDINGS[source.suffix])
    return store


def query(store: Store, text: str, *, base: str = BASE) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The answer over the union of all graphs. The ontology's prefixes are known; relative IRIs stand on `base`.

    QueryError, with the place, for a text that is no SPARQL.
    """
    try:
        return store.query(text, use_default_graph_as_union=True, prefixes=dict(PREFIXES), base_iri=base)
    except SyntaxError as error:
        update = _UPDATE.match(text)
        told = f"{update['verb']} is an update, and a query only reads" if update else _told(str(error), text)
        raise QueryError(f"not a SPARQL query: {told}") from error
    except UnicodeEncodeError as error:  # bytes of a terminal that are no UTF-8
        raise QueryError(f"not a SPARQL query: {text[error.start]!a} is half a character") from error


def _told(message: str, text: str) -> str:
    """The parser's message in one line: where, and what stands there, without the list of all that might."""
    place = _PLACE.match(message)
    if place is None:
        return " ".join(message.split())
    line, column = int(place["line"]), int(place["column"])
    there = text.split("\n")[line - 1][column - 1 :][:40] if line <= text.count("\n") + 1 else ""
    return f"line {line}, column {column}: {f'cannot go on at {there!r}' if there else 'it ends too soon'}"


def dataset(source: Path | str) -> Dataset:
    """The graph for rdflib: a Dataset over oxrdflib, the union of all graphs as its default graph.

    The source is a build's folder, a file of RDF, or N-Quads text. Strings come back typed as xsd:string, which for
    rdflib is not `Literal("x")`.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    loaded = opened(source) if isinstance(source, Path) and source.is_dir() else load(source)
    found = rdflib.Dataset(store=OxigraphStore(store=loaded), default_union=True)
    for prefix, iri in PREFIXES.items():
        found.bind(prefix, iri)
    return found


def page_texts(folder: Path) -> Mapping[str, str]:
    """The texts of the pages that a build wrote as `<folder>/<digest16>.txt`, by their digest."""
    from extractors.document import Page

    texts = [path.read_bytes().decode("utf8") for path in sorted(folder.glob("*.txt"))]
    return {Page("", text).digest: text for text in texts}


def graph(store: Store, texts: Mapping[str, str]) -> Graph:
    """The records again, with each page's text by digest (`page_texts`)."""
    dumped = store.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    told = sorted(lines(dumped.decode("utf8")))
    return records(lambda: told, texts)


def read(folder: Path) -> Graph:
    """The records of the build in the folder, from its lines as they go by. Raises NoBuild."""
    file = _built(folder)
    try:
        return records(lambda: _lines(file), page_texts(folder / "pages"))
    except ValueError as error:
        raise _damaged(file, error) from error


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf8", newline="\n") as source:  # U+2028 and its like end no line
        yield from source


def network(
    source: Graph | Path, *, base: str = BASE, types: Iterable[str] = (), relations: Iterable[str] = ()
) -> MultiDiGraph[str]:
    """The graph, or the build in a folder, as `graph.network.network` makes it: for networkx and what builds on it."""
    found = read(source) if isinstance(source, Path) else source
    return networks.network(found, base=base, types=types, relations=relations)
