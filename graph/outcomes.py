"""What came of comparing with gold: one outcome an item, and every figure a count over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

CLASSES = ("Region", "Place", "PartyOrganisation", "Organisation", "Programme", "Policy", "Person")
ORDER = ("article", "title", "column", "contributor", *CLASSES, "ENTITIES", "ARTICLE-ENTITIES")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item that was found, missed or wrongly found."""

    what: str  # class, "relation runs", "article", "title", "column", "contributor", "figure", "ARTICLE-ENTITIES"
    result: str  # right, missed, false, or neutral: found, and the gold leaves it open
    text: str
    linked: bool = False  # right, and to the right thing
    fragment: bool = False  # false, a second piece of a gold entity that is already found
    page: str = ""
    article: str = ""
    column: str = ""
    rule: str = ""
    spans: tuple[tuple[int, int], ...] = ()  # on the page
    names: tuple[tuple[str, ...], ...] = ()  # without spans: by which names to look for it, a relation's ends apart
    near: str = ""  # and the first words of its article

    @property
    def kind(self) -> str:
        """The result, but said more closely."""
        if self.fragment:
            return "fragment"
        return "unlinked" if self.result == "right" and self.what in CLASSES and not self.linked else self.result

    @property
    def wrong(self) -> bool:
        return self.kind not in ("right", "neutral")


class Score(NamedTuple):
    """Counts over outcomes."""

    right: int
    false: int
    missed: int
    linked: int
    fragments: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def score(outcomes: Iterable[Outcome]) -> Score:
    outcomes = list(outcomes)
    results = Counter(outcome.result for outcome in outcomes)
    return Score(
        results["right"],
        results["false"],
        results["missed"],
        sum(outcome.linked for outcome in outcomes),
        sum(outcome.fragment for outcome in outcomes),
    )


def scores(outcomes: Iterable[Outcome], key: Callable[[Outcome], str] | None = None) -> dict[str, Score]:
    """Scores by class with sums over entities and relations, or by what the key says; neutral finds do not count."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.result != "neutral":
            groups[key(outcome) if key else outcome.what].append(outcome)
    result = {name: score(group) for name, group in groups.items()}
    if key is None:
        result["ENTITIES"] = score(o for name in CLASSES for o in groups.get(name, ()))
        result["RELATIONS"] = score(o for name, group in groups.items() if name.startswith("relation ") for o in group)
    return result


def ordered(by_class: Iterable[str]) -> list[str]:
    """The names of scores by class, in the order that tables show them."""
    names = frozenset(by_class)
    relations = sorted(name for name in names if name.startswith("relation "))
    return [name for name in (*ORDER, *relations, "RELATIONS", "figure") if name in names]
