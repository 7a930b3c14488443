"""A build sent to a SPARQL server by the SPARQL 1.1 Graph Store Protocol, graph by graph.

https://www.w3.org/TR/sparql11-http-rdf-update/: the first part of a graph is PUT in place of what was there, the rest
is POSTed to it. The triples have no blank nodes, so a part sent twice does no harm: requests may be repeated.
What has been sent is noted in `publish.tsv` beside the build: a run that was stopped goes on, and after a new build
only the graphs that changed are sent, and those that are gone deleted.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
import urllib.error
import urllib.request
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from urllib.parse import quote

from graph.store import NoBuild

NOTES = "publish.tsv"
PART = 20_000  # triples in one request
ATTEMPTS = 6
LONGEST_PAUSE = 30.0  # seconds
TIMEOUT = 120.0  # seconds for one request
REPEATED = frozenset({408, 425, 429, 500, 502, 503, 504})
GRAPH = re.compile(
    rb"""
    <[^>]*>\ <[^>]*>\ (?: <[^>]*> | ".*" (?: @[\w-]+ | \^\^<[^>]*> )? )   # <s> <p> <o>, or "said "so""@zh
    (?: \ <(?P<graph>[^>]*)> )? \ \. \n?                                  # <https://.../article/a...> .
    """,
    re.VERBOSE,
)


class PublishError(ValueError):
    """The server does not take the graph; the message says what it said and what to try."""


@dataclass(frozen=True, slots=True)
class Target:
    """A graph store: `default` names the graph that takes the default graph's triples, "" the server's own default."""

    url: str
    default: str = ""

    def of(self, graph: str) -> str:
        """The address of a graph (indirect identification, section 4.2)."""
        name = graph or self.default
        mark = "&" if "?" in self.url else "?"
        return f"{self.url}{mark}graph={quote(name, safe='')}" if name else f"{self.url}{mark}default"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did."""

    graphs: int
    triples: int
    unchanged: int
    deleted: int


# ---------------------------------------------------------------- the graphs of a build


class Graphs:
    """The graphs of an N-Quads file by name, "" for the default graph, read from the file when they are asked for."""

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise NoBuild(f"{file.parent}: no build here; run yizhan build, or name its folder with --graph")
        self._lines: dict[str, array[int]] = {}
        with file.open("rb") as handle:
            self._text = mmap(handle.fileno(), 0, access=ACCESS_READ)
        at, number = 0, 0
        while at < len(self._text):
            end, number = self._text.find(b"\n", at) + 1 or len(self._text), number + 1
            match = GRAPH.fullmatch(self._text[at:end])
            if match is None:
                raise PublishError(f"{file}:{number}: not a line of canonical N-Quads; run yizhan build again")
            self._lines.setdefault((match["graph"] or b"").decode("utf8"), array("Q")).append(at)
            at = end

    def names(self) -> list[str]:
        return sorted(self._lines)

    def triples(self, name: str) -> Iterator[bytes]:
        """N-Triples, a line each."""
        tail = f" <{name}> .\n".encode() if name else b" .\n"
        for at in self._lines[name]:
            line = self._text[at : self._text.find(b"\n", at) + 1]
            yield line.removesuffix(tail) + b" .\n"

    def parts(self, name: str) -> Iterator[bytes]:
        held: list[bytes] = []
        for line in self.triples(name):
            held.append(line)
            if len(held) == PART:
                yield b"".join(held)
                held = []
        if held:
            yield b"".join(held)

    def digest(self, name: str) -> str:
        sha = hashlib.sha256()
        for line in self.triples(name):
            sha.update(line)
        return sha.hexdigest()

    def size(self, name: str) -> int:
        return len(self._lines[name])


# ---------------------------------------------------------------- what was sent before


class Notes:
    """Which graph was sent where with which content: lines of address, graph, digest; the last word counts."""

    def __init__(self, file: Path, target: Target) -> None:
        self.file = file
        self.where = f"{target.url} {target.default}".strip()
        rows = [line.split("\t") for line in file.read_text("utf8").splitlines()] if file.is_file() else []
        self.sent: dict[str, str] = {graph: digest for where, graph, digest in rows if where == self.where}

    def note(self, graph: str, digest: str) -> None:
        """An empty digest is for a graph that is no longer there."""
        self.sent[graph] = digest
        with self.file.open("a", encoding="utf8") as handle:
            handle.write(f"{self.where}\t{graph}\t{digest}\n")


# ---------------------------------------------------------------- requests


