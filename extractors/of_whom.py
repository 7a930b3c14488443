"""Of whom a figure is told: comparisons of what the text offers, each with its weight and its reason in words.

Every comparison proposes one mention, or none; the weights of those that propose the same thing add up, and the
heaviest thing is the subject. What a clause says outright weighs more than what it leaves to be understood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from extractors.clause_words import WORDS, one_of
from extractors.clauses import Clause
from extractors.document import Mention, Ref
from extractors.echoes import counted_again, named_again
from extractors.grammar import GOVERN
from extractors.numbers import Number
from extractors.rows import between, within
from extractors.subjects import Scene, first_topic

JOINS = re.compile(one_of("join"))
TOLD = re.compile(rf"[”’]?(?:的?[^的]{{0,8}}(?:{one_of('kind')}))?[上中后]?$")
"""The clause ends with a programme: what is counted next is its result."""
FOUNDS = re.compile(one_of("founds"))
COUNTED = re.compile(r"[”’]?[、和与]?[\d余多]*[个名处家支]?[“‘]?")
NEAR = re.compile(r"(?:优秀|最美|模范|流动|示范|特色|主题|党员|[^,\uff0c、]{0,8}的)?(?:“.?|‘.?)")
"""50名优秀|“楼栋合伙人”; 46名|成员的“银发智囊团”."""
SUCH = re.compile(r"[ \n“‘]*(?:像|类似)?这样的(?=[^,\uff0c]{2,6}$)")
"""像这样的|驿家,全市已建成143个."""
QUOTED = re.compile(r"[“‘][^,\uff0c、“‘]*[”’][^,\uff0c、“‘]{0,4}")
"""设立“小蜂有巢”驿站|5处."""
HAS = re.compile(r"(?:共|现)?有?|现职|的|居?住着|[下管共]?辖|拥有")
TAKES = re.compile(r"(?:推动|组织|动员|引导|带动|指导|[在同与向为对由被把跟])[^,\uff0c的]{0,6}$")
"""推动|全区86家机关: the place is no topic, only where those counted are."""
EXAMPLE = re.compile(r"(?:、[^,\uff0c。]{0,30})?等")
"""清华园小区|等17个小区: only one of those counted."""
FOR = re.compile(r"[为给向对][^,\uff0c]{0,3}$")
GATHERS = re.compile(r"吸纳|整合|联合|抽调|遴选|选调|聚集|派出|选派")
RESULT = re.compile(one_of("result"))
MEANS = re.compile(r"(?:采取|采用|按照|依照|沿着|[以用按])了?[“‘]?$")
"""采用“无人机+人工”巡检模式,消除隐患47处: how it was done, not what was done."""
EVENTS = frozenset(WORDS["event"])
PEOPLE = re.compile(
    r"[“\s]*(?:(?:有|已有|共有|全部)?\d+\D{0,3})?(?:居民|村民|群众|党员|商户|骑手|农户|牧民|学员|职工|老人|志愿者|网格员)"
)
"""居民提出1240条: people without a name act within what the text tells of."""
USED = re.compile(one_of("used"))
SUMS_UP = re.compile(r"截至|目前|如今|至今|[年月]来|以来|累计|运行后|实施后|推行后|现在|已")
OWNS = re.compile(one_of("owns"))
NEXT = 8
"""So near before the number stands what is had by itself: 耕地22044亩; but 种植、育肥等课程27门."""
GOVERNED = re.compile(r"下?辖")
COLLECTIVE = re.compile(r"(?:村|嘎查|社区)集体")
FIRM = re.compile(r"(?:公司|合作社|联社|集团|厂|银行|协会)$")
THROUGH = re.compile(rf"(?:{one_of('through')})[“‘]?$")
STANDS_FOR = re.compile(rf"(?:该|此次|本次|这[一个场支项些]*)?(?P<noun>{one_of('program')})")
"""活动以“诗润绿洲”为主题: the noun stands for the programme last told of."""
WEALTH = ("money", "measure", "share")
WHOLE = "全国"
"""2023年全国共有高校毕业生党员110万余名: of no one in the graph."""


class Told(NamedTuple):
    """The subject of a figure and why."""

    subject: Ref | None
    reason: str


Find = Callable[[Scene, Number], Mention | Ref | None]


class Comparison(NamedTuple):
    reason: str
    weight: float
    find: Find


def subject(scene: Scene, number: Number, shared: Ref | None = None) -> Told:
    """Of whom; None for what is said of the whole country, and where nobody is told of.

    `shared` is whom the figure before in the sentence is told of, where nothing new is named in between.
    """
    scores: dict[Ref, float] = defaultdict(float)
    reasons: dict[Ref, tuple[float, str]] = {}
    for reason, weight, found in proposals(scene, number, shared):
        scores[found] += weight
        reasons[found] = max(reasons.get(found, (0.0, "")), (weight, reason))
    if not scores:
        return Told(None, "nobody")
    best = max(scores, key=lambda ref: scores[ref])
    if scores[best] < SAID and WHOLE in scene.text[scene.clause.at.begin : number.at.begin]:
        return Told(None, "the whole country")
    return Told(best, reasons[best][1])


def proposals(scene: Scene, number: Number, shared: Ref | None) -> list[tuple[str, float, Ref]]:
    """What the comparisons propose, in their order."""
    found: list[tuple[str, float, Ref]] = [("as before", AS_BEFORE, shared)] if shared else []
    for reason, weight, find in COMPARISONS:
        one = find(scene, number)
        if one is not None:
            ref = scene.posts.get(one.ref, one.ref) if isinstance(one, Mention) else one
            found.append((reason, weight, ref))
    return found


def _begin(scene: Scene) -> int:
    """Where the sentence begins."""
    return (scene.before or (scene.clause,))[0].at.begin


def _span(clause: Clause) -> tuple[int, int]:
    return clause.at.begin, clause.at.end


def goes_on(scene: Scene, end: int, number: Number) -> bool:
    """Nothing new is named between two numbers of a sentence: a subject, or a programme that results may be of."""
    if scene.new or (scene.clause.subject and scene.clause.subject.at.begin >= end):
        return False
    if any(c.subject and c.at.begin >= end for c in scene.before):
        return False
    named = [m for m in between(scene.topics, end, number.at.begin) if m.type == "Programme"]
    for name in named:  # 建起438个“小哥驿站”、425个“暖新驿站”: what is counted is nothing new
        if not COUNTED.fullmatch(scene.text, end, name.at.begin):
            return False
        end = name.at.end
    return True


# --- what the clause says ---------------------------------------------------------------------------------------------


def _joined(scene: Scene, number: Number) -> Mention | None:
    """推动4296个机关事业单位党组织参与“双报到”工作: what they take part in."""
    after = between(scene.topics, number.at.end, scene.clause.at.end)
    joint = JOINS.search(scene.text, number.at.end, scene.clause.at.end)
    if joint is None or "的" in scene.text[number.at.end : joint.start()]:
        return None  # 由11个村集体入股的公司推行“P”
    return next((m for m in after if m.at.begin >= joint.end()), None)


def _begun_with(scene: Scene, number: Number) -> Mention | None:
    """该长廊长近100米."""
    first = first_topic(scene)
    if first is None or first.at.end > number.at.begin or EXAMPLE.match(scene.text, first.at.end):
        return None
    return first


def _named_again(scene: Scene, number: Number) -> Mention | None:
    """宣讲队已授课612场次: the end of the programme's name stands for it; 这样的夜校,如今已开到222个村."""
    text, clause = scene.text, scene.clause
    for earlier in scene.before[:2]:
        if such := SUCH.match(text, *_span(earlier)):
            return named_again(text, such.end(), earlier.at.end, scene.echoes)
    if clause.subject is not None:
        return None
    return named_again(text, clause.at.begin, number.at.begin, scene.echoes)


