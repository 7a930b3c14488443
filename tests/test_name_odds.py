"""Odds of names: a clause reads better with a person's name, and worse with words or pieces of words taken for one."""

from __future__ import annotations

import pytest

from extractors.person.name_odds import odds, of_name

NAMES = (
    ("陪同调研的有李建国、王丽华等人。", "李建国"),
    ("陪同调研的有李建国、王丽华等人。", "王丽华"),
    ("在公园里散步的赵淑英笑了。", "赵淑英"),
    ("那天欧阳志远没有来。", "欧阳志远"),
    ("大家把锦旗送到周晓燕手里。", "周晓燕"),
)
WORDS = (
    ("党员干部高兴地走进田间。", "高兴地"),
    ("村民石榴树下乘凉。", "石榴树"),
    ("常态化开展志愿服务。", "常态化"),
    ("于无声处见真情。", "于无声"),
    ("严格落实各项制度。", "严格落"),
    ("方便群众办事。", "方便群"),
)


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name(text: str, name: str) -> None:
    assert odds(text, text.index(name), name) > 2


@pytest.mark.parametrize(("text", "word"), WORDS)
def test_word(text: str, word: str) -> None:
    assert odds(text, text.index(word), word) < 0


def test_a_name_ends_where_it_ends() -> None:
    text = "老人把张桂芳叫到跟前。"
    at = text.index("张")
    assert max(("张桂", "张桂芳"), key=lambda name: odds(text, at, name)) == "张桂芳"


def test_common_names_are_likelier() -> None:
    assert of_name("王建华") > of_name("亓建华") > of_name("亓而且")
