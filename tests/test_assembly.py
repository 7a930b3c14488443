"""Pages put together: scrambled ones, broken ones, and why each block went where it went."""

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scramble import Clean, Line, clean, scramble, stranded

from extractors.document import Article, Page, Part
from extractors.page.blocks import folded
from extractors.pages import Assembly, assemble, read_pages

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SCRAMBLES = 3
FLOOR, TAILS = 0.95, 0.9


def page_of(lines: list[Line]) -> Page:
    return Page("scrambled", "\n\n".join(line.text for line in lines))


def homes(lines: list[Line], assembly: Assembly) -> list[int]:
    """The article that each line went to, 0 for none."""
    begins = {part.span.begin: a.number for a in assembly.articles for part in a.parts}
    begins |= {person.span.begin: a.number for a in assembly.articles for person in a.contributors}
    found, at = [], 0
    for line in lines:
        found.append(next((begins[n] for n in range(at, at + len(line.text)) if n in begins), 0))
        at += len(line.text) + 2
    return found


def right(lines: list[Line], found: list[int]) -> list[bool]:
    """Which lines went to the article that holds most of theirs; each found article answers for one."""
    shares: dict[int, Counter[int]] = defaultdict(Counter)
    for line, number in zip(lines, found, strict=True):
        shares[line.article][number] += len(line.text) if number else 0
    owners: dict[int, int] = {}
    for article, counts in sorted(shares.items(), key=lambda pair: -max(pair[1].values())):
        owners[article] = next((n for n, _ in counts.most_common() if n and n not in owners.values()), -1)
    return [number == owners[line.article] for line, number in zip(lines, found, strict=True)]


@pytest.fixture(scope="module")
def pages() -> list[list[Clean]]:
    found = [assemble(page) for path in SEEDS for page in read_pages(path)]
    return [[clean(article, n) for n, article in enumerate(assembly.articles)] for assembly in found]


def test_scrambled_pages_are_put_together_again(pages: list[list[Clean]]) -> None:
    """OCR's cuts and moves with fixed seeds: nearly every line finds its article."""
    verdicts: list[bool] = []
    for articles in pages:
        for seed in range(SCRAMBLES):
            lines = scramble(articles, seed)
            ruled = right(lines, homes(lines, assemble(page_of(lines))))
            verdicts += [ok for ok, line in zip(ruled, lines, strict=True) if line.role != "column"]
    assert len(verdicts) > 1000
    assert sum(verdicts) / len(verdicts) >= FLOOR


def test_a_last_paragraph_behind_another_article_comes_home(pages: list[list[Clean]]) -> None:
    """Nothing but what it names tells whose it is."""
    home = []
    for articles in pages:
        for lines, tail in stranded(articles):
            ruled = right(lines, homes(lines, assemble(page_of(lines))))
            home.append(ruled[lines.index(tail)])
    assert len(home) > 50
    assert sum(home) / len(home) >= TAILS


LATE = """◎知行合一

坡地变果园

□本报记者 白丹

通宁县石桥乡的荒坡上,果农董六巧正在给桃树剪枝。

去年,乡党委把“果满坡”行动写进计划,请来农技员,一坡一策种果树。

◎学思践悟

夜校点亮青年生活

□本报记者 吴桐

下班后去哪儿?安定区团委给出的答案是青年夜校。

报名链接发出不到两小时,四百个名额被一抢而空。

“‘果满坡’让大家有了盼头,来年还要再添两百亩。”董六巧说。
"""


def test_names_in_common_are_the_reason_said() -> None:
    page = Page("late", LATE)
    assembly = assemble(page)
    last = assembly.blocks[-1]
    assert last.article == 1
    assert any("董六巧" in reason and "果满坡" in reason for reason in last.reasons)


def test_an_article_alone_is_one_article(pages: list[list[Clean]]) -> None:
    reports = [a for articles in pages for a in articles if a.kind in ("report", "commentary")]
    assert len(reports) > 25
    for report in reports:
        lines = [line for line in (*report.head, *report.body) if line.role != "column"]
        for gap, indent in (("\n\n", ""), ("\n", "\u3000\u3000")):
            page = Page("one", gap.join(indent + line.text for line in lines))
            assert [a.head("title") for a in assemble(page).articles] == [
                " ".join(line.text for line in lines if line.role == "title" and line.text[0] != "—")
            ]


