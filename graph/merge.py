"""The graph's N-Quads shard by shard: memory grows with the entities, not with the pages.

Which things of several pages are one must be known first (`graph.identity`): the IRI of a person or a programme
follows from it, and nearly every line names one. Then each shard's pages say what they say by themselves (`tell`, on
any worker), and what all of them together say of the entities is added when the sorted lines are merged (`write`). The
bytes are those of `quads(resolve(annotations))`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from extractors.document import Ref
from graph.annotations import Annotation
from graph.identity import Identities
from graph.iris import BASE
from graph.quads import Teller
from graph.records import Graph
from graph.resolve import Gathered, Merger
from graph.sorting import HELD, sorter


def once(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Each text once; 32 bytes a page are kept."""
    seen: set[bytes] = set()
    for annotation in annotations:
        digest = bytes.fromhex(annotation.page.digest)
        if digest not in seen:
            seen.add(digest)
            yield annotation


def tell(
    annotations: Iterable[Annotation], same: Identities, to: Callable[[str], None], *, base: str = BASE
) -> Mapping[Ref, Gathered]:
    """Tells the lines that follow from single pages; gives back what these say of their entities."""
    merger = Merger(same)
    for annotation in annotations:
        Teller(merger.page(annotation), base, to).tell_all()
    return merger.gathered


def write(merger: Merger, runs: Iterable[Iterable[str]], file: Path, *, base: str = BASE, held: int = HELD) -> None:
    """Merges the sorted lines of all shards with the description of the entities that the merger has taken."""
    with sorter(held=held) as lines:
        for run in runs:
            lines.take(run)
        _describe(merger, base, lines.add)
        with file.open("w", encoding="utf8", newline="\n") as target:
            target.writelines(lines)


def _describe(merger: Merger, base: str, tell: Callable[[str], None]) -> None:
    entities, known = merger.known()
    graph = Graph.of(pages=(), articles=(), entities=entities, statements=known, mentions=(), figures=(), doubts=())
    teller = Teller(graph, base, tell)
    teller.describe_all(merger.said)
    teller.tell_all()
    if known or merger.said != teller.entities.keys():
        teller.name_gazetteer()
