"""Pseudonymised packages hold no private name anywhere; chosen parts stay whole."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import validate as frictionless_validate

from graph.explain import whole
from graph.exports import EXPORTS
from graph.exports.about import About, Creator
from graph.exports.package import write
from graph.exports.pseudonyms import MASK, private_persons, pseudonymised
from graph.exports.selection import Selection, SelectionError, select
from graph.exports.view import View
from graph.quads import quads
from graph.records import Entity, Graph, Page, Statement
from graph.store import load
from graph.validate import validate
from tests.graphs import GRAPH, HANGJIN, MA, PAN, YUAN
from tests.packages import READERS, contents, held

KEY = b"a secret of more than 16 bytes"
IRI = re.compile(rb"https://w3id\.org/yizhan/id/[a-z]+/[a-z0-9]+")


def packed(folder: Path, graph: Graph) -> Path:
    view = View(graph, text=True, day="2026-01-31")
    told = About.of(view, creators=(Creator("某大学"),), contact="", pseudonyms=True, chosen="")
    formats = {name: one for name, one in EXPORTS.items() if name != "validation"}  # slow, and tested below
    write(view, told, folder, formats, lenient=False)
    return folder


@pytest.fixture(scope="module")
def seeds(seeds_out: Path) -> Graph:
    return whole(seeds_out)


def test_no_byte_of_a_package_holds_a_private_name(seeds: Graph, tmp_path: Path) -> None:
    """In no format, not in the name of a file, and no IRI or hash that is made of one."""
    private = private_persons(seeds)
    public = {entity.label for entity in seeds.entities if entity.type == "Person"} - {e.label for e in private}
    assert len(private) > 15
    assert len(public) > 30
    files = contents(packed(tmp_path, pseudonymised(seeds, KEY)))
    assert len(files) > 70
    view, refs = View(seeds), {entity.ref for entity in private}
    names = {name for entity in private for name in (entity.label, *entity.names, *entity.slips)}
    names |= {mention.name for mention in seeds.mentions if mention.entity in refs}
    names |= {name.encode("ascii", "backslashreplace").decode() for name in names}  # as JSON may write it
    names |= {view.iri(ref).rpartition("/")[2] for ref in refs}
    names |= {part for page in seeds.pages for part in (page.digest, page.name, view.page_iri(page.digest))}
    for place, data in files.items():
        assert not [name for name in names if name in place or name.encode("utf8") in data], place
        if place.startswith("text/") and place.endswith(".txt"):
            assert not [name for name in names if name in "".join(data.decode("utf8").split())], place
    told = files["tables/nodes.csv"].decode("utf8")
    assert sum(name in told for name in public) > 0.9 * len(public)


def test_a_pseudonymised_package_is_the_same_graph(tmp_path: Path) -> None:
    found = held(packed(tmp_path, pseudonymised(GRAPH, KEY)))
    assert found.keys() == READERS.keys()
    assert {(len(nodes), len(edges)) for nodes, edges in found.values()} == {(len(GRAPH.entities), 17)}


def test_masks_are_as_long_as_names_and_all_else_stays() -> None:
    masked = pseudonymised(GRAPH, KEY)
    assert [entity.ref for entity in private_persons(GRAPH)] == [MA]
    assert masked.pages[0].text == GRAPH.pages[0].text.replace("马秀英", MASK * 3)
    assert {entity.label for entity in masked.entities if entity.ref in (YUAN, PAN)} == {"袁玲", "潘佳"}
    for name in ("entities", "statements", "mentions", "figures", "articles", "doubts"):
        assert len(getattr(masked, name)) == len(getattr(GRAPH, name)), name
    spans = [sorted(s.spans for s in graph.statements) for graph in (GRAPH, masked)]
    assert spans[0] == spans[1]


def test_public_figures_keep_their_names() -> None:
    """A villager of the same name does not."""
    figure, villager = Entity("Person", "雷锋", "雷锋"), Entity("Person", "雷锋@150303001", "雷锋")
    graph = replace(GRAPH, entities=tuple(sorted((*GRAPH.entities, figure, villager))))
    private = private_persons(graph)
    assert villager in private
    assert figure not in private


def test_a_pseudonym_needs_the_key_and_stays_the_same_with_it() -> None:
    labels = [
        {entity.label for entity in pseudonymised(GRAPH, key).entities if entity.type == "Person"}
        for key in (KEY, KEY, KEY + b"!")
    ]
    assert labels[0] == labels[1]
    assert len(labels[0] & labels[2]) == len(labels[0]) - 1


def test_a_name_that_a_line_break_cuts_is_masked_too() -> None:
    page = GRAPH.pages[0]
    broken = page.text.replace("马秀英说", "马秀\n英说")
    assert broken != page.text
    graph = replace(
        GRAPH, pages=(Page(page.name, broken),), articles=(), statements=(), mentions=(), figures=(), doubts=()
    )
    text = pseudonymised(graph, KEY).pages[0].text
    assert f"{MASK * 2}\n{MASK}说" in text
    assert len(text) == len(broken)


def test_a_pseudonymised_graph_is_valid() -> None:
    masked = pseudonymised(GRAPH, KEY)
    report = validate(load(quads(masked)), {page.digest: page.text for page in masked.pages})
    assert report.good, report.text("en")


# ---------------------------------------------------------------- parts

CHOICES = [
    (Selection(column="学思践悟"), 1),
    (Selection(region="150625"), 1),
    (Selection(region="鄂尔多斯市"), 1),
    (Selection(region="内蒙古自治区"), 2),
    (Selection(since="2024-10-25"), 2),
    (Selection(since="2024"), 2),
    (Selection(since="2024-01", column="学思践悟"), 1),
]


@pytest.mark.parametrize(("selection", "articles"), CHOICES, ids=[choice.words for choice, _ in CHOICES])
def test_a_part_is_whole(selection: Selection, articles: int) -> None:
    """Every end of a statement is there, and so are the regions above what is named."""
    part = select(GRAPH, selection)
    assert len(part.articles) == articles
    known = {entity.ref for entity in part.entities}
    assert {end for s in part.statements for end in (s.subject, s.object)} <= known
    assert {m.entity for m in part.mentions} | {c.person for a in part.articles for c in a.credits} <= known
    kept = {article.key for article in part.articles}
    assert {one.article for one in (*part.statements, *part.mentions, *part.figures)} <= kept | {""}
    assert quads(part)


PARTS = [Selection(region="杭锦旗"), Selection(column="学思践悟"), Selection(since="2024-10")]


@pytest.mark.parametrize("selection", PARTS, ids=[part.words for part in PARTS])
def test_a_part_is_whole_in_every_format(selection: Selection, tmp_path: Path) -> None:
    """Every format has the same nodes and edges, and names nothing that the graph does not describe."""
    part = select(GRAPH, selection)
    package = packed(tmp_path, part)
    found = held(package)
    assert found.keys() == READERS.keys()
    assert {(len(nodes), len(edges)) for nodes, edges in found.values()} == {(len(part.entities), len(part.statements))}
    described = {line.split(" ")[0][1:-1] for line in (package / "rdf" / "graph.nq").read_text("utf8").splitlines()}
    files = contents(package)
    readable = {place: files[place] for place in files if not place.endswith((".parquet", ".sqlite", ".xlsx"))}
    assert len(readable) > 60
    for place, data in readable.items():
        named = {iri.decode() for iri in IRI.findall(data)}
        assert named <= described, place
    report = frictionless_validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    with closing(sqlite3.connect(package / "tables" / "tables.sqlite")) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_regions_above_come_with_a_part() -> None:
    part = select(GRAPH, Selection(region="杭锦旗"))
    chain = [s.object[1] for s in part.statements if s.predicate == "partOf"]
    assert HANGJIN in {entity.ref for entity in part.entities}
    assert sorted(chain) == ["15", "1506"]


@pytest.mark.parametrize("selection", [Selection(since="2025"), Selection(region="鄂托克旗"), Selection(column="无")])
def test_an_empty_part_is_an_error(selection: Selection) -> None:
    with pytest.raises(SelectionError, match="no article fits"):
        select(GRAPH, selection)


def test_nothing_chosen_is_everything() -> None:
    assert select(GRAPH, Selection()) is GRAPH
    assert isinstance(GRAPH.statements[0], Statement)
