"""The evaluation as one HTML file: the pages' texts with what was right, missed and wrong marked in colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader

from graph.bcubed import Clusters
from graph.evaluate import CLASSES, Outcome, normal, scores

WORST_LAST = {"right": 0, "missed": 1, "false": 2}


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """Runs of (text, mark, title) that make up the page's text, and what was missed with no place of its own."""

    name: str
    runs: tuple[tuple[str, str, str], ...]
    unplaced: tuple[str, ...]


def html(outcomes: Iterable[Outcome], texts: Mapping[str, str], clusters: Mapping[str, Clusters]) -> str:
    """One file, no scripts, nothing from outside."""
    outcomes = [outcome for outcome in outcomes if outcome.result != "neutral"]
    templates = Environment(loader=PackageLoader("graph"), autoescape=True)
    return templates.get_template("evaluation.html.j2").render(
        scores=sorted(scores(outcomes).items()),
        clusters=clusters,
        pages=[marked(name, text, [o for o in outcomes if o.page == name]) for name, text in sorted(texts.items())],
    )


def marked(name: str, text: str, outcomes: Iterable[Outcome]) -> MarkedPage:
    """The text cut at the ends of all marks; where marks lie over each other the worst shows and all are told."""
    marks: list[tuple[int, int, Outcome]] = []
    unplaced = []
    for outcome in outcomes:
        places = list(outcome.spans) or _places(text, outcome)
        if outcome.what in CLASSES or outcome.what == "figure":
            marks += [(begin, end, outcome) for begin, end in places]
        if outcome.result == "missed" and not places:
            unplaced.append(f"{outcome.what}: {outcome.text}")
    cuts = sorted({0, len(text), *(at for begin, end, _ in marks for at in (begin, end))})
    runs = []
    for begin, end in pairwise(cuts):
        over = [o for b, e, o in marks if b <= begin and end <= e]
        mark = max((o.result for o in over), key=WORST_LAST.__getitem__, default="")
        runs.append((text[begin:end], mark, "; ".join(f"{o.result} {o.what}: {o.text} [{o.rule}]" for o in over)))
    return MarkedPage(name, tuple(runs), tuple(unplaced))


def _places(text: str, outcome: Outcome) -> list[tuple[int, int]]:
    """Where the page has the name of something missed."""
    at = text.find(outcome.text)
    return [(at, at + len(outcome.text))] if at >= 0 and normal(outcome.text) else []
