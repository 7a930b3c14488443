"""The canonical N-Quads in other RDF syntaxes: TriG, Turtle, JSON-LD; same lines in, same bytes out.

Files are made from the lines as they go by, sorted on disk: a graph need not fit into memory as text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import cast

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph.literals import lines
from graph.output import OutputError, write_file
from graph.quads import BASE, pieces, tell
from graph.records import Graph
from graph.sorting import HELD_TEXT, sorter
from ontology.terms import PREFIXES

FORMATS: dict[str, RdfFormat] = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
"""By ending. Turtle has no graphs: there every triple stands once, and the statement nodes say whose it is."""
BY_GRAPH = ("trig", "jsonld")
LARGE = 200
"""So many pages are sorted on disk: in half the speed, without the 4 MB a page that their text takes in the making."""
AT_ONCE = 10_000
"""Lines that are parsed at once."""


# ---------------------------------------------------------------- lines as quads and triples


def graph_of(line: str) -> str:
    """The graph of a line, in its brackets, "" for the default one.

    `<s> <p> <o> .` has none although it ends in an IRI, nor has a literal whose last word begins with `<`.
    """
    told, _, last = line[: line.rindex(" .")].rpartition(" ")
    if last[0] != "<" or last.find(">") != len(last) - 1 or '"' in last:
        return ""
    return last if told.find(" ", told.find(" ") + 1) > 0 else ""


@contextmanager
def by_graph(nquads: Iterable[str]) -> Iterator[Iterable[str]]:
    """The lines with the default graph first, then graph by graph, each after its graph and a space."""
    with sorter(held=HELD_TEXT) as grouped:
        grouped.add_all(f"{graph_of(line)} {line}" for line in nquads)
        yield grouped


def quads_of(grouped: Iterable[str]) -> Iterator[Quad]:
    """The quads of the lines of `by_graph`."""
    return _parsed(line.partition(" ")[2] for line in grouped)


def triples_of(nquads: Iterable[str]) -> Iterator[Triple]:
    """Every triple once, subject by subject, whatever graphs it stands in."""
    last: Triple | None = None
    for quad in _parsed(nquads):
        if quad.triple != last:
            last = quad.triple
            yield last


def _parsed(nquads: Iterable[str]) -> Iterator[Quad]:
    given = iter(nquads)
    pieces = iter(lambda: "".join(islice(given, AT_ONCE)), "")
    return cast("Iterator[Quad]", chain.from_iterable(parse(piece, RdfFormat.N_QUADS) for piece in pieces))


# ---------------------------------------------------------------- syntaxes


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefixes of the ontology, and `id-region:` and the like for the things of the graph."""
    folders = ("region", "place", "organisation", "partyorganisation", "person", "programme", "policy")
    kinds = (*folders, "article", "page", "newspaper", "statement", "mention", "figure", "doubt")
    return dict(PREFIXES) | {f"id-{kind}": f"{base}id/{kind}/" for kind in kinds}


def rendered(nquads: str, ending: str, *, base: str = BASE) -> bytes:
    """The same graph in the syntax of a file ending (`nq`, `trig`, `ttl`, `jsonld`)."""
    if ending == "nq":
        return nquads.encode("utf8")
    if ending not in FORMATS:
        raise LookupError(f"no RDF syntax {ending!r}; there are {', '.join(FORMATS)}")
    every = lines(nquads)
    with by_graph(() if ending == "ttl" else every) as grouped:
        statements = triples_of(every) if ending == "ttl" else quads_of(grouped)
        text = serialize(statements, format=FORMATS[ending], prefixes=prefixes(base))
    assert text is not None
    return with_sorted_prefixes(text)


def with_sorted_prefixes(text: bytes) -> bytes:
    """The serializer's prefixes come in an order that changes from run to run."""
    return b"".join(_sorted_head(text.splitlines(keepends=True)))


def _sorted_head(text: Iterable[bytes]) -> Iterator[bytes]:
    given = iter(text)
    head: list[bytes] = []
    for line in given:
        if not line.startswith(b"@prefix "):
            return chain(sorted(head), [line], given)
        head.append(line)
    return iter(sorted(head))


# ---------------------------------------------------------------- files


def write(
    nquads: str, folder: Path, *, stem: str = "graph", endings: Iterable[str] = FORMATS, base: str = BASE
) -> list[Path]:
    """Writes `graph.nq`, `graph.trig` and so on into the folder, each aside first and then in place; their paths."""
    paths = []
    for ending in endings:
        path = folder / f"{stem}.{ending}"
        write_file(path, rendered(nquads, ending, base=base))
        paths.append(path)
    return paths


def write_quads(graph: Graph, path: Path, *, base: str = BASE, large: int = LARGE) -> int:
    """Writes the N-Quads of a graph, those of many pages without holding them; their number. Raises GraphError."""
    if len(graph.pages) < large:
        return _written(pieces(graph, base=base), path)
    with sorter(held=HELD_TEXT) as every:
        tell(graph, every.add, base=base)
        return _written(every, path)


def _written(nquads: Iterable[str], path: Path) -> int:
    """Writes some lines at a time; how many there were."""
    count = 0
    with path.open("w", encoding="utf8", newline="\n") as file:
        for piece in nquads:
            file.write(piece)
            count += piece.count("\n")
    return count


def serialized(statements: Iterator[Quad] | Iterator[Triple], path: Path, *, base: str = BASE) -> None:
    """Writes a file in the syntax of its ending; aside first, for the sake of the prefixes' order."""
    aside = path.with_name(path.name + ".part")
    serialize(statements, str(aside), FORMATS[path.suffix[1:]], prefixes=prefixes(base))
    with aside.open("rb") as source, path.open("wb") as target:
        target.writelines(_sorted_head(source))
    aside.unlink()


@contextmanager
def writing(folder: Path, *, base: str = BASE, jobs: int = 1) -> Iterator[None]:
    """Writes the other syntaxes of `graph.nq` beside it; with more jobs than one in other processes during the block.

    Raises OutputError when one of them is killed.
    """
    if jobs == 1:
        _convert(folder, ("ttl", *BY_GRAPH), base)
        yield
        return
    with ProcessPoolExecutor(max_workers=2) as pool:
        made = [pool.submit(_convert, folder, endings, base) for endings in (BY_GRAPH, ("ttl",))]
        yield
        try:
            for one in made:
                one.result()
        except BrokenProcessPool as error:
            raise OutputError(
                f"{folder}: a process that wrote here was killed, as when memory runs out; try --jobs 1"
            ) from error


def _convert(folder: Path, endings: Collection[str], base: str) -> None:
    """What is told graph by graph is grouped once."""
    with (folder / "graph.nq").open(encoding="utf8", newline="\n") as file:
        if "ttl" in endings:
            serialized(triples_of(file), folder / "graph.ttl", base=base)
            file.seek(0)
        if told := [ending for ending in BY_GRAPH if ending in endings]:
            with by_graph(file) as grouped:
                for ending in told:
                    serialized(quads_of(grouped), folder / f"graph.{ending}", base=base)
