"""Answers in each format, byte by byte."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from graphs import GRAPH
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from graph import store
from graph.answers import AnswerError, Limit, TooLarge, answer
from graph.quads import quads
from graph.tables import width

LOADED = store.load(quads(GRAPH))
NAMES = "SELECT ?name ?code { ?r a yz:Region ; rdfs:label ?name . OPTIONAL { ?r yz:code ?code } } ORDER BY ?name"
QUOTES = "SELECT ?quote { ?s yz:quote ?quote } ORDER BY ?quote"
TRIPLES = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s a yz:Programme ; rdfs:label ?o }"
AWKWARD = """SELECT ?a ?b { VALUES (?a ?b) {
    ('1,"2"\\n}},{"<result>' UNDEF) (<http://e/x> "红"@zh) (UNDEF UNDEF) } }"""

SAID = [
    ("ASK { ?s a yz:Region }", "table", b"true\n"),
    ("ASK { ?s a yz:Region }", "csv", b"true"),
    ("ASK { ?s a yz:Nothing }", "json", b'{"head":{},"boolean":false}'),
    ("SELECT ?x { VALUES ?x { 1 2 } }", "tsv", b"?x\n1\n2\n"),
    ("SELECT ?x { VALUES ?x { 1 2 } }", "csv", b"x\r\n1\r\n2\r\n"),
    ("SELECT ?x { VALUES ?x { } }", "table", b"x\n-\n(0 rows)\n"),
    ("SELECT ?x ?y { VALUES (?x ?y) { ('红色驿站' yz:Region) ('a' 1.5) } }", "table",
     "x         y\n--------  ---------\n红色驿站  yz:Region\na         1.5\n(2 rows)\n".encode()),
    ("CONSTRUCT { yz:a yz:b '红\\n\"' } WHERE {}", "csv",
     b'subject,predicate,object\r\nhttps://w3id.org/yizhan/ontology#a,https://w3id.org/yizhan/ontology#b,'
     + '"红\n"""\r\n'.encode()),
    ("CONSTRUCT { yz:a yz:b '红\\n' } WHERE {}", "tsv",
     b"?subject\t?predicate\t?object\n<https://w3id.org/yizhan/ontology#a>\t<https://w3id.org/yizhan/ontology#b>\t"
     + '"红\\n"\n'.encode()),
]  # fmt: skip


@pytest.mark.parametrize(("query", "format", "expected"), SAID)
def test_answers_are_these_bytes(query: str, format: str, expected: bytes) -> None:
    assert answer(store.query(LOADED, query), format) == expected


@pytest.mark.parametrize("query", [NAMES, QUOTES, AWKWARD])
def test_json_xml_and_tsv_say_the_same(query: str) -> None:
    rows = {}
    for name, format in (
        ("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)
    ):  # fmt: skip
        parsed = parse_query_results(answer(store.query(LOADED, query), name), format)
        assert isinstance(parsed, QuerySolutions)
        rows[name] = [tuple(map(str, row)) for row in parsed]
    assert rows["json"] == rows["xml"] == rows["tsv"]
    assert rows["json"]


def test_csv_reads_back() -> None:
    rows = list(csv.reader(StringIO(answer(store.query(LOADED, QUOTES), "csv").decode("utf8"), newline="")))
    expected = [row["quote"].value for row in store.query(LOADED, QUOTES)]  # type: ignore[union-attr,index]
    assert [row[0] for row in rows] == ["quote", *expected]


@pytest.mark.parametrize(
    ("name", "format"),
    [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD),
     ("json", RdfFormat.JSON_LD), ("xml", RdfFormat.RDF_XML)],
)  # fmt: skip
def test_triples_read_back_from_every_syntax(name: str, format: RdfFormat) -> None:
    text = answer(store.query(LOADED, TRIPLES), name)
    assert {str(quad.triple) for quad in parse(text, format)} == {str(t) for t in store.query(LOADED, TRIPLES)}  # type: ignore[union-attr]
    assert text == answer(store.query(LOADED, TRIPLES), name)


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_rows_are_counted_exactly(format: str) -> None:
    query = AWKWARD.replace("(UNDEF UNDEF)", "(1 UNDEF)")
    assert answer(store.query(LOADED, query), format, limit=Limit(3, 10_000))
    with pytest.raises(TooLarge, match="more than 2 rows; narrow the query or add LIMIT"):
        answer(store.query(LOADED, query), format, limit=Limit(2, 10_000))


@pytest.mark.parametrize(("query", "format"), [(QUOTES, "json"), ("CONSTRUCT WHERE { ?s ?p ?o }", "turtle")])
def test_a_large_answer_is_refused_as_a_whole(query: str, format: str) -> None:
    with pytest.raises(TooLarge, match="larger than 500 bytes"):
        answer(store.query(LOADED, query), format, limit=Limit(10_000, 500))
    with pytest.raises(TooLarge, match="more than 3 rows"):
        answer(store.query(LOADED, query), format, limit=Limit(3, 10**6))


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [("ASK {}", "turtle", "ASK answers true or false"), (NAMES, "turtle", "SELECT answers rows"),
     (NAMES, "xlsx", "no format 'xlsx'; there are table, csv")],
)  # fmt: skip
def test_formats_an_answer_cannot_have(query: str, format: str, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        answer(store.query(LOADED, query), format)


def test_long_cells_are_cut_in_tables_only() -> None:
    query = f"SELECT ?x {{ VALUES ?x {{ '{'红' * 50}' }} }}"
    cell = answer(store.query(LOADED, query), "table").decode("utf8").splitlines()[2]
    assert (width(cell), cell[-1]) == (59, "…")
    assert json.loads(answer(store.query(LOADED, query), "json"))["results"]["bindings"][0]["x"]["value"] == "红" * 50
