"""Publishing to real servers that the test starts: Oxigraph always, Virtuoso where it is installed."""

from __future__ import annotations

import http.server
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from graphs import GRAPH
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from serving import write_build

from graph import asking
from graph.cli import main
from graph.publish import GRAPH as LINE
from graph.publish import Graphs, PublishError, Sent, Target, publish
from graph.quads import quads
from graph.questions import questions
from graph.store import load, query

OXIGRAPH = Path(sys.executable).parent / "oxigraph"
VIRTUOSO = shutil.which("virtuoso-t")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return int(bound.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no server at port {port}")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def oxigraph() -> Iterator[str]:
    port = free_port()
    command = [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return write_build(tmp_path / "out")


def lines(store: str) -> list[str]:
    with urllib.request.urlopen(urllib.request.Request(store, headers={"Accept": "application/n-quads"})) as response:
        return sorted(f"{quad} .\n" for quad in parse(response.read(), RdfFormat.N_QUADS))


def silent(_text: str) -> None:
    pass


def test_oxigraph_has_every_quad_and_answers_every_question(oxigraph: str, build: Path) -> None:
    said: list[str] = []
    target = Target(f"{oxigraph}/store")
    assert publish(build, target, report=said.append) == Sent(4, len(quads(GRAPH).splitlines()), 0, 0)
    assert said[-1] == f"4 of 4 graphs, {len(quads(GRAPH).splitlines())} triples"
    assert lines(f"{oxigraph}/store") == sorted(str(q) + " .\n" for q in parse(quads(GRAPH), RdfFormat.N_QUADS))
    local, asked = load(quads(GRAPH)), questions()
    assert asked
    for one in asked:
        answer = asking.ask_server(one.text, f"{oxigraph}/query", "json")
        rows = [tuple(row) for row in parse_query_results(answer, QueryResultsFormat.JSON)]  # type: ignore[union-attr]
        assert rows == [tuple(row) for row in query(local, one.text)], one.name  # type: ignore[union-attr]


def test_only_what_changed_is_sent_again(oxigraph: str, build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"{oxigraph}/store"
    assert main(["publish", url, "--graph", str(build)]) == 0
    assert main(["publish", url, "--graph", str(build)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "0 graphs sent (0 triples), 4 unchanged, 0 deleted"
    gazetteer = "<https://w3id.org/yizhan/graph/gazetteer> .\n"
    changed = [line for line in quads(GRAPH).splitlines(keepends=True) if not line.endswith(gazetteer)]
    changed = [line.replace('"潘佳"@zh', '"潘  佳"@zh') for line in changed]
    (build / "graph.nq").write_text("".join(changed), "utf8")
    assert main(["publish", url, "--graph", str(build)]) == 0
    sent = next(line for line in capsys.readouterr().out.splitlines())
    assert ("2 unchanged, 1 deleted" in sent, sent.startswith("1 graphs")) == (True, True), sent
    assert lines(url) == sorted(str(quad) + " .\n" for quad in parse("".join(changed), RdfFormat.N_QUADS))
    assert main(["publish", url, "--fresh", "--graph", str(build)]) == 0
    assert capsys.readouterr().out.startswith("3 graphs sent")


def test_a_server_whose_union_is_of_named_graphs_alone(build: Path) -> None:
    """As Fuseki's: with a name for the default graph nothing stays outside, and every question is answered."""
    port, name = free_port(), "https://w3id.org/yizhan/graph/entities"
    process = subprocess.Popen(
        [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, process)
        url = f"http://127.0.0.1:{port}"
        assert main(["publish", f"{url}/store", "--default-graph", name, "--graph", str(build)]) == 0
        asked = asking.ask_server("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", f"{url}/query", "csv")
        union = "&".join(f"default-graph-uri={quote(graph, safe='')}" for graph in asked.decode("utf8").split()[1:])
        for one in questions():
            answer = asking.ask_server(one.text, f"{url}/query?{union}", "json")
            rows = [tuple(row) for row in parse_query_results(answer, QueryResultsFormat.JSON)]  # type: ignore[union-attr]
            assert rows == [tuple(row) for row in query(load(quads(GRAPH)), one.text)], one.name  # type: ignore[union-attr]
    finally:
        stop(process)


def test_a_run_that_was_stopped_goes_on(oxigraph: str, build: Path) -> None:
    target, told = Target(f"{oxigraph}/store"), []

    def report(text: str) -> None:
        told.append(text)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(build, target, report=report)
    rest = publish(build, target, report=silent)
    assert (rest.graphs, rest.unchanged) == (2, 2)
    assert lines(target.url) == sorted(str(quad) + " .\n" for quad in parse(quads(GRAPH), RdfFormat.N_QUADS))


def test_large_graphs_go_in_parts(oxigraph: str, build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.publish.PART", 7)
    publish(build, Target(f"{oxigraph}/store"), report=silent)
    assert lines(f"{oxigraph}/store") == sorted(str(quad) + " .\n" for quad in parse(quads(GRAPH), RdfFormat.N_QUADS))


# ---------------------------------------------------------------- servers that refuse


class Failing(http.server.BaseHTTPRequestHandler):
    """Answers with the statuses in turn, then 204 for ever; remembers the requests."""

    statuses: list[int]
    seen: list[tuple[str, str, str]]

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.command, self.path, self.headers.get("Authorization", "")))
        status = self.statuses.pop(0) if self.statuses else 204
        self.send_response(status)
        self.send_header("Retry-After", "7")
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="t"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_DELETE = do_PUT

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def failing() -> Iterator[type[Failing]]:
    class Handler(Failing):
        pass

    Handler.statuses, Handler.seen = [], []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Handler.url = f"http://127.0.0.1:{server.server_port}/store"  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Handler
        server.shutdown()


def test_a_busy_server_is_asked_again(build: Path, failing: type[Failing]) -> None:
    failing.statuses.extend([503, 500, 429])
    pauses: list[float] = []
    sent = publish(build, Target(failing.url), report=silent, pause=pauses.append)  # type: ignore[attr-defined]
    assert (sent.graphs, pauses) == (4, [7, 7, 7])
    assert [path for _, path, _ in failing.seen][:4] == ["/store?default"] * 4


def test_what_stays_broken_is_said(build: Path, failing: type[Failing]) -> None:
    failing.statuses.extend([503] * 6)
    with pytest.raises(PublishError, match="answered 503"):
        publish(build, Target(failing.url), report=silent, pause=lambda _: None)  # type: ignore[attr-defined]


REFUSALS = [(401, "set YIZHAN_USER and YIZHAN_PASSWORD"), (404, "is this its graph store"), (400, "answered 400")]


@pytest.mark.parametrize(("status", "message"), REFUSALS)
def test_a_refusal_is_not_repeated(build: Path, failing: type[Failing], status: int, message: str) -> None:
    failing.statuses.append(status)
    with pytest.raises(PublishError, match=message):
        publish(build, Target(failing.url), report=silent, environment={})  # type: ignore[attr-defined]
    assert len(failing.seen) == 1


AUTH = [({"YIZHAN_TOKEN": "t"}, [], "Bearer t"), ({"YIZHAN_USER": "u", "YIZHAN_PASSWORD": "p"}, [401], "Basic dTpw")]


@pytest.mark.parametrize(("environment", "statuses", "expected"), AUTH)
def test_authorisation(
    build: Path, failing: type[Failing], environment: dict[str, str], statuses: list[int], expected: str
) -> None:
    failing.statuses.extend(statuses)
    publish(build, Target(failing.url, "http://e/all"), report=silent, environment=environment)  # type: ignore[attr-defined]
    assert failing.seen[len(statuses)] == ("PUT", f"/store?graph={quote('http://e/all', safe='')}", expected)


def test_nobody_there(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PublishError, match="is the server running"):
        publish(build, Target(f"http://127.0.0.1:{free_port()}/"), report=silent, pause=lambda _: None)
    assert main(["publish", "ftp://e/", "--graph", str(build)]) == 2
    assert "not an http address" in capsys.readouterr().err


def test_every_line_of_a_build_has_its_graph() -> None:
    found = quads(GRAPH).splitlines(keepends=True)
    assert found
    for line in found:
        (quad,) = parse(line, RdfFormat.N_QUADS)
        match = LINE.fullmatch(line.encode("utf8"))
        assert match
        name = (match["graph"] or b"").decode("utf8")
        assert name == ("" if "Default" in type(quad.graph_name).__name__ else quad.graph_name.value)  # type: ignore[union-attr]


def test_a_foreign_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<http://e/a> <http://e/b> _:c .\n", "utf8")
    with pytest.raises(PublishError, match=r"graph\.nq:1: not a line of canonical N-Quads"):
        Graphs(tmp_path / "graph.nq")


# ---------------------------------------------------------------- Virtuoso

INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[Parameters]
ServerPort = {sql}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
DirsAllowed = {folder}
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000
"""


@pytest.mark.skipif(VIRTUOSO is None, reason="Debian's virtuoso-opensource is not installed")
def test_virtuoso(build: Path, tmp_path: Path) -> None:
    """Virtuoso has digest authentication and no default graph of its own."""
    assert VIRTUOSO is not None
    http_port, folder = free_port(), tmp_path / "virtuoso"
    folder.mkdir()
    (folder / "v.ini").write_text(INI.format(folder=folder, sql=free_port(), http=http_port), "utf8")
    process = subprocess.Popen(
        [VIRTUOSO, "+foreground", "+configfile", str(folder / "v.ini")], cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(http_port, process)
        target = Target(f"http://127.0.0.1:{http_port}/sparql-graph-crud-auth", "https://w3id.org/yizhan/graph/default")
        environment = {"YIZHAN_USER": "dba", "YIZHAN_PASSWORD": "dba"}
        assert publish(build, target, report=silent, environment=environment).graphs == 4
        endpoint = f"http://127.0.0.1:{http_port}/sparql"
        ours = "FILTER(STRSTARTS(STR(?g), 'https://w3id.org/yizhan/'))"
        count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}"
        answer = asking.ask_server(count, endpoint, "csv")
        assert answer.split()[1].strip(b'"') == str(quads(GRAPH).count("\n")).encode()
        named = "SELECT ?label { ?x a yz:Programme ; rdfs:label ?label }"
        assert "红色驿站" in asking.ask_server(named, endpoint, "csv").decode("utf8")
    finally:
        stop(process)
