"""datapackage.json: the tables with their schemas, as a Data Package of version 2 (https://datapackage.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.exports.about import KEYWORDS, LICENCE, LICENCE_NAME, About, File
from graph.exports.columns import Column, Table
from graph.exports.tables import ALL

NAME = "datapackage.json"


def text(about: About, files: Iterable[File]) -> str:
    by_path = {file.path: file for file in files}
    descriptor: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "yizhan-knowledge-graph",
        "title": f"{about.title.zh} | {about.title.en}",
        "description": f"{about.description.zh}\n\n{about.description.en}",
        "version": about.published.replace("-", "."),
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "contributors": [
            {"title": one.name, "roles": ["creator"], **({"path": one.iri} if one.iri else {})}
            for one in about.creators
        ],
        "keywords": list(KEYWORDS),
    }
    if about.date:
        descriptor["created"] = f"{about.date}T00:00:00Z"
    descriptor["resources"] = list(_resources(by_path)) or [_file(file) for file in by_path.values()]
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _resources(files: dict[str, File]) -> Iterator[dict[str, Any]]:
    for table in ALL:
        file = files.get(f"tables/{table.name}.csv")
        if file:
            yield _table(table, file)


def _file(file: File) -> dict[str, Any]:
    """A package without CSV lists its files, for it needs a resource."""
    return {
        "name": re.sub(r"[^a-z0-9._-]+", "-", file.path.lower()),
        "path": file.path,
        "title": f"{file.title.zh} | {file.title.en}",
        "mediatype": file.media,
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
    }


def _table(table: Table, file: File) -> dict[str, Any]:
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.refers, "fields": ["id"]}}
        for column in table.columns
        if column.refers
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": file.path,
        "title": f"{table.zh} | {table.en}",
        "scheme": "file",
        "format": "csv",
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    name, _, meaning = column.zh.partition(":")
    words = " | ".join(part for part in (meaning, column.en, column.unit) if part)
    return {"name": column.name, "type": column.kind, "title": name, "description": words}
