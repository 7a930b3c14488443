"""`yizhan export` of synthetic builds of 10^5 and 10^6 statements: peak memory and time, the command and each format.

A statement is a row of the table `statements`: a relation as one article says it. The command runs in a process of its
own with its default formats; then a process reads the build and forks for each format, whose peak memory is that of the
records and of the writing. The validation report is not written for graphs of this size.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from graph.collecting import few_collections
from graph.exports import EXPORTS
from graph.exports.view import View
from graph.inputs import DIGEST_DIGITS
from graph.quads import tell
from graph.sorting import sorter
from graph.store import read
from tests.bench import Measure, peak
from tests.explorer_graphs import synthetic_graph

SIZES = (72_500, 725_000)  # entities and articles: 10^5 and 10^6 statements
MOST = 2048  # MB
GROWTH = 11  # times the time for ten times the statements


def exporting(quick: bool) -> Iterator[Measure]:
    before: dict[str, float] = {}
    for size in (SIZES[0] // 10, SIZES[0]) if quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
            build = Path(folder) / "out"
            statements = _run("make", build, size)["statements"]
            runs = {"yizhan export": _run("command", build, 0), **_run("formats", build, 0)}
        for name, run in runs.items():
            peak, seconds = run["peak"], run["seconds"]
            yield Measure(f"{statements} statements: {name}, peak memory", peak, "MB", f"under {MOST}", peak < MOST)
            yield Measure(f"{statements} statements: {name}", seconds, "s")
            if name in before:
                times = seconds / before[name]
                yield Measure(f"{name}: ten times the statements", times, "times", f"under {GROWTH}", times < GROWTH)
            before[name] = seconds


def _run(what: str, build: Path, size: int) -> dict:
    command = [sys.executable, "-m", "tests.bench.exporting", what, str(build), str(size)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])


def make(build: Path, size: int) -> dict:
    """A build's folder as far as an export reads it."""
    graph = synthetic_graph(size)
    (build / "pages").mkdir(parents=True)
    for page in graph.pages:
        (build / "pages" / f"{page.digest[:DIGEST_DIGITS]}.txt").write_text(page.text, encoding="utf8", newline="\n")
    with sorter() as lines, (build / "graph.nq").open("w", encoding="utf8", newline="\n") as file:
        tell(graph, lines.add)
        file.writelines(lines)
    return {"statements": len(graph.statements)}


def command(build: Path, _: int) -> dict:
    """The command with its default formats."""
    from graph.cli import main

    return _measured(lambda: main(["export", "--graph", str(build), "--out", str(build.parent / "package")]))


def formats(build: Path, _: int) -> dict:
    """Every format, each in a fork of a process that has read the build; and the reading itself."""
    with few_collections():
        views: list[View] = []
        found = {"reading": _measured(lambda: views.append(View(read(build), text=True)))}
        for name, one in EXPORTS.items():
            if name != "validation":
                folder = build.parent / name
                folder.mkdir()
                found[name] = _forked(lambda one=one, folder=folder: one.write(views[0], folder))
                shutil.rmtree(folder)
    return found


def _measured(work: Callable[[], object]) -> dict[str, float]:
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    return {"seconds": seconds, "peak": peak()}


def _forked(work: Callable[[], object]) -> dict[str, float]:
    """Measured in a child, whose memory begins with what this process holds now."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, json.dumps(_measured(work)).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as answer:
        found: dict[str, float] = json.loads(answer.read())
    os.waitpid(child, 0)
    return found


BENCHES = (exporting,)

if __name__ == "__main__":
    work = {"make": make, "command": command, "formats": formats}[sys.argv[1]]
    print(json.dumps(work(Path(sys.argv[2]), int(sys.argv[3]))))
