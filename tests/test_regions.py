"""Regions in sentences: which divisions are named, by code, and where nothing may be found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Article, Found, Page, Part, Span
from extractors.place.setting import setting
from extractors.place.toponyms import flatten
from extractors.regions import regions
from ontology.gazetteer import load, simplified

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
    assert len(found) >= 150
    assert sum(expected == "-" for _, _, expected in found) >= 0.48 * len(found)


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


DOUBTED = [
    ("鼓楼区群众", "homonym", "江苏省南京市鼓楼区"),
    ("呼和浩特市东河区", "parent", "呼和浩特市没有东河区"),
    ("锡林郭勒盟苏尼特大旗召开会议", "slip", "苏尼特大旗可能是：苏尼特左旗、苏尼特右旗"),
    ("杭锦后旗陕坝镇满红村党支部", "slip", "陕坝镇没有满红村，近似的有：满天红村"),
]


@pytest.mark.parametrize(("sentence", "kind", "words"), DOUBTED)
def test_what_is_not_decided_is_doubted(sentence: str, kind: str, words: str) -> None:
    doubts = regions(article(sentence, ""), Found()).doubts
    assert any(doubt.kind == kind and words in doubt.message for doubt in doubts)


def test_printed_form_is_kept_beside_the_corrected_one() -> None:
    piece = article("达拉特旗樹林召鎮,兴安盟扎赉特旗音德镇", "")
    named = {m.canonical: (m.name, m.rule) for m in regions(piece, Found()).of("Region")}
    assert named["树林召镇"] == ("樹林召鎮", "chain")
    assert named["音德尔镇"] == ("音德镇", "slip")


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("阿拉善盟李井滩生态移民示范区党工委书记张三", {"阿拉善盟": "prefecture", "孪井滩生态移民示范区": "county"}),
        ("乌审旗嘎鲁图镇布寨嘎查", {"乌审旗": "county", "嘎鲁图镇": "township", "布寨嘎查": "village"}),
    ],
)
def test_levels(sentence: str, levels: dict[str, str]) -> None:
    assert {m.canonical: m.level for m in regions(article(sentence, ""), Found()).of("Region")} == levels


def test_reading_does_not_hang_on_what_was_read_before() -> None:
    first = regions(article("红旗村党支部书记在杭锦旗巴拉贡镇团结社区", "内蒙古日报"), Found())
    regions(article("浙江省湖州市德清县洛舍镇东衡村", "浙江日报"), Found())
    assert regions(article("红旗村党支部书记在杭锦旗巴拉贡镇团结社区", "内蒙古日报"), Found()) == first


@pytest.mark.parametrize(
    ("sentence", "word", "at", "name"),
    [
        ("阿拉善左旗召开会议,盟委要求", "盟", 10, "阿拉善盟"),
        ("杭锦旗巴拉贡镇党委,镇党委", "镇", 12, "巴拉贡镇"),
        ("赤峰市宁城县、敖汉旗干部,旗委", "旗", 14, "敖汉旗"),
        ("乌海市海勃湾区林荫街道大庆社区,街道党工委", "街道", 16, "林荫街道"),
        ("乌海市海勃湾区林荫街道大庆社区,自治区党委", "自治区", 16, "内蒙古自治区"),
    ],
)
def test_setting(sentence: str, word: str, at: int, name: str) -> None:
    piece = article(sentence, "内蒙古日报")
    seat = setting(piece, regions(piece, Found())).region(word, at)
    assert seat is not None
    assert seat.name == name


def test_mentions_of_one_region_agree() -> None:
    text = "新华街道党工委表示,阿拉善左旗巴彦浩特镇新华街道南田社区开展活动,新华街道参加"
    found = regions(article(text, "内蒙古日报"), Found()).of("Region")
    streets = [mention for mention in found if mention.canonical == "新华街道"]
    assert len(streets) == 3
    assert {mention.within[:2] for mention in streets} == {("巴彦浩特镇", "阿拉善左旗")}


@given(st.lists(st.sampled_from(["敖", "汉", "旗", " ", "\u3000", "\n", "樹", "a", ","]), min_size=1, max_size=30))
def test_flat_text_points_back(letters: list[str]) -> None:
    piece = article("".join(letters) + "。", "")
    flat = flatten(piece)
    for begin in range(len(flat.text)):
        at = flat.at(begin, begin + 1)
        assert piece[at].translate(simplified()) == flat.text[begin]


def test_chains_of_the_gazetteer_are_read_back() -> None:
    gazetteer = load()
    towns = [town for city in gazetteer.children("15") for county in gazetteer.children(city.code)
             for town in gazetteer.children(county.code) if town.code[6] < "4"]  # fmt: skip
    wrong = []
    for town in towns[::8]:
        named = [village for village in gazetteer.children(town.code) if village.name.endswith(("村", "嘎查", "社区"))]
        for village in named[-1:]:
            chain = [*reversed(gazetteer.ancestors(village.code)), village]
            text = f"近日,{''.join(division.name for division in chain)}党支部书记表示。"
            got = {mention.key for mention in regions(article(text, ""), Found()).of("Region")}
            if got != {division.code for division in chain}:
                wrong.append(text)
    assert len(towns) > 1000
    assert wrong == []
