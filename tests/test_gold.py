"""Gold that cannot be compared is refused in one line that names file and place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.gold import EvaluationError, gold_pages, not_on_page

GOLD = Path(__file__).parent / "gold"
ENTITY = {"id": "e1", "type": "Region", "name": "敖汉旗"}
ARTICLE = {"id": "a1", "title": None, "first": "近日", "last": "致富。", "contributors": [], "entities": [ENTITY]}


def page(**changed: Any) -> str:
    return json.dumps({"page": "p.txt", "articles": [ARTICLE | changed]}, ensure_ascii=False)


FAULTS = [
    ("{", "cannot be read as JSON"),
    ('{"page": 5, "articles": []}', "`page` is no file name"),
    ('{"page": "p", "articles": {"a": 1}}', "`articles` no list"),
    ('{"page": "p", "articles": [{}]}', "article 1 lacks one of id, title, first"),
    ('{"page": "p", "articles": ["a1"]}', "article 1 lacks one of id, title, first"),
    (page(relations={}), "article 1: entities, relations, figures are lists"),
    (page(contributors=["潘佳"]), 'article 1: contributor without name and role: "潘佳"'),
    (page(entities=[{"id": "e1", "type": "Region"}]), "article 1: entity without id, name or known type"),
    (page(entities=[ENTITY | {"type": "Banner"}]), "article 1: entity without id, name or known type"),
    (page(entities=[ENTITY, ENTITY]), "article 1: two entities with the id e1"),
    (page(relations=[["e1", "partOf"]]), "article 1: relation that is not [id, name, id]"),
    (page(relations=[["e1", "partOf", "e2"]]), "article 1: relation of unknown name or entities"),
    (page(relations=[["e1", "near", "e1"]]), "article 1: relation of unknown name or entities"),
    (page(figures=[{"text": "7个"}]), 'article 1: figure without value: {"text": "7个"}'),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_what_cannot_be_compared_is_named(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf8")
    with pytest.raises(EvaluationError) as error:
        gold_pages(tmp_path)
    assert str(error.value).startswith(f"{tmp_path}/bad.json: ")
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_one_page_has_one_gold(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(page(), encoding="utf8")
    with pytest.raises(EvaluationError, match=r"b\.json: the page p has gold already"):
        gold_pages(tmp_path)


def test_a_folder_of_other_things_has_no_gold(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"f1": {}}')
    (tmp_path / "list.json").write_text("[1]")
    with pytest.raises(EvaluationError, match="no gold here"):
        gold_pages(tmp_path)
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(EvaluationError, match=r"folder\.json: cannot be read"):
        gold_pages(tmp_path)


def test_words_that_a_changed_page_lacks_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(page(), encoding="utf8")
    gold = gold_pages(tmp_path)
    assert [*not_on_page(gold, {"p": "近 日,敖汉\n旗的村民致富。"})] == []
    assert [*not_on_page(gold, {"p": "近日,敖汗旗的村民致富。"})] == [
        "p: 1 words of the gold are not on this page: 敖汉旗\n"
    ]


def test_our_own_gold_is_whole_and_on_its_pages() -> None:
    seeds = {file.stem: file.read_text(encoding="utf8") for file in (GOLD.parent.parent / "seeds").glob("*.txt")}
    gold = gold_pages(GOLD)
    assert len(gold) == 3
    assert [*not_on_page(gold, seeds)] == []
