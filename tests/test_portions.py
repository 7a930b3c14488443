"""What is too long to be read at once is read portion by portion, with the same offsets."""

from __future__ import annotations

import pytest

from extractors import read_article
from extractors.document import Article, Page, Part, Span
from extractors.pages import assemble
from extractors.portions import LONGEST, portions

SENTENCE = "近日,敖汉旗新惠镇党委实施“红色驿站”工程,村民王桂兰说,已有23名党员参加。"


def article(*texts: str) -> Article:
    """An article whose body has one part for each text."""
    page = Page("p", "\n\n".join(texts))
    places = [page.text.index(text) for text in texts]
    parts = [Part(Span(at, at + len(text)), "body") for at, text in zip(places, texts, strict=True)]
    return Article.of(page, 1, kind="report", column="", parts=parts, contributors=())


def test_an_article_of_a_newspaper_is_its_one_portion() -> None:
    whole = article(SENTENCE * 100)
    assert list(portions(whole)) == [(0, whole)]


@pytest.mark.parametrize(
    "texts",
    [
        (SENTENCE * 3000,),
        tuple(f"{n}.{SENTENCE * 30}" for n in range(100)),
        ("字" * 3 * LONGEST,),  # nowhere an end of a sentence
        ("字" * (LONGEST - 1), "。", "字" * LONGEST),
    ],
)
def test_portions_have_all_of_the_article_where_it_stands(texts: tuple[str, ...]) -> None:
    whole = article(*texts)
    cut = list(portions(whole))
    assert len(cut) > 1
    end = 0
    for begin, portion in cut:
        assert set(whole.text[end:begin]) <= {"\n"}
        assert portion.text == whole.text[begin : begin + len(portion.text)]
        assert len(portion.text) <= LONGEST
        for at in (Span(0, 1), Span(len(portion.text) - 1, len(portion.text))):
            assert portion.locate(at) == whole.locate(at + begin)
        end = begin + len(portion.text)
    assert end == len(whole.text)


def test_a_page_in_one_long_line_is_read_to_its_end() -> None:
    told = SENTENCE + "春风吹过草原,牛羊成群。" * 20
    page = Page("p", told * 160)
    (whole,) = assemble(page).articles
    found = read_article(whole)
    last = len(whole.text) - len(told)
    for kind in ("Region", "PartyOrganisation", "Programme", "Person"):
        mentions = found.of(kind)
        assert len({m.ref for m in mentions}) <= 2
        assert any(m.at.begin >= last for m in mentions)
        assert all(whole[m.at].strip("“”") == m.name.strip("“”") for m in mentions)
    assert len(whole.text) > LONGEST
    assert len(found.figures) == 160
