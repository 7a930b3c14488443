"""What `yizhan evaluate` shows: tables of scores, errors with their sentences, floors that scores may not go under."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph import bcubed, rule_table
from graph.annotation_file import to_json as annotation_json
from graph.bcubed import Clusters
from graph.collecting import few_collections
from graph.evaluate import CLASSES, EvaluationError, Outcome, Score, evaluate, scores
from graph.inputs import annotate_all, read_all
from graph.output import write_file
from graph.tables import in_context, table

ORDER = ("article", "title", "column", "contributor", *CLASSES, "ENTITIES", "ARTICLE-ENTITIES")
LINKED = {*CLASSES, "ENTITIES", "figure"}
GROUPS: Mapping[str, Callable[[Outcome], str]] = {
    "rule": rule_table.name_of,
    "page": lambda outcome: f"{outcome.page}: {outcome.what}",
    "column": lambda outcome: f"{outcome.column or '-'}: {outcome.what}",
}
CONTEXT = 20  # code points shown on either side of an error's words
SLACK = 1e-9


def gold_pages(folder: Path) -> dict[str, dict[str, Any]]:
    """Gold by page name (file stem). Raises EvaluationError."""
    pages = {}
    for file in sorted(folder.glob("*.json")):
        try:
            data = json.loads(file.read_text(encoding="utf8"))
        except ValueError as error:
            raise EvaluationError(f"{file}: not JSON ({error}); mend it or take it out") from error
        if isinstance(data, dict) and "articles" in data and "page" in data:
            pages[Path(data["page"]).stem] = data
    if not pages:
        raise EvaluationError(
            f"{folder}: no gold here; it needs files with `page` and `articles` (tests/gold/GUIDE.md)"
        )
    return pages


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The gold pages as they were read, and how that compares."""

    outcomes: list[Outcome]
    clusters: Mapping[str, Clusters]
    texts: Mapping[str, str]  # by page name


def evaluation(paths: Iterable[Path], gold: Mapping[str, dict[str, Any]], *, tagger: bool = False) -> Evaluation:
    """Reads the pages that the gold names and compares. Raises EvaluationError for gold whose page is not there."""
    pages = [page for page in read_all(paths) if page.name in gold]
    absent = sorted(gold.keys() - {page.name for page in pages})
    if absent:
        raise EvaluationError(f"{absent[0]}: gold without its page; name the page's file or folder")
    with few_collections():
        annotations = annotate_all(pages, tagger=tagger)
    found = {annotation.page.name: json.loads(annotation_json(annotation)) for annotation in annotations}
    return Evaluation(
        evaluate((gold[name], found[name]) for name in sorted(gold)),
        bcubed.compare(gold, found, bcubed.entities_of(annotations)),
        {page.name: page.text for page in pages},
    )


def score_table(outcomes: Iterable[Outcome], by: str = "") -> str:
    """Precision, recall, F1 and counts, one line a class or group; by rule what each rule earns."""
    if by == "rule":
        return rule_table.text(outcomes, LINKED)
    result = scores(outcomes, GROUPS[by]) if by else scores(outcomes)
    if by:
        names = sorted(name for name in result if name not in ("ENTITIES", "RELATIONS"))
    else:
        relations = sorted(name for name in result if name.startswith("relation "))
        names = [name for name in (*ORDER, *relations, "RELATIONS", "figure") if name in result]
    return table(
        ("", "P", "R", "F1", "right", "false", "missed", "linked", "fragments"),
        [_row(name, result[name]) for name in names],
    )


def _row(name: str, one: Score) -> tuple[str, ...]:
    linked = f"{one.linked / one.right:.3f}" if one.right and LINKED & {*name.split(": ")} else ""
    counts = (str(one.right), str(one.false), str(one.missed))
    return name, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", *counts, linked, str(one.fragments or "")


