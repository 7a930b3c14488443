"""What a person does with the explorer, in a real browser without a network."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from lxml import etree

from extractors.document import Page as Sheet
from graph.explorer import write
from graph.explorer.view import view
from graph.quads import quads
from graph.records import Graph
from tests.explorer_graphs import built_graph, gold_graph
from tests.test_explorer import NASTY, nasty_graph

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser() -> Iterator[api.Browser]:
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def gold_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "graph.html"
    write(gold_graph(), path)
    return path


Open = Callable[..., api.Page]


@pytest.fixture
def opened(browser: api.Browser, gold_file: Path) -> Iterator[Open]:
    """Open a file; at the end no request, no console error and no page error may have happened."""
    wrong: list[str] = []
    contexts = []

    def open_page(path: Path = gold_file, *, size: str = "desk", hash: str = "") -> api.Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda request: request.url.startswith(("file:", "blob:", "data:")) or wrong.append(request.url)
        )
        page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path.as_uri() + hash)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def look_up(page: api.Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("words", "label"),
    [("wushenqi", "乌审旗"), ("乌审旗", "乌审旗"), ("bwzx", "社区党组织书记比武争星擂台赛"), ("chifengshi", "赤峰市")],
)
def test_find_by_name_and_pinyin(opened: Open, size: str, words: str, label: str) -> None:
    page = opened(size=size)
    look_up(page, words)
    assert page.inner_text("#panel h2") == label


@pytest.mark.parametrize("size", SIZES)
def test_evidence_opens_in_the_page_text(opened: Open, size: str) -> None:
    page = opened(size=size)
    look_up(page, "wushenqi")
    said = page.locator(".said").first
    quote = said.locator("mark").first.inner_text()
    said.click()
    marked = "".join(page.locator("#reader mark.quote").all_inner_texts())
    assert quote[:20] in marked
    assert page.locator("#reader mark.quote").first.is_visible()
    assert page.locator("#reader mark.mention").count() > 20
    page.keyboard.press("Escape")
    assert page.locator("#reader").count() == 0


def test_filter_and_reopen_from_the_link(opened: Open) -> None:
    page = opened()
    page.click("[data-region=赤峰市]")
    for name in ("Region", "PartyOrganisation", "Organisation"):
        page.click(f"[data-type={name}]")
    page.click("#tab-table")
    rows = page.locator("#table-nodes tbody th").all_inner_texts()
    assert len(rows) > 20
    assert "12345模式" in rows
    assert "乌微不至" not in rows
    page.click("#copy-link")
    again = opened(hash=page.evaluate("location.hash"))
    assert again.locator("#table-nodes tbody th").all_inner_texts() == rows


def test_path_between_two(opened: Open) -> None:
    page = opened()
    look_up(page, "潘佳")
    page.click("[data-action=path]")
    page.keyboard.type("chifengshi")
    page.keyboard.press("Enter")
    assert "潘佳 → 赤峰市" in page.inner_text("#panel h2")
    assert page.locator("#panel .step").count() >= 2
    page.go_back()
    assert page.inner_text("#panel h2") == "潘佳"


def test_offsets_count_code_points(opened: Open, tmp_path: Path) -> None:
    label = "🏠驿站𠮷"
    write(nasty_graph(label), tmp_path / "emoji.html")
    page = opened(tmp_path / "emoji.html")
    look_up(page, "驿站𠮷")
    page.locator(".said").first.click()
    assert page.locator("#reader mark.mention.mine").all_inner_texts() == [label]


def test_nasty_names_stay_text(opened: Open, tmp_path: Path) -> None:
    parts = [nasty_graph(label, str(number)) for number, label in enumerate(NASTY)]
    fields = ("pages", "articles", "entities", "statements", "mentions")
    joined = {name: tuple(item for part in parts for item in getattr(part, name)) for name in fields}
    write(Graph(**joined, figures=(), doubts=()), tmp_path / "nasty.html", title=NASTY[0])
    page = opened(tmp_path / "nasty.html")
    page.click("#tab-table")
    shown = page.locator("#table-nodes tbody th button").all_text_contents()
    assert len(NASTY) > 5
    for label in NASTY:
        assert label in shown
    for number in range(len(NASTY)):
        page.locator("#table-nodes tbody th button").nth(number).click()
        page.locator("#panel .said").first.click()
        page.keyboard.press("Escape")
    assert page.locator("body script").count() == 5
    assert page.locator(".panel img, .panel script, #view-table script").count() == 0


def test_empty_graph_opens(opened: Open, tmp_path: Path) -> None:
    write(Graph((Sheet("空", "没有内容"),), (), (), (), (), (), ()), tmp_path / "empty.html")
    page = opened(tmp_path / "empty.html")
    assert page.locator("#tally strong").first.inner_text() == "0"


def test_panel_of_a_figure_and_language(opened: Open) -> None:
    page = opened()
    page.click("#language")
    assert page.inner_text("#tab-table") == "Table"
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.fixture(scope="module")
def built_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "built.html"
    write(built_graph(), path)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_red_station_in_five_seconds(opened: Open, built_file: Path, size: str) -> None:
    page = opened(built_file, size=size)
    look_up(page, "hongse")
    assert page.inner_text("#panel h2") == "红色驿站"
    assert page.locator("#panel a[href]").count() == 0  # nothing that leads out of the file
    assert page.locator("#panel .measure").all_inner_texts() == ["拉僧仲街道党工委 · 红色驿站\n7 个"]
    page.locator(".said").first.click()
    assert "红色驿站" in "".join(page.locator("#reader mark.quote").all_inner_texts())


@pytest.mark.parametrize("size", SIZES)
def test_path_from_reporter_to_city(opened: Open, built_file: Path, size: str) -> None:
    page = opened(built_file, size=size)
    look_up(page, "郝晨")
    page.click("[data-action=path]")
    page.keyboard.type("乌海市")
    page.keyboard.press("Enter")
    steps = page.locator("#panel .step")
    assert steps.count() >= 2
    assert "郝晨" in steps.first.inner_text()
    assert "乌海市" in steps.last.inner_text()
    assert page.locator("#panel .step .said").count() >= 1


def test_programmes_of_a_city(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    run = page.locator("label:has([data-relation=runs]) .count")
    everywhere = int(run.inner_text())
    page.click("[data-region=赤峰市]")
    assert 10 < int(run.inner_text()) < everywhere
    for name in ("Region", "PartyOrganisation", "Organisation", "Policy"):
        if page.locator(f"[data-type={name}]").count():
            page.click(f"[data-type={name}]")
    page.click("#tab-table")
    rows = page.locator("#table-nodes tbody tr").all_inner_texts()
    assert len(rows) > 10
    assert all("项目" in row for row in rows)


def saved(page: api.Page, button: str) -> bytes:
    page.click("#save summary")
    with page.expect_download() as download:
        page.click(button)
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("size", SIZES)
def test_pictures(opened: Open, built_file: Path, size: str) -> None:
    page = opened(built_file, size=size)
    look_up(page, "hongse")
    png = saved(page, "#save-png")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 8_000
    svg = etree.fromstring(saved(page, "#save-svg"))
    names = {"s": "http://www.w3.org/2000/svg"}
    assert "红色驿站" in ["".join(text.itertext()) for text in svg.iterfind(".//s:text", names)]
    assert len(svg.findall(".//s:line", names)) >= 1


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    loaded = pyoxigraph.Store()
    loaded.bulk_load(quads(built_graph()).encode(), pyoxigraph.RdfFormat.N_QUADS)
    return loaded


SELECTIONS = [
    (None, ""),
    ("红色驿站", ""),
    ("郝晨", ""),
    ("党建赋能 打通基层治理", ""),
    ("赤峰市", "#conf=90"),
    (None, "#said=inferred"),
    (None, "#roff=runs.basedIn&n=900"),
    ("赤峰市", "#column=初心如磐"),
]


@pytest.mark.parametrize(("words", "hash"), SELECTIONS)
def test_query_gives_the_rows_of_the_table(
    opened: Open, built_file: Path, store: pyoxigraph.Store, words: str | None, hash: str
) -> None:
    page = opened(built_file, hash=hash)
    if words:
        look_up(page, words)
    table = list(csv.reader(io.StringIO(saved(page, "#save-csv").decode("utf-8-sig"))))
    head, rows = table[0], table[1:]
    page.click("#save summary")
    page.click("#save-sparql")
    query = page.input_value("#query textarea")
    page.keyboard.press("Escape")
    answers = list(store.query(query, use_default_graph_as_union=True))
    names = ("subject", "relation", "object", "title", "article")
    wanted = sorted(tuple(row[head.index(name)] for name in names) for row in rows)
    keys = ("subjectLabel", "relation", "objectLabel", "title", "articleLabel")
    found = sorted(
        tuple(answer[key].value.rpartition("#")[2] if answer[key] else "" for key in keys) for answer in answers
    )
    assert len(rows) >= 1
    assert found == wanted


def test_cells_are_never_formulas(opened: Open, tmp_path: Path) -> None:
    write(nasty_graph("=HYPERLINK(1)"), tmp_path / "formula.html")
    page = opened(tmp_path / "formula.html")
    rows = list(csv.reader(io.StringIO(saved(page, "#save-csv").decode("utf-8-sig"))))
    assert rows[1][0] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("size", SIZES)
def test_map_and_matrix_filter_the_graph(opened: Open, built_file: Path, size: str) -> None:
    page = opened(built_file, size=size)
    page.click("#tab-map")
    assert page.locator("#view-map circle.place").count() > 10
    page.locator("#view-map circle.place[data-region=杭锦后旗]").focus()
    page.keyboard.press("Enter")
    assert "region=r150826" in page.evaluate("location.hash")
    page.go_back()
    page.click("#tab-matrix")
    page.locator(".matrix .cell button").first.click()
    assert "by=" in page.evaluate("location.hash")


def test_matrix_sorts(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    page.click("#tab-matrix")
    page.click(".matrix thead th:nth-child(4) button")
    column = [int(text or 0) for text in page.locator(".matrix tbody td:nth-child(4)").all_inner_texts()]
    assert column == sorted(column, reverse=True)
    assert column[0] > 0


def test_own_boundaries_stay_here(opened: Open, built_file: Path, tmp_path: Path) -> None:
    ring = [[107.0, 40.0], [108.0, 40.0], [108.0, 41.0], [107.0, 40.0]]
    shapes = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]}
    shapes["features"].append(
        {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[ring], [ring]]}}
    )
    shapes["features"].append({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}})
    (tmp_path / "own.geojson").write_text(json.dumps(shapes))
    page = opened(built_file)
    page.click("#tab-map")
    page.set_input_files("#view-map input[type=file]", tmp_path / "own.geojson")
    page.wait_for_selector("path.boundary", state="attached")
    assert page.locator("path.boundary").count() == 3


def test_timeline_when_there_are_dates(opened: Open, gold_file: Path, built_file: Path) -> None:
    page = opened(gold_file)
    page.click("#tab-time")
    assert page.locator(".timeline li").count() == 3
    page.click("[data-day='2023-10-12']")
    assert "from=2023-10-12" in page.evaluate("location.hash")
    assert opened(built_file).locator("#tab-time").count() == 0


def test_compare_expand_pin_hide_and_isolate(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    look_up(page, "chifengshi")
    page.click("[data-action=compare]")
    page.keyboard.type("wuhaishi")
    page.keyboard.press("Enter")
    assert "赤峰市 ⇄ 乌海市" in page.inner_text("#panel h2")
    page.keyboard.press("Escape")
    look_up(page, "wuhaishi")
    for action, key in (("expand", "x="), ("pin", "pin="), ("focus", "f=")):
        page.click(f"[data-action={action}]")
        assert key in page.evaluate("location.hash")
    tally = int(page.inner_text("#tally strong >> nth=0"))
    page.click("[data-action=hops]")
    assert int(page.inner_text("#tally strong >> nth=0")) > tally
    page.click("[data-action=unfocus]")
    page.click("[data-action=hide]")
    assert "hide=" in page.evaluate("location.hash")
    assert page.locator("#panel").is_hidden()


def test_canvas_by_keyboard(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#panel h2") != first
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


@pytest.mark.parametrize("size", SIZES)
def test_click_selects_and_double_click_expands(opened: Open, built_file: Path, size: str) -> None:
    page = opened(built_file, size=size)
    look_up(page, "hongse")
    page.wait_for_timeout(600)
    box = page.locator("#canvas").bounding_box()
    panel = page.locator("#panel").bounding_box()
    covered = panel["height"] if size == "phone" else 0
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.wait_for_timeout(200)
    wide = page.locator("#canvas").bounding_box()["width"]
    x, y = box["x"] + wide / 2, box["y"] + (box["height"] - covered) / 2
    page.mouse.click(x, y)
    assert page.inner_text("#panel h2") == "红色驿站"
    page.wait_for_timeout(400)
    page.mouse.dblclick(x - (wide - page.locator("#canvas").bounding_box()["width"]) / 2, y)
    assert "x=" in page.evaluate("location.hash")


def test_link_keeps_the_window(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    for _ in range(3):
        page.locator("#zoom button").first.click()
        page.wait_for_timeout(250)
    page.click("[data-paint=community]")
    page.click("#copy-link")
    hash = page.evaluate("location.hash")
    assert "at=" in hash
    again = opened(built_file, hash=hash)
    again.click("#copy-link")
    assert again.evaluate("location.hash") == hash
    assert again.get_attribute("[data-paint=community]", "aria-pressed") == "true"


@pytest.mark.parametrize("hash", ["#s=nothing&f=&x=..&conf=abc&n=-5&tab=none", "#%E4%B8&=&&s", "#at=1_2&by=%zz"])
def test_mangled_links_open(opened: Open, built_file: Path, hash: str) -> None:
    assert int(opened(built_file, hash=hash).inner_text("#tally strong >> nth=0")) > 0


def test_tabs_by_arrow_keys_and_skip_link(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    page.focus("#tab-graph")
    for name in ("map", "matrix", "table", "graph"):
        page.keyboard.press("ArrowRight")
        assert page.get_attribute(f"#tab-{name}", "aria-selected") == "true"
    page.focus("[data-skip]")
    page.keyboard.press("Enter")
    assert page.locator("#table-nodes tbody tr").count() == 300


def test_paper_shows_the_view_on_white(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    page.click("#theme")
    look_up(page, "hongse")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#paper svg").is_visible()
    assert page.locator("#panel h2").is_visible()
    assert page.locator("#filters").is_hidden()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_view_opens_on_its_entity(opened: Open, seeds_out: Path, tmp_path: Path) -> None:
    path = view("红色驿站", seeds_out, tmp_path / "view.html")
    assert path.stat().st_size < 1_000_000
    page = opened(path)
    assert page.inner_text("#panel h2") == "红色驿站"
    assert 3 < int(page.inner_text("#tally strong >> nth=0")) < 100
    page.locator(".said").first.click()
    assert "红色驿站" in "".join(page.locator("#reader mark.quote").all_inner_texts())


def test_a_relation_opens_with_its_evidence(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    page.click("[data-region=赤峰市]")
    page.click("#tab-table")
    row = page.locator("#table-edges tbody tr").filter(has_text="12345模式").first
    source, relation, target = (text.strip() for text in row.locator("td").all_inner_texts())
    row.locator("td:nth-child(2) button").click()
    assert page.inner_text("#panel h2") == f"{source} → {target}"
    again = opened(built_file, hash=page.evaluate("location.hash").replace("tab=table", ""))
    assert again.inner_text("#panel h2") == f"{source} → {target}"
    assert relation in again.inner_text("#panel .kind")
    again.locator("#panel .said").first.click()
    assert again.locator("#reader mark.quote").first.is_visible()


def test_doubts_stand_with_what_they_touch(opened: Open, built_file: Path) -> None:
    articles = {doubt.article for doubt in built_graph().doubts if doubt.article}
    (title,) = {a.title for a in built_graph().articles if a.key == min(articles)}
    page = opened(built_file)
    look_up(page, title)
    assert page.inner_text("#panel h2") == title
    assert "存疑" in page.inner_text("#panel")
    page.locator("#panel .group", has_text="存疑").locator(".said").first.click()
    assert page.locator("#reader mark.doubt").first.is_visible()


def test_comparing_contributors_shows_what_both_wrote_about(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    look_up(page, "宋爽")
    assert "报道地区" in page.inner_text("#panel .about")
    page.click("[data-action=compare]")
    page.keyboard.type("潘佳")
    page.keyboard.press("Enter")
    shared = page.locator("#panel .group").first
    assert "赤峰市" in shared.inner_text()


def test_map_and_matrix_can_be_taken_along(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    page.click("#tab-map")
    svg = etree.fromstring(saved(page, "#save-svg"))
    assert len(svg.findall(".//{http://www.w3.org/2000/svg}circle")) > 10
    assert saved(page, "#save-png").startswith(b"\x89PNG")
    places = list(csv.DictReader(io.StringIO(saved(page, "#save-csv").decode("utf-8-sig"))))
    (row,) = [place for place in places if place["region"] == "杭锦后旗"]
    assert (row["code"], row["league"]) == ("150826", "巴彦淖尔市")
    assert int(row["programmes"]) > 5
    page.click("#tab-matrix")
    rows = list(csv.reader(io.StringIO(saved(page, "#save-csv").decode("utf-8-sig"))))
    shown = page.locator(".matrix tbody tr")
    assert len(rows) == shown.count() + 1
    assert page.locator("#save-sparql").count() == 0


def test_keyboard_stays_where_it_is(opened: Open, built_file: Path) -> None:
    page = opened(built_file)
    focused = (
        "(document.activeElement.dataset.relation ?? document.activeElement.dataset.type ?? document.activeElement.id)"
    )
    page.focus("[data-relation=runs]")
    page.keyboard.press("Space")
    assert "roff=runs" in page.evaluate("location.hash")
    assert page.evaluate(focused) == "runs"
    page.keyboard.press("Space")
    page.focus("[data-type=Person]")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "Person"
    page.focus("#confidence")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "confidence"
    page.evaluate("document.querySelector('.tree').scrollTop = 60")
    page.click("[data-relation=under]")
    assert page.evaluate("document.querySelector('.tree').scrollTop") == 60
