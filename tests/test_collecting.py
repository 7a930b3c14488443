"""The cycle collector is set back, whatever happens between."""

import gc

import pytest

from graph.collecting import COLLECT_AFTER, few_collections


def failing(inside: list[tuple[int, bool]]) -> None:
    with few_collections():
        inside.append((gc.get_threshold()[0], gc.get_freeze_count() > 0))
        raise LookupError("a page")


def test_the_collector_is_set_back_after_a_failure():
    before, inside = gc.get_threshold(), []
    with pytest.raises(LookupError, match="a page"):
        failing(inside)
    assert inside == [(COLLECT_AFTER, True)]
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
