"""Regions in sentences: which divisions are named, by code, and where nothing may be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Article, Found, Page, Part, Span
from extractors.regions import regions
from extractors.setting import setting

CASES = Path(__file__).parent / "cases" / "regions.tsv"


def article(text: str, newspaper: str) -> Article:
    part = Part(Span(0, len(text)), "body")
    return Article.of(Page("case", text, newspaper), 1, kind="report", column="", parts=[part], contributors=[])


def rows() -> list[tuple[str, str, str]]:
    """newspaper, sentence, expected: name=code with blanks between, - for nothing."""
    lines = CASES.read_text("utf8").splitlines()
    return [(n, s, e) for line in lines if line and not line.startswith("#") for n, s, e in [line.split("\t")]]


def test_rows_are_enough() -> None:
    found = rows()
    assert len(found) >= 20
    assert sum(expected == "-" for _, _, expected in found) >= len(found) // 3


@pytest.mark.parametrize(("newspaper", "sentence", "expected"), rows())
def test_sentence(newspaper: str, sentence: str, expected: str) -> None:
    found = regions(article(sentence, newspaper), Found())
    got = sorted({f"{m.canonical}={m.key}" for m in found.of("Region")})
    assert got == sorted(expected.split() if expected != "-" else [])


def test_mention_is_on_the_text() -> None:
    piece = article("日前,赤峰市 敖 汉 旗举办活动,该旗干部参加。", "内蒙古日报")
    found = regions(piece, Found())
    assert [(piece[m.at], m.name, m.key) for m in found.of("Region")] == [
        ("赤峰市", "赤峰市", "1504"),
        ("敖 汉 旗", "敖汉旗", "150430"),
        ("该旗", "该旗", "150430"),
    ]


def test_part_of_has_both_names_as_evidence() -> None:
    piece = article("赤峰市敖汉旗", "")
    (relation,) = regions(piece, Found()).relations
    assert (relation.subject[1], relation.object[1]) == ("150430", "1504")
    assert [piece[span] for span in relation.evidence] == ["赤峰市", "敖汉旗"]
    assert not relation.inferred


def test_setting_names_the_body_in_full() -> None:
    piece = article("包头市昆都仑区召开会议。区委组织部表示,市委组织部给予支持。", "内蒙古日报")
    where = setting(piece, regions(piece, Found()))
    county, city = where.region("区", 13), where.region("市", 22)
    assert county is not None
    assert city is not None
    assert (county.name, city.name) == ("昆都仑区", "包头市")
