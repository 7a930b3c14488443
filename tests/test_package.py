"""The wheel and the sdist carry what a build needs: an installed copy reads a page, far from this folder."""

import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel that is made from it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def test_sdist_has_the_whole_project(packages: Path) -> None:
    (sdist,) = packages.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"pyproject.toml", "Makefile", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md"} <= names
    assert {"requirements.lock", "requirements-dev.lock", ".ci/run", "out/README.md", "docs/explorer.png"} <= names
    assert {"graph/build.py", "ontology/yizhan.ttl", "tests/test_package.py", "seeds/README.md"} <= names


def test_installed_copy_builds_a_page(packages: Path, tmp_path: Path) -> None:
    """In an empty environment: the locked dependencies of a user, and our wheel."""
    (wheel,) = packages.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=False)
    if locked.returncode:
        pytest.skip("no package registry here to install the dependencies from")
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    page = next((ROOT / "seeds").glob("004*.txt")).read_text(encoding="utf8")
    (tmp_path / "page.txt").write_text(page, encoding="utf8")
    alone = {"cwd": tmp_path, "env": {"PATH": os.environ["PATH"]}, "capture_output": True, "text": True}
    done = subprocess.run([tmp_path / "env" / "bin" / "yizhan", "build", "page.txt"], check=False, **alone)
    assert done.returncode == 0, done.stderr
    assert "Programme" in done.stdout
    assert (tmp_path / "out" / "graph.html").stat().st_size > 100_000
    where = subprocess.run([python, "-c", "import graph; print(graph.__file__)"], check=True, **alone)
    assert where.stdout.startswith(str(tmp_path))


def test_installed_copy_without_pages_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from graph.cli import main; sys.exit(main(['build']))"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT), "PATH": ""}
    )
    assert done.returncode == 2
    assert done.stderr.startswith("yizhan: no pages given and no folder seeds/ here")
