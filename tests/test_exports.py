"""The research package: every format reads back, holds the same graph, and is the same bytes twice."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from xml.dom import minidom

import jsonschema
import networkx
import openpyxl
import pandas
import pytest
import yaml
from datacite import schema45
from frictionless import validate as frictionless_validate
from hypothesis import given
from hypothesis.strategies import integers, lists, text
from lxml import etree
from pyld import jsonld
from pyoxigraph import Quad, RdfFormat, parse

from graph import syntax
from graph.cli import main
from graph.evaluate import evaluate
from graph.explain import whole
from graph.exports import DEFAULT, EXPORTS, about, tables, xlsx
from graph.exports.columns import TEXT, Table
from graph.exports.formats import Format, library
from graph.exports.package import NOBODY, export, write
from graph.exports.sqlite import VIEWS, search_terms
from graph.exports.view import View, first_day, last_day
from graph.exports.webannotation import CONTEXT
from graph.outcomes import scores
from graph.quads import quads
from graph.sorting import sorter
from graph.store import load
from graph.validate import validate
from ontology.terms import RELATIONS, Bilingual
from tests.crates import issues
from tests.graphs import GRAPH
from tests.packages import READERS, held

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "tests" / "schemas"
DAY = "2026-01-31"
CREATOR = about.Creator.of("某大学 <https://ror.org/03f0f6041>")
PERSON = about.Creator.of("张三 <https://orcid.org/0000-0002-1825-0097>, 某大学 <https://ror.org/03f0f6041>")


def packed(
    folder: Path,
    view: View,
    formats: Mapping[str, Format] = EXPORTS,
    *,
    creators: tuple[about.Creator, ...] = (CREATOR,),
    contact: str = "data@example.org",
) -> Path:
    """The package of a view, in all formats, without a build."""
    folder.mkdir(exist_ok=True)
    told = about.About.of(view, creators=creators, contact=contact, pseudonyms=False, chosen="")
    write(view, told, folder, formats, lenient=False)
    return folder


@pytest.fixture(scope="module")
def seeds(seeds_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default package of the seeds, made by the command."""
    out = tmp_path_factory.mktemp("package") / "seeds"
    options = ["--out", str(out), "--date", DAY, "--gold", str(ROOT / "tests" / "gold")]
    assert main(["export", "--graph", str(seeds_out), *options]) == 0
    return out


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("small"), View(GRAPH, text=True, day=DAY))


