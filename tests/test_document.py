"""The frozen records refuse what cannot be."""

import pytest

from extractors.document import Article, Mention, Page, Part, Relation, Span
from ontology.terms import TermError

PAGE = Page("page", "题目\n前半句话,在\n别的\n中间断开。\n")


def article() -> Article:
    parts = (Part(Span(0, 2), "title"), Part(Span(3, 9), "body"), Part(Span(13, 18), "body", glued=True))
    return Article.of(PAGE, 1, kind="report", column="", parts=parts, contributors=())


def test_parts_are_joined_where_a_sentence_goes_on() -> None:
    assert article().text == "题目\n前半句话,在中间断开。"
    assert article().body == "前半句话,在中间断开。"
    assert article().head("title") == "题目"


def test_a_place_over_two_parts_is_two_spans_on_the_page() -> None:
    at = Span(article().text.index("在中"), article().text.index("在中") + 2)
    spans = article().locate(at)
    assert [PAGE[span] for span in spans] == ["在", "中"]
    assert spans == (Span(8, 9), Span(13, 14))


@pytest.mark.parametrize("ends", [(3, 3), (4, 2), (-1, 2)])
def test_a_span_that_is_none(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(*ends)


def test_names_that_the_ontology_lacks() -> None:
    with pytest.raises(TermError, match="no class of the ontology: Party"):
        Mention("Party", "k", Span(0, 1), "n", "n", "rule")
    with pytest.raises(TermError, match="no relation of the ontology: run"):
        Relation(("Region", "15"), "run", ("Programme", "p"), (Span(0, 1),), "rule")
