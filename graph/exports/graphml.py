"""GraphML for igraph, networkx, yEd and NodeXL: http://graphml.graphdrawing.org/

Written as it comes: networkx's writer holds the whole graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.exports import xml
from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT
from graph.exports.formats import made
from graph.exports.network import EDGE_FIELDS, NODE_FIELDS, Field, Value, edges, nodes
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("网络(GraphML)", "network as GraphML")
SUFFIX = ".graphml"
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KINDS = {TEXT: "string", INTEGER: "int", NUMBER: "double", BOOLEAN: "boolean"}


def write(view: View, folder: Path) -> None:
    path = made(folder, "graph") / f"graph{SUFFIX}"
    with xml.document(path) as file, file.element(_tag("graphml"), nsmap={None: NAMESPACE}):
        xml.write(file, *(_key("node", field) for field in NODE_FIELDS))
        xml.write(file, *(_key("edge", field) for field in EDGE_FIELDS))
        with file.element(_tag("graph"), {"id": "graph", "edgedefault": "directed"}):
            for node in nodes(view):
                xml.write(file, xml.element(_tag("node"), {"id": node.id}, *_data("node", node.values)))
            for edge in edges(view):
                ends = {"id": str(edge.id), "source": edge.source, "target": edge.target}
                xml.write(file, xml.element(_tag("edge"), ends, *_data("edge", edge.values)))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _key(of: str, field: Field) -> xml.Element:
    about = {"id": f"{of}_{field.name}", "for": of, "attr.name": field.name, "attr.type": KINDS[field.kind]}
    return xml.element(_tag("key"), about)


def _data(of: str, values: Mapping[str, Value]) -> Iterator[xml.Element]:
    for name, value in values.items():
        yield xml.element(_tag("data"), {"key": f"{of}_{name}"}, words=xml.attribute(value))