def cluster_table(clusters: Mapping[str, Clusters]) -> str:
    """B-cubed of the graph's entities over all pages, one line a class (see `graph.bcubed`)."""
    rows = [
        (name, f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", str(c.items), str(c.things), str(c.clusters))
        for name, c in clusters.items()
    ]
    return table(("B-cubed", "P", "R", "F1", "items", "in gold", "in graph"), rows)


def error_lines(outcomes: Iterable[Outcome], texts: Mapping[str, str], what: str = "all") -> list[str]:
    """Each miss, false find and wrong link with its rule and sentence; `what` is a class or relation, or all."""
    lines = []
    for o in outcomes:
        wrong = o.result in ("missed", "false") or (o.result == "right" and o.what in CLASSES and not o.linked)
        if not wrong or what not in ("all", o.what, o.what.removeprefix("relation ")):
            continue
        kind = "fragment" if o.fragment else "unlinked" if o.result == "right" else o.result
        lines.append(
            f"{kind:8} {o.what}: {o.text}  [{o.rule or '-'}] 《{o.article}》 {_sentence(o, texts.get(o.page, ''))}"
        )
    return lines


def _sentence(outcome: Outcome, text: str) -> str:
    """The words found with what stands around them; of something missed, where the page has its name."""
    spans = outcome.spans
    if not spans:
        at = text.find(outcome.text.split(" ")[0])
        spans = ((at, at + len(outcome.text.split(" ")[0])),) if at >= 0 else ()
    return in_context(text, spans, CONTEXT)


def to_json(
    outcomes: Iterable[Outcome],
    by: str = "",
    clusters: Mapping[str, Clusters] = MappingProxyType({}),
    more: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """The scores as JSON, by class or group; under B-CUBED those of the clusters by class; and what else was asked."""
    counted = scores(outcomes, GROUPS[by]) if by else scores(outcomes)
    result: dict[str, Any] = {name: _rounded(one) | one._asdict() for name, one in sorted(counted.items())}
    if clusters:
        result["B-CUBED"] = {
            name: _rounded(c) | {"items": c.items, "gold": c.things, "graph": c.clusters}
            for name, c in clusters.items()
        }
    return json.dumps(result | dict(more), ensure_ascii=False, indent=1)


def _rounded(one: Score | Clusters) -> dict[str, Any]:
    return {"p": round(one.precision, 4), "r": round(one.recall, 4), "f": round(one.f1, 4)}


# --- floors -----------------------------------------------------------------------------------------------------------


def fingerprint(gold: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """SHA-256 over gold and pages: floors hold for these and no others."""
    data = json.dumps([gold, {name: texts[name] for name in gold}], ensure_ascii=False, sort_keys=True)
    return sha256(data.encode("utf8")).hexdigest()


def under_floor(outcomes: Iterable[Outcome], floors: Mapping[str, Any], now: str) -> list[str]:
    """What fell short, in words; empty when all hold. Raises EvaluationError when gold or pages have changed."""
    if floors["sha256"] != now:
        raise EvaluationError("floors.json is of other gold or pages; look at the new scores, then run with --update")
    result = scores(outcomes)
    return [
        f"{name}: F1 {result[name].f1 if name in result else 0:.4f} is under its floor {floor}"
        for name, floor in floors["f1"].items()
        if name not in result or result[name].f1 < floor - SLACK
    ]


def raised(
    outcomes: Iterable[Outcome], floors: Mapping[str, Any], now: str, *, allow_regression: bool
) -> dict[str, Any]:
    """New floors, none lower than before. Raises EvaluationError for one that would be, unless it is allowed."""
    new = {name: int(one.f1 * 1000) / 1000 for name, one in sorted(scores(outcomes).items())}
    lower = [
        f"{name} {floor} -> {new.get(name, 0)}"
        for name, floor in floors.get("f1", {}).items()
        if new.get(name, 0) < floor
    ]
    if lower and not allow_regression:
        raise EvaluationError(f"these floors would fall: {', '.join(lower)}; mend the cause or say --allow-regression")
    return {"sha256": now, "f1": new}


def gate(outcomes: list[Outcome], file: Path, now: str, *, update: bool, allow_regression: bool) -> list[str]:
    """What is under the floors of this file; with `update` the file is raised instead. Raises EvaluationError."""
    floors = json.loads(file.read_text(encoding="utf8")) if file.exists() else {}
    if update:
        new = raised(outcomes, floors, now, allow_regression=allow_regression)
        write_file(file, json.dumps(new, indent=1) + "\n")
        return []
    if not floors:
        raise EvaluationError(f"{file}: no floors here yet; make them with --update")
    return under_floor(outcomes, floors, now)
