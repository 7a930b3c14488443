"""The graph in RDF: TriG and N-Quads (an article a graph), Turtle and JSON-LD, with all that is needed to read it.

Beside the graph: what follows from it by the ontology, apart (`inferred.nt`); ontology, shapes and rules; the titled
queries. Bodies of articles are given only with the page texts, long quotes are cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from graph import syntax
from graph.exports.entailment import entailed
from graph.exports.formats import made
from graph.exports.view import View
from graph.literals import lines, plain
from graph.quads import BODY, EVIDENCE, PART, QUOTE
from graph.questions import questions
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
ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9A-F]{4})|(?P<short>.))", re.DOTALL)
SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def write(view: View, folder: Path) -> None:
    here = made(folder, "rdf")
    syntax.write("".join(given(view)), here, base=view.base)
    inferred = sorted(entailed(view))
    (here / "inferred.nt").write_text("".join(inferred), encoding="utf8", newline="\n")
    for name in ("yizhan.ttl", "shapes.ttl", "rules.ttl"):
        (here / name).write_bytes(files("ontology").joinpath(name).read_bytes())
    for question in questions():
        path = made(here, "queries") / f"{question.name}.rq"
        path.write_text(question.text, encoding="utf8", newline="\n")


def given(view: View) -> Iterator[str]:
    """The lines of the graph that are given away: without bodies, unless texts are; with quotes no longer than said."""
    every = lines(view.nquads)
    kept = set() if view.text else _evidence(every)
    for line in every:
        subject, predicate, rest = line.split(" ", 2)
        if not view.text and _is_body(subject, predicate, kept):
            continue
        yield f"{subject} {predicate} {_cut(view, rest)}" if predicate == QUOTE and view.quote_limit else line


def _evidence(every: list[str]) -> set[str]:
    """The spans that a statement, mention, figure or doubt rests on; all others are bodies."""
    return {rest.split(" ", 1)[0] for line in every for _, p, rest in [line.split(" ", 2)] if p == EVIDENCE}


def _is_body(subject: str, predicate: str, kept: set[str]) -> bool:
    if predicate in (BODY, PART) or "#part" in subject:
        return True
    return "/id/page/" in subject and "#c" in subject and subject not in kept


def _cut(view: View, rest: str) -> str:
    literal = LITERAL.match(rest)
    assert literal is not None
    text = ESCAPE.sub(_unescaped, literal["text"])
    cut = view.words(text)
    return rest if cut == text else plain(cut) + rest[literal.end() :]


def _unescaped(match: re.Match[str]) -> str:
    if match["code"]:
        return chr(int(match["code"], 16))
    return SHORT.get(match["short"], match["short"])
