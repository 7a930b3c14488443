"""The explorer's page: data, drawing, scripts and styles put into one HTML file that asks the network for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import FileSystemLoader
from markupsafe import Markup

from extractors.document import Ref
from graph.explorer import data, drawing, layout, network, places
from graph.explorer.part import NotInGraph
from graph.output import write_file
from graph.parts.templating import css, environment, script
from graph.quads import BASE
from graph.records import Graph

HERE = Path(__file__).parent
TITLE = "驿站图谱"
LIMIT = 300  # nodes of the first view
SCRIPTS = (  # one scope, in this order
    "words",
    "data",
    "filter",
    "view",
    "draw",
    "labels",
    "search",
    "reader",
    "icons",
    "panel",
    "walk",
    "paths",
    "address",
    "facets",
    "picture",
    "save",
    "tally",
    "map",
    "charts",
    "table",
    "main",
)
STYLES = ("base", "panel", "charts")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)  # a debugger would ask for it


class AssetError(ValueError):
    """A script or style that would end its own element."""


def asset(folder: str, name: str) -> Markup:
    """A script or style of the explorer."""
    return inside((HERE / folder / name).read_text("utf8"), f"{folder}/{name}")


def inside(text: str, name: str) -> Markup:
    """A script or style to stand inside its element as it is."""
    text = SOURCE_MAP.sub("", text)
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise AssetError(f"{name} holds the end of its own element")
    return Markup(text)


def render(
    graph: Graph,
    *,
    focus: Ref | None = None,
    title: str = TITLE,
    base: str = BASE,
    text_budget: int = data.TEXT_BUDGET,
) -> str:
    """The HTML, drawn around `focus` when one is given; NotInGraph when the graph has no such entity."""
    net = network.build(graph)
    if focus is not None and focus not in net.number:
        raise NotInGraph(f"the graph has no {focus[0]} {focus[1]}")
    parent, of = places.parents(net), places.regions(net)
    homes = [places.home(net, regions, parent) for regions in of]
    plan = layout.arrange(net, homes, parent)
    core = data.core(graph, net, plan, homes, parent, of)
    core |= {"focus": net.number[focus] if focus else -1, "limit": LIMIT, "title": title, "base": base}
    return environment(FileSystemLoader(HERE)).get_template("template.html.j2").render(
        title=title,
        vendor=[asset("vendor", "vis-network.min.js")],
        scripts=[inside(script(), "part.js"), *(asset("scripts", f"{name}.js") for name in SCRIPTS)],
        styles=[inside(css(), "parts.css"), *(asset("styles", f"{name}.css") for name in STYLES)],
        core=Markup(data.embed(core)),
        drawing=Markup(data.embed(drawing.first_view(net, plan, limit=LIMIT))),
        detail=Markup(data.embed(data.detail(graph, net, budget=text_budget))),
    )


def write(
    graph: Graph,
    path: Path,
    *,
    focus: Ref | None = None,
    title: str = TITLE,
    base: str = BASE,
    text_budget: int = data.TEXT_BUDGET,
) -> None:
    """Write the page to `path`, aside first and then renamed: a reader never sees half a file."""
    text = render(graph, focus=focus, title=title, base=base, text_budget=text_budget)
    write_file(path, text)
