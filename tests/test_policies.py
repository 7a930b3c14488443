"""Policies by table and by pattern."""

from pathlib import Path

import pytest

from extractors.document import Article, Found, Mention, Page, Part, Span
from extractors.policies import is_policy, known, policies

CASES = Path(__file__).parent / "cases"


def article(text: str) -> Article:
    page = Page("case", text)
    return Article.of(page, 1, kind="report", column="", parts=[Part(Span(0, len(text)), "body")], contributors=())


def rows() -> list[tuple[str, str]]:
    lines = (CASES / "policies.tsv").read_text(encoding="utf8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text, names) for text, names in cells[1:]]


def test_the_cases_say_no_often_enough() -> None:
    assert len(rows()) > 50
    assert sum(not names for _, names in rows()) * 2 >= len(rows())


@pytest.mark.parametrize(("text", "names"), rows())
def test_policies(text: str, names: str) -> None:
    found = policies(article(text), Found())
    assert sorted({mention.canonical for mention in found.mentions}) == sorted(filter(None, names.split("|")))


def test_marks_belong_to_the_mention() -> None:
    it = article("坚持新时代“枫桥经验”,落实“三会一课”。")
    assert [mention.name for mention in policies(it, Found()).of("Policy")] == ["新时代“枫桥经验”", "“三会一课”"]


def test_an_office_is_no_policy() -> None:
    it = article("北山县乡村振兴促进中心派人来了。")
    office = Mention("Organisation", "x", Span(0, 11), "北山县乡村振兴促进中心", "北山县乡村振兴促进中心", "test")
    assert not policies(it, Found((office,))).mentions


def test_the_table_is_sound() -> None:
    table = set(known().values())
    assert len(table) > 200
    assert all(policy.year.isdecimal() and policy.level in ("national", "province") for policy in table)
    assert {policy.kind for policy in table} == {
        "doctrine", "spirit", "campaign", "strategy", "reform", "model", "institution", "document", "meeting",
    }  # fmt: skip
    assert all(is_policy(form) for form in known())


CALLED = [  # one policy, called by the full name that the article prints
    ("推动乡村振兴。", "乡村振兴"),
    ("围绕乡村振兴战略发展产业,推动乡村振兴。", "乡村振兴战略"),
    ("推动乡村全面振兴。", "乡村振兴战略"),
]


@pytest.mark.parametrize(("text", "name"), CALLED)
def test_a_policy_with_two_names_is_one(text: str, name: str) -> None:
    mentions = policies(article(text), Found()).mentions
    assert {(mention.key, mention.canonical) for mention in mentions} == {("乡村振兴战略", name)}


DOCUMENTS = [
    ("贯彻《中国共产党支部工作条例》。", "national-document"),
    ("中央组织部印发《关于做好高校毕业生党员组织关系转接工作的通知》。", "national-document"),
    ("镇里制定《黑木耳品控管理办法》。", "local-document"),
    ("市委组织部印发《村党组织书记管理办法》。", "local-document"),
]


@pytest.mark.parametrize(("text", "rule"), DOCUMENTS)
def test_a_document_is_the_centres_or_local(text: str, rule: str) -> None:
    assert [mention.rule for mention in policies(article(text), Found()).mentions] == [rule]
