"""Lines sorted and each once, however many: in pieces on disk, then merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

HELD = 250_000
"""Lines held at once."""


class Sorter:
    """Takes lines that end in a newline and hold no other; gives them back in order of their code points."""

    def __init__(self, folder: Path, *, held: int = HELD) -> None:
        self._folder = folder
        self._held = held
        self._lines: list[str] = []
        self._pieces: list[Path] = []

    def add(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= self._held:
            self._spill()

    def _spill(self) -> None:
        path = self._folder / str(len(self._pieces))
        with path.open("w", encoding="utf8", newline="\n") as file:
            file.writelines(sorted(set(self._lines)))
        self._pieces.append(path)
        self._lines = []

    def __iter__(self) -> Iterator[str]:
        """May be asked again and again, but not between additions."""
        last = ""
        with ExitStack() as stack:
            pieces = [_lines(stack.enter_context(_opened(path))) for path in self._pieces]
            for line in heapq.merge(*pieces, sorted(set(self._lines))):
                if line != last:
                    yield line
                last = line


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf8", newline="\n")  # U+2028 and its like end no line


def _lines(file: TextIO) -> Iterator[str]:
    yield from file


@contextmanager
def sorter(*, held: int = HELD) -> Iterator[Sorter]:
    """A sorter whose pieces are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="yizhan-") as folder:
        yield Sorter(Path(folder), held=held)
