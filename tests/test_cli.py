"""Options are checked when they are read."""

from __future__ import annotations

import pytest

from graph.cli import main, parser

REFUSED = [
    (("serve", "--port"), ("99999", "65536", "-1", "http", "80.5", ""), "0 to 65535"),
    (("serve", "--timeout"), ("0", "nan", "inf", "-3", "soon", "1e9"), "0.01 to 86400"),
    (("serve", "--memory"), ("0", "1", "-5", "1048577"), "16 to 1048576"),
    (("serve", "--rows"), ("0", "-1", "1e3"), "1 to 1000000000"),
    (("serve", "--workers"), ("0", "-1", "257"), "1 to 256"),
    (("build", "--jobs"), ("0", "-2", "two"), "1 to 1024"),
    (("export", "--quote-limit"), ("-1", "long"), "0 to 1000000000"),
]
TAKEN = [
    ("port", ("0", "8000", "65535")),
    ("timeout", ("0.01", "1.5", "86400")),
    ("memory", ("16", "512")),
    ("rows", ("1",)),
    ("workers", ("1",)),
]


@pytest.mark.parametrize(("option", "values", "bounds"), REFUSED)
def test_number_out_of_range_is_refused(
    option: tuple[str, str], values: tuple[str, ...], bounds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert values
    for value in values:
        with pytest.raises(SystemExit) as refused:
            main([option[0], f"{option[1]}={value}"])
        told = capsys.readouterr().err
        assert (refused.value.code, told.count("\n")) == (2, 1)
        assert f"argument {option[1]}: {value}: give " in told
        assert bounds in told


@pytest.mark.parametrize(("option", "values"), TAKEN)
def test_number_in_range_is_taken(option: str, values: tuple[str, ...]) -> None:
    assert values
    for value in values:
        assert vars(parser().parse_args(["serve", f"--{option}={value}"]))[option] == float(value)
