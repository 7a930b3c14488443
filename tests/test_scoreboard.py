"""What `yizhan evaluate` shows and guards."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph import evaluation_page, scoreboard, witness
from graph.bcubed import b_cubed
from graph.cli import main
from graph.gold import EvaluationError
from graph.outcomes import Outcome

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
OUTCOMES = [
    Outcome("Region", "right", "敖汉旗", linked=True, page="p", article="题", rule="chain", spans=((0, 3),)),
    Outcome("Region", "false", "和平", page="p", rule="suffix", spans=((4, 6),)),
    Outcome("Region", "missed", "松山区", page="p", spans=((9, 12),)),
    Outcome("relation runs", "right", "敖汉旗 runs 红色驿站", page="p", rule="subject"),
]
TEXTS = {"p": "敖汉旗的和平村,在松山区。<script>"}


def test_scores_count_outcomes() -> None:
    data = json.loads(scoreboard.to_json(OUTCOMES))
    assert data["Region"] == {
        "p": 0.5,
        "r": 0.5,
        "f": 0.5,
        "right": 1,
        "false": 1,
        "missed": 1,
        "linked": 1,
        "fragments": 0,
    }
    assert data["RELATIONS"]["f"] == 1


def test_errors_come_with_rule_and_sentence() -> None:
    lines = scoreboard.error_lines(OUTCOMES, TEXTS)
    assert [line.split()[0] for line in lines] == ["false", "missed"]
    assert "[suffix]" in lines[0]
    assert "敖汉旗的【和平】村" in lines[0]
    assert "在【松山区】" in lines[1]
    assert scoreboard.error_lines(OUTCOMES, TEXTS, "Person") == []
    assert scoreboard.error_lines(OUTCOMES, TEXTS, "ENTITIES") == lines


def test_groups_have_no_sums() -> None:
    assert set(json.loads(scoreboard.to_json(OUTCOMES, "page"))) == {"p: Region", "p: relation runs"}


def test_groups_by_rule() -> None:
    table = scoreboard.score_table(OUTCOMES, "rule")
    assert "Region: chain" in table
    assert "relation runs: subject" in table


def test_a_rule_shows_what_it_earns_and_what_it_goes_by() -> None:
    carried = Outcome("relation runs", "right", "敖汉旗 runs 红色驿站", page="p", rule="subject-runs-carried")
    found = [carried, carried, replace(carried, result="neutral"), replace(carried, result="false")]
    rows = dict(line.split("  ", 1) for line in scoreboard.score_table(found, "rule").splitlines()[2:])
    assert rows["relation runs: subject-runs-carried"].split()[:4] == ["4", "2", "1", "1"]
    assert rows["relation runs: owner"].split()[:4] == ["0", "0", "0", "0"]
    assert rows["relation runs: subject-runs-carried"].endswith("and the verb before the name")
    assert "relation runs: subject" not in rows  # its longer name stands for it


def test_floors_hold_rise_and_refuse_to_fall(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    with pytest.raises(EvaluationError, match="make them with --update"):
        scoreboard.gate(OUTCOMES, file, "now", update=False, allow_regression=False)
    scoreboard.gate(OUTCOMES, file, "now", update=True, allow_regression=False)
    assert json.loads(file.read_text())["f1"]["Region"] == 0.5
    assert scoreboard.gate(OUTCOMES, file, "now", update=False, allow_regression=False) == []
    worse = OUTCOMES[1:]
    short = scoreboard.gate(worse, file, "now", update=False, allow_regression=False)
    assert [line.split(":")[0] for line in short] == ["ENTITIES", "Region"]
    with pytest.raises(EvaluationError, match="these floors would fall: ENTITIES"):
        scoreboard.gate(worse, file, "now", update=True, allow_regression=False)
    scoreboard.gate(worse, file, "now", update=True, allow_regression=True)
    assert json.loads(file.read_text())["f1"]["Region"] == 0
    with pytest.raises(EvaluationError, match="other gold or pages"):
        scoreboard.gate(worse, file, "later", update=False, allow_regression=False)


def test_page_marks_and_escapes() -> None:
    page = evaluation_page.html(OUTCOMES, TEXTS, {"Region": b_cubed([("a", 1), ("a", 2)])})
    assert '<mark class="right" title="right Region: 敖汉旗 [chain]">敖汉旗</mark>' in page
    assert '<a id="p1-2"></a><mark class="missed" title="missed Region: 松山区 []">松山区</mark>' in page
    assert '<a href="#p1-2">漏 missed</a> Region: 松山区' in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "<td>1.000</td><td>0.500</td><td>0.667</td><td>2</td><td>1</td><td>2</td>" in page


def test_a_missed_relation_leaves_its_ends_right() -> None:
    missed = Outcome("relation runs", "missed", "敖汉旗 runs x", page="p", spans=((0, 3),))
    page = evaluation_page.html([OUTCOMES[0], missed], TEXTS, {})
    assert '<a id="p1-1"></a><mark class="right"' in page


def test_marked_page_is_the_whole_text() -> None:
    runs = evaluation_page.marked("p", TEXTS["p"], OUTCOMES).runs
    assert "".join(run.text for run in runs) == TEXTS["p"]


def test_rows_are_counted_by_page() -> None:
    form = next(form for name, form in witness.forms() if name == "policies")
    found = {(row.table, row.form): row.pages for row in witness.rows({"a": f"学习{form}", "b": "别的", "c": form})}
    assert found["policies", form] == ("a", "c")
    assert witness.report(witness.rows({"a": form})).count("policies") == 2


def test_the_page_is_written_though_nobody_reads_the_scores(tmp_path: Path) -> None:
    """As in `yizhan evaluate ... --html FILE | head -1`."""
    file = tmp_path / "page.html"
    arguments = ["evaluate", "--gold", str(GOLD), str(ROOT / "seeds"), "--html", str(file)]
    with subprocess.Popen([sys.executable, "-m", "graph.cli", *arguments], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.close()
    assert process.returncode == 0
    assert "化德县" in file.read_text(encoding="utf8")


def test_command_shows_scores_of_the_gold_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    arguments = ["evaluate", "--gold", str(GOLD), str(ROOT / "seeds"), "--json", "--html", str(file)]
    assert main([*arguments, "--errors", "--leave-out"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert len(scores["ERRORS"]) >= scores["ENTITIES"]["missed"]
    witnesses = {page for rows in scores["LEAVE-OUT"].values() for pages in rows.values() for page in pages}
    assert len(witnesses) == 5  # of all pages given, with gold or without
    assert not [error for error in scores["ERRORS"] if error.startswith("missed") and "【" not in error]
    assert scores["article"]["right"] > 20
    assert scores["B-CUBED"]["ENTITIES"]["items"] == sum(
        score["items"] for name, score in scores["B-CUBED"].items() if name != "ENTITIES"
    )
    assert 0.9 < scores["B-CUBED"]["Region"]["f"] <= 1
    page = file.read_text(encoding="utf8")
    assert "化德县" in page
    missed = sum(scores[name]["missed"] for name in ("ENTITIES", "figure"))
    assert page.count('<mark class="missed"') >= missed > 0


GROUPS = {"rule": "Region: gazetteer", "page": "000_554b9e868c6e5a63: Region", "column": "学思践悟: Region"}


@pytest.mark.parametrize("by", GROUPS)
def test_command_groups_what_it_counts(by: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(GOLD), str(ROOT / "seeds"), "--by", by]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith(GROUPS[by]))
    columns = 5 if by == "rule" else 7  # fired, right, open, wrong; P, R, F1, three counts; the share that is linked
    assert len(row.removeprefix(GROUPS[by]).split()) == columns


SENSELESS = [
    (["--errors", "Regoin"], "--errors Regoin: no such type; name PATH before --errors"),
    (["--errors", str(ROOT / "seeds")], "no such type"),
    (["--update"], "--update goes with --floors FILE"),
    (["--floors", "x.json", "--allow-regression"], "--allow-regression with --update"),
]


@pytest.mark.parametrize(("options", "message"), SENSELESS)
def test_senseless_options_are_one_line(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(GOLD), str(ROOT / "seeds"), *options]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("text", ["{", "[]", '{"f1": {}}', '{"sha256": "a", "f1": {"Region": "high"}}'])
def test_a_file_that_holds_no_floors_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    file.write_text(text)
    for update in (False, True):
        with pytest.raises(EvaluationError, match=r"floors\.json: .* run with --update"):
            scoreboard.gate(OUTCOMES, file, "now", update=update, allow_regression=False)
    assert file.read_text() == text


def test_gold_without_its_page_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("题目\n\n□本报记者 潘佳\n\n近日,化德县举办活动。", encoding="utf8")
    assert main(["evaluate", "--gold", str(GOLD), str(page)]) == 2
    assert "gold without its page" in capsys.readouterr().err
