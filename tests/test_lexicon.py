"""Words of a table in a text."""

import pytest

from ontology.lexicon import Endings, Lexicon

ROWS = [("党委", 1), ("党委书记", 2), ("委书", 3), ("书记", 4), ("党委", 5)]
WORDS, ENDINGS = Lexicon(ROWS), Endings(ROWS)


def test_every_word_from_left_to_right_the_longest_first():
    found = list(WORDS.every("旗党委书记"))
    assert found == [(1, "党委书记", 2), (1, "党委", 5), (2, "委书", 3), (3, "书记", 4)]


def test_the_longest_words_do_not_overlap():
    assert list(WORDS.longest("党委、党委书记、委书记")) == [(0, "党委", 5), (3, "党委书记", 2), (8, "委书", 3)]
    assert list(WORDS.longest("")) == []


@pytest.mark.parametrize("text", ["旗党委书记", "党委、党委书记、委书记", "书记", "委", ""])
def test_words_are_the_same_by_their_beginnings_and_by_their_ends(text):
    assert list(ENDINGS.every(text)) == list(WORDS.every(text))
    assert list(ENDINGS.longest(text)) == list(WORDS.longest(text))


def test_every_word_by_its_end_the_longest_first():
    assert list(ENDINGS.ending("旗党委书记")) == [(3, "党委", 5), (4, "委书", 3), (5, "党委书记", 2), (5, "书记", 4)]


def test_a_word_of_one_character_is_refused():
    with pytest.raises(ValueError, match="too short for a lexicon: '长'"):
        Lexicon([("长", 1)])
