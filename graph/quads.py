"""The graph as canonical N-Quads text, with IRIs from `graph.iris`.

The shape, in short (`ontology/README.md` has it with examples): the default graph describes entities, newspapers and
pages; one graph per article, named by the article, holds its description, its direct triples, statements, mentions,
figures, doubts and spans; the graph `gazetteer` holds what no article says.

Lines are sorted by code point, literals are canonical, so that equal graphs are equal bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from extractors.document import Page, Ref, Span
from graph import node_lines
from graph.iris import (
    BASE,
    article_iri,
    digest,
    entity_iri,
    figure_iri,
    fragment,
    mention_iri,
    newspaper_iri,
    offsets,
    page_iri,
    span_iri,
    statement_iri,
)
from graph.literals import GraphError, boolean, chinese, day, decimal, integer, latin, our_class, ours, plain, term
from graph.literals import lines as lines_of
from graph.node_lines import HOLDS
from graph.records import ArticleRecord, DoubtRecord, Entity, EntityMention, FigureRecord, Graph, Statement
from graph.sources import of_gazetteer
from ontology.gazetteer.divisions import pinyin
from ontology.terms import CREDITS, KINDS, LEVELS, Property, Term, relation

__all__ = [
    "BASE",
    "BODY",
    "HOLDS",
    "PART",
    "QUOTE",
    "article_iri",
    "entity_iri",
    "newspaper_iri",
    "page_iri",
    "pieces",
    "quads",
    "span_iri",
    "statement_iri",
    "tell",
]


# ---------------------------------------------------------------- terms of the data


TYPE, LABEL, ALT, HIDDEN = (term(c) for c in ("rdf:type", "rdfs:label", "skos:altLabel", "skos:hiddenLabel"))
RDF_STATEMENT, SUBJECT, PREDICATE, OBJECT = (
    term(c) for c in ("rdf:Statement", "rdf:subject", "rdf:predicate", "rdf:object")
)
A_STATEMENT, A_FIGURE, A_DOUBT = (our_class(n) for n in ("Statement", "Figure", "Doubt"))
A_PAGE, A_NEWSPAPER, A_ARTICLE, A_PART, A_GAZETTEER = (
    our_class(n) for n in ("Page", "Newspaper", "Article", "Part", "Gazetteer")
)
KEY, CODE, LEVEL, ORGAN_LEVEL, PINYIN, LATITUDE, LONGITUDE, REASON = (
    ours(n) for n in ("key", "code", "level", "organLevel", "pinyin", "latitude", "longitude", "reason")
)
NEWSPAPER, DATE, PAGE_NUMBER, DIGEST, PAGE = (ours(n) for n in ("newspaper", "date", "pageNumber", "digest", "page"))
NUMBER, KIND, TITLE, KICKER, SUBTITLE, COLUMN, BODY = (
    ours(n) for n in ("number", "kind", "title", "kicker", "subtitle", "column", "body")
)
NORMAL_COLUMN, INSTALLMENT = ours("normalisedColumn"), ours("installment")
PART, POSITION, SPAN, QUOTE = (ours(n) for n in ("part", "position", "span", "quote"))
ARTICLE, EVIDENCE, MENTIONS = (ours(n) for n in ("article", "evidence", "mentions"))
ABOUT, MEASURE, VALUE, VALUE_MAX, UNIT, APPROXIMATE = (
    ours(n) for n in ("about", "measure", "value", "valueMax", "unit", "approximate")
)
DOUBT_KIND, MESSAGE = (ours(n) for n in ("doubtKind", "message"))


# ---------------------------------------------------------------- records as triples

Triple = tuple[str, str, str]


class _Writer:
    """Makes the lines of one graph; holds what a record's IRI needs to be found: the pages, and each article's page.

    Lines are kept by subject, what follows it alone: to sort the subjects, and the few lines of each, takes half the
    time of sorting lines. Of most subjects all is told at once, in order.
    """

    def __init__(self, graph: Graph, base: str) -> None:
        self.base = base
        self.graph = graph
        self.lines: defaultdict[str, list[str]] = defaultdict(list)
        self.told_whole: dict[str, str] = {}  # subject -> its sorted lines of one graph
        self.told_again: set[str] = set()  # of more than one graph
        self.spans_told: defaultdict[str, dict[Span, str]] = defaultdict(dict)  # by article, or page of no article's
        self.pages = {page.digest: page for page in graph.pages}
        self.page_of = {article.key: article.page for article in graph.articles}
        self.entities = {entity.ref: f"<{entity_iri(entity.ref, base=base)}>" for entity in graph.entities}
        articles = {key: f"<{article_iri(key, base=base)}>" for key in ("", *self.page_of)}
        pages = {key: f"<{page_iri(key, base=base)}>" for key in self.pages}
        self.entity: Callable[[Ref], str] = _Known("entity", self.entities).__getitem__
        self.article: Callable[[str], str] = _Known("article", articles).__getitem__
        self.page: Callable[[str], str] = _Known("page", pages).__getitem__
        ends = {key: _end(name) for key, name in articles.items()}
        self.end: Callable[[str], str] = _Known("article", ends).__getitem__

    def node(self, kind: str, *parts: str) -> str:
        return f"<{self.base}id/{kind}/{kind[0]}{digest(*parts)}>"

    # -------------------------------- the default graph

    def describe(self, entity: Entity) -> Iterator[Triple]:
        node = self.entity(entity.ref)
        yield node, TYPE, our_class(entity.type)
        yield node, KEY, plain(entity.key)
        yield from _texts(node, LABEL, [entity.label])
        yield from _texts(node, ALT, entity.names)
        yield from _texts(node, HIDDEN, entity.slips)
        yield from _texts(node, REASON, entity.reasons)
        if entity.code:
            yield node, CODE, plain(entity.code)
            yield node, PINYIN, latin(pinyin(entity.label))
        if entity.level:
            yield node, LEVEL if entity.type == "Region" else ORGAN_LEVEL, _one(LEVELS, entity.level, "level")
        if entity.centroid:
            yield node, LATITUDE, decimal(entity.centroid[0])
            yield node, LONGITUDE, decimal(entity.centroid[1])

    def describe_page(self, page: Page) -> Iterator[Triple]:
        node = self.page(page.digest)
        yield node, TYPE, A_PAGE
        yield node, LABEL, plain(page.name)
        yield node, DIGEST, plain(page.digest)
        if page.date:
            yield node, DATE, day(page.date)
        if page.number:
            yield node, PAGE_NUMBER, plain(page.number)
        if page.newspaper:
            newspaper = f"<{newspaper_iri(page.newspaper, base=self.base)}>"
            yield node, NEWSPAPER, newspaper
            yield newspaper, TYPE, A_NEWSPAPER
            yield newspaper, LABEL, chinese(page.newspaper)

    # -------------------------------- an article's graph

    def spans(self, node: str, predicate: str, page: str, article: str, spans: Iterable[Span]) -> Iterator[Triple]:
        for iri in self.span_iris(page, article, spans):
            yield node, predicate, iri

    def span_iris(self, page: str, article: str, spans: Iterable[Span]) -> list[str]:
        """The spans as nodes, each described where it is not yet."""
        told = self.spans_told[article or page]
        return [told.get(span) or self._describe_span(page, article, span) for span in spans]

    def _describe_span(self, page: str, article: str, span: Span) -> str:
        where, end = self.page(page), self.end(article) if article else _end("")
        iri = self.spans_told[article or page][span] = f"{where[:-1]}{fragment(span)}>"
        self.add_whole(iri, node_lines.of_span(iri, end, where, span, self.pages[page][span]))
        return iri

    def describe_article(self, article: ArticleRecord) -> Iterator[Triple]:
        node = self.article(article.key)
        yield node, TYPE, A_ARTICLE
        yield node, KEY, plain(article.key)
        yield node, PAGE, self.page(article.page)
        yield node, NUMBER, integer(article.number)
        yield node, KIND, _one(KINDS, article.kind, "kind of article")
        yield from _texts(node, LABEL, [article.title or article.body[:20].strip() or article.kind])
        yield from _texts(node, TITLE, [article.title])
        yield from _texts(node, KICKER, [article.kicker])
        yield from _texts(node, SUBTITLE, [article.subtitle])
        yield from _texts(node, COLUMN, [article.column])
        yield from _texts(node, NORMAL_COLUMN, [article.normal_column])
        if article.installment:
            yield node, INSTALLMENT, integer(article.installment)
        if article.body:
            yield node, BODY, plain(article.body)
        for position, span in enumerate(article.spans, 1):
            part = f"{node[:-1]}#part{position}>"
            yield node, PART, part
            yield part, TYPE, A_PART
            yield part, POSITION, integer(position)
            yield from self.spans(part, SPAN, article.page, article.key, [span])

    def describe_credits(self, article: ArticleRecord) -> Iterator[Triple]:
        """A credit is a triple with its evidence, like every other."""
        node = self.article(article.key)
        for credit in article.credits:
            person, role = self.entity(credit.person), _one(CREDITS, credit.role, "role of a contributor")
            statement = self.node("statement", "credit", article.key, credit.role, *credit.person)
            yield node, role, person
            yield from _reified(statement, (node, role, person))
            yield statement, ARTICLE, node
            yield from self.spans(statement, EVIDENCE, article.page, article.key, [credit.span])

    def state(self, statement: Statement) -> None:
        node = f"<{statement_iri(statement, base=self.base)}>"
        if node in self.told_whole:
            raise GraphError(f"statement given twice with one key: {node[1:-1]}")
        triple = (
            self.entity(statement.subject),
            f"<{relation(statement.predicate).iri}>",
            self.entity(statement.object),
        )
        article, end = self.article(statement.article), self.end(statement.article)
        self.add_line(*triple, end)
        spans: Collection[str] = ()
        if statement.article:
            spans = self.span_iris(self.page_of[statement.article], statement.article, statement.spans)
        self.add_whole(node, node_lines.of_statement(node, end, triple, statement, article, spans))

    def mention(self, mention: EntityMention) -> None:
        article, entity, end = self.article(mention.article), self.entity(mention.entity), self.end(mention.article)
        node = f"<{mention_iri(mention, base=self.base)}>"
        self.add_line(article, MENTIONS, entity, end)
        spans = self.span_iris(self.page_of[mention.article], mention.article, mention.spans)
        self.add_whole(node, node_lines.of_mention(node, end, mention, article, entity, spans))

    def figure(self, figure: FigureRecord) -> Iterator[Triple]:
        node = f"<{figure_iri(figure, base=self.base)}>"
        value = decimal(figure.value)
        yield node, TYPE, A_FIGURE
        yield node, ARTICLE, self.article(figure.article)
        if figure.subject:
            yield node, ABOUT, self.entity(figure.subject)
        yield from _texts(node, MEASURE, [figure.measure])
        yield node, VALUE, value
        yield from _texts(node, UNIT, [figure.unit])
        yield node, APPROXIMATE, boolean(figure.approximate)
        if figure.value_max is not None:
            yield node, VALUE_MAX, decimal(figure.value_max)
        yield from self.spans(node, EVIDENCE, self.page_of[figure.article], figure.article, figure.spans)

    def doubt(self, doubt: DoubtRecord) -> Iterator[Triple]:
        node = self.node("doubt", doubt.page, doubt.article, doubt.kind, doubt.message, *offsets(doubt.spans))
        yield node, TYPE, A_DOUBT
        yield node, PAGE, self.page(doubt.page)
        if doubt.article:
            yield node, ARTICLE, self.article(doubt.article)
        yield node, DOUBT_KIND, plain(doubt.kind)
        yield from _texts(node, MESSAGE, [doubt.message])
        yield from self.spans(node, EVIDENCE, doubt.page, doubt.article, doubt.spans)

    # -------------------------------- everything

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        end, lines = _end(graph), self.lines
        for subject, predicate, object_ in triples:
            lines[subject].append(f" {predicate} {object_}{end}")

    def add_line(self, subject: str, predicate: str, object_: str, end: str) -> None:
        self.lines[subject].append(f" {predicate} {object_}{end}")

    def add_whole(self, subject: str, lines: str) -> None:
        """All that one graph says of a subject."""
        if subject in self.told_whole:
            self.told_again.add(subject)
            lines = self.told_whole[subject] + lines
        self.told_whole[subject] = lines

    def describe_all(self, said: Collection[Ref]) -> None:
        """The entities, those that no article speaks of in the graph of the gazetteer."""
        gazetteer = self.article("")
        for entity in self.graph.entities:
            self.add(self.describe(entity), "" if entity.ref in said else gazetteer)

    def tell_all(self) -> None:
        """The pages, and what the articles and the gazetteer say."""
        graph = self.graph
        for page in graph.pages:
            self.add(self.describe_page(page), "")
        for article in graph.articles:
            name = self.article(article.key)
            self.add(self.describe_article(article), name)
            self.add(self.describe_credits(article), name)
        for statement in graph.statements:
            self.state(statement)
        for mention in graph.mentions:
            self.mention(mention)
        for figure in graph.figures:
            self.add(self.figure(figure), self.article(figure.article))
        for doubt in graph.doubts:
            self.add(self.doubt(doubt), self.article(doubt.article) if doubt.article else "")

    def name_gazetteer(self) -> None:
        node = self.article("")
        about = [(node, TYPE, A_GAZETTEER), (node, LABEL, chinese("地名录"))]
        self.add([*about, *of_gazetteer(node, self.base)], "")

    def pieces(self) -> Iterator[str]:
        """The lines sorted, each once. Subjects end in `>`, which no IRI holds: their order is that of the lines."""
        lines, texts = self.lines, self.told_whole
        for subject in self.told_again | (texts.keys() & lines.keys()):
            lines[subject] += [line.removeprefix(subject) for line in lines_of(texts[subject])]
        texts |= {subject: subject + subject.join(sorted(set(ends))) for subject, ends in lines.items()}
        return (texts[subject] for subject in sorted(texts))


class Teller(_Writer):
    """Gives each line away instead of keeping it."""

    def __init__(self, graph: Graph, base: str, tell: Callable[[str], None]) -> None:
        super().__init__(graph, base)
        self.tell = tell

    def add(self, triples: Iterable[Triple], graph: str) -> None:
        end = _end(graph)
        for subject, predicate, object_ in triples:
            self.tell(f"{subject} {predicate} {object_}{end}")

    def add_line(self, subject: str, predicate: str, object_: str, end: str) -> None:
        self.tell(f"{subject} {predicate} {object_}{end}")

    def add_whole(self, subject: str, lines: str) -> None:  # noqa: ARG002
        for line in lines_of(lines):
            self.tell(line)


def _end(graph: str) -> str:
    """How the lines of a graph end, for "" those of the default one."""
    return f" {graph} .\n" if graph else " .\n"


_Key = TypeVar("_Key", bound="str | Ref")


class _Known(dict[_Key, str]):
    """The nodes of the graph's records of a kind; GraphError for any other."""

    def __init__(self, kind: str, iris: dict[_Key, str]) -> None:
        super().__init__(iris)
        self.kind = kind

    def __missing__(self, key: _Key) -> str:
        name = key if isinstance(key, str) else " ".join(key)
        raise GraphError(f"no {self.kind} {name!r} in the graph")


