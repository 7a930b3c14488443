"""An article, and a whole page, with everything that the graph names in them marked."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from graph.parts.passages import one_line
from graph.web.records import Description, Thing, path_of
from graph.web.rows import Row
from graph.web.site import Site
from graph.web.texts import Mark, Run, runs
from graph.web.things import ENTITY_KINDS
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
    head, quoted = heads[iri], _quoted(request)
    text = site.things.texts.of(head.digest)
    body = [list(runs(text, int(row["begin"]), int(row["end"]), marks, quoted)) for row in parts] if text else []
    names = names_of(text, marks)

    def marked(line: str) -> list[Run]:
        return list(runs(line, 0, len(line), named_in(line, names), quoted_in(line, text, quoted)))

    return site.page(
        request,
        "article.html.j2",
        it=described,
        head=head,
        title=marked(described.thing.label),
        kickers=[marked(line) for line in described.of("kicker")],
        subtitles=[marked(line) for line in described.of("subtitle")],
        body=body or [marked("".join(described.of("body")))],
        named=_named(site, marks),
        figures=figures,
        doubts=doubts,
    )


async def page_view(request: Request, site: Site, described: Description) -> Response:
    iri = described.thing.iri
    found, papers, doubts = await asyncio.gather(
        site.asker.rows(f"SELECT ?a {{ ?a yz:page <{iri}> ; a yz:Article ; yz:number ?n }} ORDER BY ?n"),
        site.asker.rows(f"SELECT ?paper ?label {{ <{iri}> yz:newspaper ?paper . ?paper rdfs:label ?label }}"),
        _doubts(site, f"?d yz:page <{iri}>"),
    )
    articles = [row["a"] for row in found]
    heads = await site.things.articles(articles)
    marks = await asyncio.gather(*(_marks(site, f"?m yz:article <{one}>") for one in articles))
    text = site.things.texts.of("".join(described.of("digest")))
    every = [mark for some in marks for mark in some]
    for one, some in zip(articles, marks, strict=True):
        every += _in_head(heads[one].thing.label, text, some)
    return site.page(
        request,
        "page.html.j2",
        it=described,
        papers=[site.things.thing(row["paper"], row["label"], "Newspaper") for row in papers],
        articles=[heads[one] for one in articles],
        body=list(runs(text, 0, len(text), every, _quoted(request))),
        doubts=doubts,
    )


# ---------------------------------------------------------------- names and quotes in the text


AT = re.compile(r"(?P<begin>\d{1,8})-(?P<end>\d{1,8})(?:,|\Z)", re.ASCII)  # ?at=467-469,480-491


def _quoted(request: Request) -> list[tuple[int, int]]:
    """The stretches of the page that the address asks to show."""
    asked = request.query_params.get("at", "")[:2000]
    return [(int(match["begin"]), int(match["end"])) for match in AT.finditer(asked)]


def names_of(text: str, marks: Iterable[Mark]) -> dict[str, Mark]:
    """What an article calls things, as printed and in full; of one character nothing."""
    called = ((name, mark) for mark in marks for name in (one_line(text[mark.begin : mark.end]), mark.label))
    return {name: mark for name, mark in called if len(name) > 1}


def named_in(line: str, names: Mapping[str, Mark]) -> list[Mark]:
    """The names in a headline, whose mentions the graph does not count: offsets are those of the line."""
    return [
        replace(mark, begin=at.start(), end=at.end())
        for name, mark in names.items()
        for at in re.finditer(re.escape(name), line)
    ]


def quoted_in(line: str, text: str, quoted: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The quoted words where they stand in a headline, which holds its lines joined by spaces."""
    words = (text[begin:end].replace("\n", " ") for begin, end in quoted)
    return [at.span() for word in words if len(word) > 1 for at in re.finditer(re.escape(word), line)]


def _in_head(title: str, text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The names in an article's title where its lines stand on the page."""
    names = names_of(text, marks)
    for line in title.split(" "):
        at = text.find(f"{line}\n")
        if at >= 0:
            for mark in named_in(line, names):
                yield replace(mark, begin=at + mark.begin, end=at + mark.end)


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
