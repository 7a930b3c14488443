"""The keys of identity, on readings made by hand."""

import pytest

from extractors.document import Page, Ref, Span
from graph.annotations import Annotation, ArticleContributor, ArticleEntity, ArticleRelation, Form, Reading
from graph.identity import NUMERAL_FORMULA, contributor_key, identify, pieces
from graph.resolve import resolve

PLACE = Span(0, 1)
BARE = ["六个一", "四评", "五个三", "三员", "12345", "123路径"]
TELLING = ["双报到", "一表通", "红色驿站", "双报到、双服务、双报告", "三会一课", "1447党建工作法", "头雁工程"]


def entity(number: int, type_: str, key: str, name: str = "", code: str = "") -> ArticleEntity:
    name = name or key
    form = Form(name, (PLACE,), "test", 1.0, False, ())
    return ArticleEntity(f"e{number}", type_, key, name, (form,), code=code, level="county" if code else "")


def relation(subject: int, predicate: str, obj: int, title: str = "") -> ArticleRelation:
    return ArticleRelation(f"e{subject}", predicate, f"e{obj}", (PLACE,), "test", 1.0, False, (), title)


def page(text: str, *readings: tuple[list[ArticleEntity], list[ArticleRelation]]) -> Annotation:
    whole = Page(text, text + "。" * 50)
    return Annotation(
        whole,
        tuple(
            Reading(
                f"a{n}", n, "report", "", "", "", "", n, (Span(n, n + 1),), "文",
                (ArticleContributor("王伟", "reporter", PLACE),), tuple(entities), tuple(relations), (),
            )
            for n, (entities, relations) in enumerate(readings, 1)
        ),
        (),
    )  # fmt: skip


HANGJIN = entity(1, "Region", "150625", "杭锦旗", "150625")
AOHAN = entity(1, "Region", "150430", "敖汉旗", "150430")


def refs(*annotations: Annotation) -> list[Ref]:
    """The graph's programmes and persons, contributors left out."""
    same = identify(annotations)
    every = {same.of(piece.key, ref) for piece in pieces(annotations) for ref in piece.entities}
    return sorted(ref for ref in every if ref[0] in ("Programme", "Person"))


def test_a_region_of_no_known_city_is_each_articles_own() -> None:
    region = entity(1, "Region", "鼓楼区@?", "鼓楼区")
    same = identify([page("甲", ([region], []), ([region], [])), page("乙", ([region], []), ([HANGJIN], []))])
    keys = set(same.others.values())
    assert len(keys) == 3
    assert all(type_ == "Region" and key.startswith("鼓楼区@") for type_, key in keys)


@pytest.mark.parametrize("name", BARE)
def test_bare_formulas_say_nothing(name: str) -> None:
    assert NUMERAL_FORMULA.fullmatch(name)


@pytest.mark.parametrize("name", TELLING)
def test_names_that_say_their_content(name: str) -> None:
    assert not NUMERAL_FORMULA.fullmatch(name)


def test_one_slogan_of_two_banners_is_one_programme_with_two_runners() -> None:
    slogan = entity(2, "Programme", "双报到、双服务、双报告")
    one, two = (
        page("甲", ([HANGJIN, slogan], [relation(1, "runs", 2)])),
        page("乙", ([AOHAN, slogan], [relation(1, "runs", 2)])),
    )
    assert refs(one, two) == [("Programme", "双报到、双服务、双报告")]
    runs = [s for s in resolve([one, two]).statements if s.predicate == "runs"]
    assert {s.subject for s in runs} == {("Region", "150625"), ("Region", "150430")}


def test_a_bare_formula_of_two_banners_and_of_two_articles_is_two() -> None:
    formula = entity(2, "Programme", "六个一")
    said = ([HANGJIN, formula], [relation(1, "runs", 2)])
    other = ([AOHAN, formula], [relation(1, "runs", 2)])
    assert len(refs(page("甲", said), page("乙", other))) == 2
    assert len(refs(page("甲", said, said))) == 2


def test_a_bare_formula_of_one_organisation_is_one() -> None:
    organ = entity(3, "PartyOrganisation", "杭锦旗委组织部")
    said = ([HANGJIN, entity(2, "Programme", "六个一"), organ], [relation(3, "runs", 2), relation(3, "basedIn", 1)])
    assert refs(page("甲", said), page("乙", said)) == [("Programme", "六个一@150625@杭锦旗委组织部")]


def test_a_reporter_and_a_villager_of_one_name_are_two() -> None:
    village = ([HANGJIN, entity(2, "Person", "王伟")], [relation(2, "livesIn", 1)])
    graph = resolve([page("甲", village)])
    assert {e.key for e in graph.entities if e.type == "Person"} == {"王伟@150625", contributor_key("王伟", "")}


def test_what_the_gazetteer_knows_stands_without_an_article() -> None:
    graph = resolve([page("甲", ([HANGJIN], []))])
    above = {(s.subject[1], s.object[1]) for s in graph.statements if not s.article}
    assert {("150625", "1506"), ("1506", "15")} <= above
    assert {e.label for e in graph.entities} >= {"杭锦旗", "鄂尔多斯市", "内蒙古自治区", "敖汉旗"}


def test_a_page_given_twice_counts_once() -> None:
    one = page("甲", ([HANGJIN], []))
    assert resolve([one, one]) == resolve([one])
