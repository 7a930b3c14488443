"""An article, and a whole page, with everything that the graph names in them marked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from graph.web.rows import Row
from graph.web.site import Site
from graph.web.texts import Mark, Run, runs
from graph.web.things import ENTITY_KINDS, Description, Thing, path_of
from ontology.terms import YZ

TYPE_FILTER = f'FILTER(STRSTARTS(STR(?type), "{YZ}"))'


async def article(request: Request, site: Site, described: Description) -> Response:
    iri = described.thing.iri
    heads, parts, marks, figures, doubts = await asyncio.gather(
        site.things.articles([iri]),
        site.asker.rows(
            f"""SELECT ?position ?begin ?end {{ <{iri}> yz:part ?part . ?part yz:position ?position ; yz:span ?span .
            ?span yz:begin ?begin ; yz:end ?end }} ORDER BY ?position"""
        ),
        _marks(site, f"?m yz:article <{iri}>"),
        site.things.figures(iri, "article"),
        _doubts(site, f"?d yz:article <{iri}>"),
    )
    head = heads[iri]
    text = site.things.texts.of(head.digest)
    body = [list(runs(text, int(row["begin"]), int(row["end"]), marks)) for row in parts] if text else []
    plain = [[Run("".join(described.of("body")), None)]]
    return site.page(
        request,
        "article.html.j2",
        it=described,
        head=head,
        body=body or plain,
        named=_named(site, marks),
        figures=figures,
        doubts=doubts,
    )


async def page_view(request: Request, site: Site, described: Description) -> Response:
    iri = described.thing.iri
    found, marks, papers, doubts = await asyncio.gather(
        site.asker.rows(f"SELECT ?a {{ ?a yz:page <{iri}> ; a yz:Article ; yz:number ?n }} ORDER BY ?n"),
        _marks(site, f"?m yz:article/yz:page <{iri}>"),
        site.asker.rows(f"SELECT ?paper ?label {{ <{iri}> yz:newspaper ?paper . ?paper rdfs:label ?label }}"),
        _doubts(site, f"?d yz:page <{iri}>"),
    )
    heads = await site.things.articles(row["a"] for row in found)
    text = site.things.texts.of("".join(described.of("digest")))
    return site.page(
        request,
        "page.html.j2",
        it=described,
        papers=[site.things.thing(row["paper"], row["label"], "Newspaper") for row in papers],
        articles=[heads[row["a"]] for row in found],
        body=list(runs(text, 0, len(text), marks)),
        doubts=doubts,
    )


async def _marks(site: Site, of: str) -> list[Mark]:
    """The mentions of an article or page as stretches of its page."""
    query = f"""SELECT DISTINCT ?begin ?end ?e ?label ?type {{
        {of} . ?m a yz:Mention ; yz:entity ?e ; yz:evidence ?span .
        ?span yz:begin ?begin ; yz:end ?end . ?e rdfs:label ?label ; a ?type . {TYPE_FILTER} }}
        ORDER BY ?begin ?end ?e ?type"""
    return [
        Mark(int(row["begin"]), int(row["end"]), row["e"], row["type"].removeprefix(YZ), row["label"])
        for row in await site.asker.rows(query)
    ]


def _named(site: Site, marks: Iterable[Mark]) -> list[Thing]:
    """The things marked, each once, by class in the ontology's order, then as they come."""
    found = {mark.iri: site.things.thing(mark.iri, mark.label, mark.type) for mark in marks}
    order = list(ENTITY_KINDS.values())
    return sorted(found.values(), key=lambda thing: order.index(thing.type))


async def _doubts(site: Site, of: str) -> list[Row]:
    doubt = "?d a yz:Doubt ; yz:doubtKind ?kind ; yz:message ?message"
    found = await site.asker.rows(f"SELECT ?d ?kind ?message {{ {of} . {doubt} }} ORDER BY ?message ?d")
    return [{**row, "path": path_of(row["d"], site.pool.base)} for row in found]
