"""The evaluation as one HTML file: the pages' texts with what was right, missed and wrong marked in colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader

from graph.bcubed import Clusters
from graph.outcomes import CLASSES, Outcome, ordered, scores

WORDS = {"missed": "漏 missed", "false": "误 wrong", "fragment": "碎片 fragment", "unlinked": "错链 wrong link"}
WORST_LAST = {"right": 0, "missed": 1, "false": 2}
MARKED = {*CLASSES, "figure"}
"""What has a colour; errors of other kinds (a relation between two things that are right) are listed below the text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text under the same marks; `numbers` are of the page's errors that begin with it."""

    text: str
    mark: str
    title: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """Runs that make up the page's text, and its errors, numbered from 1."""

    name: str
    runs: tuple[Run, ...]
    errors: tuple[Outcome, ...]


def html(outcomes: Iterable[Outcome], texts: Mapping[str, str], clusters: Mapping[str, Clusters]) -> str:
    """One file, no scripts, nothing from outside."""
    outcomes = [outcome for outcome in outcomes if outcome.result != "neutral"]
    result = scores(outcomes)
    templates = Environment(loader=PackageLoader("graph"), autoescape=True)
    return templates.get_template("evaluation.html.j2").render(
        scores=[(name, result[name]) for name in ordered(result)],
        clusters=clusters,
        words=WORDS,
        pages=[marked(name, text, [o for o in outcomes if o.page == name]) for name, text in sorted(texts.items())],
    )


def marked(name: str, text: str, outcomes: Iterable[Outcome]) -> MarkedPage:
    """The text cut at the ends of all marks; where marks lie over each other the worst shows and all are told."""
    outcomes = list(outcomes)
    errors = tuple(outcome for outcome in outcomes if outcome.wrong)
    marks = [(b, e, o) for o in outcomes if o.what in MARKED or o.wrong for b, e in o.spans]
    first = [(min(error.spans)[0] if error.spans else -1) for error in errors]
    cuts = sorted({0, len(text), *(at for begin, end, _ in marks for at in (begin, end))})
    runs = []
    for begin, end in pairwise(cuts):
        over = [o for b, e, o in marks if b <= begin and end <= e]
        mark = max((o.result for o in over if o.what in MARKED), key=WORST_LAST.__getitem__, default="")
        told = "; ".join(f"{o.kind} {o.what}: {o.text} [{o.rule}]" for o in over)
        numbers = tuple(number for number, at in enumerate(first, 1) if at == begin)
        runs.append(Run(text[begin:end], mark, told, numbers))
    return MarkedPage(name, tuple(runs), errors)
