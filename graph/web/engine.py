"""What a worker does with one request: refuse, run, write the answer."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from graph.answers import Limit, TooLarge, answer
from graph.search import Names
from graph.web.guard import reach
from graph.web.negotiation import best
from graph.web.wire import Reply, Request
from ontology.terms import PREFIXES

ROWS: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
        "text/xml": "xml",
    }
)
TRIPLES: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "ntriples",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "xml",
        "application/json": "jsonld",
        "text/plain": "ntriples",
    }
)
"""Media types by liking, and the format of `graph.answers` for each."""

GZIP_FROM = 1400  # bytes; less fits one packet anyway


class Refused(ValueError):
    """A request that gets no answer, with its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Engine:
    store: Store
    names: Names
    base: str
    limit: Limit

    def reply(self, request: Request) -> Reply:
        """The answer, or the refusal with what the user can do about it."""
        try:
            if request.search:
                return _json(self.names.find(request.search, limit=request.limit))
            return self._answer(request)
        except Refused as refusal:
            return Reply(refusal.status, str(refusal).encode("utf8"))
        except TooLarge as error:
            return Reply(413, str(error).encode("utf8"))
        except MemoryError:
            return Reply(507, b"the query needs more memory than this server gives one query", worn=True)

    def _answer(self, request: Request) -> Reply:
        result = self._result(request)
        offers = TRIPLES if isinstance(result, QueryTriples) else ROWS
        media_type = best(request.accept, tuple(offers))
        if media_type is None:
            raise Refused(406, f"this answer comes as {', '.join(offers)}; not as {request.accept}")
        body = answer(result, offers[media_type], limit=self.limit, base=self.base)
        headers = {}
        if request.gzip and len(body) >= GZIP_FROM:
            body = gzip.compress(body, 1, mtime=0)
            headers = {"Content-Encoding": "gzip"}
        return Reply(200, body, f"{media_type}; charset=utf-8", headers)

    def _result(self, request: Request) -> QuerySolutions | QueryBoolean | QueryTriples:
        wanted = reach(request.query, base=self.base, prefixes=PREFIXES)
        if wanted.service:
            raise Refused(403, "SERVICE is not allowed here: this server asks no other server")
        given = bool(request.default_graphs or request.named_graphs)
        if not given:
            self._known(wanted.graphs)
        try:
            return self.store.query(
                request.query,
                base_iri=self.base,
                prefixes=dict(PREFIXES),
                # the flag would override FROM; the protocol's graphs override FROM (SPARQL 1.1 Protocol, 2.1.4)
                use_default_graph_as_union=not given and not wanted.graphs,
                default_graph=[*_nodes(request.default_graphs)] if given else None,
                named_graphs=[*_nodes(request.named_graphs)] if given else None,
            )
        except SyntaxError as error:
            raise Refused(400, explained(str(error))) from error

    def _known(self, graphs: tuple[str, ...]) -> None:
        for graph in filter(None, graphs):
            if not _is_iri(graph) or not self.store.contains_named_graph(NamedNode(graph)):
                raise Refused(403, f"FROM <{graph}>: no graph of this store, and this server reads no other address")


def _nodes(iris: tuple[str, ...]) -> list[NamedNode]:
    for iri in iris:
        if not _is_iri(iri):
            raise Refused(400, f"not an absolute IRI: {iri!r}")
    return [NamedNode(iri) for iri in iris]


def _is_iri(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\]*", text) is not None


def _json(value: list[str]) -> Reply:
    return Reply(200, json.dumps(value, ensure_ascii=False).encode("utf8"), "application/json")


ERROR = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?:expected )?(?:one of )?(?P<expected>.*)", re.DOTALL)
PLAIN = re.compile(r"[A-Za-z][A-Za-z ,]*|\"[^\"]+\"")  # `expected one of "(", FILTER, ['0' ..= '9' | ...` has both


def explained(error: str) -> str:
    """The parser's message with line and column, without the character classes it lists."""
    match = ERROR.match(error)
    if match is None:
        return f"not a SPARQL query: {error}"
    options = [text for text in match["expected"].split(", ") if PLAIN.fullmatch(text)]
    sentences = [text for text in options if " " in text]
    said = "; ".join(sentences) or "expected " + (" or ".join(sorted(options)[:12]) or "something else")
    return f"not a SPARQL query: line {match['line']}, column {match['column']}: {said}"
