"""Who says what stands between quotation marks."""

from __future__ import annotations

import pytest

from extractors.rows import Row
from extractors.sentence.speech import speeches
from tests.sentences import read

ROWS = [
    ("“灯亮了,心里也亮堂。”村民{Person:罗立新}拉着镇党委书记{Person:谭卫国}的手说。", "罗立新"),
    ("“日子越过越红火,真好!”{Person:战秀莲}每每提到变化,都对责任人{Person:于财}赞不绝口。", "战秀莲"),
    ("“职责清了,表格少了。”谈起治理,社区党支部书记{Person:赵静}感慨道。", "赵静"),
    ("“一亩地能挣1万多元,很好。”{Person:盘六妹}家种了8亩黄桃。", "盘六妹"),
    ("{Person:牛刚}深有感触地说:“我们要帮助村民,做好对接。”", "牛刚"),
    ("{Person:李爽}工作忙。她表示:“平时上班忙,我就利用周末学习。”", "李爽"),
    ("“新开了驿站,真方便。”居民们都很高兴。{Person:王先}走过来。", ""),
    ("“我们成立了党支部,建起了班组。”{PartyOrganisation:快递行业党支部}负责人说。", "快递行业党支部"),
    ("“事情办得快,真好。”{PartyOrganisation:县委组织部}相关负责人介绍。", "县委组织部"),
    ("“路修好了,真方便。”大家在{PartyOrganisation:镇党委}门口说。", ""),
    ("“路修好了,真方便。”{PartyOrganisation:镇党委}派人来看过。", ""),
    ("“光伏治沙,助残前行”等品牌,{Person:雷圣昌}说。", None),
    ("开展“红色驿站”活动,{Person:雷圣昌}参加。", None),
    ("没有引号,{Person:雷圣昌}说。", None),
]


@pytest.mark.parametrize(("text", "speaker"), ROWS)
def test_the_speaker(text: str, speaker: str | None) -> None:
    article, found = read(text)
    spoken = speeches(article.text, Row(found.of("Person")), Row(found.of("PartyOrganisation")))
    names = [s.speaker.canonical if s.speaker else "" for s in spoken]
    assert names == ([] if speaker is None else [speaker])


def test_a_lost_closing_mark_ends_with_the_line() -> None:
    article, _ = read("“我回到家乡。投资办厂|第二段。")
    (speech,) = speeches(article.text, Row(), Row())
    assert article[speech.at] == "我回到家乡。投资办厂"