def _counted_again(scene: Scene, number: Number) -> Mention | None:
    """眼下已建成哨所68处."""
    return counted_again(scene.text, scene.clause.at.begin, number.at.begin, scene.echoes)


def _through(scene: Scene, number: Number) -> Mention | None:
    """该村依托“清凉驿站”服务游客9000余人次: what it is done with, here or in the clause before."""
    if not does(scene, number) or founds(scene, number):
        return None
    clauses = (*scene.before[-1:], scene.clause)
    names = [m for c in clauses for m in between(scene.topics, c.at.begin, min(c.at.end, number.at.begin))]
    names = [m for m in names if m.type == "Programme"]
    return next((m for m in reversed(names) if THROUGH.search(scene.text, clauses[0].at.begin, m.at.begin)), None)


def _place_of(scene: Scene, number: Number) -> Mention | None:
    """全村6个村民小组; 商都县212个村: the place right before the number."""
    before = between(scene.regions, scene.clause.at.begin, number.at.begin)
    if not before or not HAS.fullmatch(scene.text, before[-1].at.end, number.at.begin):
        return None
    taken = TAKES.search(scene.text, scene.clause.at.begin, before[-1].at.begin)
    return None if taken else before[-1]


def _generic(scene: Scene, number: Number) -> Mention | None:
    """全县累计召开屋场会4200余场."""
    named = scene.clause.subject
    return named if named and named.generic and named.at.end <= number.at.begin else None


