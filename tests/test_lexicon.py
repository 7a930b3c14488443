"""Words of a table in a text."""

import pytest

from ontology.lexicon import Lexicon

WORDS = Lexicon([("党委", 1), ("党委书记", 2), ("委书", 3), ("书记", 4), ("党委", 5)])


def test_every_word_from_left_to_right_the_longest_first():
    found = list(WORDS.every("旗党委书记"))
    assert found == [(1, "党委书记", 2), (1, "党委", 5), (2, "委书", 3), (3, "书记", 4)]


def test_the_longest_words_do_not_overlap():
    assert list(WORDS.longest("党委、党委书记、委书记")) == [(0, "党委", 5), (3, "党委书记", 2), (8, "委书", 3)]
    assert list(WORDS.longest("")) == []


def test_a_word_of_one_character_is_refused():
    with pytest.raises(ValueError, match="too short for a lexicon: '长'"):
        Lexicon([("长", 1)])
