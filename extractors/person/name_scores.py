"""A name at a place with what speaks for it: the words around it, its characters, a tagger's vote; as small weights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from math import inf

from extractors import words
from extractors.document import Span
from extractors.patterns import places, regex
from extractors.person.name_edges import AFTER, against, everydayness, fit, opens_as_word
from extractors.person.name_odds import most, odds
from extractors.person.person_names import ADDRESSES, SURNAMES, is_composed
from extractors.person.posts import POSTS, Ends, Phrase, phrase

LONG_POSTS = {  # by their first two characters
    start: tuple(posts) for start, posts in groupby(sorted(post for post in POSTS if len(post) > 1), lambda p: p[:2])
}
PLACE_ENDS = frozenset("庄沟湾岭山河坡营屯镇乡县市区路街村组店铺寺园桥")
THRESHOLD = 3
VOTE = 2
DOUBTFUL = 2  # what a tagger's word makes enough
POINTS = (-12.0, -6.0, 1.5, 4.0)  # odds from which a name has one point more
EVEN = bisect_right(POINTS, 0)
LIKE_NAME = 1.0
TITLED = 1.0  # odds of a name with a post behind it, which may begin the next phrase
FOLLOWS = {4: 2.0, 3: 1.5, 2: 0.7, 1: 0.0, 0: 0.0, -3: -3.0}
"""`fit` in the measure of odds."""
HIGHEST = max(FOLLOWS.values())
ODD_END = 2.0
OFTEN = 500
NAMED_AFTER = regex(  # what bears the name of somebody or somewhere, and of whom the text need not tell
    r"“?(?:工作室|工作站|工作法|工坊|书屋|书院|式|奖|杯|路|桥|中学|小学|大学|医院|纪念|故居|陵园|精神|思想|理论|主义|村|镇|乡|县|庄|屯|嘎查)"
)
IN_NAMES = frozenset("山河岭园")
THINGS = frozenset("鹭鸭鹅鸡鹳鱼虾蟹枣瓜豆菜糕茶酒汤饼肉药草粮蛋酪油酱布鞋帽羊猪驴车船机器费税款")
PLACES = ("嘎查", "苏木", "井", "坝", "坑", "洼", "泊", "湖", "科", "站", "厂", "馆")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name at a place, what speaks for it, and the posts that the text gives with it."""

    begin: int
    name: str
    score: int
    rule: str
    phrase: Phrase
    likelihood: float = 0.0  # how much better the clause reads with it, as a logarithm

    @property
    def end(self) -> int:
        return self.begin + len(self.name)


def scored(
    ends: Ends, at: int, strength: int, rule: str, *, above: float = -inf, only: Callable[[str], bool] | None = None
) -> Iterator[Introduction]:
    """The names that may start at a place and that the words after them do not rule out.

    Only those whose likelihood is above the one given, and that `only` lets through, which is asked first.
    """
    before: Phrase | None = None
    for name in filter(only, ends.names[at]):
        ceiling = highest(name)
        if ceiling + HIGHEST <= above:
            continue
        end = at + len(name)
        title = is_title(ends.text, end)
        follows = max(fit(ends.text, end), 3 * title)
        voted = VOTE * bool(ends.votes and Span(at, end) in ends.votes)
        if strength + follows + points(ceiling) + voted < DOUBTFUL - 1 or ceiling + FOLLOWS[follows] <= above:
            continue  # whatever the words around say, which takes long to ask
        reading = odds(ends.text, at, name) if is_chinese(name) else 0.0
        if title and reading < TITLED:  # 书记|任双|组长
            continue
        score = strength + follows + points(reading) + voted
        if score < DOUBTFUL - 1:
            continue
        likelihood = reading + FOLLOWS[follows]
        if likelihood <= above:
            continue
        contrary = against(ends.text, at, name)
        likelihood = likelihood - contrary - unlike_name(ends.text, at, name)
        if likelihood <= above:
            continue
        before = before or phrase(ends, at)
        score += bool(before.held and (before.organisations or before.regions))
        score += (len(name) > 2 and is_composed(name)) - contrary
        if score == DOUBTFUL and strength and tagged_as_name(ends.text, at, name):
            score += 1
        yield Introduction(at, name, score, rule, before, likelihood)


@lru_cache(maxsize=65536)
def highest(name: str) -> float:
    """What the odds of a name are at most, 0 for one that is not Chinese."""
    return most(name) if is_chinese(name) else 0.0


def points(reading: float) -> int:
    """What the odds of a name count for."""
    return bisect_right(POINTS, reading) - EVEN


def is_title(text: str, at: int) -> bool:
    """Whether a post starts there: 王建国|副局长."""
    at += text.startswith(("副", "总", "老"), at)
    return text.startswith(LONG_POSTS.get(text[at : at + 2], ()), at)


def is_chinese(name: str) -> bool:
    """Whether a name is a surname with a given name of one or two characters."""
    return (len(name) < 4 and name[0] in SURNAMES) or (len(name) < 5 and name[:2] in SURNAMES)


def unlike_name(text: str, at: int, name: str) -> float:
    """What speaks against a name that no word announces: 金灿灿, 罗汉果, 戴村坝, 鲁班|工坊."""
    doubled = 2 * (len(name) > 2 and name[-1] in (name[-2], name[0]))
    place = 2 * (name[-1] in THINGS or name[-1] in PLACE_ENDS - IN_NAMES or name.endswith(PLACES))
    landform = 2 * (name[-1] in "山河湖江岭" and words.frequency(name[1:]) > OFTEN)  # 碧|罗雪山
    named_after = 4 * (NAMED_AFTER.match(text, at + len(name)) is not None)
    return ODD_END * (doubled + place + landform + named_after + (name[-1] in AFTER))


def reads_better(text: str, at: int, name: str) -> bool:
    """Whether the clause reads better with the name than without."""
    return is_chinese(name) and odds(text, at, name) > LIKE_NAME


def tagged_as_name(text: str, at: int, name: str) -> bool:
    """Whether jieba's tagger takes the name for one in its words, whole or as surname and given name (麻|金花)."""
    tags = words.tagged(text[max(0, at - 2) : at + len(name) + 4])
    whole = any(word == name and flag.startswith("nr") for word, flag in tags)
    pairs = pairwise(tags)
    return whole or any(a + b == name and len(a) == 1 and flag.startswith("nr") for (a, flag), (b, _) in pairs)


def full_name(ends: Ends, at: int, name: str) -> bool:
    """Whether these characters are a surname that is no word and a given name, and name no place: not 马家庄."""
    strong = SURNAMES.get(name[:2], SURNAMES.get(name[:1])) in ("strong", "compound") or is_composed(name)
    plain = name != "" and name[-1] not in PLACE_ENDS and not (everydayness(name) or opens_as_word(name))
    return strong and plain and name in ends.names[at]


def support(text: str, name: str) -> int:
    """What the other places of the name say about its end: 于财 is followed by 便, 了, 赞, so 于财便 is none."""
    stem = name[:2]
    ends = (at + len(stem) for at in places(text, stem))
    thirds = {text[end : end + 1] for end in ends if not text.startswith(ADDRESSES, end - 1)}
    if len(thirds) < 2:
        return 0
    return 3 if len(name) == 2 else -3 if len(name) == 3 else 0
