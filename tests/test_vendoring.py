"""Vendored files are the reviewed ones, and no others are taken from a package."""

from __future__ import annotations

import io
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

from graph.explorer import fetch as explorer
from graph.vendoring import File, Vendored, VendorError
from graph.web import fetch as web

LIBRARIES = [(explorer.LIBRARY, explorer.VENDOR), (web.LIBRARY, web.VENDOR)]


@pytest.mark.parametrize(("library", "folder"), LIBRARIES)
def test_vendored_files_are_the_reviewed_ones(library: Vendored, folder: Path) -> None:
    assert library.files
    for file in library.files:
        assert sha256((folder / file.name).read_bytes()).hexdigest() == file.digest
    assert list(folder.glob("*.LICENSE*"))


def test_archive_has_the_name_npm_gives() -> None:
    assert [library.archive for library, _ in LIBRARIES] == ["vis-network-10.1.2.tgz", "zazuko-yasgui-4.6.2.tgz"]


def test_only_reviewed_files_are_taken(tmp_path: Path) -> None:
    archive = tmp_path / "one.tgz"
    with tarfile.open(archive, "w:gz") as packed:
        member = tarfile.TarInfo("package/one.js")
        member.size = 3
        packed.addfile(member, io.BytesIO(b"one"))
    good = File("one.js", "package/one.js", sha256(b"one").hexdigest())
    assert Vendored("one", "1", (good,)).unpacked(archive) == {"one.js": b"one"}
    cases = [
        (File("one.js", "package/one.js", sha256(b"two").hexdigest()), "package/one.js of one 1 is not the reviewed"),
        (File("two.js", "package/two.js", ""), "one 1 has no package/two.js"),
    ]
    for file, message in cases:
        with pytest.raises(VendorError, match=message):
            Vendored("one", "1", (file,)).unpacked(archive)
