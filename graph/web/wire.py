"""What the server and its processes say to each other: a JSON header and a body of bytes, their lengths before."""

from __future__ import annotations

import json
import socket
import struct
from asyncio import StreamReader
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

_LENGTHS = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Request:
    """A query, or a search for a name.

    The default graph is the union of all graphs; the lists, when one is given, are the dataset instead.
    """

    query: str = ""
    accept: str = "application/sparql-results+json, text/turtle;q=0.9"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    gzip: bool = False
    search: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` as in HTTP; unless it is 200 the body is a message for the user, in UTF-8."""

    status: int
    body: bytes = b""
    media_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    worn: bool = False  # the worker has grown and wants to be replaced


class Closed(ConnectionError):
    """The other side is gone."""


def packed(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    text = json.dumps(header, ensure_ascii=False).encode("utf8")
    return _LENGTHS.pack(len(text), len(body)) + text + body


def packed_request(request: Request) -> bytes:
    return packed(asdict(request))


def packed_reply(reply: Reply, *, worn: bool) -> bytes:
    header = {f.name: getattr(reply, f.name) for f in fields(reply) if f.name != "body"}
    return packed(header | {"headers": dict(reply.headers), "worn": worn}, reply.body)


def request_of(header: Mapping[str, Any]) -> Request:
    lists = {name: tuple(header[name]) for name in ("default_graphs", "named_graphs")}
    return Request(**{**header, **lists})


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes]:
    """The next message; Closed when there will be none."""
    header, body = _LENGTHS.unpack(_exactly(connection, _LENGTHS.size))
    return json.loads(_exactly(connection, header)), _exactly(connection, body)


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            raise Closed("the other side is gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


async def read(reader: StreamReader) -> tuple[dict[str, Any], bytes]:
    """The same from an asyncio stream; IncompleteReadError when the other side is gone."""
    header, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    return json.loads(await reader.readexactly(header)), await reader.readexactly(body)
