"""What a query reaches for besides this store, told by its tokens before it is run: SERVICE, and FROM of other graphs.

The engine parses the query; this scanner only has to tell words of the grammar from strings, IRIs, names and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

TOKEN = re.compile(
    r"""
      (?P<comment> \# [^\n\r]* )                                          # '#' inside an IRI or string is no comment
    | (?P<iri>     < [^<>"{}|^`\\\x00-\x20]* > )                          # <http://e/service>
    | (?P<string>  '''(?:[^'\\]|\\.|'(?!''))*''' | \"""(?:[^"\\]|\\.|"(?!""))*\"""
                 | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*" )        # "ask SERVICE <x>"
    | (?P<name>    [^\W\d_]?[\w.\-]*:(?:[\w.\-:%]|\\.)* )                 # yz:service, :from, from:
    | (?P<variable>[?$]\w+ | @[a-zA-Z\-]+ )                               # ?service
    | (?P<word>    [A-Za-z]\w* )                                          # SERVICE
    | (?P<other>   \w+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
CHANGING = frozenset({"RAND", "UUID", "STRUUID", "NOW", "BNODE"})


@dataclass(frozen=True, slots=True)
class Reach:
    """`graphs` are the IRIs after FROM and FROM NAMED; `steady` when the same query has the same answer each time."""

    graphs: tuple[str, ...]
    service: bool
    steady: bool


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(query):
        kind = match.lastgroup
        assert kind is not None
        if kind != "comment" and not match[0].isspace():
            yield kind, match[0]


def reach(query: str, *, base: str, prefixes: Mapping[str, str]) -> Reach:
    known, places = dict(prefixes), base
    tokens = list(_tokens(query))
    graphs: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        word, after = text.upper() if kind == "word" else "", tokens[at + 1 : at + 3]
        if word == "BASE" and after and after[0][0] == "iri":
            places = urljoin(places, after[0][1][1:-1])
        elif word == "PREFIX" and len(after) == 2 and after[1][0] == "iri":
            known[after[0][1].removesuffix(":")] = urljoin(places, after[1][1][1:-1])
        elif word == "FROM":
            graphs.append(_graph(after, places, known))
    words = {text.upper() for kind, text in tokens if kind == "word"}
    return Reach(tuple(graphs), "SERVICE" in words, CHANGING.isdisjoint(words))


def _graph(after: list[tuple[str, str]], base: str, prefixes: Mapping[str, str]) -> str:
    """The IRI after FROM or FROM NAMED; "" when none is there, which the parser will say."""
    if after and after[0][1].upper() == "NAMED":
        after = after[1:]
    if not after:
        return ""
    kind, text = after[0]
    if kind == "iri":
        return urljoin(base, text[1:-1])
    prefix, _, name = text.partition(":")
    return prefixes.get(prefix, "") + name if kind == "name" else ""
