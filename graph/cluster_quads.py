"""The graph's N-Quads, written shard by shard by the workers of a cluster once it is known who is who, then merged.

The client reads the shards of annotations once, to tell which things of several pages are one. With that much of it as
concerns a shard, a worker writes the shard's N-Quads, sorted, in a file named by the SHA-256 of all that it follows
from; a build that is begun again finds what is there.
"""

from __future__ import annotations

import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extractors.document import Ref
from graph import cluster, merge
from graph.annotations import Annotation
from graph.cluster import Cluster, ClusterError
from graph.identity import Identities, identify
from graph.iris import BASE
from graph.resolve import Gathered, Merger
from graph.reuse import WRITING, package_digest
from graph.sorting import sorter

SHARD_END = ".nq.gz"


@dataclass(frozen=True, slots=True)
class Shard:
    """Annotations on their way to N-Quads."""

    url: str
    left_out: tuple[int, ...]  # those whose text an earlier shard has, by number
    same: tuple[tuple[str, Ref, Ref], ...]  # article, thing of the article, thing of the graph; sorted
    base: str
    program: str

    def name(self) -> str:
        made_of = [self.url.rpartition("/")[2], self.left_out, self.same, self.base, self.program]
        return sha256(json.dumps(made_of).encode()).hexdigest()[:32] + SHARD_END


@dataclass(frozen=True, slots=True)
class Written:
    """The N-Quads of a shard, and what its pages say of their entities."""

    url: str
    gathered: Mapping[Ref, Gathered]


def write(shards: Sequence[str], where: Cluster, file: Path, *, base: str = BASE) -> None:
    """Writes the N-Quads of the annotations in these shards. Raises ClusterError."""
    seen = _Seen()
    same = identify(seen.once(shards))
    merger = Merger(same)
    done = cluster.run(write_shard, seen.shards(same, base), where)
    for one in done:
        merger.take(one.gathered)
    merge.write(merger, (_lines(one.url) for one in done), file, base=base)


class _Seen:
    """Which pages each shard has, while they go by: 32 bytes a page are kept."""

    def __init__(self) -> None:
        self._pages: list[tuple[str, list[bytes]]] = []  # of each shard, b"" for a text that came before

    def once(self, shards: Sequence[str]) -> Iterator[Annotation]:
        """Each text once."""
        known: set[bytes] = set()
        for url in shards:
            digests: list[bytes] = []
            self._pages.append((url, digests))
            for annotation in cluster.shard(url):
                digest = bytes.fromhex(annotation.page.digest)
                digests.append(b"" if digest in known else digest)
                if digest not in known:
                    known.add(digest)
                    yield annotation

    def shards(self, same: Identities, base: str) -> list[Shard]:
        by_page: dict[str, list[tuple[str, Ref, Ref]]] = defaultdict(list)
        for (article, ref), meant in same.others.items():
            by_page[article.partition(":")[0]].append((article, ref, meant))
        program = package_digest(WRITING)
        return [
            Shard(
                url,
                tuple(number for number, digest in enumerate(digests) if not digest),
                tuple(sorted(one for digest in digests for one in by_page.get(digest.hex(), ()))),
                base,
                program,
            )
            for url, digests in self._pages
        ]


def write_shard(shard: Shard) -> Written:
    """On a worker: writes the shard's N-Quads, unless they are there. Raises ClusterError."""
    from fsspec import url_to_fs

    if package_digest(WRITING) != shard.program:
        raise ClusterError("a worker has another program than this machine; install the same version of yizhan there")
    same = Identities({(article, ref): meant for article, ref, meant in shard.same}, {})
    url = f"{shard.url.rpartition('/')[0]}/{shard.name()}"
    system, path = url_to_fs(url)
    annotations = (one for number, one in enumerate(cluster.shard(shard.url)) if number not in shard.left_out)
    if system.exists(path):
        merger = Merger(same)
        for annotation in annotations:
            merger.told(annotation)
        return Written(url, merger.gathered)
    with sorter() as lines:
        gathered = merge.tell(annotations, same, lines.add, base=shard.base)
        cluster.put(url, _packed(lines))
    return Written(url, gathered)


def _packed(lines: Iterable[str]) -> bytes:
    data = io.BytesIO()
    with gzip.GzipFile("", "wb", 1, data, 0) as packed, io.TextIOWrapper(packed, "utf8", newline="\n") as text:
        text.writelines(lines)
    return data.getvalue()


def _lines(url: str) -> Iterator[str]:
    from fsspec import url_to_fs

    system, path = url_to_fs(url)
    with system.open(path, "rb") as packed, gzip.open(packed, "rt", encoding="utf8", newline="\n") as text:
        yield from text
