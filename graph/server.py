"""`yizhan serve`: a build behind a SPARQL endpoint, with a query page, pages for every thing, and the explorer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph import ontology_page
from graph.parts.templating import css
from graph.web import description, pages, protocol
from graph.web.builds import Builds, Holding, stamp
from graph.web.disk import on_disk
from graph.web.negotiation import best, wants_html
from graph.web.pool import Limits, Pool
from graph.web.query_page import query_page
from graph.web.rows import Asker, AskError
from graph.web.site import GRAPH, SAFE, Site, digest

DEFAULTS = Limits()
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


class ServeError(ValueError):
    """The address cannot be served at."""


# ---------------------------------------------------------------- the endpoint


async def sparql(request: Request) -> Response:
    """The endpoint for programs, the query page for browsers; without a query its description."""
    site = pages.site_of(request)
    accept = request.headers.get("accept", "")
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=preflight(request))
    try:
        asked = await protocol.operation(request, largest=site.pool.limits.request)
        if request.method != "POST" and not asked.format and wants_html(accept, protocol.offers()):
            return query_page(request, site)
        if asked.query:
            return await protocol.answered(request, asked, site.pool, digest=site.digest)
    except protocol.ProtocolError as error:
        return protocol.refused(error)
    return await described(request, "service")


def preflight(request: Request) -> dict[str, str]:
    headers = request.headers.get("access-control-request-headers", "Content-Type, Accept")
    allowed = {"Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS", "Access-Control-Max-Age": "86400"}
    return {**protocol.OPEN, **allowed, "Access-Control-Allow-Headers": headers, "Allow": "GET, HEAD, POST, OPTIONS"}


async def described(request: Request, what: str) -> Response:
    """The service description, or VoID."""
    site = pages.site_of(request)
    media_type = best(request.headers.get("accept", ""), tuple(description.SYNTAXES)) or "text/turtle"
    home = str(request.base_url)
    if what == "service":
        turtle = description.service(f"{home}sparql", await description.graphs(site.asker))
    else:
        dumps = [f"{home}data/{file.name}" for file in site.dumps()]
        turtle = await description.dataset(site.asker, f"{home}sparql", home, dumps)
    headers = {**protocol.OPEN, "Vary": "Accept", "Content-Type": f"{media_type}; charset=utf-8"}
    return Response(description.written(turtle, media_type), headers=headers)


async def void(request: Request) -> Response:
    return await described(request, "dataset")


# ---------------------------------------------------------------- files of the build


async def explorer(request: Request) -> Response:
    """The build's own interactive page."""
    site = pages.site_of(request)
    file = site.folder / "graph.html"
    if file.is_file():
        return FileResponse(file, media_type="text/html", headers={"X-Content-Type-Options": "nosniff"})
    return site.page(request, "error.html.j2", 404, title="no_explorer", message="no_explorer_more", detail="")


async def look(_request: Request) -> Response:
    """The style that the pages share with the explorer."""
    return Response(css(), headers={"Cache-Control": "max-age=3600"}, media_type="text/css")


async def ontology(request: Request) -> Response:
    """What the classes and relations mean: a page to read, or Turtle."""
    if wants_html(request.headers.get("accept", ""), ("text/turtle",)):
        return HTMLResponse(ontology_page.html(), headers={"Vary": "Accept", "X-Content-Type-Options": "nosniff"})
    text = files("ontology").joinpath("yizhan.ttl").read_text("utf8")
    return Response(text, headers={**protocol.OPEN, "Vary": "Accept"}, media_type="text/turtle")


async def dump(request: Request) -> Response:
    for file in pages.site_of(request).dumps():
        if file.name == request.path_params["name"]:
            return FileResponse(file, headers=dict(protocol.OPEN), filename=file.name)
    return pages.missing(request)


async def data(request: Request) -> Response:
    site = pages.site_of(request)
    files = [(file.name, file.stat().st_size) for file in site.dumps()]
    return site.page(request, "data.html.j2", files=files, address=f"{request.base_url}sparql", quads=site.pool.quads)


# ---------------------------------------------------------------- the application


