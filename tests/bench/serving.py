"""The served graph: questions over HTTP against rdflib in process, load against rdflib-endpoint, runaways, search.

The graph is a build of a few pages, and for 10^6 quads copies of it with other names for all but the regions.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from graph.annotations import annotate
from graph.quads import quads
from graph.questions import questions
from graph.resolve import resolve
from tests.bench import Measure
from tests.bench.pages import varied
from tests.processes import children, memory

PAGES = 15  # some 10^5 quads
LONGEST = 10.0  # seconds for one query in rdflib; one that takes longer counts as that, so ratios are lower bounds
CLIENTS, ROUNDS = 4, 5
LOADED = 30.0  # seconds of load, and what the first round takes longer
PROMPT = 1.0  # seconds in rdflib's process, at 10^5, of a question that rdflib-endpoint is asked under load
PATIENCE = 60.0  # seconds that a client of the load waits
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
LABEL = re.compile(r'rdf-schema#label> "([^"\\]+)"')
OWN_NAME = re.compile(r"(?<=/id/)(?!region/)([a-z]+/[a-z0-9]+)")


@cache
def nquads(copies: int) -> str:
    """The graph of the pages, so many times over."""
    text = quads(resolve([annotate(varied(number)) for number in range(PAGES)]))
    return text + "".join(OWN_NAME.sub(rf"\1x{copy}", text) for copy in range(1, copies))


SIZES = {"10^5": 1, "10^6": 10}


def sizes(quick: bool) -> dict[str, int]:
    return {"10^5": SIZES["10^5"]} if quick else SIZES


# ---------------------------------------------------------------- servers


@contextmanager
def served(command: Sequence[str], port: int) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return int(bound.getsockname()[1])


@contextmanager
def ours(text: str) -> Iterator[int]:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "graph.nq").write_text(text, "utf8")
        port = free_port()
        command = [sys.executable, "-m", "graph.cli", "serve", "--graph", name, "--port", str(port)]
        with served([*command, "--timeout", "20"], port):
            while asked(port, "/sparql", "ASK {}")[0] != 200:
                time.sleep(0.25)
            yield port


@contextmanager
def rdflib_endpoint(text: str) -> Iterator[int]:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "graph.nq").write_text(text, "utf8")
        port = free_port()
        tool = str(Path(sys.executable).parent / "rdflib-endpoint")
        with served([tool, "serve", "--port", str(port), "--store", "default", f"{name}/graph.nq"], port):
            yield port


def asked(port: int, path: str, query: str = "", *, timeout: float = 120) -> tuple[int, float]:
    """Status and seconds of one query, or of a page, on a connection of its own; status 0 for no answer in time."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        if query:
            connection.request("POST", path, urlencode({"query": query}), FORM)
        else:
            connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status, time.perf_counter() - started
    except TimeoutError:
        return 0, timeout
    finally:
        connection.close()


# ---------------------------------------------------------------- benches


def speed_over_http(quick: bool) -> Iterator[Measure]:
    """Each titled question through HTTP and in rdflib's process; the geometric mean of the ratios."""
    for size, copies in sizes(quick).items():
        text, theirs = nquads(copies), in_rdflib(copies)
        with ours(text) as port:
            mine = {one.name: min(asked(port, "/sparql", one.text)[1] for _ in range(3)) for one in questions()}
        ratios = {name: theirs[name] / mine[name] for name in mine}
        goal = "at least 10" if size == "10^6" else ""
        mean = statistics.geometric_mean(ratios.values())
        yield Measure(f"{size}: quads", text.count("\n"), "quads")
        yield Measure(f"{size}: rdflib in process / over HTTP", mean, "times", goal, mean >= 10 if goal else None)
        worst = min(ratios, key=lambda name: ratios[name])
        yield Measure(f"{size}: least, {worst}", ratios[worst], "times")
        yield Measure(f"{size}: slowest question over HTTP", 1000 * max(mine.values()), "ms")
        yield Measure(f"{size}: median question over HTTP", 1000 * statistics.median(mine.values()), "ms")


class Stopped(BaseException):
    """A query that takes too long; no plain exception, because evaluators catch those."""


