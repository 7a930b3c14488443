"""What each file of a research package says are its nodes and edges: read back with the tools that its users have."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import networkx
import openpyxl
import pandas
from lxml import etree
from pyoxigraph import Quad, Triple, parse

from ontology.terms import PREFIXES, RELATIONS, TYPES, YZ

Edge = tuple[str, str, str]  # subject, object, relation
Held = tuple[list[str], list[Edge]]
Read = tuple[Iterable[str], Iterable[Edge]]

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def _csv(folder: Path) -> Read:
    edges = ((row["source"], row["target"], row["relation"]) for row in rows(folder / "edges.csv"))
    return (row["id"] for row in rows(folder / "nodes.csv")), edges


def _xlsx(path: Path) -> Read:
    book = openpyxl.load_workbook(path, read_only=True)
    nodes = (row[0] for row in book["nodes"].iter_rows(min_row=2, max_col=1, values_only=True))
    return nodes, book["edges"].iter_rows(min_row=2, max_col=3, values_only=True)


def _parquet(folder: Path) -> Read:
    edges = pandas.read_parquet(folder / "edges.parquet")[["source", "target", "relation"]]
    return pandas.read_parquet(folder / "nodes.parquet")["id"], edges.itertuples(index=False, name=None)


def _sqlite(path: Path) -> Read:
    with closing(sqlite3.connect(path)) as base:
        nodes = [id_ for (id_,) in base.execute("SELECT id FROM nodes")]
        return nodes, base.execute("SELECT source, target, relation FROM edges").fetchall()


def _gexf(path: Path) -> Read:
    return _network(networkx.read_gexf(path, version="1.3"))


def _graphml(path: Path) -> Read:
    return _network(networkx.read_graphml(path, force_multigraph=True))


def _network(graph: networkx.MultiDiGraph) -> Read:
    return graph.nodes, ((s, t, data["relation"]) for s, t, data in graph.edges(data=True))


def _cx2(path: Path) -> Read:
    aspects = {name: value for aspect in json.loads(path.read_text("utf8")) for name, value in aspect.items()}
    iris = {node["id"]: node["v"]["iri"] for node in aspects["nodes"]}
    return iris.values(), ((iris[e["s"]], iris[e["t"]], e["v"]["interaction"]) for e in aspects["edges"])


def _neo4j(folder: Path) -> Read:
    edges = ((row[":START_ID"], row[":END_ID"], row[":TYPE"]) for row in rows(folder / "relationships.csv"))
    return (row["iri:ID"] for row in rows(folder / "nodes.csv")), edges


def _cypher(path: Path) -> Read:
    iri = r'\{iri: "([^"]*)"\}'
    node = re.compile(rf"MERGE \(n:Entity {iri}\)")
    edge = re.compile(rf"MATCH \(a:Entity {iri}\), \(b:Entity {iri}\) MERGE \(a\)-\[r:(\w+)\]->\(b\) SET r \+= ")
    lines = path.read_text("utf8").split("\n")
    return (m[1] for m in map(node.match, lines) if m), (m.groups() for m in map(edge.match, lines) if m)


def _tei(path: Path) -> Read:
    tree = etree.parse(path)
    members = (e for name in ("person", "place", "org", "item") for e in tree.iterfind(f".//t:{name}", TEI))
    relations = tree.iterfind(".//t:relation", TEI)
    return (
        (member.get(XML_ID) for member in members),
        ((one.get("active")[1:], one.get("passive")[1:], one.get("name")) for one in relations),
    )


def _rdf(path: Path) -> Read:
    """Entities by their class; the direct triples of every graph, each once."""
    nodes, edges = set(), set()
    for one in parse(path=str(path)):
        triple = one.triple if isinstance(one, Quad) else one
        assert isinstance(triple, Triple)
        name = triple.predicate.value.removeprefix(YZ)
        if name in RELATIONS:
            edges.add((triple.subject.value, triple.object.value, name))
        elif triple.predicate.value == f"{PREFIXES['rdf']}type" and triple.object.value.removeprefix(YZ) in TYPES:
            nodes.add(triple.subject.value)
    return nodes, edges


READERS: Mapping[str, Callable[[Path], Read]] = {
    "tables": _csv,
    "tables/tables.xlsx": _xlsx,
    "tables/": _parquet,
    "tables/tables.sqlite": _sqlite,
    "graph/graph.gexf": _gexf,
    "graph/graph.graphml": _graphml,
    "graph/graph.cx2": _cx2,
    "graph/neo4j": _neo4j,
    "graph/graph.cypher": _cypher,
    "text/articles.xml": _tei,
    **{f"rdf/graph.{ending}": _rdf for ending in ("nq", "trig", "ttl", "jsonld")},
    **{f"rdf/graph-rdf12.{ending}": _rdf for ending in ("nq", "trig")},
}
"""By the file or folder that they read."""


def held(package: Path, *, only: Iterable[str] = READERS) -> dict[str, Held]:
    """The nodes and edges of each file, sorted, by the last segments of their IRIs."""
    found = {}
    for place in only:
        nodes, edges = READERS[place](package / place)
        ends = ((_last(source), _last(target), relation) for source, target, relation in edges)
        found[place] = sorted(map(_last, nodes)), sorted(ends)
    return found


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def contents(package: Path) -> dict[str, bytes]:
    """Every file's bytes by its path, and what is packed in it, compressed, or cut by pages, in clear."""
    found = {}
    for path in sorted(package.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(package).as_posix()
        found[name] = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                found |= {f"{name}/{part}": book.read(part) for part in book.namelist()}
        elif path.suffix == ".parquet":
            found[f"{name} in clear"] = pandas.read_parquet(path).to_csv().encode("utf8")
        elif path.suffix == ".sqlite":
            found[f"{name} in clear"] = _dumped(path)
    return found


def _dumped(path: Path) -> bytes:
    """The tables, and the terms of the full-text index, which it keeps without their common beginnings."""
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
        terms = [term for (term,) in base.execute("SELECT term FROM terms")]
        return "\n".join([*base.iterdump(), *terms]).encode("utf8")
