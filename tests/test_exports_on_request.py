"""The formats that are written on request: each reads back, with the same nodes, edges and places."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import networkx
import pytest
from frictionless import validate as frictionless_validate
from lxml import etree

from graph import reifiers
from graph.exports import EXPORTS, ON_REQUEST
from graph.exports.about import About, Creator
from graph.exports.formats import made
from graph.exports.incidence import incidence
from graph.exports.package import write
from graph.exports.selection import Selection, select
from graph.exports.view import View
from tests.explorer_graphs import built_graph
from tests.graphs import COMMITTEE, GRAPH, PAGE, STATION

VIEW = View(GRAPH, text=True)
EDGES = sorted((VIEW.iri(tie.subject), VIEW.iri(tie.object), tie.relation) for tie in VIEW.ties())
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
SCHEMAS = Path(__file__).parent / "schemas"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("requested")
    told = About.of(VIEW, creators=(Creator("某大学"),), contact="", pseudonyms=False, chosen="")
    write(VIEW, told, folder, {name: EXPORTS[name] for name in sorted(ON_REQUEST)}, lenient=False)
    return folder


def test_a_package_without_tables_is_valid_too(package: Path) -> None:
    report = frictionless_validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] > 10


def test_pajek_reads_back(package: Path) -> None:
    text = (package / "graph" / "organisations-programmes.net").read_text("utf-8-sig")
    one_mode = text.replace("*Vertices 3 2", "*Vertices 3").splitlines()  # networkx reads no second mode
    graph = networkx.parse_pajek(one_mode)
    expected = {(VIEW.label(tie.subject), VIEW.label(tie.object)) for tie in VIEW.ties() if tie.relation == "runs"}
    assert {(s, t) for s, t, _ in graph.edges} == expected
    assert text.startswith("*Vertices 3 2\n")


def test_ucinet_has_the_same_cells(package: Path) -> None:
    text = (package / "graph" / "organisations-programmes.dl").read_text("utf8")
    assert text.startswith("dl nr=2 nc=1 format=edgelist2\nrow labels:\n")
    assert text.endswith("data:\n1 1 1\n2 1 1\n")


def test_names_in_a_mode_differ() -> None:
    matrix = incidence(VIEW)
    assert matrix.organisations == (COMMITTEE[1], "杭锦旗直属机关工委")
    assert matrix.programmes == (STATION[1],)


def test_cx2_holds_the_graph(package: Path) -> None:
    aspects = json.loads((package / "graph" / "graph.cx2").read_text("utf8"))
    assert aspects[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert aspects[-1] == {"status": [{"success": True}]}
    by_name = {name: value for aspect in aspects for name, value in aspect.items()}
    iris = {node["id"]: node["v"]["iri"] for node in by_name["nodes"]}
    assert sorted((iris[e["s"]], iris[e["t"]], e["v"]["interaction"]) for e in by_name["edges"]) == EDGES
    counts = {one["name"]: one["elementCount"] for one in by_name["metaData"]}
    assert counts["nodes"] == len(iris) == len(GRAPH.entities)
    assert counts["edges"] == len(EDGES)
    declared = by_name["attributeDeclarations"][0]
    for kind in ("nodes", "edges"):
        assert {name for one in by_name[kind] for name in one["v"]} <= declared[kind].keys()


def test_neo4j_tables_hold_the_graph(package: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (package / "graph" / "neo4j" / f"{name}.csv").open(encoding="utf8", newline="") as file:
            return list(csv.DictReader(file))

    assert {row["iri:ID"] for row in rows("nodes")} == {VIEW.iri(entity.ref) for entity in GRAPH.entities}
    found = sorted((row[":START_ID"], row[":END_ID"], row[":TYPE"]) for row in rows("relationships"))
    assert found == EDGES


def test_cypher_says_every_node_and_edge(package: Path) -> None:
    lines = (package / "graph" / "graph.cypher").read_text("utf8").splitlines()
    assert all(line.endswith(";") for line in lines)
    iri = r'\{iri: "([^"]*)"\}'
    edge = re.compile(rf"MATCH \(a:Entity {iri}\), \(b:Entity {iri}\) MERGE \(a\)-\[r:(\w+)\]->\(b\) SET r \+= ")
    assert sorted(match.groups() for match in map(edge.match, lines) if match) == EDGES
    assert sum(line.startswith("MERGE (n:Entity ") for line in lines) == len(GRAPH.entities)


def test_brat_places_are_right(package: Path) -> None:
    (file,) = (package / "text" / "brat").glob("*.ann")
    text = file.with_suffix(".txt").read_text("utf8")
    assert text == PAGE.text
    mentions, relations = {}, []
    for line in file.read_text("utf8").splitlines():
        number, rest = line.split("\t", 1)
        if number.startswith("T"):
            about, words = rest.split("\t")
            places = [tuple(map(int, place.split())) for place in about.split(" ", 1)[1].split(";")]
            assert " ".join(text[begin:end] for begin, end in places) == words
            mentions[number] = words
        elif number.startswith("R"):
            relation, *ends = rest.split()
            relations.append((relation, *(mentions[end.split(":")[1]] for end in ends)))
    assert len(mentions) == len(GRAPH.mentions)
    assert ("holds", "袁玲", "佳和小区党支部") in relations
    assert ("runs", "拉僧仲街道党工委", "红色驿站") in relations


def test_cas_counts_as_java_does(tmp_path: Path) -> None:
    """A character beyond the basic plane is two units of UTF-16."""
    from dataclasses import replace

    from extractors.document import Page, Span

    text = "\U00020000" + PAGE.text
    page = Page(PAGE.name, text)
    articles = tuple(replace(article, page=page.digest) for article in GRAPH.articles)
    mentions = tuple(replace(m, spans=tuple(Span(s.begin + 1, s.end + 1) for s in m.spans)) for m in GRAPH.mentions)
    graph = replace(GRAPH, pages=(page,), articles=articles, mentions=mentions, statements=(), doubts=())
    EXPORTS["cas"].write(View(graph, text=True), tmp_path)
    (file,) = (tmp_path / "text" / "cas").glob("*.xmi")
    root = etree.parse(file).getroot()
    sofa = root.find("{http:///uima/cas.ecore}Sofa").get("sofaString").encode("utf-16-le")
    found = root.findall("{http:///yizhan.ecore}Mention")
    assert len(found) == len(GRAPH.mentions)
    words = {sofa[2 * int(one.get("begin")) : 2 * int(one.get("end"))].decode("utf-16-le") for one in found}
    assert words == {text[span.begin : span.end] for m in mentions for span in m.spans}


def test_tei_is_valid(package: Path, tmp_path: Path) -> None:
    """By the schema of all of TEI, with the articles' texts and without."""
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "tei_all.rng"))
    schema.assertValid(etree.parse(package / "text" / "articles.xml"))
    for number, graph in enumerate((GRAPH, select(GRAPH, Selection(column="学思践悟")), built_graph())):
        EXPORTS["tei"].write(View(graph), folder := made(tmp_path, str(number)))
        schema.assertValid(etree.parse(folder / "text" / "articles.xml"))


