"""Annotations merged as they go by: the bytes of a graph held as a whole, in memory that does not grow with pages."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.annotations import Annotation, annotate
from graph.quads import quads
from graph.resolve import resolve
from graph.sorting import FAN, Sorter
from tests.bench.pages import seeds, varied
from tests.merging import write


@pytest.fixture(scope="module")
def annotations() -> list[Annotation]:
    return [annotate(page) for page in (*seeds(), varied(6), varied(8))]


def test_the_bytes_are_the_same(annotations: list[Annotation], tmp_path: Path) -> None:
    """Whatever the order, a text twice or once, and however few lines are held."""
    for held, given in ((500, [*annotations, annotations[0]]), (10**6, annotations[::-1])):
        write(lambda given=given: given, tmp_path / "graph.nq", held=held)  # type: ignore[misc]
        assert (tmp_path / "graph.nq").read_text("utf8") == quads(resolve(annotations))


def test_any_number_of_lines_is_sorted_with_few_files(tmp_path: Path) -> None:
    lines = [f"{number * 7919 % 5003}\u2028\n" for number in range(6000)]
    sorter = Sorter(tmp_path, held=1)
    for line in lines:
        sorter.add(line)
    assert len(list(tmp_path.iterdir())) < 3 * FAN
    assert list(sorter) == list(sorter) == sorted(set(lines))


def test_memory_does_not_grow_with_pages(annotations: list[Annotation], tmp_path: Path) -> None:
    """Six times the pages that name the same things, in little more memory."""
    one = min(annotations, key=lambda annotation: len(annotation.page.text))

    def pages(count: int) -> Iterator[Annotation]:
        return (replace(one, page=replace(one.page, text=f"{one.page.text}\n{number}")) for number in range(count))

    peaks = []
    for count in (2, 6, 36):  # the first reads the tables
        tracemalloc.start()
        write(lambda count=count: pages(count), tmp_path / "graph.nq", held=200)  # type: ignore[misc]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 2 * peaks[1]
