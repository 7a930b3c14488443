"""ro-crate-metadata.json: the package as an RO-Crate of version 1.2 (https://w3id.org/ro/crate/1.2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from graph.exports.about import KEYWORDS, LICENCE, About, Creator, File
from ontology.terms import Bilingual

NAME = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.2"
FOLDERS = {
    "rdf": Bilingual("图谱、本体、查询", "the graph, its ontology and queries in RDF"),
    "tables": Bilingual("数据表", "tables"),
    "graph": Bilingual("网络分析", "networks"),
    "text": Bilingual("标注", "annotations"),
    "bib": Bilingual("文献目录", "references"),
}
PROGRAM = "#yizhan"
ACTION = "#extraction"


def text(about: About, files: Iterable[File]) -> str:
    files = sorted(files, key=lambda file: file.path)
    entities = [*_root(about, files), *map(_file, files), *_context(about)]
    crate = {"@context": f"{VERSION}/context", "@graph": entities}
    return json.dumps(crate, ensure_ascii=False, indent=1) + "\n"


def _root(about: About, files: list[File]) -> Iterator[dict[str, Any]]:
    folders = [name for name in FOLDERS if any(file.path.startswith(f"{name}/") for file in files)]
    alone = [file.path for file in files if "/" not in file.path]
    yield {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": _to(VERSION),
        "about": _to("./"),
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{about.title.zh} | {about.title.en}",
        "description": f"{about.description.zh} {about.description.en}",
        "datePublished": about.published,
        "license": _to(LICENCE),
        "author": _one_or_more(_to(_creator_iri(one)) for one in about.creators),
        "publisher": _to(_creator_iri(about.creators[0])),
        "keywords": ", ".join(KEYWORDS),
        "inLanguage": ["zh", "en"],
        "version": about.published,
        "mentions": _to(ACTION),
        **({"temporalCoverage": f"{about.first}/{about.last}"} if about.first else {}),
        "hasPart": _one_or_more(map(_to, [*(f"{name}/" for name in folders), *alone])),
    }
    for name in folders:
        parts = [_to(file.path) for file in files if file.path.startswith(f"{name}/")]
        words = FOLDERS[name]
        yield {
            "@id": f"{name}/",
            "@type": "Dataset",
            "name": words.zh,
            "description": words.en,
            "hasPart": _one_or_more(parts),
        }


def _file(file: File) -> dict[str, Any]:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path.rpartition("/")[2],
        "description": f"{file.title.zh} | {file.title.en}",
        "encodingFormat": file.media,
        "contentSize": str(file.size),
        "sha256": file.digest,
    }


def _context(about: About) -> Iterator[dict[str, Any]]:
    yield {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "CC BY 4.0",
        "identifier": LICENCE,
        "description": "Creative Commons Attribution 4.0 International",
    }
    for one in dict.fromkeys((*about.creators, *(one.institute for one in about.creators if one.institute))):
        yield {
            "@id": _creator_iri(one),
            "@type": "Person" if one.person else "Organization",
            "name": one.name,
            **({"url": one.iri} if one.iri else {}),
            **({"affiliation": _to(_creator_iri(one.institute))} if one.institute else {}),
            **({"contactPoint": _to(f"mailto:{about.contact}")} if about.contact else {}),
        }
    if about.contact:
        yield {
            "@id": f"mailto:{about.contact}",
            "@type": "ContactPoint",
            "contactType": "authors",
            "name": about.contact,
            "email": about.contact,
        }
    yield {
        "@id": PROGRAM,
        "@type": "SoftwareApplication",
        "name": "Yizhan",
        "description": "Newspaper pages in, a knowledge graph out",
        "version": about.version,
        "url": "https://w3id.org/yizhan/",
    }
    yield {
        "@id": ACTION,
        "@type": "CreateAction",
        "name": "extraction of the graph from newspaper pages",
        "instrument": _to(PROGRAM),
        "result": _to("./"),
    }


def _to(iri: str) -> dict[str, str]:
    return {"@id": iri}


def _one_or_more(values: Iterable[dict[str, str]]) -> dict[str, str] | list[dict[str, str]]:
    """A single value stands without a list, as RO-Crate recommends."""
    listed = list(values)
    return listed[0] if len(listed) == 1 else listed


def _creator_iri(one: Creator) -> str:
    return one.iri or f"#creator-{quote(one.name)}"
