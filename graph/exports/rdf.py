"""The graph in RDF: TriG and N-Quads (an article a graph), Turtle and JSON-LD, with all that is needed to read it.

Beside the graph: what follows from it by the ontology, apart (`inferred.nt`); ontology, shapes and rules; the titled
queries. Bodies of articles are given only with the page texts, long quotes are cut.
Everything is sorted on disk and written as it comes: a graph need not fit into memory as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import chain
from pathlib import Path

from graph import syntax
from graph.exports import jsonld
from graph.exports.entailment import entailed
from graph.exports.formats import made
from graph.exports.view import View
from graph.iris import span_iri
from graph.literals import plain, unescaped
from graph.quads import BODY, PART, QUOTE, tell
from graph.questions import questions
from graph.records import EntityMention, FigureRecord, Statement
from graph.sorting import HELD_TEXT, sorter
from ontology.terms import Bilingual

TITLE = Bilingual("图谱(RDF)", "graph in RDF")
SUFFIX = ".ttl"
FILES = {
    "rdf/graph.nq": Bilingual("全图(N-Quads)", "the whole graph as N-Quads"),
    "rdf/graph.trig": Bilingual("全图,每篇文章一个图(TriG)", "the whole graph as TriG, an article a graph"),
    "rdf/graph.ttl": Bilingual("全图(Turtle)", "the whole graph as Turtle"),
    "rdf/graph.jsonld": Bilingual("全图(JSON-LD)", "the whole graph as JSON-LD"),
    "rdf/inferred.nt": Bilingual("由本体推出的三元组", "triples that follow by the ontology"),
    "rdf/yizhan.ttl": Bilingual("本体", "the ontology"),
    "rdf/shapes.ttl": Bilingual("校验形状(SHACL)", "shapes (SHACL)"),
    "rdf/rules.ttl": Bilingual("跨版面的规则(SHACL-SPARQL)", "rules across pages (SHACL-SPARQL)"),
}
QUERY = "rdf/queries/"
LITERAL = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"', re.DOTALL)


def write(view: View, folder: Path) -> None:
    here = made(folder, "rdf")
    _graph(view, here)
    with sorter(held=HELD_TEXT) as inferred, (here / "inferred.nt").open("w", encoding="utf8", newline="\n") as file:
        for line in entailed(view):
            inferred.add(line)
        file.writelines(inferred)
    for name in ("yizhan.ttl", "shapes.ttl", "rules.ttl"):
        (here / name).write_bytes(files("ontology").joinpath(name).read_bytes())
    for question in questions():
        path = made(here, "queries") / f"{question.name}.rq"
        path.write_text(question.text, encoding="utf8", newline="\n")


def _graph(view: View, here: Path) -> None:
    """N-Quads in order of their lines; Turtle from these; TriG and JSON-LD graph by graph."""
    source = here / "graph.nq"
    with sorter(held=HELD_TEXT) as every, source.open("w", encoding="utf8", newline="\n") as file:
        tell(view.graph, every.add, base=view.base)
        file.writelines(given(view, every))
    with source.open(encoding="utf8", newline="\n") as file:
        syntax.serialized(syntax.triples_of(file), here / "graph.ttl", base=view.base)
    with by_graph(source) as grouped:
        pairs = (line.partition(" ") for line in grouped)
        jsonld.write(((graph[1:-1], line) for graph, _, line in pairs), here / "graph.jsonld", base=view.base)
        syntax.serialized(syntax.quads_of(grouped), here / "graph.trig", base=view.base)


@contextmanager
def by_graph(source: Path) -> Iterator[Iterable[str]]:
    """The lines of an N-Quads file as `syntax.by_graph` groups them."""
    with source.open(encoding="utf8", newline="\n") as file, syntax.by_graph(file) as grouped:
        yield grouped


def given(view: View, every: Iterable[str]) -> Iterator[str]:
    """The lines of the graph that are given away: without bodies, unless texts are; with quotes no longer than said."""
    bodies = frozenset() if view.text else _bodies(view)
    for line in every:
        subject, predicate, rest = line.split(" ", 2)
        if not view.text and (predicate in (BODY, PART) or "#part" in subject or subject in bodies):
            continue
        yield f"{subject} {predicate} {_cut(view, rest)}" if predicate == QUOTE and view.quote_limit else line


def _bodies(view: View) -> frozenset[str]:
    """The spans of bodies on which no statement, mention, figure, credit or doubt rests."""
    graph, page_of = view.graph, {key: article.page for key, article in view.articles.items()}
    parts = {(a.page, span) for a in graph.articles for span in a.spans}
    said = (s for s in graph.statements if s.article)
    records: Iterator[EntityMention | FigureRecord | Statement] = chain(graph.mentions, graph.figures, said)
    for record in records:
        parts.difference_update((page_of[record.article], span) for span in record.spans)
    parts.difference_update((doubt.page, span) for doubt in graph.doubts for span in doubt.spans)
    parts.difference_update((a.page, credit.span) for a in graph.articles for credit in a.credits)
    return frozenset(f"<{span_iri(page, span, base=view.base)}>" for page, span in parts)


def _cut(view: View, rest: str) -> str:
    literal = LITERAL.match(rest)
    assert literal is not None
    text = unescaped(literal["text"])
    cut = view.words(text)
    return rest if cut == text else plain(cut) + rest[literal.end() :]
