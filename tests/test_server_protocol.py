"""The W3C SPARQL 1.1 protocol tests as a table of requests, with the same names, and what else the endpoint promises.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ (W3C Test Suite Licence): the requests are the
suite's; its seven tests of working updates are asked too, and refused, because this endpoint only reads.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from graphs import GRAPH
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from serving import Answer, Server, serving, write_build

from graph.quads import quads
from graph.questions import questions
from graph.store import load, query

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
EXTRA = "".join(
    f"<{DATA.format(n)}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document> "
    f"<{DATA.format(n)}> .\n"
    for n in (1, 2, 3)
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = write_build(tmp_path_factory.mktemp("protocol"), quads(GRAPH) + EXTRA)
    with serving(folder, "--workers", "2", "--timeout", "2", "--rows", "500") as running:
        yield running


def graphs(**numbers: tuple[int, ...]) -> str:
    return "&".join(
        f"{kind}-graph-uri={quote(DATA.format(n), safe='')}" for kind, several in numbers.items() for n in several
    )


def typed(n: int) -> str:
    return f"<{DATA.format(n)}> a ?type"


def named(*numbers: int) -> str:
    return " ".join(f"GRAPH ?g{n} {{ {typed(n)} }}" for n in numbers)


def encoded(text: str) -> str:
    return quote(text, safe="")


BOTH = f"ASK {{ {typed(1)} . {typed(2)} . }}"
TRUE, ROWS, RDF = "true", "rows", "rdf"
QUERY_TESTS = [
    ("query_post_form", "POST", graphs(default=(0,)), FORM, "query=ASK%20%7B%7D", TRUE),
    ("query_dataset_default_graphs_get", "GET", f"query={encoded(BOTH)}&{graphs(default=(1, 2))}", "", "", TRUE),
    ("query_dataset_default_graphs_post", "POST", graphs(default=(1, 2)), DIRECT, BOTH, TRUE),
    ("query_dataset_named_graphs_post", "POST", graphs(named=(1, 2)), DIRECT, f"ASK {{ {named(1, 2)} }}", TRUE),
    ("query_dataset_named_graphs_get", "GET", f"query={encoded(f'ASK {{ {named(1, 2)} }}')}&{graphs(named=(1, 2))}",
     "", "", TRUE),
    ("query_dataset_full", "POST", graphs(default=(3,), named=(1, 2)), DIRECT, f"ASK {{ {typed(3)} {named(1, 2)} }}",
     TRUE),
    ("query_multiple_dataset", "POST", graphs(named=(1, 2)), DIRECT,
     f"ASK FROM <{DATA.format(3)}> {{ {named(1, 2)} }}", TRUE),
    ("query_get", "GET", f"query=ASK%20%7B%7D&{graphs(default=(0,))}", "", "", TRUE),
    ("query_content_type_select", "POST", graphs(default=(0,)), DIRECT, "SELECT (1 AS ?value) {}", ROWS),
    ("query_content_type_ask", "POST", graphs(default=(0,)), DIRECT, "ASK {}", TRUE),
    ("query_content_type_describe", "POST", graphs(default=(0,)), DIRECT, "DESCRIBE <http://example.org/>", RDF),
    ("query_content_type_construct", "POST", graphs(default=(0,)), DIRECT, "CONSTRUCT { <s> <p> 1 } WHERE {}", RDF),
    ("query_post_direct", "POST", "", DIRECT, "ASK {}", TRUE),
]  # fmt: skip
BAD_TESTS = [
    ("bad_query_method", "PUT", f"query=ASK%20%7B%7D&{graphs(default=(0,))}", FORM, ""),
    ("bad_multiple_queries", "GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", "", ""),
    ("bad_query_wrong_media_type", "POST", "", "text/plain", "ASK {}"),
    ("bad_query_missing_form_type", "POST", "", "", "query=ASK%20%7B%7D"),
    ("bad_query_missing_direct_type", "POST", "", "", "ASK {}"),
    ("bad_query_non_utf8", "POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}"),
    ("bad_query_syntax", "GET", "query=ASK%20%7B", "", ""),
    ("bad_update_get", "GET", "update=CLEAR%20ALL", "", ""),
    ("bad_multiple_updates", "POST", "", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    ("bad_update_wrong_media_type", "POST", "", "text/plain", "CLEAR NAMED"),
    ("bad_update_missing_form_type", "POST", "", "", "update=CLEAR%20NAMED"),
    ("bad_update_non_utf8", "POST", "", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED"),
    ("bad_update_syntax", "POST", "", FORM, "update=CLEAR%20XYZ"),
    ("bad_update_dataset_conflict", "POST", f"using-named-graph-uri={encoded('http://example/people')}", FORM,
     f"update={encoded('INSERT { ?s a ?o } USING <http://example/addresses> WHERE { ?s ?p ?o }')}"),
]  # fmt: skip
UPDATE_TESTS = [
    ("update_dataset_default_graph", "using-graph-uri=http%3A%2F%2Fe%2F1", UPDATE, "CLEAR ALL"),
    ("update_dataset_default_graphs", "using-graph-uri=http%3A%2F%2Fe%2F1", UPDATE, "DROP ALL"),
    ("update_dataset_named_graphs", "using-named-graph-uri=http%3A%2F%2Fe%2F1", UPDATE, "DROP ALL"),
    ("update_dataset_full", "using-graph-uri=http%3A%2F%2Fe%2F1&using-named-graph-uri=http%3A%2F%2Fe%2F2", UPDATE,
     "DROP ALL"),
    ("update_post_form", "", FORM, "update=CLEAR+ALL"),
    ("update_post_direct", "", UPDATE, "CLEAR ALL"),
    ("update_base_uri", "", UPDATE, "INSERT DATA { <http://e/s> <http://e/p> <test> }"),
]  # fmt: skip


def test_the_table_is_the_suite() -> None:
    assert (len(QUERY_TESTS), len(BAD_TESTS), len(UPDATE_TESTS)) == (13, 14, 7)


def sent(server: Server, method: str, parameters: str, media_type: str, text: str) -> Answer:
    body = text.encode("utf-16" if "UTF-16" in media_type else "utf8") if method in ("POST", "PUT") else None
    headers = {"Content-Type": media_type} if media_type else {}
    return server.ask(f"/sparql/?{parameters}", method, body=body, **headers)


@pytest.mark.parametrize("row", QUERY_TESTS, ids=[row[0] for row in QUERY_TESTS])
def test_w3c_queries(server: Server, row: tuple[str, str, str, str, str, str]) -> None:
    answer = sent(server, *row[1:5])
    assert answer.status == 200, answer.text
    if row[5] == RDF:
        assert answer.media_type == "text/turtle"
        assert list(parse(answer.body, RdfFormat.TURTLE, base_iri="http://e/")) or row[0].endswith("describe")
    else:
        assert answer.media_type == "application/sparql-results+json"
        content = json.loads(answer.body)
        expected = content["results"]["bindings"][0]["value"]["value"] == "1" if row[5] == ROWS else content["boolean"]
        assert expected is True


@pytest.mark.parametrize("row", BAD_TESTS, ids=[row[0] for row in BAD_TESTS])
def test_w3c_bad_requests(server: Server, row: tuple[str, str, str, str, str]) -> None:
    assert 400 <= sent(server, *row[1:]).status < 500


@pytest.mark.parametrize("row", UPDATE_TESTS, ids=[row[0] for row in UPDATE_TESTS])
def test_updates_are_refused(server: Server, row: tuple[str, str, str, str]) -> None:
    answer = sent(server, "POST", *row[1:])
    assert (answer.status, "only answers queries" in answer.text) == (403, True)
    assert json.loads(server.query("ASK { ?s ?p ?o }").body)["boolean"]


# ---------------------------------------------------------------- formats

SELECT = "SELECT ?name { ?x a yz:Programme ; rdfs:label ?name }"
CONSTRUCT = "CONSTRUCT { ?x rdfs:label ?name } WHERE { ?x a yz:Programme ; rdfs:label ?name }"
NEGOTIATED = [
    (SELECT, "", "application/sparql-results+json"),
    (SELECT, "*/*", "application/sparql-results+json"),
    (SELECT, "text/csv", "text/csv"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    (SELECT, "text/turtle, application/sparql-results+xml;q=0.8, text/csv;q=0.9", "text/csv"),
    (SELECT, "application/json", "application/json"),
    (SELECT, "text/*", "text/csv"),
    ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
    (CONSTRUCT, "", "text/turtle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    ("DESCRIBE ?x { ?x a yz:Programme }", "text/turtle;q=0.5, application/n-triples", "application/n-triples"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "accept", "expected"), NEGOTIATED)
def test_negotiated_formats(server: Server, text: str, accept: str, expected: str) -> None:
    answer = server.query(text, accept)
    assert (answer.status, answer.media_type) == (200, expected)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("format", "begins"),
    [("csv", b"name\r\n"), ("tsv", b"?name\n"), ("json", b'{"head"'), ("xml", b"<?xml")],
)
def test_format_in_the_address(server: Server, format: str, begins: bytes) -> None:
    answer = server.query(SELECT, "text/html", format=format, download="红x.csv")
    assert answer.body.startswith(begins)
    assert answer.headers["content-disposition"] == 'attachment; filename="x.csv"'


def test_not_acceptable(server: Server) -> None:
    answer = server.query(SELECT, "image/png")
    assert (answer.status, "text/csv" in answer.text) == (406, True)


def test_every_question_answers_as_in_process(server: Server) -> None:
    store = load(quads(GRAPH) + EXTRA)
    asked = questions()
    assert len(asked) >= 15
    for one in asked:
        answer = server.query(one.text, "application/sparql-results+json")
        assert answer.status == 200, (one.name, answer.text)
        over_http = [tuple(row) for row in parse_query_results(answer.body, QueryResultsFormat.JSON)]  # type: ignore[union-attr]
        assert over_http == [tuple(row) for row in query(store, one.text)], one.name  # type: ignore[union-attr]


# ---------------------------------------------------------------- refusals


REFUSED = [
    ("SELECT ?x {\n ?x ?p ;; ?o }}", 400, "line 2, column"),
    ("SELECT ?x { ?x no:such ?o }", 400, "Prefix not found"),
    ("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "SERVICE is not allowed"),
    ("ASK { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "SERVICE is not allowed"),
    ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "no graph of this store"),
    ("ASK FROM NAMED <http://example.org/elsewhere> { GRAPH ?g { ?s ?p ?o } }", 403, "no graph of this store"),
    ("SELECT * { ?s ?p ?o }", 413, "more than 500 rows"),
    ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 504, "stopped after 2 seconds"),
    ("ASK { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }", 400, "nested too deeply"),
    ("INSERT DATA { <http://e/a> <http://e/b> 1 }", 400, "line 1, column"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "message"), REFUSED)
def test_refusals_say_why(server: Server, text: str, status: int, message: str) -> None:
    answer = server.ask("/sparql", "POST", body=text.encode("utf8"), Content_Type=DIRECT)
    assert (answer.status, message in answer.text) == (status, True), answer.text
    assert json.loads(server.query("ASK {}").body)["boolean"]


def test_service_in_a_string_or_name_is_no_service(server: Server) -> None:
    text = """SELECT ?service { BIND("SERVICE <x> FROM <y>" AS ?service) # SERVICE
        FILTER(?service != <http://SERVICE>) }"""
    assert server.query(text).status == 200


def test_from_reads_only_that_graph(server: Server) -> None:
    answer = server.query(f"SELECT * FROM <{DATA.format(1)}> {{ ?s ?p ?o }}", "text/csv")
    assert answer.text.count("\r\n") == 2


def test_a_large_request_is_refused(server: Server) -> None:
    answer = server.ask("/sparql", "POST", body=b"#" * (1 << 20) + b"\nASK {}", Content_Type=DIRECT)
    assert (answer.status, "larger than 1,048,576 bytes" in answer.text) == (413, True)


# ---------------------------------------------------------------- caching, compression, preflight


def test_tag_and_compression(server: Server) -> None:
    path = f"/sparql?query={encoded('SELECT * { ?s rdfs:label ?o }')}"
    plain, zipped = server.ask(path), server.ask(path, Accept_Encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    again = server.ask(path, If_None_Match=plain.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert server.ask(path, Accept="text/csv").headers["etag"] != plain.headers["etag"]


def test_what_changes_has_no_tag(server: Server) -> None:
    assert "etag" not in server.query("SELECT (RAND() AS ?x) {}").headers
    assert "etag" not in server.query("SELECT WHERE").headers


def test_preflight(server: Server) -> None:
    answer = server.ask("/sparql", "OPTIONS", Origin="http://e", Access_Control_Request_Headers="content-type")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "content-type"


SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"


@pytest.mark.parametrize(
    ("path", "predicate"), [("/sparql", f"{SD}endpoint"), ("/.well-known/void", f"{VOID}sparqlEndpoint")]
)
@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_descriptions(server: Server, path: str, predicate: str, accept: str) -> None:
    answer = server.ask(path, Accept=accept)
    assert answer.media_type == accept
    format = RdfFormat.from_media_type(accept)
    assert format is not None
    found = [quad.object.value for quad in parse(answer.body, format) if quad.predicate.value == predicate]
    assert found == [f"http://127.0.0.1:{server.port}/sparql"]
