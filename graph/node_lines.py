"""The lines of the kinds of nodes that there are most of, made at once and in order: spans, mentions, statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.document import Span
from extractors.person.titles import normal_title
from graph.literals import boolean, chinese, decimal, integer, our_class, ours, plain, term
from graph.records import EntityMention, Statement
from ontology.terms import relation

HOLDS = relation("holds").name


def _term(name: str) -> str:
    """A property of the ontology, or of a standard by its prefix; TermError at import for any other."""
    return term(name) if ":" in name else ours(name)


def _is_a(name: str) -> str:
    return f"{_term('rdf:type')} {term(name) if ':' in name else our_class(name)}"


def _format(*classes: str, once: Iterable[str], some: Iterable[str] = ()) -> str:
    """A format for the lines of a node in their order.

    Its fields are the node, the end of a line, an object for each property of `once`, all lines of each of `some`.
    """
    pieces = {_is_a(name): f"{{0}} {_is_a(name)}{{1}}" for name in classes}
    pieces |= {_term(name): f"{{0}} {_term(name)} {{{n}}}{{1}}" for n, name in enumerate(once, 2)}
    pieces |= {name: f"{{{n}}}" for n, name in enumerate(some, 2 + len(pieces) - len(classes))}
    return "".join(pieces[predicate] for predicate in sorted(pieces))


PREMISE, POST_TITLE, NORMAL_TITLE, EVIDENCE = map(_term, ("premise", "postTitle", "normalisedTitle", "evidence"))
ARTICLE, RULE, SOURCE, IS_A_POST = _term("article"), _term("rule"), _term("source"), _is_a("PostHolding")
SPAN = _format("Span", once=("page", "begin", "end", "quote"))
MENTION = _format("Mention", once=("article", "entity", "printed", "rule", "confidence"), some=(EVIDENCE,))
STATEMENT = _format(
    "Statement",
    "rdf:Statement",
    once=("rdf:subject", "rdf:predicate", "rdf:object", "confidence", "inferred"),
    some=(PREMISE, IS_A_POST, POST_TITLE, NORMAL_TITLE, ARTICLE, RULE, EVIDENCE, SOURCE),
)


def of_span(node: str, end: str, page: str, span: Span, quote: str) -> str:
    return SPAN.format(node, end, page, integer(span.begin), integer(span.end), plain(quote))


def of_mention(node: str, end: str, mention: EntityMention, article: str, entity: str, spans: Iterable[str]) -> str:
    said = article, entity, plain(mention.name), plain(mention.rule), decimal(mention.confidence)
    return MENTION.format(node, end, *said, _each(node, EVIDENCE, spans, end))


def of_statement(
    node: str, end: str, triple: tuple[str, str, str], statement: Statement, article: str, spans: Iterable[str]
) -> str:
    certainty = decimal(statement.confidence), boolean(statement.inferred)
    return STATEMENT.format(node, end, *triple, *certainty, *_some(node, end, statement, article, spans))


def _some(node: str, end: str, statement: Statement, article: str, spans: Iterable[str]) -> Iterator[str]:
    """What not every statement has."""
    yield _each(node, PREMISE, map(chinese, statement.premises), end)
    if statement.predicate == HOLDS:
        titles = statement.title, normal_title(statement.title, statement.object[1])
        yield f"{node} {IS_A_POST}{end}"
        for predicate, title in zip((POST_TITLE, NORMAL_TITLE), titles, strict=True):
            yield f"{node} {predicate} {chinese(title)}{end}" if title else ""
    else:
        yield from ("", "", "")
    rule = plain(statement.rule)
    if statement.article:
        yield from (f"{node} {ARTICLE} {article}{end}", f"{node} {RULE} {rule}{end}")
        yield from (_each(node, EVIDENCE, spans, end), "")
    else:
        yield from ("", "", "", f"{node} {SOURCE} {rule}{end}")


def _each(node: str, predicate: str, objects: Iterable[str], end: str) -> str:
    return "".join([f"{node} {predicate} {one}{end}" for one in sorted(set(objects))])
