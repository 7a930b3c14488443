"""Words are cut as jieba cuts them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import words

CHARACTERS = "党支部书记王建军和群众在广场上跳舞内蒙古自治区赤峰市敖汉旗委组织带领额尔敦㐀·1a“,"


@settings(deadline=None)  # the first one reads the dictionary
@given(st.text(alphabet=CHARACTERS, max_size=14))
def test_windows_are_cut_as_jieba_cuts_them(text: str) -> None:
    assert words.cut(text) == tuple(words._tokenizer().cut(text, HMM=False))


def test_a_word_stays_whole_and_an_unknown_name_falls_into_characters() -> None:
    assert words.cut("群众在广场上") == ("群众", "在", "广场", "上")
