"""Fetch the vendored library again: `python -m graph.explorer.fetch`."""

from __future__ import annotations

from pathlib import Path

from graph.vendoring import File, Vendored

VENDOR = Path(__file__).parent / "vendor"
LIBRARY = Vendored(
    "vis-network",
    "10.1.2",
    (
        File(
            "vis-network.min.js",
            "package/standalone/umd/vis-network.min.js",
            "fc674cfa6cceb27a3b40ff4ea75c204a2d8570fb39b9a627127cf7039e141ad4",
        ),
        File(
            "vis-network.LICENSE-MIT",
            "package/LICENSE-MIT",
            "1f65085e54c036645082257618db2c7b787e68c3b02485e214ecd09e0834ee8f",
        ),
        File(
            "vis-network.LICENSE-APACHE-2.0",
            "package/LICENSE-APACHE-2.0",
            "1509904280a272780fd69c04b858f512cf216f8e3464a0dd98d8f34416feced9",
        ),
    ),
)

if __name__ == "__main__":
    LIBRARY.fetch(VENDOR)
