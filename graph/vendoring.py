"""Vendored libraries, fetched again from npm: only the files that were reviewed are written."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


class VendorError(ValueError):
    """The package is not the one that was reviewed."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a package, and the SHA-256 it had when it was reviewed."""

    name: str
    member: str  # its path in the package
    digest: str


@dataclass(frozen=True, slots=True)
class Vendored:
    """A package of npm and the files of it that are kept."""

    package: str  # with its scope: @zazuko/yasgui
    version: str
    files: tuple[File, ...]

    @property
    def archive(self) -> str:
        """What `npm pack` names its file: https://docs.npmjs.com/cli/commands/npm-pack"""
        return f"{self.package.removeprefix('@').replace('/', '-')}-{self.version}.tgz"

    def fetch(self, folder: Path) -> None:
        """Writes the files into the folder; needs npm and asks the registry it is set to. Raises VendorError."""
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run(["npm", "pack", "--silent", f"{self.package}@{self.version}"], cwd=scratch, check=True)
            files = self.unpacked(Path(scratch) / self.archive)
        for name, data in files.items():
            (folder / name).write_bytes(data)

    def unpacked(self, archive: Path) -> dict[str, bytes]:
        """Name -> bytes of the kept files. Raises VendorError when one is missing or not the reviewed one."""
        with tarfile.open(archive) as packed:
            return {file.name: self._reviewed(file, packed) for file in self.files}

    def _reviewed(self, file: File, packed: tarfile.TarFile) -> bytes:
        member = packed.extractfile(file.member) if file.member in packed.getnames() else None
        if member is None:
            raise VendorError(f"{self.package} {self.version} has no {file.member}")
        data = member.read()
        if sha256(data).hexdigest() != file.digest:
            raise VendorError(f"{file.member} of {self.package} {self.version} is not the reviewed file")
        return data
