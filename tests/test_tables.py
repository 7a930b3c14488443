"""Tables of the gazetteer: what is read, and what is refused with its line."""

from typing import NamedTuple

import pytest

from ontology.tables import TableError, check, parse


class Pair(NamedTuple):
    short: str
    full: str


def test_rows_follow_the_header() -> None:
    text = "# comment\nshort\tfull\n应急局\t应急管理局\n\n中宣部\t中共中央宣传部\n"
    assert parse(text, "pairs.tsv", Pair) == (Pair("应急局", "应急管理局"), Pair("中宣部", "中共中央宣传部"))


def test_an_empty_last_field_is_a_field() -> None:
    assert parse("short\tfull\n纪委\t\n", "pairs.tsv", Pair) == (Pair("纪委", ""),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("short\n", "pairs.tsv: the header must be short full"),
        ("", "pairs.tsv: the header must be short full"),
        ("short\tfull\n应急局\n", "pairs.tsv:2: 1 fields, not 2"),
        ("short\tfull\na\tb\n\na\tb\n", "pairs.tsv:4: the row of line 2 again"),
    ],
)
def test_a_wrong_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        parse(text, "pairs.tsv", Pair)
    assert str(error.value) == message


def test_a_word_outside_the_list_is_refused() -> None:
    rows = parse("short\tfull\n赵\tstrong\n时\tweek\n", "surnames.tsv", Pair)
    with pytest.raises(TableError, match=r"surnames.tsv: 时 has 'week'"):
        check("surnames", rows, 1, ("strong", "weak"))
