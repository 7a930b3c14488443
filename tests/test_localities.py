"""Where a run of a page plays: what counts as a prefecture's or a county's name, and which pieces that keeps apart."""

import pytest

from extractors.document import Page
from extractors.page.localities import localities, openings, says_where, sets_a_scene, whole
from extractors.pages import assemble

NAMED = [
    ("近日,鄂尔多斯市乌审旗巴音高勒嘎查", ["鄂尔多斯市", "乌审旗"]),
    ("由莫旗委统战部牵头", ["莫力达瓦达斡尔族自治旗"]),
    ("棚户区、主产区的居民跨区办事,地处城区边缘", []),
    ("县处领导包联制和县处级干部", []),
]


@pytest.mark.parametrize(("run", "names"), NAMED)
def test_names_of_places_and_no_other_words(run: str, names: list[str]) -> None:
    assert [one.name for one in localities(run)] == names


def test_a_lead_names_its_county() -> None:
    spoken = "“院子收拾利索了没有?”一大早,鄂尔多斯市乌审旗的一个嘎查里热闹起来。"
    assert openings(spoken, localities(spoken))[0] == {"乌审旗"}
    plain = "近日,杭锦旗组织部开展培训。"
    assert openings(plain, localities(plain)) == (frozenset(), frozenset({"杭锦旗"}))
    assert sets_a_scene("隆冬时节,沙漠腹地")
    assert not sets_a_scene("沙漠腹地,隆冬时节")


def test_a_prefecture_is_spoken_of_when_no_county_follows() -> None:
    assert whole(localities("赤峰市推动基层党组织建设")) == {"赤峰市"}
    assert whole(localities("赤峰市敖汉旗推动基层党组织建设")) == frozenset()
    assert says_where("嘉峪关南湖社区党建引领")
    assert not says_where("把精细刻度转化为幸福温度")
    assert not says_where("合作社里话和平")


FIRST = "通辽市奈曼旗青龙山镇的一个村里,党支部带着村民种起了甘薯,今年又建了三个加工作坊。"
SECOND = "隆冬时节,鄂尔多斯市杭锦旗独贵塔拉镇的治沙队员依旧忙碌,支部把课堂搬到了沙丘上。"


def test_an_unsigned_title_above_another_county_is_a_title() -> None:
    text = "\n\n".join(["甘薯铺出致富路", FIRST, "奈曼旗的作坊还收下了邻村的甘薯。", "支部扎进大漠里", SECOND])
    assert [article.head("title") for article in assemble(Page("p", text)).articles] == [
        "甘薯铺出致富路",
        "支部扎进大漠里",
    ]


def test_a_text_of_another_county_begins_a_piece_whose_title_comes_late() -> None:
    byline = "□本报记者 李新军"
    text = "\n\n".join(["甘薯铺出致富路", "□本报记者 王小雨", FIRST, SECOND, "支部扎进大漠里", byline])
    first, second = assemble(Page("p", text)).articles
    assert (first.body, second.body) == (FIRST, SECOND)
    assert second.head("title") == "支部扎进大漠里"
