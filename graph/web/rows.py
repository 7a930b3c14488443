"""Rows of queries as the pages read them, kept for a while: the graph does not change while it is served."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable

from graph.web.pool import Pool
from graph.web.wire import Request

Row = dict[str, str]
"""Variable to text; an unbound variable is left out."""

KEPT, KEPT_ROWS = 512, 1000


class AskError(ValueError):
    """A page's query got no answer; `status` is what the page should have."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Asker:
    """Asks the workers; remembers the small answers asked for last."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._kept: OrderedDict[str, list[Row]] = OrderedDict()

    @property
    def base(self) -> str:
        return self.pool.base

    async def rows(self, query: str) -> list[Row]:
        """AskError when the workers refuse."""
        if query in self._kept:
            self._kept.move_to_end(query)
            return self._kept[query]
        reply = await self.pool.ask(Request(query, "application/sparql-results+json"))
        if reply.status != 200:
            raise AskError(reply.status, reply.body.decode("utf8"))
        bindings = json.loads(reply.body)["results"]["bindings"]
        found = [{name: term["value"] for name, term in binding.items()} for binding in bindings]
        if len(found) <= KEPT_ROWS:
            self._kept[query] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    async def search(self, words: str, *, limit: int) -> list[str]:
        """IRIs of things whose names have the words, best first."""
        reply = await self.pool.ask(Request(search=words, limit=limit))
        if reply.status != 200:
            raise AskError(reply.status, reply.body.decode("utf8"))
        found: list[str] = json.loads(reply.body)
        return found


def values(iris: Iterable[str]) -> str:
    """IRIs of this store for VALUES, each once, sorted."""
    return " ".join(f"<{iri}>" for iri in sorted(set(iris)))
