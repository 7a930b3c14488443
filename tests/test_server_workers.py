"""The workers: runaway queries, memory, clients that leave, a keeper that dies; and nothing left behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from urllib.parse import quote

import pytest
from graphs import ETUOKE, GRAPH
from processes import children, memory
from serving import Server, serving, write_build

from graph.cli import main
from graph.output import replaced
from graph.quads import entity_iri, quads
from graph.server import ServeError, greeting, serve
from graph.web.places import Places
from graph.web.pool import Limits, Pool
from graph.web.records import Thing
from graph.web.rows import Asker
from graph.web.wire import Reply, Request
from ontology.terms import YZ

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT DISTINCT ?a ?d ?g ?j { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?j"
GOOD = "SELECT ?name { ?x a yz:Region ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("workers"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder, "--timeout", "1", "--memory", "200", "--workers", "3") as running:
        yield running


def until(true: object, seconds: float = 8) -> bool:
    """Whether the condition comes true in time."""
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and ") Z " not in Path(f"/proc/{pid}/stat").read_text("utf8")


@linux
def test_runaways_among_good_queries(server: Server) -> None:
    """20 runaways among 200 good queries: every good one answered, none lost, memory back to where it was."""
    expected = server.query(GOOD).body
    before, processes = memory(children(server.process.pid)), len(children(server.process.pid))
    asked = [RUNAWAY if number % 11 == 5 else GOOD for number in range(220)]
    with ThreadPoolExecutor(16) as clients:
        answers = list(clients.map(lambda text: server.query(text, timeout=120), asked))
    good = [answer for text, answer in zip(asked, answers, strict=True) if text == GOOD]
    bad = [answer.status for text, answer in zip(asked, answers, strict=True) if text == RUNAWAY]
    assert len(good) == 200
    assert {(answer.status, answer.body) for answer in good} == {(200, expected)}
    assert len(bad) == 20
    assert set(bad) <= {504, 503}
    assert 504 in bad
    assert until(lambda: len(children(server.process.pid)) == processes)
    assert memory(children(server.process.pid)) < before + (20 << 20)


def test_memory_is_capped(server: Server) -> None:
    answer = server.query(GREEDY)
    assert (answer.status, "more memory" in answer.text) == (507, True)
    assert server.query(GOOD).status == 200


def test_waiting_lines_have_an_end(folder: Path) -> None:
    """One worker, one place for a long query and one to pause in, two to wait: the rest is sent away at once."""
    limits = Limits(time=0.6, workers=1, long=1, paused=1, waiting=2)

    async def ask() -> tuple[list[Reply], Reply, list[str]]:
        pool = Pool(folder / "graph.nq", limits)
        await pool.start()
        try:
            replies = await asyncio.gather(*(pool.ask(Request(RUNAWAY)) for _ in range(8)))
            return replies, await pool.ask(Request(GOOD)), await greeting(pool, "0.0.0.0", 80)
        finally:
            await pool.close()

    replies, after, lines = asyncio.run(ask())
    statuses = [reply.status for reply in replies]
    assert statuses == [504, 504, 503, 503, 503, 503, 503, 503] or statuses == [504, 504, 504] + [503] * 5
    assert all("Retry-After" in reply.headers for reply in replies if reply.status == 503)
    assert after.status == 200
    assert "4 personal names" in lines[-1]
    assert "no password" in lines[-1]


def test_places_asked_for_at_once_are_whole(folder: Path) -> None:
    """What one request has half learnt of the regions is not taken for all by another."""
    iris = [entity_iri(entity.ref) for entity in GRAPH.entities]

    async def ask() -> tuple[list[dict[str, tuple[Thing, ...]]], dict[str, tuple[Thing, ...]]]:
        pool = Pool(folder / "graph.nq", Limits())
        await pool.start()
        try:
            places = Places(Asker(pool))
            return await asyncio.gather(*(places.of([iri]) for iri in iris)), await Places(Asker(pool)).of(iris)
        finally:
            await pool.close()

    one_by_one, together = asyncio.run(ask())
    assert {iri: chain for found in one_by_one for iri, chain in found.items()} == together
    assert [place.label for place in together[entity_iri(ETUOKE)]] == ["鄂尔多斯市", "内蒙古自治区"]


@linux
def test_the_keeper_is_begun_anew(server: Server) -> None:
    keeper = children(server.process.pid)[0]  # its own child; the workers are the keeper's
    os.kill(keeper, signal.SIGKILL)
    assert until(lambda: keeper not in children(server.process.pid))
    assert until(lambda: server.query(GOOD).status == 200, 20)


@linux
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_behind(folder: Path, blow: signal.Signals) -> None:
    command = [sys.executable, "-m", "graph.cli", "serve", "--graph", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().partition("127.0.0.1:")[2].partition("/")[0])
        left = children(process.pid)
        assert len(left) == 5  # the keeper and four workers
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: t\r\n\r\n".encode())
            time.sleep(0.3)
            process.send_signal(blow)
            process.wait(20)
    assert until(lambda: not any(map(alive, left)))


SANDBOX = """
import socket, sys
from pyoxigraph import Store
from graph.web.sandbox import confine

