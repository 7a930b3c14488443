"""Words and names that runs share: the sums over bits are those over sets."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Page
from extractors.page.asked_again import asked_again, forget
from extractors.page.assembly import assemble
from extractors.page.shared_names import Names
from extractors.page.shared_words import KIN, RARE, Words, words

RUNS = st.lists(st.text("甲乙丙丁戊,", min_size=1, max_size=9), min_size=1, max_size=7)


def members(runs: list[str], at: int) -> tuple[int, ...]:
    """Every other run but one."""
    return tuple(n for n in range(len(runs)) if n != at and n % 2 == at % 2)


@given(RUNS)
def test_shares_are_those_of_sets(runs: list[str]) -> None:
    words = Words(map(frozenset, runs))
    known = [{word for word in one if words.counts[word] > 1} for one in words.sets]
    weight = {word: words.rarity(count) for word, count in words.counts.items()}
    for at, mine in enumerate(known):
        common = mine & {word for n in members(runs, at) for word in words.sets[n]}
        whole = sum(weight[word] for word in mine)
        assert words.whole[at] == whole
        assert words.known(at) == len(mine)
        assert words.common(at, members(runs, at)) == len(common)
        assert words.share(at, members(runs, at)) == (sum(weight[word] for word in common) / whole if whole else 0.0)
        assert words.weight(words.union((at,))) == whole


@given(RUNS)
def test_kin_share_the_most_rare_words(runs: list[str]) -> None:
    words = Words(map(frozenset, runs))
    rare = [{word for word in one if 1 < words.counts[word] <= RARE} for one in words.sets]
    for at, mine in enumerate(rare):
        shared = {n: len(mine & other) for n, other in enumerate(rare) if n != at}
        ranked = sorted((n for n, count in shared.items() if count > 1), key=lambda n: (-shared[n], n))
        assert words.akin(at) == frozenset(ranked[:KIN])


@settings(deadline=None)  # the first one reads the dictionary
@given(RUNS)
def test_shared_names_stand_in_the_runs_that_hold_them(runs: list[str]) -> None:
    names = Names(runs, list(map(words, runs)))
    for at, run in enumerate(runs):
        for name in names.shared(at):
            assert name.text in run
            assert runs[at] not in {runs[n] for n in name.runs}
            terms = {name.text[n : n + 3] for n in range(len(name.text) - 2)} or {name.text}
            assert all(term in runs[n] for term in terms for n in name.runs)


def test_a_page_is_forgotten_once_it_is_read() -> None:
    asked = Counter[int]()

    @asked_again
    def twice(number: int) -> int:
        asked[number] += 1
        return 2 * number

    assert [twice(3), twice(3), asked[3]] == [6, 6, 1]
    forget()
    assert [twice(3), asked[3]] == [6, 2]
    assemble(Page("p", "一个题目\n\n某旗某镇的一段话。\n\n又是一段。"))
    assert [twice(3), asked[3]] == [6, 3]
