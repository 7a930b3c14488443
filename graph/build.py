"""Pages in, a graph out: the one module that knows the order of the stages.

files -> pages -> annotations -> graph -> quads -> graph.nq, .trig, .ttl, .jsonld, graph.html and ontology.html
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import cluster_quads, syntax
from graph.annotations import Annotation
from graph.cluster import Cluster, local, read_to_shards
from graph.cluster import read as cluster_read
from graph.collecting import few_collections
from graph.inputs import DIGEST_DIGITS, InputError, annotate_all, processes, read_all, write_annotations
from graph.output import replaced
from graph.quads import BASE
from graph.records import Graph
from graph.resolve import resolve
from graph.reuse import MANIFEST, Earlier, Recipe, manifest
from ontology import gazetteer

OWNED = frozenset(
    {
        *("build.json", "graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "graph.html", "ontology.html"),
        *("annotations", "pages"),
    }
)
"""The top-level names in the output folder that a build writes; all else there is the user's."""


BASE_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made, for the table it prints."""

    pages: int
    articles: int
    entities: dict[str, int]
    statements: dict[str, int]
    doubts: int
    quads: int
    seconds: float


def build(
    paths: Iterable[Path | str],
    out: Path,
    *,
    jobs: int | None = 1,
    base: str = BASE,
    fresh: bool = False,
    tagger: bool = False,
    cluster: Cluster | None = None,
) -> Summary:
    """Reads the pages and writes the whole output folder, or leaves it as it was.

    What an earlier build of the same rules left is used again unless `fresh`. Without `jobs`, many pages are read by as
    many processes as the machine has processors. The workers of a cluster read URLs too.
    Raises InputError, OutputError and ClusterError.
    """
    _check(base)
    started = time.monotonic()
    read = [] if cluster is None else cluster_read(paths, cluster, tagger=tagger)
    pages = [annotation.page for annotation in read] or read_all(local(paths))
    recipe = Recipe.of(pages, base=base, table=gazetteer.load().table, tagger=tagger)
    earlier = Earlier(out, {}) if fresh else Earlier.of(out)
    unchanged = earlier.summary(recipe)
    if unchanged is not None:
        return Summary(**unchanged, seconds=time.monotonic() - started)
    with few_collections():
        annotations = read or annotate_all(pages, jobs=jobs, tagger=tagger, known=earlier.annotations(recipe, pages))
        graph = resolve(annotations)
    with replaced(out, OWNED, waiting=_waiting) as folder:
        with few_collections():
            summary = _summary(graph, syntax.write_quads(graph, folder / "graph.nq", base=base))
        with syntax.writing(folder, base=base, jobs=jobs or processes(len(pages))):
            _write_pages(annotations, folder)
            _draw(graph, folder / "graph.html", base)
            from graph import ontology_page  # with the template engine, which reading pages does without

            (folder / "ontology.html").write_text(ontology_page.html(), encoding="utf8", newline="\n")
        (folder / MANIFEST).write_text(manifest(recipe, summary, folder), encoding="utf8", newline="\n")
    return Summary(**summary, seconds=time.monotonic() - started)


def _check(base: str) -> None:
    """Raises InputError for a base that cannot begin IRIs."""
    if not BASE_IRI.fullmatch(base):
        raise InputError(f"{base}: cannot begin IRIs; give one such as https://example.org/graph/")


def _waiting() -> None:
    print("another build is writing here; waiting for it", file=sys.stderr)


def stream(paths: Iterable[Path | str], out: Path, cluster: Cluster, *, base: str = BASE, tagger: bool = False) -> Path:
    """Writes `graph.nq` alone, in memory that grows with entities and not with pages; its path.

    For more pages than fit in memory: the annotations stay in the shards, and the workers, or processes of this machine
    for a cluster without an address, write each shard's N-Quads beside it. Raises what `build` raises.
    """
    _check(base)
    shards = read_to_shards(paths, cluster, tagger=tagger)
    with replaced(out, OWNED) as folder:
        cluster_quads.write(shards, cluster, folder / "graph.nq", base=base)
    return out / "graph.nq"


def _draw(graph: Graph, file: Path, base: str) -> None:
    from graph import explorer  # pyvis and networkx take longer to import than a page to read

    explorer.write(graph, file, base=base)


def _write_pages(annotations: list[Annotation], folder: Path) -> None:
    """The annotations, and the pages' texts as read: what every quote is compared with."""
    write_annotations(annotations, folder / "annotations")
    (folder / "pages").mkdir()
    for annotation in annotations:
        file = folder / "pages" / f"{annotation.page.digest[:DIGEST_DIGITS]}.txt"
        file.write_text(annotation.page.text, encoding="utf8", newline="\n")


def _summary(graph: Graph, written: int) -> dict[str, Any]:
    named = {
        ref for statement in graph.statements if statement.article for ref in (statement.subject, statement.object)
    }
    named |= {mention.entity for mention in graph.mentions} | {c.person for a in graph.articles for c in a.credits}
    return {
        "pages": len(graph.pages),
        "articles": len(graph.articles),
        "entities": dict(sorted(Counter(ref[0] for ref in named).items())),
        "statements": dict(sorted(Counter(s.predicate for s in graph.statements if s.article).items())),
        "doubts": len(graph.doubts),
        "quads": written,
    }