server = socket.create_server(("127.0.0.1", 0))
store = Store()
assert confine(memory=100 << 20), "no seccomp"

def refused(what, *errors):
    try:
        what()
    except errors as error:
        print(type(error).__name__)

refused(lambda: socket.socket(), PermissionError)
service = "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % server.getsockname()[1]
refused(lambda: list(store.query(service)), PermissionError)
refused(lambda: open("/tmp/yizhan-sandbox", "w").write("x" * 9999), OSError)
refused(lambda: bytearray(300 << 20), MemoryError)
refused(lambda: __import__("subprocess").run(["true"]), OSError)
"""


@linux
def test_the_sandbox_itself() -> None:
    """What the parser refuses already, the kernel refuses as well."""
    ran = subprocess.run([sys.executable, "-c", SANDBOX], capture_output=True, text=True, check=True)
    denied = "PermissionError"
    assert ran.stdout.split() == [denied, denied, "OSError", "MemoryError", denied], ran.stderr


@linux
def test_a_store_on_disk_and_a_client_that_leaves(server: Server, folder: Path, tmp_path: Path) -> None:
    """The store on disk answers as the one in memory, and is made once; a client that goes stops its query."""
    expected = server.query(GOOD).body
    for _ in range(2):
        with serving(folder, "--store", str(tmp_path / "store"), "--timeout", "60", "--workers", "2") as other:
            assert other.query(GOOD).body == expected
            usual = set(children(other.process.pid))
            with socket.create_connection(("127.0.0.1", other.port)) as client:
                client.sendall(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: t\r\n\r\n".encode())
                assert until(lambda: len(children(other.process.pid)) > len(usual))  # noqa: B023
            assert until(lambda: len(children(other.process.pid)) == len(usual))  # noqa: B023
            assert not usual <= set(children(other.process.pid))  # the one that ran is another process now
    assert len(list((tmp_path / "store").iterdir())) == 1


def rebuilt(folder: Path, nquads: str) -> None:
    """The folder's graph as a new build leaves it: written aside, then exchanged."""
    with replaced(folder, frozenset({"graph.nq"})) as aside:
        (aside / "graph.nq").write_text(nquads, "utf8")


def name_of(number: int) -> str:
    new = "<https://w3id.org/yizhan/id/programme/pnew>"
    return f'{new} <{RDF_TYPE}> <{YZ}Programme> .\n{new} <{RDFS_LABEL}> "新项目{number}"@zh .\n'


