"""Relations of single sentences, half of them with nothing that holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from extractors.document import Article, Found, Relation, Span
from extractors.relations import relations, settle
from extractors.sentence.clauses import LONGEST, clauses
from graph import rule_table
from tests.sentences import holding, read, scrambled

ROWS = [
    line.split("\t") for line in (Path(__file__).parent / "cases" / "relations.tsv").read_text("utf8").splitlines()[2:]
]


def read_case(text: str) -> tuple[Relation, ...]:
    marked, _, posts = text.partition(" ## ")
    article, found = read(marked)
    return relations(article, holding(found, posts)).relations


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_relations_of_a_sentence(text: str, expected: str) -> None:
    got = {f"{r.subject[1]} {r.predicate} {r.object[1]}" for r in read_case(text)}
    assert got == ({*expected.split("; ")} if expected != "-" else set())


def test_there_are_cases_of_both_kinds() -> None:
    empty = [text for text, expected in ROWS if expected == "-"]
    assert len(ROWS) >= 36
    assert len(empty) * 2 >= len(ROWS)


def test_a_carried_subject_is_a_premise_with_its_place() -> None:
    article, found = read("{Region:赤峰市}抓基层。同时,深化{Programme:网格化}治理。")
    (relation,) = relations(article, found).relations
    assert relation.inferred
    assert relation.premises == ("承前省略主语:赤峰市",)
    assert [article[span] for span in relation.evidence] == ["赤峰市", "深化网格化治理"]


def test_a_named_subject_needs_no_premise() -> None:
    (relation,) = read_case("{Region:赤峰市}深化{Programme:网格化}治理。")
    assert (relation.inferred, relation.premises) == (False, ())


def test_a_programme_read_as_a_body_too_runs_nothing() -> None:
    article, found = read("{Region:河湾镇}建起{Programme:草原工作站}。工作站推行{Programme:一事一访}。")
    station = next(m for m in found.mentions if m.canonical == "草原工作站")
    body = replace(station, type="Organisation")
    again = replace(body, at=Span(station.at.end + 1, station.at.end + 4), name="工作站", generic=True)
    stated = relations(article, found + Found((body, again))).relations
    assert {(r.subject[1], r.predicate, r.object[1]) for r in stated} == {("河湾镇", "runs", "草原工作站")}


def test_the_best_founded_runner_is_kept() -> None:
    runs = [Relation(("Region", name), "runs", ("Programme", "p"), (), "t", c) for name, c in (("a", 0.9), ("b", 0.5))]
    assert settle(runs) == runs[:1]


def test_speech_is_the_speakers_and_the_topic_goes_on_after_it() -> None:
    marked = "{Region:赤峰市}抓基层。“我们努力,再加把劲。”{PartyOrganisation:镇党委}书记{Person:王金柱}说。|推进落实。"
    article, found = read(marked)
    told = clauses(article, holding(found, "王金柱=镇党委"))
    actors = {article[c.at].strip("“"): c.actor.canonical if c.actor else "" for c in told}
    assert actors["我们努力"] == "镇党委"
    assert actors["推进落实"] == "赤峰市"


@given(scrambled())
def test_whatever_the_text_evidence_is_in_it(case: tuple[Article, Found]) -> None:
    article, found = case
    known = {m.ref for m in found.mentions}
    stated = relations(article, found).relations
    assert stated == relations(article, found).relations
    for relation in stated:
        assert {relation.subject, relation.object} <= known
        assert relation.evidence
        assert all(article[span].strip() for span in relation.evidence)


def test_study_notes_state_nothing() -> None:
    article, found = read("{Region:赤峰市}实施{Programme:头雁工程}。", kind="study")
    assert relations(article, found) == Found()


@pytest.mark.parametrize(
    ("name", "housed"), [("护林队", True), ("百姓驿站", True), ("积分制", False), ("歌唱大赛", False)]
)
def test_what_a_village_body_runs_is_there_if_it_is_housed(name: str, housed: bool) -> None:
    article, found = read(f"{{PartyOrganisation:南沟村党支部}}推行{{Programme:{name}}}。{{Region:南沟村}}在山里。")
    village = tuple(replace(m, level="village") if m.type == "Region" else m for m in found.mentions)
    seat = Relation(("PartyOrganisation", "南沟村党支部"), "basedIn", ("Region", "南沟村"), (), "test")
    homes = [r for r in relations(article, Found(village, (seat,))).relations if r.predicate == "basedIn"]
    expected = [(name, "南沟村", True, ("开展者在南沟村",))] if housed else []
    assert [(r.subject[1], r.object[1], r.inferred, r.premises) for r in homes] == expected


def test_what_a_county_body_runs_is_not_placed() -> None:
    article, found = read("{PartyOrganisation:旗委}推行{Programme:积分制}。{Region:赛罕旗}在山里。")
    county = tuple(replace(m, level="county") if m.type == "Region" else m for m in found.mentions)
    seat = Relation(("PartyOrganisation", "旗委"), "basedIn", ("Region", "赛罕旗"), (), "test")
    assert {r.predicate for r in relations(article, Found(county, (seat,))).relations} == {"runs"}


def test_text_without_marks_is_cut() -> None:
    """Where punctuation is lost no clause grows with the text, and what a clause says stays what it says."""
    article, found = read("{PartyOrganisation:敖汉旗委}实施{Programme:头雁工程}" + "群众更加满意" * 1000)
    told = clauses(article, found)
    assert len(told) == -(-len(article.text) // LONGEST)
    assert [clause.at.begin for clause in told[1:]] == [clause.at.end for clause in told[:-1]]
    assert told[0].actor is not None
    assert len({clause.sentence for clause in told}) == len(told)


def of_a_village() -> tuple[Relation, ...]:
    """What is stated where the runner's village is known."""
    article, found = read("{Region:杏林村}里热闹。{PartyOrganisation:杏林村党支部}打造“{Programme:先锋小院}”。")
    village, body, _ = found.mentions
    home = Relation(body.ref, "basedIn", village.ref, (), "test")
    mentions = (replace(village, level="village"), *found.mentions[1:])
    return relations(article, Found(mentions, (home,))).relations


def test_what_a_village_body_runs_is_at_home_there() -> None:
    (at,) = (relation for relation in of_a_village() if relation.predicate == "basedIn")
    assert (at.subject[1], at.object[1], at.rule) == ("先锋小院", "杏林村", "runner-home")


def test_every_rule_is_in_the_table_and_every_row_of_it_at_work() -> None:
    stated = [*of_a_village(), *(relation for text, _ in ROWS for relation in read_case(text))]
    named = {f"relation {relation.predicate}: {relation.rule}" for relation in stated}
    families = {rule_table.family(name) for name in named}
    assert families - rule_table.GOES_BY.keys() == set()
    assert rule_table.GOES_BY.keys() - families == set()
