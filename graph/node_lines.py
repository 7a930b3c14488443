"""The lines of the kinds of nodes that there are most of, made at once and in order: spans, mentions, statements."""

from __future__ import annotations

from collections.abc import Collection

from extractors.document import Span
from extractors.person.titles import normal_title
from graph.literals import boolean, chinese, decimal, integer, our_class, ours, plain, term
from graph.records import EntityMention, Statement
from ontology.terms import TermError, relation

HOLDS = relation("holds").name


def _is_a(name: str) -> str:
    """The type of a node, of the ontology or of a standard by its prefix; TermError at import for any other."""
    return f"{term('rdf:type')} {term(name) if ':' in name else our_class(name)}"


def _in_order(*predicates: str) -> tuple[str, ...]:
    """The predicates, in the order in which the lines of a node are sorted; TermError for another order."""
    if list(predicates) != sorted(predicates):
        raise TermError(f"not in the order of N-Quads: {' '.join(predicates)}")
    return predicates


IS_A_SPAN, BEGIN, END, PAGE, QUOTE = _in_order(_is_a("Span"), *map(ours, ("begin", "end", "page", "quote")))
IS_A_MENTION, ARTICLE, CONFIDENCE, ENTITY, EVIDENCE, PRINTED, RULE = _in_order(
    _is_a("Mention"), *map(ours, ("article", "confidence", "entity", "evidence", "printed", "rule"))
)
OBJECT, PREDICATE, SUBJECT = _in_order(*map(term, ("rdf:object", "rdf:predicate", "rdf:subject")))
IS_REIFIED, IS_A_POST, IS_A_STATEMENT = _in_order(*map(_is_a, ("rdf:Statement", "PostHolding", "Statement")))
INFERRED, NORMAL_TITLE, POST_TITLE, PREMISE = map(ours, ("inferred", "normalisedTitle", "postTitle", "premise"))
SOURCE = ours("source")
_in_order(ARTICLE, CONFIDENCE, EVIDENCE, INFERRED, NORMAL_TITLE, POST_TITLE, PREMISE, RULE, SOURCE)


def of_span(node: str, end: str, page: str, span: Span, quote: str) -> str:
    return (
        f"{node} {IS_A_SPAN}{end}"
        f"{node} {BEGIN} {integer(span.begin)}{end}"
        f"{node} {END} {integer(span.end)}{end}"
        f"{node} {PAGE} {page}{end}"
        f"{node} {QUOTE} {plain(quote)}{end}"
    )


def of_mention(node: str, end: str, mention: EntityMention, article: str, entity: str, spans: Collection[str]) -> str:
    return (
        f"{node} {IS_A_MENTION}{end}"
        f"{node} {ARTICLE} {article}{end}"
        f"{node} {CONFIDENCE} {decimal(mention.confidence)}{end}"
        f"{node} {ENTITY} {entity}{end}"
        f"{_each(node, EVIDENCE, spans, end)}"
        f"{node} {PRINTED} {plain(mention.name)}{end}"
        f"{node} {RULE} {plain(mention.rule)}{end}"
    )


def of_statement(
    node: str, end: str, triple: tuple[str, str, str], statement: Statement, article: str, spans: Collection[str]
) -> str:
    """What an article says has its rule and its words, what the gazetteer does its source."""
    subject, predicate, object_ = triple
    post, told = statement.predicate == HOLDS, statement.article != ""
    return (
        f"{node} {OBJECT} {object_}{end}"
        f"{node} {PREDICATE} {predicate}{end}"
        f"{node} {SUBJECT} {subject}{end}"
        f"{node} {IS_REIFIED}{end}"
        f"{f'{node} {IS_A_POST}{end}' if post else ''}"
        f"{node} {IS_A_STATEMENT}{end}"
        f"{f'{node} {ARTICLE} {article}{end}' if told else ''}"
        f"{node} {CONFIDENCE} {decimal(statement.confidence)}{end}"
        f"{_each(node, EVIDENCE, spans, end)}"
        f"{node} {INFERRED} {boolean(statement.inferred)}{end}"
        f"{_titles(node, statement, end) if post else ''}"
        f"{_each(node, PREMISE, [chinese(words) for words in statement.premises], end)}"
        f"{node} {RULE if told else SOURCE} {plain(statement.rule)}{end}"
    )


def _titles(node: str, statement: Statement, end: str) -> str:
    """The title of a post, first as tables group it."""
    titles = normal_title(statement.title, statement.object[1]), statement.title
    pairs = zip((NORMAL_TITLE, POST_TITLE), titles, strict=True)
    return "".join([f"{node} {predicate} {chinese(title)}{end}" for predicate, title in pairs if title])


def _each(node: str, predicate: str, objects: Collection[str], end: str) -> str:
    ordered = sorted(set(objects)) if len(objects) > 1 else objects
    return "".join([f"{node} {predicate} {one}{end}" for one in ordered])
