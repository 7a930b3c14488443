"""Fetch the vendored query editor again: `python -m graph.web.fetch`."""

from __future__ import annotations

from pathlib import Path

from graph.vendoring import File, Vendored

VENDOR = Path(__file__).parent / "vendor"
LIBRARY = Vendored(
    "@zazuko/yasgui",
    "4.6.2",
    (
        File(
            "yasgui.min.js",
            "package/build/yasgui.min.js",
            "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
        ),
        File(
            "yasgui.min.css",
            "package/build/yasgui.min.css",
            "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
        ),
    ),
)
"""The package holds no licence text; `yasgui.LICENSE` is that of `@triply/yasgui` 4.2.28."""

if __name__ == "__main__":
    LIBRARY.fetch(VENDOR)
