"""Figures: numbers that a researcher would tabulate, with what is counted, in which unit, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import cn2an

from extractors.clause_words import WORDS, one_of
from extractors.clauses import Clause, between, clauses, outermost
from extractors.document import Article, Figure, Found, Mention, Ref, Span
from ontology import tables


class Unit(NamedTuple):
    """A row of `units.tsv`."""

    unit: str
    kind: str  # counter, money, measure, share, time or no


UNITS = {row.unit: row.kind for row in tables.read("units", Unit)}
TABULATED = ("counter", "money", "measure", "share")
_unknown = {kind for kind in UNITS.values() if kind not in (*TABULATED, "time", "no")}
if _unknown:
    raise tables.TableError(f"units.tsv: unknown kinds {sorted(_unknown)}")

DIGIT = "[一二三四五六七八九两]"
NUMERAL = f"(?:{DIGIT}千)?零?(?:{DIGIT}百)?零?(?:{DIGIT}?十)?{DIGIT}?"
"""Chinese numerals as they are read; 两三, 十五六 and 百十 are no numbers."""
NUMBER = re.compile(
    rf"""
    (?<! [\d.第A-Za-z+\-] )
    (?P<before> 近 | 约 | 超过? | 逾 | 达到?了? | 突破 | 至少 | 最多 | 多达 | 不低于 | 不少于 | 不足 | 上 )?
    (?: (?P<value> \d[\d,]*(?:\.\d+)? ) (?P<range> (?:—|–|-|~|\uff5e|至|到){{1,2}} (?P<top> \d+(?:\.\d+)?) )?
      | (?P<chinese> (?<! {DIGIT}) (?: 百分之 {NUMERAL} | [十百千] (?=[余多])
        | (?= {DIGIT}[十百千] | 十{DIGIT} ) {NUMERAL} (?! {DIGIT} | [十百千] ) ) ) )
    (?P<about> [余多几来] )?
    (?P<scale> 万亿 | 亿 | 万 | 千 (?![克瓦米]) | 百 )?
    (?P<more> [余多几] )?
    (?P<unit> {"|".join(sorted(map(re.escape, UNITS), key=lambda unit: (-len(unit), unit)))} )?
    (?P<after> 以上 | 左右 | 以内 | 以下 | 上下 )?
    """,
    re.VERBOSE,
)
"""1200余名, 近70万棒, 5.9万名, 8000—12000元, 10%以上, 3多万元, 二百余户."""

APPROXIMATE = re.compile(r"[近约超逾上余多几来]|突破|至少|最多|不[低少]于|不足|以[上内下]|左右")
NAMED = re.compile(r"[“‘《][^“”‘’《》。!?\uff01\uff1f]{1,40}[”’》]", re.VERBOSE)
"""A short quotation: numbers in it belong to a name (“12345”模式)."""
FORMULA = re.compile(r"[“‘](?:[一二三四五六七八九十]个[^“”‘’]{1,2}|\d{2,})[^“”‘’]{0,2}[”’]")
"""领办1个党建项目、组织1次暖心服务、打造1个红色学堂等“六个一”: the parts of a formula are no statistics."""
JOINS = re.compile(one_of("join"))
TOLD = re.compile(rf"[”’]?(?:的?[^的]{{0,8}}(?:{one_of('kind')}))?[上中后]?$")
"""The clause ends with a programme: what is counted next is its result."""
FOUNDED = re.compile(r"(?:成立|组建|创办)了?[“‘]?$")
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
FOUNDS = re.compile(one_of("founds"))
GOES_ON = re.compile(r"[^,\uff0c、]{0,12}[、和与及]")
"""全村6个村民小组、248户人家: one subject."""
AND = re.compile(r"[、和与及]")
HAS = re.compile(r"(?:共|现)?有?|现职|的")
FOR = re.compile(r"[为给向对][^,\uff0c]{0,3}$")
GATHERS = re.compile(r"吸纳|整合|联合|抽调|遴选|选调|聚集")
RESULT = re.compile(one_of("result"))
OTHER_WORD = {"人": "间民大才均", "元": "旦宵素", "家": "庭长", "点": "半"}
"""The unit and what follows are another word: 3人间, 2025元旦."""
EVENTS = frozenset(WORDS["event"])
STANDS_FOR = re.compile(rf"(?:该|此次|本次|这[一个场支项些]*)?(?P<noun>{one_of('program')})")
"""活动以“诗润绿洲”为主题: the noun stands for the programme last told of."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with what was told before it."""

    text: str
    clause: Clause
    regions: Sequence[Mention]
    topics: Sequence[Mention]  # programmes and places of the article, in text order
    before: tuple[Clause, ...] = ()  # the clauses of the sentence before this one
    new: Mention | None = None  # the body just founded
    programme: Mention | None = None  # the one told of first in the paragraph
    latest: Mention | None = None  # the programme told of last in the article
    made: Mention | None = None  # the body that the next clause founds
    parents: Mapping[Ref, Ref] = field(default_factory=dict)  # body -> the one it belongs to