@pytest.fixture(params=["seeds", "small"])
def package(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / "tables" / f"{table}.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


# ---------------------------------------------------------------- the package as a whole


def test_frictionless_finds_it_valid(package: Path) -> None:
    report = frictionless_validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(tables.ALL)


@pytest.mark.parametrize("creators", [(CREATOR,), (PERSON,)], ids=["institute", "person"])
def test_the_crate_is_as_required_and_recommended(creators: tuple[about.Creator, ...], tmp_path: Path) -> None:
    few = {name: EXPORTS[name] for name in ("csv", "gexf", "bibtex")}  # the validator is slow for each file
    crate = packed(tmp_path / "crate", View(GRAPH, day=DAY), few, creators=creators)
    assert issues(crate, tmp_path / "cache") == []


def test_without_a_creator_the_crate_has_all_that_is_required(tmp_path: Path) -> None:
    """What is recommended and only a user knows is missing: who made it, and whom to ask."""
    crate = packed(tmp_path / "crate", View(GRAPH), {"csv": EXPORTS["csv"]}, creators=NOBODY, contact="")
    missing = issues(crate, tmp_path / "cache")
    assert missing
    for issue in missing:
        assert issue.startswith("RECOMMENDED ")
        assert "organization SHOULD have a URL" in issue or "ROR" in issue or "contactPoint" in issue, issue


def test_datacite_metadata_is_valid(package: Path) -> None:
    schema45.validator.validate(json.loads((package / "datacite.json").read_text("utf8")))


@pytest.mark.parametrize("creators", [NOBODY, (CREATOR, PERSON)], ids=["nobody", "several"])
def test_citation_metadata_is_valid(creators: tuple[about.Creator, ...], tmp_path: Path) -> None:
    contact = "data@example.org" if creators is not NOBODY else ""
    packed(tmp_path, View(GRAPH), {"bibtex": EXPORTS["bibtex"]}, creators=creators, contact=contact)
    schema = json.loads((SCHEMAS / "cff-1.2.0.json").read_text("utf8"))
    cited = yaml.safe_load((tmp_path / "CITATION.cff").read_text("utf8"))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(cited)
    assert [author["name"] for author in cited["authors"]] == [one.name for one in creators]
    schema45.validator.validate(json.loads((tmp_path / "datacite.json").read_text("utf8")))


def test_catalogue_metadata_names_every_data_file(small: Path) -> None:
    found = list(parse(path=str(small / "dataset.ttl"), format=RdfFormat.TURTLE))
    named = {t.subject.value.partition("/dataset/")[2] for t in found if t.predicate.value.endswith("#byteSize")}
    files = {path.relative_to(small).as_posix() for path in small.rglob("*/*") if path.is_file()}
    assert named == files


def test_the_manifest_is_right_and_whole(package: Path) -> None:
    lines = (package / "manifest-sha256.txt").read_text("utf8").splitlines()
    listed = dict(line.split("  ", 1)[::-1] for line in lines)
    there = {path.relative_to(package).as_posix(): path for path in package.rglob("*") if path.is_file()}
    assert listed.keys() == there.keys() - {"manifest-sha256.txt"}
    for name, digest in listed.items():
        assert hashlib.sha256(there[name].read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("seed", ["1", "2"])
def test_packages_of_other_processes_are_the_same_bytes(seed: str, small: Path, tmp_path: Path) -> None:
    """In all formats, whatever order a process gives to sets."""
    again = tmp_path / "again"
    script = "import sys, tests.test_exports as t; t.packed(t.Path(sys.argv[1]), t.View(t.GRAPH, text=True, day=t.DAY))"
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script, str(again)], cwd=tmp_path, env=environment, check=True)
    files = sorted(path for path in small.rglob("*") if path.is_file())
    assert {path.suffix for path in files} >= {".xlsx", ".sqlite", ".parquet", ".gexf"}
    assert [path.relative_to(small) for path in files] == sorted(
        path.relative_to(again) for path in again.rglob("*") if path.is_file()
    )
    for path in files:
        assert path.read_bytes() == (again / path.relative_to(small)).read_bytes(), path.name


def test_every_format_has_a_title_and_an_own_name() -> None:
    assert set(DEFAULT) < EXPORTS.keys()
    for name, one in EXPORTS.items():
        assert one.TITLE.zh, name
        assert one.TITLE.en, name
        assert one.SUFFIX.startswith("."), name


def test_the_readme_says_how_good_it_is(seeds: Path, seeds_out: Path) -> None:
    told = (seeds / "README.md").read_text("utf8")
    gold = {path.stem: json.loads(path.read_text("utf8")) for path in sorted((ROOT / "tests" / "gold").glob("0*.json"))}
    found = [json.loads((seeds_out / "annotations" / Path(one["page"]).with_suffix(".json")).read_text("utf8"))
             for one in gold.values()]  # fmt: skip
    measured = scores(evaluate(zip(gold.values(), found, strict=True)))
    assert f"与其中 {len(gold)} 个版面的人工标注相比" in told
    for what, score in (("all entities", measured["ENTITIES"]), ("all relations", measured["RELATIONS"])):
        assert f"**{what}** | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |" in told
    assert "rdf/graph.trig" in told


def test_the_readme_tells_the_use_of_what_is_there(tmp_path: Path) -> None:
    told = (packed(tmp_path, View(GRAPH), {"gexf": EXPORTS["gexf"]}) / "README.md").read_text("utf8")
    assert "Gephi" in told
    assert not [word for word in ("Excel", "SQLite", "SPARQL", "Zotero", "networkx") if word in told]


def test_the_readme_tells_apart_what_only_the_gazetteer_knows(small: Path) -> None:
    told = (small / "README.md").read_text("utf8")
    assert "| 实体 | entities | 17 |\n| – 只见于地名录 | – known from the gazetteer only | 3 |" in told
    assert "14 个实体,13 条陈述" in told


