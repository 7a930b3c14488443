"""What an earlier build left that still holds: annotations of unchanged pages, or the whole folder.

`build.json` says what a build was made from (pages, rules, options) and the SHA-256 of every file. An annotation holds
as long as its page and the rules and tables that read it are the same bytes; the folder, as long as everything is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from extractors.document import Page
from graph.annotation_file import from_json
from graph.annotations import Annotation

MANIFEST = "build.json"
READING = ("ontology", "extractors")  # the packages that decide what an annotation says
FORM = ("annotations.py", "annotation_file.py")  # and the modules of graph that decide how it is said
WRITING = (*READING, "graph")  # and those that decide what a build writes


READING_KEYS = ("rules", "gazetteer", "tagger")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that the bytes of a build depend on; all but `pages` are SHA-256 or options."""

    rules: str
    program: str
    base: str
    gazetteer: str  # of the user's own table, "" for none
    tagger: bool
    pages: tuple[tuple[str, str, str, str, str], ...]  # digest, name, newspaper, date, number; sorted

    @classmethod
    def of(cls, pages: Iterable[Page], *, base: str, table: Path | None = None, tagger: bool = False) -> Recipe:
        return cls(
            rules=reading_digest(),
            program=package_digest(WRITING),
            base=base,
            gazetteer=sha256(table.read_bytes()).hexdigest() if table else "",
            tagger=tagger,
            pages=tuple(sorted((page.digest, page.name, page.newspaper, page.date, page.number) for page in pages)),
        )


@cache
def package_digest(packages: tuple[str, ...]) -> str:
    """SHA-256 over the names and bytes of all files of these packages."""
    total = sha256()
    for package in packages:
        for name, file in sorted(_files(package, resources.files(package))):
            total.update(f"{name}\0".encode())
            total.update(sha256(file.read_bytes()).digest())
    return total.hexdigest()


@cache
def reading_digest() -> str:
    """SHA-256 over all that decides what an annotation file says of a page."""
    total = sha256(package_digest(READING).encode())
    for name in FORM:
        total.update(resources.files("graph").joinpath(name).read_bytes())
    return total.hexdigest()


def _files(name: str, folder: Traversable) -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(f"{name}/{entry.name}", entry)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            yield f"{name}/{entry.name}", entry


def manifest(recipe: Recipe, summary: Mapping[str, Any], folder: Path) -> str:
    """The text of `build.json` for a folder that is written but for this file."""
    files = {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    return (
        json.dumps({"recipe": asdict(recipe), "summary": summary, "files": files}, ensure_ascii=False, indent=1) + "\n"
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier build's folder and manifest; empty where there is none that can be read."""

    folder: Path
    data: Mapping[str, Any]

    @classmethod
    def of(cls, folder: Path) -> Earlier:
        try:
            data = json.loads((folder / MANIFEST).read_text(encoding="utf8"))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return cls(folder, {})
        return cls(folder, data if isinstance(data, dict) and {"recipe", "summary", "files"} <= data.keys() else {})

    def summary(self, recipe: Recipe) -> Mapping[str, Any] | None:
        """What the build made, if this recipe would make just the same and every file is still as it was written."""
        if not self.data or json.loads(json.dumps(asdict(recipe))) != self.data["recipe"]:
            return None
        for name, digest in self.data["files"].items():
            file = self.folder / name
            if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
                return None
        summary: Mapping[str, Any] = self.data["summary"]
        return summary

    def annotations(self, recipe: Recipe, pages: Iterable[Page]) -> dict[str, Annotation]:
        """By page digest, those that these rules would write again."""
        if not self.data or any(self.data["recipe"].get(key) != getattr(recipe, key) for key in READING_KEYS):
            return {}
        wanted = {(page.digest, page.name, page.newspaper, page.date, page.number): page for page in pages}
        kept = {}
        for name, digest in self.data["files"].items():
            file = self.folder / name
            if not name.startswith("annotations/") or not file.is_file():
                continue
            text = file.read_bytes()
            if sha256(text).hexdigest() != digest:
                continue
            head = json.loads(text)
            key = (head["sha256"], head["page"], *(head[k] or "" for k in ("newspaper", "date", "pageNumber")))
            if key in wanted:
                kept[key[0]] = from_json(text.decode("utf8"), wanted[key])
        return kept
