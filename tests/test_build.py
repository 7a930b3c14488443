"""The whole way: pages in, a graph out; the same bytes each time; a bad input is named and nothing is lost."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.build import build
from graph.cli import main
from graph.explain import explain

SEEDS = Path(__file__).parent.parent / "seeds"


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    build([SEEDS], out)
    return out


def test_everything_is_written(built: Path) -> None:
    names = set(content(built))
    assert {"graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "build.json"} <= names
    assert len([name for name in names if name.startswith("annotations/")]) == 5
    assert len([name for name in names if name.startswith("pages/")]) == 5


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build([SEEDS], tmp_path / "out")
    assert content(tmp_path / "out") == content(built)


def test_order_of_files_and_processes_do_not_matter(built: Path, tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("*.txt"), reverse=True)
    build(files, tmp_path / "out", jobs=2)
    assert content(tmp_path / "out") == content(built)


def test_a_build_on_an_earlier_one_is_that_of_an_empty_folder(built: Path, tmp_path: Path) -> None:
    """A page taken away takes just its statements; one put back brings them back."""
    four = tmp_path / "four"
    four.mkdir()
    for file in sorted(SEEDS.glob("*.txt"))[:4]:
        shutil.copy(file, four)
    build([four], tmp_path / "out")
    build([four], tmp_path / "again")
    assert content(tmp_path / "out") == content(tmp_path / "again")
    build([SEEDS], tmp_path / "out")
    assert content(tmp_path / "out") == content(built)
    build([four], tmp_path / "out")
    assert content(tmp_path / "out") == content(tmp_path / "again")


def test_a_page_taken_away_takes_no_word_of_the_others(built: Path, tmp_path: Path) -> None:
    """What the articles of the other pages say, and nothing else, is left: the gazetteer may tell more or less."""
    build(sorted(SEEDS.glob("*.txt"))[1:], tmp_path / "out")
    before, after = (_by_article(folder / "graph.nq") for folder in (built, tmp_path / "out"))
    assert set(after) < set(before)
    assert {article: before[article] for article in after} == after


def _by_article(file: Path) -> dict[str, set[str]]:
    """The lines of each article's graph."""
    found: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf8").splitlines():
        graph = line.removesuffix(" .").rpartition(" ")[2]
        if "/id/article/" in graph and line.count(" ") > 3:
            found.setdefault(graph, set()).add(line)
    return found