def figures(article: Article, found: Found) -> Found:
    """The figures of the article's clauses; subjects are entities found before.

    Study notes (每周一学) quote rules: 党支部一般每年开展1次民主评议 counts nothing.
    """
    if article.kind == "study":
        return Found()
    named = [Span(*match.span()) for match in NAMED.finditer(article.text)]
    return Found(figures=tuple(f for scene in _scenes(article, found) for f in _of_clause(scene, named)))


def _scenes(article: Article, found: Found) -> Iterator[Scene]:
    """The clauses that hold a number, with what was told before them."""
    topics = outermost(m for m in found.mentions if m.type in ("Programme", "Place"))
    bodies = outermost(m for m in found.mentions if m.type in ("Programme", "Organisation"))
    regions = outermost(m for m in found.mentions if m.type == "Region")
    sentence: tuple[Clause, ...] = ()
    latest: Mention | None = None
    new: Mention | None = None
    programme: Mention | None = None
    parents = {r.subject: r.object for r in found.relations if r.predicate == "under"}
    told = clauses(article, found)
    for number, clause in enumerate(told):
        if sentence and sentence[-1].paragraph != clause.paragraph:
            new = programme = None
        if clause.subject:
            new = None
        if sentence and sentence[-1].sentence != clause.sentence:
            sentence = ()
        if not clause.head and any(c.isdigit() or c in "十百千" for c in article[clause.at]):
            made = _founded(article.text, after[0], bodies) if (after := told[number + 1 : number + 2]) else None
            yield Scene(article.text, clause, regions, topics, sentence, new, programme, latest, made, parents)
        new = _founded(article.text, clause, bodies) or new
        programme = programme or next((m for m in topics if m.type == "Programme" and m.at in clause.at), None)
        latest = next((m for m in reversed(topics) if m.type == "Programme" and m.at in clause.at), latest)
        sentence += (clause,)


def _founded(text: str, clause: Clause, bodies: Sequence[Mention]) -> Mention | None:
    """The body that the clause ends with and says is new: what follows is about it (成立了赛音合作社,...带动200户)."""
    for body in reversed(bodies):
        if body.at in clause.at and len(text[body.at.end : clause.at.end].strip("”’ ")) <= 6:
            return body if FOUNDED.search(text, clause.at.begin, body.at.begin) else None
    return None


def _of_clause(scene: Scene, named: Sequence[Span]) -> Iterator[Figure]:
    clause = scene.clause
    before: tuple[int, Ref | None] | None = None  # where the figure before ends, and its subject
    for match in NUMBER.finditer(scene.text, clause.at.begin, clause.at.end):
        kind = UNITS.get(_unit(match))
        at = Span(*match.span())
        if kind is None or any(at in name for name in named) or not _counts(scene.text, match, kind, clause):
            continue
        goes_on = before is not None and GOES_ON.fullmatch(scene.text, before[0], at.begin)
        subject = before[1] if before and goes_on else _subject(scene, at, _unit(match))
        shared = _shared(scene, at, subject)
        for of, measure in shared or [(subject, _measure(scene, match))]:
            yield _figure(match, clause, of, measure)
        before = at.end, subject


