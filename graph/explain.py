"""Why the graph says what it says: an entity with its statements and their words, or a page with its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from extractors.document import Page, Ref, Span
from extractors.pages import Assembly, Placed, assemble, read_pages
from graph import store
from graph.quads import entity_iri
from graph.records import ArticleRecord, Entity, FigureRecord, Graph, Statement
from graph.tables import in_context

CONTEXT = 24  # code points of the page shown on either side of a quote
BLOCK_SHOWN = 14  # code points of a block's beginning and end


class UnknownName(LookupError):
    """No entity has this name."""

    def __str__(self) -> str:
        return str(self.args[0])


def named(graph: Graph, name: str) -> list[Entity]:
    """The entities whose label, other name or slip this is; else those whose label holds it. Raises UnknownName."""
    by_iri = [e for e in graph.entities if name.startswith("http") and entity_iri(e.ref) == name]
    if by_iri:
        return by_iri
    exact = [e for e in graph.entities if name == e.label or name in e.names or name in e.slips]
    if exact:
        return exact
    near = [e for e in graph.entities if name in e.label or any(name in other for other in e.names)]
    if not near:
        raise UnknownName(f"{name}: nothing in the graph has this name; try a part of it")
    return near


def sentence(page: Page, spans: Iterable[Span]) -> str:
    """The words of the page at the spans in 【】, with what stands around them on one line."""
    return in_context(page.text, ((span.begin, span.end) for span in spans), CONTEXT)


def explain(name: str, folder: Path) -> str:
    """All that the build in the folder says of a name or IRI; of a page file, how it was put together.

    Raises UnknownName, store.NoBuild and PageError.
    """
    if Path(name).is_file():
        return "\n\n".join(explain_page(page, assemble(page)) for page in read_pages(Path(name)))
    graph = whole(folder)
    return "\n\n".join("\n".join(_entity(graph, entity)) for entity in named(graph, name))


def whole(folder: Path) -> Graph:
    """The graph that a build wrote, as records. Raises NoBuild."""
    return store.read(folder)


def _entity(graph: Graph, entity: Entity) -> Iterator[str]:
    labels = {e.ref: e.label for e in graph.entities}
    articles = {article.key: article for article in graph.articles}
    pages = {page.digest: page for page in graph.pages}
    yield f"{entity.label}  {entity.type}" + (f" {entity.level} {entity.code}" if entity.code else "")
    for what, names in (("also", entity.names), ("printed wrongly as", entity.slips), ("one because", entity.reasons)):
        if names:
            yield f"  {what}: {', '.join(names)}"
    about, figures = _about(graph, entity.ref), _figures(graph, entity)
    for statement in about:
        article = articles.get(statement.article)
        yield f"  {_said(statement, labels)}"
        if article is None:
            yield "      from the gazetteer"
            continue
        yield f"      {_source(article, pages[article.page])}; {_how(statement)}"
        if statement.spans:
            yield f"      {sentence(pages[article.page], statement.spans)}"
    for figure in figures:
        whose = f"{labels[figure.subject]}: " if figure.subject and figure.subject != entity.ref else ""
        yield f"  {whose}{figure.measure} {'约' if figure.approximate else ''}{figure.value:g}{figure.unit}"
        yield from _place(articles[figure.article], pages, figure.spans)
    if not about and not figures:
        for mention in graph.mentions:
            if mention.entity == entity.ref:
                yield f"  named only, rule {mention.rule}"
                yield from _place(articles[mention.article], pages, mention.spans)


def _place(article: ArticleRecord, pages: Mapping[str, Page], spans: Iterable[Span]) -> Iterator[str]:
    yield f"      {_source(article, pages[article.page])}"
    yield f"      {sentence(pages[article.page], spans)}"


def _figures(graph: Graph, entity: Entity) -> list[FigureRecord]:
    """The figures told of it, and those that count a programme by its name where an article names it."""
    names = (entity.label, *entity.names) if entity.type == "Programme" else ()
    inside = {mention.article for mention in graph.mentions if mention.entity == entity.ref}
    return [f for f in graph.figures if f.subject == entity.ref or (f.measure in names and f.article in inside)]


def _about(graph: Graph, ref: Ref) -> list[Statement]:
    return [s for s in graph.statements if ref in (s.subject, s.object)]


def _said(statement: Statement, labels: dict[Ref, str]) -> str:
    title = f" ({statement.title})" if statement.title else ""
    return f"{labels[statement.subject]} {statement.predicate} {labels[statement.object]}{title}"


def _source(article: ArticleRecord, page: Page) -> str:
    title = article.title or article.body[:20] + "…"
    paper = " ".join(part for part in (page.newspaper, page.date, page.number) if part) or page.name
    return f"《{title}》 {paper}"


def _how(statement: Statement) -> str:
    how = f"{'inferred' if statement.inferred else 'said'}, rule {statement.rule}"
    if statement.confidence < 1:
        how += f", confidence {statement.confidence:.2f}"
    return how + "".join(f", {premise}" for premise in statement.premises)


def explain_page(page: Page, assembly: Assembly) -> str:
    """The blocks of a page in print order: what each was taken for, which article it went to, and why."""
    lines = [f"{page.name}: {len(assembly.articles)} articles"]
    for article in assembly.articles:
        who = "、".join(f"{c.name} ({c.role})" for c in article.contributors)
        lines.append(f"  {article.id} {article.kind} {article.head('title') or '(no title)'} [{article.column}] {who}")
    lines += [_block(page, block) for block in assembly.blocks]
    lines += [f"doubt: {doubt.message} 【{page[doubt.at]}】" for doubt in assembly.doubts]
    return "\n".join(lines)


def _block(page: Page, block: Placed) -> str:
    """One line: where, what, whose, how sure, how it begins and ends, why."""
    text = "".join(page[block.span].split())
    shown = text if len(text) <= 2 * BLOCK_SHOWN else f"{text[:BLOCK_SHOWN]}…{text[-BLOCK_SHOWN:]}"
    whose = f"a{block.article}" if block.article else "-"
    place = f"{block.span.begin}..{block.span.end}"
    return f"{place:>12} {block.look:9} {whose:>4} {block.confidence:.2f} {shown}  ({'; '.join(block.reasons)})"
