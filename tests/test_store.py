"""Records to quads and back, rdflib over the same store, and the network."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from graphs import ENTITIES, GRAPH, HANGJIN, ORGANS, PAGE, STATION, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Page, Span
from graph import reifiers, store, syntax
from graph.quads import entity_iri, quads
from graph.records import (
    ArticleRecord,
    Credit,
    DoubtRecord,
    Entity,
    EntityMention,
    FigureRecord,
    Graph,
    Statement,
)
from ontology.terms import CREDITS, KINDS, LEVELS, RELATIONS, TYPES

TEXTS = {PAGE.digest: TEXT}

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
refs = st.sampled_from([entity.ref for entity in ENTITIES])
persons = st.sampled_from([entity.ref for entity in ENTITIES if entity.type == "Person"])
spans = st.integers(0, len(TEXT) - 2).flatmap(
    lambda begin: st.integers(begin + 1, len(TEXT)).map(lambda end: Span(begin, end))
)
shares = st.integers(0, 1000).map(lambda n: n / 1000)
numbers = st.integers(-(10**9), 10**9).map(lambda n: n / 100)
several = st.lists(spans, min_size=1, max_size=3).map(tuple)
ARTICLES = tuple(article.key for article in GRAPH.articles)


def entities() -> st.SearchStrategy[Entity]:
    texts = st.lists(words, max_size=2).map(tuple)
    return st.builds(
        Entity,
        st.sampled_from(TYPES),
        words,
        words,
        names=texts,
        slips=texts,
        code=st.sampled_from(["", "15"]),
        level=st.sampled_from(["", *LEVELS]),
        reasons=texts,
        centroid=st.none() | st.tuples(numbers, numbers),
    )


def statements() -> st.SearchStrategy[Statement]:
    premises = st.lists(words, max_size=2).map(tuple)
    said = st.builds(
        Statement, refs, st.sampled_from(sorted(RELATIONS)), refs, st.sampled_from(ARTICLES), several, words, shares,
        st.booleans(), premises,
    )  # fmt: skip
    post = st.builds(
        Statement, refs, st.just("holds"), refs, st.sampled_from(ARTICLES), several, words, shares,
        st.booleans(), premises, words,
    )  # fmt: skip
    known = st.builds(
        Statement, refs, st.sampled_from(sorted(RELATIONS)), refs, st.just(""), st.just(()), words, shares,
        st.booleans(), premises,
    )  # fmt: skip
    return st.one_of(said, post, known)


def articles(key: str) -> st.SearchStrategy[ArticleRecord]:
    head = st.just("") | words
    credit = st.builds(Credit, persons, st.sampled_from(sorted(CREDITS)), spans)
    return st.builds(
        ArticleRecord, st.just(key), st.just(PAGE.digest), st.integers(1, 20), st.sampled_from(sorted(KINDS)),
        head, head, head, head, st.lists(spans, max_size=3).map(tuple), head, st.lists(credit, max_size=3).map(tuple),
    )  # fmt: skip


def graphs() -> st.SearchStrategy[Graph]:
    article = st.sampled_from(ARTICLES)
    return st.builds(
        Graph.of,
        pages=st.builds(
            Page, words, st.just(TEXT), newspaper=st.just("") | words,
            date=st.sampled_from(["", "2024", "2024-10", "2024-10-25"]), number=st.just("") | words,
        ).map(lambda page: [page]),
        articles=st.tuples(*map(articles, ARTICLES)),
        entities=st.lists(entities(), max_size=3, unique_by=lambda entity: entity.ref).map(
            lambda more: [*ENTITIES, *(entity for entity in more if entity.ref not in {e.ref for e in ENTITIES})]
        ),
        statements=st.lists(statements(), max_size=4),
        mentions=st.lists(
            st.builds(EntityMention, article, refs, several, words, words, shares),
            max_size=3,
            unique_by=lambda mention: (mention.article, mention.entity),
        ),
        figures=st.lists(
            st.builds(
                FigureRecord, article, st.none() | refs, words, numbers, st.just("") | words, st.booleans(),
                st.none() | numbers, several,
            ),
            max_size=3,
            unique_by=lambda figure: figure.measure,
        ),
        doubts=st.lists(
            st.builds(DoubtRecord, st.just(PAGE.digest), st.just("") | article, words, several, words), max_size=3
        ),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_records_survive_the_way_through_quads(graph: Graph) -> None:
    nquads = quads(graph)
    assert store.graph(store.load(nquads), TEXTS) == graph
    assert reifiers.plain(reifiers.reified(nquads)) == nquads


def test_the_small_graph_survives_files(tmp_path: Path) -> None:
    for path in syntax.write(quads(GRAPH), tmp_path, endings=("nq", "trig", "jsonld", "ttl")):
        assert store.graph(store.load(path), TEXTS) == GRAPH, path.suffix


def test_a_graph_needs_its_page_texts() -> None:
    with pytest.raises(ValueError, match="no text for the page t"):
        store.graph(store.load(quads(GRAPH)), {})


def test_page_texts_are_known_by_digest(tmp_path: Path) -> None:
    (tmp_path / "6d079da0d91ae758.txt").write_bytes(TEXT.encode("utf8"))
    assert store.page_texts(tmp_path) == TEXTS


def test_queries_see_all_graphs_at_once() -> None:
    loaded = store.load(quads(GRAPH))
    ask = "ASK { ?o yz:runs ?p . ?p rdfs:label '红色驿站'@zh . ?o yz:basedIn/yz:partOf+/rdfs:label '内蒙古自治区'@zh }"
    assert bool(store.query(loaded, ask))


def test_a_broken_query_says_so() -> None:
    with pytest.raises(store.QueryError, match="not a SPARQL query: line 1, column 13: it ends too soon"):
        store.query(store.load(""), "SELECT WHERE")
    with pytest.raises(store.QueryError, match="not a SPARQL query: line 2, column 1: it ends too soon"):
        store.query(store.load(""), "SELECT ?s {\n")


def test_a_file_of_another_kind_is_named() -> None:
    with pytest.raises(LookupError, match=r"graph\.xlsx: no RDF syntax"):
        store.load(Path("graph.xlsx"))


def test_rdflib_reads_the_same_store(tmp_path: Path) -> None:
    (path,) = syntax.write(quads(GRAPH), tmp_path, endings=["nq"])
    dataset = store.dataset(path)
    rows = dataset.query("SELECT ?o WHERE { ?o yz:runs ?p } ORDER BY ?o")
    expected = store.query(store.load(path), "SELECT ?o WHERE { ?o yz:runs ?p } ORDER BY ?o")
    assert [str(row[0]) for row in rows] == [row["o"].value for row in expected]  # type: ignore[union-attr,index]
    assert len(dataset) == quads(GRAPH).count("\n")


def test_network_has_typed_attributes(tmp_path: Path) -> None:
    found = store.network(GRAPH, relations=["runs", "basedIn"])
    edges = found.get_edge_data(entity_iri(ORGANS), entity_iri(STATION))
    assert [edge["confidence"] for edge in edges.values()] == [0.4]
    assert found.nodes[entity_iri(HANGJIN)] == {
        "type": "Region", "label": "杭锦旗", "code": "150625", "level": "county",
    }  # fmt: skip
    networkx.write_graphml(found, tmp_path / "t.graphml")
    assert networkx.read_graphml(tmp_path / "t.graphml", force_multigraph=True).number_of_edges() == len(found.edges)


def test_a_build_is_one_line_away(seeds_out: Path) -> None:
    assert len(store.dataset(seeds_out)) == len(store.dataset(seeds_out / "graph.nq")) > 10_000
    network = store.network(seeds_out, relations=["runs"])
    assert 100 < network.number_of_edges() == sum(s.predicate == "runs" for s in store.read(seeds_out).statements)
    with pytest.raises(store.NoBuild, match="no build here"):
        store.dataset(seeds_out / "pages")


def test_the_records_of_a_build_make_the_same_quads(seeds_out: Path) -> None:
    assert quads(store.read(seeds_out)) == (seeds_out / "graph.nq").read_text("utf8")


def test_lines_that_no_build_wrote_are_refused(tmp_path: Path) -> None:
    first, *rest = quads(GRAPH).splitlines(keepends=True)
    cases = [
        ("".join([*rest, first]), "lines are not sorted"),
        (first + "not a line\n", "not quads that a build writes: not a line"),
        (quads(GRAPH)[:-9], "not quads that a build writes: <"),
    ]
    for text, message in cases:
        (tmp_path / "graph.nq").write_text(text, encoding="utf8")
        with pytest.raises(store.NoBuild, match=message):
            store.read(tmp_path)
