"""What the package says of itself, in one record for every kind of metadata."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from importlib import metadata
from pathlib import Path

from graph.exports.view import View
from graph.outcomes import Score
from graph.records import Graph
from ontology.terms import Bilingual

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC-BY-4.0"
ONTOLOGY = "https://w3id.org/yizhan/ontology#"
KEYWORDS = ("knowledge graph", "newspaper", "Chinese", "Party building", "知识图谱", "报纸", "党建")
UNDATED = "1970-01-01"
"""Stands where a format demands a date and neither the user nor the pages give one."""

MEDIA = {
    ".ann": "text/plain",
    ".bib": "application/x-bibtex",
    ".cff": "text/yaml",
    ".conf": "text/plain",
    ".csv": "text/csv",
    ".cx2": "application/json",
    ".cypher": "text/plain",
    ".dl": "text/plain",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".net": "text/plain",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".parquet": "application/vnd.apache.parquet",
    ".ris": "application/x-research-info-systems",
    ".rq": "application/sparql-query",
    ".sqlite": "application/vnd.sqlite3",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".xmi": "application/vnd.xmi+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}


def epoch_day() -> str:
    """The day of SOURCE_DATE_EPOCH, "" where it is not set: https://reproducible-builds.org/specs/source-date-epoch/"""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds.isdecimal() else ""


CREATOR = re.compile(
    r"""
    (?P<name>[^<>]*[^<>\s])
    (?:\s*<(?P<iri>https?://[^<>\s]+)>             # an ORCID, ROR or home page
      (?:\s*,\s*(?P<institute>[^<>]+<[^<>]+>))?)?  # whose member a person is
    """,
    re.VERBOSE,
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class CreatorError(ValueError):
    """A creator or contact that cannot be read."""


@dataclass(frozen=True, slots=True)
class Creator:
    """Who is to be cited; `iri` is an ORCID for a person, a ROR or home page for an organisation, "" for none."""

    name: str
    iri: str = ""
    institute: Creator | None = None  # of a person, where it is told

    @classmethod
    def of(cls, text: str) -> Creator:
        """`Name`, `Name <IRI>` or, of a person, `Name <ORCID>, Institute <IRI>`. Raises CreatorError."""
        match = CREATOR.fullmatch(text.strip())
        if match is None:
            raise CreatorError(f"--creator {text}: write a name, or Name <https://...> with an ORCID, ROR or home page")
        return cls(match["name"], match["iri"] or "", cls.of(match["institute"]) if match["institute"] else None)

    @property
    def person(self) -> bool:
        return "//orcid.org/" in self.iri


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the build compares with annotations by hand of some of its pages."""

    pages: int = 0  # 0: not measured
    scores: tuple[tuple[Bilingual, Score], ...] = ()


NOT_MEASURED = Accuracy()


@dataclass(frozen=True, slots=True)
class File:
    """A file of the package."""

    path: str  # in the package, with slashes
    size: int  # bytes
    digest: str  # SHA-256, hexadecimal
    title: Bilingual

    @property
    def media(self) -> str:
        return MEDIA.get(Path(self.path).suffix, "application/octet-stream")

    @classmethod
    def of(cls, path: Path, folder: Path, title: Bilingual) -> File:
        with path.open("rb") as data:
            digest = file_digest(data, "sha256").hexdigest()
        return cls(path.relative_to(folder).as_posix(), path.stat().st_size, digest, title)


@dataclass(frozen=True, slots=True)
class About:
    title: Bilingual
    description: Bilingual
    creators: tuple[Creator, ...]
    contact: str  # e-mail address, "" for none
    version: str  # of the program that made it
    date: str  # as given; "" for none
    published: str  # a day, always
    counts: Mapping[str, int]
    first: str  # first and last day of the pages, "" where unknown
    last: str
    newspapers: tuple[str, ...]
    pseudonyms: bool
    text: bool
    chosen: str  # what was chosen of the graph, in words; "" for all
    accuracy: Accuracy

    @classmethod
    def of(
        cls,
        view: View,
        *,
        creators: tuple[Creator, ...],
        contact: str,
        pseudonyms: bool,
        chosen: str,
        accuracy: Accuracy = NOT_MEASURED,
    ) -> About:
        graph = view.graph
        papers = tuple(sorted({page.newspaper for page in graph.pages} - {""}))
        first, last = view.period(article.key for article in graph.articles)
        return cls(
            title=_title(papers),
            description=_description(counts := _counts(graph)),
            creators=creators,
            contact=contact,
            version=program_version(),
            date=view.day,
            published=view.day or last or UNDATED,
            counts=counts,
            first=first,
            last=last,
            newspapers=papers,
            pseudonyms=pseudonyms,
            text=view.text,
            chosen=chosen,
            accuracy=accuracy,
        )


def _counts(graph: Graph) -> dict[str, int]:
    said = graph.said()
    dated = {page.digest for page in graph.pages if page.date}
    return {
        "pages": len(graph.pages),
        "articles": len(graph.articles),
        "dated": sum(article.page in dated for article in graph.articles),
        "entities": len(graph.entities),
        "known": len(graph.entities) - len(said),
        **dict(sorted(Counter(entity.type for entity in graph.entities if entity.ref in said).items())),
        "statements": len(graph.statements),
        "known statements": sum(not statement.article for statement in graph.statements),
        "mentions": len(graph.mentions),
        "figures": len(graph.figures),
        "doubts": len(graph.doubts),
    }


def program_version() -> str:
    try:
        return metadata.version("yizhan")
    except metadata.PackageNotFoundError:  # run from its source folder, not installed
        return "0+source"


def _title(papers: tuple[str, ...]) -> Bilingual:
    zh, en = "、".join(papers) or "报纸版面", ", ".join(papers) or "newspaper pages"
    return Bilingual(f"{zh}知识图谱", f"Knowledge graph of {en}")


def _description(counts: Mapping[str, int]) -> Bilingual:
    articles, known, divided = counts["articles"], counts["known"], counts["known statements"]
    entities, statements = counts["entities"] - known, counts["statements"] - divided
    return Bilingual(
        f"从报纸版面的文字自动读出的知识图谱:{articles} 篇文章,{entities} 个实体,{statements} 条陈述,"
        f"每条陈述附有原文的出处;另有地名录所载的 {known} 个行政区域及其 {divided} 条隶属关系。",
        f"A knowledge graph read automatically from the text of newspaper pages: {articles} articles, {entities} "
        f"entities, {statements} statements, each with the place of the words that say so; besides, {known} divisions "
        f"and {divided} ties between divisions that only the gazetteer knows.",
    )
