"""What the page reads: the graph as columns of JSON, safe inside a script element.

`core` is what drawing, search and filters need at once, `detail` what a click asks for: spans, quotes, page texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from extractors.document import Page, Span
from graph.explorer.layout import Layout
from graph.explorer.network import Fact, Network
from graph.explorer.sound import sounds
from graph.parts.look import RELATION_LOOKS, RELATION_NUMBER, TYPE_LOOKS, TYPE_NUMBER, WORDS
from graph.parts.passages import FURTHEST, SENTENCE_END
from graph.parts.words import SHARED
from graph.records import Graph

TEXT_BUDGET = 6_000_000  # characters of page text and quotes together
QUOTE = 90  # characters of a quote whose page is not in the file

Json = dict[str, object]


def embed(value: object) -> str:
    """JSON that no browser can take for markup: `</script>` and `<!--` cannot occur in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def core(
    graph: Graph,
    network: Network,
    layout: Layout,
    homes: Sequence[int],
    parent: Sequence[int],
    of: Sequence[tuple[int, ...]],
) -> Json:
    """The columns that the first view, search and filters read."""
    nodes = network.nodes
    single, special = sounds(name for node in nodes for name in (node.label, *node.names))
    edges, facts = network.edges, [fact for edge in network.edges for fact in edge.facts]
    starts = [0]
    for edge in edges:
        starts.append(starts[-1] + len(edge.facts))
    return {
        "words": WORDS | {key: [words.zh, words.en] for key, words in SHARED.items()},
        "sentence": {"end": SENTENCE_END.pattern, "furthest": FURTHEST},
        "types": [asdict(look) for look in TYPE_LOOKS],
        "relations": [asdict(look) for look in RELATION_LOOKS],
        "nodes": {
            "path": [node.path for node in nodes],
            "type": [TYPE_NUMBER[node.type] for node in nodes],
            "label": [node.label for node in nodes],
            "x": [x for x, _ in layout.points],
            "y": [y for _, y in layout.points],
            "rank": list(layout.ranks),
            "community": list(layout.communities),
            "home": list(homes),
            "parent": _sparse(parent, -1),
            "regions": _sparse(of, ()),
            "names": _sparse([node.names for node in nodes], ()),
            "slips": _sparse([node.slips for node in nodes], ()),
            "code": _sparse([node.code for node in nodes], ""),
            "level": _sparse([node.level for node in nodes], ""),
            "centroid": _sparse([node.centroid for node in nodes], None),
        },
        "territories": [list(territory) for territory in layout.territories],
        "sounds": single,
        "readings": special,
        "edges": {
            "source": [edge.source for edge in edges],
            "target": [edge.target for edge in edges],
            "relation": [RELATION_NUMBER[edge.relation] for edge in edges],
            "start": starts,
        },
        "facts": {
            "article": [fact.article for fact in facts],
            "confidence": [fact.confidence for fact in facts],
            "inferred": [int(fact.inferred) for fact in facts],
        },
        "articles": _articles(graph, network),
        "pages": [
            {"name": page.name, "newspaper": page.newspaper, "date": page.date, "number": page.number}
            for page in graph.pages
        ],
    }


def detail(graph: Graph, network: Network, *, budget: int = TEXT_BUDGET) -> Json:
    """What a click asks for: page texts, in order, as long as the budget lasts; then the bare words of statements."""
    whole = _whole(graph.pages, budget)
    left = budget - sum(len(graph.pages[number].text) for number in whole)
    page_of = {page.digest: number for number, page in enumerate(graph.pages)}
    article_page = {network.article[record.key]: page_of[record.page] for record in graph.articles}
    facts = [fact for edge in network.edges for fact in edge.facts]
    rules = sorted({fact.rule for fact in facts})
    rule = {name: number for number, name in enumerate(rules)}
    return {
        "rules": rules,
        "facts": {
            "rule": [rule[fact.rule] for fact in facts],
            "spans": [_flat(fact.spans) for fact in facts],
            "premises": _sparse([fact.premises for fact in facts], ()),
            "title": _sparse([fact.title for fact in facts], ""),
            "quote": _quotes(facts, graph.pages, whole, article_page, left),
        },
        "reasons": _sparse([node.reasons for node in network.nodes], ()),
        "texts": {number: graph.pages[number].text for number in sorted(whole)},
        "figures": [
            {
                "article": network.article[figure.article],
                "subject": network.number[figure.subject] if figure.subject else -1,
                "measure": figure.measure,
                "value": figure.value,
                "max": figure.value_max,
                "unit": figure.unit,
                "about": figure.approximate,
                "spans": _flat(figure.spans),
            }
            for figure in graph.figures
        ],
        "doubts": [
            {
                "page": page_of[doubt.page],
                "article": network.article.get(doubt.article, -1),
                "kind": doubt.kind,
                "message": doubt.message,
                "spans": _flat(doubt.spans),
            }
            for doubt in graph.doubts
        ],
    }


def _articles(graph: Graph, network: Network) -> Json:
    page_of = {page.digest: number for number, page in enumerate(graph.pages)}
    records = graph.articles
    return {
        "first": len(network.nodes) - len(records),
        "page": [page_of[record.page] for record in records],
        "kind": [record.kind for record in records],
        "column": [record.column for record in records],
        "kicker": _sparse([record.kicker for record in records], ""),
        "subtitle": _sparse([record.subtitle for record in records], ""),
        "spans": [_flat(record.spans) for record in records],
    }


def _sparse(values: Iterable[object], empty: object) -> dict[int, object]:
    return {number: value for number, value in enumerate(values) if value != empty}


def _flat(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.begin, span.end)]


def _whole(pages: Sequence[Page], budget: int) -> set[int]:
    """The pages whose full text goes into the file."""
    chosen = set()
    for number, page in enumerate(pages):
        budget -= len(page.text)
        if budget < 0:
            break
        chosen.add(number)
    return chosen


def _quotes(
    facts: Sequence[Fact], pages: Sequence[Page], whole: set[int], article_page: Mapping[int, int], budget: int
) -> dict[int, str]:
    """The words of facts whose page is left out, as long as the budget lasts."""
    found: dict[int, str] = {}
    for number, fact in enumerate(facts):
        page = article_page.get(fact.article, -1)
        if page < 0 or page in whole or not fact.spans:
            continue
        quote = "…".join(pages[page][span] for span in fact.spans)[:QUOTE]
        budget -= len(quote)
        if budget < 0:
            break
        found[number] = quote
    return found
