"""RDF 1.2 reifiers: the same graph both ways."""

from __future__ import annotations

from pathlib import Path

from graphs import GRAPH, PAGE, TEXT
from pyoxigraph import RdfFormat, Store

from graph import reifiers, store, syntax
from graph.quads import quads

NQUADS = quads(GRAPH)
REIFIED = reifiers.reified(NQUADS)
STATEMENTS = len(GRAPH.statements) + sum(len(article.credits) for article in GRAPH.articles)


def test_there_and_back_without_loss() -> None:
    assert REIFIED.count("#reifies> <<( ") == STATEMENTS
    assert "rdf-syntax-ns#Statement>" not in REIFIED
    assert "rdf-syntax-ns#subject>" not in REIFIED
    assert REIFIED.count("\n") == NQUADS.count("\n") - 3 * STATEMENTS
    assert reifiers.plain(REIFIED) == NQUADS
    assert reifiers.reified(REIFIED) == REIFIED
    assert reifiers.plain(NQUADS) == NQUADS


def test_the_seeds_there_and_back(seeds_out: Path) -> None:
    nquads = (seeds_out / "graph.nq").read_text("utf8")
    assert reifiers.plain(reifiers.reified(nquads)) == nquads


def test_through_trig_and_back_to_records() -> None:
    loaded = Store()
    loaded.load(syntax.rendered(REIFIED, "trig"), format=RdfFormat.TRIG)
    dumped = loaded.dump(format=RdfFormat.N_QUADS)
    assert dumped is not None
    assert store.graph(store.load(reifiers.plain(dumped.decode("utf8"))), {PAGE.digest: TEXT}) == GRAPH


def test_asked_in_sparql_of_rdf_1_2() -> None:
    loaded = store.load(REIFIED)
    ask = "ASK { ?s rdf:reifies <<( ?who yz:runs ?what )>> ; yz:evidence/yz:quote ?q . ?what rdfs:label '红色驿站'@zh }"
    assert bool(store.query(loaded, ask))


def test_a_statement_without_all_ends_stays_as_it_is() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    half = f"<urn:s> <{rdf}subject> <urn:a> <urn:g> .\n<urn:s> <{rdf}type> <{rdf}Statement> <urn:g> .\n"
    assert reifiers.reified(half) == half
    two = half + "".join(
        f"<urn:s> <{rdf}{name}> <urn:{value}> <urn:g> .\n"
        for name, value in (("predicate", "p"), ("object", "b"), ("object", "c"))
    )
    assert reifiers.reified(two) == "".join(sorted(two.splitlines(keepends=True)))
