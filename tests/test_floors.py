"""Accuracy on the gold pages does not fall unseen: each class and relation has its floor in `gold/floors.json`.

Raise them with `yizhan evaluate --gold tests/gold --floors tests/gold/floors.json --update`.
"""

import json
from pathlib import Path

import pytest

from graph.cli import main

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "gold" / "floors.json"


def test_there_is_a_floor_for_every_class_and_relation_of_the_gold() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf8"))["f1"]
    classes = {"Region", "Place", "PartyOrganisation", "Organisation", "Programme", "Policy", "Person"}
    relations = {f"relation {name}" for name in ("partOf", "basedIn", "under", "runs", "holds", "livesIn", "follows")}
    assert {"article", "title", "column", "contributor", "figure", "ENTITIES", "RELATIONS"} <= floors.keys()
    assert classes | relations <= floors.keys()
    assert all(floor > 0.5 for name, floor in floors.items() if name != "relation partner")  # the gold has one


def test_no_score_is_under_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", "--gold", str(ROOT / "tests" / "gold"), str(ROOT / "seeds"), "--floors", str(FLOORS)]
    status = main(arguments)
    assert status == 0, capsys.readouterr().err
