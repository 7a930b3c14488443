"""Fifty builds killed at random moments leave the output folder whole; a long fuzz of reader and query path."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractors.document import Page
from extractors.pages import PageError, read_pages
from graph import store
from graph.annotations import annotate
from graph.quads import quads
from graph.questions import questions
from graph.resolve import resolve
from tests.bench import Measure
from tests.bench.pages import SEEDS, seeds

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
    """Seeds with bytes changed, lines moved and pieces doubled, all the way to quads and a query."""
    dice, count = random.Random(11), FUZZED // 10 if quick else FUZZED
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.txt"
        for _ in range(count):
            file.write_bytes(mangled(dice))
            try:
                pages = read_pages(file)
            except PageError:
                refused += 1
                continue
            graph = resolve(annotate(Page(page.name, page.text[:8000])) for page in pages)
            store.query(store.load(quads(graph)), "ASK { ?s ?p ?o }")
    yield Measure("mangled pages read all the way", count - refused, "pages", f"no fault in {count}", True)
    yield Measure("mangled pages refused in one line", refused, "pages")


def fuzz_queries(quick: bool) -> Iterator[Measure]:
    """The titled questions with characters changed, doubled and lost, put to a small graph: an answer or one line."""
    dice, count = random.Random(13), FUZZED if quick else 10 * FUZZED
    loaded = store.load(quads(resolve([annotate(Page("p", seeds()[0].text[:600]))])))
    texts, refused = [one.text for one in questions()], 0
    for _ in range(count):
        letters = list(dice.choice(texts))
        for _ in range(dice.choice((1, 1, 2, 5, 20))):
            at = dice.randrange(len(letters))
            letters[at : at + dice.choice((0, 1, 1, 3))] = dice.choice(("", "?", "}", "\0", "(", "'", "*", letters[at]))
        try:
            store.query(loaded, "".join(letters))
        except store.QueryError:
            refused += 1
    yield Measure("mangled queries answered", count - refused, "queries", f"no fault in {count}", True)
    yield Measure("mangled queries refused in one line", refused, "queries")


def mangled(dice: random.Random) -> bytes:
    text = dice.choice(seeds()).text
    begin = dice.randrange(len(text))
    lines = text[begin : begin + dice.randrange(1, 4000)].split("\n")
    if dice.random() < 0.5:
        dice.shuffle(lines)
    data = bytearray("\n".join(lines).encode(dice.choice(("utf8", "gb18030", "utf-8-sig")), "replace"))
    for _ in range(dice.choice((0, 0, 1, 5, 40))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


BENCHES = (kills, fuzz, fuzz_queries)
