"""What a format of the research package is: a module with TITLE, SUFFIX and write."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from ontology.terms import Bilingual

if TYPE_CHECKING:
    from graph.exports.view import View


class Format(Protocol):
    """A module: `write` writes its files under the package's folder, each the same bytes for the same view."""

    TITLE: Bilingual
    SUFFIX: str  # of its files

    def write(self, view: View, folder: Path) -> None: ...


class LeftOut(LookupError):
    """A format that cannot be written here; the message says why, and the mend."""

    def __str__(self) -> str:
        return str(self.args[0])


class MissingLibrary(LeftOut):
    """Its library is not installed; the message says what to install."""


def library(name: str, format_: str, *, extra: str = "export") -> ModuleType:
    """The module of a library that only some formats need, and the extra that brings it. Raises MissingLibrary."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingLibrary(f"{format_}: needs {name}; install it with: pip install 'yizhan[{extra}]'") from error


def made(folder: Path, name: str) -> Path:
    """The folder of this name in the package, there if it was not."""
    path = folder / name
    path.mkdir(exist_ok=True)
    return path
