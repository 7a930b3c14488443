"""Until the first page is read, and the small commands, in processes of their own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import Measure, at_most, spent
from tests.bench.reading import WARM

READY = """
import graph.build, extractors
from ontology import gazetteer
gazetteer.load()
for name in extractors.EXTRACTORS:
    extractors.extractor(name)
"""
"""Everything that stands ready before a page comes, but for jieba's dictionary."""
PEAK = "from tests.bench import peak; print(peak())"
JIEBA = "from extractors import words; words.tagged('中国')"
TABLE = "from ontology import gazetteer; gazetteer.load().villages('15')"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def starting(quick: bool) -> Iterator[Measure]:
    """Seconds and memory before the first page; jieba's dictionary by itself."""
    times = 3 if quick else 7
    empty = spent(python(""), times=times)
    yield at_most("start-up before the first page", spent(python(READY), times=times) - empty, 0.5, "s")
    yield Measure("jieba with its dictionary and tagger", spent(python(JIEBA), times=times) - empty, "s")
    yield at_most("nation and one province's villages", spent(python(TABLE), times=times) - empty, 0.3, "s")
    peak = subprocess.run(python(READY + PEAK), check=True, capture_output=True, text=True).stdout
    yield Measure("memory before the first page", float(peak), "MB")


def commands(quick: bool) -> Iterator[Measure]:
    """Small commands, whole: the interpreter's start is in them."""
    times = 3 if quick else 7
    yizhan = [sys.executable, "-m", "graph.cli"]
    with tempfile.TemporaryDirectory() as name:
        page, built = str(Path(name) / "page.txt"), str(Path(name) / "out")
        Path(page).write_text(f"题目\n\n□本报记者 潘某\n\n{WARM}", encoding="utf8")
        subprocess.run([*yizhan, "build", page, "--out", built], check=True, stdout=subprocess.DEVNULL)
        for what, arguments in (
            ("--help", ["--help"]),
            ("query of one title", ["query", "programmes-by-region", "--graph", built]),
            ("explain a name", ["explain", "敖汉旗", "--graph", built]),
            ("annotate a tiny page, jieba's dictionary included", ["annotate", page, "--out", f"{name}/annotations"]),
            ("build of a tiny page", ["build", page, "--fresh", "--out", built]),
        ):
            yield Measure(f"yizhan {what}", spent([*yizhan, *arguments], times=times), "s")


BENCHES = (starting, commands)
