"""More pages, more processes, longer lines: time grows with the text, memory with the entities."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractors.document import Page
from graph.build import build, few_collections
from tests.bench import Measure, at_least, at_most, once
from tests.bench.pages import varied
from tests.bench.reading import warm, whole_way

GROWTH = (10, 100, 1000)


def growth(quick: bool) -> Iterator[Measure]:
    """Ten times the pages in no more than 10.5 times the time."""
    warm()
    before = 0.0
    for count in GROWTH[: 2 if quick else 3]:
        pages = [varied(number) for number in range(count)]
        with few_collections():
            spent = once(lambda pages=pages: whole_way(pages))
        yield Measure(f"{count} pages to N-Quads", spent, "s")
        if before:
            yield at_most(f"{count} pages / {count // 10} pages", spent / before, 10.5)
        before = spent


def one_line(quick: bool) -> Iterator[Measure]:
    """Pages whose line ends are lost, all in one line, against the same pages one by one."""
    warm()
    pages = [varied(number) for number in range(30 if quick else 250)]
    line = Page("line", "".join("".join(page.text.split()) for page in pages))
    with few_collections():
        apart = once(lambda: whole_way(pages))
        together = once(lambda: whole_way([line]))
    size = len(line.text.encode("utf8")) / 1e6
    yield at_most(f"one line of {size:.1f} MB / the same in {len(pages)} pages", together / apart, 1.5)


STREAM = """
import sys, tempfile
from pathlib import Path
from graph.build import stream
from graph.cluster import Cluster
from tests.bench import children_peak, peak
from tests.bench.pages import seeds
with tempfile.TemporaryDirectory() as folder:
    pages = Path(folder) / "pages"
    pages.mkdir()
    for number in range(int(sys.argv[1])):
        (pages / f"{number}.txt").write_text(f"{seeds()[number % 5].text}\\n第{number}号\\n", encoding="utf8")
    few = Cluster("", (Path(folder) / "shards").as_uri(), files_a_shard=5, jobs=1)
    stream([pages], Path(folder) / "out", few)
print(max(peak(), children_peak()))
"""


def memory(quick: bool) -> Iterator[Measure]:
    """Four times the pages that name the same things, streamed: no more memory to speak of, in any process."""
    peaks = []
    counts = (30, 120) if quick else (80, 320)
    for count in counts:
        run = subprocess.run([sys.executable, "-c", STREAM, str(count)], check=True, capture_output=True, text=True)
        peaks.append(float(run.stdout.splitlines()[-1]))
        yield Measure(f"streaming {count} pages", peaks[-1], "MB")
    yield at_most(f"memory of {counts[1]} pages / {counts[0]} pages", peaks[1] / peaks[0], 1.1)


def again(quick: bool) -> Iterator[Measure]:
    """Two processes against one, by the wall's clock; and a build over unchanged pages."""
    count = 30 if quick else 150
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages"
        source.mkdir()
        for number in range(count):
            (source / f"{number}.txt").write_text(varied(number).text, encoding="utf8")
        warm()
        spent = {}
        for name, jobs, out in (("one process", 1, "a"), ("unchanged", 1, "a"), ("two processes", 2, "b")):
            started = time.perf_counter()
            build([source], Path(folder) / out, jobs=jobs)
            spent[name] = time.perf_counter() - started
    for name, time_ in spent.items():
        yield Measure(f"build of {count} pages, {name}", time_, "s")
    yield at_most("unchanged / first build", spent["unchanged"] / spent["one process"], 0.1)
    yield at_least("one process / two", spent["one process"] / spent["two processes"], 1.5)


BENCHES = (growth, one_line, memory, again)
