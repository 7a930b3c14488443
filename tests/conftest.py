"""What several tests share: one build of the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import build

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of the seeds; only to be read."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    build([SEEDS], out)
    return out
