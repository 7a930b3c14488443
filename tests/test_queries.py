"""The titled questions: answers read by eye, the same through every engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphs import GRAPH
from rdflib import Dataset

from graph import store
from graph.quads import quads
from graph.questions import QuestionError, question, questions

NQUADS = quads(GRAPH)
NAMES = [one.name for one in questions()]
Rows = list[tuple[str, ...]]


def rows_of(loaded: store.Store, text: str) -> Rows:
    found = store.query(loaded, text)
    assert isinstance(found, store.QuerySolutions)
    return [tuple(value.value if value else "" for value in row) for row in found]


def rows_in_rdflib(dataset: Dataset, text: str) -> Rows:
    return [tuple(str(value) if value is not None else "" for value in row) for row in dataset.query(text)]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def small() -> store.Store:
    return store.load(NQUADS)


@pytest.fixture(scope="module")
def plain_rdflib() -> Dataset:
    """rdflib's own store and evaluator, with no code of pyoxigraph's."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=NQUADS, format="nquads")
    return dataset


@pytest.fixture(scope="module")
def seeds(seeds_out: Path) -> store.Store:
    return store.load(seeds_out / "graph.nq")


@pytest.fixture(scope="module")
def dataset(seeds_out: Path) -> Dataset:
    return store.dataset(seeds_out / "graph.nq")


def test_there_are_questions_titled_in_both_languages() -> None:
    assert len(NAMES) >= 15
    titles = [one.title for one in questions()]
    assert len({title.zh for title in titles} | {title.en for title in titles}) == 2 * len(titles)
    for title in titles:
        assert re.search(r"[一-鿿]", title.zh), title
        assert re.fullmatch(r"[A-Z][A-Za-z ,:]+", title.en), title


STREET_SAYS = "拉僧仲街道党工委在6个社区打造了7个“红色驿站”"

SMALL = {
    "articles-by-column": [
        ("学思践悟", "红色驿站暖人心", "潘佳", "2024-10-25", "t"),
        ("", "近日,杭锦旗旗直属机关工委推出“红色驿站", "", "2024-10-25", "t"),
    ],
    "counties-never-covered": [("鄂尔多斯市", "鄂托克旗", "150624")],
    "departments-and-programmes": [],
    "doubts": [
        ("assembly", "图片说明没有标题", "近日", "", "t"),
        ("slip", "“杭锦旗旗”或是“杭锦旗”,或是“杭锦后旗”", "杭锦旗旗", "近日,杭锦旗旗直属机关工委推出“红色驿站", "t"),
    ],
    "figures-about-a-region": [
        ("拉僧仲街道", "社区", "6", "", "个", "false", "6个社区"),
        ("红色驿站", "红色驿站", "7", "", "个", "false", "打造了7个“红色驿站”"),
    ],
    "inferred-statements": [("杭锦旗直属机关工委", "basedIn", "杭锦旗", "杭锦旗旗 = 杭锦旗", "杭锦旗旗直属机关工委")],
    "low-confidence": [("0.4", "杭锦旗直属机关工委", "runs", "红色驿站", "test", "推出“红色驿站”")],
    "most-active-organisations": [("拉僧仲街道党工委", "1", "1"), ("杭锦旗直属机关工委", "1", "1")],
    "organisations-under": [],
    "people-of-a-place": [("马秀英", "livesIn", "佳和小区", "佳和小区居民马秀英")],
    "persons-with-several-posts": [],
    "policies-followed": [
        ("三会一课", "红色驿站", "拉僧仲街道党工委", "落实三会一课"),
        ("三会一课", "红色驿站", "杭锦旗直属机关工委", "落实三会一课"),
    ],
    "posts": [
        ("袁玲", "书记", "党支部书记", "佳和小区党支部", "佳和小区党支部书记袁玲", "红色驿站暖人心", "2024-10-25")
    ],
    "programme-portrait": [
        ("-> basedIn", "佳和小区", "小区新开了‘红色驿站’", "红色驿站暖人心"),
        ("-> follows", "三会一课", "落实三会一课", "红色驿站暖人心"),
        ("<- runs", "拉僧仲街道党工委", STREET_SAYS, "红色驿站暖人心"),
        ("<- runs", "杭锦旗直属机关工委", "推出“红色驿站”", "近日,杭锦旗旗直属机关工委推出“红色驿站"),
        ("<- takesPartIn", "佳和小区党支部", "佳和小区党支部参与其中", "红色驿站暖人心"),
        ("in", "乌海市", STREET_SAYS, "红色驿站暖人心"),
        ("in", "内蒙古自治区", STREET_SAYS, "红色驿站暖人心"),
        ("in", "内蒙古自治区", "推出“红色驿站”", "近日,杭锦旗旗直属机关工委推出“红色驿站"),
        ("in", "拉僧仲街道", STREET_SAYS, "红色驿站暖人心"),
        ("in", "杭锦旗", "推出“红色驿站”", "近日,杭锦旗旗直属机关工委推出“红色驿站"),
        ("in", "海南区", STREET_SAYS, "红色驿站暖人心"),
        ("in", "鄂尔多斯市", "推出“红色驿站”", "近日,杭锦旗旗直属机关工委推出“红色驿站"),
        ("红色驿站", "7个", "打造了7个“红色驿站”", "红色驿站暖人心"),
    ],
    "programmes-and-runners": [
        ("拉僧仲街道党工委", "红色驿站", STREET_SAYS, "红色驿站暖人心", "2024-10-25", "0.95"),
        (
            "杭锦旗直属机关工委", "红色驿站", "推出“红色驿站”", "近日,杭锦旗旗直属机关工委推出“红色驿站", "2024-10-25",
            "0.4",
        ),
    ],
    "programmes-by-region": [("红色驿站", "杭锦旗直属机关工委", "杭锦旗")],
    "programmes-in-several-regions": [
        ("红色驿站", "乌海市", "海南区", "拉僧仲街道党工委", "红色驿站暖人心", "2024-10-25"),
        (
            "红色驿站", "鄂尔多斯市", "杭锦旗", "杭锦旗直属机关工委", "近日,杭锦旗旗直属机关工委推出“红色驿站",
            "2024-10-25",
        ),
    ],
    "programmes-together": [],
    "reporter-region-counts": [("潘佳", "乌海市", "1")],
    "reporters-by-county": [("潘佳", "海南区", "红色驿站暖人心")],
    "slips": [("杭锦旗旗直属机关工委", "杭锦旗直属机关工委", "PartyOrganisation", "t")],
    "what-an-article-says": [],
}  # fmt: skip
"""What the small graph must answer."""


