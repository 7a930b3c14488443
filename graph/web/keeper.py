"""The keeper: a process that loads the graph once and forks query workers, which share its memory.

    python -m graph.web.keeper CONTROL_FD CONFIGURATION

It is told on its control socket to `fork` (a worker's socket comes along) and to `reap`, and ends with all its workers
when that socket closes. It has one thread, so forking is safe, and only it waits for its workers, so a pid stays theirs
until it is reaped.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
from dataclasses import replace
from typing import Any, NoReturn

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.answers import Limit
from graph.literals import term
from graph.quads import BASE
from graph.search import Names, names
from graph.web.engine import Engine
from graph.web.sandbox import confine, die_with_parent
from graph.web.wire import Closed, packed, packed_reply, receive, request_of
from ontology.terms import class_

WORN_BY = 256 << 20  # bytes of growth after which a worker is replaced


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the server ends us in order
    die_with_parent()
    control = socket.socket(fileno=int(sys.argv[1]))
    configuration = json.loads(sys.argv[2])
    try:
        store = _opened(configuration)
    except (OSError, SyntaxError, ValueError) as error:
        control.sendall(packed({"error": f"{configuration['source']}: {error}"}))
        return
    base = _base(store)
    engine = Engine(store, Names(names(store)), base, Limit(configuration["rows"], configuration["bytes"]))
    try:
        control.sendall(packed({"quads": len(store), "base": base}))
    except BrokenPipeError:  # the server ended while the graph was loading
        return
    if configuration["store"]:
        # a store on disk has threads, which do not live through a fork: every worker opens its own
        engine = replace(engine, store=Store())
        del store
    gc.collect()
    gc.freeze()  # what the workers share is not written to by the collector
    _serve(control, engine, configuration)


def _opened(configuration: dict[str, Any]) -> Store:
    """The store in memory, or the one on disk, for reading only."""
    if configuration["store"]:
        return Store.read_only(configuration["store"])
    store = Store()
    store.bulk_load(path=configuration["source"], format=RdfFormat.N_QUADS)
    return store


def _base(store: Store) -> str:
    """What the IRIs of this build stand on, by one of its pages."""
    pages = store.quads_for_pattern(None, NamedNode(term("rdf:type")[1:-1]), NamedNode(class_("Page").iri), None)
    iris = (quad.subject.value for quad in pages if isinstance(quad.subject, NamedNode))
    return next((iri[: iri.rindex("id/page/")] for iri in iris if "id/page/" in iri), BASE)


def _serve(control: socket.socket, engine: Engine, configuration: dict[str, Any]) -> None:
    living: set[int] = set()
    while True:
        text, handles, _, _ = socket.recv_fds(control, 64, 1)
        if not text:
            break
        command, _, number = text.decode("ascii").partition(" ")
        if command == "fork":
            pid = os.fork()
            if pid == 0:
                control.close()
                _work(socket.socket(fileno=handles[0]), engine, configuration)
            os.close(handles[0])
            living.add(pid)
            control.sendall(packed({"pid": pid}))
        else:
            living.discard(int(number))
            control.sendall(packed({"status": _reap(int(number))}))
    for pid in living:
        _reap(pid)


def _reap(pid: int) -> int:
    """Ends a worker; what it died of, as `os.waitstatus_to_exitcode` says it."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _work(connection: socket.socket, engine: Engine, configuration: dict[str, Any]) -> NoReturn:
    """A worker's life: one request after another, until the server closes the connection or kills it."""
    die_with_parent()
    if configuration["store"]:
        engine = replace(engine, store=Store.read_only(configuration["store"]))
    confined = confine(memory=configuration["memory"])
    born = _peak()
    connection.sendall(packed({"confined": confined}))
    try:
        while True:
            header, _ = receive(connection)
            reply = engine.reply(request_of(header))
            connection.sendall(packed_reply(reply, worn=reply.worn or _peak() - born > WORN_BY))
    except (Closed, BrokenPipeError, ConnectionResetError):
        os._exit(0)


def _peak() -> int:
    """The most memory the process has had, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
