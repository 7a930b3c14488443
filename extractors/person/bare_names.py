"""Names of people that no word announces: known ones, in lists, as couples, or by what their characters tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from extractors import words
from extractors.body import bases
from extractors.document import Span
from extractors.patterns import regex
from extractors.person.name_edges import KNOWN_PEOPLE, against, fit
from extractors.person.name_scores import THRESHOLD, Introduction, full_name, is_title, reads_better, scored, support
from extractors.person.person_names import (
    LONGEST_NAME,
    MAY_OPEN,
    SURNAMES,
    SURNAMES_BY_FIRST,
    ends_known,
    is_composed,
    is_given,
    openings,
)
from extractors.person.posts import Ends, phrase

SENTENCE_END = frozenset("。！？!?”\n")
OPENING = regex(
    r"[,，。；;：:！!？?”\n上下里中前旁人员者师手长工户家农]"
    r"(?:(?<=[,，。；;：:！!？?”\n])|(?<=[上下里中前旁])的(?=[一-龥])|(?P<word>(?<=[一-龥][人员者师手长工户家农])(?=[一-龥])))"
    rf"(?=[{''.join(sorted(name for name, kind in SURNAMES.items() if kind == 'strong'))}]|[\s\S]{{0,2}}{MAY_OPEN})"
)
KNOWN = regex(rf"(?:{'|'.join(sorted(KNOWN_PEOPLE))})(?!”?(?:新时代|思想|精神|式))")
PAIR = regex(r"(?:夫妇|夫妻|父子|父女|母子|母女|兄弟|姐妹|兄妹|姐弟)(?!们|店|档|关系|民族|单位|省|连队|花)")
DOTTED = regex(r"[一-龥]{1,6}(?=·[一-龥])")
SURNAME = regex(
    "|".join(sorted((name for name, kind in SURNAMES.items() if kind != "weak"), key=lambda name: (-len(name), name)))
)
QUOTED = regex(r"[“‘《『](?:[^”’》』\n]{2,4}[”’》』]|(?<=《)[^》\n]*》)")
OF_PERSON = regex(r"[（(](?<=[一-龥].)(?:[男女]|(?:[男女][,，、])?[一-龥]{1,4}族)(?:[,，、][^（）()\n]{1,12})?[）)]")
OF_MANY = regex(r"等(?:\d+|[两三四五六七八九十]+)[余多]?[名位人]")
NOTE = r"(?:[（(][^（）()\n]{1,10}[）)])?"
ITEM = regex(rf"([一-龥·]{{2,}}){NOTE}")  # 乌兰(蒙古族)
CHAIN = regex(rf"[一-龥·](?<![一-龥·].)[一-龥·]+{NOTE}(?:、[一-龥·]{{2,}}{NOTE})+")
NAMED_ITEM = regex(rf"、[{''.join(sorted(SURNAMES_BY_FIRST))}]")
SURE = 1.5  # how much better the clause reads with a name in a list that speaks for the other items
UNSURE = -4.0  # and with one that the others speak for
LIKELY = 3.5  # how much better the clause must read with a name that nothing announces
JOINTS = frozenset("、和与及同对")
VOTED = -1.0  # with one that a tagger sees
OF_TWO = 1.0  # one of two characters so much more
OF_TITLE = 2.0  # one with a post behind it so much less


def bare_names(ends: Ends) -> Iterator[Introduction]:
    """Every name that may stand there without a word that says so."""
    yield from in_pairs(ends)
    yield from with_dots(ends)
    yield from voted(ends)
    yield from unannounced(ends)
    yield from known(ends)
    yield from likely(ends)
    yield from enumerated(ends)
    yield from noted(ends)


def noted(ends: Ends) -> Iterator[Introduction]:
    """索朗次仁(藏族), 李玉芬(女): what stands in brackets says that it is somebody's name."""
    text = ends.text
    for note in OF_PERSON.finditer(text):
        end = note.start()
        begins = [at for at in range(max(0, end - LONGEST_NAME), end - 1) if text[at:end] in ends.names[at]]
        named = [one for at in begins for one in scored(ends, at, 2, "noted", only=text[at:end].__eq__)]
        alone = bases.clause_begin(text, end, reach=LONGEST_NAME + 1)
        if named:
            best = max(named, key=lambda one: (one.begin == alone, one.likelihood, -one.begin))
            yield replace(best, score=max(best.score, THRESHOLD))
        elif "族" in note[0] and 2 <= end - alone <= LONGEST_NAME and is_given(text[alone:end]):
            yield Introduction(alone, text[alone:end], THRESHOLD, "noted", phrase(ends, alone))