def test_tei_points_to_what_is_there(package: Path) -> None:
    tree = etree.parse(package / "text" / "articles.xml")
    ids = [element.get(XML_ID) for element in tree.iter() if element.get(XML_ID)]
    assert len(ids) == len(set(ids)) == len(GRAPH.entities) + len(GRAPH.articles)
    assert {element.prefix for element in tree.iter(etree.Element)} == {None}
    assert b' xml:id="' in (package / "text" / "articles.xml").read_bytes()
    relations = tree.findall(".//t:relation", TEI)
    assert len(relations) == len(EDGES)
    for one in relations:
        assert {one.get("active")[1:], one.get("passive")[1:]} <= set(ids)
    spans = tree.findall(".//t:spanGrp[@type='mentions']/t:span", TEI)
    assert len(spans) == len(GRAPH.mentions)
    for span in spans:
        for place in span.get("target").split():
            name, _, where = place.partition("#char=")
            begin, end = map(int, where.split(","))
            assert (package / "text" / name).read_text("utf8")[begin:end].replace("\n", "") in span.text
    assert [head.text for head in tree.findall(".//t:head", TEI)] == ["红色驿站暖人心"]


def test_rdf_12_converts_back_to_the_same_graph(package: Path, tmp_path: Path) -> None:
    """Reifiers back to statement nodes gives the N-Quads of the plain export."""
    reified = (package / "rdf" / "graph-rdf12.nq").read_text(encoding="utf8")
    assert "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies" in reified
    EXPORTS["rdf"].write(VIEW, tmp_path)
    assert reifiers.plain(reified) == (tmp_path / "rdf" / "graph.nq").read_text(encoding="utf8")
