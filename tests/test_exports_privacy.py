"""Pseudonymised packages hold no private name anywhere; chosen parts stay whole."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas
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

KEY = b"a secret of more than 16 bytes"


def packed(folder: Path, graph: Graph) -> Path:
    view = View(graph, text=True, day="2026-01-31")
    told = About.of(view, creators=(Creator("某大学"),), contact="", pseudonyms=True, chosen="")
    formats = {name: one for name, one in EXPORTS.items() if name != "validation"}  # slow, and tested below
    write(view, told, folder, formats, lenient=False)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file's bytes, those of packed ones unpacked as well."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.name] = path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(BytesIO(path.read_bytes())) as book:
                    found |= {name: book.read(name) for name in book.namelist()}
            if path.suffix == ".parquet":
                found[f"{path.name} in clear"] = pandas.read_parquet(path).to_csv().encode("utf8")
    return found


@pytest.fixture(scope="module")
def seeds(seeds_out: Path) -> Graph:
    return whole(seeds_out)


def test_no_byte_of_a_package_holds_a_private_name(seeds: Graph, tmp_path: Path) -> None:
    private = private_persons(seeds)
    public = {entity.label for entity in seeds.entities if entity.type == "Person"} - {e.label for e in private}
    assert len(private) > 15
    assert len(public) > 30
    files = contents(packed(tmp_path, pseudonymised(seeds, KEY)))
    assert len(files) > 60
    hashes = [page.digest.encode() for page in seeds.pages] + [page.name.encode() for page in seeds.pages]
    names = [name.encode("utf8") for entity in private for name in (entity.label, *entity.names)]
    for name, data in files.items():
        assert not [word.decode() for word in names + hashes if word in data], name
    told = files["nodes.csv"].decode("utf8")
    assert sum(name in told for name in public) > 0.9 * len(public)


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


def test_the_tables_of_a_part_refer_to_nothing_outside(tmp_path: Path) -> None:
    view = View(select(GRAPH, Selection(region="杭锦旗")))
    told = About.of(view, creators=(Creator("某大学"),), contact="", pseudonyms=False, chosen="")
    write(view, told, tmp_path, {"csv": EXPORTS["csv"]}, lenient=False)
    report = frictionless_validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])


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
