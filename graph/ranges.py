"""Numbers given on the command line, refused when they make no sense."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable


def whole(least: int, most: int) -> Callable[[str], int]:
    """Reads an option's whole number, both ends allowed."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text}: give a whole number from {least} to {most}")
        return int(text)

    return read


def seconds(text: str) -> float:
    """Reads an option's seconds: at least a hundredth, at most a day. Refuses nan and inf too."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.01 <= value <= 86400:
        raise ArgumentTypeError(f"{text}: give seconds from 0.01 to 86400")
    return value
