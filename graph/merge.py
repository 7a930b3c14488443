"""The graph's N-Quads from annotations that go by twice: memory grows with the entities, not with the pages.

The first time round tells which people of several articles are one; the second, what each page says. Lines are sorted
on disk. The bytes are those of `quads(resolve(annotations))`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.annotations import Annotation
from graph.identity import identify
from graph.iris import BASE
from graph.quads import Teller
from graph.records import Graph
from graph.resolve import Merger
from graph.sorting import HELD, sorter


def write(annotations: Callable[[], Iterable[Annotation]], file: Path, *, base: str = BASE, held: int = HELD) -> None:
    """Writes the N-Quads of the annotations that each call gives anew, `held` lines of them in memory at once."""
    merger = Merger(identify(_once(annotations())))
    with sorter(held=held) as lines:
        for annotation in _once(annotations()):
            Teller(merger.page(annotation), base, lines.add).tell_all()
        _describe(merger, base, lines.add)
        with file.open("w", encoding="utf8", newline="\n") as target:
            target.writelines(lines)


def _once(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Each text once; 32 bytes a page are kept."""
    seen: set[bytes] = set()
    for annotation in annotations:
        digest = bytes.fromhex(annotation.page.digest)
        if digest not in seen:
            seen.add(digest)
            yield annotation


def _describe(merger: Merger, base: str, tell: Callable[[str], None]) -> None:
    entities, known = merger.known()
    graph = Graph.of(pages=(), articles=(), entities=entities, statements=known, mentions=(), figures=(), doubts=())
    teller = Teller(graph, base, tell)
    teller.describe_all(merger.said)
    teller.tell_all()
    if known or merger.said != teller.entities.keys():
        teller.name_gazetteer()
