"""The research package: one folder that is a Data Package and an RO-Crate at once, and says what it is itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.collecting import few_collections
from graph.evaluate import evaluate
from graph.exports import (
    DEFAULT,
    EXPORTS,
    ON_REQUEST,
    WITH_TEXT,
    about,
    catalogue,
    citation,
    crate,
    datapackage,
    rdf,
    readme,
    tables,
)
from graph.exports.about import EMAIL, NOT_MEASURED, About, Accuracy, Creator, CreatorError, File
from graph.exports.formats import Format, LeftOut
from graph.exports.pseudonyms import pseudonymised, read_key
from graph.exports.selection import Selection, select
from graph.exports.view import QUOTE_LIMIT, View
from graph.gold import gold_pages
from graph.outcomes import scores
from graph.output import replaced
from graph.quads import BASE
from graph.questions import question
from graph.records import Graph
from graph.reuse import MANIFEST as BUILD
from graph.store import read
from graph.tables import table
from ontology.terms import CLASSES, RELATIONS, TYPES, Bilingual

MANIFEST = "manifest-sha256.txt"
OWNED = frozenset(
    {
        *crate.FOLDERS,
        *(MANIFEST, crate.NAME, datapackage.NAME, catalogue.NAME, citation.CFF, citation.DATACITE),
        *(readme.README, readme.LICENCE_FILE),
    }
)
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
SCORES: Mapping[str, Bilingual] = {
    "article": Bilingual("文章(标题、起止、体裁)", "articles"),
    "contributor": Bilingual("署名者", "contributors"),
    "ENTITIES": Bilingual("**全部实体**", "**all entities**"),
    **{name: CLASSES[name].label for name in TYPES},
    "RELATIONS": Bilingual("**全部关系**", "**all relations**"),
    **{f"relation {name}": RELATIONS[name].label for name in sorted(RELATIONS)},
    "figure": Bilingual("统计数字", "figures"),
}
"""What the README gives the accuracy of, by the names of `evaluate`."""
TITLES: Mapping[str, Bilingual] = {
    readme.README: Bilingual("说明", "about this package"),
    readme.LICENCE_FILE: Bilingual("许可", "licence"),
    citation.CFF: Bilingual("引用信息", "how to cite"),
    citation.DATACITE: Bilingual("DataCite 元数据", "DataCite metadata"),
    catalogue.NAME: Bilingual("目录元数据(DCAT、VoID)", "catalogue metadata (DCAT, VoID)"),
    datapackage.NAME: Bilingual("数据包描述", "Data Package descriptor"),
}


ALL = Selection()
NOBODY = (Creator("Yizhan"),)


class ExportError(ValueError):
    """Options that cannot be followed; one line that says the mend."""


@dataclass(frozen=True, slots=True)
class Options:
    formats: tuple[str, ...] = ()  # names; none for the default ones
    text: bool = False
    quote_limit: int = QUOTE_LIMIT
    pseudonyms: Path | None = None  # file of the key
    date: str = ""
    selection: Selection = ALL
    creators: tuple[Creator, ...] = NOBODY
    contact: str = ""
    gold: Path | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    files: int
    size: int  # bytes
    left_out: tuple[str, ...]  # formats whose library is missing, in words
    undated: bool
    anonymous: bool  # nobody is named to be cited, or nobody to be asked


def export(build: Path, out: Path, options: Options | None = None) -> Summary:
    """Writes the package of a build into `out`, or leaves it as it was.

    Raises ExportError, CreatorError, SelectionError, KeyFileError, NoBuild, OutputError, and LeftOut for a format
    that was asked for by name.
    """
    options = options or Options()
    if (out / BUILD).exists():
        raise ExportError(f"{out}: holds a build; name another folder with --out")
    chosen = formats(options)
    if options.date and not DAY.fullmatch(options.date):
        raise ExportError(f"--date {options.date}: not a day; write it as 2024-10-25")
    if options.contact and not EMAIL.fullmatch(options.contact):
        raise CreatorError(f"--contact {options.contact}: not an e-mail address")
    key = read_key(options.pseudonyms) if options.pseudonyms else b""
    with few_collections():
        return _exported(build, out, options, chosen, key)


def _exported(build: Path, out: Path, options: Options, chosen: Mapping[str, Format], key: bytes) -> Summary:
    view = View(
        _chosen(build, options.selection, key),
        base=_base(build),
        quote_limit=options.quote_limit,
        text=not WITH_TEXT.isdisjoint(chosen),
        day=options.date,
    )
    told = About.of(
        view,
        creators=options.creators,
        contact=options.contact,
        pseudonyms=bool(key),
        chosen=options.selection.words,
        accuracy=accuracy(build, options.gold) if options.gold else NOT_MEASURED,
    )
    with replaced(out, OWNED) as folder:
        left_out = write(view, told, folder, chosen, lenient=not options.formats)
        files = [path for path in folder.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
    return Summary(
        len(files), size, left_out, told.published == about.UNDATED, options.creators is NOBODY or not options.contact
    )


def _chosen(build: Path, selection: Selection, key: bytes) -> Graph:
    graph = read(build)
    if key:
        graph = pseudonymised(graph, key)
    return select(graph, selection)


def format_table() -> str:
    """The formats by name, for the terminal."""
    rows = [
        (
            name,
            one.SUFFIX,
            one.TITLE.zh,
            one.TITLE.en,
            "with the page texts" if name in WITH_TEXT else "on request" if name in ON_REQUEST else "",
        )
        for name, one in EXPORTS.items()
    ]
    return table(("name", "files", "内容", "what", ""), rows)


def summary_lines(summary: Summary, out: Path) -> str:
    """What was written, for the terminal."""
    lines = [f"{summary.files} files, {summary.size / 1e6:.1f} MB", f"read {out / readme.README} first"]
    if summary.undated:
        lines.append("no date known: where one must stand it is 1970-01-01; give --date")
    if summary.anonymous:
        lines.append("to be cited, a package needs --creator 'Name <ORCID or ROR>' and --contact")
    return "\n".join(lines)


def formats(options: Options) -> dict[str, Format]:
    """The formats to write, by name. Raises ExportError for a name that is none."""
    names = options.formats or DEFAULT
    unknown = sorted(set(names) - EXPORTS.keys())
    if unknown:
        raise ExportError(f"no format {', '.join(unknown)}; there are {', '.join(EXPORTS)}")
    return {name: EXPORTS[name] for name in EXPORTS if name in names or (name == "pages" and options.text)}


def write(view: View, told: About, folder: Path, chosen: Mapping[str, Format], *, lenient: bool) -> tuple[str, ...]:
    """Writes all files; when `lenient`, a format that cannot be written is left out, and comes back in words."""
    titles: dict[str, Bilingual] = {}
    left_out = []
    for one in chosen.values():
        try:
            one.write(view, folder)
        except LeftOut as error:
            if not lenient:
                raise
            left_out.append(str(error))
        titles |= {path: _title(path, one) for path in _paths(folder) if path not in titles}
    _describe(view, told, folder, titles)
    return tuple(left_out)


def _title(path: str, one: Format) -> Bilingual:
    """What a file is: a table by its name, a query by its title, else what its format says."""
    stem = Path(path).stem
    if path.startswith(rdf.QUERY):
        return question(stem).title
    words = next((Bilingual(t.zh, t.en) for t in tables.ALL if path.startswith("tables/") and t.name == stem), None)
    if words:
        return Bilingual(f"{words.zh} – {one.TITLE.zh}", f"{words.en} – {one.TITLE.en}")
    return rdf.FILES.get(path, one.TITLE)


def _describe(view: View, told: About, folder: Path, titles: Mapping[str, Bilingual]) -> None:
    """The metadata, in an order in which each can name what was written before."""
    data = _files(folder, titles)
    for name, text in (
        (readme.LICENCE_FILE, readme.licence(told)),
        (citation.CFF, citation.cff(told)),
        (citation.DATACITE, citation.datacite(told)),
        (readme.README, readme.readme(told, data)),
        (datapackage.NAME, datapackage.text(told, data)),
        (catalogue.NAME, catalogue.text(told, view, data).decode("utf8")),
    ):
        (folder / name).write_text(text, encoding="utf8", newline="\n")
    every = _files(folder, {**titles, **TITLES})
    (folder / crate.NAME).write_text(crate.text(told, every), encoding="utf8", newline="\n")
    last = _files(folder, {**titles, **TITLES, crate.NAME: Bilingual("RO-Crate", "RO-Crate")})
    lines = "".join(f"{file.digest}  {file.path}\n" for file in last)
    (folder / MANIFEST).write_text(lines, encoding="utf8", newline="\n")


def _paths(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _files(folder: Path, titles: Mapping[str, Bilingual]) -> list[File]:
    return [File.of(folder / path, folder, titles[path]) for path in _paths(folder)]


def _base(build: Path) -> str:
    """The start of the IRIs of the build."""
    try:
        recipe = json.loads((build / BUILD).read_text(encoding="utf8"))["recipe"]
    except FileNotFoundError:
        return BASE
    return str(recipe["base"])


def accuracy(build: Path, gold: Path) -> Accuracy:
    """Precision, recall and F1 of the build's annotations on the pages that have gold. Raises EvaluationError."""
    wanted = gold_pages(gold)
    found = {path.stem: json.loads(path.read_text(encoding="utf8")) for path in _annotations(build, wanted)}
    if not found:
        raise ExportError(f"{gold}: has no gold for a page of this build")
    result = scores(evaluate((wanted[name], found[name]) for name in sorted(found)))
    return Accuracy(len(found), tuple((words, s) for name, words in SCORES.items() if (s := result.get(name))))


def _annotations(build: Path, names: Iterable[str]) -> list[Path]:
    return [path for name in sorted(names) if (path := build / "annotations" / f"{name}.json").is_file()]
