"""No byte string, no order of a page's lines and no text makes any stage raise anything but the documented errors."""

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.document import Page
from extractors.pages import PageError, read_pages
from graph.annotation_file import from_json, to_json
from graph.annotations import annotate
from graph.quads import quads
from graph.resolve import resolve
from graph.store import load
from tests.fuzzing import TEXTS, files

SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
"""In small for every run; the fuzz bench has the large one."""

CUES = (
    *(
        "□本报记者",
        "通讯员",
        "摄",
        "◎",
        "◆",
        "★",
        "# ",
        "**",
        "“",
        "”",
        "‘",
        "’",
        "《",
        "》",
        "(",
        ")",
        "。",
        ",",
        "、",
    ),
    *(
        "旗委",
        "组织部",
        "党支部书记",
        "村民",
        "说",
        "镇",
        "嘎查",
        "社区",
        "打造",
        "工程",
        "行动",
        "近日",
        "该旗",
        "全区",
    ),
    *("杭锦旗", "赤峰市", "王伟", "额尔敦朝鲁", "红色驿站", "个", "万元", "10%", "8000—12000元"),
    *(" ", "\n", "\n\n", "\t", "\x00", "\x1b", "\ufeff", "𠮷", "é"),
)


def whole_way(text: str) -> None:
    """Page to quads and back through the annotation file; whatever is found lies on the page."""
    page = Page("page", text)
    annotation = annotate(page)
    assert from_json(to_json(annotation), page) == annotation
    for reading in annotation.readings:
        for entity in reading.entities:
            for form in entity.forms:
                assert "".join("".join(page[span] for span in form.spans).split()) == "".join(form.name.split())
    load(quads(resolve([annotation])))


def test_the_seeds_are_there() -> None:
    assert len(TEXTS) == 5


@SOME
@given(st.lists(st.sampled_from(CUES), max_size=60).map("".join))
def test_any_mixture_of_cues(text: str) -> None:
    whole_way(text)


@SOME
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    whole_way(text.encode("utf8", "surrogatepass").decode("utf8", "ignore"))


def read_or_refused(file: Path) -> tuple[Page, ...] | str:
    try:
        return read_pages(file)
    except PageError as error:
        return str(error)


@SOME
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.txt"
        file.write_bytes(data)
        pages = read_or_refused(file)
    if isinstance(pages, str):
        assert pages.startswith(str(file))
        assert len(pages.splitlines()) == 1
    else:
        assert all("\r" not in page.text for page in pages)


@settings(SOME, max_examples=200)
@given(files())
def test_any_file_of_any_layout(given_: tuple[str, bytes, str]) -> None:
    suffix, data, beside = given_
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"page{suffix}"
        file.write_bytes(data)
        if beside:
            (file.parent / "page.meta.json").write_text(beside, encoding="utf8")
        pages = read_or_refused(file)
    if isinstance(pages, str):
        assert pages.startswith(f"{folder}/page")
        assert len(pages.splitlines()) == 1
    else:
        assert all(page.text.strip() and "\r" not in page.text for page in pages)


@settings(SOME, max_examples=6)
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
def test_any_order_of_lines(text: str, dice: random.Random) -> None:
    lines = text.split("\n")
    dice.shuffle(lines)
    whole_way("\n".join(lines[: len(lines) // 2]))


@settings(SOME, max_examples=6)
@given(st.sampled_from(TEXTS), st.integers(0, 6000), st.integers(1, 1500))
def test_any_piece_of_a_page(text: str, begin: int, length: int) -> None:
    whole_way(text[begin : begin + length])
