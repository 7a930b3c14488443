"""Columns as printed, their normal names and numbers."""

import pytest

from extractors.document import Page
from extractors.page.column_names import installment, normal
from extractors.pages import assemble

ROWS = """
五化协同 大抓基层①|五化协同 大抓基层|1
五化协同·大抓基层(之二)|五化协同 大抓基层|2
五化协同　大抓基层（十二）|五化协同 大抓基层|12
◎初心如磐|初心如磐|0
代表委员“零距离”|代表委员零距离|0
观 潮|观潮|0
【党建动态】|党建动态|0
支部故事 第12期|支部故事|12
一线见闻⑤|一线见闻|5
基层治理系列报道之三|基层治理|3
基层治理系列报道之二十|基层治理|20
光荣在党50年|光荣在党50年|0
ＡＢＣ夜话|ABC夜话|0
之江潮声|之江潮声|0
㈡|| 2
""".strip().split("\n")


@pytest.mark.parametrize("row", ROWS)
def test_a_column_has_a_normal_name_and_a_number(row: str) -> None:
    printed, name, number = row.split("|")
    assert (normal(printed), installment(printed)) == (name, int(number))
    assert normal(name) == name


def test_rows_are_there() -> None:
    assert len(ROWS) > 12


@pytest.mark.parametrize("head", ["五化协同 大抓基层①", "◎五化协同 大抓基层(之一)", "五化协同 大抓基层（一）"])
def test_the_article_keeps_both(head: str) -> None:
    text = f"{head}\n\n夜校点亮乡村\n\n□本报记者 吴桐\n\n安定区石桥乡开办夜校,课程有书法,也有剪纸。\n\n名额已满。"
    (article,) = assemble(Page("p", text)).articles
    assert (article.column, article.normal_column, article.installment) == ("五化协同 大抓基层", "五化协同 大抓基层", 1)
