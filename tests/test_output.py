"""The output folder is whole at every moment."""

import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from graph.output import OutputError, replaced, write_file

OWNED = frozenset({"graph.nq", "pages"})


def write(folder: Path, text: str) -> None:
    (folder / "graph.nq").write_text(text)
    (folder / "pages").mkdir()
    (folder / "pages" / f"{text}.txt").write_text(text)


def write_half(folder: Path) -> None:
    (folder / "graph.nq").write_text("half")
    raise KeyError("a fault in the middle")


def content(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_first_write_makes_the_folder(tmp_path: Path) -> None:
    with replaced(tmp_path / "deep" / "out", OWNED) as folder:
        write(folder, "one")
    assert content(tmp_path / "deep" / "out") == {"graph.nq": "one", "pages/one.txt": "one"}


def test_second_write_replaces_its_own_and_keeps_the_users(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replaced(out, OWNED) as folder:
        write(folder, "one")
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("mine")
    (out / "README.md").write_text("readme")
    with replaced(out, OWNED) as folder:
        write(folder, "two")
    assert content(out) == {"graph.nq": "two", "pages/two.txt": "two", "notes/mine.txt": "mine", "README.md": "readme"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replaced(out, OWNED) as folder:
        write(folder, "one")
    with pytest.raises(KeyError), replaced(out, OWNED) as folder:
        write_half(folder)
    assert content(out) == {"graph.nq": "one", "pages/one.txt": "one"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with (
        pytest.raises(OutputError, match="out: is a file; name a folder with --out"),
        replaced(tmp_path / "out", OWNED),
    ):
        pass


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(OutputError, match=r"cannot write .*name another folder"),
        replaced(tmp_path / "file" / "out", OWNED),
    ):
        pass


WRITER = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from graph.output import replaced

    while True:
        for text in ("one", "two"):
            with replaced(Path(sys.argv[1]), frozenset({"graph.nq", "pages"})) as folder:
                (folder / "graph.nq").write_text(text)
                (folder / "pages").mkdir()
                (folder / "pages" / f"{text}.txt").write_text(text)
            print(text, flush=True)
    """
)


@pytest.mark.parametrize("milliseconds", [3, 7, 11, 17, 29])
def test_killed_at_any_moment_the_folder_is_whole(tmp_path: Path, milliseconds: int) -> None:
    out = tmp_path / "out"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(out)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(4):
            writer.stdout.readline()
        time.sleep(milliseconds / 1000)
        writer.send_signal(signal.SIGKILL)
    wholes = [{"graph.nq": text, f"pages/{text}.txt": text} for text in ("one", "two")]
    assert content(out) in wholes
    with replaced(out, OWNED) as folder:
        write(folder, "three")
    assert content(out) == {"graph.nq": "three", "pages/three.txt": "three"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    out = tmp_path / "out"
    once = WRITER.replace("while True:", "for _ in range(20):")
    writers = [
        subprocess.Popen([sys.executable, "-c", once, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert content(out) == {"graph.nq": "two", "pages/two.txt": "two"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_swap_cut_short_between_two_renames_is_put_right(tmp_path: Path) -> None:
    """Where the kernel cannot swap folders, a kill may leave the old one aside and none in its place."""
    out = tmp_path / "out"
    with replaced(out, OWNED) as folder:
        write(folder, "one")
    (out / "mine.txt").write_text("mine")
    out.rename(tmp_path / ".out.old.new")
    with replaced(out, OWNED) as folder:
        write(folder, "two")
    assert content(out) == {"graph.nq": "two", "pages/two.txt": "two", "mine.txt": "mine"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    write_file(file, "one")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(OutputError, match=r"file\.txt: cannot write \(File too large\)"):
            write_file(file, "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert content(tmp_path) == {"file.txt": "one"}


def test_one_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    write_file(tmp_path / "deep" / "file.txt", "one")
    write_file(tmp_path / "deep" / "file.txt", b"two")
    assert content(tmp_path) == {"deep/file.txt": "two"}
    with pytest.raises(OutputError, match="cannot write"):
        write_file(tmp_path / "deep" / "file.txt" / "below", "three")
