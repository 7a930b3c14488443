"""People in sentences: who is named, with which post, living where; and where nobody may be found."""

from __future__ import annotations

import pytest

from tests.names import read, rows, said

ROWS = rows("people")


def test_rows_are_enough() -> None:
    assert len(ROWS) >= 14
    assert sum(expected == "-" for _, expected in ROWS) >= len(ROWS) // 3


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentence(text: str, expected: str) -> None:
    got = {m.canonical for m in read(text).of("Person")}
    assert got == (set(expected.split(";")) if expected != "-" else set())


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("敖汉旗委常委、组织部部长杨国毅说。", "holds", {"杨国毅 敖汉旗委", "杨国毅 敖汉旗委组织部"}),
        ("敖汉旗检察院党总支书记、副检察长刘敏说。", "holds", {"刘敏 敖汉旗人民检察院党总支", "刘敏 敖汉旗人民检察院"}),
        ("巴林左旗林东镇新房身村村民战秀莲说。", "livesIn", {"战秀莲 新房身村"}),
        ("巴林左旗林东镇干部于财说。", "livesIn", {"于财 林东镇"}),
    ],
)
def test_post(text: str, predicate: str, expected: set[str]) -> None:
    assert said(read(text), predicate) == expected


def test_the_role_is_printed() -> None:
    (mention,) = read("敖汉旗委常委、组织部部长杨国毅说。").of("Person")
    assert (mention.name, mention.role) == ("杨国毅", "敖汉旗委常委、组织部部长")
