"""The pages for readers: start, search, lists, and one for each thing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from graph.web.articles import article, page_view
from graph.web.negotiation import best
from graph.web.neighbourhood import drawing
from graph.web.protocol import OPEN, response, while_connected
from graph.web.records import Description, Quotes, Thing
from graph.web.rows import AskError
from graph.web.site import Site
from graph.web.things import ENTITY_KINDS, LOCAL, neighbours
from graph.web.wire import Request as Ask
from graph.web.words import WORDS, said
from ontology.terms import CREDITS, PREFIXES, PROPERTIES, TYPES, YZ, Bilingual, class_

ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "text/html": "html",
        "text/turtle": "ttl",
        "application/ld+json": "jsonld",
        "application/n-triples": "nt",
        "application/rdf+xml": "rdf",
    }
)
BROWSED = (*TYPES, "Article")
FRONT = ("Programme", "PartyOrganisation", "Region", "Policy")
LISTED, FOUND = 60, 30


def site_of(request: Request) -> Site:
    site = request.state.site
    assert isinstance(site, Site)
    return site


# ---------------------------------------------------------------- start, search, lists


async def start(request: Request) -> Response:
    site = site_of(request)
    counts, *front = await asyncio.gather(_counts(site), *(_most_named(site, name, 0, 8) for name in FRONT))
    articles = await _articles(site, 0, 12)
    named = [(class_(name), things) for name, things in zip(FRONT, front, strict=True) if things]
    return site.page(request, "start.html.j2", counts=counts, named=named, articles=articles)


async def _counts(site: Site) -> dict[str, int]:
    """Pages, articles and statements, and the entities of each class that articles name."""
    named, made = await asyncio.gather(
        site.asker.rows("SELECT ?c (COUNT(DISTINCT ?e) AS ?n) { ?a yz:mentions ?e . ?e a ?c } GROUP BY ?c"),
        site.asker.rows(
            "SELECT ?c (COUNT(?x) AS ?n) { VALUES ?c { yz:Page yz:Article yz:Statement } ?x a ?c } GROUP BY ?c"
        ),
    )
    return {row["c"].removeprefix(YZ): int(row["n"]) for row in (*named, *made) if "c" in row}


async def _most_named(site: Site, name: str, first: int, most: int) -> list[tuple[Thing, int]]:
    """Entities of a class by the number of articles that name them, then by how often these do."""
    named = "|".join(f"yz:{role}" for role in ("mentions", *CREDITS))
    found = await site.asker.rows(
        f"""SELECT ?e ?label ?n {{
        {{ SELECT ?e ?label (COUNT(DISTINCT ?a) AS ?n) {{ ?e a yz:{name} ; rdfs:label ?label . ?a {named} ?e }}
           GROUP BY ?e ?label }}
        OPTIONAL {{ SELECT ?e (COUNT(?m) AS ?times) {{ ?m yz:entity ?e . ?e a yz:{name} }} GROUP BY ?e }} }}
        ORDER BY DESC(?n) DESC(?times) ?label ?e OFFSET {first} LIMIT {most}"""
    )
    return [(site.things.thing(row["e"], row["label"], name), int(row["n"])) for row in found]


async def _articles(site: Site, first: int, most: int) -> list[object]:
    found = await site.asker.rows(
        f"""SELECT ?a {{ ?a a yz:Article ; yz:page ?p ; yz:number ?n . ?p rdfs:label ?l .
        OPTIONAL {{ ?p yz:date ?d }} }}
        ORDER BY DESC(?d) ?l ?n OFFSET {first} LIMIT {most}"""
    )
    heads = await site.things.articles(row["a"] for row in found)
    return [heads[row["a"]] for row in found]


async def browse(request: Request) -> Response:
    site, name = site_of(request), request.path_params["name"]
    if name not in BROWSED:
        return missing(request)
    text = request.query_params.get("from", "0")
    first = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    if name == "Article":
        articles = await _articles(site, first, LISTED + 1)
        things: list[tuple[Thing, int]] = []
    else:
        articles, things = [], await _most_named(site, name, first, LISTED + 1)
    places = await site.things.places(thing.iri for thing, _ in things)
    more = max(len(articles), len(things)) > LISTED
    return site.page(
        request,
        "browse.html.j2",
        name=name,
        names=BROWSED,
        articles=articles[:LISTED],
        things=things[:LISTED],
        places=places,
        previous=max(0, first - LISTED) if first else None,
        next=first + LISTED if more else None,
    )


async def found(request: Request, limit: int) -> list[tuple[Thing, tuple[Thing, ...]]]:
    """What the words of the request are part of a name of, each with where it lies."""
    site = site_of(request)
    iris = await site.asker.search(request.query_params.get("q", "")[:100].strip() or " ", limit=limit)
    named, places = await asyncio.gather(site.things.named(iris), site.things.places(iris))
    return [(named[iri], places.get(iri, ())) for iri in iris if iri in named]


async def search(request: Request) -> Response:
    words = request.query_params.get("q", "").strip()
    results = await found(request, FOUND) if words else []
    return site_of(request).page(request, "search.html.j2", words=words, results=results)


async def suggestions(request: Request) -> Response:
    """The same for the search box, as JSON."""
    results = await found(request, 8)
    return JSONResponse(
        [
            {"path": thing.path, "label": thing.label, "type": thing.type, "where": [place.label for place in where]}
            for thing, where in results
        ],
        headers=dict(OPEN),
    )


# ---------------------------------------------------------------- one thing


async def identified(request: Request) -> Response:
    """`/id/...` is the thing itself: 303 to what the client likes to read about it."""
    ending = ENDINGS[best(request.headers.get("accept", ""), tuple(ENDINGS)) or "text/turtle"]
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}.{ending}{query}", 303, {**OPEN, "Vary": "Accept"})


async def about(request: Request) -> Response:
    """`/id/....html` and the data beside it."""
    kind, name, ending = (request.path_params[key] for key in ("kind", "name", "ending"))
    site = site_of(request)
    iri = f"{site.pool.base}id/{kind}/{name}"
    if ending not in ENDINGS.values() or not LOCAL.fullmatch(f"id/{kind}/{name}"):
        return missing(request)
    described = await site.things.description(iri)
    if described is None:
        return missing(request)
    if ending != "html":
        return await data_of(request, iri, ending)
    if kind in ENTITY_KINDS:
        return await entity(request, described)
    if kind == "article":
        return await article(request, site, described)
    if kind == "page":
        return await page_view(request, site, described)
    return await node(request, described)


async def entity(request: Request, described: Description) -> Response:
    site, iri = site_of(request), described.thing.iri
    places, groups, figures, articles = await asyncio.gather(
        site.things.places([iri]), site.things.groups(iri), site.things.figures(iri), site.things.mentioned_in(iri)
    )
    around = neighbours(groups)
    return site.page(
        request,
        "entity.html.j2",
        it=described,
        places=places.get(iri, ()),
        groups=groups,
        figures=figures,
        articles=articles,
        drawing=drawing(described.thing, around) if around else None,
    )


async def node(request: Request, described: Description) -> Response:
    """A newspaper, statement, mention, figure or doubt: its properties as the graph has them."""
    site, iri = site_of(request), described.thing.iri
    links = await site.asker.rows(
        f"""SELECT ?p ?o ?back {{ {{ <{iri}> ?p ?o . FILTER(ISIRI(?o)) BIND(false AS ?back) }}
        UNION {{ ?o ?p <{iri}> . BIND(true AS ?back) }} }} ORDER BY ?back ?p ?o LIMIT 200"""
    )
    named, quotes = await asyncio.gather(
        site.things.named(row["o"] for row in links), site.things.quotes([iri])
    )
    rows = [(_property(row["p"]), named[row["o"]], row["back"] == "true") for row in links if row["o"] in named]
    ends = {row["p"]: named[row["o"]].label for row in links if row["o"] in named and row["back"] == "false"}
    relation = next((PROPERTIES[name] for row in links if row["p"] == PREDICATE for name in _local(row["o"])), None)
    title = described.thing.label
    if relation and SUBJECT in ends and OBJECT in ends:
        title = f"{ends[SUBJECT]} {said(relation.label, site.language(request))} {ends[OBJECT]}"
    return site.page(
        request, "node.html.j2", it=described, title=title, rows=rows, quotes=quotes.get(iri, Quotes())
    )


SUBJECT, PREDICATE, OBJECT = (f"{PREFIXES['rdf']}{name}" for name in ("subject", "predicate", "object"))


def _property(iri: str) -> Bilingual:
    if iri in (SUBJECT, OBJECT):
        return WORDS["subject"] if iri == SUBJECT else WORDS["object"]
    return next((PROPERTIES[name].label for name in _local(iri)), Bilingual(iri, iri))


def _local(iri: str) -> list[str]:
    """The name of a property of ours; nothing for any other IRI."""
    name = iri.removeprefix(YZ)
    return [name] if name in PROPERTIES else []


DATA = """CONSTRUCT { ?x ?p ?o } WHERE {
  VALUES ?me { <%s> }
  { BIND(?me AS ?x) } UNION { ?x rdf:subject ?me } UNION { ?x rdf:object ?me } UNION { ?x yz:about|yz:entity ?me }
  UNION { ?st rdf:subject|rdf:object ?me . ?st yz:evidence ?x }
  ?x ?p ?o }"""


async def data_of(request: Request, iri: str, ending: str) -> Response:
    """The thing with its statements, figures and mentions, and the spans that bear them out."""
    media_type = next(media_type for media_type, name in ENDINGS.items() if name == ending)
    site = site_of(request)
    tag = f'W/"{site.digest[:32]}"'
    headers = {**OPEN, "ETag": tag, "Cache-Control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return response(await while_connected(request, site.pool, Ask(DATA % iri, media_type)), headers)


# ---------------------------------------------------------------- what goes wrong


def missing(request: Request) -> Response:
    return site_of(request).page(request, "error.html.j2", 404, title="not_found", message="not_found_more", detail="")


async def not_found(request: Request, _error: Exception) -> Response:
    return missing(request)


async def failed(request: Request, error: Exception) -> Response:
    """A page whose query was refused: busy, too slow."""
    assert isinstance(error, AskError)
    return site_of(request).page(
        request, "error.html.j2", error.status, title="failed", message="failed", detail=str(error)
    )