@linux
def test_a_new_build_is_served_without_a_pause(tmp_path: Path) -> None:
    """The build changes twice under a stream of requests, short and long: none fails, and the new one answers."""
    folder = write_build(tmp_path / "out")
    ask = "SELECT ?n { <https://w3id.org/yizhan/id/programme/pnew> rdfs:label ?n }"
    with serving(folder, "--timeout", "2", "--workers", "2") as server, ThreadPoolExecutor(4) as clients:
        assert "新项目" not in server.query(ask).text
        usual, running = len(children(server.process.pid)), True

        def stream() -> list[int]:
            statuses = []
            while running:
                statuses += [server.query(GOOD).status, server.ask("/search.json?q=hongse").status]
            return statuses

        streams = [clients.submit(stream) for _ in range(2)]
        long = clients.submit(server.query, RUNAWAY)
        for number in (1, 2):
            rebuilt(folder, quads(GRAPH) + name_of(number))
            assert until(lambda: f"新项目{number}" in server.query(ask).text, 20)  # noqa: B023
        running = False
        statuses = [status for one in streams for status in one.result()]
        assert (set(statuses), len(statuses) > 20) == ({200}, True)
        assert long.result().status == 504  # asked of the first build, and ended by its limit, not by the change
        assert until(lambda: len(children(server.process.pid)) == usual)  # the workers of old builds are gone


def test_a_broken_build_does_not_take_the_place_of_a_good_one(tmp_path: Path) -> None:
    folder = write_build(tmp_path / "out")
    with serving(folder, "--workers", "1") as server:
        rebuilt(folder, "<http://e/a> no quad .\n")
        assert server.process.stdout is not None
        assert "the build of before is still served" in server.process.stdout.readline()
        assert server.query(GOOD).status == 200
        (folder / "graph.nq").unlink()  # as between two renames: nothing to tell
        time.sleep(2.5)
        assert server.query(GOOD).status == 200
        rebuilt(folder, quads(GRAPH) + name_of(3))
        assert server.process.stdout.readline().startswith("the build has changed: ")
        assert "新项目3" in server.query("SELECT ?n { ?x rdfs:label ?n FILTER(CONTAINS(?n, '新')) }").text


def test_the_store_of_a_replaced_build_is_removed_unless_it_is_read(tmp_path: Path) -> None:
    folder, store = write_build(tmp_path / "out"), tmp_path / "store"
    copy = Path(copytree(folder, tmp_path / "copy"))
    options = ("--workers", "1", "--store", str(store))
    with serving(folder, *options) as server, serving(copy, *options) as other:
        (first,) = store.iterdir()
        rebuilt(folder, quads(GRAPH) + name_of(1))
        assert until(lambda: "新项目1" in server.query(GOOD.replace("Region", "Programme")).text, 20)
        assert first in store.iterdir()
        assert other.query(GOOD).status == 200
        rebuilt(copy, quads(GRAPH) + name_of(1))
        assert until(lambda: first not in store.iterdir(), 20)
        assert other.query(GOOD).body == server.query(GOOD).body
    assert len(list(store.iterdir())) == 1


def test_a_port_that_is_none(folder: Path) -> None:
    for port in (-1, 65536):
        with pytest.raises(ServeError, match=f"{port}: not a port"):
            serve(folder, say=print, port=port)


def test_bad_usage_is_one_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "graph.nq").write_text("<http://e/a> no quad .\n", "utf8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        cases = [
            (["--graph", str(tmp_path)], "no build here"),
            (["--graph", str(folder), "--port", str(taken.getsockname()[1])], "choose another --port"),
            (["--graph", str(tmp_path / "broken"), "--port", "0"], "graph.nq: "),
            (["--graph", str(tmp_path / "broken"), "--port", "0", "--store", str(tmp_path / "s")], "cannot be kept in"),
        ]
        for options, message in cases:
            assert main(["serve", *options]) == 2
            said = capsys.readouterr().err
            assert (message in said, said.count("\n")) == (True, 1), said


def test_answers_are_whole_json(server: Server) -> None:
    assert json.loads(server.query(GOOD).body)["results"]["bindings"]
