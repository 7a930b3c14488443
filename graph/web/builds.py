"""The build that is served: a new one in its folder takes its place; the old one still answers what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.web.disk import discard
from graph.web.site import GRAPH, Site

LOOK_EVERY = 1.0  # seconds
Stamp = tuple[int, int, int, int]


def stamp(file: Path) -> Stamp | None:
    """What tells one state of a file from the next; None when it is not there, as between two renames."""
    try:
        now = file.stat()
    except OSError:
        return None
    return now.st_dev, now.st_ino, now.st_mtime_ns, now.st_size


@dataclass(slots=True, eq=False)
class Served:
    """A site with the requests that it has not answered yet."""

    site: Site
    requests: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)  # set when it is replaced and the last one is answered


class Builds:
    """The sites of one folder, one after another. `site_of` makes one, with its workers warm.

    `at` is the stamp taken before the first site was made: what is written meanwhile counts as new.
    """

    def __init__(self, site: Site, at: Stamp | None, site_of: Callable[[], Awaitable[Site]]) -> None:
        self._now = Served(site)
        self._at = at
        self._site_of = site_of
        self._retired: set[Served] = set()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[Site]:
        """The site of now, which stays whole until the block ends, whatever happens in its folder."""
        served = self._now
        served.requests += 1
        try:
            yield served.site
        finally:
            served.requests -= 1
            if served is not self._now and not served.requests:
                served.idle.set()

    async def follow(self, say: Callable[[str], None]) -> None:
        """Looks for a new build now and then, for ever. One that cannot be served is told, and the old one stays."""
        file, last = self._now.site.folder / GRAPH, self._at
        async with asyncio.TaskGroup() as retiring:
            while True:
                await asyncio.sleep(LOOK_EVERY)
                before, last = last, stamp(file)
                if last is None or last == self._at or last != before:  # a file that is still being copied changes
                    continue
                self._at = last
                try:
                    site = await self._site_of()
                except (ValueError, LookupError, OSError) as error:
                    say(f"{error}; the build of before is still served")
                    continue
                retiring.create_task(self._replaced(site))
                say(f"the build has changed: {site.pool.quads} quads are served now")

    async def _replaced(self, site: Site) -> None:
        """Serves the new site; the old one's workers end when they have answered."""
        old, self._now = self._now, Served(site)
        self._retired.add(old)
        if old.requests:
            await old.idle.wait()
        await old.site.pool.close()
        self._retired.discard(old)
        if old.site.pool.store and old.site.pool.store != site.pool.store:
            await asyncio.to_thread(discard, old.site.pool.store)

    async def close(self) -> None:
        for served in (self._now, *self._retired):
            await served.site.pool.close()


@dataclass(frozen=True, slots=True)
class Holding:
    """Middleware: a request keeps the site that it began with, as `request.state.site`."""

    app: ASGIApp
    builds: Builds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        async with self.builds.held() as site:
            scope.setdefault("state", {})["site"] = site
            await self.app(scope, receive, send)
        return None
