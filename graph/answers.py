"""Answers to queries as bytes, in the formats people ask for; shared by the command line and the server.

Rows (SELECT) and yes or no (ASK) have the four SPARQL 1.1 result formats; triples (CONSTRUCT, DESCRIBE) are RDF, or a
table of three columns. `table` is for reading in a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    Variable,
    serialize,
)

from graph.quads import BASE
from graph.syntax import prefixes, with_sorted_prefixes
from graph.tables import table, width

Answer = QuerySolutions | QueryBoolean | Iterable[Triple]
Value = NamedNode | BlankNode | Literal | Triple

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld")
"""Of triples, `json` is JSON-LD and `xml` is RDF/XML; rows have no turtle, ntriples and jsonld."""

_ROWS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
    }
)
_TRIPLES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "json": RdfFormat.JSON_LD,
        "xml": RdfFormat.RDF_XML,
    }
)


class AnswerError(ValueError):
    """A format that the answer cannot have."""


class TooLarge(ValueError):
    """An answer over the limit; the message says by what."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of an answer is given; an answer over it is refused as a whole."""

    rows: int
    bytes: int


NO_LIMIT = Limit(2**62, 2**62)


def answer(result: Answer, format: str, *, limit: Limit = NO_LIMIT, base: str = BASE) -> bytes:
    """The whole answer in one of FORMATS. AnswerError for a format it cannot have, TooLarge over the limit."""
    if format not in FORMATS:
        raise AnswerError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if isinstance(result, QueryBoolean):
        return _truth(result, format)
    if isinstance(result, QuerySolutions):
        return _rows(result, format, limit, base)
    return _triples(result, format, limit, base)


def _truth(result: QueryBoolean, format: str) -> bytes:
    if format == "table":
        return b"true\n" if result else b"false\n"
    if format not in _ROWS:
        raise AnswerError(f"ASK answers true or false, which {format} cannot say; ask for {', '.join(_ROWS)} or table")
    text = result.serialize(format=_ROWS[format])
    assert text is not None
    return text


def _rows(result: QuerySolutions, format: str, limit: Limit, base: str) -> bytes:
    names = [variable.value for variable in result.variables]
    if format == "table":
        return _table(names, (tuple(row) for row in result), base)
    if format not in _ROWS:
        raise AnswerError(f"SELECT answers rows, which are no {format}; ask for {', '.join(_ROWS)} or table")
    output = _Bounded(limit)
    result.serialize(output, _ROWS[format])
    _check_rows(_COUNT[format](output.getvalue()), limit)
    return output.getvalue()


def _triples(result: Iterable[Triple], format: str, limit: Limit, base: str) -> bytes:
    counted = _counted(result, limit)
    if format in _TRIPLES:
        output = _Bounded(limit)
        # N-Triples has no prefixes, the JSON-LD of pyoxigraph does not use them
        serialize(counted, output, format=_TRIPLES[format], prefixes=prefixes(base) if format == "turtle" else None)
        return with_sorted_prefixes(output.getvalue())
    names = ("subject", "predicate", "object")
    rows = ((triple.subject, triple.predicate, triple.object) for triple in counted)
    if format == "table":
        return _table(names, rows, base)
    write = _csv if format == "csv" else _tsv
    return write(names, rows)


# ---------------------------------------------------------------- limits


class _Bounded(BytesIO):
    """Raises TooLarge when more is written than the limit allows, which stops the query that writes."""

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.limit = limit

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(chunk) > self.limit.bytes:
            raise TooLarge(f"the answer is larger than {self.limit.bytes:,} bytes; narrow the query or add LIMIT")
        return super().write(chunk)


def _check_rows(count: int, limit: Limit) -> None:
    if count > limit.rows:
        raise TooLarge(f"the answer has more than {limit.rows:,} rows; narrow the query or add LIMIT")


def _counted(triples: Iterable[Triple], limit: Limit) -> Iterator[Triple]:
    for count, triple in enumerate(triples, 1):
        _check_rows(count, limit)
        yield triple


def _csv_rows(text: bytes) -> int:
    """Line ends outside quotation marks, without the header's."""
    return sum(piece.count(b"\n") for piece in text.split(b'"')[::2]) - 1


_COUNT: Mapping[str, Callable[[bytes], int]] = MappingProxyType(
    {
        "csv": _csv_rows,
        "tsv": lambda text: text.count(b"\n") - 1,
        # inside a string the mark would be \", so this stands between rows only; rows without values go uncounted
        "json": lambda text: text.count(b'}},{"') + (b'"bindings":[{"' in text),
        "xml": lambda text: text.count(b"<result>"),
    }
)


# ---------------------------------------------------------------- triples as columns


def _csv(names: Sequence[str], rows: Iterable[Sequence[Value | None]]) -> bytes:
    lines = [names, *([_bare(value) for value in row] for row in rows)]
    return "".join(",".join(map(_csv_field, line)) + "\r\n" for line in lines).encode("utf8")


def _csv_field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def _tsv(names: Sequence[str], rows: Iterable[Sequence[Value | None]]) -> bytes:
    header = "\t".join(str(Variable(name)) for name in names)
    lines = ("\t".join(str(value) for value in row) for row in rows)
    return "".join(line + "\n" for line in (header, *lines)).encode("utf8")


def _bare(value: Value | None) -> str:
    """As CSV has it: the characters without datatype and language."""
    if value is None:
        return ""
    return value.value if isinstance(value, NamedNode | Literal) else str(value)


# ---------------------------------------------------------------- a table to read

WIDEST = 60


def _table(names: Sequence[str], rows: Iterable[Sequence[Value | None]], base: str) -> bytes:
    """Columns as wide as what stands in them, Chinese counted as two; long texts are cut with an ellipsis."""
    short = _shortener(base)
    lines = [list(names), *([_cut(short(value), WIDEST) for value in row] for row in rows)]
    text = table(lines[0], lines[1:]) + "\n" if names else ""
    count = len(lines) - 1
    return f"{text}({count} {'row' if count == 1 else 'rows'})\n".encode()


def _shortener(base: str) -> Callable[[Value | None], str]:
    by_length = sorted(prefixes(base).items(), key=lambda item: (-len(item[1]), item[0]))

    def short(value: Value | None) -> str:
        if not isinstance(value, NamedNode):
            return " ".join(_bare(value).split())
        for prefix, iri in by_length:
            if value.value.startswith(iri):
                return f"{prefix}:{value.value.removeprefix(iri)}"
        return str(value)

    return short


def _cut(text: str, widest: int) -> str:
    if width(text) <= widest:
        return text
    kept = 0
    for at, char in enumerate(text):
        kept += width(char)
        if kept > widest - 1:
            return text[:at] + "…"
    return text
