"""Imports run one way: ontology <- extractors <- graph; only the store's room names the RDF engine."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "ontology": {"ontology"},
    "extractors": {"ontology", "extractors"},
    "graph": {"ontology", "extractors", "graph"},
}
OURS = {"ontology", "extractors", "graph", "tests"}


def imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_imports_run_one_way(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in imported(file)
        if name.split(".")[0] in OURS - ALLOWED[package]
    }
    assert not wrong


def test_modules_stay_readable() -> None:
    """Past 400 lines a module is two things."""
    files = [file for package in ALLOWED for file in sorted((ROOT / package).rglob("*.py"))]
    assert files
    long = {str(f.relative_to(ROOT)): n for f in files if (n := f.read_text(encoding="utf8").count("\n")) > 400}
    assert not long
