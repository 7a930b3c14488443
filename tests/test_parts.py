"""What the server's pages and the explorer's file share: templates, style, words, quotes in their sentences."""

from __future__ import annotations

import re

import pytest
from jinja2 import DictLoader
from lxml import html

from graph.parts.passages import passages
from graph.parts.templating import css, environment, script
from graph.parts.words import SHARED
from graph.web import words as web

LONG = "长" * 200
TEXT = f"前一句。他说:“红色驿站\n好。”后一句很长{LONG}!末句！"
PASSAGES = [
    (["红色驿站\n好"], [[("他说:“", False), ("红色驿站好", True), ("。”", False)]]),
    (["他说:“红色驿站\n好。”"], [[("他说:“红色驿站好。”", True)]]),
    (["好。"], [[("好。", True), ("”", False)]]),
    (["前一句"], [[("前一句", True), ("。", False)]]),
    (["后一句"], [[("后一句", True), ("很长" + "长" * 88 + "…", False)]]),
    (["长!"], [[("…", False), ("长" * 90, False), ("长!", True)]]),
    (["末句"], [[("末句", True), ("！", False)]]),
    (["红色", "他说"], [[("他说", True), (":“", False), ("红色", True), ("驿站", False)]]),
    (["红色驿站", "驿站\n好"], [[("他说:“", False), ("红色驿站", True), ("好", True), ("。”", False)]]),
    (["后一句", "前一句"], [[("前一句", True), ("。", False)], [("后一句", True), ("很长" + "长" * 88 + "…", False)]]),
    ([], []),
]  # fmt: skip


def spans(words: list[str]) -> list[tuple[int, int]]:
    return [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(("words", "expected"), PASSAGES)
def test_words_in_their_sentences(words: list[str], expected: list[list[tuple[str, bool]]]) -> None:
    assert passages(TEXT, spans(words)) == expected


def parts() -> html.HtmlElement:
    return html.fragment_fromstring(environment(DictLoader({})).get_template("open.html.j2").render(), "div")


def test_open_parts_have_their_slots_once() -> None:
    found = {template.get("id"): template for template in parts().iter("template")}
    assert len(found) > 10
    for name, template in found.items():
        slots = [slot.get("name") for slot in template.iter("slot")]
        assert (len(template), len(slots)) == (1, len(set(slots))), name
        assert slots or name == "part-shape"
        assert not template.xpath(".//a"), name  # a page that goes nowhere has buttons


def test_every_part_has_a_style() -> None:
    styles = css()
    classes = {name for element in parts().iter() for name in (element.get("class") or "").split()}
    assert len(classes) > 15
    plain = {"sure", "article", "by", "page", "group"}  # as what stands around them; `group` is each page's own
    assert {name for name in classes - plain if f".{name}" not in styles} == set()


def test_day_and_night_have_the_same_colours() -> None:
    day, *nights = [set(re.findall(r"(--[\w-]+):", block)) for block in re.findall(r":root[^{]*\{([^}]*)\}", css())]
    assert len(nights) == 2
    assert nights == [day - {"--font", "--serif"}] * 2


def test_the_script_asks_for_parts_by_id() -> None:
    assert "`part-${name}`" in script()


def test_shared_words_are_said_on_the_server_too() -> None:
    assert SHARED.items() <= web.WORDS.items()