def test_codes_mean_what_the_ontology_says(seeds: Path) -> None:
    """Every code in a table is explained."""
    codes = {(row["variable"], row["code"]): row["definition_zh"] for row in rows(seeds, "codes")}
    assert codes["relation", "runs"] == RELATIONS["runs"].definition.zh
    used = {("relation", row["relation"]) for row in rows(seeds, "edges")}
    used |= {("kind", row["kind"]) for row in rows(seeds, "articles")}
    used |= {(name, row[name]) for row in rows(seeds, "nodes") for name in ("type", "level") if row[name]}
    assert len(used) > 15
    assert used <= codes.keys()


# ---------------------------------------------------------------- the same graph everywhere


def test_all_formats_hold_the_same_nodes_and_edges(package: Path, small: Path) -> None:
    found = held(package, only=[place for place in READERS if (package / place).exists()])
    assert len(found) == (len(READERS) if package == small else 10)
    nodes, edges = found["tables"]
    assert nodes
    assert edges
    for place, graph in found.items():
        assert graph == (nodes, edges), place


def test_networks_have_the_labels_of_the_tables(package: Path) -> None:
    nodes = {row["id"]: row["label"] for row in rows(package, "nodes")}
    gexf = networkx.read_gexf(package / "graph" / "graph.gexf", version="1.3")
    graphml = networkx.read_graphml(package / "graph" / "graph.graphml", force_multigraph=True)
    assert {name: data["label"] for name, data in gexf.nodes(data=True)} == {
        name: " ".join(label.split()) for name, label in nodes.items()
    }
    assert {name: data["label"] for name, data in graphml.nodes(data=True)} == nodes


def test_nodes_say_in_which_county_they_stand(small: Path, seeds: Path) -> None:
    inside = {row["label"]: (row["county_codes"], row["counties"]) for row in rows(small, "nodes")}
    in_hainan = {"海南区", "拉僧仲街道", "佳和小区", "拉僧仲街道党工委", "红色驿站", "马秀英"}
    assert {label for label, counties in inside.items() if counties == ("150303", "海南区")} == in_hainan
    assert inside["乌海市"] == ("1503", "乌海市")
    assert inside["三会一课"] == inside["潘佳"] == ("", "")
    by_runner = {row["label"]: row["counties"] for row in rows(seeds, "nodes") if row["type"] == "Programme"}
    assert by_runner["双报到、双服务、双报告"] == "赤峰市; 杭锦后旗"
    gexf = networkx.read_gexf(small / "graph" / "graph.gexf", version="1.3")
    assert {data["label"] for _, data in gexf.nodes(data=True) if data.get("counties") == "海南区"} == in_hainan


def test_names_in_xml_are_written_as_browsers_look_for_them(package: Path) -> None:
    """Gephi Lite and other readers in a browser ask for `node` and `viz:size`, whatever a prefix stands for."""
    nodes = len(rows(package, "nodes"))
    gexf = minidom.parse(str(package / "graph" / "graph.gexf"))
    assert len(gexf.getElementsByTagName("node")) == len(gexf.getElementsByTagName("viz:size")) == nodes > 0
    graphml = minidom.parse(str(package / "graph" / "graph.graphml"))
    assert len(graphml.getElementsByTagName("node")) == nodes


@pytest.mark.parametrize("table", tables.ALL, ids=lambda table: table.name)
def test_tables_are_the_same_in_every_format(table: Table, seeds: Path) -> None:
    expected = rows(seeds, table.name)
    assert expected
    frame = pandas.read_parquet(seeds / "tables" / f"{table.name}.parquet")
    assert len(frame) == len(expected)
    with closing(sqlite3.connect(seeds / "tables" / "tables.sqlite")) as base:
        assert base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (len(expected),)
    sheet = openpyxl.load_workbook(seeds / "tables" / "tables.xlsx", read_only=True)[table.name]
    header, *lines = sheet.iter_rows(values_only=True)
    assert list(header) == [column.name for column in table.columns] == list(frame.columns)
    texts = [number for number, column in enumerate(table.columns) if column.kind == TEXT]
    found = [["" if line[n] is None else line[n] for n in texts] for line in lines]
    assert found == [[list(row.values())[n] for n in texts] for row in expected]


