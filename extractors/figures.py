"""Figures: numbers that a researcher would tabulate, with what is counted, in which unit, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors import measures
from extractors.clause_words import one_of
from extractors.clauses import between
from extractors.document import Article, Figure, Found, Ref, Span
from extractors.numbers import TABULATED, Number, numbers
from extractors.subjects import Scene, first_topic, scenes, subject

NAMED = re.compile(r"[“‘《][^“”‘’《》。!?\uff01\uff1f]{1,40}[”’》]", re.VERBOSE)
"""A short quotation: numbers in it belong to a name (“12345”模式)."""
FORMULA = re.compile(r"[“‘](?:[一二三四五六七八九十]个[^“”‘’]{1,2}|\d{2,})[^“”‘’]{0,2}[”’]")
"""领办1个党建项目、组织1次暖心服务、打造1个红色学堂等“六个一”: the parts of a formula are no statistics."""
EACH = re.compile(r"每|各")
GROUPED = re.compile(r"由.{0,12}$")
"""每次由2至3人组成服务小组."""
STOPS = rf"(?:{one_of('ends')}|在(?![职册岗校编])|共(?![建产同青享]))"
NOUN = re.compile(
    rf"[“‘《]?(?P<noun>(?:(?!{STOPS})[^,\uff0c、。;\uff1b:\uff1a!?\uff01\uff1f“”‘’《》\s\d的了和]){{1,16}})"
)
"""After the unit, up to the verb: 30名 党员 自发担任起了."""
LEADING = re.compile(
    rf"^(?:.*[,\uff0c、;\uff1b:\uff1a\s“”‘’在为将把和])?(?:{one_of('leading')}|了|\d+年)*"
    rf"(?P<noun>.{{0,16}}?)(?:{one_of('grows')})*$",
    re.DOTALL,
)
"""Before 748个 in 建立网格党支部748个 the noun is 网格党支部."""
FROM = re.compile(r"从\d.*$")
GOES_ON = re.compile(r"[^,\uff0c、]{0,12}[、和与及]")
"""全村6个村民小组、248户人家: one subject."""
AND = re.compile(r"[、和与及]")


def figures(article: Article, found: Found) -> Found:
    """The figures of the article's clauses; subjects are entities found before.

    Study notes (每周一学) quote rules: 党支部一般每年开展1次民主评议 counts nothing.
    """
    if article.kind == "study":
        return Found()
    named = [Span(*match.span()) for match in NAMED.finditer(article.text)]
    return Found(figures=tuple(f for scene in scenes(article, found) for f in _of_clause(scene, named)))


def _of_clause(scene: Scene, named: Sequence[Span]) -> Iterator[Figure]:
    before: tuple[int, Ref | None] | None = None  # where the figure before ends, and its subject
    for number in numbers(scene.text, scene.clause.at.begin, scene.clause.at.end):
        if any(number.at in name for name in named) or not _counts(scene, number):
            continue
        goes_on = before is not None and GOES_ON.fullmatch(scene.text, before[0], number.at.begin)
        of = before[1] if before and goes_on else subject(scene, number)
        for one, measure in _shared(scene, number, of) or [(of, _measure(scene, number))]:
            yield _figure(scene, number, one, measure)
        before = number.at.end, of


def _counts(scene: Scene, number: Number) -> bool:
    """Whether the number is a statistic: no date, rank, formula, nor a bare one."""
    before = scene.text[scene.clause.at.begin : number.at.begin]
    after = scene.text[number.at.end : scene.clause.at.end]
    if number.kind == "time":
        return before.endswith("连续")
    if number.kind not in TABULATED:
        return False
    if number.chinese:
        return number.value >= 10 or number.unit == "%"
    if FORMULA.search(after) or (GROUPED.search(before) and after.startswith("组成")):
        return False
    return number.value != 1 or bool(number.scale) or number.kind != "counter" or bool(EACH.search(before))


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


def _figure(scene: Scene, number: Number, of: Ref | None, measure: str) -> Figure:
    return Figure(
        at=scene.clause.at,
        subject=of,
        measure=measure,
        value=number.value,
        unit=number.scale + number.unit,
        approximate=number.approximate,
        value_max=number.top,
        rule="range" if number.top is not None else "chinese-numeral" if number.chinese else "number-unit",
    )


def _measure(scene: Scene, number: Number) -> str:
    """What is counted: the noun after the unit (7个“红色驿站”), else the one before (网格党支部748个)."""
    clause = scene.clause
    if number.kind == "time":
        return f"连续{number.unit}数"
    if after := NOUN.match(scene.text, number.at.end, clause.at.end):
        return measures.before_verb(scene.text[clause.at.begin : number.at.begin], after["noun"])
    said = [m.at.end for m in (clause.subject, first_topic(scene)) if m and m.at.end <= number.at.begin]
    words = FROM.sub("", scene.text[max(said, default=clause.at.begin) : number.at.begin])
    before = LEADING.match(words.rstrip("“‘”’在各从"))
    return before["noun"].strip() if before else ""