def _counts(text: str, match: re.Match[str], kind: str, clause: Clause) -> bool:
    """Whether the number is a statistic: no date, rank, formula, nor a bare one."""
    before, after = text[clause.at.begin : match.start()], text[match.end() : clause.at.end]
    if after[:1] and after[0] in OTHER_WORD.get(_unit(match), ""):
        return False
    if kind == "time":
        return before.endswith("连续")
    if kind not in TABULATED:
        return False
    if match["chinese"]:
        return _value(match)[0] >= 10 or match["chinese"].startswith("百分之")
    if FORMULA.search(after) or (GROUPED.search(before) and after.startswith("组成")):
        return False
    return match["value"] != "1" or bool(match["scale"]) or kind != "counter" or bool(EACH.search(before))


def _shared(scene: Scene, at: Span, subject: Ref | None) -> list[tuple[Ref | None, str]]:
    """The things that one number is said of, each with what is counted: A和B各50个."""
    words = scene.text[scene.clause.at.begin : at.begin]
    if not words.endswith("各"):
        return []
    topics = between(scene.topics, scene.clause.at.begin, at.begin)
    if topics:
        return [(m.ref, m.name.strip("“”‘’")) for m in topics]
    items = AND.split(words.removesuffix("各").rpartition("的")[2])
    return [(subject, item) for item in items] if len(items) > 1 else []


def _value(match: re.Match[str]) -> tuple[float, float | None]:
    """The number and the upper end of its range, without 万 and 亿."""
    if match["chinese"]:
        numeral = match["chinese"].removeprefix("百分之")
        return float(cn2an.cn2an("一" + numeral if numeral in "百千" else numeral, "smart")), None
    value = float(match["value"].replace(",", ""))
    return value, float(match["top"]) if match["top"] else None


def _unit(match: re.Match[str]) -> str:
    if match["unit"] == "\uff05":
        return "%"
    return match["unit"] or ("%" if (match["chinese"] or "").startswith("百分之") else "")


def _figure(match: re.Match[str], clause: Clause, subject: Ref | None, measure: str) -> Figure:
    value, top = _value(match)
    scale = match["scale"] or ""
    if scale == "百":  # 数百 is no unit of its own
        value, top, scale = value * 100, top and top * 100, ""
    return Figure(
        at=clause.at,
        subject=subject,
        measure=measure,
        value=value,
        unit=scale + _unit(match),
        approximate=APPROXIMATE.search(match.group()) is not None,
        value_max=top,
        rule="range" if top is not None else "chinese-numeral" if match["chinese"] else "number-unit",
    )


def _measure(scene: Scene, match: re.Match[str]) -> str:
    """What is counted: the noun after the unit (7个“红色驿站”), else the one before (网格党支部748个)."""
    clause = scene.clause
    if UNITS[_unit(match)] == "time":
        return f"连续{_unit(match)}数"
    if after := NOUN.match(scene.text, match.end(), clause.at.end):
        return after["noun"]
    said = [m.at.end for m in (clause.subject, _first_topic(scene)) if m and m.at.end <= match.start()]
    words = FROM.sub("", scene.text[max(said, default=clause.at.begin) : match.start()])
    before = LEADING.match(words.rstrip("“‘”’在各从"))
    return before["noun"].strip() if before else ""


def _first_topic(scene: Scene) -> Mention | None:
    """The programme or place that the clause begins with: 该长廊长近100米."""
    text, clause = scene.text, scene.clause
    begin = clause.at.end - len(text[clause.at.begin : clause.at.end].lstrip(" \n“‘"))
    return next((m for m in scene.topics if begin - 1 <= m.at.begin <= begin and m.at in clause.at), None)