def test_codes_are_text_and_nothing_is_a_formula(seeds: Path) -> None:
    book = openpyxl.load_workbook(seeds / "tables" / "tables.xlsx")
    assert book["nodes"].freeze_panes == "A2"
    codes = [cell for cell in next(book["nodes"].iter_cols(5, 5, 2)) if cell.value]
    assert codes
    assert {cell.data_type for cell in codes} == {"s"}
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_every_quote_is_on_its_page(seeds: Path, seeds_out: Path) -> None:
    view = View(whole(seeds_out))
    page_text = {view.article_iri(key): view.page_of(key).text for key in view.articles}
    quoted = [row for name in ("edges", "statements", "figures") for row in rows(seeds, name) if row["quote"]]
    assert len(quoted) > 500
    for row in quoted:
        page = page_text[row["article"]]
        flat = page.replace("\n", "")
        assert all(part.removesuffix("…") in flat for part in row["quote"].split(" / ")), row
        if not row["places"]:
            assert page[int(row["begin"]) : int(row["end"])].replace("\n", "").startswith(row["quote"].rstrip("…"))


# ---------------------------------------------------------------- formats


def test_gexf_is_valid(package: Path) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "gexf.rng"))
    schema.assertValid(etree.parse(package / "graph" / "graph.gexf"))


def test_gexf_carries_dates_and_places(small: Path) -> None:
    tree = etree.parse(small / "graph" / "graph.gexf")
    space = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}
    dated = tree.findall(".//g:node[@start]", space)
    assert {node.get("end") for node in dated} == {"2024-10-25"}
    positions = {(p.get("x"), p.get("y")) for p in tree.findall(".//v:position", space)}
    assert len(positions) > 5


def test_sqlite_is_sound_and_answers(seeds: Path) -> None:
    with closing(sqlite3.connect(seeds / "tables" / "tables.sqlite")) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for view in VIEWS:
            assert base.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0 or view == "uncertain_statements"


SEARCHES = ["红色驿站", "驿站", "站", "红", "党", "支部", "乌海", "1447党建工作法", "嘎查 党员"]


@pytest.mark.parametrize("words", SEARCHES)
def test_full_text_finds_words_of_any_length(words: str, seeds: Path) -> None:
    """The same rows that LIKE finds, one and two characters too."""
    with closing(sqlite3.connect(seeds / "tables" / "tables.sqlite")) as base:
        found = base.execute("SELECT rowid FROM search WHERE search MATCH ?", [search_terms(words)]).fetchall()
        like = " AND ".join("text LIKE ?" for _ in words.split())
        scanned = base.execute(f"SELECT rowid FROM found WHERE {like}", [f"%{w}%" for w in words.split()]).fetchall()
    assert scanned
    assert set(scanned) <= set(found)
    if words.isalpha():  # digits may stand off by a mark: “1447”党建工作法
        assert set(scanned) == set(found)


def annotations(package: Path) -> Iterator[dict]:
    for line in (package / "text" / "annotations.jsonl").read_text("utf8").split("\n"):
        if line:
            yield json.loads(line)


def test_annotations_are_valid(package: Path) -> None:
    schema = json.loads((SCHEMAS / "annotation.json").read_text("utf8"))
    check = jsonschema.Draft202012Validator(schema)
    found = list(annotations(package))
    assert found
    assert not [error.message for one in found for error in check.iter_errors(one)]


def test_annotations_are_json_ld(small: Path) -> None:
    """Each is three and more of W3C's objects with all their properties: nothing is lost in expanding them."""
    context = json.loads((SCHEMAS / "anno.jsonld").read_text("utf8"))

    def loader(url: str, _: object) -> dict:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    found = list(annotations(small))
    assert found
    for one in found:
        (expanded,) = jsonld.expand(one, {"documentLoader": loader})
        assert jsonld.compact(expanded, CONTEXT, {"documentLoader": loader}) == one
        assert expanded["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
        selectors = {q.object.value for q in triples(expanded) if q.predicate.value.endswith("#type")}
        assert selectors >= {f"http://www.w3.org/ns/oa#{name}Selector" for name in ("TextPosition", "TextQuote")}


def triples(expanded: dict) -> list[Quad]:
    return list(parse(json.dumps([expanded]), format=RdfFormat.JSON_LD))


def test_a_sheet_that_is_full_says_where_the_rest_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 6)
    xlsx.write(View(GRAPH), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "tables" / "tables.xlsx")["nodes"]
    values = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert len(values) == 6
    assert values[0] == "id"
    rest = "tables/nodes.csv (yizhan export --formats csv)"
    assert values[-1] == f"… 其余见 {rest} | the rest is in {rest}"


