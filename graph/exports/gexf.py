"""GEXF 1.3 for Gephi, with colours, sizes, positions and dates: https://gexf.net/schema.html

Written here because networkx's writer is not valid by the schema of 1.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from math import log2
from pathlib import Path
from typing import Any

from graph.explorer import layout, places
from graph.explorer import network as explorer_network
from graph.exports import xml
from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT
from graph.exports.formats import made
from graph.exports.network import EDGE_FIELDS, NODE_FIELDS, Edge, Field, Node, Value, edges, nodes
from graph.exports.view import View
from graph.parts.look import CONTRIBUTOR, RELATION_LOOKS, TYPE_LOOKS
from ontology.terms import Bilingual

TITLE = Bilingual("网络(GEXF 1.3,Gephi)", "network as GEXF 1.3 for Gephi")
SUFFIX = ".gexf"
NAMESPACE, VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
KINDS = {TEXT: "string", INTEGER: "integer", NUMBER: "double", BOOLEAN: "boolean"}
NODE_COLORS = {look.name: look.color for look in TYPE_LOOKS}
EDGE_COLORS = {look.name: look.color for look in RELATION_LOOKS}
LAID_OUT = 20_000
"""Nodes of the largest graph whose positions are computed here; Gephi arranges larger ones itself."""


def write(view: View, folder: Path) -> None:
    dated = any(page.date for page in view.graph.pages)
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if dated else {"mode": "static"}
    with xml.document(made(folder, "graph") / f"graph{SUFFIX}") as file, _root(file):
        meta = {"lastmodifieddate": view.day} if view.day else {}
        xml.write(file, xml.element(_tag("meta"), meta, xml.element(_tag("creator"), {}, words="yizhan")))
        with file.element(_tag("graph"), {"defaultedgetype": "directed", "idtype": "string", **time}):
            xml.write(file, _attributes("node", NODE_FIELDS[1:]), _attributes("edge", EDGE_FIELDS))
            _contents(file, view)


def _root(file: Any) -> AbstractContextManager[object]:
    root: AbstractContextManager[object] = file.element(
        _tag("gexf"), {"version": "1.3"}, nsmap={None: NAMESPACE, "viz": VIZ}
    )
    return root


def _contents(file: Any, view: View) -> None:
    points = positions(view)
    with file.element(_tag("nodes")):
        for node in nodes(view):
            xml.write(file, _node(view, node, points))
    with file.element(_tag("edges")):
        for edge in edges(view):
            xml.write(file, _edge(edge))


def positions(view: View) -> Mapping[str, tuple[float, float]]:
    """Where the explorer draws each node, by IRI; north is up here. Nothing for a large graph."""
    if len(view.graph.entities) > LAID_OUT:
        return {}
    network = explorer_network.build(view.graph)
    parent, of = places.parents(network), places.regions(network)
    homes = [places.home(network, regions, parent) for regions in of]
    points = layout.arrange(network, homes, parent).points
    return {view.iri(ref): (float(points[at][0]), -float(points[at][1])) for ref, at in network.number.items()}


def _tag(name: str, namespace: str = NAMESPACE) -> str:
    return f"{{{namespace}}}{name}"


def _attributes(class_: str, fields: Iterable[Field]) -> xml.Element:
    """The weight of an edge and the label of a node stand in attributes of their own."""
    listed = [
        xml.element(_tag("attribute"), {"id": field.name, "title": field.name, "type": KINDS[field.kind]})
        for field in fields
        if field.name != "weight"
    ]
    return xml.element(_tag("attributes"), {"class": class_}, *listed)


def _node(view: View, node: Node, points: Mapping[str, tuple[float, float]]) -> xml.Element:
    articles = view.articles_of.get(node.entity.ref, ())
    credited = node.entity.ref in view.credited
    parts = [_values(node.values), _color(NODE_COLORS[CONTRIBUTOR if credited else node.entity.type])]
    if node.id in points:
        x, y = points[node.id]
        parts.append(xml.element(_tag("position", VIZ), {"x": repr(x), "y": repr(y), "z": "0.0"}))
    parts.append(xml.element(_tag("size", VIZ), {"value": f"{5 + 5 * log2(1 + len(articles)):.2f}"}))
    about = {"id": node.id, "label": _token(node.values["label"]), **_period(node.values)}
    return xml.element(_tag("node"), about, *parts)


def _edge(edge: Edge) -> xml.Element:
    about = {
        "id": str(edge.id),
        "source": edge.source,
        "target": edge.target,
        "label": edge.tie.relation,
        "kind": edge.tie.relation,
        "weight": repr(edge.values["weight"]),
        **_period(edge.values),
    }
    return xml.element(_tag("edge"), about, _values(edge.values), _color(EDGE_COLORS[edge.tie.relation]))


def _values(values: Mapping[str, Value]) -> xml.Element:
    listed = [
        xml.element(_tag("attvalue"), {"for": name, "value": xml.attribute(value)})
        for name, value in values.items()
        if name not in ("label", "weight")
    ]
    return xml.element(_tag("attvalues"), {}, *listed)


def _period(values: Mapping[str, Value]) -> dict[str, str]:
    return {"start": str(values["first"]), "end": str(values["last"])} if "first" in values else {}


def _token(value: Value) -> str:
    """White space as xsd:token has it."""
    return " ".join(xml.attribute(value).split())


def _color(color: str) -> xml.Element:
    red, green, blue = (str(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return xml.element(_tag("color", VIZ), {"r": red, "g": green, "b": blue})
