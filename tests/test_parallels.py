"""What tells whose a paragraph is: others made alike, an ending, a sentence cut off, the county of a township."""

import pytest

from extractors.page.coherence import Texts, total
from extractors.page.localities import of_towns
from extractors.page.openings import closes, ending
from extractors.page.parallels import alike

LINES = [  # two subheads, whether they are of one kind
    ("共建:一根绳上拴紧", "共富:边民腰包鼓起来", True),
    ("抓实“主体责任”,让书记动起来", "建强“骨干队伍”,让带头人强起来", True),
    ("请得进来", "留得下来", True),
    ("一问:水从哪儿来", "二问:钱往哪儿花", True),
    ("甲旗:老街添了新景", "乙旗:荒沟开了果园", False),  # pieces on two places
    ("草原上的夜校", "河边的茶馆", False),
    ("楼道亮了", "楼道亮了", False),
]
PARAGRAPHS = [
    ("在制度建设上,旗委立了规矩。", "在阵地建设上,镇里盖了新房。", True),
    ("加法,添的是人手。", "减法,减的是表格。", True),
    ("“急”字账上,头一笔是供暖。", "“盼”字账上,留的是孩子。", True),
    ("首先是找得着。", "最后是吃得起。", True),
    ("一是定人。", "三是定责。", True),
    ("清早5点,天还黑着。", "傍晚6点,他回到镇上。", True),
    ("在此基础上,社区又添了课。", "在此过程中,镇里又添了人。", False),
    ("今年,村里修了路。", "去年,村里打了井。", False),
    ("目前,路通了。", "如今,井满了。", False),
]
ENDS = [
    ("旗委组织部副部长李四说,路还长。", True),
    ("下一步,该镇还要再建两处驿站。", True),
    ("工委书记王五表示,将把好办法推开。", True),
    ("村里打算开春再栽三百亩果树。", True),
    ("村党支部书记赵六说,路修通了。", False),
    ("路修通了,车多了。", False),
]


@pytest.mark.parametrize(("one", "other", "same"), LINES)
def test_subheads_made_alike(one: str, other: str, same: bool) -> None:
    assert alike([one, other], [True, True]) == ((0b10, 0b01) if same else (0, 0))


@pytest.mark.parametrize(("one", "other", "same"), PARAGRAPHS)
def test_paragraphs_made_alike(one: str, other: str, same: bool) -> None:
    assert alike([one, other], [False, False]) == ((0b10, 0b01) if same else (0, 0))


def test_a_line_is_not_like_a_paragraph() -> None:
    assert alike(["加法,添的是人手", "减法,减的是表格。"], [True, False]) == (0, 0)


@pytest.mark.parametrize(("run", "last"), ENDS)
def test_what_closes_a_report(run: str, last: bool) -> None:
    assert closes(run) is last


def test_an_ending_counts_by_who_speaks() -> None:
    runs = ("路修通了,车多了。", "“好!”他说。", "村党支部书记赵六说,路修通了。", "旗委组织部副部长李四说,路还长。")
    weights = [ending(run) for run in runs]
    assert weights == sorted(weights)


CUT = [  # where a sentence is cut off, two that might go on: the first does
    ("农忙时每天接待", "客商300人次。村里收入涨了。", "红旗村的老人有了食堂。"),
    ("两年来调解纠纷42起,", "追回工钱90万元。“值!”他说。", "通辽市奈曼旗大沁他拉镇办起夜校。"),
    ("明年要覆盖六成的村,", "带动三百户人家养羊。", "牧民,是这里的主人。"),
    ("大家从春忙到秋", "收,没有停过。", "牧民,是这里的主人。"),
]


@pytest.mark.parametrize(("left", "right", "other"), CUT)
def test_a_sentence_cut_off_goes_on_with_its_end(left: str, right: str, other: str) -> None:
    texts = Texts([left, "路修通了。", other, "井也打好了。", right])
    assert total(texts.continuity(0, 4)) > total(texts.continuity(0, 2))


def test_a_township_tells_its_county() -> None:
    (found,) = of_towns("达来呼布镇的牧民来了")
    assert (found.name, found.above) == ("额济纳旗", "阿拉善盟")
    assert not of_towns("城关镇的老人来了")  # many counties have one
    assert not of_towns("镇党委来了")


@pytest.mark.parametrize("run", ["客商300人次。村里收入涨了。", "收,没有停过。", "48期,听课的有3100人。"])
def test_the_end_of_a_sentence_begins_no_article(run: str) -> None:
    assert Texts([run]).beginning(0)[0] <= -2.0


@pytest.mark.parametrize(
    "run", ["44个村有了账本。", "5月15日,村里开了会。", "全镇有14个村,个个有食堂。", "今年,村里修了路。"]
)
def test_a_figure_may_begin_an_article(run: str) -> None:
    assert Texts([run]).beginning(0)[0] == 0.0
