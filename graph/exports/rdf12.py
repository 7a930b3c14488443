"""The graph in RDF 1.2: statement nodes as reifiers of their triples, `rdf:reifies <<( s p o )>>`; converts back."""

from __future__ import annotations

from pathlib import Path

from graph import syntax
from graph.exports.formats import made
from graph.exports.rdf import given
from graph.exports.view import View
from graph.quads import tell
from graph.reifiers import reified
from ontology.terms import Bilingual

TITLE = Bilingual("图谱(RDF 1.2,reifier)", "graph in RDF 1.2 with reifiers")
SUFFIX = ".trig"
FILES = {
    "rdf/graph-rdf12.nq": Bilingual("全图(N-Quads 1.2)", "the whole graph as N-Quads 1.2"),
    "rdf/graph-rdf12.trig": Bilingual("全图(TriG 1.2)", "the whole graph as TriG 1.2"),
}


def write(view: View, folder: Path) -> None:
    lines: list[str] = []
    tell(view.graph, lines.append, base=view.base)
    nquads = "".join(given(view, sorted(set(lines))))
    syntax.write(reified(nquads), made(folder, "rdf"), stem="graph-rdf12", endings=("nq", "trig"), base=view.base)
