"""Figures: numbers that a researcher would tabulate, with what is counted, in which unit, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.cover import Cover
from extractors.document import Article, Figure, Found, Ref, Span
from extractors.figure import measures
from extractors.figure.numbers import TABULATED, Number, numbers
from extractors.figure.of_whom import Told, goes_on, subject
from extractors.figure.said_of import quoted_before
from extractors.figure.subjects import Scene, scenes
from extractors.patterns import regex
from extractors.rows import between
from extractors.sentence.clause_words import one_of

NAMED = regex(r"[“‘《][^“”‘’《》。!?\uff01\uff1f]{1,40}[”’》]", re.VERBOSE)
"""A short quotation: numbers in it belong to a name (“12345”模式)."""
HAS = regex(
    r"(?:有|辖|共|建|修|盖|设|办|开|购|买|打|种|栽|养|添|增|选|成立|组建|打造)[起成了出到下]*"
    r"(?:[二两三四五六七八九十\d]+[^,\uff0c。]{1,8}[、和])*$"
)
"""贷款|建了|两座暖棚 is told as a count; 眼看|两户村民握手, 跑了四趟 are not."""
SHARES = regex(r"占|比|率|分之|[下上升增降减][加长降升少]|提高")
"""退休职工|占|六成; but 七成以上居民靠种地为生 only says most of them."""
EACH = regex(r"每|各")
GROUPED = regex(r"由.{0,12}$")
"""每次由2至3人组成服务小组."""
CHANGED = regex(
    r"""
    (?: 缩短 | 压缩 | 压减 | 缩减 | 减少 | 合并 | 精简 | 整合 | 提升 | 提高 | 提速 | 延长
      | 降低? | 升 | 增加? | 变 | 由.* | 从.* )
    了? (?: 到 | 至 | 成 | 为 ) 了?$
    """,
    re.VERBOSE,
)
"""由9天到3天, 12枚公章合并成1枚: what a number became."""
WAS = regex(r"[由从](?:原来|原先|过去|以前|最初|之前)?的?$")
BECOMES = regex(r"[^,\uff0c。]{0,14}?(?:到|至|成|为|变)了?(?:现在|如今|目前)?的?\d")
LASTS = regex(r"(?:平均|连续|[用耗]时|时长|累计|缩短|压缩|[压缩]减|节[省约]|提前|[仅只][需用])[^,\uff0c\d]{0,6}$|服务$")
"""A time that is measured: 平均用时28分钟; but 为期3天."""
TRAIN = regex(r"[^,\uff0c。]{0,6}列?车(?!次)")
"""6063次慢车 is the name of a train."""
WHERE = regex(r"[^,\uff0c]{0,2}处(?![理置罚])")
"""位于镇西南25公里处 says where."""
THRESHOLD = regex(r"(?:凡|单笔|单项|单次|一次性|额度|金额|一律|须|必须)")
"""单笔超过5万元的支出须公示: a rule, no statistic."""
STANDARD = regex(r"以[^,\uff0c]{0,12}\d[^,\uff0c]{0,8}为(?:标准|[一每]组|单位|限|原则|一个)")
"""以3至5个庭院为一组: how it is arranged, not how many there are."""
LIMIT = ("超过", "超", "不低于", "不足", "低于", "高于")
IN = "在(?![职册岗校编])"
"""在职党员 are one word."""
STOPS = rf"(?:{one_of('ends')}|{IN}|共(?![建产同青享富]))"
NOUN = regex(rf"[“‘《]?(?P<noun>(?:(?!{STOPS})[^,\uff0c、。;\uff1b:\uff1a!?\uff01\uff1f“”‘’《》\s\d的了和]){{1,16}})")
"""After the unit, up to the verb: 30名 党员 自发担任起了."""
DESCRIBED = regex(rf"的{NOUN.pattern}")
"""4个具有示范作用的|驿站, 近千名像他这样的|骑手: what is counted stands behind what it is like."""
JOINS = ("、", "和", "及")
LEADING = regex(
    rf"^(?:.*(?:[,\uff0c、;\uff1b:\uff1a\s“”‘’为将把和]|{IN}))?(?:{one_of('leading')}|[了到]|\d+年)*"
    rf"(?P<noun>.{{0,16}}?)(?:{one_of('grows')})*$",
    re.DOTALL,
)
"""Before 748个 in 建立网格党支部748个 the noun is 网格党支部."""
ADVERBS = regex(r"^(?:目前|如今|已经?|共|累计|先后|有|[了,\uff0c])+|(?:已|共|有|了|达到?)+$")
LONGEST = 8
"""So many characters of a verb stand for what is counted, where no noun does."""
UNNAMED = {"户": "户数", "人": "人数", "口人": "人口", "亩": "面积", "平方米": "面积", "平方公里": "面积"}
FROM = regex(r"[从由](?:原来|原先|过去|以前|最初)?的?[\d一二三四五六七八九两].*$")
GOES_ON = regex(r"[^,\uff0c、]{0,12}[、和与及]")
"""全村6个村民小组、248户人家: one subject."""
AND = regex(r"[、和与及]")


class Before(NamedTuple):
    """The figure before."""

    clause: Span
    sentence: int
    end: int
    told: Told
    measure: str
    unit: str


def figures(article: Article, found: Found) -> Found:
    """The figures of the article's clauses; subjects are entities found before.

    Study notes (每周一学) quote rules: 党支部一般每年开展1次民主评议 counts nothing.
    """
    if article.kind == "study":
        return Found()
    places = (m.at for m in found.mentions if m.type == "Region")  # 四间房村
    named = Cover([*(Span(*match.span()) for match in NAMED.finditer(article.text)), *places])
    return Found(figures=tuple(_figures(article, found, named)))


def _figures(article: Article, found: Found, named: Cover) -> Iterator[Figure]:
    before: Before | None = None
    for scene in scenes(article, found):
        for number in numbers(scene.text, scene.clause.at.begin, scene.clause.at.end):
            if named.holds(number.at) or not _counts(scene, number):
                continue
            told = _subject(scene, number, before)
            here = before is not None and before.clause == scene.clause.at
            measure = before.measure if before and here and _became(scene, number) else ""
            measure = measure or _measure(scene, number, before)
            for one, what in _shared(scene, number, told.subject) or [(told.subject, measure)]:
                yield _figure(scene, number, Told(one, told.reason), what)
            before = Before(scene.clause.at, scene.clause.sentence, number.at.end, told, measure, number.unit)


def _subject(scene: Scene, number: Number, before: Before | None) -> Told:
    if before is None or before.sentence != scene.clause.sentence:
        return subject(scene, number)
    listed = before.clause == scene.clause.at and GOES_ON.fullmatch(scene.text, before.end, number.at.begin)
    return subject(scene, number, before.told.subject if listed or goes_on(scene, before.end, number) else None)


def _counts(scene: Scene, number: Number) -> bool:
    """Whether the number is a statistic: no date, rank, formula, nor a bare one."""
    before = scene.text[scene.clause.at.begin : number.at.begin]
    after = scene.text[number.at.end : scene.clause.at.end]
    if _changes(before, after):
        return number.kind in (*TABULATED, "time")
    if number.kind == "time":
        return before.endswith("连续") or LASTS.search(before) is not None
    if number.kind not in TABULATED or _is_rule(scene, number, after):
        return False
    if number.chinese:
        had = SHARES if number.kind == "share" else HAS
        many = number.value >= 10 or had.search(before) is not None
        return many and "来" not in scene.text[number.at.begin : number.at.end]
    if GROUPED.search(before) and after.startswith("组成"):
        return False
    return number.value != 1 or bool(number.scale) or number.kind != "counter" or bool(EACH.search(before))


def _changes(before: str, after: str) -> bool:
    """The number says what something was, or what it became."""
    return CHANGED.search(before) is not None or (WAS.search(before) and BECOMES.match(after)) is not None


def _behind(scene: Scene, number: Number) -> int:
    """Where what is counted may stand: 六成以上的|老人."""
    of = number.kind == "share" and scene.text.startswith("的", number.at.end)
    return number.at.end + of


def _became(scene: Scene, number: Number) -> bool:
    return CHANGED.search(scene.text, scene.clause.at.begin, number.at.begin) is not None


def _is_rule(scene: Scene, number: Number, after: str) -> bool:
    """A limit that a rule sets, the number of a train, or a place told by its distance."""
    if (number.unit == "次" and TRAIN.match(after)) or (number.unit.endswith(("米", "里")) and WHERE.match(after)):
        return True
    words = scene.text[scene.clause.at.begin : scene.clause.at.end]
    printed = scene.text[number.at.begin : number.at.end]
    limits = printed.startswith(LIMIT) or (printed.endswith(("以上", "以下")) and after.startswith("的"))
    return (limits and THRESHOLD.search(words) is not None) or STANDARD.search(words) is not None


def _shared(scene: Scene, number: Number, of: Ref | None) -> list[tuple[Ref | None, str]]:
    """The things that one number is said of, each with what is counted: A和B各50个."""
    words = scene.text[scene.clause.at.begin : number.at.begin]
    if not words.endswith("各"):
        return []
    topics = between(scene.topics, scene.clause.at.begin, number.at.begin)
    if topics:
        return [(m.ref, m.name.strip("“”‘’")) for m in topics]
    items = AND.split(words.removesuffix("各").rpartition("的")[2])
    return [(of, item) for item in items] if len(items) > 1 else []


def _figure(scene: Scene, number: Number, told: Told, measure: str) -> Figure:
    form = "range" if number.top is not None else "chinese-numeral" if number.chinese else "number-unit"
    return Figure(
        at=scene.clause.at,
        subject=told.subject,
        measure=measure,
        value=number.value,
        unit=number.scale + number.unit,
        approximate=number.approximate,
        value_max=number.top,
        rule=f"{form}, {told.reason}",
    )


def _measure(scene: Scene, number: Number, before: Before | None) -> str:
    """What is counted: the noun after the unit (7个“红色驿站”), else the one before (网格党支部748个)."""
    clause = scene.clause
    if number.kind == "time" and scene.text.endswith("连续", 0, number.at.begin):
        return f"连续{number.unit}数"
    if number.kind == "counter" and (name := quoted_before(scene, number)):
        return name.name.strip("“”‘’")
    changed = _became(scene, number) or WAS.search(scene.text, clause.at.begin, number.at.begin)
    plain = number.kind == "counter" or not changed
    if plain and (after := NOUN.match(scene.text, _behind(scene, number), clause.at.end)):
        if (head := DESCRIBED.match(scene.text, after.end(), clause.at.end)) and measures.describes(after["noun"]):
            return head["noun"]
        return measures.before_verb(scene.text[clause.at.begin : number.at.begin], after["noun"])
    here = before is not None and before.clause == clause.at
    if before and here and scene.text[before.end : number.at.begin] in JOINS:
        return before.measure  # 总人口134户、357人
    said = [m.at.end for m in (clause.subject, scene.first(scene.clause)) if m and m.at.end <= number.at.begin]
    begin = max([*said, before.end if before and here else 0], default=0)
    words = FROM.sub("", scene.text[max(begin, clause.at.begin) : number.at.begin])
    words = words.rstrip("“‘”’在各从由")
    ahead = LEADING.match(words)
    if ahead and ahead["noun"].strip():
        return ahead["noun"].strip()
    if before and before.sentence == clause.sentence and before.unit == number.unit:
        return before.measure  # 收到意见48条,办结29条
    return ADVERBS.sub("", words.strip())[-LONGEST:] or UNNAMED.get(number.unit, "")