ODD = {
    "one line": "近日,某某镇开展活动。",
    "one character": "字",
    "one character a line": "字\n" * 10_000,
    "one short line again and again": "某某镇开展活动\n" * 2_000,
    "column heads only": "◎初心如磐\n\n" * 500,
    "bylines only": "□本报记者 宋爽\n" * 500,
    "credits only": "宋爽 摄\n" * 500,
    "brackets": "(" * 20_000,
    "quotation marks": "“" * 20_000 + "\n\n" + "”" * 20_000,
    "controls": "".join(map(chr, range(0x20))) * 200,
    "beyond the first plane": "𠮷野家\U0001f600\n\n" * 300,
    "rules": "-----\n" * 500,
    "photos beyond the window": "夜校开课\n□本报记者 吴桐\n夜校开课了。\n"
    + "夜校一角。\n宋爽 摄\n" * 30
    + "课程有书法。\n",
    "photos without credits": "◎掠影\n夜校一角\n课程有书法。\n图为夜校。\n大家都来学剪纸,\n课堂很热闹。\n名额已满。\n"
    * 5,
    "spaces": " " * 50_000 + "a" + "\u3000" * 50_000,
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_pages_are_read_without_a_fault(name: str) -> None:
    page = Page("odd", ODD[name])
    assembly = assemble(page)
    assert all(page[part.span].strip() for article in assembly.articles for part in article.parts)


def test_a_long_page_costs_as_much_as_its_parts() -> None:
    """Pieces are sought in a window: four times the page must not cost sixteen times the time.

    Twice the text is the least: each piece then fits in two places, as in all longer ones.
    """
    text = "\n\n".join(page.text for path in SEEDS for page in read_pages(path))
    times = []
    for copies in (2, 8):
        start = process_time()
        assemble(Page("long", "\n\n".join([text] * copies)))
        times.append(process_time() - start)
    assert times[1] < 10 * times[0]


def test_blocks_say_what_they_are_and_why() -> None:
    (page,) = read_pages(SEEDS[0])
    assembly = assemble(page)
    looks = Counter(block.look for block in assembly.blocks)
    assert {"column", "title", "subtitle", "byline", "body", "subhead", "credit"} <= looks.keys()
    numbers = {article.number for article in assembly.articles}
    assert all(block.article in numbers for block in assembly.blocks if block.look in ("title", "body", "byline"))
    assert all(0.5 <= block.confidence <= 1 for block in assembly.blocks)
    late = next(block for block in assembly.blocks if page[block.span].startswith("汇聚非公领域"))
    assert any("stands inside a sentence" in reason for reason in late.reasons)


def test_a_section_behind_another_article_is_a_doubt() -> None:
    (page,) = read_pages(SEEDS[0])
    assembly = assemble(page)
    home = next(a for a in assembly.articles if a.head("title").startswith("强基固本"))
    section = next(part for part in home.parts if page[part.span].startswith("“三新领域”"))
    assert section.role == "subhead"
    assert [d.message for d in assembly.doubts if d.at == section.span] == [
        "“三新领域”凝聚合力集中攻坚归入第4篇,也可能属于第7篇".replace(
            "“三新领域”凝聚合力集中攻坚", "““三新领域”凝聚合力集中攻坚”"
        )
    ]


STACKED = """◎知行合一

坡地变果园

□本报记者 白丹

夜校点亮青年生活

□本报记者 吴桐

通宁县石桥乡的荒坡上,果农董六巧正在给桃树剪枝。

去年,乡党委请来农技员,一坡一策种果树,荒坡变成了果园。

下班后去哪儿?安定区团委给出的答案是青年夜校。

夜校报名链接发出不到两小时,四百个名额被一抢而空。

志愿先锋

小院里的议事会

□本报记者 庄严

柳园社区的小院里,居民们为停车位的事坐到了一起。

议事会开了三回,车位多出四十个。
"""


def test_two_heads_above_two_texts_get_one_each() -> None:
    articles = assemble(Page("stacked", STACKED)).articles
    assert [(a.head("title"), a.body[:6]) for a in articles] == [
        ("坡地变果园", "通宁县石桥乡"),
        ("夜校点亮青年生活", "下班后去哪儿"),
        ("小院里的议事会", "柳园社区的小"),
    ]


def test_a_column_head_that_is_guessed_is_a_doubt() -> None:
    assembly = assemble(Page("stacked", STACKED))
    assert [a.column for a in assembly.articles] == ["知行合一", "", "志愿先锋"]
    assert "“志愿先锋”不是已知栏目,因其位置读作栏目" in [doubt.message for doubt in assembly.doubts]


TWICE = """山村来了候鸟医生

□本报记者 庄严

深秋的清晨,石桥乡卫生院门前已经排起了队,省城的专家来这里坐诊。

夜校的老师,是区团委从各行业请来的志

夜校点亮青年生活

□本报记者 吴桐

下班后去哪儿?安定区团委给出的答案是青年夜校。

夜校的老师,是区团委从各行业请来的志

愿者,报名链接发出不到两小时,四百个名额被一抢而空。
"""


def test_a_line_printed_twice_is_left_out_and_said() -> None:
    assembly = assemble(Page("twice", TWICE))
    assert any("页上另有相同的一行" in doubt.message for doubt in assembly.doubts)


def body(article: Article) -> list[tuple[str, bool]]:
    return [(article.page[part.span], part.glued) for part in article.parts if part.role == "body"]


def test_words_cut_by_lines_are_glued_and_paragraphs_are_not() -> None:
    text = (
        "夜校开课\n\n□本报记者 吴桐\n\n安定区团委开办青年夜\n\n校,大家都来。\n\n课程有书法,\n\n也有剪纸。\n\n名额已满。"
    )
    (article,) = assemble(Page("p", text)).articles
    assert body(article) == [
        ("安定区团委开办青年夜", False),
        ("校,大家都来。", True),
        ("课程有书法,", False),
        ("也有剪纸。", True),
        ("名额已满。", False),
    ]
    assert article.body.startswith("安定区团委开办青年夜校,大家都来。\n课程有书法,也有剪纸。\n名额已满。")


def test_markdown_is_left_out_of_the_parts() -> None:
    text = "# 夜校开课\n\n□本报记者 吴桐\n\n**课程**有书法。\n\n## **大家都来**\n\n- 名额已满。"
    (article,) = assemble(Page("p", text)).articles
    found = [(part.role, article.page[part.span]) for part in article.parts]
    assert found[0] == ("title", "夜校开课")
    assert found[2:] == [("subhead", "大家都来"), ("body", "名额已满。")]
    assert all(isinstance(part, Part) for part in article.parts)


RUNS = """
◎初心如磐|夜校开课啦|大家都来学剪纸,|课堂很热闹。|◎掠影|□本报记者 宋爽|近日,某某镇开展活动。
|图为夜校。|宋爽 摄|——见闻|-----|★党费|◆近日,某镇开会。(杨静)
|(来源:某网)|# 标题|**粗**|“半句话没有|说完。”|| |A|１２３|砥砺奋进②
""".strip().split("|")


@given(st.lists(st.sampled_from(RUNS) | st.text(max_size=30), max_size=25))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_page_gives_articles_of_its_own_text(lines: list[str]) -> None:
    page = Page("any", "\n".join(lines).replace("\r", "\n"))
    assembly = assemble(page)
    spans = sorted(part.span for article in assembly.articles for part in article.parts)
    assert all(a.end <= b.begin for a, b in pairwise(spans))
    assert all(span.end <= len(page.text) for span in spans)
    assert [article.number for article in assembly.articles] == list(range(1, len(assembly.articles) + 1))
    assert len(folded(page.text)) == len(page.text)
    assert assemble(page) == assembly
