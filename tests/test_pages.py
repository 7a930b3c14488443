"""Files read as pages, and pages put together as articles."""

from itertools import pairwise
from pathlib import Path

import pytest

from extractors.pages import PageError, assemble, read_pages

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def test_seeds_are_found() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_parts_are_runs_of_the_page_used_once(path: Path) -> None:
    (page,) = read_pages(path)
    spans = sorted(part.span for article in assemble(page).articles for part in article.parts)
    assert spans
    assert all(a.end <= b.begin for a, b in pairwise(spans))


def test_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(" \n", "utf8")
    with pytest.raises(PageError, match=r"p\.txt: the file is empty; give a page of text"):
        read_pages(path)
