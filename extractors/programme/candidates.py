"""Quoted phrases that could be names, each with the words around it that speak for or against."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from extractors import words
from extractors.document import Article, Span
from extractors.patterns import choice, regex
from extractors.programme.quotes import LONGEST_NAME, Quote, curly, quotes
from ontology.tables import read


class CueRow(NamedTuple):
    side: str
    """before, after or inside (at the end of) a quoted phrase; begin: at its beginning; began, effect: what it does;
    aim: 为抓手; modifier: a noun that may begin a compound; nominal: a verb that may stand in one; bare: the head of an
    unquoted name; generic: what says nothing in one; topic: what a general head needs before it."""

    form: str
    weight: str
    kind: str


class PhraseRow(NamedTuple):
    form: str
    kind: str


class Word(NamedTuple):
    """A cue word found near a phrase."""

    form: str
    weight: float
    kind: str
    gap: str  # what stands between it and the phrase


class Candidate(NamedTuple):
    """A quoted phrase with what its surroundings say."""

    name: str
    verb: Word | None = None  # nearest cue verb before the phrase, or before the list it stands in
    head: Word | None = None  # noun after the phrase, or after the list
    before: str = ""  # the clause up to the phrase or the list
    after: str = ""  # the clause from there on
    listed: int = 1  # how many phrases the list holds
    fellow: bool = False  # another of its list is named like a programme
    times: int = 1  # how often the article says it
    whole: bool = True  # both marks are printed
    titled: bool = False  # a headline has it as well
    near: tuple[str, ...] = ()  # the quoted phrases before and after in its sentence, where it may be set against them


Reason = tuple[float, str]
"""How much a cue speaks for a name, or against it, and in words why."""


def close_noun(c: Candidate) -> bool:
    """A strong head noun right behind, without 的: “头雁”能力提升工程."""
    return c.head is not None and c.head.weight >= 4 and c.head.gap[:1] not in ("的", "等")


@cache
def cue_words(side: str) -> dict[str, tuple[float, str]]:
    """Form -> (weight, kind) of the cue words of one side."""
    return {row.form: (float(row.weight), row.kind) for row in read("programme_cues", CueRow) if row.side == side}


def name_ending(name: str) -> tuple[str, float] | None:
    """The noun of programmes that a phrase ends with: 驿站 of 红色驿站."""
    form, weight = _ending(name)
    return (form, weight) if weight > 0 else None


def other_ending(name: str) -> tuple[str, float] | None:
    """The noun of goods, people or images that a phrase ends with: 小米 of 敖汉小米, 键 of 加速键."""
    form, weight = _ending(name)
    return (form, weight) if weight < 0 else None


@lru_cache(maxsize=4096)  # every cue of a candidate asks for its name's again
def _ending(name: str) -> tuple[str, float]:
    """The longest ending, if it is not all of the name."""
    known = cue_words("inside")
    tails = (name[at:] for at in range(max(0, len(name) - _longest_ending()), len(name)))
    ending = next((tail for tail in tails if tail in known), "")
    return (ending, known[ending][0]) if ending and ending != name else ("", 0.0)


@cache
def _longest_ending() -> int:
    return max(map(len, cue_words("inside")))


# --- the candidates of an article -------------------------------------------------------------------------------------

CLAUSE = regex(r"[。!！?？;；:：,，\n“‘]")
CLAUSE_END = regex(r"[。!！?？;；:：,，、\n“”‘’]")
TALK = regex(r"[。!！?？;；,，]")
NO_MARKS = str.maketrans("", "", "“”‘’")
JOINT = regex(
    r"""
    \s* (?:、|和|与|及|以及|或)? \s*
    (?:[\u4e00-\u9fff]{1,9}(?:[省市盟旗县区州镇乡村局办院会委所]|社区|街道|支队|公司|学校|中心))? \s*
    """,
    re.VERBOSE,
)  # “A”、兴安盟“B”等品牌, “A”、区税务局“B”等项目
NEAR = 50_000
"""How far from an article a name may be said again; newspaper pages are shorter."""
SMALL, GREAT = "小微一", "大"  # “小网格”撬动“大治理”: what such words begin with
NEARBY = 24  # how far apart two phrases of one sentence may stand to be set against each other
STOP = regex(r"[。!！?？\n]")
LIST_TAIL = regex(r"等?[\d一二三四五六七八九十两多]*[支个项种家]?")  # ”等15支“绿色乌审”常态化志愿服务队
PLACE_BEFORE = regex(r"[\u4e00-\u9fff]{1,6}[省市盟旗县区州镇乡]$")


def candidates(article: Article) -> Iterator[tuple[Quote, Candidate]]:
    """The quoted phrases short enough for a name, in text order."""
    text = curly(article.text)
    short = (quote for quote in quotes(text) if quote.inner.end - quote.inner.begin <= LONGEST_NAME)
    marked = [quote if quote.inner.end - quote.inner.begin > 1 else _punned(text, quote) for quote in short]
    nested = any(one.outer.overlaps(other.outer) for one, other in pairwise(marked))
    said = {quote: phrase(text, quote) for quote in marked}
    marked = [quote for quote in marked if said[quote] and not (nested and _part_of_name(text, quote, marked))]
    times = _times(article, map(said.__getitem__, marked))
    groups = list(_groups(text, marked))
    heads = " ".join(map(article.head, ("kicker", "title", "subtitle"))).translate(NO_MARKS)
    for index, group in enumerate(groups):
        before, after = _before(text, group[0].outer.begin), _after(text, group[-1].outer.end)
        verb, head = find_verb(before), find_head(after)
        names = [said[quote] for quote in group]
        near = tuple(_near(text, groups, index)) if any(name[0] in SMALL + GREAT for name in names) else ()
        ended = {name for name in set(names) if name_ending(name)}
        for quote, name in zip(group, names, strict=True):
            fellow = len(ended) > (name in ended)
            titled = name in heads
            yield (
                quote,
                Candidate(name, verb, head, before, after, len(group), fellow, times[name], quote.whole, titled, near),
            )


PUN = regex(
    r"(?<![^的了个座家处间支条所名是叫设建办起为把将到在造立用、，。,\n])(?:(?![的了个这那些座家处间支条])[\u4e00-\u9fff]){1,2}"
)


def _punned(text: str, quote: Quote) -> Quote:
    """The name around the one character that it plays on: 暖“新”驿站; else the quote."""
    end = quote.outer.end
    noun = next((n for n in (4, 3, 2) if _ends_name(text[end : end + n])), 0)
    begins = (quote.outer.begin - n for n in (1, 2) if noun)
    begin = next((at for at in begins if at > 0 and PUN.fullmatch(text, at, quote.outer.begin)), -1)
    whole = Span(begin, end + noun) if begin > 0 else None
    return quote._replace(outer=whole, inner=whole) if whole else quote


def _ends_name(words: str) -> bool:
    """驿站, 骑士团: what programmes are called, or a word that ends so."""
    weight = cue_words("inside").get(words, (0.0, ""))[0]
    ending = name_ending(words) if not weight else None
    return weight > 2 or (ending is not None and ending[1] >= 2)


def _times(article: Article, names: Iterable[str]) -> dict[str, int]:
    """How often each phrase is quoted, or said on the page."""
    around = _around(article)
    quoted = Counter(names)
    return {name: max(often, around.count(name) if len(name) > 2 else 0) for name, often in quoted.items()}


def _around(article: Article) -> str:
    """The page, or of a very long one what stands near the article."""
    spans = [part.span for part in article.parts]
    begin = min((span.begin for span in spans), default=0)
    end = max((span.end for span in spans), default=0)
    return article.page.text[max(0, begin - NEAR) : end + NEAR]


def phrase(text: str, quote: Quote) -> str:
    """The words of a quote without the marks inside."""
    return quote.printed(text).translate(NO_MARKS)


def _part_of_name(text: str, quote: Quote, marked: list[Quote]) -> bool:
    """A quote inside a quoted name: 邻 in “党建+‘邻’距离”; but of “阿拉善盟‘善益+’” the inner one is the name."""
    first = bisect_left(marked, quote.outer.begin - LONGEST_NAME - 1, key=_begin)
    for other in marked[first : bisect_right(marked, quote.outer.end, key=_begin)]:
        if other is quote:
            continue
        if other.inner.holds(quote.inner) and not TALK.search(other.printed(text)):
            return not PLACE_BEFORE.fullmatch(text[other.inner.begin : quote.outer.begin])
        if quote.inner.holds(other.inner) and PLACE_BEFORE.fullmatch(text[quote.inner.begin : other.outer.begin]):
            return True
    return False


def _begin(quote: Quote) -> int:
    return quote.outer.begin


def _groups(text: str, marked: list[Quote]) -> Iterator[list[Quote]]:
    """Quotes that follow each other with no more than 、 or 和 between them."""
    group: list[Quote] = []
    for quote in marked:
        if group and not _joined(text, group[-1], quote):
            yield group
            group = []
        group.append(quote)
    if group:
        yield group


def _joined(text: str, left: Quote, right: Quote) -> bool:
    between = text[left.outer.end : right.outer.begin].strip("”’“‘")
    if "\n" in between and not between.strip():  # a title in marks, and a paragraph that opens with a name
        return False
    following = left.outer.end <= right.outer.begin and left.whole
    return following and JOINT.fullmatch(between) is not None


def _near(text: str, groups: list[list[Quote]], index: int) -> Iterator[str]:
    """The last phrase before a group and the first one after it, when they stand in its sentence."""
    first, last = groups[index][0], groups[index][-1]
    for other in (*groups[max(0, index - 1) : index], *groups[index + 1 : index + 2]):
        begin, end = sorted((first.outer.begin, last.outer.end, other[0].outer.begin, other[-1].outer.end))[1:3]
        if end - begin <= NEARBY and not STOP.search(text, begin, end):
            yield phrase(text, other[-1] if other[0].outer.begin < first.outer.begin else other[0])


@cache
def phrases() -> dict[str, str]:
    return {row.form: row.kind for row in read("phrases", PhraseRow)}


@cache
def _described() -> re.Pattern[str]:
    """组成“两新”群体维权“派遣团”: a term that only describes the name after it parts no verb from that."""
    terms = choice(form for form, kind in phrases().items() if kind == "term")
    return re.compile(rf"“({terms})”(?=[^\W\d_])")


_term = itemgetter(1)


def _before(text: str, at: int) -> str:
    return CLAUSE.split(_described().sub(_term, text[max(0, at - 40) : at]))[-1]


def _after(text: str, at: int) -> str:
    """The clause after a quote; what follows the next quote when only 等15支 stands between."""
    while text[at : at + 1] in ("”", "’"):
        at += 1
    clause = CLAUSE_END.split(text[at : at + 32])[0]
    end = at + len(clause)
    if clause and LIST_TAIL.fullmatch(clause) and text[end : end + 1] == "“":
        close = text.find("”", end, end + LONGEST_NAME)
        return "等" + _after(text, close + 1) if close > 0 else clause
    return clause


# --- the verb before --------------------------------------------------------------------------------------------------

GUARDS = {  # what forms that are also half of a noun stand in: 党组织, 组织部, 创新理论, 开发区
    "开发": r"(?![区商])",
    "组织": r"(?<![党级会群]组织)(?![部委力]|体系|生活|振兴|工作|建设|书记)",
    "创新": r"(?!理论|能力|人才)",
    "建设": r"(?<!党的建设)(?!性|者|局|厅)",
    "落实": r"(?!到)",
    "参与": r"(?!者|度)",
    "是": r"(?<![一二三四五六七八九十]是)",  # 一是“党建+企业”, which is counted
}


def verb_alternatives(forms: Iterable[str]) -> str:
    """The verbs as a regex, longest first, where they are verbs."""
    return choice(forms, after=GUARDS)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(verb_alternatives(cue_words("before")))


def find_verb(before: str) -> Word | None:
    """The cue verb nearest to the end of the clause; at one end the longest one."""
    best: Word | None = None
    for found in _verbs().finditer(before):
        weight, kind = cue_words("before")[found[0]]
        gap = before[found.end() :]
        if len(found[0]) > 1 or _alone(before, found.end(), gap):
            best = Word(found[0], weight, kind, gap)
    return best


def _alone(before: str, end: int, gap: str) -> bool:
    """有, 当, 以 speak for what follows at once, and only as words of their own: not the 成 of 组成."""
    return len(gap.strip("了着起出过的")) <= 2 and words.cut(before[max(0, end - 6) : end])[-1:] == (before[end - 1],)


# --- the noun after ---------------------------------------------------------------------------------------------------

INNER = r"(?:结对|面对面|·|[^\W的了是在和与及把被让将为对从以到向给由就都也还等既并而使抓促捧这那])"  # of a noun phrase


@cache
def _heads() -> re.Pattern[str]:
    """(等|的|特色 ...) modifier, head: ”党建服务品牌, ”等一批党建品牌, ”的村集体经济管理模式."""
    return re.compile(
        rf"""
        (?P<gap> (?:等|等等)? (?:的)? (?:一批|一系列|多个|多支|[\d一二三四五六七八九十两]+[个项支大种类块])?
        {INNER}{{0,14}}?)
        (?P<head> {choice(cue_words("after"))})
        (?!化(?!解)|性|员|者|师|工地|经理|意识|部(?!署)|(?<=团)[结队委支组聚圆购体伙])
        (?P<more> {INNER}{{0,4}}? (?:{choice(_strong())}) (?!化|性|员|者))?
        """,
        re.VERBOSE,
    )


@cache
def _strong() -> tuple[str, ...]:
    """Heads that may close a longer compound, longest first."""
    forms = [f for f, (weight, _) in cue_words("after").items() if weight >= 4 and (len(f) > 1 or f in "队团")]
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _verbal() -> re.Pattern[str]:
    """Verbs that end a noun phrase: ”打造温馨家园, ”融入社区治理."""
    verbs = cue_words("before").items()
    forms = {form for form, (_, kind) in verbs if kind not in ("naming", "appoint") and len(form) > 1}
    return re.compile(choice(forms - cue_words("nominal").keys()))


HAS = regex(r"有\d")


def find_head(after: str) -> Word | None:
    """The noun after a phrase with what stands between; none when a verb comes first."""
    found = _heads().match(after)
    if not found or (_verbal().search(found["gap"]) and not _trade(found["gap"], found["head"])):
        return None
    form, gap = found["head"], found["gap"]
    if "有" in gap and HAS.search(gap):  # “护边队”|有38名队员
        return None
    if len(gap) > 4 and form in cue_words("modifier") and form != "品牌":  # “中国好人”王立国回村宣讲
        return None
    last = next((head for head in _strong() if found["more"].endswith(head)), "") if found["more"] else ""
    compound = form in cue_words("modifier") or found["more"] == last  # 服务|品牌, 链条|机制
    if last and compound and not _verbal().search(found["more"]):
        gap, form = gap + form + found["more"].removesuffix(last), last
    weight, kind = cue_words("after")[form]
    undone = _rhetoric().match(after, found.end("head")) if kind == "weak" else None
    if undone:  # 治理难题
        gap, form = gap + form, undone[0]
        weight, kind = cue_words("after")[form]
    end = len(gap) + len(form)
    while gap and (weight < 0 or form in cue_words("modifier")):  # 新时代|文明实践宣讲|志愿服务队
        closing = _closing().match(after, end)
        if not closing or _verbal().search(closing["gap"]):
            break
        gap, form, end = gap + form + closing["gap"], closing["head"], closing.end()
        weight, kind = cue_words("after")[form]
    return Word(form, weight, kind, gap)


def _trade(gap: str, form: str) -> bool:
    """“巧手大妈”编织|队: what a team does."""
    return len(gap) == 2 and form in ("队", "团", "组", "社")


@cache
def _rhetoric() -> re.Pattern[str]:
    return re.compile(choice(form for form, (weight, _) in cue_words("after").items() if weight < 0))


@cache
def _closing() -> re.Pattern[str]:
    """A strong head further on in the compound."""
    return re.compile(rf"(?P<gap>{INNER}{{0,10}}?)(?P<head>{choice(_strong())})(?!化|性|员|者|师)")