@cache
def in_rdflib(copies: int) -> dict[str, float]:
    """Seconds of each question in rdflib, LONGEST for one that had to be stopped; in a process, to free its memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_ask_rdflib, nquads(copies)).result()


def _ask_rdflib(text: str) -> dict[str, float]:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(data=text, format="nquads")
    signal.signal(signal.SIGALRM, _stop)
    return {one.name: _stopped(lambda query=one.text: list(dataset.query(query))) for one in questions()}


def _stop(*_: object) -> None:
    raise Stopped


def _stopped(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        work()
    except Stopped:
        return LONGEST
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - started


def load(quick: bool) -> Iterator[Measure]:
    """Questions by four clients at once, against rdflib-endpoint over the same quads.

    rdflib-endpoint answers one query after another and cannot stop one, so a long question would hold up all after
    it: the mix is of those that rdflib answers within PROMPT seconds at 10^5. A request that is not answered in
    PATIENCE seconds counts as that.
    """
    alone = in_rdflib(SIZES["10^5"])
    mix = [one.text for one in questions() if alone[one.name] <= PROMPT]
    yield Measure("questions in the mix", len(mix), f"of {len(alone)}")
    for size, copies in sizes(quick).items():
        with ours(nquads(copies)) as port:
            mine = Load.of(port, "/sparql", mix)
        with rdflib_endpoint(nquads(copies)) as port:
            theirs = Load.of(port, "/", mix)
        yield from mine.measures(f"{size}: yizhan serve")
        yield from theirs.measures(f"{size}: rdflib-endpoint")
        yield Measure(f"{size}: p50, rdflib-endpoint / yizhan serve", theirs.quantile(50) / mine.quantile(50), "times")
        yield Measure(f"{size}: p95, rdflib-endpoint / yizhan serve", theirs.quantile(95) / mine.quantile(95), "times")
        yield Measure(f"{size}: requests/s, yizhan serve / rdflib-endpoint", mine.rate / theirs.rate, "times")


@dataclass(frozen=True, slots=True)
class Load:
    """What came of requests made at once: seconds of each, how many were answered, and in which time all."""

    times: tuple[float, ...]
    answered: int
    elapsed: float

    @classmethod
    def of(cls, port: int, path: str, mix: list[str]) -> Load:
        """The mix in turn, ROUNDS times or until LOADED seconds are over; all of it in the first round."""
        texts = mix * ROUNDS
        started = time.perf_counter()

        def ask(number: int) -> tuple[int, float] | None:
            late = time.perf_counter() - started > LOADED and number >= len(mix)
            return None if late else asked(port, path, texts[number], timeout=PATIENCE)

        with ThreadPoolExecutor(CLIENTS) as clients:
            answers = [answer for answer in clients.map(ask, range(len(texts))) if answer]
        elapsed = time.perf_counter() - started
        return cls(tuple(seconds for _, seconds in answers), sum(status == 200 for status, _ in answers), elapsed)

    @property
    def rate(self) -> float:
        """Answers a second; of a server that gave none, less than one in the whole time."""
        return max(self.answered, 0.5) / self.elapsed

    def quantile(self, percent: int) -> float:
        return statistics.quantiles(self.times, n=100)[percent - 1]

    def measures(self, name: str) -> Iterator[Measure]:
        yield Measure(f"{name}: p50", 1000 * self.quantile(50), "ms")
        yield Measure(f"{name}: p95", 1000 * self.quantile(95), "ms")
        yield Measure(f"{name}: answered", self.rate, "requests/s")
        yield Measure(f"{name}: requests", len(self.times), "requests")
        yield Measure(f"{name}: of these answered in {PATIENCE:g} s", 100 * self.answered / len(self.times), "%")


def runaways(quick: bool) -> Iterator[Measure]:
    """200 good queries by four clients, alone and beside 20 runaways: how much longer the slow ones take."""
    text, bad = nquads(1), 5 if quick else 20
    with ours(text) as port:
        spent = {one.text: asked(port, "/sparql", one.text)[1] for one in questions()}
        mix = sorted(spent, key=lambda query: spent[query])[: len(spent) // 2]
        good = [mix[number % len(mix)] for number in range(200)]  # of fewer, p95 would be the two that met a stop
        alone = _p95(port, good, 0)
        before = own_memory()
        beside = _p95(port, good, bad)
        time.sleep(2)  # for the last of the stopped workers to be replaced
        after = own_memory()
    yield Measure("p95 alone", 1000 * alone, "ms")
    yield Measure(f"p95 beside {bad} runaways", 1000 * beside, "ms")
    yield Measure("p95 beside / alone", beside / alone, "times", "no more than 3", beside / alone <= 3)
    yield Measure("memory after / before", after / before, "times", "no more than 1.1", after / before <= 1.1)


def own_memory() -> int:
    """Bytes that the processes below this one hold for themselves."""
    return memory(children(os.getpid()))


def _p95(port: int, good: list[str], bad: int) -> float:
    with ThreadPoolExecutor(CLIENTS) as clients, ThreadPoolExecutor(bad or 1) as others:
        running = [others.submit(asked, port, "/sparql", RUNAWAY) for _ in range(bad)]
        answers = list(clients.map(lambda query: asked(port, "/sparql", query), good))
        assert {status for status, _ in answers} == {200}
        assert {future.result()[0] for future in running} <= {503, 504}
    return statistics.quantiles([seconds for _, seconds in answers], n=20)[-1]


def search(quick: bool) -> Iterator[Measure]:
    """Parts of names, of one character and more, asked as one types in the search box; never the same twice."""
    size, copies = list(sizes(quick).items())[-1]
    text = nquads(copies)
    labels = sorted(set(LABEL.findall(text)))
    with ours(text) as port:
        for length in (1, 2, 3):
            middles = (label[len(label) // 2 :][:length] for label in labels)
            parts = list(dict.fromkeys(part for part in middles if len(part) == length))[:: -(-len(labels) // 300)]
            times = [asked(port, f"/search.json?{urlencode({'q': part})}")[1] for part in parts]
            median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            name = f"{size}: part of {length} character{'s'[: length - 1]}"
            yield Measure(f"{name}: median of {len(times)}", 1000 * median, "ms", "under 10", median < 0.010)
            yield Measure(f"{name}: p95", 1000 * p95, "ms")


BENCHES = (speed_over_http, load, runaways, search)
