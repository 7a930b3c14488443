"""Which division each name means: one best reading per chain, by parents, other places and the paper's home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import NamedTuple

from extractors.document import Page
from extractors.patterns import regex
from extractors.place.toponyms import Toponym, is_whole, lower, wordlike
from ontology import tables
from ontology.gazetteer import Gazetteer, load

LINK = 10.0  # the name before it is its parent: 新城区|西街街道
SIBLING = 6.0  # one township printed as another's container: 巴彦浩特镇|新华街道
APART = 0.5  # readings nearer than this are not decided
HOME, HOME_PREFECTURE = 2.0, 1.0
MUNICIPALITIES = ("11", "12", "31", "50")  # their districts are as near as a city's
WEAK = {2: 1.5, 4: 1.0, 6: 0.0}  # 海南, 吉林: the higher division has more to say
MONGOLIAN, MONGOLIAN_KINDS = "15", regex("嘎查|苏木(?![汗])")  # kinds of divisions that one province alone has
SEEN = ((9, 6.0), (6, 4.0), (4, 2.0), (2, 1.0))  # digits of an ancestor that the article names, what it is worth


@dataclass(frozen=True, slots=True)
class Reading:
    toponym: Toponym
    code: str  # "" when nothing decides
    above: int  # index of the reading that stands before it as its container, -1 for none
    score: float
    rivals: tuple[str, ...] = ()  # codes that are as good


Choice = tuple[str, float, tuple[str, ...]]
"""A code, its score, and the codes that are as good."""


class Newspaper(NamedTuple):
    """A row of `newspapers.tsv`."""

    newspaper: str
    code: str


@cache
def newspapers() -> dict[str, str]:
    """Newspaper -> code of the division it serves, where the name does not say it: 北方新报 -> 15."""
    return dict(tables.read("newspapers", Newspaper))


@lru_cache(maxsize=64)
def home(page: Page) -> str:
    """Code of the division the paper serves: from its name, else from the places of the page, else ""."""
    gazetteer = load()
    if page.newspaper:
        if page.newspaper in newspapers():
            return newspapers()[page.newspaper]
        named = [hit for hit in gazetteer.matches(page.newspaper) if hit.begin == 0]
        if named:  # 河北日报 is of the province, not of 天津市河北区
            return min(max(named, key=lambda hit: hit.end).codes, key=lambda code: (len(code), code))
    return majority(page.text, gazetteer)


def majority(text: str, gazetteer: Gazetteer) -> str:
    """The smallest division, county at most, that most of the plainly named places of a text lie in."""
    strong = [hit for hit in gazetteer.matches(text) if hit.strength == "strong" and hit.end - hit.begin > 2]
    low = [name for name in lower(text, gazetteer, frozenset()) if name.strength == "low" and len(name.name) > 2]
    named = [name.codes[0] for name in low if len(name.codes) == 1]
    named = [hit.codes[0] for hit in strong if len(hit.codes) == 1 and is_whole(text, hit)] + named
    votes = Counter(code[:digits] for code in named for digits in (2, 4, 6) if len(code) >= digits)
    served = ""
    for digits, share, least in ((2, 0.6, 2), (4, 0.8, 4), (6, 0.8, 4)):
        (code, count), *_ = [*Counter({c: n for c, n in votes.items() if len(c) == digits}).most_common(1), ("", 0)]
        if count < least or count < share * len(named) or not code.startswith(served):
            break
        served = code
    return served or (MONGOLIAN if MONGOLIAN_KINDS.search(text) else "")


def support(codes: Iterable[str], gazetteer: Gazetteer) -> Counter[str]:
    """How often each division is named, its parts counted with it."""
    seen = Counter(codes)
    for code, count in list(seen.items()):
        for above in gazetteer.ancestors(code):
            seen[above.code] += count
    return seen


def worth(strength: str, code: str, *, seen: Counter[str], served: str) -> float:
    """What speaks for a reading, apart from the chain it stands in; `strength` is the name's."""
    score = sum([points for digits, points in SEEN if len(code) > digits and seen.get(code[:digits])])
    score += min(2.0, seen.get(code, 0))
    if served and code.startswith(served[:2]):
        near = served[:4] if len(served) > 2 else served
        score += HOME + HOME_PREFECTURE * (code.startswith(near) and (len(near) > 2 or near in MUNICIPALITIES))
    if strength == "weak":
        score += WEAK[len(code)]
    return score - 3.0 * (strength == "former")