def application(builds: Builds) -> Starlette:
    """The builds as ASGI; the caller closes them."""
    any_method = ["GET", "HEAD", "POST", "OPTIONS"]
    routes = [
        Route("/", pages.start),
        Route("/sparql", sparql, methods=any_method),
        Route("/sparql/", sparql, methods=any_method),
        Route("/.well-known/void", void),
        Route("/search", pages.search),
        Route("/search.json", pages.suggestions),
        Route("/browse/{name}", pages.browse),
        Route("/explore", explorer),
        Route("/ontology", ontology),
        Route("/data", data),
        Route("/data/{name}", dump),
        Route("/id/{kind}/{name}.{ending}", pages.about),
        Route("/id/{kind}/{name}", pages.identified),
        Route("/static/parts.css", look),
        Mount("/static", StaticFiles(packages=[("graph.web", "static"), ("graph.parts", "static")])),
        Mount("/vendor", StaticFiles(packages=[("graph.web", "vendor")])),
    ]
    handlers = {404: pages.not_found, AskError: pages.failed, HTTPException: _refused}
    zipped = Middleware(GZipMiddleware, compresslevel=4)  # pages; answers come zipped from their workers
    return Starlette(
        routes=routes, exception_handlers=handlers, middleware=[Middleware(Holding, builds=builds), zipped]
    )


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return Response(error.detail, error.status_code, {**(error.headers or {}), **SAFE}, "text/plain; charset=utf-8")


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket. ServeError that says what is in the way."""
    if not 0 <= port <= 65535:
        raise ServeError(f"{port}: not a port; choose one from 1 to 65535, or 0 for a free one")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # with the protocol named, asyncio turns Nagle's delay off, which costs 40 ms an answer
        bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(256)
    except OSError as error:
        raise ServeError(f"{host}:{port}: cannot be served at ({error.strerror}); choose another --port") from error
    return bound


def serve(
    folder: Path,
    *,
    say: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits = DEFAULTS,
    store: Path | None = None,
) -> None:
    """Serves the build, and each that takes its place, until it is interrupted; `say` gets the address and the news.

    Raises NoBuild, KeeperError, ServeError.
    """
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it ends; by then everything is closed
        asyncio.run(_serve(folder, host, port, limits, store, say))


async def _serve(
    folder: Path, host: str, port: int, limits: Limits, store: Path | None, say: Callable[[str], None]
) -> None:
    at = stamp(folder / GRAPH)
    with _bound(host, port) as listening:
        site = await _site(folder, limits, store)
        builds = Builds(site, at, lambda: _site(folder, limits, store))
        following = asyncio.create_task(builds.follow(say))
        following.add_done_callback(lambda task: task.cancelled() or task.result())  # a fault of ours shows
        try:
            config = uvicorn.Config(
                application(builds), log_level="warning", lifespan="off", timeout_graceful_shutdown=1,
                server_header=False,
            )  # fmt: skip
            for line in await greeting(site.pool, host, listening.getsockname()[1]):
                say(line)
            await uvicorn.Server(config).serve(sockets=[listening])
        finally:
            following.cancel()
            await builds.close()


async def _site(folder: Path, limits: Limits, store: Path | None) -> Site:
    """The build in the folder with its workers warm."""
    source = folder / GRAPH
    known = await asyncio.to_thread(digest, folder)
    pool = Pool(source, limits, store=await asyncio.to_thread(_stored, source, store, known) if store else None)
    try:
        await pool.start()
    except BaseException:
        await pool.close()
        raise
    return Site.of(folder, known, pool)


def _stored(source: Path, folder: Path, known: str) -> Path:
    try:
        return on_disk(source, folder, known)
    except (SyntaxError, OSError) as error:
        raise ServeError(f"{source}: cannot be kept in {folder}: {error}") from error


async def greeting(pool: Pool, host: str, port: int) -> list[str]:
    """Where to look; and, when others can reach it, what they will see."""
    shown = f"[{host}]" if ":" in host else host
    lines = [f"{pool.quads} quads at http://{shown}:{port}/ (queries at /sparql, explorer at /explore); Ctrl-C ends"]
    if not pool.confined:
        lines.append("note: this system has no seccomp filter; SERVICE is refused by the parser alone")
    if host not in LOCAL_HOSTS:
        (row,) = await Asker(pool).rows("SELECT (COUNT(?p) AS ?n) { ?p a yz:Person }")
        lines.append(
            f"others can reach this: it shows the full text of the pages and {row['n']} personal names, "
            "to whoever can connect; there is no password"
        )
    return lines

