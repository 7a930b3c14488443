"""Heads of single articles as papers and websites print them: columns, kickers, titles, lines of date and source."""

import pytest

from extractors.document import Page
from extractors.page.bylines import read_names
from extractors.page.site_lines import is_around, is_info
from extractors.pages import assemble

TEXT = """近日,平川县石桥乡柳沟村的果窖里,果农董六巧正把一筐筐苹果码上架子。
柳沟村有果园一千二百亩,往年苹果一下树就被果贩压价,果农白忙一年。
“果窖一开,苹果不愁卖,来年再添五十亩果园。”董六巧说。"""
TITLE = "果窖里的甜日子"
HEADS = {
    "crumbs and labels": (
        f"当前位置: 首页 > 党建要闻 > 基层动态\n{TITLE}\n"
        "发布时间:2024-10-15 09:20 来源:平川日报 作者:白丹 浏览次数:231\n字号:大 中 小\n",
        ("", TITLE, "", "", ["白丹"]),
    ),
    "date above the byline": (f"{TITLE}\n2024年10月15日 08:12\n□本报记者 白丹\n", ("", TITLE, "", "", ["白丹"])),
    "a bare name below a subtitle": (
        f"{TITLE}\n\n——石桥乡发展果品产业见闻\n\n白丹\n\n2024-10-15 来源:平川日报\n\n",
        ("", TITLE, "石桥乡发展果品产业见闻", "", ["白丹"]),
    ),
    "an account without a dash": (
        f"{TITLE}\n\n石桥乡以党建引领果品产业纪实\n\n本报记者 白丹\n\n",
        ("", TITLE, "石桥乡以党建引领果品产业纪实", "", ["白丹"]),
    ),
    "two authors": (
        f"{TITLE}\n时间:2024-10-15 09:20:11 来源:平川县委组织部 作者:白丹 吴起\n",
        ("", TITLE, "", "", ["白丹", "吴起"]),
    ),
    "a boxed column": (f"【乡村振兴看石桥】{TITLE}\n记者 白丹\n", ("", TITLE, "", "乡村振兴看石桥", ["白丹"])),
    "a column behind the title": (
        f"{TITLE}(党旗在田野上②)\n\n本报记者 白丹\n\n",
        ("", TITLE, "", "党旗在田野上", ["白丹"]),
    ),
    "two lines and a site's": (
        f"{TITLE}\n果农心里暖融融\n2024年10月15日 来源:平川日报\n本报记者 白丹\n",
        ("", f"{TITLE} 果农心里暖融融", "", "", ["白丹"]),
    ),
    "no head": ("", ("", "", "", "", [])),
}


@pytest.mark.parametrize("name", sorted(HEADS))
def test_heads_of_single_articles(name: str) -> None:
    head, right = HEADS[name]
    (a,) = assemble(Page("one", head + TEXT)).articles
    found = (a.head("kicker"), a.head("title"), a.head("subtitle"), a.column, [c.name for c in a.contributors])
    assert found == right
    assert a.body.startswith("近日,平川县")


def test_a_short_line_inside_an_excerpt_is_no_title() -> None:
    lines = [*TEXT.split("\n")[:2], "错峰卖出好价钱", "村党支部牵头建起分拣线,苹果错峰上市,每斤多卖了八毛钱。"]
    (article,) = assemble(Page("excerpt", "\n\n".join(lines))).articles
    assert article.head("title") == ""
    assert [article.page[part.span] for part in article.parts if part.role == "subhead"] == ["错峰卖出好价钱"]


def test_lines_of_a_site_are_told_from_text() -> None:
    site = ["来源:平川日报 2024-10-15", "作者:白丹 阅读量:12", "2024年10月15日", "字号变大 字号变小"]
    text = ["时间是最好的老师", "来源于群众", "2024年10月15日,石桥乡开会", "作者是谁并不重要", "上一堂好课"]
    assert [is_info(line) or is_around(line) for line in (*site, *text)] == [True] * len(site) + [False] * len(text)
    assert is_around("下一篇:青年夜校点亮街道")


SHOT = [
    ("谭文/文 图", [("谭文", "reporter"), ("谭文", "photographer")]),
    ("本报记者 谭文/文 李雷/图", [("谭文", "reporter"), ("李雷", "photographer")]),
    ("许 敬 陈 思 羽", [("许敬", "reporter"), ("陈思羽", "reporter")]),
]


@pytest.mark.parametrize(("line", "names"), SHOT)
def test_words_and_pictures(line: str, names: list[tuple[str, str]]) -> None:
    credits = read_names(line, otherwise="reporter")
    assert credits is not None
    assert [(name, role) for name, role, _, _ in credits.names] == names


LATE = """◆近日,石桥乡开设周末课堂,给果农讲修枝。(白丹)

◆文昌街道开放夜校教室十二间,居民自己点课。(吴桐)

◎信息集装箱
"""


def test_a_head_below_its_briefs_is_theirs() -> None:
    assert [article.column for article in assemble(Page("briefs", LATE)).articles] == ["信息集装箱", "信息集装箱"]
