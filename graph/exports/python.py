"""The graph that a build wrote, in Python's own tools, one line each: networkx, rdflib, pandas, polars.

network("out")            networkx.MultiDiGraph: entities by IRI, statements as edges
dataset("out")            rdflib.Dataset over all graphs
frames("out")["edges"]    pandas.DataFrame for each table of the research package
polars_frames("out")      the same in polars
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import store
from graph.explain import whole
from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT, Table
from graph.exports.formats import library
from graph.exports.tables import ALL
from graph.exports.view import View
from graph.network import network as _network
from graph.records import Graph

if TYPE_CHECKING:
    import networkx
    from rdflib import Dataset

PANDAS = {TEXT: "string", INTEGER: "Int64", NUMBER: "Float64", BOOLEAN: "boolean"}
POLARS = {TEXT: "String", INTEGER: "Int64", NUMBER: "Float64", BOOLEAN: "Boolean"}


def records(build: str | Path = "out") -> Graph:
    """Everything as frozen records (`graph.records`). Raises NoBuild."""
    return whole(Path(build))


def network(
    build: str | Path = "out", *, types: Iterable[str] = (), relations: Iterable[str] = ()
) -> networkx.MultiDiGraph[str]:
    """Only these classes and relations when any are given. Raises NoBuild."""
    return _network(records(build), types=types, relations=relations)


def dataset(build: str | Path = "out") -> Dataset:
    """With the union of all graphs as its default graph, answered by pyoxigraph. Raises NoBuild."""
    path = Path(build) / "graph.nq"
    if not path.is_file():
        raise store.NoBuild(f"{build}: no build here; run yizhan build")
    return store.dataset(path)


def frames(build: str | Path = "out") -> dict[str, Any]:
    """The tables as pandas frames with nullable types. Raises NoBuild, and MissingLibrary without pandas."""
    pandas = library("pandas", "frames", extra="frames")
    view = View(records(build), quote_limit=0)
    return {table.name: pandas.DataFrame(_columns(table, view)).astype(_types(table, PANDAS)) for table in ALL}


def polars_frames(build: str | Path = "out") -> dict[str, Any]:
    """The tables as polars frames. Raises NoBuild, and MissingLibrary without polars."""
    polars = library("polars", "polars_frames", extra="frames")
    view = View(records(build), quote_limit=0)
    types = {name: getattr(polars, kind) for name, kind in POLARS.items()}
    return {
        table.name: polars.DataFrame(_columns(table, view), schema=_types(table, types), strict=False) for table in ALL
    }


def _columns(table: Table, view: View) -> dict[str, list[Any]]:
    rows = list(table.rows(view))
    return {column.name: [row[number] for row in rows] for number, column in enumerate(table.columns)}


def _types(table: Table, types: dict[str, Any]) -> dict[str, Any]:
    return {column.name: types[column.kind] for column in table.columns}
