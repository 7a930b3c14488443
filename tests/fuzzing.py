"""Files of every layout for hypothesis: pieces of the seeds and any text, in any encoding, with bytes changed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import strategies as st

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TEXTS = tuple(file.read_text(encoding="utf8") for file in SEEDS)
ENCODINGS = ("utf8", "utf8", "gb18030", "gb18030", "utf-8-sig", "utf-16", "big5")
CHARSETS = ("utf-8", "gb2312", "utf-16", "big5", "nonsense", "hex", "undefined")
BESIDE = (
    '{"newspaper": "北疆试验报", "date": "2025-02-03"}',
    '{"date": "2025-13-45"}',
    '{"page": [1, null]}',
    "[]",
    "{",
)


def _html(text: str, charset: str) -> str:
    return f"<!doctype html><!-- saved --><html><head><meta charset={charset}></head><body><p>{text}</p></body></html>"


def _jsonl(text: str, charset: str) -> str:
    return "".join(
        json.dumps({"title": charset, "text": part}, ensure_ascii=False) + "\n" for part in text.split("\n\n")
    )


def _csv(text: str, charset: str) -> str:
    rows = io.StringIO()
    csv.writer(rows).writerows([["title", "text"], *([charset, part] for part in text.split("\n\n"))])
    return rows.getvalue()


def _plain(text: str, charset: str) -> str:
    return f"---\nnewspaper: {charset}\n---\n{text}" if charset == "nonsense" else text


LAYOUTS: Mapping[str, Callable[[str, str], str]] = {".txt": _plain, ".html": _html, ".jsonl": _jsonl, ".csv": _csv}


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """A stretch of a seed, its lines in any order."""
    text = draw(st.sampled_from(TEXTS))
    begin = draw(st.integers(0, len(text) - 1))
    lines = text[begin : begin + draw(st.integers(1, 1500))].split("\n")
    return "\n".join(draw(st.permutations(lines)) if draw(st.booleans()) else lines)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes, str]:
    """How the name ends, the bytes, and the text of the file beside it, "" for none."""
    suffix = draw(st.sampled_from(sorted(LAYOUTS)))
    if draw(st.integers(0, 9)) == 0:
        return suffix, draw(st.binary(max_size=300)), ""
    text = LAYOUTS[suffix](draw(pieces() | st.text(max_size=200)), draw(st.sampled_from(CHARSETS)))
    data = bytearray(text.encode(draw(st.sampled_from(ENCODINGS)), "replace"))
    signs = st.integers(32, 126) | st.integers(0, 255)
    for at, byte in draw(st.just([]) | st.lists(st.tuples(st.integers(0, 10_000), signs), max_size=4)):
        data[at % (len(data) + 1) : at % (len(data) + 1) + 1] = [byte]
    return suffix, bytes(data), draw(st.just("") | st.sampled_from(BESIDE))


@st.composite
def queries(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """One of the texts with letters changed, doubled and lost."""
    letters = list(draw(st.sampled_from(texts)))
    signs = st.sampled_from(("", "?", "}", "\0", "(", "'", "*", "<", "\\", "@", "^^")) | st.characters()
    for at, lost, sign in draw(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 3), signs), max_size=3)):
        begin = at % (len(letters) + 1)
        letters[begin : begin + lost] = sign
    return "".join(letters)