@pytest.mark.parametrize("name", NAMES)
def test_answers_of_the_small_graph(name: str, small: store.Store, plain_rdflib: Dataset) -> None:
    text = question(name).text
    assert rows_of(small, text) == SMALL[name]
    assert rows_in_rdflib(plain_rdflib, text) == SMALL[name]


def test_a_question_can_be_asked_of_another_thing(small: store.Store) -> None:
    asked = question("what-an-article-says").asked_of("红色驿站暖人心")
    assert asked.about == "红色驿站暖人心"
    assert ("马秀英", "livesIn", "佳和小区", "", "佳和小区居民马秀英") in rows_of(small, asked.text)
    under = question("organisations-under").asked_of("拉僧仲街道党工委")
    assert rows_of(small, under.text) == [("佳和小区党支部", "拉僧仲街道党工委")]
    by_another_name = question("figures-about-a-region").asked_of("乌海市海南区")
    assert rows_of(small, by_another_name.text) == SMALL["figures-about-a-region"]
    quoted = question("programmes-by-region").asked_of('"} . ?s ?p ?o . { "')
    assert rows_of(small, quoted.text) == []


def test_a_kind_of_department_is_asked_of_by_the_end_of_its_name(small: store.Store, plain_rdflib: Dataset) -> None:
    text = question("departments-and-programmes").asked_of("党工委").text
    street, told, when = "拉僧仲街道党工委", "红色驿站暖人心", "2024-10-25"
    assert rows_of(small, text) == [
        ("拉僧仲街道", street, "红色驿站", "", STREET_SAYS, told, when),
        ("拉僧仲街道", street, "红色驿站", "红色驿站 7个", "打造了7个“红色驿站”", told, when),
    ]
    assert rows_in_rdflib(plain_rdflib, text) == rows_of(small, text)


@pytest.mark.parametrize("name", ["figures-about-a-region", "people-of-a-place"])
def test_a_region_without_answers_has_none(name: str, small: store.Store, plain_rdflib: Dataset) -> None:
    """A variable out of scope would join with everything."""
    text = question(name).asked_of("鄂尔多斯市").text
    assert rows_of(small, text) == rows_in_rdflib(plain_rdflib, text) == []


def test_a_question_about_everything_takes_no_thing() -> None:
    with pytest.raises(QuestionError, match="question doubts is not about one thing"):
        question("doubts").asked_of("红色驿站")


def test_an_unknown_question_names_the_others() -> None:
    with pytest.raises(QuestionError, match="no question 'who'; there are articles-by-column, "):
        question("who")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_rows_through_rdflib(name: str, seeds: store.Store, dataset: Dataset) -> None:
    text = question(name).text
    assert rows_in_rdflib(dataset, text) == rows_of(seeds, text)


