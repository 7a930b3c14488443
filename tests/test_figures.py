"""Figures of single sentences, half of them with nothing to tabulate."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from extractors.document import Article, Figure, Found, Page, Part, Span
from extractors.figure.numbers import UNITS, numbers
from extractors.figure.subjects import NUMERAL
from extractors.figures import figures
from tests.sentences import read, scrambled

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "figures.tsv").read_text("utf8").splitlines()[2:]
]


def written(figure: Figure) -> str:
    top = "" if figure.value_max is None else f"-{figure.value_max:g}"
    subject = figure.subject[1] if figure.subject else "-"
    return f"{figure.value:g}{top}{'~' * figure.approximate} {figure.unit} {figure.measure} {subject}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_figures_of_a_sentence(text: str, expected: str) -> None:
    article, found = read(text)
    assert "; ".join(map(written, figures(article, found).figures)) == ("" if expected == "-" else expected)


def test_there_are_cases_of_both_kinds() -> None:
    empty = [text for text, expected in ROWS if expected == "-"]
    assert len(ROWS) >= 30
    assert len(empty) * 2 >= len(ROWS)


@given(scrambled())
def test_whatever_the_text_a_figure_is_in_it(case: tuple[Article, Found]) -> None:
    article, found = case
    for figure in figures(article, found).figures:
        assert NUMERAL.search(article[figure.at])
        assert figure.unit


def test_study_notes_have_none() -> None:
    article, found = read("党支部每年开展2次民主评议党员。", kind="study")
    assert figures(article, found) == Found()


def test_a_figure_stands_in_its_clause() -> None:
    article, found = read("目前,{Region:赤峰市}培树示范典型415个,成效明显。")
    (figure,) = figures(article, found).figures
    assert article[figure.at] == "赤峰市培树示范典型415个"


def test_heads_have_none() -> None:
    text = "打造7个红色驿站"
    page = Page("test", text)
    article = Article.of(page, 1, kind="report", column="", parts=[Part(Span(0, 8), "title")], contributors=())
    assert figures(article, Found()) == Found()


def test_units_are_counted_or_left_out() -> None:
    assert UNITS["个"] == "counter"
    assert UNITS["岁"] == "no"


NUMERALS = (("三十二", 32), ("十五", 15), ("二百零三", 203), ("二百五", 250), ("三千六", 3600), ("四千零五十", 4050))
NO_NUMERALS = ("三千零二百", "二百零三十", "零五百零十")


@pytest.mark.parametrize(("numeral", "value"), [*NUMERALS, *((numeral, None) for numeral in NO_NUMERALS)])
def test_a_spelled_number_has_its_value(numeral: str, value: float | None) -> None:
    found = [one.value for one in numbers(f"共有{numeral}户", 0, len(numeral) + 3) if one.chinese]
    assert found == ([] if value is None else [value])