def _counted(scene: Scene, number: Number) -> Mention | None:
    """聘请28名“同心信使”; 设立“小蜂有巢”驿站5处; 整合15支“绿色乌审”服务队: what is counted has a name.

    Not where a region of the sentence sets it up: 全市建起438个“小哥驿站”.
    """
    describes = scene.text.startswith("的", number.at.end)
    own = founds(scene, number) and not describes
    acts = scene.clause.actor
    here = acts is not None and acts.type == "Region" and acts.at.begin >= _begin(scene)
    if here and not describes and (own or scene.clause.subject is acts):
        return None
    after = between(scene.topics, number.at.end, scene.clause.at.end)
    if after and NEAR.fullmatch(scene.text, number.at.end, after[0].at.begin + 1):
        return after[0]
    if after and after[0].at.begin <= number.at.end and not own:
        return after[0]
    before = between(scene.topics, scene.clause.at.begin, number.at.begin)
    if not before or before[-1].type != "Programme":
        return None
    begin = before[-1].at.begin
    begin -= scene.text[begin] not in "“‘"
    return before[-1] if QUOTED.fullmatch(scene.text, begin, number.at.begin) else None


def _held(scene: Scene, number: Number) -> Mention | None:
    """举办“亮晒比”实战练兵7期: what is done again and again."""
    before = between(scene.topics, scene.clause.at.begin, number.at.begin) if number.unit in EVENTS else []
    return before[-1] if before else None


def _named(scene: Scene, _: Number) -> Mention | None:
    """The subject of the clause."""
    return scene.clause.subject


# --- what came of a programme -----------------------------------------------------------------------------------------


def _founded_next(scene: Scene, number: Number) -> Mention | None:
    """吸纳4个合作社入股,成立“新农人”服务队."""
    return scene.made if GATHERS.search(scene.text, scene.clause.at.begin, number.at.begin) else None


def _told(scene: Scene, number: Number) -> Mention | None:
    """The one programme that the sentence told of: 深化“网格化+积分制”治理,累计购置440多万元奖品."""
    if _is_own(scene, number):
        return None
    for earlier in reversed(scene.before):
        told = [m for m in within(scene.topics, earlier.at) if m.type == "Programme"]
        told = [m for m in told if not MEANS.search(scene.text, earlier.at.begin, m.at.begin)]
        if len(told) == 1 and TOLD.match(scene.text, told[0].at.end, earlier.at.end):
            return told[0]
        if told or earlier.subject:
            return None
    return None


