"""CSV for `neo4j-admin database import`: https://neo4j.com/docs/operations-manual/current/tools/neo4j-admin/"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT, Cell
from graph.exports.csv import cell
from graph.exports.formats import made
from graph.exports.network import EDGE_FIELDS, NODE_FIELDS, Field, edges, nodes
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("图数据库导入表(Neo4j)", "CSV for Neo4j")
SUFFIX = ".csv"
KINDS = {TEXT: "", INTEGER: ":long", NUMBER: ":double", BOOLEAN: ":boolean"}
NODES = [field for field in NODE_FIELDS if field.name != "type"]
EDGES = [field for field in EDGE_FIELDS if field.name != "relation"]


def write(view: View, folder: Path) -> None:
    here = made(made(folder, "graph"), "neo4j")
    _write(
        here / f"nodes{SUFFIX}",
        ["iri:ID", *map(_header, NODES), ":LABEL"],
        ([node.id, *(node.values.get(f.name) for f in NODES), f"Entity;{node.values['type']}"] for node in nodes(view)),
    )
    _write(
        here / f"relationships{SUFFIX}",
        [":START_ID", ":END_ID", ":TYPE", *map(_header, EDGES)],
        (
            [edge.source, edge.target, edge.tie.relation, *(edge.values.get(f.name) for f in EDGES)]
            for edge in edges(view)
        ),
    )


def _header(field: Field) -> str:
    return field.name + KINDS[field.kind]


def _write(path: Path, header: list[str], rows: Iterable[list[Cell]]) -> None:
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(map(cell, row) for row in rows)