def opener(environment: Mapping[str, str], url: str) -> urllib.request.OpenerDirector:
    """Sends YIZHAN_TOKEN as a bearer token, or YIZHAN_USER and YIZHAN_PASSWORD when the server asks for them."""
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if "YIZHAN_USER" in environment:
        passwords.add_password(None, url, environment["YIZHAN_USER"], environment.get("YIZHAN_PASSWORD", ""))
    made = urllib.request.build_opener(
        urllib.request.HTTPBasicAuthHandler(passwords), urllib.request.HTTPDigestAuthHandler(passwords)
    )
    if "YIZHAN_TOKEN" in environment:
        made.addheaders.append(("Authorization", f"Bearer {environment['YIZHAN_TOKEN']}"))
    return made


class Client:
    """Requests to one graph store, repeated with growing pauses while the server is not able to answer."""

    def __init__(self, target: Target, environment: Mapping[str, str], pause: Callable[[float], None]) -> None:
        if not target.url.startswith(("http://", "https://")):
            raise PublishError(f"{target.url}: not an http address; give the server's graph store, {KNOWN}")
        self.target = target
        self.opener = opener(environment, target.url)
        self.pause = pause

    def send(self, method: str, graph: str, body: bytes | None = None) -> None:
        """PublishError when the server refuses, or fails again and again."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(method, graph, body)
            except urllib.error.HTTPError as error:
                if method == "DELETE" and error.code == 404:
                    return None
                if error.code not in REPEATED or attempt == ATTEMPTS:
                    raise PublishError(_refusal(self.target.url, error)) from error
                wait = error.headers.get("Retry-After", "")
            except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
                if attempt == ATTEMPTS:
                    reason = getattr(error, "reason", error)
                    raise PublishError(f"{self.target.url}: no answer ({reason}); is the server running?") from error
                wait = ""
            except ValueError as error:  # urllib's word for an authentication scheme that it does not know
                raise PublishError(f"{self.target.url}: {error}") from error
            self.pause(min(float(wait) if wait.isdecimal() else 0.5 * 2**attempt, LONGEST_PAUSE))
        return None

    def _once(self, method: str, graph: str, body: bytes | None) -> None:
        # N-Triples is Turtle, which every graph store reads
        headers = {"Content-Type": "text/turtle; charset=utf-8"} if body is not None else {}
        request = urllib.request.Request(self.target.of(graph), data=body, headers=headers, method=method)
        with self.opener.open(request, timeout=TIMEOUT) as response:
            response.read()


KNOWN = (
    "such as http://localhost:7878/store (Oxigraph), http://localhost:3030/NAME/data (Fuseki), "
    "http://localhost:8890/sparql-graph-crud-auth (Virtuoso), "
    "http://localhost:7200/repositories/NAME/rdf-graphs/service (GraphDB)"
)
HELP: Mapping[int, str] = {
    401: "set YIZHAN_USER and YIZHAN_PASSWORD, or YIZHAN_TOKEN",
    403: "set YIZHAN_USER and YIZHAN_PASSWORD, or YIZHAN_TOKEN, of a user who may write",
    404: f"is this its graph store? They are {KNOWN}",
    405: f"is this its graph store? They are {KNOWN}",
}


def _refusal(url: str, error: urllib.error.HTTPError) -> str:
    said = error.read(500).decode("utf8", "replace").strip().partition("\n")[0]
    more = HELP.get(error.code, "")
    return f"{url}: answered {error.code}{': ' + said if said else ''}{'; ' + more if more else ''}"


# ---------------------------------------------------------------- publishing


def publish(
    folder: Path,
    target: Target,
    *,
    report: Callable[[str], None],
    fresh: bool = False,
    environment: Mapping[str, str] = os.environ,
    pause: Callable[[float], None] = time.sleep,
) -> Sent:
    """Makes the server's graphs those of the build in the folder. `fresh` sends what was noted as sent as well.

    Raises NoBuild and PublishError; what was sent until then is noted.
    """
    graphs, client = Graphs(folder / "graph.nq"), Client(target, environment, pause)
    notes = Notes(folder / NOTES, target)
    names = graphs.names()
    sent = triples = 0
    for number, name in enumerate(names, 1):
        digest = graphs.digest(name)
        if not fresh and notes.sent.get(name) == digest:
            continue
        notes.note(name, "")  # until it is whole
        for at, part in enumerate(graphs.parts(name)):
            client.send("POST" if at else "PUT", name, part)
        notes.note(name, digest)
        sent, triples = sent + 1, triples + graphs.size(name)
        report(f"{number} of {len(names)} graphs, {triples:,} triples")
    gone = sorted(name for name, digest in notes.sent.items() if digest and name not in set(names))
    for name in gone:
        client.send("DELETE", name)
        notes.note(name, "")
    return Sent(sent, triples, len(names) - sent, len(gone))