def _founded(scene: Scene, number: Number) -> Mention | None:
    """成立了赛音合作社,...带动200户."""
    return None if _is_own(scene, number) else scene.new


def _of_sentence(scene: Scene, number: Number) -> Mention | None:
    """The last programme named before in the sentence, unless another subject came after it: 推行“P”,解决问题73个."""
    if _is_own(scene, number) or not does(scene, number):
        return None
    for earlier in reversed(scene.before):
        told = [m for m in within(scene.topics, earlier.at) if m.type == "Programme"]
        if told := [m for m in told if not MEANS.search(scene.text, earlier.at.begin, m.at.begin)]:
            begin = earlier.at.begin
            first = not scene.text[begin : told[-1].at.begin].strip("“‘ \n")
            return told[-1] if first or GOVERN.search(scene.text, begin, told[-1].at.begin) else None
        if earlier.subject:
            return None
    return None


def _of_paragraph(scene: Scene, number: Number) -> Mention | None:
    """What was done or used, or what 活动 did, where the sentence names nobody: the programme the paragraph told of."""
    return scene.programme if _is_result(scene, number) else None


def _of_article(scene: Scene, number: Number) -> Mention | None:
    """截至目前,累计...: the programme that the article tells of."""
    if scene.programme or not _is_result(scene, number) or not _sums_up(scene):
        return None
    return scene.main or scene.latest


def _is_result(scene: Scene, number: Number) -> bool:
    if _is_own(scene, number):
        return False
    if any(c.subject and not (c.subject.type == "Region" and c.subject.generic) for c in scene.before):
        return False
    actor = scene.clause.actor
    if actor and actor.type == "Person" and actor.ref not in scene.posts:
        return False
    return does(scene, number) or _anaphor(scene)


def _is_own(scene: Scene, number: Number) -> bool:
    """Who sets something up owns the count, and who has something by itself (常住人口, 耕地)."""
    begin = max(scene.clause.at.begin, number.at.begin - NEXT)
    return founds(scene, number) or OWNS.search(scene.text, begin, number.at.begin) is not None


