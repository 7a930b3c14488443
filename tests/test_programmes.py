"""Programmes against everything else that stands in quotation marks."""

from pathlib import Path

import pytest

from extractors.document import Article, Found, Page, Part, Span
from extractors.policies import policies
from extractors.programmes import programmes
from extractors.quotes import quotes

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, str]]:
    lines = [line for line in (CASES / name).read_text(encoding="utf8").splitlines() if not line.startswith("#")]
    return [(text, names) for text, names in (line.split("\t") for line in lines[1:])]


def article(text: str) -> Article:
    page = Page("case", text)
    return Article.of(page, 1, kind="report", column="", parts=[Part(Span(0, len(text)), "body")], contributors=())


PROGRAMMES, POLICIES = rows("programmes.tsv"), rows("policies.tsv")


def test_the_cases_say_no_as_often_as_yes() -> None:
    for cases in (PROGRAMMES, POLICIES):
        assert len(cases) > 20
        assert sum(not names for _, names in cases) >= len(cases) * 0.4


@pytest.mark.parametrize(("text", "names"), PROGRAMMES)
def test_programmes(text: str, names: str) -> None:
    it = article(text)
    found = programmes(it, policies(it, Found()))
    assert sorted({mention.canonical for mention in found.mentions}) == sorted(filter(None, names.split("|")))


@pytest.mark.parametrize(("text", "names"), POLICIES)
def test_policies(text: str, names: str) -> None:
    found = policies(article(text), Found())
    assert sorted({mention.canonical for mention in found.mentions}) == sorted(filter(None, names.split("|")))


def test_every_mention_stands_where_it_says() -> None:
    checked = 0
    for text, _ in (*PROGRAMMES, *POLICIES):
        it = article(text)
        for mention in (policies(it, Found()) + programmes(it, Found())).mentions:
            assert mention.name == "".join(it[mention.at].split())
            checked += 1
    assert checked > 30


QUOTES = [
    ("他说:“叫‘家计划’的好。”", ["叫‘家计划’的好。", "家计划"]),
    ("打造“红色驿站“服务阵地。", ["红色驿站"]),
    ("“党员进社区”我为群众办实事”等活动", ["党员进社区", "我为群众办实事"]),
    ("“第一段没有完。\n“第二段完了。”", ["第一段没有完", "第二段完了。"]),
    ("推行「一村一策」", ["一村一策"]),
    ('推行"一村一策"和"一户一档"', ["一村一策", "一户一档"]),
    ("“走出\n去能干”的干部", ["走出去能干"]),
    ("don’t", []),
]


@pytest.mark.parametrize(("text", "held"), QUOTES)
def test_quotes(text: str, held: list[str]) -> None:
    assert [quote.printed(text) for quote in quotes(text)] == held
