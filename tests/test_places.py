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
    (
        "四子王旗建起“石榴籽”广场和都贵玛先进事迹展厅",
        {"石榴籽广场": "四子王旗", "都贵玛先进事迹展厅": "四子王旗"},
    ),
    (
        "四子王旗博物馆、守望相助广场、民族团结主题公园等阵地",
        {"四子王旗博物馆": "四子王旗", "守望相助广场": "四子王旗", "民族团结主题公园": "四子王旗"},
    ),
    ("杭锦旗库布其沙漠腹地", {"库布其沙漠": "杭锦旗"}),
    ("九原区西边,双创环保产业园工地上机器轰鸣", {"双创环保产业园": "九原区"}),
    ("九原区的王琢赶到丰盛农产品物流园", {"丰盛农产品物流园": "九原区"}),
    ("海拉尔区,赛马场路红色楼宇党群服务中心由街道建设", {"赛马场路红色楼宇党群服务中心": "海拉尔区"}),
    ("苏尼特右旗在中蒙边境667号界碑旁宣誓", {"中蒙边境667号界碑": "苏尼特右旗"}),
    ("泸定县冷碛镇村口的“感恩林”", {"感恩林": "冷碛镇"}),
    ("乌海市海南区拉僧庙镇水岸广场,埇桥区苏宁广场", {"拉僧庙镇水岸广场": "拉僧庙镇", "苏宁广场": "埇桥区"}),
    ("到镇海区廉政教育中心接受教育", {"镇海区廉政教育中心": "镇海区"}),
    ("满洲里市的货运,在满洲里口岸更快", {"满洲里口岸": "满洲里市"}),
    ("达拉特旗,走进响沙湾旅游景区", {"响沙湾旅游景区": "达拉特旗"}),
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
    "敖汉旗有18个小区",
    "敖汉旗的干部走进现代农业产业园",
    "参观爱国主义教育基地、党史馆",
    "建成稻蟹综合养殖基地3个",
    "茫茫沙漠里种出绿洲,在沙漠深处",
    "打造“口袋公园”12个,创建“红色小区”",
    "建起“红石榴”家园、“连心”长廊",
    "“三北”造林,栽种“红石榴林”100亩",
    "在党群服务中心,街道党群服务中心",
    "赤峰市心理健康教育中心",
    "杭锦旗建成党建公园、廉政广场",
    "乡村客栈老板走进民宿客栈",
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
