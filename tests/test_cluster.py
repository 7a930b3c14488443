"""A build on a real Dask cluster on this machine is that of one process, whoever dies on the way."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from graph.build import build, stream
from graph.cli import main
from graph.cluster import Cluster, ClusterError, _client, _tasks, put, shard
from graph.inputs import InputError
from tests.bench.pages import varied

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds until anything here must have happened
PAGES = 6
LENGTH = 2500  # of a page here: its first articles


def until(done: object, what: str) -> None:
    """Waits for a callable to say yes."""
    stop = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator]
        assert time.monotonic() < stop, f"waited {PATIENCE} s for {what}"
        time.sleep(0.02)


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def start(folder: Path, role: str, *options: str) -> subprocess.Popen[bytes]:
    """A scheduler or a worker in a process of its own; they find each other by a file."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{role}", "--scheduler-file", str(folder / "scheduler.json"),
         "--no-dashboard", *options],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def worker(folder: Path, name: str) -> subprocess.Popen[bytes]:
    local = ("--local-directory", str(folder / name), "--host", "127.0.0.1")
    return start(folder, "worker", "--nthreads", "1", "--no-nanny", "--name", name, *local)


def address(folder: Path) -> str:
    file = folder / "scheduler.json"
    until(lambda: file.exists() and file.read_text().rstrip().endswith("}"), "the scheduler")
    found: str = json.loads(file.read_text())["address"]
    return found


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a scheduler and of one worker that lives as long as the tests."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("cluster")
    processes = [start(folder, "scheduler", "--host", "127.0.0.1", "--port", "0")]
    address(folder)
    processes.append(worker(folder, "steady"))
    yield folder
    for process in reversed(processes):
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages in two folders, one text twice, one with its origin beside it."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "later").mkdir()
    for number in range(PAGES):
        place = folder / "later" if number % 3 == 0 else folder
        (place / f"{number}.txt").write_text(varied(number).text[:LENGTH], "utf8", newline="\n")
    (folder / "9.txt").write_text(varied(1).text[:LENGTH], "utf8", newline="\n")
    (folder / "2.meta.json").write_text('{"newspaper": "北疆试验报", "date": "2025-02-03"}')
    return folder


