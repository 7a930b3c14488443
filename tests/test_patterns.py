"""Patterns are compiled late: that each can be is seen here and not at import."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import extractors
from extractors.patterns import choice, opening, regex


def test_answers_as_the_compiled_pattern_does():
    pattern = regex(r"(?P<kind>旗 | 县)", re.VERBOSE)
    for _ in range(2):  # asked for the first time, and again
        assert [match["kind"] for match in pattern.finditer("敖汉旗、宁城县")] == ["旗", "县"]
        assert pattern.sub("", "敖汉旗") == "敖汉"
    assert pattern.groups == 1


WORDS = ("开", "开展", "开展了", "展", "展开", "a+b", "a", "组织", "组")


def test_a_choice_of_words_finds_the_longest_at_each_place():
    pattern = re.compile(choice(WORDS))
    assert pattern.findall("开展了组织,展开a+b,组开a") == ["开展了", "组织", "展开", "a+b", "组", "开", "a"]
    assert [word for word in WORDS if not pattern.fullmatch(word)] == []


def test_what_must_hold_behind_a_word_leaves_the_shorter_one():
    pattern = re.compile(choice(WORDS, after={"组织": "(?!部)", "展": "(?=出)"}))
    assert pattern.findall("组织部组织展览展出") == ["组", "组织", "展"]


@pytest.mark.parametrize("words", [WORDS, ("开展", "展开", "组织"), ("开", "展")])
def test_a_look_at_what_may_follow_lets_every_word_through(words):
    look = re.compile(opening(words))
    assert [word for word in words if not look.match(word)] == []
    assert [text for text in ("部", "") if look.match(text)] == []


def test_a_look_at_longer_words_wants_two_of_their_characters():
    assert re.findall(opening(["开展", "组织"]), "开会、组会、织、开织") == [""]


def test_a_wrong_pattern_is_refused_when_asked():
    with pytest.raises(re.error):
        regex("(旗").search("敖汉旗")


def test_every_pattern_of_the_extractors_can_be_compiled():
    seen = 0
    for module in walk_packages(extractors.__path__, "extractors."):
        for one in vars(import_module(module.name)).values():
            if type(one) is type(regex("")):
                assert one.groups >= 0
                seen += 1
    assert seen > 300
