"""Research exports: one module a format, each with TITLE, SUFFIX and write; `package` puts them together.

A new format is a module and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.exports import bibtex, csv, gexf, graphml, pages, parquet, rdf, ris, sqlite, webannotation, xlsx
from graph.exports.formats import Format

EXPORTS: Mapping[str, Format] = {
    "rdf": rdf,
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
    "pages": pages,
}
"""By the names that `--formats` takes, in the order in which they are written."""

ON_REQUEST = frozenset({"pages"})
DEFAULT = tuple(name for name in EXPORTS if name not in ON_REQUEST)
