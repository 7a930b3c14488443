"""`graph.evaluate` counts as the gold's own score.py does."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.annotation_file import to_json
from graph.annotations import annotate
from graph.evaluate import evaluate
from graph.inputs import read_all
from graph.outcomes import CLASSES, Score, scores

GOLD = Path(__file__).parent / "gold"
PAGES = sorted(GOLD.glob("0*.json"))


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(file: Path) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(file.read_text(encoding="utf8"))
    return page


def worsened(page: dict[str, Any], seed: int) -> dict[str, Any]:
    """A system's page made from gold: items lost, renamed, moved, doubled, as extraction errors do."""
    dice = random.Random(seed)
    text = json.dumps(page, ensure_ascii=False)
    page = json.loads(text)
    for article in page["articles"]:
        article["body"] = article["first"] + " ... " + article["last"]
        if dice.random() < 0.1:
            article["title"] = "别的题目"
        if dice.random() < 0.1:
            article["body"] = article["last"]
        for entity in article["entities"]:
            entity["within"] = [entity.pop("parent", None)] if dice.random() < 0.9 else ["别处"]
            if dice.random() < 0.2:
                entity["canonical"] = entity["name"]
            if dice.random() < 0.1 and entity.get("aliases"):
                entity["name"] = entity["canonical"] = entity["aliases"][0]
            if dice.random() < 0.1:
                entity["canonical"] = entity["name"] = "别的" + entity["name"]
        article["entities"] = [entity for entity in article["entities"] if dice.random() < 0.9]
        kept = [relation[:3] for relation in article["relations"] if dice.random() < 0.8]
        ids = [entity["id"] for entity in article["entities"]]
        kept += [[dice.choice(ids), dice.choice(["runs", "partner", "partOf"]), dice.choice(ids)] for _ in ids[:5]]
        article["relations"] = kept
        article["figures"] = [
            figure | {"value": figure["value"] if dice.random() < 0.8 else dice.choice([7, "7", "some", None])}
            for figure in article["figures"]
        ]
        article["contributors"] = article["contributors"][: dice.choice([1, 9])]
    return page


def test_pages_are_there() -> None:
    assert len(PAGES) == 3


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_counts_are_those_of_the_scorer(file: Path, seed: int) -> None:
    gold = load(file)
    found = worsened(gold, seed)
    counts, _ = scorer().score(gold, found)
    ours = scores(evaluate([(gold, found)]))
    assert_same(counts, ours)


def test_counts_of_what_is_really_found_are_those_of_the_scorer() -> None:
    pages = {page.name: page for page in read_all([GOLD.parent.parent / "seeds"])}
    for file in PAGES:
        gold = load(file)
        found = json.loads(to_json(annotate(pages[Path(gold["page"]).stem])))
        counts, _ = scorer().score(gold, found)
        assert_same(counts, scores(evaluate([(gold, found)])))


def assert_same(counts: dict[str, dict[str, int]], ours: dict[str, Score]) -> None:
    assert len(counts) > 15
    assert {name for name, score in ours.items() if score != (0, 0, 0, 0, 0)} - {"ENTITIES", "RELATIONS"} <= set(counts)
    for what, count in counts.items():
        mine = ours.get(what, Score(0, 0, 0, 0, 0))
        assert (what, mine.right, mine.false, mine.missed) == (what, count["tp"], count["fp"], count["fn"])
        if what in (*CLASSES, "figure"):
            assert (what, mine.linked, mine.fragments) == (what, count["linked"], count["split"])


def test_gold_against_itself_is_right() -> None:
    pairs = [(load(file), worsened(load(file), 0) | {"articles": load(file)["articles"]}) for file in PAGES]
    for gold, found in pairs:
        for article in found["articles"]:
            article["body"] = article["first"] + article["last"]
            for entity in article["entities"]:
                entity["within"] = [entity.get("parent")]
        assert {name for name, score in scores(evaluate([(gold, found)])).items() if score.f1 < 1} == set()
