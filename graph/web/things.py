"""The graph as the pages read it: names, statements with their quotes, figures, articles of a thing."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.parts.look import RELATION_LOOKS
from graph.parts.passages import passages
from graph.web.places import Places
from graph.web.records import ArticleHead, Description, FigureView, Group, Quotes, Said, Thing, path_of
from graph.web.rows import Asker, Row, values
from graph.web.texts import Texts
from ontology.terms import CREDITS, PROPERTIES, RELATIONS, TYPES, YZ, Bilingual, ancestors

LOCAL = re.compile(r"id/(?P<kind>[a-z]+)/(?P<name>[a-z][a-z0-9]*)")
STATEMENTS = 40  # of one relation on a thing's page; the rest by the query page
ENTITY_KINDS: Mapping[str, str] = {name.lower(): name for name in TYPES}


class Things:
    """Reads the graph for the pages."""

    def __init__(self, asker: Asker, texts: Texts) -> None:
        self.asker = asker
        self.texts = texts
        self.places = Places(asker).of

    @property
    def base(self) -> str:
        return self.asker.base

    def thing(self, iri: str, label: str, type_: str) -> Thing:
        return Thing(iri, path_of(iri, self.base), label, type_)

    # -------------------------------- names

    async def description(self, iri: str) -> Description | None:
        """None for a node that the graph does not have."""
        rows = await self.asker.rows(f"SELECT ?p ?o {{ <{iri}> ?p ?o }} ORDER BY ?p ?o")
        if not rows:
            return None
        texts: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            texts[re.split(r"[#/]", row["p"])[-1]].append(row["o"])
        types = [text.removeprefix(YZ) for text in texts["type"] if text.startswith(YZ)]
        thing = self.thing(iri, _called(texts, iri), _nearest(types))
        return Description(thing, {name: tuple(found) for name, found in texts.items()})

    async def named(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Labels and types of things, by IRI."""
        query = f"""SELECT ?x ?label ?type {{ VALUES ?x {{ {values(iris)} }} ?x rdfs:label ?label ; a ?type .
            FILTER(STRSTARTS(STR(?type), "{YZ}")) }} ORDER BY ?x ?type ?label"""
        found: dict[str, Row] = {}
        for row in await self.asker.rows(query):
            found.setdefault(row["x"], row)
        return {iri: self.thing(iri, row["label"], row["type"].removeprefix(YZ)) for iri, row in found.items()}

    # -------------------------------- articles

    async def articles(self, iris: Iterable[str]) -> dict[str, ArticleHead]:
        """Title, page, newspaper and reporters of articles."""
        wanted = set(iris)
        if not wanted:
            return {}
        heads, credits_ = await asyncio.gather(
            self.asker.rows(f"""SELECT ?a ?label ?kind ?column ?page ?pageLabel ?digest ?pageNumber ?date ?paper {{
                VALUES ?a {{ {values(wanted)} }}
                ?a rdfs:label ?label ; yz:kind ?kind ; yz:number ?number ; yz:page ?page .
                ?page rdfs:label ?pageLabel ; yz:digest ?digest .
                OPTIONAL {{ ?a yz:column ?column }} OPTIONAL {{ ?page yz:pageNumber ?pageNumber }}
                OPTIONAL {{ ?page yz:date ?date }} OPTIONAL {{ ?page yz:newspaper/rdfs:label ?paper }} }}
                ORDER BY ?date ?pageLabel ?number"""),
            self.asker.rows(f"""SELECT DISTINCT ?a ?who ?label {{ VALUES ?a {{ {values(wanted)} }}
                ?a {"|".join(f"yz:{role}" for role in CREDITS)} ?who . ?who rdfs:label ?label }}
                ORDER BY ?a ?label"""),
        )
        by_article: dict[str, list[Thing]] = defaultdict(list)
        for row in credits_:
            by_article[row["a"]].append(self.thing(row["who"], row["label"], "Person"))
        return {row["a"]: self._head(row, by_article[row["a"]]) for row in heads}

    def _head(self, row: Row, people: Iterable[Thing]) -> ArticleHead:
        return ArticleHead(
            self.thing(row["a"], row["label"], "Article"),
            row["kind"].removeprefix(YZ),
            row.get("column", ""),
            path_of(row["page"], self.base),
            row["pageLabel"],
            row["digest"],
            row.get("pageNumber", ""),
            row.get("date", ""),
            row.get("paper", ""),
            tuple(people),
        )

    async def mentioned_in(self, iri: str) -> list[tuple[ArticleHead, int]]:
        """The articles that name the thing, and how often, by date."""
        query = f"""SELECT ?a (COUNT(?m) AS ?n) {{ ?m yz:entity <{iri}> ; yz:article ?a }}
            GROUP BY ?a ORDER BY DESC(?n) ?a LIMIT {STATEMENTS}"""
        counts = {row["a"]: int(row["n"]) for row in await self.asker.rows(query)}
        heads = await self.articles(counts)
        return [(head, counts[iri]) for iri, head in heads.items()]

    # -------------------------------- evidence

    async def quotes(self, nodes: Iterable[str]) -> dict[str, Quotes]:
        """The words that bear statements, figures or doubts out."""
        wanted = set(nodes)
        if not wanted:
            return {}
        query = f"""SELECT DISTINCT ?node ?page ?digest ?begin ?end ?quote {{ VALUES ?node {{ {values(wanted)} }}
            ?node yz:evidence ?span . ?page yz:digest ?digest .
            ?span yz:begin ?begin ; yz:end ?end ; yz:quote ?quote ; yz:page ?page }}
            ORDER BY ?node ?digest ?begin"""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in await self.asker.rows(query):
            found[row["node"]].append(row)
        return {node: self._quotes(rows) for node, rows in found.items()}

    def _quotes(self, rows: Sequence[Row]) -> Quotes:
        """Of spans on one page; the bare words where the build has not kept its text."""
        spans = [(int(row["begin"]), int(row["end"])) for row in rows]
        text = self.texts.of(rows[0]["digest"])
        sentences = passages(text, spans) if text else [[(row["quote"], True)] for row in rows]
        at = ",".join(f"{begin}-{end}" for begin, end in spans)
        return Quotes(tuple(sentences), path_of(rows[0]["page"], self.base), at)

    async def premises(self, nodes: Iterable[str]) -> dict[str, list[str]]:
        asked = f"VALUES ?node {{ {values(nodes)} }} ?node yz:premise ?text"
        found: dict[str, list[str]] = defaultdict(list)
        for row in await self.asker.rows(f"SELECT ?node ?text {{ {asked} }} ORDER BY ?node ?text"):
            found[row["node"]].append(row["text"])
        return found

    # -------------------------------- statements

    async def groups(self, iri: str) -> list[Group]:
        """The statements about a thing, by relation and direction, in the order of the explorer."""
        counted = await self.asker.rows(f"""SELECT ?p ?end (COUNT(?st) AS ?n) {{
            {{ ?st rdf:subject <{iri}> BIND("subject" AS ?end) }}
            UNION {{ ?st rdf:object <{iri}> BIND("object" AS ?end) }}
            ?st rdf:predicate ?p }} GROUP BY ?p ?end""")
        order = [*(look.name for look in RELATION_LOOKS if look.name in RELATIONS), *CREDITS]
        counts = {(row["p"].removeprefix(YZ), row["end"] == "subject"): int(row["n"]) for row in counted}
        known = sorted((key for key in counts if key[0] in order), key=lambda key: (order.index(key[0]), not key[1]))
        groups = await asyncio.gather(*(self._statements(iri, name, outward) for name, outward in known))
        return [
            Group(_directed(*key), _label(*key), counts[key], found, _all(iri, *key))
            for key, found in zip(known, groups, strict=True)
        ]

    async def _statements(self, iri: str, name: str, outward: bool) -> tuple[Said, ...]:
        """The first statements of one relation in one direction, those of articles before those of the gazetteer."""
        here, there = ("subject", "object") if outward else ("object", "subject")
        found = await self.asker.rows(f"""SELECT ?st ?other ?article ?inferred ?confidence ?title ?source {{
            {{ SELECT ?st ?article {{ ?st rdf:{here} <{iri}> ; rdf:predicate yz:{name} .
               OPTIONAL {{ ?st yz:article ?article }} }} ORDER BY DESC(BOUND(?article)) ?st LIMIT {STATEMENTS} }}
            ?st rdf:{there} ?other .
            OPTIONAL {{ ?st yz:inferred ?inferred }} OPTIONAL {{ ?st yz:confidence ?confidence }}
            OPTIONAL {{ ?st yz:postTitle ?title }} OPTIONAL {{ ?st yz:source ?source }} }}
            ORDER BY DESC(BOUND(?article)) ?st""")
        nodes = [row["st"] for row in found]
        things, articles, quotes, premises = await asyncio.gather(
            self.named(row["other"] for row in found),
            self.articles(row["article"] for row in found if "article" in row),
            self.quotes(nodes),
            self.premises(nodes),
        )
        return tuple(
            self._said(row, things[row["other"]], articles, quotes.get(row["st"], Quotes()), premises[row["st"]])
            for row in found
            if row["other"] in things
        )

    def _said(
        self, row: Row, other: Thing, articles: Mapping[str, ArticleHead], quotes: Quotes, premises: list[str]
    ) -> Said:
        return Said(
            row["st"],
            path_of(row["st"], self.base),
            other,
            row.get("title", ""),
            articles.get(row.get("article", "")),
            quotes,
            tuple(premises),
            row.get("inferred") == "true",
            float(row["confidence"]) if "confidence" in row else None,
            row.get("source", ""),
        )

    async def figures(self, iri: str, predicate: str = "about") -> list[FigureView]:
        """The figures about a thing, or those of an article (`predicate` article).

        A programme has those too that count it by its name, in an article that mentions it.
        """
        query = f"""SELECT DISTINCT ?f ?of ?measure ?value ?max ?unit ?approximate ?article {{
            {{ ?f yz:{predicate} <{iri}> }} UNION {{
               <{iri}> a yz:Programme ; rdfs:label|skos:altLabel ?name .
               ?f yz:measure ?name ; yz:article ?in . ?in yz:mentions <{iri}> }}
            ?f a yz:Figure ; yz:measure ?measure ; yz:value ?value ;
               yz:approximate ?approximate ; yz:article ?article .
            OPTIONAL {{ ?f yz:about ?thing . ?thing rdfs:label ?of }}
            OPTIONAL {{ ?f yz:unit ?unit }} OPTIONAL {{ ?f yz:valueMax ?max }} }}
            ORDER BY ?measure ?value ?f LIMIT {STATEMENTS}"""
        found = await self.asker.rows(query)
        articles, quotes = await asyncio.gather(
            self.articles(row["article"] for row in found), self.quotes(row["f"] for row in found)
        )
        return [
            FigureView(
                path_of(row["f"], self.base),
                row.get("of", ""),
                row["measure"],
                row["value"] + (f"–{row['max']}" if "max" in row else ""),
                row.get("unit", ""),
                row["approximate"] == "true",
                articles.get(row["article"]),
                quotes.get(row["f"], Quotes()),
            )
            for row in found
        ]


