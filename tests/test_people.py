"""People in sentences: who is named, with which post, living where; and where nobody may be found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Contributor, Found, Span
from extractors.people import people
from tests.names import article, read, rows, said

ROWS = rows("people")


def test_rows_are_enough() -> None:
    assert len(ROWS) >= 200
    assert sum(expected == "-" for _, expected in ROWS) >= len(ROWS) * 0.45


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentence(text: str, expected: str) -> None:
    got = {m.canonical for m in read(text).of("Person")}
    assert got == (set(expected.split(";")) if expected != "-" else set())


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("敖汉旗委常委、组织部部长杨国毅说。", "holds", {"杨国毅 敖汉旗委", "杨国毅 敖汉旗委组织部"}),
        ("敖汉旗检察院党总支书记、副检察长刘敏说。", "holds", {"刘敏 敖汉旗人民检察院党总支", "刘敏 敖汉旗人民检察院"}),
        ("巴林左旗林东镇新房身村村民战秀莲说。", "livesIn", {"战秀莲 新房身村"}),
        ("巴林左旗林东镇干部于财说。", "livesIn", {"于财 林东镇"}),
        ("松山区临潢家园社区来了客人。居民赵美花也是临潢家园社区的“热心人”。", "livesIn", {"赵美花 临潢家园社区"}),
        ("巴林左旗林东镇新房身村的清晨。|村民战秀莲在扫院子。", "livesIn", {"战秀莲 新房身村"}),
        ("阿拉善盟委党校的讲师朝洛蒙授课。", "holds", {"朝洛蒙 阿拉善盟委党校"}),
        ("敖汉旗委组织部研究室副主任顾欣悦说。", "holds", {"顾欣悦 敖汉旗委组织部"}),
        ("高伟说,今年任务重。高伟担任敖汉旗新惠镇党委副书记。", "holds", {"高伟 新惠镇党委"}),
        ("敖汉旗新惠镇新房身村党支部书记、合作社理事长王强说。", "holds", {"王强 新房身村党支部"}),
        ("敖汉旗教育局党组书记、局长刘军说。", "holds", {"刘军 敖汉旗教育局党组", "刘军 敖汉旗教育局"}),
        ("兴安盟行署党组成员、副盟长郭强说。", "holds", {"郭强 兴安盟行政公署党组", "郭强 兴安盟行政公署"}),
        ("敖汉旗委党校培训学员,高级讲师张丽华授课。", "holds", {"张丽华 敖汉旗委党校"}),
        ("化德县第一中学开学了。校长赵国强说,人多了。", "holds", {"赵国强 化德县第一中学"}),
        ("敖汉旗人民医院派出专家,副主任医师王志刚坐诊。", "holds", {"王志刚 敖汉旗人民医院"}),
        ("敖汉旗新惠镇果农协会成立,由王建军任会长。", "holds", {"王建军 新惠镇果农协会"}),
        ("林东镇新房身村党支部领办合作社,党支部书记王建国兼任理事长。", "holds", {"王建国 新房身村党支部"}),
        ("化德县蒙古族小学办起社团,教师陈玉梅说。", "holds", {"陈玉梅 化德县蒙古族小学"}),
        ("徐闻县菠萝协会办展会,推选李秀英担任会长。", "holds", {"李秀英 徐闻县菠萝协会"}),
        ("敖汉旗人民法院开庭,法官刘志强说。", "holds", {"刘志强 敖汉旗人民法院"}),
        ("李志明所在的敖汉旗农牧局党组不大。党员李志明说。", "holds", {"李志明 敖汉旗农牧局党组"}),
        ("党员李志明所在的小区离敖汉旗农牧局不远。李志明说。", "holds", set()),
        ("新惠镇党委有两任书记:赵二红、赵六红,先后任镇党委书记。", "holds", {"赵二红 新惠镇党委", "赵六红 新惠镇党委"}),
        ("敖汉旗农牧局技术指导员赵亚波说。", "holds", {"赵亚波 敖汉旗农牧局"}),
        ("敖汉旗新惠镇的党员刘志强在北京打拼。", "livesIn", {"刘志强 新惠镇", "刘志强 北京市"}),
        ("党员刘志强在北京参加会议。", "livesIn", set()),
        ("党员刘志强说,他在北京生活服务业协会开会。", "livesIn", set()),
        ("林东镇新房身村党支部领办合作社。社员多了。路修好了。支部书记王建军说。", "holds", {"王建军 新房身村党支部"}),
        ("林东镇新房身村党支部、新惠镇东山村党支部结对。社员多了。路修好了。支部书记王建军说。", "holds", set()),
        ("敖汉旗农牧局、旗财政局开会,局长李志明说。", "holds", set()),
        (
            "敖汉旗外卖行业党委由旗市场监管局牵头,旗市场监管局党组成员、副局长王刚兼任党委书记。",
            "holds",
            {"王刚 敖汉旗市场监督管理局党组", "王刚 敖汉旗市场监督管理局", "王刚 敖汉旗外卖行业党委"},
        ),
        ("骑手王刚去年获奖,如今是敖汉旗新就业群体综合党委委员。", "holds", {"王刚 敖汉旗新就业群体综合党委"}),
        ("化德县第一中学与化德县第二中学结对,校长赵国强说。", "holds", set()),
        ("敖汉旗财政局拨款,校长赵国强说。", "holds", set()),
        ("敖汉旗人民医院开门了。天气很好。医生王志刚说。", "holds", set()),
        ("敖汉旗委党校开班,学员张丽华说。", "holds", set()),
        ("敖汉旗人民医院扩建,患者家属王志刚说。", "holds", set()),
        ("敖汉旗新惠镇党委开会,镇长李志强说。", "holds", set()),
        ("敖汉旗新惠镇来了人。家住新惠镇的李玉兰说。", "livesIn", {"李玉兰 新惠镇"}),
        ("敖汉旗新惠镇是个好地方。李国华2015年定居新惠镇。", "livesIn", {"李国华 新惠镇"}),
        ("在外打工的林东镇新房身村人赵志刚回来了。", "livesIn", {"赵志刚 新房身村"}),
        ("返乡青年刘海涛在林东镇新房身村开起了民宿。", "livesIn", {"刘海涛 新房身村"}),
        ("敖汉旗新惠镇变了样。张桂兰,家住新惠镇。", "livesIn", {"张桂兰 新惠镇"}),
        ("林东镇新房身村热闹了,游客王小丽说。", "livesIn", set()),
        ("林东镇新房身村游客王小丽说。", "livesIn", set()),
        ("走进敖汉旗新惠镇百货商店,顾客王桂芳在选购。", "livesIn", set()),
        ("记者在林东镇新房身村见到了王桂芳。", "livesIn", set()),
        ("林东镇新房身村的老师傅多,住在村里的人也多。", "livesIn", set()),
        ("林东镇新房身村党支部办社。林东镇新房身村支部书记刘志军说。", "holds", {"刘志军 新房身村党支部"}),
        ("林东镇新房身村党支部办社。林东镇新房身村支部书记刘志军说。", "livesIn", set()),
        ("村民王金海在外多年,2019年返乡,在敖汉旗新惠镇办起养殖场。", "livesIn", {"王金海 新惠镇"}),
        ("干部王金海说,村民李国华2019年返乡,在敖汉旗新惠镇养牛。", "livesIn", {"李国华 新惠镇"}),
        ("干部王金海在敖汉旗新惠镇开会。", "livesIn", set()),
        ("赵丽华,敖汉旗新惠镇新房身村党支部书记,今年45岁。", "holds", {"赵丽华 新房身村党支部"}),
        ("李志明被任命为敖汉旗农牧局局长。", "holds", {"李志明 敖汉旗农牧局"}),
        ("王淑梅既是敖汉旗新惠镇党委书记,又是镇人大主席。", "holds", {"王淑梅 新惠镇党委", "王淑梅 敖汉旗新惠镇人大"}),
        ("退伍军人马志国回到敖汉旗新惠镇新房身村,当上了村党支部书记。", "holds", {"马志国 新房身村党支部"}),
        ("敖汉旗成立互联网行业党委,副部长麻志敏兼任书记。", "holds", {"麻志敏 敖汉旗互联网行业党委"}),
        ("敖汉旗新惠镇党群服务中心主任王强说。", "holds", {"王强 新惠镇党群服务中心"}),
        ("敖汉旗人民法院新惠人民法庭庭长王强说。", "holds", {"王强 敖汉旗人民法院新惠人民法庭"}),
        ("敖汉旗新惠镇小学“小红帽”宣讲队和个体户王强受到表彰。", "holds", set()),
        ("张志强被选派到敖汉旗新惠镇新房身村任第一书记。", "livesIn", {"张志强 新房身村"}),
        ("敖汉旗新惠镇新房身村的王秀兰说。", "livesIn", {"王秀兰 新房身村"}),
        ("退伍军人李建军在敖汉旗新惠镇新房身村生活了30年。", "livesIn", {"李建军 新房身村"}),
        ("在敖汉旗新惠镇新房身村,44岁的王建国挂起了牌子。", "livesIn", {"王建国 新房身村"}),
        ("敖汉旗新惠镇新房身村的巷道里,68岁的退休信用社主任李德明又上门了。", "livesIn", {"李德明 新房身村"}),
        ("在敖汉旗新惠镇湿地公园,退休教师孟庆山说。", "livesIn", {"孟庆山 新惠镇"}),
        ("敖汉旗新惠镇新房身村水果批发户陈国莲说。", "livesIn", {"陈国莲 新房身村"}),
        ("敖汉旗四家子镇新房身村来了客。新惠镇党委开会。村民代表徐凤义说。", "livesIn", {"徐凤义 新房身村"}),
        ("敖汉旗新惠镇新房身村变了样。|在北京,干部王建国说。", "livesIn", set()),
        ("敖汉旗总工会党组成员、副主席刘军说。", "holds", {"刘军 敖汉旗总工会党组", "刘军 敖汉旗总工会"}),
    ],
)
def test_post(text: str, predicate: str, expected: set[str]) -> None:
    assert said(read(text.replace("|", "\n")), predicate) == expected


def test_the_role_is_printed() -> None:
    (mention,) = read("敖汉旗委常委、组织部部长杨国毅说。").of("Person")
    assert (mention.name, mention.role) == ("杨国毅", "敖汉旗委常委、组织部部长")


def test_a_namesake_of_the_reporter_is_somebody_else() -> None:
    piece = replace(article("村民白雪说。"), contributors=(Contributor("白雪", "reporter", Span(0, 2)),))
    found = people(piece, Found())
    assert [m.key for m in found.mentions] == ["白雪"]
    assert [(d.kind, piece[d.at]) for d in found.doubts] == [("homonym", "白雪")]


def test_two_posts_in_one_organisation_are_two_and_two_words_for_one_post_are_one() -> None:
    found = read("敖汉旗委常委、副书记王志强说。敖汉旗新惠镇新房身村党支部书记李海霞说。新房身村党支部支书李海霞又说。")
    titles = {(r.subject[1], r.title) for r in found.relations if r.predicate == "holds"}
    assert titles == {("王志强", "常委"), ("王志强", "副书记"), ("李海霞", "书记")}