def test_annotations_point_to_their_words(small: Path) -> None:
    view = View(GRAPH)
    page = {view.page_iri(page.digest): page.text for page in GRAPH.pages}
    found = list(annotations(small))
    assert len(found) == len(GRAPH.mentions) + sum(bool(s.spans) for s in GRAPH.statements)
    for one in found:
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            position, quote = target["selector"]
            words = page[target["source"]]
            assert words[position["start"] : position["end"]] == quote["exact"]
            assert words[: position["start"]].endswith(quote["prefix"])
            assert words[position["end"] :].startswith(quote["suffix"])


def test_without_text_no_body_is_given(seeds: Path, small: Path) -> None:
    given, whole_ = ((folder / "rdf" / "graph.nq").read_text("utf8") for folder in (seeds, small))
    assert "#body> " not in given
    assert "#part1> " not in given
    assert "#body> " in whole_
    assert not (seeds / "text" / "pages").exists()
    assert [path.read_text("utf8") for path in (small / "text" / "pages").iterdir()] == [GRAPH.pages[0].text]


def test_the_given_graph_is_valid(small: Path, tmp_path: Path) -> None:
    """Without bodies too; and the report in the package says so."""
    packed(tmp_path, View(GRAPH))
    texts = {page.digest: page.text for page in GRAPH.pages}
    report = validate(load(tmp_path / "rdf" / "graph.nq"), texts)
    assert report.good, report.text("en")
    assert "sh:conforms true" in (small / "rdf" / "validation.ttl").read_text("utf8")


def test_inferred_triples_are_new(small: Path) -> None:
    said = {str(quad.triple) for quad in parse(path=str(small / "rdf" / "graph.nq"))}
    inferred = {str(triple) for triple in parse(path=str(small / "rdf" / "inferred.nt"))}
    assert inferred
    assert said.isdisjoint(inferred)
    view = View(GRAPH)
    chain = [view.iri(("Region", code)) for code in ("150303001", "1503", "15")]
    part_of = "<https://w3id.org/yizhan/ontology#partOf>"
    assert f"<{chain[0]}> {part_of} <{chain[1]}>" in inferred
    assert f"<{chain[0]}> {part_of} <{chain[2]}>" in inferred


def test_the_streamed_graph_is_that_of_a_build(tmp_path: Path) -> None:
    EXPORTS["rdf"].write(View(GRAPH, text=True, quote_limit=0), tmp_path)
    for ending in ("nq", "trig", "ttl"):
        assert (tmp_path / "rdf" / f"graph.{ending}").read_bytes() == syntax.rendered(quads(GRAPH), ending), ending


def test_jsonld_has_a_context_and_every_quad(package: Path) -> None:
    file = package / "rdf" / "graph.jsonld"
    assert json.loads(file.read_text("utf8"))["@context"]["@vocab"] == "https://w3id.org/yizhan/ontology#"
    assert set(parse(path=str(file))) == set(parse(path=str(package / "rdf" / "graph.nq")))


@given(lists(text(alphabet="ab\u2028\r一"), max_size=40), integers(1, 9))
def test_sorting_on_disk_is_sorting(words: list[str], held: int) -> None:
    with sorter(held=held) as lines:
        for word in words:
            lines.add(word + "\n")
        for _ in range(2):
            assert list(lines) == sorted({word + "\n" for word in words})


