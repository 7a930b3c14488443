"""The SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/) over the workers."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from graph.web.engine import ROWS, TRIPLES
from graph.web.guard import reach
from graph.web.negotiation import weight
from graph.web.pool import Pool
from graph.web.wire import Reply, Request
from ontology.terms import PREFIXES

ACCEPTED: Mapping[str, str] = MappingProxyType(
    {
        "json": "application/sparql-results+json, application/ld+json",
        "xml": "application/sparql-results+xml, application/rdf+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "turtle": "text/turtle",
        "ntriples": "application/n-triples",
        "jsonld": "application/ld+json",
    }
)
"""`format=csv` in the address stands for an Accept header, for links and downloads."""

OPEN: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Retry-After",
        "X-Content-Type-Options": "nosniff",
    }
)
LONG_QUERY = 16 << 10  # code points; the tag of a longer one costs more than it saves


class ProtocolError(ValueError):
    """A request that is not of the protocol, with its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks; `query` is "" when it has none."""

    query: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    download: str = ""
    other: Mapping[str, str] = field(default_factory=dict)


async def operation(request: HttpRequest, *, largest: int) -> Operation:
    """Section 2.1 of the protocol. ProtocolError for everything else."""
    pairs = _pairs(request.url.query)
    if request.method == "POST":
        media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
        body = await _body(request, largest)
        if media_type.strip() == "application/x-www-form-urlencoded":
            pairs += _pairs(_text(body, parameters))
        elif media_type.strip() == "application/sparql-query":
            pairs += [("query", _text(body, parameters))]
        elif media_type.strip() == "application/sparql-update":
            pairs += [("update", "")]
        else:
            raise ProtocolError(415, "send the query as application/x-www-form-urlencoded or application/sparql-query")
    return _operation(pairs, needed=request.method == "POST")


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise ProtocolError(400, f"the parameters are not UTF-8 or too many: {error}") from error


def _text(body: bytes, parameters: str) -> str:
    charset = parameters.partition("charset=")[2].strip(' "') or "utf-8"
    if charset not in ("utf-8", "utf8"):
        raise ProtocolError(415, f"send the query in UTF-8, not {charset}")
    try:
        return body.decode("utf8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the query is not UTF-8: byte {error.start}") from error


async def _body(request: HttpRequest, largest: int) -> bytes:
    """The body, up to the size allowed; read as it comes, so that a larger one is never held."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            raise ProtocolError(413, f"the request is larger than {largest:,} bytes")
        parts.append(part)
    return b"".join(parts)


def _operation(pairs: Sequence[tuple[str, str]], *, needed: bool) -> Operation:
    def every(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in pairs if key == name)

    if every("update") or every("using-graph-uri") or every("using-named-graph-uri"):
        raise ProtocolError(403, "this server only answers queries; the graph is changed by building it anew")
    queries = every("query")
    if len(queries) > 1:
        raise ProtocolError(400, f"one query at a time, not {len(queries)}")
    if needed and not queries:
        raise ProtocolError(400, "the parameter query is missing")
    if queries and not queries[0].strip():
        raise ProtocolError(400, "the query is empty")
    format = "".join(every("format")[:1])
    if format and format not in ACCEPTED:
        raise ProtocolError(400, f"no format {format!r}; there are {', '.join(ACCEPTED)}")
    graphs = every("default-graph-uri"), every("named-graph-uri")
    return Operation("".join(queries), *graphs, format, "".join(every("download")[:1]))


async def answered(request: HttpRequest, asked: Operation, pool: Pool, *, digest: str) -> Response:
    """The response to a query; 304 when the client has this answer of this graph already."""
    accept = ACCEPTED[asked.format] if asked.format else request.headers.get("accept", "")
    tag = _tag(asked, accept, digest, pool.base)
    headers = {**OPEN, "Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"} | ({"ETag": tag} if tag else {})
    if tag and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    zipped = weight(request.headers.get("accept-encoding", "identity"), "gzip") > 0
    reply = await while_connected(
        request, pool, Request(asked.query, accept, asked.default_graphs, asked.named_graphs, zipped)
    )
    return response(reply, headers, download=asked.download)


def response(reply: Reply, headers: Mapping[str, str], *, download: str = "") -> Response:
    """A refusal is text in UTF-8 and has no tag."""
    if reply.status != 200:
        headers = {name: value for name, value in headers.items() if name != "ETag"}
    elif download:
        headers = {**headers, "Content-Disposition": f'attachment; filename="{_file_name(download)}"'}
    return Response(
        reply.body, reply.status, {**headers, **reply.headers, "Content-Type": reply.media_type}
    )


def _file_name(text: str) -> str:
    return "".join(char for char in text if char.isascii() and (char.isalnum() or char in "._-")) or "answer"


def _tag(asked: Operation, accept: str, digest: str, base: str) -> str:
    """A weak entity tag: the graph never changes while it is served, so the question stands for the answer."""
    if len(asked.query) > LONG_QUERY or not reach(asked.query, base=base, prefixes=PREFIXES).steady:
        return ""
    parts = (digest, asked.query, accept, *asked.default_graphs, "\x1e", *asked.named_graphs)
    return f'W/"{hashlib.sha256(chr(31).join(parts).encode("utf8", "surrogatepass")).hexdigest()[:32]}"'


async def while_connected(request: HttpRequest, pool: Pool, asked: Request) -> Reply:
    """The reply; a client that goes away stops its query."""
    answer = asyncio.ensure_future(pool.ask(asked))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait([answer, gone], return_when=asyncio.FIRST_COMPLETED)
        return await answer if answer.done() else Reply(499, b"the client has gone")
    finally:
        answer.cancel()
        gone.cancel()


async def _gone(request: HttpRequest) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def refused(error: ProtocolError) -> Response:
    return Response(str(error), error.status, dict(OPEN), "text/plain; charset=utf-8")


def offers() -> tuple[str, ...]:
    """Every media type that an answer can have."""
    return tuple(dict.fromkeys((*ROWS, *TRIPLES)))