@pytest.fixture(scope="module")
def local(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("local") / "out"
    build([pages], out)
    return content(out)


def cluster(scheduler: Path, shards: Path) -> Cluster:
    return Cluster(address(scheduler), shards.as_uri(), files_a_shard=1, patience=PATIENCE)


def client_code(pages: Path, out: Path, given: Cluster) -> list[str]:
    """The command of a client in a process of its own."""
    code = (
        "import sys; from pathlib import Path; from graph.build import build; from graph.cluster import Cluster\n"
        f"build([Path({str(pages)!r})], Path({str(out)!r}), cluster={given!r})"
    )
    return [sys.executable, "-c", code]


def test_a_stream_on_this_machine_is_its_build(pages: Path, local: dict[str, bytes], tmp_path: Path) -> None:
    """In one process and in two; the second finds the shards of the first."""
    shards = tmp_path / "shards"
    for jobs in (1, 2):
        out = tmp_path / str(jobs)
        stream([pages], out, Cluster("", shards.as_uri(), files_a_shard=1, jobs=jobs))
        assert content(out) == {"graph.nq": local["graph.nq"]}
        assert len(list(shards.glob("*.jsonl.gz"))) == PAGES + 1
    assert main(["build", str(pages), "--stream", "--out", str(tmp_path / "cli")]) == 0
    assert content(tmp_path / "cli") == {"graph.nq": local["graph.nq"]}
    assert list((tmp_path / "cli.shards").glob("*.nq.gz"))


@pytest.mark.slow
def test_a_worker_killed_half_way_changes_nothing(
    scheduler: Path, pages: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    shards = tmp_path / "shards"
    doomed = worker(scheduler, "doomed")
    with _client(cluster(scheduler, shards)) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            build([pages.as_uri()], tmp_path / "out", cluster=cluster(scheduler, shards))
        except BaseException as error:
            failed.append(error)
            raise

    thread = threading.Thread(target=run)
    thread.start()
    until(lambda: failed or len(list(shards.glob("*.gz"))) >= 2, "two shards")
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    thread.join(PATIENCE)
    assert not failed
    assert len(list(shards.glob("*.gz"))) == PAGES + 1
    assert content(tmp_path / "out") == local


@pytest.mark.slow
def test_a_client_that_died_finds_what_was_done(
    scheduler: Path, pages: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    shards, out = tmp_path / "out.shards", tmp_path / "out"
    given = cluster(scheduler, shards)
    client = subprocess.Popen(client_code(pages, out, given), cwd=ROOT)
    until(lambda: len(list(shards.glob("*.gz"))) >= 2, "two shards")
    client.kill()
    client.wait()
    assert not out.exists()
    before = {file: file.stat().st_mtime_ns for file in shards.glob("*.gz")}
    build([pages], out, cluster=given)
    assert content(out) == local
    assert {file: file.stat().st_mtime_ns for file in before} == before
    stream([pages], tmp_path / "streamed", given)
    assert content(tmp_path / "streamed") == {"graph.nq": local["graph.nq"]}
    written = {file: file.stat().st_mtime_ns for file in shards.glob("*.nq.gz")}
    assert len(written) == PAGES + 1  # by the workers, one of them for a text that another shard has
    stream([pages], tmp_path / "again", given)
    assert content(tmp_path / "again") == {"graph.nq": local["graph.nq"]}
    assert {file: file.stat().st_mtime_ns for file in shards.glob("*.nq.gz")} == written


@pytest.mark.slow
def test_who_is_missing_is_said(pages: Path, tmp_path: Path) -> None:
    """No worker yet: it waits and says so. A scheduler that goes: one line, and what is done is kept."""
    pytest.importorskip("distributed")
    processes = [start(tmp_path, "scheduler", "--host", "127.0.0.1", "--port", "0")]
    shards, out = tmp_path / "out.shards", tmp_path / "out"
    given = cluster(tmp_path, shards)
    client = subprocess.Popen(client_code(pages, out, given), cwd=ROOT, stderr=subprocess.PIPE, text=True)
    processes.append(client)
    try:
        assert client.stderr is not None
        assert client.stderr.readline().startswith(f"no worker at {given.address} yet; waiting for one")
        processes.append(worker(tmp_path, "late"))
        until(lambda: list(shards.glob("*.gz")) or client.poll() is not None, "a shard")
        processes[0].kill()
        told = client.stderr.read()
        assert client.wait(PATIENCE) != 0
    finally:
        for process in processes:
            process.kill()
            process.wait()
    assert "ClusterError: the scheduler is gone (" in told.splitlines()[-1]
    assert list(shards.glob("*.gz"))
    assert not out.exists()


def test_a_bad_page_is_named_where_it_is(scheduler: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(varied(1).text, "utf8")
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "none.txt").write_text("12\n", "utf8")
    with pytest.raises(InputError, match=f"^{tmp_path}/bad.txt: the file is empty.*\nnone: no article found"):
        build([tmp_path], tmp_path / "out", cluster=cluster(scheduler, tmp_path / "shards"))
    assert not (tmp_path / "out").exists()


def test_tls_needs_the_right_authority(tmp_path: Path) -> None:
    """A scheduler on tls:// answers who holds a certificate of its authority, and nobody else."""
    pytest.importorskip("distributed")
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificates of this test")
    names = [tmp_path / name for name in ("own", "other")]
    for name in names:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", f"{name}.key", "-out", f"{name}.pem"],
            check=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    own, other = ((f"{name}.pem", f"{name}.pem", f"{name}.key") for name in names)
    files = ("--tls-ca-file", own[0], "--tls-cert", own[1], "--tls-key", own[2])
    process = start(tmp_path, "scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", "0", *files)
    try:
        where = address(tmp_path)
        assert where.startswith("tls://")
        with _client(Cluster(where, "", *own, patience=PATIENCE)) as client:
            assert client.scheduler_info()["workers"] == {}
        for wrong in (Cluster(where, "", *other, patience=2), Cluster(where, "", patience=2)):
            with pytest.raises(ClusterError, match="no scheduler answers"):
                _client(wrong)
    finally:
        process.kill()
        process.wait()


def test_a_base_that_begins_no_iri_is_refused_before_anything_is_read(tmp_path: Path, pages: Path) -> None:
    given = Cluster("tcp://127.0.0.1:9", tmp_path.as_uri(), patience=0.2)
    for run in (build, stream):
        with pytest.raises(InputError, match="cannot begin IRIs"):
            run([pages], tmp_path / "out", cluster=given, base="not an iri <>")


WRONG = (
    ("foo", "foo: no scheduler answers (missing port number in address 'foo'); start one with: dask scheduler"),
    ("tcp://{server}", "no scheduler answers (TimeoutError)"),
)


@pytest.mark.slow
@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_a_wrong_address_is_one_line(wrong: str, message: str, tmp_path: Path, pages: Path) -> None:
    """In a process of its own: it must end, too. The last is a web server, such as Dask's own dashboard."""
    pytest.importorskip("distributed")
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    given = Cluster(wrong.format(server=f"127.0.0.1:{server.server_port}"), tmp_path.as_uri(), patience=1)
    found = subprocess.run(
        client_code(pages, tmp_path / "out", given), cwd=ROOT, capture_output=True, text=True, timeout=15, check=False
    )
    server.shutdown()
    assert found.returncode == 1
    assert f"graph.cluster.ClusterError: {given.address}: no scheduler answers" in found.stderr.splitlines()[-1]
    assert message in found.stderr.splitlines()[-1]


def test_nobody_answers(tmp_path: Path, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers"):
        build([pages], tmp_path / "out", cluster=Cluster("tcp://127.0.0.1:9", tmp_path.as_uri(), patience=0.2))
    assert main(["build", "s3://bucket/pages", "--out", str(tmp_path / "out")]) == 2
    assert "add --cluster ADDRESS" in capsys.readouterr().err


def test_without_the_extra_it_is_named(tmp_path: Path, pages: Path) -> None:
    """In an interpreter that finds no distributed."""
    (tmp_path / "distributed").mkdir()
    (tmp_path / "distributed" / "__init__.py").write_text('raise ModuleNotFoundError("none", name="distributed")\n')
    command = [sys.executable, "-m", "graph.cli", "build", str(pages), "--cluster", "tcp://127.0.0.1:9"]
    found = subprocess.run(
        [*command, "--out", str(tmp_path / "out")], cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 2
    assert found.stderr.splitlines() == [
        "yizhan: --cluster needs the package distributed; install the extra: pip install 'yizhan[cluster]'"
    ]


def test_one_file_more_leaves_the_other_shards_alone(tmp_path: Path) -> None:
    files = [f"file:///pages/{number:04}.txt" for number in range(600)]
    given = replace(Cluster("", tmp_path.as_uri()), files_a_shard=8)
    before = {task.files for task in _tasks((files, frozenset()), given, False)}
    after = {task.files for task in _tasks((sorted([*files, "file:///pages/0300b.txt"]), frozenset()), given, False)}
    assert len(before) > 40
    assert max(map(len, before)) <= 32
    assert len(after - before) <= 2


def test_a_shard_that_finds_no_room_leaves_no_half_of_it(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(OSError, match="File too large"):
            put((tmp_path / "x.gz").as_uri(), bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(tmp_path.iterdir())


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    file = tmp_path / "x.jsonl.gz"
    file.write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(ClusterError, match=r"x\.jsonl\.gz: cannot be read"):
        list(shard(file.as_uri()))
