"""Posts in one official form."""

import pytest

from extractors.person.posts import POSTS
from extractors.person.titles import normal_title
from tests.names import CASES

ROWS = [line.split("\t") for line in (CASES / "titles.tsv").read_text("utf8").splitlines()[2:]]


def test_rows_are_enough() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(("title", "organisation", "normal"), ROWS)
def test_title(title: str, organisation: str, normal: str) -> None:
    assert normal_title(title, organisation) == normal


def test_an_official_form_stays_as_it_is() -> None:
    official = {post.normal for post in POSTS.values() if post.normal}
    assert official
    assert {title: normal_title(title, "") for title in official} == {title: title for title in official}
