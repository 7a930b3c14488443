"""Something missed is shown where its page names it, whatever stands between the characters."""

from __future__ import annotations

import pytest

from graph.located import located
from graph.outcomes import Outcome

PAGE = "敖汉旗的旧闻。\n近日,敖 汉\n旗“微治理”办公室成立。该旗把村民小组“微治理”做实,松山区也来学习。"
NEAR = "近日,敖汉旗“微治理”办公室成立"
CASES = [
    # names of its ends / the words that are marked
    ((("敖汉旗",),), ["敖 汉\n旗"]),  # in its own article, over the end of a line
    ((("村民小组微治理", "微治理"),), ["村民小组“微治理"]),  # the best name, quotation marks or not
    ((("某旗", "该旗"),), ["该旗"]),
    ((("敖汉旗", "该旗"), ("村民小组微治理",)), ["该旗", "村民小组“微治理"]),  # the two that are nearest
    ((("松山区",), ("阿鲁科尔沁旗",)), ["松山区"]),  # one end the page does not name
    ((("旧闻",),), ["旧闻"]),  # not in its article: anywhere
    ((("阿鲁科尔沁旗",),), []),
    ((("",),), []),
]


@pytest.mark.parametrize(("names", "words"), CASES)
def test_the_page_has_it_here(names: tuple[tuple[str, ...], ...], words: list[str]) -> None:
    (found,) = located([Outcome("Region", "missed", "x", page="p", names=names, near=NEAR)], {"p": PAGE})
    assert [PAGE[begin:end] for begin, end in found.spans] == words


def test_what_has_its_place_keeps_it() -> None:
    outcomes = [
        Outcome("Region", "false", "x", page="p", names=(("敖汉旗",),), spans=((4, 5),)),
        Outcome("relation runs", "right", "x", page="p", names=(("敖汉旗",), ("微治理",))),
    ]
    assert located(outcomes, {"p": PAGE}) == outcomes
