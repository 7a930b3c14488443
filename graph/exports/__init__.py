"""Research exports: one module a format, each with TITLE, SUFFIX and write; `package` puts them together.

A new format is a module and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.exports import (
    bibtex,
    brat,
    cas,
    csv,
    cx2,
    cypher,
    gexf,
    graphml,
    neo4j,
    pages,
    pajek,
    parquet,
    rdf,
    rdf12,
    ris,
    sqlite,
    tei,
    ucinet,
    validation,
    webannotation,
    xlsx,
)
from graph.exports.formats import Format

EXPORTS: Mapping[str, Format] = {
    "rdf": rdf,
    "validation": validation,
    "csv": csv,
    "xlsx": xlsx,
    "sqlite": sqlite,
    "parquet": parquet,
    "gexf": gexf,
    "graphml": graphml,
    "annotations": webannotation,
    "bibtex": bibtex,
    "ris": ris,
    # on request
    "rdf12": rdf12,
    "pajek": pajek,
    "ucinet": ucinet,
    "cx2": cx2,
    "neo4j": neo4j,
    "cypher": cypher,
    "tei": tei,
    # on request, and with the page texts
    "pages": pages,
    "brat": brat,
    "cas": cas,
}
"""By the names that `--formats` takes, in the order in which they are written."""

WITH_TEXT = frozenset({"pages", "brat", "cas"})
ON_REQUEST = WITH_TEXT | {"rdf12", "pajek", "ucinet", "cx2", "neo4j", "cypher", "tei"}
DEFAULT = tuple(name for name in EXPORTS if name not in ON_REQUEST)