def test_long_quotes_are_cut_everywhere(tmp_path: Path) -> None:
    packed(tmp_path, View(GRAPH, quote_limit=5))
    assert max(len(row["quote"]) for row in rows(tmp_path, "statements")) == 5
    found = parse(path=str(tmp_path / "rdf" / "graph.nq"))
    quotes = [quad.object.value for quad in found if quad.predicate.value.endswith("#quote")]
    assert max(map(len, quotes)) == 5
    assert all(
        len(selector.get("exact", "")) <= 5
        for one in annotations(tmp_path)
        for target in (one["target"] if isinstance(one["target"], list) else [one["target"]])
        for selector in target["selector"]
    )


DATES = [("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), (DAY, DAY, DAY)]


@pytest.mark.parametrize(("date", "first", "last"), DATES)
def test_dates_become_days(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


# ---------------------------------------------------------------- the command


def test_bad_options_are_one_line(seeds_out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "short.key").write_text("short")
    cases = [
        (["--formats", "dbf"], "no format dbf; there are rdf, "),
        (["--date", "2024-13-01"], "--date 2024-13-01: not a day"),
        (["--region", "无此地"], "--region 无此地: the graph has no region"),
        (["--column", "无此栏"], "no article fits column 无此栏"),
        (["--since", "昨天"], "--since 昨天: not a date"),
        (["--pseudonyms", str(tmp_path / "no.key")], "no.key: cannot read the key file"),
        (["--pseudonyms", str(tmp_path / "short.key")], "short.key: a key needs 16 bytes"),
        (["--creator", "a <b"], "--creator a <b: write a name, or Name <https"),
        (["--contact", "nobody"], "--contact nobody: not an e-mail address"),
        (["--out", str(seeds_out)], "holds a build; name another folder"),
    ]
    for arguments, message in cases:
        options = ["export", "--graph", str(seeds_out), "--out", str(tmp_path / "out"), *arguments]
        assert main(options) == 2
        error = capsys.readouterr().err
        assert message in error
        assert len(error.splitlines()) == 1
        assert not (tmp_path / "out").exists()


def test_without_the_extra_the_rest_is_written(seeds_out: Path, tmp_path: Path) -> None:
    """In a process that has no pyarrow: Parquet is left out, with a line that says why; by name it is an error."""
    script = "import sys; sys.modules['pyarrow'] = None; from graph.cli import main; sys.exit(main(sys.argv[1:]))"
    message = "parquet: needs pyarrow; install it with: pip install 'yizhan[export]'"
    folder = {"cwd": ROOT, "capture_output": True, "text": True, "check": False}
    view = [sys.executable, "-c", script, "export", "--graph", str(seeds_out), "--out", str(tmp_path / "out")]
    asked = subprocess.run([*view, "--formats", "parquet"], **folder)
    assert (asked.returncode, asked.stderr) == (2, f"yizhan: {message}\n")
    assert not (tmp_path / "out").exists()
    told = about.About.of(View(GRAPH), creators=(CREATOR,), contact="", pseudonyms=False, chosen="")
    assert lenient(told, tmp_path) == ("none: needs no_such_library; install it with: pip install 'yizhan[export]'",)
    assert (tmp_path / "some" / "tables" / "nodes.csv").exists()


def lenient(told: about.About, folder: Path) -> tuple[str, ...]:
    """A package with a format whose library is nowhere."""

    class Missing:
        TITLE = Bilingual("无", "none")
        SUFFIX = ".none"

        def write(self, view: View, folder: Path) -> None:  # noqa: ARG002
            library("no_such_library", "none")

    (folder / "some").mkdir()
    return write(View(GRAPH), told, folder / "some", {"none": Missing(), "csv": EXPORTS["csv"]}, lenient=True)


def test_the_command_says_what_a_package_lacks(
    capsys: pytest.CaptureFixture[str], seeds_out: Path, tmp_path: Path
) -> None:
    options = ["export", "--graph", str(seeds_out), "--out", str(tmp_path / "out"), "--formats", "bibtex"]
    assert main(options) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "no date known: where one must stand it is 1970-01-01; give --date",
        "to be cited, a package needs --creator 'Name <ORCID or ROR>' and --contact",
    ]
    named = ["--date", DAY, "--creator", "某大学 <https://ror.org/03f0f6041>", "--contact", "data@example.org"]
    assert main([*options, *named]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_formats_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--formats", "list"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in EXPORTS)
    assert export.__doc__
