"""The whole way from page text to N-Quads, stage by stage, against jieba.posseg over the same text in the same run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractors import EXTRACTORS, extractor, read_article, words
from extractors.document import Article, Found
from extractors.pages import assemble
from graph.annotations import annotate
from graph.build import build
from graph.collecting import few_collections
from graph.quads import quads
from graph.resolve import resolve
from tests.bench import Measure, seconds
from tests.bench.pages import varied

PAGES = 50
GROWTH = (10, 100, 1000)


def reading() -> Iterator[Measure]:
    """Characters a second of each stage; the whole against jieba.posseg."""
    pages = [varied(number) for number in range(PAGES)]
    size = sum(len(page.text) for page in pages)
    annotate(varied(PAGES))  # tables and jieba's dictionary are read
    words.tagged("中国")
    articles = [article for page in pages for article in assemble(page).articles]
    annotations = [annotate(page) for page in pages]
    graph = resolve(annotations)
    stages = {
        "assembling articles": seconds(lambda: [assemble(page) for page in pages]),
        "extracting": seconds(lambda: [read_article(article) for article in articles]),
        "resolving": seconds(lambda: resolve(annotations)),
        "writing N-Quads": seconds(lambda: quads(graph)),
    }
    for name, time_ in stages.items():
        yield Measure(f"{name}, of {PAGES} pages", size / time_, "characters/s")
    for name, time_ in _extractors(articles).items():
        yield Measure(f"  extractor {name}", size / time_, "characters/s")
    with few_collections():
        whole = seconds(lambda: quads(resolve([annotate(page) for page in pages])))
    tagging = seconds(lambda: [list(words.tagger().cut(page.text)) for page in pages])
    yield Measure("the whole way", PAGES / whole, "pages/s")
    yield Measure("the whole way", size / whole, "characters/s")
    yield Measure("jieba.posseg alone", size / tagging, "characters/s")
    ratio = whole / tagging
    yield Measure("the whole way / jieba.posseg", ratio, "times", "no more than 1", ratio <= 1)
    triples = quads(graph).count("\n")
    yield Measure("N-Quads", triples / stages["writing N-Quads"], "quads/s")


def _extractors(articles: list[Article]) -> dict[str, float]:
    """Seconds of each extractor over all articles, once."""
    spent: dict[str, float] = {}
    for article in articles:
        found = Found()
        for name in EXTRACTORS:
            started = time.perf_counter()
            more = extractor(name)(article, found)
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started
            found = found + more
    return spent


def growth() -> Iterator[Measure]:
    """Ten times the pages in no more than 10.5 times the time."""
    before = 0.0
    for count in GROWTH:
        pages = [varied(number) for number in range(count)]
        started = time.perf_counter()
        quads(resolve([annotate(page) for page in pages]))
        spent = time.perf_counter() - started
        yield Measure(f"{count} pages to N-Quads", spent, "s")
        if before:
            ratio = spent / before
            yield Measure(f"{count} pages / {count // 10} pages", ratio, "times", "no more than 10.5", ratio <= 10.5)
        before = spent


def again() -> Iterator[Measure]:
    """A build over unchanged pages, one with one page more, and two processes against one."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages"
        source.mkdir()
        for number in range(PAGES):
            (source / f"{number}.txt").write_text(varied(number).text, encoding="utf8")
        spent = {}
        for name, jobs, out in (("one process", 1, "a"), ("unchanged", 1, "a"), ("two processes", 2, "b")):
            started = time.perf_counter()
            build([source], Path(folder) / out, jobs=jobs)
            spent[name] = time.perf_counter() - started
    for name, time_ in spent.items():
        yield Measure(f"build of {PAGES} pages, {name}", time_, "s")
    share = spent["unchanged"] / spent["one process"]
    yield Measure("unchanged / first build", share, "times", "under 0.1", share < 0.1)
    yield Measure("one process / two", spent["one process"] / spent["two processes"], "times")


MERGE = """
import resource, sys, tempfile
from dataclasses import replace
from pathlib import Path
from graph import merge
from graph.annotations import annotate
from tests.bench.pages import varied
some = [annotate(varied(number)) for number in range(5)]
def read(count):
    for number in range(count):
        one = some[number % 5]
        yield replace(one, page=replace(one.page, text=f"{one.page.text}\\n{number}"))
with tempfile.TemporaryDirectory() as folder:
    merge.write(lambda: read(int(sys.argv[1])), Path(folder) / "graph.nq", held=20_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory() -> Iterator[Measure]:
    """The merge of eight times the pages that name the same things: no more memory to speak of."""
    peaks = {}
    for count in (20, 160):
        run = subprocess.run([sys.executable, "-c", MERGE, str(count)], check=True, capture_output=True, text=True)
        peaks[count] = int(run.stdout) / 1024
        yield Measure(f"merging {count} pages", peaks[count], "MB")
    ratio = peaks[160] / peaks[20]
    yield Measure("memory of 160 pages / 20 pages", ratio, "times", "under 1.1", ratio < 1.1)


def starting() -> Iterator[Measure]:
    """Seconds and memory before the first page is read, in processes of their own; jieba's dictionary apart."""
    ready = "import graph.build, extractors; from ontology import gazetteer; gazetteer.load()"
    command = [
        sys.executable,
        "-c",
        f"{ready}; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)",
    ]
    spent = seconds(lambda: subprocess.run(command, check=True, capture_output=True), times=5)
    empty = seconds(lambda: subprocess.run([sys.executable, "-c", ""], check=True), times=5)
    yield Measure("start-up before the first page", spent - empty, "s", "under 0.5", spent - empty < 0.5)
    memory = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1024
    yield Measure("memory before the first page", memory, "MB")
    table = [sys.executable, "-c", "from ontology import gazetteer; gazetteer.load().villages('15')"]
    loading = seconds(lambda: subprocess.run(table, check=True), times=5) - empty
    yield Measure("gazetteer of the nation and one province's villages", loading, "s", "under 0.3", loading < 0.3)


BENCHES = (reading, growth, memory, again, starting)
