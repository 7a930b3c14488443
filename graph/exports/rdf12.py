"""The graph in RDF 1.2: statement nodes as reifiers of their triples, `rdf:reifies <<( s p o )>>`; converts back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from graph import syntax
from graph.exports.formats import made
from graph.exports.rdf import by_graph, given
from graph.exports.view import View
from graph.quads import tell
from graph.reifiers import reified
from graph.sorting import HELD_TEXT, sorter
from ontology.terms import Bilingual

TITLE = Bilingual("图谱(RDF 1.2,reifier)", "graph in RDF 1.2 with reifiers")
SUFFIX = ".trig"
FILES = {
    "rdf/graph-rdf12.nq": Bilingual("全图(N-Quads 1.2)", "the whole graph as N-Quads 1.2"),
    "rdf/graph-rdf12.trig": Bilingual("全图(TriG 1.2)", "the whole graph as TriG 1.2"),
}


AT_ONCE = 20_000
"""Lines that are turned at once."""


def write(view: View, folder: Path) -> None:
    source = made(folder, "rdf") / "graph-rdf12.nq"
    with sorter(held=HELD_TEXT) as every, source.open("w", encoding="utf8", newline="\n") as file:
        tell(view.graph, every.add, base=view.base)
        file.writelines(reified("".join(lines)) for lines in _pieces(given(view, every)))
    with by_graph(source) as grouped:
        syntax.serialized(syntax.quads_of(grouped), source.with_suffix(SUFFIX), base=view.base)


def _pieces(lines: Iterable[str]) -> Iterator[list[str]]:
    """Some lines at a time, never parting those of a subject: sorted pieces make a sorted whole."""
    piece: list[str] = []
    for _, group in groupby(lines, key=lambda line: line.partition(" ")[0]):
        piece.extend(group)
        if len(piece) >= AT_ONCE:
            yield piece
            piece = []
    yield piece