def _called(texts: Mapping[str, list[str]], iri: str) -> str:
    """A node's label; of one that has none what it says, at last the end of its IRI."""
    if "measure" in texts:
        return " ".join(text for name in ("measure", "value", "unit") for text in texts.get(name, [])[:1])
    told = (texts[name][0] for name in ("label", "message", "quote", "printed") if name in texts)
    return next(told, iri.rpartition("/")[2])


def _nearest(types: Iterable[str]) -> str:
    """The most special of a node's classes: PostHolding rather than Statement."""
    return max(types, key=lambda name: (len(ancestors(name)), name), default="")


def _all(iri: str, name: str, outward: bool) -> str:
    """A query for all statements of a group."""
    here, there = ("subject", "object") if outward else ("object", "subject")
    return f"""SELECT DISTINCT ?other ?label ?title ?quote WHERE {{
  ?statement rdf:{here} <{iri}> ; rdf:predicate yz:{name} ; rdf:{there} ?other .
  ?other rdfs:label ?label .
  OPTIONAL {{ ?statement yz:article/rdfs:label ?title ; yz:evidence/yz:quote ?quote }}
}} ORDER BY ?label"""


def _directed(name: str, outward: bool) -> str:
    """The relation as seen from its subject, or its inverse as seen from the object."""
    return name if outward else PROPERTIES[name].inverse or name


def _label(name: str, outward: bool) -> Bilingual:
    return PROPERTIES[_directed(name, outward)].label


def neighbours(groups: Iterable[Group], *, most: int = 12) -> list[tuple[Thing, Bilingual]]:
    """The things nearest to one, each once: first those of many statements, then as they come."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Thing, Bilingual]] = {}
    for group in groups:
        for said in group.statements:
            counts[said.other.iri] += 1
            first.setdefault(said.other.iri, (said.other, group.label))
    order = sorted(first, key=lambda iri: (-counts[iri], list(first).index(iri)))
    return [first[iri] for iri in order[:most]]
