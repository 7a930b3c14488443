from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree

import pytest

from extractors.document import Page, Span
from graph.cli import main
from graph.explorer import data, layout, neighbourhood, network, page, places, render, write
from graph.explorer.overlap import gather_discs
from graph.explorer.sound import sounds
from graph.explorer.view import Ambiguous, view
from graph.parts.words import SHARED
from graph.records import ArticleRecord, Credit, Entity, EntityMention, Graph, Statement
from tests.explorer_graphs import built_graph, gold_graph, synthetic_graph

NASTY = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]></script >",
    "&lt;img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u2028\u2029\x00\x1f",
    "'\"`${1}\\",
    "长" * 4096,
    "🏠驿站𠮷",
]


def nasty_graph(label: str, mark: str = "") -> Graph:
    """One article on one page, everything in it called `label`; `mark` keeps several apart."""
    text = "近日，" + label + "推出红色驿站。" + mark
    sheet = Page(label, text, label, "2023-10-10", label)
    party, programme = (
        Entity("PartyOrganisation", "p" + mark, label, (label + "2",)),
        Entity("Programme", "g" + mark, "红色驿站"),
    )
    person = Entity("Person", "x" + mark, label)
    key, span = "k" + mark, (Span(0, len(text)),)
    said = Statement(party.ref, "runs", programme.ref, key, span, label, 0.9, True, (label,), label)
    credit = Credit(person.ref, "reporter", Span(0, 2))
    article = ArticleRecord(key, sheet.digest, 1, "report", label, label, label, label, span, text, (credit,))
    mention = EntityMention(key, party.ref, (Span(3, 3 + len(label)),), label, "r", 1.0)
    return Graph((sheet,), (article,), (party, person, programme), (said,), (mention,), (), ())


@pytest.fixture(scope="module")
def gold() -> Graph:
    return gold_graph()


def arranged(graph: Graph) -> tuple[network.Network, layout.Layout]:
    net = network.build(graph)
    parent = places.parents(net)
    homes = [places.home(net, of, parent) for of in places.regions(net)]
    return net, layout.arrange(net, homes, parent)


def embedded(html: str, name: str) -> dict:
    found = re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


@pytest.mark.parametrize("label", NASTY, ids=range(len(NASTY)))
def test_text_stays_text(label: str) -> None:
    html = render(nasty_graph(label), title=label[:40])
    assert html.lower().count("<script") == html.lower().count("</script") == 5
    assert embedded(html, "core")["nodes"]["label"][0] == label
    assert list(embedded(html, "detail")["texts"].values()) == ["近日，" + label + "推出红色驿站。"]


def test_embedding_round_trips() -> None:
    value = {"a": NASTY, "b": [1, None, True]}
    assert json.loads(data.embed(value)) == value
    assert not set(data.embed(NASTY)) & set("<>&\u2028\u2029")


def test_page_asks_nobody(gold: Graph) -> None:
    html = render(gold)
    assert "sourceMappingURL" not in html
    assert not re.findall(r'<(?:link|img|iframe)\b|<script[^>]*\bsrc=|@import|url\((?!"?data:)', html)
    assert "default-src 'none'" in html


def test_same_graph_same_bytes_and_small_file(gold: Graph, tmp_path: Path) -> None:
    write(gold, tmp_path / "a.html")
    write(gold_graph(), tmp_path / "b.html")
    first = (tmp_path / "a.html").read_bytes()
    assert first == (tmp_path / "b.html").read_bytes()
    assert len(first) < 3_000_000
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.html", "b.html"]


def test_first_labels_do_not_overlap(gold: Graph) -> None:
    net, plan = arranged(gold)
    drawn = sorted(layout.drawn_first(net, plan.ranks))
    boxes = {node: layout.label_box(net.nodes[node].label, layout.font_size(plan.ranks[node])) for node in drawn}
    clashes = [
        (net.nodes[a].label, net.nodes[b].label)
        for at, a in enumerate(drawn)
        for b in drawn[at + 1 :]
        if abs(plan.points[a][0] - plan.points[b][0]) + 2 < boxes[a][0] + boxes[b][0]
        and abs(plan.points[a][1] - plan.points[b][1]) + 2 < boxes[a][1] + boxes[b][1]
    ]
    assert len(drawn) > 300
    assert clashes == []


def test_territories_stay_apart_and_keep_directions() -> None:
    discs = {0: (-50.0, 0.0, 40.0), 1: (0.0, 0.0, 30.0), 2: (50.0, 0.0, 40.0), 3: (0.0, 0.0, 20.0)}
    found = gather_discs(discs)
    pairs = [(a, b) for a in found for b in found if a < b]
    assert len(pairs) == 6
    for a, b in pairs:
        (x1, y1, r1), (x2, y2, r2) = found[a], found[b]
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= (r1 + r2) ** 2
    assert found[0][0] < found[2][0]


