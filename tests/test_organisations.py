"""Organisations in sentences: their full names, and where nothing may be found."""

from __future__ import annotations

import pytest

from tests.names import article, read, rows, said

ROWS = rows("organisations")
ORGAN = "库伦旗委组织部 库伦旗委"
SHORT = {"PartyOrganisation": "P", "Organisation": "O"}


def test_rows_are_enough() -> None:
    assert len(ROWS) >= 200
    assert sum(expected == "-" for _, expected in ROWS) >= len(ROWS) * 0.45


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentence(text: str, expected: str) -> None:
    got = {f"{SHORT[m.type]}:{m.canonical}" for m in read(text).of(*SHORT)}
    assert got == (set(expected.split(";")) if expected != "-" else set())


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("扎赉特旗委组织部说。", "under", {"扎赉特旗委组织部 扎赉特旗委"}),
        ("扎赉特旗委组织部说。", "basedIn", {"扎赉特旗委 扎赉特旗", "扎赉特旗委组织部 扎赉特旗"}),
        ("敖汉旗农牧局党组书记说。", "under", {"敖汉旗农牧局党组 敖汉旗农牧局"}),
        ("阿拉善边境管理支队乌力吉边境派出所。", "under", {"阿拉善边境管理支队乌力吉边境派出所 阿拉善边境管理支队"}),
        ("奈曼旗牵手北京首农食品集团有限公司。", "basedIn", set()),
        ("奈曼旗引进内蒙古双隆农牧业科技有限公司。", "basedIn", {"内蒙古双隆农牧业科技有限公司 奈曼旗"}),
        ("奈曼旗对接鑫丰种植养殖农民专业合作社。", "basedIn", set()),
        ("徐闻县曲界镇果农协会会长说。", "basedIn", {"曲界镇果农协会 曲界镇"}),
        ("敖汉旗迎来专家,宁城县第二人民医院派了人。", "basedIn", {"宁城县第二人民医院 宁城县"}),
        ("敖汉旗的患者到北京大学附属医院看病。", "basedIn", set()),
        ("敖汉旗新惠镇党委开会,新惠镇新房身村党支部汇报。", "under", {"新房身村党支部 新惠镇党委"}),
        ("新城区西街街道党工委发起,西街街道艺术厅社区党委响应。", "under", {"艺术厅社区党委 西街街道党工委"}),
        ("敖汉旗新惠镇新房身村党总支下设新房身村青年党支部。", "under", {"新房身村青年党支部 新房身村党总支"}),
        ("敖汉旗新惠镇党委开会,四家子镇新房身村党支部汇报。", "under", set()),
        ("库伦旗荞麦产业联合党委由旗委组织部代管。", "under", {"库伦旗荞麦产业联合党委 库伦旗委组织部", ORGAN}),
        ("库伦旗荞麦产业联合党委由旗委组织部牵头成立。", "under", {ORGAN}),
        ("新城区的内蒙古银行新华大街支行来了。呼和浩特市新城区。", "basedIn", {"内蒙古银行新华大街支行 新城区"}),
        ("敖汉旗和赤峰市公安局敖汉旗分局。", "under", {"赤峰市公安局敖汉旗分局 赤峰市公安局"}),
    ],
)
def test_hierarchy(text: str, predicate: str, expected: set[str]) -> None:
    assert said(read(text), predicate) == expected


def test_a_general_form_says_what_it_rests_on() -> None:
    text = "扎赉特旗推进工作,旗委说。"
    (mention,) = read(text).of("PartyOrganisation")
    assert (mention.name, mention.canonical, mention.premises) == ("旗委", "扎赉特旗委", ("旗 = 扎赉特旗",))
    assert article(text)[mention.at] == "旗委"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中组部说。", {"中共中央组织部": "national"}),
        ("自治区教育厅说。", {"内蒙古自治区教育厅": "province"}),
        ("赤峰市委说。", {"赤峰市委": "prefecture"}),
        ("敖汉旗农牧局党组说,该局很忙。", {"敖汉旗农牧局": "county", "敖汉旗农牧局党组": "county"}),
        ("敖汉旗新惠镇司法所说。", {"敖汉旗新惠镇司法所": "township"}),
        ("敖汉旗新惠镇新房身村党支部说。", {"新房身村党支部": "village"}),
        ("敖汉旗惠隆有限公司党支部说。", {"敖汉旗惠隆有限公司": "", "敖汉旗惠隆有限公司党支部": ""}),
        ("敖汉旗第一中学说。", {"敖汉旗第一中学": ""}),
    ],
)
def test_of_which_level_a_body_is_an_organ(text: str, expected: dict[str, str]) -> None:
    assert {m.canonical: m.level for m in read(text).of(*SHORT)} == expected
