"""What each rule earns: how often it fired on the gold pages, and how much of that is right, open or wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from typing import NamedTuple

from graph.outcomes import Outcome
from graph.tables import table
from ontology import tables


class Rule(NamedTuple):
    """A row of `relation_rules.tsv`."""

    rule: str
    relation: str
    goes_by: str
    example: str


RULES = tables.read("relation_rules", Rule)
GOES_BY = {f"relation {rule.relation}: {rule.rule}": rule.goes_by for rule in RULES}


def name_of(outcome: Outcome) -> str:
    """What was found or missed, and by which rule."""
    return f"{outcome.what}: {outcome.rule or '-'}"


def family(name: str) -> str:
    """The row of the table that a rule's name goes on from: subject for subject-runs-carried; itself without one."""
    row = name
    while row not in GOES_BY and "-" in row:
        row = row.rpartition("-")[0]
    return row if row in GOES_BY else name


def text(outcomes: Iterable[Outcome], linked: Container[str]) -> str:
    """One line a rule, those of the table that found nothing too.

    Open is what the gold leaves to taste. `linked` names the classes that can be right and not linked. A rule with more
    wrong than right is to be mended or taken out.
    """
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        if outcome.rule and outcome.result != "missed":
            groups[name_of(outcome)].update({outcome.result: 1, "linked": int(outcome.linked)})
    idle = GOES_BY.keys() - {family(name) for name in groups}
    rows = [_row(name, groups.get(name, Counter()), linked) for name in sorted({*groups, *idle})]
    return table(("rule", "fired", "right", "open", "wrong", "linked", "goes by"), rows)


def _row(name: str, found: Counter[str], linked: Container[str]) -> tuple[str, ...]:
    fired = found["right"] + found["neutral"] + found["false"]
    share = f"{found['linked'] / found['right']:.3f}" if found["right"] and name.partition(": ")[0] in linked else ""
    counts = (fired, found["right"], found["neutral"], found["false"])
    return name, *map(str, counts), share, GOES_BY.get(family(name), "")