@pytest.mark.parametrize("count", [1000])
def test_synthetic_graphs_have_the_size(count: int) -> None:
    net, plan = arranged(synthetic_graph(count))
    assert count <= len(net.nodes) < count * 1.05
    assert sorted(plan.ranks) == list(range(len(net.nodes)))


def test_programmes_stand_with_their_runners(gold: Graph) -> None:
    net = network.build(gold)
    parent, of = places.parents(net), places.regions(net)
    node = net.number["Programme", "12345模式"]
    labels = [net.nodes[region].label for region in places.ancestors(places.home(net, of[node], parent), parent)]
    assert labels == ["赤峰市", "内蒙古自治区"]


def test_reporters_have_the_regions_of_their_articles(gold: Graph) -> None:
    net = network.build(gold)
    of = places.regions(net)
    people = [node for node, found in enumerate(net.nodes) if found.type == "Contributor"]
    assert len(people) > 10
    assert sum(bool(of[node]) for node in people) > len(people) * 0.8


def test_budget_leaves_quotes_when_pages_do_not_fit(gold: Graph) -> None:
    net = network.build(gold)
    first = len(gold.pages[0].text)
    found = data.detail(gold, net, budget=first + 3000)
    assert list(found["texts"]) == [0]
    quotes = found["facts"]["quote"]
    assert len(quotes) > 10
    assert sum(map(len, quotes.values())) <= 3000


def test_readings() -> None:
    single, special = sounds(["红色驿站", "重庆", "重要", "A1"])
    assert [single[char] for char in "红色驿站"] == ["hong", "se", "yi", "zhan"]
    assert special["重庆"] == "chong qing"


def test_focus_must_be_in_the_graph(gold: Graph) -> None:
    with pytest.raises(LookupError, match="Programme 没有的"):
        render(gold, focus=("Programme", "没有的"))
    assert embedded(render(gold, focus=("Programme", "12345模式")), "core")["focus"] >= 0


def test_empty_graph_renders() -> None:
    assert embedded(render(Graph((), (), (), (), (), (), ())), "core")["nodes"]["path"] == []


def test_every_script_and_style_is_used() -> None:
    assert {path.stem for path in (page.HERE / "scripts").glob("*.js")} == set(page.SCRIPTS)
    assert {path.stem for path in (page.HERE / "styles").glob("*.css")} == set(page.STYLES)


CENTRES = [("Programme", "红色驿站"), ("Region", "150826"), ("Person", "郝晨")]


@pytest.mark.parametrize(("type_", "name"), CENTRES)
def test_neighbourhood_is_a_whole_graph_and_small(type_: str, name: str) -> None:
    graph = built_graph()
    (centre,) = [e.ref for e in graph.entities if e.type == type_ and name in (e.label, e.key)]
    part = neighbourhood(graph, centre)
    refs = {entity.ref for entity in part.entities}
    keys = {article.key for article in part.articles}
    assert centre in refs
    assert 3 < len(refs) < len(graph.entities)
    assert {ref for s in part.statements for ref in (s.subject, s.object)} <= refs
    assert {credit.person for article in part.articles for credit in article.credits} <= refs
    assert {s.article for s in part.statements} - {""} <= keys
    assert {article.page for article in part.articles} == {page.digest for page in part.pages}
    assert len(render(part, focus=centre)) < 1_000_000


def test_neighbourhood_of_nothing() -> None:
    with pytest.raises(LookupError, match="Region 火星"):
        neighbourhood(built_graph(), ("Region", "火星"))


def test_view_of_an_ambiguous_name(seeds_out: Path, tmp_path: Path) -> None:
    with pytest.raises(Ambiguous, match="give the IRI of one"):
        view("社区", seeds_out, tmp_path / "view.html")
    assert list(tmp_path.iterdir()) == []


def test_view_without_a_file_name_writes_into_the_build(
    seeds_out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Path(copytree(seeds_out, tmp_path / "out"))
    assert main(["view", "赤峰市", "--graph", str(out)]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == out / "view-赤峰市.html"
    assert embedded(path.read_text("utf8"), "core")["title"] == "赤峰市"
    assert main(["view", "火星", "--graph", str(out)]) == 2
    assert "火星" in capsys.readouterr().err


def test_words_are_defined_and_used() -> None:
    scripts = "".join(path.read_text("utf8") for path in sorted((page.HERE / "scripts").glob("*.js")))
    table = scripts[scripts.index("const WORDS = {") : scripts.index("let language = 0")]
    defined = set(re.findall(r"^  (\w+): \[", table, re.MULTILINE))
    asked = set(re.findall(r"""\bt\("(\w+)"\)""", scripts))
    rest = scripts.replace(table, "")
    assert len(defined) > 60
    assert asked - defined - SHARED.keys() == set()
    assert {word for word in defined | SHARED.keys() if f'"{word}"' not in rest} == set()
    assert defined & SHARED.keys() == set()
