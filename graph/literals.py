"""Terms and literals as N-Quads writes them, in canonical form: what SPARQL engines give back unchanged."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ontology.terms import PREFIXES, class_, property_


class GraphError(ValueError):
    """A record that cannot be said in RDF: a wrong class, a clash of keys, a number out of range."""


def term(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def ours(name: str) -> str:
    """A property of the ontology; TermError for any other."""
    return f"<{property_(name).iri}>"


def our_class(name: str) -> str:
    """A class of the ontology; TermError for any other."""
    return f"<{class_(name).iri}>"


_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _escaped(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:  # as most, and soon seen
        return text
    return _ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"


_ESCAPED = re.compile(r"\\(?:u(?P<four>[0-9A-F]{4})|U(?P<eight>[0-9A-F]{8})|(?P<short>.))", re.DOTALL)
_LONG = {short[1]: char for char, short in _SHORT.items()}


def unescaped(text: str) -> str:
    """What stands between the quotation marks of a literal, as text."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: _LONG[m["short"]] if m["short"] else chr(int(m["four"] or m["eight"], 16)), text)


def plain(text: str) -> str:
    """Words of the page exactly, or a code: xsd:string."""
    return f'"{_escaped(text)}"'


def chinese(text: str) -> str:
    return f'"{_escaped(text)}"@zh'


def english(text: str) -> str:
    return f'"{_escaped(text)}"@en'


def latin(text: str) -> str:
    """Hanyu Pinyin; the tag is registered with IANA, in small letters as canonical N-Quads want it."""
    return f'"{_escaped(text)}"@zh-latn-pinyin'


_INTEGER, _BOOLEAN, _DECIMAL = (term(f"xsd:{name}") for name in ("integer", "boolean", "decimal"))


def integer(value: int) -> str:
    return f'"{value}"^^{_INTEGER}'


def boolean(value: bool) -> str:
    return f'"{"true" if value else "false"}"^^{_BOOLEAN}'


@lru_cache(maxsize=4096)
def decimal(value: float) -> str:
    """The canonical decimal, without trailing zeros; SPARQL engines keep 18 places and some 20 digits."""
    number = Decimal(repr(value))
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    if not number.is_finite() or places > 18 or abs(number) >= 10**18:
        raise GraphError(f"number out of range for xsd:decimal: {value!r}")
    return f'"{"0" if text == "-0" else text}"^^{_DECIMAL}'


_DATES = {
    "date": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII),
    "gYearMonth": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII),
    "gYear": re.compile(r"\d{4}", re.ASCII),
}


def day(text: str) -> str:
    """An ISO 8601 day, month or year as the literal of its datatype."""
    for datatype, pattern in _DATES.items():
        if pattern.fullmatch(text):
            return f'"{text}"^^{term("xsd:" + datatype)}'
    raise GraphError(f"not a date (2024-10-25, 2024-10 or 2024): {text!r}")


LINE = re.compile(
    r"""
    <(?P<subject>[^>]*)>\ <(?P<predicate>[^>]*)>\                # subject and predicate: IRIs
    (?:<(?P<iri>[^>]*)>                                          # an IRI, or
      |"(?P<text>(?:[^"\\]|\\.)*)"                               # a literal
        (?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?)
    (?:\ <[^>]*>)?\ \.\n                                         # its graph
    """,
    re.VERBOSE | re.DOTALL,
)
"""A line of canonical N-Quads without blank nodes."""


def lines(nquads: str) -> list[str]:
    """The lines with their ends. Not `splitlines`: U+2028 and its like stand in literals as they are."""
    return [line + "\n" for line in nquads.split("\n") if line]
