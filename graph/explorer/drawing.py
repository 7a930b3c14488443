"""The first view as a pyvis network: its nodes, edges and options are what vis-network draws."""

from __future__ import annotations

import json

from pyvis.network import Network as Drawing

from graph.explorer.data import Json
from graph.explorer.layout import Layout, font_size, node_size
from graph.explorer.network import Network
from graph.parts.look import RELATION_LOOKS, RELATION_NUMBER, TYPE_LOOKS, TYPE_NUMBER

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 120,
        "zoomSpeed": 0.7,
        "keyboard": False,
    },
    "nodes": {"borderWidth": 1, "borderWidthSelected": 3, "chosen": False},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.35}},
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
}


def first_view(network: Network, layout: Layout, *, limit: int) -> Json:
    """The `limit` nodes of the first classes that matter most, with the edges between them."""
    drawing = Drawing(directed=True)
    drawing.set_options(json.dumps(OPTIONS))
    order = sorted(range(len(network.nodes)), key=lambda node: layout.ranks[node])
    chosen = [node for node in order if TYPE_LOOKS[TYPE_NUMBER[network.nodes[node].type]].first][:limit]
    for node in chosen:
        look = TYPE_LOOKS[TYPE_NUMBER[network.nodes[node].type]]
        x, y = layout.points[node]
        size = node_size(font_size(layout.ranks[node]))
        drawing.add_node(node, network.nodes[node].label, look.shape, look.color, x=x, y=y, size=size)
    inside = set(chosen)
    for number, edge in enumerate(network.edges):
        if edge.source in inside and edge.target in inside and edge.relation != "mentions":
            relation = RELATION_LOOKS[RELATION_NUMBER[edge.relation]]
            dashes = not any(not fact.inferred for fact in edge.facts) or relation.dashes
            color = {"color": relation.color}
            drawing.add_edge(edge.source, edge.target, id=number, dashes=dashes, color=color, width=2)
    nodes, edges, _, _, _, options = drawing.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}
