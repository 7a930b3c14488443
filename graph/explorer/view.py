"""`yizhan view`: the explorer on one entity's neighbourhood, as a file to send."""

from __future__ import annotations

import re
from pathlib import Path

from graph.explain import named, whole
from graph.explorer.page import write
from graph.explorer.part import neighbourhood
from graph.quads import entity_iri

OTHER = re.compile(r"\W+")  # what does not go into the name of a file: “12345”模式


class Ambiguous(LookupError):
    """Several entities have the name."""

    def __str__(self) -> str:
        return str(self.args[0])


def view(name: str, folder: Path, file: Path | None = None) -> Path:
    """Write the view of the entity with this name or IRI from the build in the folder; the file's path comes back.

    Raises Ambiguous when several have the name, UnknownName when none, and store.NoBuild.
    """
    graph = whole(folder)
    found = named(graph, name)
    if len(found) > 1:
        choice = "\n".join(f"  {entity.label}  {entity_iri(entity.ref)}" for entity in found[:12])
        raise Ambiguous(f"{name} names {len(found)} entities; give the IRI of one:\n{choice}")
    entity = found[0]
    target = file or folder / f"view-{OTHER.sub('_', entity.label)}.html"
    write(neighbourhood(graph, entity.ref), target, focus=entity.ref, title=entity.label)
    return target
