"""Keys as IRIs: the only place where an IRI is made. The last segment says nothing, and is a name in every syntax."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from extractors.document import Ref, Span
from graph.literals import GraphError, decimal
from graph.records import EntityMention, FigureRecord, Statement
from ontology.terms import TYPES

BASE = "https://w3id.org/yizhan/"


def digest(*parts: str) -> str:
    """16 lower-case base32 characters of SHA-256 over the parts, joined by U+001F."""
    return _base32(sha256("\x1f".join(parts).encode("utf8")).digest())


_PAIRS = [a + b for a in "abcdefghijklmnopqrstuvwxyz234567" for b in "abcdefghijklmnopqrstuvwxyz234567"]


def _base32(raw: bytes) -> str:
    """Base32 of the first 80 bits; five times as fast as base64.b32encode."""
    n, of = int.from_bytes(raw[:10], "big"), _PAIRS
    high = f"{of[n >> 70]}{of[n >> 60 & 1023]}{of[n >> 50 & 1023]}{of[n >> 40 & 1023]}"
    return f"{high}{of[n >> 30 & 1023]}{of[n >> 20 & 1023]}{of[n >> 10 & 1023]}{of[n & 1023]}"


def entity_iri(ref: Ref, *, base: str = BASE) -> str:
    """A region with a code is known by the code: `id/region/r150303001`; everything else by its hashed key."""
    type_, key = ref
    if type_ not in TYPES:
        raise GraphError(f"no class of entities: {type_!r} ({key})")
    folder = type_.lower()
    name = key if type_ == "Region" and re.fullmatch(r"[0-9]+", key, re.ASCII) else digest(type_, key)
    return f"{base}id/{folder}/{folder[0]}{name}"


def page_iri(page: str, *, base: str = BASE) -> str:
    """From the hash of the page's text, in hexadecimal."""
    return f"{base}id/page/p{_base32(bytes.fromhex(page))}"


def article_iri(article: str, *, base: str = BASE) -> str:
    """From the article's key; it also names the article's graph, and for "" is the graph of the gazetteer."""
    return f"{base}id/article/a{digest(article)}" if article else f"{base}graph/gazetteer"


def span_iri(page: str, span: Span, *, base: str = BASE) -> str:
    return page_iri(page, base=base) + fragment(span)


def fragment(span: Span) -> str:
    return f"#c{span.begin}_{span.end}"


_FRAGMENT = re.compile(r".*#c(?P<begin>\d+)_(?P<end>\d+)", re.ASCII)


def span_of(iri: str) -> Span:
    """The place that the IRI of a span names. GraphError for any other IRI."""
    match = _FRAGMENT.fullmatch(iri)
    if match is None:
        raise GraphError(f"not the IRI of a span: {iri}")
    return Span(int(match["begin"]), int(match["end"]))


def newspaper_iri(name: str, *, base: str = BASE) -> str:
    return f"{base}id/newspaper/n{digest(name)}"


def source_iri(name: str, *, base: str = BASE) -> str:
    """A package that the gazetteer was made from."""
    return f"{base}id/source/o{digest(name)}"


def statement_iri(statement: Statement, *, base: str = BASE) -> str:
    """One node per subject, predicate, object and article, and per title of a post."""
    subject, object_ = statement.subject, statement.object
    parts = (*subject, statement.predicate, *object_, statement.article)
    return f"{base}id/statement/s{digest(*parts, *([statement.title] if statement.title else []))}"


def mention_iri(mention: EntityMention, *, base: str = BASE) -> str:
    parts = (mention.article, *mention.entity, mention.name, mention.rule, *offsets(mention.spans))
    return f"{base}id/mention/m{digest(*parts)}"


def figure_iri(figure: FigureRecord, *, base: str = BASE) -> str:
    value = decimal(figure.value)
    parts = (figure.article, figure.measure, value, figure.unit, *(figure.subject or ()), *offsets(figure.spans))
    return f"{base}id/figure/f{digest(*parts)}"


def offsets(spans: Iterable[Span]) -> list[str]:
    return [f"{span.begin}_{span.end}" for span in spans]