def enumerated(ends: Ends) -> Iterator[Introduction]:
    """王建国、乌兰(蒙古族)、田流等: the items of a list of which most are names for certain."""
    for chain in CHAIN.finditer(ends.text):
        if not NAMED_ITEM.search(ends.text, *chain.span()):
            continue
        items = [one.span(1) for one in ITEM.finditer(ends.text, *chain.span())]
        if 2 * sum([ends.text[begin] in SURNAMES for begin, _ in items[1:]]) >= len(items) - 1:
            yield from members(ends, [Span(*at) for at in items])


def members(ends: Ends, items: list[Span]) -> list[Introduction]:
    """The names that items of a list are; none where too few are names for certain, which the last ones tell."""
    found: list[Introduction] = []
    least = max(2, (len(items) + 1) // 2)  # of them for certain
    for left in range(len(items) - 1, -1, -1):
        if one := item(ends, items[left], left == 0, left == len(items) - 1):
            found.append(replace(one, score=max(one.score, THRESHOLD)))
            least -= one.likelihood >= SURE or is_composed(one.name)
        if least > left:
            return []
    return found


def item(ends: Ends, at: Span, first: bool, last: bool) -> Introduction | None:
    """The name that an item of a list is, that the first one ends with or the last one begins with."""
    begins = range(at.begin if not first else max(at.begin, at.end - 4), at.end - 1 if first else at.begin + 1)
    fitting = (
        one
        for begin in begins
        for one in scored(ends, begin, 1, "enumerated", only=partial(fills, at.end - begin, last))
    )
    best = max(fitting, key=lambda one: (one.likelihood + is_composed(one.name) * SURE, -one.begin), default=None)
    return best if best and (best.likelihood > UNSURE or is_composed(best.name)) else None


def fills(length: int, last: bool, name: str) -> bool:
    return len(name) == length or (last and len(name) < length)


def likely(ends: Ends) -> Iterator[Introduction]:
    """Full names without which the clause reads far worse: 陪同的有|李志强|; of names that overlap the best."""
    taken = bytearray(len(ends.text))
    begins: set[int] = set()
    stops: set[int] = set()
    left: list[Introduction] = []
    for one in sorted(possible(ends), key=lambda one: (-one.likelihood - support(ends.text, one.name), one.begin)):
        if 1 in taken[one.begin : one.end]:
            continue
        taken[one.begin : one.end] = b"\1" * len(one.name)
        if one.likelihood >= LIKELY + OF_TWO * (len(one.name) == 2) - OF_TITLE * is_named(ends.text, one.end):
            begins.add(one.begin)
            stops.add(one.end)
            yield replace(one, score=max(one.score, THRESHOLD))
        else:
            left.append(one)
    for one in left:  # 李志强|和|王平
        behind = one.begin - 1 in stops and ends.text[one.begin - 1] in JOINTS
        if behind or (one.end + 1 in begins and ends.text[one.end] in JOINTS):
            yield replace(one, score=max(one.score, THRESHOLD))


def is_named(text: str, at: int) -> bool:
    """Whether what stands there follows people's names: 王建国|副局长, 李志强|等3名党员."""
    return is_title(text, at) or OF_MANY.match(text, at) is not None


def quoted(text: str) -> bytearray:
    """1 for each place in a book's title, or in a quotation no longer than a name."""
    return bases.covered(len(text), (Span(*match.span()) for match in QUOTED.finditer(text)))


def possible(ends: Ends) -> Iterator[Introduction]:
    """Names that make their clause read better, but for those in a book's title or that are all of a quotation."""
    marked = quoted(ends.text)
    for match in SURNAME.finditer(ends.text):
        if not marked[match.start()]:
            yield from scored(ends, match.start(), 0, "likely", above=0.0)


def known(ends: Ends) -> Iterator[Introduction]:
    """焦裕禄当年在兰考; not 雷锋精神, 学雷锋."""
    for match in KNOWN.finditer(ends.text):
        if fit(ends.text, match.end()) > 1 and ends.text[match.start() - 1 : match.start()] != "学":
            yield Introduction(match.start(), match[0], 4, "known", phrase(ends, match.start()))


def unannounced(ends: Ends) -> Iterator[Introduction]:
    """Full names at the start of a clause or after any word for a person (巡逻员|张志远) that jieba takes for names.

    At the start of a clause only with speech, or when the article has the name again.
    """
    text, opened = ends.text, openings(ends.text)
    for match in OPENING.finditer(text):
        at, by_word = match.end(), match["word"] is not None
        full = SURNAMES.get(text[at : at + 1]) == "strong"
        composed = not by_word and opened.find(1, at, at + 3) >= 0
        if not full and not composed:
            continue
        opens = at == 0 or text[at - 1] in SENTENCE_END or text[at - 1] == "的"  # 站在山坡上的|赵永强
        for one in scored(ends, at, 1, "unannounced", only=partial(may_open, text, at, full, composed)):
            if composed and is_composed(one.name) and fit(text, one.end) == 4:  # ,乌力吉|笑着说
                yield one
            elif composed and len(one.name) > 3 and one.score > 2 and ends_known(one.name):  # 。乌栋其其格|一边扬茶
                yield replace(one, score=THRESHOLD + 1)
            plain = full and len(one.name) == 3 and not words.frequency(one.name) and not against(text, at, one.name)
            plain = plain and reads_better(text, at, one.name)
            known = by_word or fit(text, one.end) == 4 or text.count(one.name) > 1 or opens
            if plain and known and fit(text, one.end) > 1:
                yield replace(one, score=max(one.score, THRESHOLD))


def may_open(text: str, at: int, full: bool, composed: bool, name: str) -> bool:
    """Whether a name may do without a word that announces it."""
    if composed and (len(name) > 3 or is_composed(name)):
        return True
    return full and len(name) == 3 and fit(text, at + 3) > 1 and not words.frequency(name)


def voted(ends: Ends) -> Iterator[Introduction]:
    """Names that only a tagger sees, with speech after them or fair odds."""
    if not ends.votes:
        return
    marked = quoted(ends.text)
    for at in sorted(ends.votes):
        for one in scored(ends, at.begin, 0, "tagger", only=ends.text[at.begin : at.end].__eq__):
            fair = one.likelihood > VOTED and SURNAMES.get(one.name[0]) != "weak" and not marked[at.begin]
            if fit(ends.text, one.end) == 4:
                yield one
            elif fair:
                yield replace(one, score=max(one.score, THRESHOLD))


def with_dots(ends: Ends) -> Iterator[Introduction]:
    """廷·巴特尔 anywhere; not a brand with a dot (和美e家·新连心)."""
    for dot in DOTTED.finditer(ends.text) if "·" in ends.text else ():
        begin = bases.name_begin(ends.text, dot.start(), dot.end())
        for name in ends.names[begin]:
            right = name.rpartition("·")[2]
            if begin + len(name) > dot.end() + 1 and right and is_composed(right):
                score = 2 + fit(ends.text, begin + len(name)) - against(ends.text, begin, name)
                yield Introduction(begin, name, score, "dotted", phrase(ends, begin))


def in_pairs(ends: Ends) -> Iterator[Introduction]:
    """乌日娜、布仁巴雅尔|夫妇: a couple or family by both names."""
    for match in PAIR.finditer(ends.text):
        clause = bases.clause_begin(ends.text, match.start(), reach=9)
        name = ends.text[clause : match.start()]
        if ends.text[clause - 1 : clause] != "、" or not full_name(ends, clause, name):
            continue
        before = range(bases.clause_begin(ends.text, clause - 1, reach=9), clause - 2)
        other = next((at for at in before if full_name(ends, at, ends.text[at : clause - 1])), -1)
        if other >= 0:
            yield Introduction(other, ends.text[other : clause - 1], THRESHOLD, "pair", phrase(ends, other))
            yield Introduction(clause, name, THRESHOLD, "pair", phrase(ends, clause))
