"""The joint move: heads and stretches that found no place from top to bottom find it over the whole page."""

import pytest

from extractors.document import Page
from extractors.page.affinity import Affinity
from extractors.page.coherence import Texts, total
from extractors.page.openings import opening
from extractors.pages import Assembly, assemble

ORCHARD = """初冬时节,平川县石桥乡柳沟村的果窖里,果农董六巧正把一筐筐苹果码上架子。
柳沟村有果园一千二百亩,往年苹果一下树就被果贩压价,果农白忙一年。
村党支部牵头建起果窖和分拣线,苹果错峰上市,每斤多卖了八毛钱。
“果窖一开,苹果不愁卖,来年再添五十亩果园。”董六巧说。"""
SCHOOL = """傍晚六点,安远市城关区文昌街道的青年夜校亮起了灯,书法、吉他、短视频三间教室坐满了人。
夜校的课表由青年自己点,老师是街道党工委从各单位请来的志愿者。
“白天上班,晚上到夜校学吉他,交了一大帮朋友。”学员吴桐说。
半年来,青年夜校开课一百二十堂,四千多名青年在这里找到了自己的圈子。"""
PUMP = """清晨,临河县双渠镇泵站的闸门缓缓升起,渠水流进了三万亩稻田。
双渠镇的渠道修了四十年,渗漏严重,稻田一到夏天就缺水,为抢水年年有人吵架。
镇党委组织党员护渠队,分段包干清淤、补漏,灌溉时间缩短了一半。
护渠队队长赵水生说,现在渠水到田头,稻田旱不着,邻里也和气了。"""
ORCHARD_HEAD = "果窖里的甜日子\n\n□本报记者 白丹"
SCHOOL_HEAD = "青年夜校点亮街道夜生活\n\n□本报记者 吴起"
PUMP_HEAD = "一渠清水进稻田\n\n□本报记者 庄严"


def page(*parts: str) -> Page:
    return Page("joint", "\n\n".join("\n\n".join(part.split("\n")) for part in parts).replace("\n\n\n\n", "\n\n"))


def found(assembly: Assembly) -> list[tuple[str, str, list[str]]]:
    """Title, first and last words of the text, names."""
    return sorted(
        (a.head("title"), a.body[:4] + a.body[-4:], [c.name for c in a.contributors]) for a in assembly.articles
    )


RIGHT = sorted(
    [
        ("果窖里的甜日子", "初冬时节六巧说。", ["白丹"]),
        ("青年夜校点亮街道夜生活", "傍晚六点的圈子。", ["吴起"]),
        ("一渠清水进稻田", "清晨,临和气了。", ["庄严"]),
    ]
)
PAGES = {
    "heads above their texts": (ORCHARD_HEAD, ORCHARD, SCHOOL_HEAD, SCHOOL, PUMP_HEAD, PUMP),
    "a head at the foot of the page": (ORCHARD, SCHOOL_HEAD, SCHOOL, PUMP_HEAD, PUMP, ORCHARD_HEAD),
    "a head above the one before it": (SCHOOL_HEAD, ORCHARD_HEAD, ORCHARD, SCHOOL, PUMP_HEAD, PUMP),
    "two heads at the foot": (ORCHARD_HEAD, ORCHARD, SCHOOL, PUMP, PUMP_HEAD, SCHOOL_HEAD),
    "a head below its text": (ORCHARD, ORCHARD_HEAD, SCHOOL_HEAD, SCHOOL, PUMP_HEAD, PUMP),
    "three heads and then the texts": (ORCHARD_HEAD, SCHOOL_HEAD, PUMP_HEAD, PUMP, ORCHARD, SCHOOL),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_heads_find_their_texts_wherever_they_stand(name: str) -> None:
    assert found(assemble(page(*PAGES[name]))) == RIGHT


def test_what_moved_says_why() -> None:
    text = page(*PAGES["two heads at the foot"])
    moved = [block for block in assemble(text).blocks if text[block.span] in SCHOOL.split("\n")]
    assert len(moved) == 4
    for block in moved:
        assert any(reason.startswith("words of the title") for reason in block.reasons)
        assert any(reason.startswith("beside another head") for reason in block.reasons)
        assert 0.5 <= block.confidence <= 1


SECTIONS = """办好群众家门口的事

□本报记者 白丹

近日,安远市城关区文昌街道把议事桌搬进小区,居民围坐一圈说难处。

让居民说了算

停车难、路灯暗,居民提出的难处记在本子上,一条一条认领。

让党员跑起来

党员分成三组,白天入户,晚上碰头,认领的难处七天有回音。

让小区美起来

小区里添了长椅和花坛,居民下楼就有坐的地方。"""


def test_subheads_stay_in_their_article() -> None:
    (article,) = assemble(Page("sections", SECTIONS)).articles
    assert [article.page[part.span] for part in article.parts if part.role == "subhead"] == [
        "让居民说了算",
        "让党员跑起来",
        "让小区美起来",
    ]


def test_stretches_of_one_article_cling_together() -> None:
    runs = [*ORCHARD.split("\n"), *SCHOOL.split("\n"), *PUMP.split("\n")]
    affinity = Affinity(Texts(runs))
    halves = [((0, 1), (2, 3)), ((4, 5), (6, 7)), ((8, 9), (10, 11))]
    for n, (upper, lower) in enumerate(halves):
        own = total(affinity.cohesion(upper, lower))
        assert own == total(affinity.cohesion(lower, upper))
        for m, (_, other) in enumerate(halves):
            assert n == m or own > total(affinity.cohesion(upper, other))


OPENINGS = [
    ("近日,巴彦淖尔市五原县隆兴昌镇的街巷里热闹起来。", True),
    ("走进鄂尔多斯市乌审旗嘎鲁图镇,只见花开满院。", True),
    ("目前,全镇已有十二个村用上了清水。", False),
    ("“有了果窖,苹果就不愁卖了。”果农董六巧说。", False),
]


def test_a_report_opens_with_a_place_in_full() -> None:
    texts = Texts([run for run, _ in OPENINGS])
    assert [opening(texts, n)[0] > 0 for n in range(len(OPENINGS))] == [opens for _, opens in OPENINGS]


KICKERS = [
    ("坚持党建引路 搭起致富桥梁\n\n沙地里种出甜西瓜", "坚持党建引路 搭起致富桥梁", "沙地里种出甜西瓜"),
    ("结对帮扶心连心\n\n干群携手奔小康", "", "结对帮扶心连心 干群携手奔小康"),
    ("老窑洞里办起来的\n\n新课堂", "", "老窑洞里办起来的 新课堂"),
    ("把服务送到家门口\n\n石桥乡开办流动党群服务站受欢迎", "把服务送到家门口", "石桥乡开办流动党群服务站受欢迎"),
]


@pytest.mark.parametrize(("head", "kicker", "title"), KICKERS)
def test_lines_made_alike_are_one_title(head: str, kicker: str, title: str) -> None:
    (article,) = assemble(page(head, "□本报记者 白丹", ORCHARD)).articles
    assert (article.head("kicker"), article.head("title")) == (kicker, title)
