"""The page of the ontology: every term, both languages, nothing from outside, the same bytes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from lxml import html as parser

from graph import ontology_page
from graph.ontology_drawing import PLACES, edges
from graph.questions import questions
from ontology.terms import CLASSES, CREDITS, KINDS, LEVELS, PROPERTIES, RELATIONS, TYPES

HTML = ontology_page.html()
TREE = parser.fromstring(HTML)


def test_every_term_has_its_row_in_both_languages() -> None:
    for term in (*CLASSES.values(), *PROPERTIES.values(), *LEVELS.values(), *KINDS.values()):
        (row,) = TREE.xpath("//tr[@id=$name]", name=term.name)
        assert term.label.zh in "".join(row.xpath(".//*[@class='zh']/text()")), term.name
        assert term.definition.en in "".join(row.xpath(".//*[@class='en']/text()")), term.name


def test_links_inside_the_page_lead_somewhere() -> None:
    targets = {link[1:] for link in TREE.xpath("//a/@href") if link.startswith("#")}
    assert len(targets) > 50
    assert sorted(targets - set(TREE.xpath("//@id"))) == []


def test_the_drawing_has_every_class_of_entities_and_every_relation() -> None:
    assert set(TYPES) <= set(PLACES)
    assert {name for edge in edges() for name in edge.names} == {*RELATIONS, *CREDITS}
    drawn = TREE.xpath("//svg//a/@href")
    assert {f"#{name}" for name in (*TYPES, *RELATIONS, *CREDITS)} <= set(drawn)


def test_questions_and_checks_are_listed() -> None:
    listed = set(TREE.xpath("//td[1]/code/text()"))
    assert {one.name for one in questions()} | {"SpanOrder", "OneParent", "Quote"} <= listed


def test_nothing_is_asked_for_from_outside() -> None:
    assert TREE.xpath("//script | //img | //link | //iframe | //@src") == []
    assert re.search(r"url\((?!#)|@import", HTML) is None
    assert "default-src 'none'" in HTML


def test_another_process_makes_the_same_bytes() -> None:
    code = "import sys; from graph.ontology_page import html; sys.stdout.buffer.write(html().encode())"
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root)
    assert done.stdout.decode() == HTML