def _subject(scene: Scene, at: Span, unit: str) -> Ref | None:
    """Of whom: what the clause begins with or people take part in, what was just told of, else who acts."""
    text, clause = scene.text, scene.clause
    first = _first_topic(scene)
    for topic in scene.topics:
        if topic.at in clause.at and topic.at.begin > at.begin and JOINS.search(text, at.end, topic.at.begin):
            return topic.ref  # 推动4296个机关事业单位党组织参与“双报到”工作
    if first and first.at.end <= at.begin:
        return first.ref
    if of := _place_of(scene, at):
        return of.ref
    if clause.subject and clause.subject.generic:
        return clause.subject.ref  # 全县累计召开屋场会4200余场
    if unit in EVENTS and (held := [m for m in scene.topics if m.at in clause.at and m.at.end <= at.begin]):
        return held[-1].ref  # 举办“亮晒比”实战练兵7期
    if clause.subject:
        return clause.subject.ref
    if "全国" in text[clause.at.begin : at.begin]:
        return None  # 2023年全国共有高校毕业生党员110万余名
    founds = None if FOR.search(text[: at.begin][-8:]) else FOUNDS.search(text, clause.at.begin, clause.at.end)
    told = None if founds else _told(scene) or scene.new or _result(scene, at, unit)
    if founds is None and (named := _right_after(scene, at)):
        return named.ref  # 整合“法在身边”等15支“绿色乌审”服务队的资源
    if scene.made and GATHERS.search(text, clause.at.begin, at.begin):
        return scene.made.ref  # 吸纳4个合作社入股,成立“新农人”服务队
    actor = told or scene.new or clause.actor or clause.group or scene.latest
    return _owner(scene, actor, unit) if actor else None


def _place_of(scene: Scene, at: Span) -> Mention | None:
    """全村6个村民小组; 商都县212个村: the place right before the number."""
    before = between(scene.regions, scene.clause.at.begin, at.begin)
    return before[-1] if before and HAS.fullmatch(scene.text, before[-1].at.end, at.begin) else None


def _right_after(scene: Scene, at: Span) -> Mention | None:
    return next((m for m in scene.topics if at.end <= m.at.begin <= at.end + 1), None)


def _owner(scene: Scene, actor: Mention, unit: str) -> Ref:
    """Money, land and jobs are a company's, not its Party branch's: 晟辉公司党支部...捐赠129万元."""
    parent = scene.parents.get(actor.ref)
    of_trade = (
        UNITS[unit] in ("money", "measure", "time") or "就业" in scene.text[scene.clause.at.begin : scene.clause.at.end]
    )
    return parent if of_trade and parent and parent[0] == "Organisation" and actor.type != "Organisation" else actor.ref


def _result(scene: Scene, at: Span, unit: str) -> Mention | None:
    """The programme of the paragraph, when the number tells what came of it and nobody else is named to act."""
    clause = scene.clause
    if (
        clause.speech
        or (clause.actor and clause.actor.type == "Person")
        or any(c.subject and not (c.subject.type == "Region" and c.subject.generic) for c in scene.before)
    ):
        return None
    begin = (scene.before or (clause,))[0].at.begin
    if unit in EVENTS or RESULT.search(scene.text, begin, at.begin) or _anaphor(scene):
        return scene.programme
    return None


def _anaphor(scene: Scene) -> bool:
    first = (scene.before or (scene.clause,))[0]
    match = STANDS_FOR.match(scene.text[first.at.begin : first.at.end].lstrip())
    return match is not None


def _told(scene: Scene) -> Mention | None:
    """The one programme that the sentence told of: 深化“网格化+积分制”治理,累计购置440多万元奖品."""
    for earlier in reversed(scene.before):
        told = [m for m in scene.topics if m.at in earlier.at and m.type == "Programme"]
        if len(told) == 1 and TOLD.match(scene.text, told[0].at.end, earlier.at.end):
            return told[0]
        if told or earlier.subject:
            return None
    return None
