"""The explorer against a plain pyvis page of the same nodes, in one browser: until interactive, frames per second."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyvis.network import Network

from graph.explorer import write
from graph.records import Graph
from tests.bench import Measure
from tests.explorer_graphs import synthetic_graph

SIZES = (1000, 5000, 20000, 50000)
PATIENCE = 20.0  # seconds that a plain page may take
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND"
WATCH = """() => {
  window.frames_ = [];
  const tick = (now) => { window.frames_.push(now); if (!window.stop_) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""
PLAIN_READY = """
  const wait = setInterval(() => {
    if (typeof network === "undefined" || !network) return;
    clearInterval(wait);
    network.once("stabilizationIterationsDone", () => { window.settled = performance.now(); });
  }, 20);
"""


def explorer(quick: bool) -> Iterator[Measure]:
    """Needs playwright and a Chromium; says so in one measure when there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        yield Measure("no Chromium on this machine", 0, "browsers")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, OFFLINE])
        for size in SIZES[: 1 if quick else None]:
            yield from _measured(browser, synthetic_graph(size), Path(folder), size)
        browser.close()


def _measured(browser: Any, graph: Graph, folder: Path, size: int) -> Iterator[Measure]:
    started = time.perf_counter()
    write(graph, folder / "explorer.html")
    yield Measure(f"{size} nodes: writing the file", time.perf_counter() - started, "s")
    yield Measure(f"{size} nodes: the file", (folder / "explorer.html").stat().st_size / 1e6, "MB")
    ready, frames = _opened(browser, folder / "explorer.html", "")
    yield Measure(f"{size} nodes: interactive", ready, "s", "under 2", ready < 2)
    yield Measure(f"{size} nodes: panning, first view", frames, "frames/s", "at least 30", frames >= 30)
    _, frames = _opened(browser, folder / "explorer.html", "#n=1500&off=-")
    yield Measure(f"{size} nodes: panning, the most drawn", frames, "frames/s", "at least 30", frames >= 30)
    _plain(graph, folder / "plain.html")
    spent = _settled(browser, folder / "plain.html")
    what = "plain pyvis interactive" + ("" if spent < PATIENCE else ", given up after")
    yield Measure(f"{size} nodes: {what}", spent, "s")


def _opened(browser: Any, file: Path, hash: str) -> tuple[float, float]:
    """Seconds until the page is drawn and answers, and the mean frames per second of a pan that moves the drawing."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(file.as_uri() + hash)
    page.wait_for_selector("html[data-ready]")
    ready = float(page.evaluate("document.documentElement.dataset.ready")) / 1000
    page.wait_for_timeout(500)
    before = page.locator("#canvas canvas").screenshot()
    page.evaluate(WATCH)
    page.mouse.move(700, 500)
    page.mouse.down()
    for step in range(90):
        page.mouse.move(570 + step % 45 * 6, 430 + step % 30 * 5)
    frames = page.evaluate("() => { window.stop_ = true; return window.frames_; }")
    if page.locator("#canvas canvas").screenshot() == before:
        raise AssertionError("the drawing did not move")
    page.close()
    return ready, 1000 * (len(frames) - 1) / (frames[-1] - frames[0])


def _plain(graph: Graph, file: Path) -> None:
    """What a first script with pyvis gives; its lists are filled at once, as its own methods are quadratic."""
    numbers = {entity.ref: number for number, entity in enumerate(graph.entities)}
    drawing = Network(directed=True, cdn_resources="in_line")
    drawing.nodes = [{"id": numbers[e.ref], "label": e.label, "shape": "dot"} for e in graph.entities]
    drawing.edges = [{"from": numbers[s.subject], "to": numbers[s.object], "arrows": "to"} for s in graph.statements]
    file.write_text(drawing.generate_html(), encoding="utf8")


def _settled(browser: Any, file: Path) -> float:
    from playwright.sync_api import TimeoutError as TooLong

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(PLAIN_READY)
    try:
        page.goto(file.as_uri(), timeout=PATIENCE * 1000)
        page.wait_for_function("window.settled", timeout=PATIENCE * 1000)
        return float(page.evaluate("window.settled")) / 1000
    except TooLong:
        return PATIENCE
    finally:
        page.close()


BENCHES = (explorer,)
