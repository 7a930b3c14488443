"""How a text introduces a person: by a post before the name, a post after it, speech, a place; each with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors import bases, words
from extractors.person_names import ADDRESSES, STOPS, candidates, everydayness, fit, is_weak
from extractors.posts import APPOSITIONS, POSTS, Ends, Phrase, phrase

SENTENCE_END = frozenset("。！？!?”\n")
TITLES = re.compile("同志|总书记|烈士|先生|女士")
IS = re.compile(r"(?:今年|现年)?(?:\d{1,3}岁)?(?:也是|便是|就是|是|作为)")  # 李爽|是|努文木仁乡...的流动党员
DATA = re.compile(r"[,，、](?:男|女|汉族|蒙古族|[一-龥]{1,3}族|(?:今年|现年)?\d{1,3}岁)[,，、]")  # 张某某,男,汉族,
TAKES_OFFICE = re.compile(r"(?:现任|现担任|担任|当选为|当选|出任|兼任|任)")  # 高伟|担任|村党支部书记
COUNTED = re.compile(r"(?:\d{2}|[余多百千万])[名位户]$")
CLAUSE = re.compile(r"[^，。；！？,;!?\n]*")
STRENGTH = {"post": 2, "resident": 2, "description": 1}
THRESHOLD = 3
DOUBTFUL = 2  # what a tagger's word makes enough


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name at a place, what speaks for it, and the posts that the text gives with it."""

    begin: int
    name: str
    score: int
    rule: str
    phrase: Phrase

    @property
    def end(self) -> int:
        return self.begin + len(self.name)


def introductions(ends: Ends) -> Iterator[Introduction]:
    """Every name that may be introduced in the text, good or bad: the score says."""
    yield from after_posts(ends)
    yield from after_places(ends)
    yield from at_clause_starts(ends)
    yield from before_titles(ends)


def scored(ends: Ends, at: int, strength: int, rule: str) -> Iterator[Introduction]:
    for name in candidates(ends.text, at):
        score = strength + fit(ends.text, at + len(name)) - against(ends.text, at, name)
        if score == DOUBTFUL and strength and tagged_as_name(ends.text, at, name):
            score += 1
        yield Introduction(at, name, score, rule, phrase(ends, at))


def against(text: str, at: int, name: str) -> int:
    """What speaks against a name at a place: an everyday word, an uncommon surname, a longer word (张灯|结彩)."""
    longer = len(words.cut(text[at : at + 6])[0]) > len(name)
    return everydayness(name) + 2 * is_weak(name) + 3 * longer


def tagged_as_name(text: str, at: int, name: str) -> bool:
    """Whether jieba's tagger takes the name for one in its words."""
    window = text[max(0, at - 2) : at + len(name) + 4]
    return any(word == name and flag.startswith("nr") for word, flag in words.tagged(window))


def after_posts(ends: Ends) -> Iterator[Introduction]:
    """书记|王金柱, 村民|赵永; not 老师|傅手 inside 老师傅, nor 书记|任双|组长 before another post."""
    for end, word in sorted(ends.posts.items()):
        if not breaks(ends.text, end, word) or of_many(ends, end - len(word)):
            continue
        for one in scored(ends, end, STRENGTH[POSTS[word].kind], "after-post"):
            if not any(ends.text.startswith(post, one.end) for post in POSTS if len(post) > 1):
                yield one


def of_many(ends: Ends, at: int) -> bool:
    """Whether many are meant: 干部|村民齐上阵, 18名|党员."""
    before = ends.posts.get(at)
    return bool(before and POSTS[before].kind != "post") or bool(COUNTED.search(ends.text, max(0, at - 3), at))


def breaks(text: str, end: int, word: str) -> bool:
    """Whether a word of the text ends where the post does."""
    last = 0
    for part in words.cut(word + text[end : end + 3]):
        last += len(part)
        if last >= len(word):
            return last == len(word)
    return True


def after_places(ends: Ends) -> Iterator[Introduction]:
    """前召嘎查|额尔敦朝鲁|感动地说: only with speech after it."""
    for end, place in sorted(ends.places.items()):
        if place.level in ("village", "township"):
            yield from (one for one in scored(ends, end, 0, "after-place") if fit(ends.text, one.end) == 4)


def at_clause_starts(ends: Ends) -> Iterator[Introduction]:
    """”徐书婷|说; 李爽|是...的流动党员; 张三,男,汉族."""
    text = ends.text
    for at in sorted({0, *(i + 1 for i, char in enumerate(text) if char in SENTENCE_END)}):
        for one in scored(ends, at, 0, "speaker"):
            described = after_name(ends, one.end)
            if described:
                yield Introduction(at, one.name, 4 - against(text, at, one.name), "described", described)
            elif fit(text, one.end) == 4 or DATA.match(text, one.end):
                yield Introduction(at, one.name, max(one.score, 4 - against(text, at, one.name)), one.rule, one.phrase)


def after_name(ends: Ends, at: int) -> Phrase | None:
    """The posts that stand behind a name: 是...的流动党员, 担任村党支部书记."""
    link = IS.match(ends.text, at) or TAKES_OFFICE.match(ends.text, at)
    if not link:
        return None
    clause = CLAUSE.match(ends.text, link.end())
    stop = clause.end() if clause else link.end()
    last = next((end for end in range(stop, link.end() + 1, -1) if end in ends.posts), 0)
    said = phrase(ends, last) if last else None
    return said if said and said.held and said.begin >= link.end() else None


def before_titles(ends: Ends) -> Iterator[Introduction]:
    """雷锋|同志, 习近平|总书记."""
    text = ends.text
    for match in TITLES.finditer(text):
        for length in (3, 2):
            begin = match.start() - length
            name = text[max(0, begin) : match.start()]
            if begin >= 0 and name in candidates(text, begin) and not everydayness(name) and opens(text, begin):
                yield Introduction(begin, name, 4, "before-title", phrase(ends, begin))
                break


def opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in STOPS or bases.free_before(text, at) or fit(text, at) > -3


def support(text: str, name: str) -> int:
    """What the other places of the name say about its end: 于财 is followed by 便, 了, 赞, so 于财便 is none."""
    stem = name[:2]
    places = [m.end() for m in re.finditer(re.escape(stem), text) if not text.startswith(ADDRESSES, m.end() - 1)]
    thirds = {text[at : at + 1] for at in places}
    if len(thirds) < 2:
        return 0
    return 3 if len(name) == 2 else -3 if len(name) == 3 else 0


__all__ = ["APPOSITIONS", "THRESHOLD", "Introduction", "after_name", "introductions", "support"]
