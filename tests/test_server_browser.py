"""What a person does with the served pages, in a real browser that may ask this server only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from graphs import GRAPH, STATION
from serving import Server, serving, write_build

from graph.explorer import write
from graph.quads import entity_iri
from tests.test_explorer_browser import FLAGS, SIZES

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
PAGE = entity_iri(STATION).removeprefix("https://w3id.org/yizhan")
Open = Callable[..., api.Page]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = write_build(tmp_path_factory.mktemp("browser"))
    write(GRAPH, folder / "graph.html")
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[api.Browser]:
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: api.Browser, server: Server) -> Iterator[Open]:
    """Open an address; at the end nobody else was asked, and nothing went wrong in the page."""
    wrong: list[str] = []
    contexts = []
    home = f"http://127.0.0.1:{server.port}"

    def open_page(address: str, *, size: str = "desk", scheme: str = "light") -> api.Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: r.url.startswith((home, "data:", "blob:")) or wrong.append(r.url))
        page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(home + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_a_prepared_question_is_asked(opened: Open, size: str) -> None:
    page = opened("/sparql", size=size)
    assert page.locator("#questions option").count() > 15
    page.select_option("#questions", "programmes-and-runners")
    page.wait_for_selector(".yasr td")
    assert "拉僧仲街道党工委" in page.inner_text(".yasr table")
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert "/sparql?query=" in page.url


def test_a_question_about_another_thing(opened: Open) -> None:
    page = opened("/sparql")
    page.select_option("#questions", "programme-portrait")
    page.wait_for_selector(".yasr td")
    assert page.input_value("#about") == "红色驿站"
    page.fill("#about", "三会\\一课\"")
    page.keyboard.press("Enter")
    page.locator(".yasr", has_text="0 条结果").wait_for()  # a polled function would need eval, which the page forbids
    value = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert 'VALUES ?asked { "三会\\\\一课\\""@zh }' in value


def test_a_shared_address_asks_again_and_its_things_open(opened: Open) -> None:
    page = opened("/sparql?query=SELECT%20%3Fx%20%7B%20%3Fx%20a%20yz%3AProgramme%20%7D")
    link = page.locator(".yasr td a.iri").first
    link.wait_for()
    assert link.inner_text().startswith("id-programme:")
    link.click()
    page.wait_for_selector("h1")
    assert page.inner_text("h1") == "红色驿站"


def test_csv_is_downloaded(opened: Open) -> None:
    page = opened("/sparql?query=SELECT%20%3Fn%20%7B%20%3Fx%20a%20yz%3AProgramme%20%3B%20rdfs%3Alabel%20%3Fn%20%7D")
    with page.expect_download() as download:
        page.click("#csv")
    assert download.value.suggested_filename == "yizhan.csv"
    assert download.value.path().read_bytes() == "n\r\n红色驿站\r\n".encode()


def test_our_terms_are_completed(opened: Open) -> None:
    page = opened("/sparql?query=SELECT%20%2A%20%7B%20%3Fx%20a%20yz%3AParty%20%7D")
    page.evaluate("""() => { const editor = document.querySelector('.CodeMirror').CodeMirror;
        editor.focus(); editor.setValue('PREFIX yz: <https://w3id.org/yizhan/ontology#>\\nSELECT * { ?x a yz:Party');
        editor.setCursor(1, 100); }""")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    assert "yz:PartyOrganisation" in page.inner_text(".CodeMirror-hints")


SHOWN = """() => ['editor', 'answer'].map((id) => document.getElementById(id)).flatMap((root) => [
    root.innerText, ...['title', 'aria-label', 'placeholder'].flatMap(
        (name) => [...root.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)))]).join('\\n')"""
ENGLISH = ["Run", "Table", "Response", "Simple", "Ellipse", "Filter", "Page", "results", "Showing", "sort", "Next"]
SAID = [
    ("SELECT ?n { ?x a yz:Programme ; rdfs:label ?n }", "1 条结果",
     ["运行查询", "表格", "原始结果", "在结果中筛选", "每页行数", "第 1 至 1 行，共 1 行"]),
    ("ASK { ?x a yz:Programme }", "是", ["用时"]),
    ("SELECT ?x { ?x a yz:Nothing }", "没有结果", ["0 条结果"]),
    ("SELECT ?x { ?x ", "查询写法有误：第 1 行", ["列，此处应为"]),
    ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "这里不能用 SERVICE", []),
]  # fmt: skip


@pytest.mark.parametrize(("query", "first", "said"), SAID)
def test_the_editor_speaks_chinese(
    browser: api.Browser, server: Server, query: str, first: str, said: list[str]
) -> None:
    context = browser.new_context(locale="zh-CN")  # not `opened`: a refused query is an error in the console
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/sparql?query={quote(query)}")
    page.locator("#answer", has_text=first).wait_for()
    shown = page.evaluate(SHOWN)
    assert [words for words in said if words not in shown] == []
    assert [words for words in ENGLISH if words in shown] == []
    context.close()


def test_the_editor_speaks_english_when_asked(opened: Open) -> None:
    page = opened("/sparql?lang=en&query=ASK%20%7B%7D")
    page.locator("#answer", has_text="True").wait_for()
    assert "Run query" in page.evaluate(SHOWN)


def test_a_query_without_prefixes_is_no_error(opened: Open) -> None:
    page = opened("/sparql?query=SELECT%20%3Fx%20%7B%20%3Fx%20a%20yz%3AProgramme%20%7D")
    page.locator(".yasr td a.iri").first.wait_for()
    value = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert value.startswith("PREFIX yz: <https://w3id.org/yizhan/ontology#>\nSELECT ?x")
    assert page.locator(".yasqe_queryButton.query_valid").count() == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_search_as_one_types(opened: Open, size: str, scheme: str) -> None:
    page = opened("/", size=size, scheme=scheme)
    page.fill("input[type=search]", "hsyz")
    page.wait_for_selector("[role=option] a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGE}*")
    assert page.inner_text("h1") == "红色驿站"
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert page.locator("svg.near a").count() >= 4


@pytest.mark.parametrize("address", ["/", "/browse/Article", f"{PAGE}.html", "/data", "/search?q=x"])
def test_pages_fit_a_phone(opened: Open, address: str) -> None:
    page = opened(address, size="phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# ---------------------------------------------------------------- the explorer beside the pages

CLASSES = """statement => [...statement.querySelectorAll("[class]:not(svg)")].map(
    (element) => [element.getAttribute("class"), element.textContent])"""


def test_a_statement_looks_the_same_in_the_explorer(opened: Open) -> None:
    """Class by class, word by word: both are made from one template."""
    here = opened(f"{PAGE}.html").locator(".group .statement")
    file = opened(f"/explore#s={PAGE.rpartition('/')[2]}")
    there = file.locator("#panel .group .statement")
    there.first.wait_for()
    told = [statement for statement in (there.nth(n).evaluate(CLASSES) for n in range(there.count())) if statement]
    shown = [here.nth(n).evaluate(CLASSES) for n in range(here.count())]
    assert shown
    assert [statement for statement in shown if statement not in told] == []