def bond(above: str, code: str) -> float:
    """What the name directly before says for a reading."""
    if code.startswith(above) and len(code) > len(above):
        return LINK if len(code) - len(above) < 10 else 0.0  # 河南省|和谐社区 says nothing
    return SIBLING if len(code) == len(above) == 9 and code[:6] == above[:6] else 0.0


def chains(toponyms: Sequence[Toponym]) -> list[list[Toponym]]:
    """Runs of names that touch: 呼和浩特市|新城区|西街街道."""
    runs: list[list[Toponym]] = []
    for toponym in toponyms:
        if runs and runs[-1][-1].end == toponym.begin:
            runs[-1].append(toponym)
        else:
            runs.append([toponym])
    return runs


def read_chain(names: Sequence[Toponym], worth_of: Callable[[str, str], float]) -> list[Choice]:
    """The best codes of a run of names together; each with its score and its equals."""
    if len(names) == 1 and len(names[0].codes) == 1:
        code = names[0].codes[0]
        return [(code, worth_of(names[0].strength, code), ())]
    table: list[dict[str, tuple[float, str]]] = []
    for index, name in enumerate(names):
        row = {}
        for code in name.codes:
            before = table[index - 1] if index else {"": (0.0, "")}
            total, back = max(
                (score + (bond(above, code) if above else 0.0), above) for above, (score, _) in before.items()
            )
            row[code] = (total + worth_of(name.strength, code), back)
        table.append(row)
    result: list[Choice] = []
    code = min(table[-1], key=lambda key: (-table[-1][key][0], key))
    for index in range(len(names) - 1, -1, -1):
        row = table[index]
        after = result[-1][0] if result else ""
        best = row[code][0] + (bond(code, after) if after else 0.0)
        rivals = tuple(
            sorted(c for c in row if c != code and best - row[c][0] - (bond(c, after) if after else 0.0) < APART)
        )
        result.append((code, row[code][0], rivals))
        code = row[code][1]
    return result[::-1]


def read(toponyms: Sequence[Toponym], gazetteer: Gazetteer, served: str) -> list[Reading]:
    """A reading for each name, in order."""
    asked = witnesses(toponyms)
    known = [t.codes[0] for t in toponyms if plain(t) and len(t.codes) == 1]
    runs = chains(toponyms)
    seen = support(known + asked, gazetteer)
    chosen = choices(runs, seen, served)
    known = [chosen[i][0] for i, toponym in enumerate(toponyms) if sure(toponym, chosen, i)]
    if (now := support(known + asked, gazetteer)) != seen:
        chosen = choices(runs, now, served)
    return [reading(index, toponyms, chosen) for index in range(len(toponyms))]


def choices(runs: Iterable[Sequence[Toponym]], seen: Counter[str], served: str) -> list[Choice]:
    """What each name means, by what the article is known to name."""
    worth_of = cache(partial(worth, seen=seen, served=served))
    return [choice for run in runs for choice in read_chain(run, worth_of)]


def witnesses(toponyms: Sequence[Toponym]) -> list[str]:
    """Townships that speak for one of the counties a name may mean: 青山路街道 for the 青山区 of 包头."""
    asking = [t for t in toponyms if t.strength == "strong" and (len(t.codes) > 1 or wordlike(t.name))]
    asked = {code for t in asking for code in t.codes if len(code) == 6}
    low = [t for t in toponyms if t.strength == "low"]
    return [code for t in low for code in t.codes if len(code) == 9 and code[:6] in asked] if asked else []


def plain(toponym: Toponym) -> bool:
    """A name that is no word besides: 老城区 is a county of 洛阳 only where something says so."""
    return toponym.strength == "strong" and not wordlike(toponym.name)


def sure(toponym: Toponym, chosen: Sequence[Choice], index: int) -> bool:
    """Whether a reading may speak for others: plain names, and those with their parent before them."""
    code, _, rivals = chosen[index]
    return not rivals and (plain(toponym) or (index > 0 and bool(bond(chosen[index - 1][0], code))))


def reading(index: int, toponyms: Sequence[Toponym], chosen: Sequence[Choice]) -> Reading:
    toponym = toponyms[index]
    code, score, rivals = chosen[index]
    touching = index > 0 and toponyms[index - 1].end == toponym.begin
    above = index - 1 if touching and bond(chosen[index - 1][0], code) else -1
    if above < 0 and (rivals or (wordlike(toponym.name) and score < 3)):
        return Reading(toponym, "", -1, score, tuple(sorted({code, *rivals})))
    return Reading(toponym, code, above, score, rivals)
