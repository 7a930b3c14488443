"""Plain-text tables for the terminal, with Chinese counted two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.build import Summary


def width(text: str) -> int:
    """Columns that a terminal needs for the text."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns padded to their widest cell, the header underlined."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(header))]
    lines.insert(1, ["-" * size for size in widths])
    return "\n".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def in_context(text: str, places: Iterable[tuple[int, int]], around: int) -> str:
    """The words at the places in 【】, each with `around` code points on either side; white space is left out."""
    shown = (
        f"{text[max(0, begin - around) : begin]}【{text[begin:end]}】{text[end : end + around]}"
        for begin, end in places
    )
    return " / ".join("…" + "".join(words.split()) + "…" for words in shown)


def summary_table(summary: Summary, out: Path) -> str:
    """What a build made, and where to look."""
    rows = [("pages", summary.pages), ("articles", summary.articles)]
    rows += [(kind, count) for kind, count in sorted(summary.entities.items(), key=lambda item: (-item[1], item[0]))]
    rows += [
        (f"  {name}", count) for name, count in sorted(summary.statements.items(), key=lambda item: (-item[1], item[0]))
    ]
    rows += [("doubts", summary.doubts), ("quads", summary.quads)]
    text = table(("what", "count"), [(name, str(count)) for name, count in rows])
    return f"""{text}
{summary.seconds:.1f} seconds

look at  {out / "graph.html"}   in a browser, no network needed
ask with yizhan query, or any RDF tool on {out / "graph.ttl"} and {out / "graph.trig"}
why      yizhan explain NAME"""
