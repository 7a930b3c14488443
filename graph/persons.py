"""Do two articles speak of one person? A list of small weighted comparisons, each with its reason in words.

Two people of one name stay two unless organisation, post or place says one. The sum decides: `SAME` or more is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extractors.document import Ref
from ontology.tables import read

SAME = 3


@dataclass(frozen=True, slots=True)
class Appearance:
    """One person in one article; organisations, homes and counties by their keys, sorted."""

    name: str
    article: str
    ref: Ref
    organisations: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    counties: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    newspaper: str = ""
    page: str = ""


class _PublicFigure(NamedTuple):
    name: str
    known_as: str


PUBLIC_FIGURES = frozenset(row.name for row in read("public_figures", _PublicFigure))
"""Names that need no place to be known by: 习近平, 雷锋."""


def is_public(one: Appearance) -> bool:
    """雷锋 is; 董存瑞 with a post in a committee of today is a namesake."""
    return one.name in PUBLIC_FIGURES and not one.organisations and not one.homes


def same_organisation(one: Appearance, two: Appearance) -> tuple[int, str]:
    shared = sorted({*one.organisations} & {*two.organisations})
    return (4, f"同在{shared[0]}") if shared else (0, "")


def organisation_of_the_other(one: Appearance, two: Appearance) -> tuple[int, str]:
    """敖汉旗委 and 敖汉旗委组织部: one name begins with the other."""
    for a in one.organisations:
        for b in two.organisations:
            if a != b and (a.startswith(b) or b.startswith(a)):
                return 3, f"{a}与{b}同属一个组织"
    return 0, ""


def same_home(one: Appearance, two: Appearance) -> tuple[int, str]:
    shared = sorted({*one.homes} & {*two.homes})
    return (3, "同住一地") if shared else (0, "")


def same_title(one: Appearance, two: Appearance) -> tuple[int, str]:
    shared = sorted(one.titles & two.titles)
    return (1, f"同任{shared[0]}") if shared else (0, "")


def same_county(one: Appearance, two: Appearance) -> tuple[int, str]:
    return (1, "同一旗县") if one.counties & two.counties else (0, "")


def other_county(one: Appearance, two: Appearance) -> tuple[int, str]:
    """王伟 of one banner and 王伟 of another: a prefecture above both is no contradiction."""
    apart = (
        one.counties
        and two.counties
        and not any(a.startswith(b) or b.startswith(a) for a in one.counties for b in two.counties)
    )
    return (-4, "不在同一旗县") if apart else (0, "")


COMPARISONS: tuple[Callable[[Appearance, Appearance], tuple[int, str]], ...] = (
    same_organisation,
    organisation_of_the_other,
    same_home,
    same_title,
    same_county,
    other_county,
)


def compare(one: Appearance, two: Appearance) -> tuple[int, tuple[str, ...]]:
    """The sum of the comparisons and the reasons of those that spoke."""
    spoken = [result for result in (comparison(one, two) for comparison in COMPARISONS) if result[0]]
    return sum(weight for weight, _ in spoken), tuple(f"{reason} ({weight:+d})" for weight, reason in spoken)


def identities(appearances: Iterable[Appearance]) -> Mapping[Appearance, tuple[str, tuple[str, ...]]]:
    """Each appearance with its person's key and the reasons why several appearances are one."""
    by_name: dict[str, list[Appearance]] = defaultdict(list)
    for one in appearances:
        by_name[one.name].append(one)
    result: dict[Appearance, tuple[str, tuple[str, ...]]] = {}
    for name in sorted(by_name):
        groups = list(_groups(sorted(by_name[name], key=lambda a: (a.article, a.ref))))
        shared = Counter(_key(group) for group, _ in groups)
        for group, reasons in groups:
            key = _key(group)
            result |= dict.fromkeys(group, (key if shared[key] == 1 else f"{key}@{group[0].article}", reasons))
    return result


def _groups(same_name: list[Appearance]) -> Iterable[tuple[list[Appearance], tuple[str, ...]]]:
    """Appearances joined wherever a comparison says one person; a chain joins too."""
    public = [one for one in same_name if is_public(one)]
    if public:
        yield public, ()
    same_name = [one for one in same_name if not is_public(one)]
    leader = list(range(len(same_name)))
    reasons: dict[int, set[str]] = defaultdict(set)

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    for first, second in candidates(same_name):
        weight, why = compare(same_name[first], same_name[second])
        one, two = lead(first), lead(second)
        if weight >= SAME and one != two:
            reasons[one] |= {*why} | reasons.pop(two, set())
            leader[two] = one
    groups: dict[int, list[Appearance]] = defaultdict(list)
    for at, appearance in enumerate(same_name):
        groups[lead(at)].append(appearance)
    for first, group in groups.items():
        yield group, tuple(sorted(reasons[first]))


def candidates(same_name: list[Appearance]) -> list[tuple[int, int]]:
    """The pairs worth a comparison, in order: only an organisation or a home that two share can make them one.

    Of those in one organisation or home each is compared with the first of every county only, because they are all one
    person unless counties tell them apart; so the work grows with the appearances, not with their square.
    """
    first: dict[str, dict[frozenset[str], int]] = defaultdict(dict)
    for at, one in enumerate(same_name):
        for fact in (*one.organisations, *one.homes):
            first[fact].setdefault(one.counties, at)
    pairs = set()
    for at, one in enumerate(same_name):
        above = {name[:end] for name in one.organisations for end in range(1, len(name))}
        for fact in (*one.organisations, *one.homes, *above):
            pairs |= {(min(at, other), max(at, other)) for other in first.get(fact, {}).values() if other != at}
    return sorted(pairs)


def _key(group: list[Appearance]) -> str:
    """name + organisation, else name + place, else name + article; of several, the first in order."""
    name = group[0].name
    if is_public(group[0]):
        return name
    for facts in ("organisations", "homes"):
        known = sorted({fact for one in group for fact in getattr(one, facts)})
        if known:
            return f"{name}@{known[0]}"
    return f"{name}@{group[0].article}"
