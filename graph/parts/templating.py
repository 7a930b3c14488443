"""Templates that may use the parts, and the parts themselves with open slots."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

STATIC = files("graph.parts").joinpath("static")


class Slots:
    """`slots.label` is a slot of that name, for the browser to fill."""

    def __getattr__(self, name: str) -> Markup:
        return Markup('<slot name="{}"></slot>').format(name)


def environment(loader: BaseLoader) -> Environment:
    """Templates of the loader, which may import `parts.html.j2` and include `open.html.j2`."""
    made = Environment(
        loader=ChoiceLoader([loader, PackageLoader("graph.parts", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["slots"] = Slots()
    return made


def css() -> str:
    """The colours by day and by night - as the reader's system or `data-theme` on the page wants - and the parts."""
    day, night, parts = (STATIC.joinpath(f"{name}.css").read_text("utf8") for name in ("day", "night", "parts"))
    return (
        f":root {{\n{day}}}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{\n{night}}} }}\n"
        f':root[data-theme="dark"] {{\n{night}}}\n{parts}'
    )


def script() -> str:
    """Fills open slots."""
    return STATIC.joinpath("part.js").read_text("utf8")
