"""CX2 for Cytoscape and NDEx: https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT
from graph.exports.formats import made
from graph.exports.gexf import positions
from graph.exports.network import EDGE_FIELDS, NODE_FIELDS, Field, edges, nodes
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("网络(CX2,Cytoscape)", "network as CX2 for Cytoscape")
SUFFIX = ".cx2"
KINDS = {TEXT: "string", INTEGER: "integer", NUMBER: "double", BOOLEAN: "boolean"}


def write(view: View, folder: Path) -> None:
    """The list of aspects, an element a line."""
    with (made(folder, "graph") / f"graph{SUFFIX}").open("w", encoding="utf8", newline="\n") as file:
        file.write("[\n")
        file.writelines(_aspects(view))
        file.write("]\n")


def _aspects(view: View) -> Iterator[str]:
    counts = {"nodes": len(view.graph.entities), "edges": sum(1 for _ in view.ties())}
    """The pieces of the list: one for an aspect, many for nodes and edges."""
    yield _text({"CXVersion": "2.0", "hasFragments": False}) + ",\n"
    names = {"attributeDeclarations": 1, "networkAttributes": 1, **counts}
    yield _text({"metaData": [{"name": name, "elementCount": count} for name, count in names.items()]}) + ",\n"
    declared = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {"iri": {"d": "string"}, "name": {"d": "string"}, **_declared(NODE_FIELDS[1:])},
        "edges": {"interaction": {"d": "string"}, **_declared(EDGE_FIELDS[1:])},
    }
    yield _text({"attributeDeclarations": [declared]}) + ",\n"
    yield _text({"networkAttributes": [{"name": "yizhan"}]}) + ",\n"
    numbers = {view.iri(entity.ref): number for number, entity in enumerate(view.graph.entities)}
    yield from _listed("nodes", _nodes(view, numbers))
    yield from _listed("edges", _edges(view, numbers))
    yield _text({"status": [{"success": True}]}) + "\n"


def _declared(fields: Iterable[Field]) -> dict[str, dict[str, str]]:
    return {field.name: {"d": KINDS[field.kind]} for field in fields}


def _nodes(view: View, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    points = positions(view)
    for node in nodes(view):
        values = {"iri": node.id, **{"name" if key == "label" else key: value for key, value in node.values.items()}}
        x, y = points.get(node.id, (None, None))
        place = {} if x is None or y is None else {"x": x, "y": -y}
        yield {"id": numbers[node.id], **place, "v": values}


def _edges(view: View, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    for edge in edges(view):
        values = {"interaction" if key == "relation" else key: value for key, value in edge.values.items()}
        yield {"id": edge.id, "s": numbers[edge.source], "t": numbers[edge.target], "v": values}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _listed(name: str, items: Iterable[object]) -> Iterator[str]:
    yield f'{{"{name}":['
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + _text(item)
    yield "\n]},\n"
