"""JSON-LD with a context, a node a line, written as it comes: https://www.w3.org/TR/json-ld11/

IRIs of the package are relative to its base, names of the ontology stand alone (`runs`), others with their prefix.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.literals import LINE, GraphError, unescaped
from ontology.terms import PREFIXES, YZ

XSD = PREFIXES["xsd"]
NATIVE: Mapping[str, Callable[[str], int | bool]] = {f"{XSD}integer": int, f"{XSD}boolean": "true".__eq__}
"""Literals that are JSON's own: canonical integers and truth values."""


def write(lines: Iterable[tuple[str, str]], path: Path, *, base: str) -> None:
    """From N-Quads lines, each with the IRI of its graph ("" for none), graph by graph and subject by subject."""
    namer = _Namer(base)
    with path.open("w", encoding="utf8", newline="\n") as file:
        file.write(f'{{"@context":{_text(namer.context)},\n"@graph":[')
        separator = "\n"
        for graph, group in groupby(lines, key=lambda pair: pair[0]):
            nodes = map(_text, _nodes(namer, (line for _, line in group)))
            if graph:
                file.write(f'{separator}{{"@id":{_text(namer.thing(graph))},"@graph":[\n{next(nodes)}')
                file.writelines(f",\n{node}" for node in nodes)
                file.write("]}")
            else:
                file.write(separator + next(nodes))
                file.writelines(f",\n{node}" for node in nodes)
            separator = ",\n"
        file.write("\n]}\n")


class _Namer:
    """Short names of IRIs under the context."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.prefixes = {iri: prefix for prefix, iri in PREFIXES.items() if iri != YZ}
        self.context = {"@base": base, "@vocab": YZ, **{prefix: iri for iri, prefix in self.prefixes.items()}}

    def thing(self, iri: str) -> str:
        """The ontology is written out: under a base like the default one its path would be ours."""
        return iri[len(self.base) :] if iri.startswith(f"{self.base}id/") else iri

    def term(self, iri: str) -> str:
        if iri.startswith(YZ):
            return iri[len(YZ) :]
        space, end, name = re.split(r"([#/])(?=[^#/]*$)", iri)
        prefix = self.prefixes.get(space + end)
        return f"{prefix}:{name}" if prefix else iri

    def value(self, match: re.Match[str]) -> Any:
        if match["iri"] is not None:
            return {"@id": self.thing(match["iri"])}
        text = unescaped(match["text"])
        if match["language"]:
            return {"@value": text, "@language": match["language"]}
        if match["datatype"] is None:
            return text
        if match["datatype"] in NATIVE:
            return NATIVE[match["datatype"]](text)
        return {"@value": text, "@type": self.term(match["datatype"])}


def _match(line: str) -> re.Match[str]:
    match = LINE.fullmatch(line)
    if match is None:
        raise GraphError(f"not a line of canonical N-Quads: {line.rstrip()}")
    return match


def _nodes(namer: _Namer, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """A node for each subject."""
    for subject, group in groupby(map(_match, lines), key=lambda match: match["subject"]):
        node: dict[str, Any] = {"@id": namer.thing(subject)}
        for predicate, same in groupby(group, key=lambda match: match["predicate"]):
            if predicate == f"{PREFIXES['rdf']}type":
                node["@type"] = [namer.term(match["iri"]) for match in same]
            else:
                values = [namer.value(match) for match in same]
                node[namer.term(predicate)] = values[0] if len(values) == 1 else values
        yield node


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
