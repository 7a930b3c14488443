"""docs/python.md and docs/reading.md: every block runs, and prints what stands under it."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from graph.exports.formats import MissingLibrary, library
from graph.exports.python import dataset, frames, network
from graph.store import NoBuild

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<output>.*?)```\n)?", re.DOTALL)


def trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize(("page", "least"), [("python.md", 10), ("reading.md", 5)])
def test_every_block_prints_what_stands_under_it(
    page: str, least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = list(BLOCK.finditer((DOCS / page).read_text("utf8")))
    assert len(blocks) >= least
    names: dict[str, Any] = {}
    for block in blocks:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(block["code"], f"{page}: {block['code'][:60]!r}", "exec"), names)
        assert trimmed(printed.getvalue()) == trimmed(block["output"] or ""), block["code"]


@pytest.mark.parametrize("reader", [network, dataset, frames], ids=["network", "dataset", "frames"])
def test_a_folder_without_a_build_says_so(reader: Any, tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match="no build here; run yizhan build"):
        reader(tmp_path)


def test_a_missing_library_is_named_with_its_extra() -> None:
    with pytest.raises(MissingLibrary, match=r"^parquet: needs no_such_library; .*pip install 'yizhan\[export\]'$"):
        library("no_such_library", "parquet")
