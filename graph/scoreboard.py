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
from graph.evaluate import evaluate
from graph.gold import EvaluationError
from graph.inputs import annotate_all, read_all
from graph.located import located
from graph.outcomes import CLASSES, ORDER, Outcome, Score, ordered, scores
from graph.output import write_file
from graph.tables import in_context, table
from ontology.terms import RELATIONS

LINKED = {*CLASSES, "ENTITIES", "figure"}
GROUPS: Mapping[str, Callable[[Outcome], str]] = {
    "rule": rule_table.name_of,
    "page": lambda outcome: f"{outcome.page}: {outcome.what}",
    "column": lambda outcome: f"{outcome.column or '-'}: {outcome.what}",
}
CONTEXT = 20  # code points shown on either side of an error's words
GROUP = dict.fromkeys(CLASSES, "ENTITIES") | {"relation": "RELATIONS"}
SHOWN = 3  # places of one error
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The gold pages as they were read, and how that compares."""

    outcomes: list[Outcome]
    clusters: Mapping[str, Clusters]
    texts: Mapping[str, str]  # by page name
    others: Mapping[str, str]  # of pages that were given and have no gold


def evaluation(paths: Iterable[Path], gold: Mapping[str, dict[str, Any]], *, tagger: bool = False) -> Evaluation:
    """Reads the pages that the gold names and compares. Raises EvaluationError for gold whose page is not there."""
    given = read_all(paths)
    pages = [page for page in given if page.name in gold]
    absent = sorted(gold.keys() - {page.name for page in pages})
    if absent:
        raise EvaluationError(f"{absent[0]}: gold without its page; name the page's file or folder")
    with few_collections():
        annotations = annotate_all(pages, tagger=tagger)
    found = {annotation.page.name: json.loads(annotation_json(annotation)) for annotation in annotations}
    texts = {page.name: page.text for page in pages}
    return Evaluation(
        located(evaluate((gold[name], found[name]) for name in sorted(gold)), texts),
        bcubed.compare(gold, found, bcubed.entities_of(annotations)),
        texts,
        {page.name: page.text for page in given if page.name not in gold},
    )


def score_table(outcomes: Iterable[Outcome], by: str = "") -> str:
    """Precision, recall, F1 and counts, one line a class or group; by rule what each rule earns."""
    if by == "rule":
        return rule_table.text(outcomes, LINKED)
    result = scores(outcomes, GROUPS.get(by))
    return table(
        ("", "P", "R", "F1", "right", "false", "missed", "linked", "fragments"),
        [_row(name, result[name]) for name in (sorted(result) if by else ordered(result))],
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
    """Each miss, false find and wrong link with its rule and sentence; `what` is one of `error_types`."""
    return [
        f"{o.kind:8} {o.what}: {o.text}  [{o.rule or '-'}] 《{o.article}》 "
        + in_context(texts.get(o.page, ""), o.spans[:SHOWN], CONTEXT)
        for o in outcomes
        if o.wrong and what in ("all", o.what, o.what.removeprefix("relation "), GROUP.get(o.what.split()[0], ""))
    ]


def error_types() -> list[str]:
    """What errors can be asked for: a line of the table of scores, a relation's bare name, or all."""
    return ["all", *ORDER, "RELATIONS", "figure", *RELATIONS, *(f"relation {name}" for name in RELATIONS)]


def check(errors: str | None, *, floors: Path | None, update: bool, fall: bool) -> None:
    """Raises EvaluationError for options without a sense: errors of no type (a page's path, say), floors of no file."""
    if errors and errors not in error_types():
        known = ", ".join([*ORDER, "figure", "RELATIONS", *RELATIONS])
        raise EvaluationError(f"--errors {errors}: no such type; name PATH before --errors, or one of {known}")
    if (update and not floors) or (fall and not update):
        raise EvaluationError("--update goes with --floors FILE, and --allow-regression with --update")


def to_json(
    outcomes: Iterable[Outcome],
    by: str = "",
    clusters: Mapping[str, Clusters] = MappingProxyType({}),
    more: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """The scores as JSON, by class or group; under B-CUBED those of the clusters by class; and what else was asked."""
    counted = scores(outcomes, GROUPS.get(by))
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
        raise EvaluationError("the floors are of other gold or pages; look at the new scores, then run with --update")
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
    floors = _floors(file)
    if update:
        new = raised(outcomes, floors, now, allow_regression=allow_regression)
        write_file(file, json.dumps(new, indent=1) + "\n")
        return []
    if not floors:
        raise EvaluationError(f"{file}: no floors here yet; make them with --update")
    return under_floor(outcomes, floors, now)


def _floors(file: Path) -> Mapping[str, Any]:
    """The floors that the file holds, empty without one. Raises EvaluationError for a file of another kind."""
    try:
        floors = json.loads(file.read_text(encoding="utf8"))
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as error:
        raise EvaluationError(
            f"{file}: cannot be read as floors ({error}); take it out and run with --update"
        ) from error
    if not isinstance(floors, dict) or not isinstance(floors.get("sha256"), str) or not _are_scores(floors.get("f1")):
        raise EvaluationError(f"{file}: holds no floors (`sha256` and `f1`); take it out and run with --update")
    return floors


def _are_scores(given: object) -> bool:
    return isinstance(given, dict) and all(isinstance(floor, int | float) for floor in given.values())
