"""`yizhan query`: questions, files, text, pipes; a build or a server; a broken query says where."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from graph.build import build
from graph.cli import main

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    build([next(SEEDS.glob("004*"))], out)
    return out


def test_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query"]) == 0
    shown = capsys.readouterr().out
    assert "programme-portrait" in shown
    assert len(shown.splitlines()) >= 17


def test_a_question_about_another_thing(built: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["query", "programme-portrait", "--about", "红色驿站", "--graph", str(built), "--format", "csv"]) == 0
    assert "拉僧仲街道" in capfdbinary.readouterr().out.decode()


def test_bytes_that_are_no_text_are_one_line(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a terminal they come as surrogates, from a pipe as they are."""
    assert main(["query", "ASK { ?s ?p '\udcff' }", "--graph", str(built)]) == 2
    assert capsys.readouterr().err == "yizhan: not a SPARQL query: '\\udcff' is half a character\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ASK { \xff }"), encoding="utf8"))
    assert main(["query", "-", "--graph", str(built)]) == 2
    assert "standard input is not UTF-8" in capsys.readouterr().err


def test_text_file_and_pipe_give_the_same(
    built: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "SELECT ?name WHERE { ?x a yz:Programme ; rdfs:label ?name } ORDER BY ?name"
    (tmp_path / "mine.rq").write_text(text, encoding="utf8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    answers = []
    for query in (text, str(tmp_path / "mine.rq"), "-"):
        assert main(["query", query, "--graph", str(built), "--format", "tsv"]) == 0
        answers.append(capfdbinary.readouterr().out)
    assert "红色驿站".encode() in answers[0]
    assert answers[0] == answers[1] == answers[2]


BROKEN = [
    ("SELECT ?x WHERE { ?x", "line 1, column 21: it ends too soon"),
    ("SELECT ?x\nWHERE { ?x ?? 1 }", "not a SPARQL query: line 2, column "),
    ("nosuch", "no question 'nosuch'; there are"),
    ("PREFIX a: <http://a#>\n# new\nINSERT DATA { a:a a:b a:c }", "INSERT is an update, and a query only reads"),
    ("delete where { ?s ?p ?o }", "delete is an update, and a query only reads"),
    ("SELECT ?insert { INSERT }", "line 1, column "),
]


def test_a_query_that_cannot_be_put_is_one_line(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.rq").write_bytes(b"SELECT \xff")
    (tmp_path / "graph.nq").write_text("<http://a> <http://b", encoding="utf8")
    outside = "SELECT * WHERE { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    cases = [
        ([str(tmp_path / "bad.rq"), "--graph", str(built)], "bad.rq: cannot be read as UTF-8 text"),
        ([str(tmp_path / "none.rq"), "--graph", str(built)], "none.rq: cannot be read"),
        (["ASK { ?s ?p ?o }", "--about", "红色驿站", "--graph", str(built)], "--about goes with a titled question"),
        ([outside, "--graph", str(built)], "SERVICE does not answer"),
        (["ASK { ?s ?p ?o }", "--graph", str(tmp_path)], "graph.nq: is damaged"),
        (["posts", "--about", "红色驿站", "--graph", str(built)], "posts is not about one thing"),
        (["programme-portrait", "--about", "红色驿占", "--graph", str(built)], "红色驿占: nothing in the graph has"),
        (["people-of-a-place", "--about", "海南", "--graph", str(built)], "has this name; there are 海南区"),
        (["--about", "海南区"], "no question was given"),
        (["--format", "csv"], "no question was given"),
    ]
    for arguments, message in cases:
        assert main(["query", *arguments]) == 2
        error = capsys.readouterr().err
        assert message in error
        assert len(error.splitlines()) == 1


def test_the_end_of_a_name_is_known(built: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    arguments = ["departments-and-programmes", "--about", "街道党工委", "--graph", str(built), "--format", "csv"]
    assert main(["query", *arguments]) == 0
    assert "拉僧仲街道党工委,红色驿站," in capfdbinary.readouterr().out.decode()


def test_a_term_that_the_ontology_lacks_is_told(built: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = {
        "yz:Program": "yz:Program is no term of the ontology; yz:Programme is",
        "yz:qqq": "yz:qqq is no term of the ontology; ontology.html lists them",
    }
    for name, line in told.items():
        assert main(["query", f"SELECT ?x WHERE {{ ?x a {name} }}", "--graph", str(built)]) == 0
        shown = capfd.readouterr()
        assert shown.err == f"yizhan: {line}\n"
        assert shown.out == "x\n-\n(0 rows)\n"
    assert main(["query", "SELECT ?x WHERE { ?x a yz:Programme } LIMIT 1", "--graph", str(built)]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("query", "message"), BROKEN)
def test_a_broken_query_says_where(query: str, message: str, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", query, "--graph", str(built)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1


class Peer(BaseHTTPRequestHandler):
    """Answers one row to any query that names a prefix, and 400 to others."""

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        good = "PREFIX yz:" in body["query"][0] and "broken" not in body["query"][0]
        self.send_response(200 if good else 400)
        self.end_headers()
        self.wfile.write("name,n\r\n红色驿站,7\r\n".encode() if good else b"line 1: no")

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Peer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_server_is_asked(endpoint: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["query", "ASK { ?s ?p ?o }", "--endpoint", endpoint]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines()[2].split() == ["红色驿站", "7"]


def test_a_server_that_refuses_or_is_not_there(endpoint: str, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [(endpoint, "answered 400: line 1: no"), ("http://127.0.0.1:9/", "no answer"), ("nowhere", "no answer")]
    for url, message in cases:
        assert main(["query", "ASK { broken }", "--endpoint", url]) == 2
        assert message in capsys.readouterr().err