def founds(scene: Scene, number: Number) -> bool:
    """Set up by who acts; not so where it is done for those counted: 为200余名党员打造了一堂党课."""
    if FOR.search(scene.text, max(0, number.at.begin - 8), number.at.begin):
        return False
    return FOUNDS.search(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None


def does(scene: Scene, number: Number) -> bool:
    """What is counted is done again and again, brought about, or the people who come to it."""
    begin = _begin(scene)
    return (
        number.unit in EVENTS
        or RESULT.search(scene.text, begin, number.at.begin) is not None
        or USED.search(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None
        or PEOPLE.match(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None
    )


def _sums_up(scene: Scene) -> bool:
    """截至目前,...; 推行以来,累计...: the sentence tells how far things have come."""
    first = (scene.before or (scene.clause,))[0]
    return SUMS_UP.search(scene.text, first.at.begin, scene.clause.at.end) is not None


def _anaphor(scene: Scene) -> bool:
    first = (scene.before or (scene.clause,))[0]
    return STANDS_FOR.match(scene.text[first.at.begin : first.at.end].lstrip()) is not None


# --- who acts ---------------------------------------------------------------------------------------------------------


def _home(scene: Scene, number: Number) -> Ref | None:
    """Money, land, shares and households are a village's; what its Party body did is its own (制作防沙障60余亩)."""
    if not scene.clause.actor or does(scene, number) or not (number.kind in WEALTH or number.unit == "户"):
        return None
    ref = scene.clause.actor.ref
    return scene.homes.get(scene.posts.get(ref, ref))


def _governed(scene: Scene, number: Number) -> Ref | None:
    """乡党委在下辖的14个行政村开谈; 社区党委将辖区划分为8个网格: what is under it is the place's."""
    actor = scene.clause.actor
    begin = max(scene.clause.at.begin, number.at.begin - NEXT)
    if actor is None or not GOVERNED.search(scene.text, begin, number.at.begin):
        return None
    return scene.homes.get(scene.posts.get(actor.ref, actor.ref))


def _collective(scene: Scene, number: Number) -> Mention | None:
    """村集体经济增收3000元: the village told of last."""
    if not COLLECTIVE.search(scene.text, scene.clause.at.begin, number.at.begin):
        return None
    line = scene.text.rfind("\n", 0, number.at.begin) + 1
    near = between(scene.regions, line, number.at.begin)
    return next((m for m in reversed(near) if m.level == "village"), None)


def _firm(scene: Scene, number: Number) -> Mention | None:
    """A company's or a cooperative's money is its own: 该公司推行“P”,去年分红186万元."""
    actor = scene.clause.actor
    if actor is None or actor.type != "Organisation" or number.kind != "money":
        return None
    return actor if FIRM.search(actor.canonical) else None


def _parent(scene: Scene, number: Number) -> Ref | None:
    """Money, land and jobs are a company's, not its Party branch's: 晟辉公司党支部...捐赠129万元."""
    actor = scene.clause.actor
    if actor is None or actor.type == "Organisation" or actor.ref in scene.posts:
        return None
    parent = scene.parents.get(actor.ref)
    words = scene.text[scene.clause.at.begin : scene.clause.at.end]
    if parent and parent[0] == "Organisation" and (number.kind in ("money", "measure", "time") or "就业" in words):
        return parent
    return None


def _actor(scene: Scene, _: Number) -> Mention | None:
    """Who acts, named here or understood."""
    return scene.clause.actor


def _new(scene: Scene, _: Number) -> Mention | None:
    """成立了“红砖楼”联合党委,...下设楼栋党小组31个."""
    return scene.new


def _place(scene: Scene, number: Number) -> Mention | None:
    """位于冷碛镇的泸定县桃子产业园,去年实现产值6800万元."""
    near = between(scene.topics, _begin(scene), number.at.begin)
    near = [m for m in near if m.type == "Place" and not EXAMPLE.match(scene.text, m.at.end)]
    return near[-1] if near else None


def _latest(scene: Scene, _: Number) -> Mention | None:
    """Nothing else: the programme told of last."""
    return scene.latest


SAID = 4.0
"""What weighs so much is said in the clause."""
AS_BEFORE = 5.0
"""Of two figures of a sentence with nothing named between them six in seven are told of the same."""
COMPARISONS = (
    Comparison("what they take part in", 20.0, _joined),
    Comparison("what the clause begins with", 19.0, _begun_with),
    Comparison("the end of its name", 18.0, _named_again),
    Comparison("the end of its name, counted", 17.0, _counted_again),
    Comparison("what it is done with", 16.0, _through),
    Comparison("the place before the number", 15.0, _place_of),
    Comparison("the whole place", 14.0, _generic),
    Comparison("what is counted", 13.0, _counted),
    Comparison("what is set up next", 12.6, _founded_next),
    Comparison("the place it governs", 12.5, _governed),
    Comparison("the village whose collective it is", 12.2, _collective),
    Comparison("what is held", 12.0, _held),
    Comparison("the subject of the clause", 11.0, _named),
    Comparison("the firm whose money it is", 3.2, _firm),
    Comparison("a place of the sentence", 3.0, _place),
    Comparison("the programme just told of", 2.9, _told),
    Comparison("the body just set up", 2.8, _founded),
    Comparison("the programme of the sentence", 2.7, _of_sentence),
    Comparison("the programme of the paragraph", 2.6, _of_paragraph),
    Comparison("the programme of the article", 2.5, _of_article),
    Comparison("the body told of since it was set up", 2.3, _new),
    Comparison("the place of the Party body", 2.2, _home),
    Comparison("the company of the Party body", 2.1, _parent),
    Comparison("who acts", 1.0, _actor),
    Comparison("the programme told of last", 0.1, _latest),
)
