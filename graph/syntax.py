"""The canonical N-Quads in other RDF syntaxes: TriG, Turtle, JSON-LD; same text in, same bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph.literals import lines
from graph.output import OutputError, write_file
from graph.quads import BASE
from ontology.terms import PREFIXES

FORMATS: dict[str, RdfFormat] = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
"""By ending. Turtle has no graphs: there every triple stands once, and the statement nodes say whose it is."""

def _grouped(nquads: str) -> str:
    """The lines with the default graph first, then graph by graph."""
    return "".join(sorted(lines(nquads), key=_graph_then_line))


def _graph_then_line(line: str) -> tuple[str, str]:
    """`<s> <p> <o> .` has no graph although it ends in an IRI, nor has a literal whose last word begins with `<`."""
    triple, _, last = line.removesuffix("\n").removesuffix(" .").rpartition(" ")
    is_iri = last.startswith("<") and last.find(">") == len(last) - 1 and '"' not in last
    return (last if is_iri and triple.count(" ") > 1 else ""), line


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefixes of the ontology, and `id-region:` and the like for the things of the graph."""
    folders = ("region", "place", "organisation", "partyorganisation", "person", "programme", "policy")
    kinds = (*folders, "article", "page", "newspaper", "statement", "mention", "figure", "doubt")
    return dict(PREFIXES) | {f"id-{kind}": f"{base}id/{kind}/" for kind in kinds}


def quads_of(nquads: str) -> Iterator[Quad]:
    """The quads, graph by graph and subject by subject."""
    for quad in parse(_grouped(nquads), RdfFormat.N_QUADS):
        assert isinstance(quad, Quad)
        yield quad


def rendered(nquads: str, ending: str, *, base: str = BASE) -> bytes:
    """The same graph in the syntax of a file ending (`nq`, `trig`, `ttl`, `jsonld`)."""
    if ending not in FORMATS:
        raise LookupError(f"no RDF syntax {ending!r}; there are {', '.join(FORMATS)}")
    if ending == "nq":
        return nquads.encode("utf8")
    statements: Iterable[Quad] | Iterable[Triple] = quads_of(nquads)
    if ending == "ttl":
        statements = _triples(nquads)
    text = serialize(statements, format=FORMATS[ending], prefixes=prefixes(base))
    assert text is not None
    return with_sorted_prefixes(text)


def with_sorted_prefixes(text: bytes) -> bytes:
    """The serializer's prefixes come in an order that changes from run to run."""
    lines = text.splitlines(keepends=True)
    count = next((at for at, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join(sorted(lines[:count]) + lines[count:])


def _triples(nquads: str) -> Iterator[Triple]:
    """Every triple once, subject by subject, whatever graphs it stands in."""
    last: Triple | None = None
    for quad in parse(nquads, RdfFormat.N_QUADS):
        if quad.triple != last:
            last = quad.triple
            yield last


@contextmanager
def writing(nquads: str, folder: Path, *, base: str = BASE, jobs: int = 1) -> Iterator[None]:
    """Writes what `write` does; with more jobs than one the syntaxes are made in other processes during the block.

    Raises OutputError, also when one of these processes is killed.
    """
    if jobs == 1:
        write(nquads, folder, base=base)
        yield
        return
    write(nquads, folder, endings=["nq"], base=base)
    with ProcessPoolExecutor(max_workers=jobs - 1) as pool:
        made = [pool.submit(_rewrite, folder, ending, base) for ending in FORMATS if ending != "nq"]
        yield
        try:
            for one in made:
                one.result()
        except BrokenProcessPool as error:
            raise OutputError(
                f"{folder}: a process that wrote here was killed, as when memory runs out; try --jobs 1"
            ) from error


def _rewrite(folder: Path, ending: str, base: str) -> None:
    nquads = (folder / "graph.nq").read_bytes().decode("utf8")
    write(nquads, folder, endings=[ending], base=base)


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