def test_an_unchanged_build_is_left_alone(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    build([SEEDS], built)
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def test_a_damaged_file_of_an_earlier_build_is_made_anew(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    victim = next(iter((out / "annotations").iterdir()))
    victim.write_text("{}")
    (out / "graph.ttl").unlink()
    build([SEEDS], out)
    assert content(out) == content(built)


FAULTS = [
    ("digits.txt", b"1\n2\n", "digits: no article found on this page; leave it out or check its text"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "picture.txt: "),
    ("empty.txt", b"", "empty.txt: the file is empty"),
    ("binary.txt", bytes(range(256)) * 8, "binary.txt: "),
]


@pytest.mark.parametrize(("name", "data", "message"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_bad_page_is_named_and_nothing_is_lost(
    name: str, data: bytes, message: str, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(SEEDS, pages)
    (pages / name).write_bytes(data)
    before = content(built)
    assert main(["build", str(pages), "--out", str(built)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1
    assert content(built) == before


def test_bad_usage_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    cases = [
        (["build", str(tmp_path / "nowhere")], "nowhere: no such file or folder"),
        (["build", str(tmp_path / "empty")], "empty: no page in this folder"),
        (["build", str(SEEDS), "--out", str(tmp_path / "file")], "file: is a file; name a folder"),
        (["explain", "红色驿站", "--graph", str(tmp_path)], "no build here; run yizhan build"),
        (["build", str(SEEDS), "--base", "not an iri <>", "--out", str(tmp_path / "out")], "cannot begin IRIs"),
        (["annotate", str(SEEDS), "--out", str(tmp_path / "file")], "cannot write"),
    ]
    for arguments, message in cases:
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert message in error
        assert len(error.splitlines()) == 1


def test_explain_gives_the_words(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "红色驿站", "--graph", str(built)]) == 0
    assert "红色驿站  Programme" in capsys.readouterr().out


def test_what_a_folder_has_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "pages"
    (pages / "more").mkdir(parents=True)
    (pages / "a.txt").write_text("红色驿站暖人心\n\n□本报记者 潘佳\n\n近日,海南区推出“红色驿站”。\n", "utf8")
    for name in ("a.meta.json", "README.md", "b.PDF", "more/c.pdf", "more/d.docx"):
        (pages / name).write_text("{}")
    assert main(["annotate", str(pages), "--out", str(tmp_path / "out")]) == 0
    told = f"yizhan: {pages}: left out 1 .docx, 2 .pdf; make them text or HTML to have them read"
    assert told in capsys.readouterr().err.splitlines()


EXPLAINED = [
    # name, lines that must follow one another
    ("红色驿站", ["  拉僧仲街道党工委: 红色驿站 7个", "《党建赋能 打通基层治理", "【在6个社区打造了"]),
    ("红色代办", ["红色代办  Programme", "  named only, rule ", "《为民生幸福“加码”》", "【“红色代办”】"]),
]


@pytest.mark.parametrize(("name", "lines"), EXPLAINED)
def test_explain_gives_what_counts_or_only_names_it(name: str, lines: list[str], seeds_out: Path) -> None:
    shown = explain(name, seeds_out).splitlines()
    assert any(
        all(line in told for line, told in zip(lines, shown[start:], strict=False)) for start in range(len(shown))
    ), shown


def test_explain_shows_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(next(SEEDS.glob("004*")))]) == 0
    shown = capsys.readouterr().out
    assert "党建赋能 打通基层治理“神经末梢”" in shown
    assert "byline" in shown


def test_a_users_own_places_are_found(tmp_path: Path) -> None:
    """In a process of its own, as the command runs: a town that no table has, and another name for a banner."""
    table = tmp_path / "mine.tsv"
    table.write_text("150826\t杭锦后旗\t后套旗\n150826990\t新塞北镇\t\t107.1\t40.9\n", "utf8")
    page = tmp_path / "page.txt"
    page.write_text("新塞北镇办起农民夜校\n\n□本报记者 潘佳\n\n近日,巴彦淖尔市后套旗新塞北镇办起了农民夜校。\n", "utf8")
    command = [sys.executable, "-m", "graph.cli", "annotate", str(page), "--out", str(tmp_path)]
    root = {"cwd": Path(__file__).parent.parent, "check": True, "stdout": subprocess.DEVNULL}
    codes = []
    for own in ([], ["--gazetteer", str(table)]):
        subprocess.run([*command, *own], **root)  # type: ignore[call-overload]
        articles = json.loads((tmp_path / "page.json").read_text("utf8"))["articles"]
        codes.append({entity.get("code") for article in articles for entity in article["entities"]})
    assert "150826990" not in codes[0]
    assert {"150826", "150826990"} <= codes[1]


def test_a_damaged_table_of_places_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("15x826\t杭锦后旗\n", "utf8")
    assert main(["build", str(SEEDS), "--gazetteer", str(table), "--out", str(tmp_path / "out")]) == 2
    assert "mine.tsv:1: want a code" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_every_syntax_holds_the_same_triples(built: Path) -> None:
    """Turtle through rdflib and pyoxigraph; TriG and JSON-LD quad for quad with the N-Quads."""
    import rdflib
    from pyoxigraph import RdfFormat, parse

    turtle = {str(triple) for triple in parse(path=str(built / "graph.ttl"), format=RdfFormat.TURTLE)}
    quads = {ending: set(parse(path=str(built / f"graph.{ending}"))) for ending in ("nq", "trig", "jsonld")}
    assert quads["nq"] == quads["trig"] == quads["jsonld"]
    assert turtle == {str(quad.triple) for quad in quads["nq"]}
    through_rdflib = rdflib.Graph().parse(built / "graph.ttl").serialize(format="nt", encoding="utf8")
    assert {str(triple) for triple in parse(through_rdflib, RdfFormat.N_TRIPLES)} == turtle
