"""Fetch the vendored query editor again: `python -m graph.web.fetch` (needs npm, asks the registry npm is set to)."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
PACKAGE, VERSION, ARCHIVE = "@zazuko/yasgui", "4.6.2", "zazuko-yasgui-4.6.2.tgz"
DIGESTS = {
    "yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
    "yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
}
"""The reviewed files. The package holds no licence text; `yasgui.LICENSE` is that of `@triply/yasgui` 4.2.28."""


class VendorError(ValueError):
    """The package is not the one that was reviewed."""


def fetch(folder: Path = VENDOR) -> None:
    """Writes the script and the style into the folder; VendorError when one is not the reviewed file."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=scratch, check=True)
        with tarfile.open(Path(scratch) / ARCHIVE) as archive:
            for name in DIGESTS:
                file = archive.extractfile(f"package/build/{name}")
                data = file.read() if file else b""
                (folder / name).write_bytes(reviewed(name, data))


def reviewed(name: str, data: bytes) -> bytes:
    """The file's bytes when they are the reviewed ones."""
    if sha256(data).hexdigest() != DIGESTS[name]:
        raise VendorError(f"{name} of {PACKAGE} {VERSION} is not the reviewed file")
    return data


if __name__ == "__main__":
    fetch()
