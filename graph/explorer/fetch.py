"""Fetch the vendored libraries again: `python -m graph.explorer.fetch` (needs npm, asks the registry npm is set to)."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
NAME, VERSION = "vis-network", "10.1.2"
SCRIPT = "vis-network.min.js"
DIGEST = "fc674cfa6cceb27a3b40ff4ea75c204a2d8570fb39b9a627127cf7039e141ad4"
MEMBERS = {
    "package/standalone/umd/vis-network.min.js": SCRIPT,
    "package/LICENSE-MIT": "vis-network.LICENSE-MIT",
    "package/LICENSE-APACHE-2.0": "vis-network.LICENSE-APACHE-2.0",
}


class VendorError(ValueError):
    """The package is not the one that was reviewed."""


def fetch(folder: Path = VENDOR) -> None:
    """Write the library and its licences into `folder`; raise VendorError when the script is another one."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(["npm", "pack", "--silent", f"{NAME}@{VERSION}"], cwd=scratch, check=True)
        with tarfile.open(Path(scratch) / f"{NAME}-{VERSION}.tgz") as archive:
            for member, target in MEMBERS.items():
                file = archive.extractfile(member)
                if file is None:
                    raise VendorError(f"{NAME} {VERSION} has no {member}")
                data = file.read()
                if target == SCRIPT and sha256(data).hexdigest() != DIGEST:
                    raise VendorError(f"{member} of {NAME} {VERSION} is not the reviewed file")
                (folder / target).write_bytes(data)


if __name__ == "__main__":
    fetch()
