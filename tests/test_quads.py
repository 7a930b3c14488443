"""Canonical N-Quads: IRIs, literals, what clashes, and the same in other syntaxes."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import A1, COMMITTEE, GRAPH, LASENGZHONG, MA, PAGE, RUNS, STATION, YUAN, said
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset
from rdflib import Graph as Graph_

from extractors.document import Ref
from graph import literals, reifiers, syntax
from graph.literals import GraphError
from graph.output import OutputError
from graph.quads import article_iri, entity_iri, page_iri, quads, span_iri
from graph.records import Entity, FigureRecord, Graph, united
from ontology.terms import PREFIXES, YZ

NQUADS = quads(GRAPH)
NCNAME = re.compile(r"[a-z][a-z0-9_]*")


@pytest.mark.parametrize(
    ("ref", "iri"),
    [
        (LASENGZHONG, "https://w3id.org/yizhan/id/region/r150303001"),
        (("Region", "长胜镇 150824"), "https://w3id.org/yizhan/id/region/rxtrtdwovrpjlydt6"),
        (STATION, "https://w3id.org/yizhan/id/programme/ptk5m53pohnmgrdxt"),
        (COMMITTEE, "https://w3id.org/yizhan/id/partyorganisation/p64pyrno6wqowawoq"),
    ],
)
def test_entity_iris_stay_as_they_are(ref: Ref, iri: str) -> None:
    assert entity_iri(ref) == iri


def test_page_article_and_span_iris_stay_as_they_are() -> None:
    assert page_iri(PAGE.digest) == "https://w3id.org/yizhan/id/page/pnudz3igzdltvrcmv"
    assert span_iri(PAGE.digest, RUNS) == f"{page_iri(PAGE.digest)}#c{RUNS.begin}_{RUNS.end}"
    assert article_iri(A1, base="urn:x:") == "urn:x:id/article/avoa3nyzyfnehkmsj"
    assert article_iri("") == "https://w3id.org/yizhan/graph/gazetteer"


def test_last_segments_are_names() -> None:
    iris = set(re.findall(r"<(https://w3id\.org/yizhan/id/[^>]*)>", NQUADS))
    assert iris
    assert [iri for iri in iris if not NCNAME.fullmatch(re.split("[/#]", iri)[-1])] == []


def test_lines_are_sorted_and_canonical() -> None:
    lines = NQUADS.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    store = Store()
    store.bulk_load(NQUADS.encode("utf8"), format=RdfFormat.N_QUADS)
    given_back = store.dump(format=RdfFormat.N_QUADS)
    assert given_back is not None
    assert sorted(given_back.decode("utf8").splitlines(keepends=True)) == lines


@given(st.text(st.characters(codec="utf-8")), st.integers(-(10**17), 10**17), st.integers(0, 8), st.integers(-9, 9))
def test_literals_come_back_unchanged(text: str, digits: int, places: int, whole: int) -> None:
    made = [
        literals.plain(text),
        literals.chinese(text),
        literals.decimal(digits / 10**places),
        literals.integer(whole),
        literals.boolean(whole > 0),
    ]
    lines = [f"<urn:s> <urn:p> {literal} .\n" for literal in made]
    store = Store()
    store.bulk_load("".join(lines).encode("utf8"), format=RdfFormat.N_QUADS)
    given_back = store.dump(format=RdfFormat.N_QUADS)
    assert given_back is not None
    assert set(re.findall(r".*? \.\n", given_back.decode("utf8"), re.DOTALL)) == set(lines)


@pytest.mark.parametrize(
    ("value", "text"),
    [(7.0, "7"), (0.5, "0.5"), (1e3, "1000"), (-0.0, "0"), (1.25e-7, "0.000000125"), (1.2e12, "1200000000000")],
)
def test_decimals_are_canonical(value: float, text: str) -> None:
    assert literals.decimal(value) == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e30, 1e-30])
def test_numbers_out_of_range_are_refused(value: float) -> None:
    with pytest.raises(GraphError, match="out of range"):
        literals.decimal(value)


def test_a_date_may_be_a_month_but_not_a_word() -> None:
    assert literals.day("2024-10").endswith('#gYearMonth>')
    with pytest.raises(GraphError, match="not a date"):
        literals.day("10月25日")


def test_every_statement_stands_directly_and_as_a_node() -> None:
    runs = f"<{entity_iri(COMMITTEE)}> <{YZ}runs> <{entity_iri(STATION)}> <{article_iri(A1)}> ."
    assert runs in NQUADS.splitlines()
    assert NQUADS.count(f"<{PREFIXES['rdf']}predicate> <{YZ}runs>") == 2
    assert NQUADS.count(f"<{YZ}PostHolding>") == 1


def test_what_no_article_says_stands_in_the_gazetteer() -> None:
    banner = entity_iri(("Region", "150624"))
    lines = [line for line in NQUADS.splitlines() if line.startswith(f"<{banner}>")]
    assert lines
    assert [line for line in lines if not line.endswith(f" <{article_iri('')}> .")] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"entities": [*GRAPH.entities, Entity(*YUAN, "袁玲二")]}, "entity given twice"),
        ({"entities": [*GRAPH.entities, Entity("Village", "x", "x")]}, "no class of entities: 'Village'"),
        ({"entities": [*GRAPH.entities, Entity("Region", "x", "x", level="city")]}, "no level: 'city'"),
        ({"statements": [said(MA, "livesIn", ("Place", "无"), RUNS)]}, "no entity 'Place 无' in the graph"),
        ({"figures": [FigureRecord("x", None, "m", 1, "", False, None, (RUNS,))]}, "no article 'x'"),
    ],
)
def test_broken_records_are_refused(change: dict[str, list[object]], message: str) -> None:
    broken = replace(GRAPH, **{name: tuple(values) for name, values in change.items()})
    with pytest.raises(GraphError, match=re.escape(message)):
        quads(broken)


def test_a_region_has_a_level_and_a_body_that_of_the_region_it_serves() -> None:
    bureau = Entity("Organisation", "杭锦旗农牧局", "杭锦旗农牧局", level="county")
    made = quads(replace(GRAPH, entities=(*GRAPH.entities, bureau)))
    assert f"<{entity_iri(bureau.ref)}> <{YZ}organLevel> <{YZ}county> " in made
    assert f"<{entity_iri(LASENGZHONG)}> <{YZ}level> <{YZ}township> " in made


def test_statements_of_one_key_are_united() -> None:
    first = replace(said(COMMITTEE, "runs", STATION, RUNS), confidence=0.5)
    other = said(COMMITTEE, "runs", STATION, GRAPH.articles[0].spans[0])
    (one,) = united([first, other])
    assert one == replace(other, spans=tuple(sorted([RUNS, GRAPH.articles[0].spans[0]])))


def test_another_base_moves_every_thing_but_no_term() -> None:
    moved = quads(GRAPH, base="https://example.org/")
    assert "w3id.org/yizhan/id" not in moved
    assert sorted(moved.replace("https://example.org/", "https://w3id.org/yizhan/").splitlines()) == NQUADS.splitlines()


def test_syntaxes_hold_the_same_graph_and_the_same_bytes(tmp_path: Path) -> None:
    """Another process has another order of hashes."""
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]; from graphs import GRAPH;"
        "from graph.quads import quads; from graph.syntax import write; write(quads(GRAPH), Path(sys.argv[1]))"
    )
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here = Path(__file__).parent
    paths = syntax.write(NQUADS, tmp_path / "a")
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "b"), str(here), str(here.parent)],
        check=True, env=os.environ | {"PYTHONHASHSEED": "7"},
    )  # fmt: skip
    for path in paths:
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name
    trig = Store()
    trig.load(path=str(tmp_path / "a" / "graph.trig"), format=RdfFormat.TRIG)
    assert len(trig) == NQUADS.count("\n")


def test_line_breaks_of_other_kinds_stand_in_literals() -> None:
    """OCR text holds them; str.splitlines would cut a line of N-Quads there."""
    odd = "前\u2028中\x85后\x1c末"
    nquads = quads(replace(GRAPH, entities=tuple(replace(e, label=odd) for e in GRAPH.entities)))
    for ending, format_ in (("trig", RdfFormat.TRIG), ("ttl", RdfFormat.TURTLE)):
        read = Store()
        read.load(syntax.rendered(nquads, ending), format=format_)
        label = NamedNode(PREFIXES["rdfs"] + "label")
        assert list(read.quads_for_pattern(None, label, Literal(odd, language="zh"), None)), ending
    assert reifiers.plain(reifiers.reified(nquads)) == nquads


def test_a_killed_process_is_told_and_not_waited_for(tmp_path: Path) -> None:
    def kill_all() -> None:
        for process in multiprocessing.active_children():
            process.kill()

    told = r"a process that wrote here was killed, .*; try --jobs 1"
    syntax.write(NQUADS * 200, tmp_path, endings=["nq"])
    with pytest.raises(OutputError, match=told), syntax.writing(tmp_path, jobs=2):
        kill_all()


def test_a_large_graph_is_written_as_a_small_one(tmp_path: Path) -> None:
    for name, large in (("small", 100), ("large", 0)):
        (tmp_path / name).mkdir()
        assert syntax.write_quads(GRAPH, tmp_path / name / "graph.nq", large=large) == NQUADS.count("\n")
        with syntax.writing(tmp_path / name):
            pass
        for ending in syntax.FORMATS:
            written = (tmp_path / name / f"graph.{ending}").read_bytes()
            assert written == syntax.rendered(NQUADS, ending), (name, ending)


def test_an_unknown_syntax_is_refused() -> None:
    with pytest.raises(LookupError, match="no RDF syntax 'doc'"):
        syntax.rendered(NQUADS, "doc")


def test_empty_graph_is_empty() -> None:
    nothing = Graph.of(pages=[], articles=[], entities=[], statements=[], mentions=[], figures=[], doubts=[])
    assert quads(nothing) == ""


def test_rdflib_reads_every_syntax_as_the_same_graph() -> None:
    expected = set(NQUADS.splitlines())
    for ending, name in (("trig", "trig"), ("jsonld", "json-ld")):
        dataset = Dataset()
        dataset.parse(data=syntax.rendered(NQUADS, ending), format=name)
        read = {line for line in dataset.serialize(format="nquads").splitlines() if line}
        assert {re.sub(r"( <urn:x-rdflib:default>)? +\.$", " .", line) for line in read} == expected, ending
    turtle = Graph_().parse(data=syntax.rendered(NQUADS, "ttl"), format="turtle")
    triples = {line.removesuffix(" .").removesuffix(f" {graph_of(line)}") for line in NQUADS.splitlines()}
    assert len(turtle) == len(triples)


def graph_of(line: str) -> str:
    return syntax.graph_of(line)


LINES = (
    ("<s> <p> <o> .", ""),
    ("<s> <p> <o> <g> .", "<g>"),
    ('<s> <p> "a b" .', ""),
    ('<s> <p> "a b" <g> .', "<g>"),
    ('<s> <p> "a <b" .', ""),
    ('<s> <p> "a <b>" .', ""),
    ('<s> <p> "a <b"^^<d> .', ""),
    ('<s> <p> "a <b"^^<d> <g> .', "<g>"),
    ('<s> <p> "a <b>"@zh <g> .', "<g>"),
    ('<s> <p> "a . " .', ""),
)


@pytest.mark.parametrize(("line", "graph"), LINES)
def test_the_graph_of_a_line(line: str, graph: str) -> None:
    assert graph_of(line) == graph
    (quad,) = parse(re.sub(r"<(.)>", r"<x:\1>", line), RdfFormat.N_QUADS)
    assert isinstance(quad, Quad)
    assert getattr(quad.graph_name, "value", "") == graph.replace("<", "x:").removesuffix(">")
