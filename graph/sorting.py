"""Lines sorted and each once, however many: in pieces on disk, then merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

HELD = 100_000
"""Lines held at once."""
HELD_TEXT = 400_000
"""The same for a whole graph: those of 10^6 statements are merged in one go, in some 150 MB."""
FAN = 64
"""Pieces of one size that are merged into one: some hundred files are open at once, however many lines there are."""


class Sorter:
    """Takes lines that end in a newline and hold no other; gives them back in order of their code points."""

    def __init__(self, folder: Path, *, held: int = HELD) -> None:
        self._folder = folder
        self._held = held
        self._lines: list[str] = []
        self._levels: list[list[Path]] = []  # pieces, then pieces merged from pieces, ...
        self._made = 0

    def take(self, lines: Iterable[str]) -> None:
        """Takes lines that are sorted already, each once, without holding them."""
        self._keep(0, lines)

    def add(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= self._held:
            self._spill()

    def add_all(self, lines: Iterable[str]) -> None:
        given = iter(lines)
        while True:
            self._lines.extend(islice(given, self._held - len(self._lines)))
            if len(self._lines) < self._held:
                return
            self._spill()

    def _spill(self) -> None:
        self._keep(0, sorted(set(self._lines)))
        self._lines = []

    def _keep(self, level: int, lines: Iterable[str]) -> None:
        """Writes a piece; a full level becomes one piece of the next."""
        if level == len(self._levels):
            self._levels.append([])
        path = self._folder / str(self._made)
        self._made += 1
        with path.open("w", encoding="utf8", newline="\n") as file:
            file.writelines(lines)
        pieces = self._levels[level]
        pieces.append(path)
        if len(pieces) == FAN:
            self._keep(level + 1, _merged(pieces))
            for piece in pieces:
                piece.unlink()
            pieces.clear()

    def __iter__(self) -> Iterator[str]:
        """May be asked again and again, but not between additions."""
        return _merged([path for pieces in self._levels for path in pieces], sorted(set(self._lines)))


def _merged(pieces: Sequence[Path], held: Iterable[str] = ()) -> Iterator[str]:
    if not pieces:
        yield from held
        return
    last = ""
    with ExitStack() as stack:
        files = [_lines(stack.enter_context(_opened(path))) for path in pieces]
        for line in heapq.merge(*files, held):
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
