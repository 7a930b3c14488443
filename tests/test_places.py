"""Named places in sentences, what they lie in, and general words that are no names."""

from __future__ import annotations

import pytest

from extractors.document import Article, Found, Page, Part, Span
from extractors.places import places
from extractors.regions import regions

ROWS = [
    (
        "呼伦贝尔市额尔古纳市奥洛契庄园内的党建文化长廊",
        {"奥洛契庄园": "额尔古纳市", "奥洛契庄园党建文化长廊": "奥洛契庄园"},
    ),
    ("在乌海市海南区拉僧仲街道佳和小区居民家中", {"佳和小区": "拉僧仲街道"}),
    ("土默特左旗善岱镇蘑菇种植产业发展示范基地内", {"善岱镇蘑菇种植产业发展示范基地": "善岱镇"}),
    ("走进杭锦后旗政务服务中心,党员示范岗", {"杭锦后旗政务服务中心": "杭锦后旗"}),
    ("呼伦贝尔市对101界碑附近巡逻", {"101界碑": "呼伦贝尔市"}),
    ("新巴尔虎右旗人民检察院在知青博物馆开展主题党日", {"知青博物馆": "新巴尔虎右旗"}),
    ("位于扎赉特旗的国家现代农业产业园内", {"扎赉特旗国家现代农业产业园": "扎赉特旗"}),
    ("阿拉善左旗巴彦浩特镇额鲁特街道锦绣家园小区", {"锦绣家园小区": "额鲁特街道"}),
    ("呼和浩特市玉泉区大召广场、如意广场", {"大召广场": "玉泉区", "如意广场": "玉泉区"}),
    ("满洲里市,甘其毛都口岸、策克口岸", {"甘其毛都口岸": "满洲里市", "策克口岸": "满洲里市"}),
    ("参观内蒙古自治区内蒙古博物院", {"内蒙古博物院": "内蒙古自治区"}),
    ("开鲁县麦新镇的麦新纪念馆", {"麦新纪念馆": "麦新镇"}),
    ("青山区的王强是幸福新村北区的楼栋长", {"幸福新村北区": "青山区"}),
]
NOTHING = [
    "送到公园广场、田间地头",
    "文化广场、农家书屋",
    "老旧小区改造",
    "赤峰市建设爱国主义教育基地",
    "松山区兴安街道临潢家园社区党委",
    "在小区门口",
    "“北疆基层党建长廊”建设",
    "各居民小区",
    "敖汉旗小区住户",
    "我先讲口岸上几年前的事",
    "这是重要陆路口岸",
    "针对口岸务工人员",
    "敖汉旗一场屋场会收集意见",
    "敖汉旗2个生产基地",
    "敖汉旗全镇蘑菇种植基地",
    "敖汉旗让老旧小区焕发活力",
]


def read(text: str) -> Found:
    part = Part(Span(0, len(text)), "body")
    page = Page("case", text, "内蒙古日报")
    article = Article.of(page, 1, kind="report", column="", parts=[part], contributors=[])
    found = regions(article, Found())
    return found + places(article, found)


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_places(sentence: str, expected: dict[str, str]) -> None:
    found = read(sentence)
    names = {mention.key: mention.canonical for mention in found.mentions}
    lies = {r.subject[1]: names[r.object[1]] for r in found.relations if r.subject[0] == "Place"}
    assert {mention.canonical: lies[mention.key] for mention in found.of("Place")} == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_general_words_are_no_places(sentence: str) -> None:
    assert [mention.name for mention in read(sentence).of("Place")] == []
