"""A served build for tests: the real command in a process of its own, asked over HTTP."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from graphs import GRAPH, PAGE

from graph import syntax
from graph.inputs import DIGEST_DIGITS
from graph.quads import quads


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf8")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[str]
    greeting: str

    def ask(
        self, path: str, method: str = "GET", *, body: bytes | None = None, timeout: float = 30, **headers: str
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def query(
        self, text: str, accept: str = "application/sparql-results+json", *, timeout: float = 30, **parameters: str
    ) -> Answer:
        path = f"/sparql?{urlencode({'query': text, **parameters}, quote_via=quote)}"
        return self.ask(path, timeout=timeout, Accept=accept)


def write_build(folder: Path, nquads: str = "") -> Path:
    """The small graph of the tests, or the N-Quads given, as a build writes it."""
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / f"{PAGE.digest[:DIGEST_DIGITS]}.txt").write_bytes(PAGE.text.encode("utf8"))
    syntax.write(nquads or quads(GRAPH), folder)
    return folder


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """`yizhan serve` on a free port, interrupted at the end as by Ctrl-C."""
    command = [sys.executable, "-m", "graph.cli", "serve", "--graph", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        greeting = process.stdout.readline()
        port = re.search(r":(\d+)/", greeting)
        assert port, f"no address in {greeting!r}"
        yield Server(int(port[1]), process, greeting)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
