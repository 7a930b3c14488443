"""Pages read in several processes: how many, what comes back, and what a process that is killed leaves to say."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Page
from graph import inputs
from graph.annotations import Annotation, annotate
from graph.inputs import InputError, annotate_all, read_all

SEEDS = Path(__file__).parent.parent / "seeds"
HERE = os.getpid()


@pytest.mark.parametrize(
    ("pages", "processors", "count"),
    [(0, 4, 1), (1, 4, 1), (15, 4, 1), (16, 4, 2), (1000, 1, 1), (1000, 2, 2), (1000, 64, 8)],
)
def test_processes_by_pages_and_processors(
    pages: int, processors: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "processors", lambda: processors)
    assert inputs.processes(pages) == count


def test_processes_read_what_one_reads() -> None:
    pages = read_all([SEEDS])[:3]
    assert annotate_all(pages, jobs=2) == [annotate(page) for page in pages]


def killed(page: Page) -> Annotation:
    """Reads pages in this process; another one that is given a page ends, as where the system takes its memory."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return annotate(page)


def test_a_killed_process_is_told() -> None:
    page = read_all([SEEDS])[0]
    pages = [replace(page, name=f"page{number}", text=f"{page.text}\n{number}") for number in range(3)]
    with pytest.raises(InputError, match=r"one of 2 processes .* was killed"):
        list(inputs._in_processes(killed, pages, 2))
