"""What a person does with the explorer, in a real browser without a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.document import Page as Sheet
from graph.explorer import write
from graph.records import Graph
from tests.explorer_graphs import gold_graph
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
    quote = said.inner_text().strip("「」")
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
    rows = page.locator("#view-table tbody th").all_inner_texts()
    assert len(rows) > 20
    assert "12345模式" in rows
    assert "乌微不至" not in rows
    page.click("#copy-link")
    again = opened(hash=page.evaluate("location.hash"))
    assert again.locator("#view-table tbody th").all_inner_texts() == rows


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


@pytest.mark.parametrize("label", NASTY, ids=range(len(NASTY)))
def test_nasty_names_stay_text(opened: Open, tmp_path: Path, label: str) -> None:
    write(nasty_graph(label), tmp_path / "nasty.html", title=label[:40])
    page = opened(tmp_path / "nasty.html")
    look_up(page, "hsyz")
    page.locator(".entity").last.click()
    page.locator(".said").first.click()
    assert page.locator("body script, .panel img").count() == 5


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
