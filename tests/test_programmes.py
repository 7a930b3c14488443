"""Programmes against everything else that stands in quotation marks, and which mentions are one programme."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Article, Found, Page, Part, Span
from extractors.policies import known, policies
from extractors.programme.candidates import candidates, cue_words, phrases
from extractors.programme.cues import CUES, verdicts
from extractors.programme.quotes import curly, quotes
from extractors.programmes import programmes

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, str]]:
    lines = [line for line in (CASES / name).read_text(encoding="utf8").splitlines() if not line.startswith("#")]
    return [(text, names) for text, names in (line.split("\t") for line in lines[1:])]


def article(text: str) -> Article:
    page = Page("case", text)
    return Article.of(page, 1, kind="report", column="", parts=[Part(Span(0, len(text)), "body")], contributors=())


def read(text: str) -> Found:
    it = article(text)
    found = policies(it, Found())
    return found + programmes(it, found)


ROWS = rows("programmes.tsv")


def test_the_cases_say_no_as_often_as_yes() -> None:
    assert len(ROWS) > 70
    assert sum(not names for _, names in ROWS) * 2 >= len(ROWS)


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_programmes(text: str, names: str) -> None:
    assert sorted({mention.canonical for mention in read(text).of("Programme")}) == sorted(
        filter(None, names.split("|"))
    )


FORMS = {
    "corner marks": str.maketrans("“”‘’", "「」『』"),
    "wide punctuation": str.maketrans(",:;!?", "，：；！？"),
}


@pytest.mark.parametrize("form", FORMS)
def test_marks_and_punctuation_make_no_difference(form: str) -> None:
    compared = 0
    for text, names in ROWS:
        found = {mention.canonical for mention in read(text.translate(FORMS[form])).of("Programme")}
        assert sorted(found) == sorted(filter(None, names.translate(FORMS[form]).split("|"))), text
        compared += 1
    assert compared == len(ROWS)


def test_every_mention_stands_where_it_says() -> None:
    checked = 0
    for text, _ in ROWS:
        it = article(text)
        for mention in read(text).mentions:
            assert mention.name == "".join(it[mention.at].split())
            assert 0 < mention.confidence <= 1
            checked += 1
    assert checked > 50


KEYS = [  # text, and for each key the printed forms that carry it
    (
        "街道打造“红色驿站”服务阵地。走进“红色驿站”,居民说:“‘红色驿站’真不赖。”红色驿站全天开放。",
        {"红色驿站": ["“红色驿站”服务阵地", "“红色驿站”", "‘红色驿站’", "红色驿站"]},
    ),
    (
        "落实党员联系服务群众“六个一”工作机制。采取“六个一”种植管理模式。",
        {
            "党员联系服务群众六个一工作机制": ["党员联系服务群众“六个一”工作机制"],
            "六个一种植管理模式": ["“六个一”种植管理模式"],
        },
    ),
    (
        "组建“陕坝大妈”帮帮团。“陕坝大妈”送来豆芽。",
        {"陕坝大妈帮帮团": ["“陕坝大妈”帮帮团", "“陕坝大妈”"]},
    ),
    (
        "围绕“上善乌审”“围炉夜话”等品牌开展工作,组建“上善乌审”理论宣讲团。",
        {
            "上善乌审": ["“上善乌审”"],
            "围炉夜话": ["“围炉夜话”"],
            "上善乌审理论宣讲团": ["“上善乌审”理论宣讲团"],
        },
    ),
    (
        "实施“活字典”工程,举办“活字典”比武竞赛。",
        {"活字典工程": ["“活字典”工程"], "活字典比武竞赛": ["“活字典”比武竞赛"]},
    ),
    (
        "社区推出“银发红管家”。为了让“红管家”留得住,办起“红管家食堂”。",
        {"银发红管家": ["“银发红管家”", "“红管家”"], "红管家食堂": ["“红管家食堂”"]},
    ),
    (
        "擦亮“党旗引领 服务到家”品牌。该局的“党旗引领、服务到家”党建品牌叫响全旗。",
        {"党旗引领、服务到家": ["“党旗引领服务到家”品牌", "“党旗引领、服务到家”党建品牌"]},
    ),
    (
        "社区打造“暖新驿站”。竹园社区暖新驿站门口很热闹。",
        {"暖新驿站": ["“暖新驿站”", "暖新驿站"]},
    ),
]


@pytest.mark.parametrize(("text", "keys"), KEYS)
def test_keys(text: str, keys: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for mention in read(text).of("Programme"):
        found.setdefault(mention.key, []).append(mention.name)
    assert found == keys


TORN = [  # the print or the OCR broke the marks
    ("社区打造“红色驿站“服务阵地。", {"红色驿站"}),
    ("社区打造“红色\n驿站”服务阵地。", {"红色驿站"}),
    ("开展“党员进社区、点亮微心愿”助邻先锋行”等主题实践活动。", {"党员进社区、点亮微心愿", "助邻先锋行"}),
    ("她说:“我们组建了‘石榴籽’宣讲队。", {"石榴籽宣讲队"}),
    ("“我们打造‘党建+“邻”距离’品牌,”他说。", {"党建+邻距离"}),
    ("“最后一公里“没有打通。", set()),
    ("社区打造“红色驿站’服务阵地。", {"红色驿站"}),
    ("争当“急先锋”\n“北疆先锋”工程盯住的是人。", {"北疆先锋工程"}),  # a title, and the paragraph under it
]


@pytest.mark.parametrize(("text", "names"), TORN)
def test_torn_and_nested_marks(text: str, names: set[str]) -> None:
    assert {mention.canonical for mention in read(text).of("Programme")} == names


def test_a_borderline_phrase_is_a_doubt_and_no_programme() -> None:
    found = read("镇里完善“随到随办”,方便群众。")
    assert not found.of("Programme")
    assert [(doubt.kind, doubt.message.split("”")[0]) for doubt in found.doubts] == [("programme", "“随到随办")]


def test_marks_around_marks_are_no_phrase() -> None:
    assert not list(candidates(article("打造“‘’”品牌。")))


def test_a_verdict_gives_its_reasons_heaviest_first() -> None:
    _, candidate = next(candidates(article("该社区打造“四治聚力平安巷”党建服务品牌。")))
    (verdict,) = verdicts([candidate])
    assert verdict.reasons == (
        ("noun-after", 4.0, "followed by 党建服务品牌"),
        ("verb-before", 3.0, "preceded by 打造"),
    )
    assert verdict.rule == "noun-after"


def test_the_tables_are_sound() -> None:
    assert len({name for name, _, _ in CUES}) == len(CUES)
    for side in (
        "before", "after", "inside", "begin", "began", "aim", "effect", "modifier", "nominal", "bare", "generic",
    ):  # fmt: skip
        assert cue_words(side)
    assert set(phrases().values()) == {"metaphor", "term", "programme"}
    assert not {form for form, kind in phrases().items() if kind == "programme"} & known().keys()


QUOTES = [
    ("他说:“叫‘家计划’的好。”", ["叫‘家计划’的好。", "家计划"]),
    ("打造“红色驿站“服务阵地。", ["红色驿站"]),
    ("“党员进社区”我为群众办实事”等活动", ["党员进社区", "我为群众办实事"]),
    ("“第一段没有完。\n“第二段完了。”", ["第一段没有完", "第二段完了。"]),
    ("推行「一村一策」", ["一村一策"]),
    ('推行"一村一策"和"一户一档"', ["一村一策", "一户一档"]),
    ("“走出\n去能干”的干部", ["走出去能干"]),
    ("don’t", []),
    ("没有引号", []),
]


@pytest.mark.parametrize(("text", "held"), QUOTES)
def test_quotes(text: str, held: list[str]) -> None:
    assert len(curly(text)) == len(text)
    assert [quote.printed(text) for quote in quotes(curly(text))] == held


@given(st.text(alphabet='“”‘’「」"甲乙丙,。\n', max_size=40))
def test_quotes_lie_inside_each_other_or_apart(text: str) -> None:
    marked = curly(text)
    assert len(marked) == len(text)
    assert curly(marked) == marked
    found = quotes(marked)
    for one in found:
        assert one.outer.holds(one.inner)
        assert one.outer.end <= len(text)
        for other in found:
            assert other.outer.holds(one.outer) or one.outer.holds(other.outer) or not one.outer.overlaps(other.outer)
