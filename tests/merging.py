"""The merge of shards without a cluster, for its tests and its bench."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph import merge
from graph.annotations import Annotation
from graph.identity import identify
from graph.resolve import Merger


def write(annotations: Callable[[], Iterable[Annotation]], file: Path, *, held: int) -> None:
    """What client and workers do, in one process and with one annotation a shard."""
    same = identify(merge.once(annotations()))
    merger = Merger(same)

    def runs() -> Iterator[list[str]]:
        for annotation in merge.once(annotations()):
            lines: set[str] = set()
            merger.take(merge.tell([annotation], same, lines.add))
            yield sorted(lines)

    merge.write(merger, runs(), file, held=held)
