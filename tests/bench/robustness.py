"""Fifty builds killed at random moments leave the output folder whole; a long fuzz of reader and query path."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import given as example_given
from hypothesis.strategies import SearchStrategy

from extractors.document import Page
from extractors.pages import PageError, read_pages
from graph import store
from graph.annotations import annotate
from graph.quads import quads
from graph.questions import questions
from graph.resolve import resolve
from tests.bench import Measure, at_most
from tests.bench.pages import SEEDS, seeds
from tests.fuzzing import files, queries

KILLS = 50
FUZZED = 400


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def kills(quick: bool) -> Iterator[Measure]:
    """Builds of two sets of pages in turn, each killed somewhere on its way; the folder is always one of the two."""
    dice, count = random.Random(7), KILLS // 5 if quick else KILLS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / "one", folder / "two"]
        for source, files in zip(
            sources, (sorted(SEEDS.glob("*.txt"))[:1], sorted(SEEDS.glob("*.txt"))[1:2]), strict=True
        ):
            source.mkdir()
            for file in files:
                shutil.copy(file, source)
        command = [sys.executable, "-m", "graph.cli", "build", "--fresh"]
        wholes = []
        longest = 0.0
        for source in sources:
            started = time.perf_counter()
            subprocess.run([*command, str(source), "--out", str(folder / "out")], check=True, stdout=subprocess.DEVNULL)
            longest = max(longest, time.perf_counter() - started)
            wholes.append(content(folder / "out"))
        whole = 0
        for number in range(count):
            arguments = [*command, str(sources[number % 2]), "--out", str(folder / "out")]
            with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as build:
                time.sleep(dice.uniform(0, longest * 1.1))
                build.send_signal(signal.SIGKILL)
            whole += content(folder / "out") in wholes
        left = len(list(folder.iterdir())) - 3
    yield Measure(f"folders whole after {count} kills", whole / count, "share", "all", whole == count)
    yield Measure("folders left aside by killed builds", left, "folders", "at most 1", left <= 1)


def fuzz(quick: bool) -> Iterator[Measure]:
    """Files of every layout with bytes changed, lines moved and pieces lost, all the way to quads and a query."""
    refused: list[str] = []

    def read(given: tuple[str, bytes, str]) -> None:
        try:
            pages = read_fuzzed(given)
        except PageError as error:
            refused.append(str(error))
            return
        graph = resolve(annotate(Page(page.name, page.text[:8000])) for page in pages)
        store.query(store.load(quads(graph)), "ASK { ?s ?p ?o }")

    yield from _fuzzed("files", files(), read, FUZZED // 10 if quick else FUZZED, refused)


def read_fuzzed(given: tuple[str, bytes, str]) -> tuple[Page, ...]:
    """The pages of a file such as `tests.fuzzing.files` draws it. Raises PageError."""
    suffix, data, beside = given
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"page{suffix}"
        file.write_bytes(data)
        if beside:
            (file.parent / "page.meta.json").write_text(beside, encoding="utf8")
        return read_pages(file)


def fuzz_queries(quick: bool) -> Iterator[Measure]:
    """The titled questions with characters changed, doubled and lost, put to a small graph: an answer or one line."""
    loaded = store.load(quads(resolve([annotate(Page("p", seeds()[0].text[:600]))])))
    refused: list[str] = []

    def ask(query: str) -> None:
        try:
            store.query(loaded, query)
        except store.QueryError as error:
            refused.append(str(error))

    texts = tuple(one.text for one in questions())
    yield from _fuzzed("queries", queries(texts), ask, FUZZED if quick else 10 * FUZZED, refused)


_T = TypeVar("_T")


def _fuzzed(
    what: str, given: SearchStrategy[_T], work: Callable[[_T], None], count: int, refused: list[str]
) -> Iterator[Measure]:
    """Hypothesis puts the work to it; at a fault it looks for the smallest case and raises."""
    runs = 0

    @settings(max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @example_given(given)
    def run(one: _T) -> None:
        nonlocal runs
        runs += 1
        work(one)

    run()
    yield Measure(f"mangled {what} read all the way", runs - len(refused), what, f"no fault in {runs}", True)
    yield Measure(f"mangled {what} refused in one line", len(refused), what, "", None)
    lines = max((len(line.splitlines()) for line in refused), default=1)
    yield at_most(f"longest refusal of {what}", lines, 1, "lines")


BENCHES = (kills, fuzz, fuzz_queries)