def _one(table: Mapping[str, Term] | Mapping[str, Property], name: str, what: str) -> str:
    if name not in table:
        raise GraphError(f"no {what}: {name!r}")
    return f"<{table[name].iri}>"


def _texts(node: str, predicate: str, texts: Iterable[str]) -> Iterator[Triple]:
    return ((node, predicate, chinese(text)) for text in texts if text)


def _reified(node: str, triple: Triple) -> Iterator[Triple]:
    subject, predicate, object_ = triple
    yield node, TYPE, A_STATEMENT
    yield node, TYPE, RDF_STATEMENT
    yield node, SUBJECT, subject
    yield node, PREDICATE, predicate
    yield node, OBJECT, object_


def quads(graph: Graph, *, base: str = BASE) -> str:
    """Canonical N-Quads, a line each, sorted. GraphError for records that clash or point nowhere."""
    return "".join(pieces(graph, base=base))


def pieces(graph: Graph, *, base: str = BASE) -> Iterator[str]:
    """The text of `quads`, a subject at a time. Raises what it raises."""
    writer = _Writer(graph, base)
    _write(graph, writer)
    return writer.pieces()


def tell(graph: Graph, to: Callable[[str], None], *, base: str = BASE) -> None:
    """Every line of `quads`, in no order and some more than once: for graphs too large to be held as one text.

    Raises what `quads` raises.
    """
    _write(graph, Teller(graph, base, to))


def _write(graph: Graph, writer: _Writer) -> None:
    for name, keys in (
        ("entity", [" ".join(entity.ref) for entity in graph.entities]),
        ("article", [article.key for article in graph.articles]),
        ("page", [page.digest for page in graph.pages]),
    ):
        twice = sorted(key for key, count in Counter(keys).items() if count > 1)
        if twice:
            raise GraphError(f"{name} given twice with one key: {twice[0]}")
    said = graph.said()
    writer.describe_all(said)
    writer.tell_all()
    if any(not statement.article for statement in graph.statements) or said != writer.entities.keys():
        writer.name_gazetteer()