READ_BY_EYE = (
    # question, asked of, row that must be there: None stands for anything
    ("reporters-by-county", "", ("潘佳", "化德县", "思政课开在田间地头")),
    ("reporters-by-county", "", ("宋爽", "扎赉特旗", "让流动党员“有家”更有为")),
    ("reporter-region-counts", "", ("潘佳", "赤峰市", None)),
    ("programmes-and-runners", "", ("赤峰市", "12345模式", "赤峰市创新实行“12345”模式", None, "", None)),
    ("programmes-by-region", "鄂尔多斯市", ("上善乌审", "乌审旗", None)),
    ("posts", "", ("张春华", "副部长", "组织部副部长", "扎赉特旗委组织部", None, "让流动党员“有家”更有为", "")),
    ("posts", "", ("张海玲", "书记", "党支部书记", None, None, None, "")),
    ("organisations-under", "阿拉善盟委", ("阿拉善盟委组织部", "阿拉善盟委")),
    ("organisations-under", "敖汉旗委", ("敖汉旗委组织部", "敖汉旗委")),
    ("programmes-in-several-regions", "", ("双报到、双服务、双报告", "赤峰市", None, None, "强基固本 奋勇争先", "")),
    (
        "programmes-in-several-regions",
        "",
        ("双报到、双服务、双报告", "巴彦淖尔市", "杭锦后旗", None, "党员干部“入格” 群众幸福“满格”", ""),
    ),
    ("figures-about-a-region", "海南区", (None, None, "7", "", "个", "false", None)),
    ("policies-followed", "", ("乡村振兴", None, None, None)),
    ("persons-with-several-posts", "", ("刘敏", "副检察长", "杭锦后旗人民检察院")),
    ("persons-with-several-posts", "", ("刘敏", "书记", "杭锦后旗人民检察院党总支")),
    ("articles-by-column", "", ("微光成炬", "“实事办到群众心坎上,是我驻村工作的宗旨!”", "宋爽", "", None)),
    ("articles-by-column", "", ("", "百米长廊 学习阵地", "", "", None)),
    ("counties-never-covered", "内蒙古自治区", ("呼和浩特市", "托克托县", "150122")),
    ("departments-and-programmes", "", ("阿拉善盟", None, "驼乡先锋党员教育师资队伍", "", None, None, "")),
    ("departments-and-programmes", "", ("阿拉善盟", None, "驼乡先锋党员教育师资队伍", "名库讲师 40名", None, None, "")),
    ("departments-and-programmes", "", ("阿拉善盟", None, "", "农牧区基层党校 10所", None, None, "")),
    ("slips", "", ("旗汉旗", "敖汉旗", "Region", None)),
    ("what-an-article-says", "百米长廊 学习阵地", ("额尔古纳市", "partOf", "呼伦贝尔市", None, None)),
    ("what-an-article-says", "百米长廊 学习阵地", ("百米长廊 学习阵地", "photographer", "白雪", "", "白雪")),
    ("people-of-a-place", "海南区", ("袁玲", "holds", None, None)),
    ("programme-portrait", "红色驿站", ("<- takesPartIn", "马秀英", None, "党建赋能 打通基层治理“神经末梢”")),
)


@pytest.mark.parametrize(("name", "about", "row"), READ_BY_EYE)
def test_answers_read_from_the_pages(name: str, about: str, row: tuple[str | None, ...], seeds: store.Store) -> None:
    asked = question(name)
    found = rows_of(seeds, (asked.asked_of(about) if about else asked).text)
    assert [one for one in found if all(want in (None, got) for want, got in zip(row, one, strict=True))], found[:20]


def test_the_red_station_is_run_where_the_page_says(seeds: store.Store) -> None:
    rows = rows_of(seeds, question("programme-portrait").text)
    runners = [row[1] for row in rows if row[0] == "<- runs"]
    assert "拉僧仲街道党工委" in runners, rows
    assert {"乌海市", "海南区", "拉僧仲街道"} <= {row[1] for row in rows if row[0] == "in"}
    assert any("7个“红色驿站”" in (row[2] or "") for row in rows)


def test_what_is_covered_is_not_listed_as_never_covered(seeds: store.Store) -> None:
    never = {row[1] for row in rows_of(seeds, question("counties-never-covered").text)}
    assert len(never) > 30
    assert never.isdisjoint({"化德县", "扎赉特旗", "敖汉旗", "海南区", "杭锦后旗", "土默特左旗"})
