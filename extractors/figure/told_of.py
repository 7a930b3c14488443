"""Of whom numbers are told where the clause leaves it out: the programme whose results they are, or who acts."""

from __future__ import annotations

from extractors.document import Mention, Ref
from extractors.figure.numbers import Number
from extractors.figure.subjects import TOPICAL, Scene
from extractors.patterns import regex
from extractors.rows import within
from extractors.sentence.clause_words import WORDS, one_of
from extractors.sentence.clauses import OPENER, Clause
from extractors.sentence.echoes import named_again
from extractors.sentence.grammar import GOVERN

TOLD = regex(rf"[”’]?(?:的?[^的]{{0,8}}(?:{one_of('kind')}))?[上中后]?$")
"""The clause ends with a programme: what is counted next is its result."""
FOUNDS = regex(one_of("founds"))
EXAMPLE = regex(r"(?:、[^,\uff0c。]{0,30})?等")
"""清华园小区|等17个小区: only one of those counted."""
FOR = regex(r"[为给向对][^,\uff0c]{0,3}$")
RESULT = regex(one_of("result"))
EVENTS = frozenset(WORDS["event"])
PEOPLE = regex(
    r"[“\s]*(?:(?:有|已有|共有|全部)?\d+\D{0,3})?(?:居民|村民|群众|党员|商户|骑手|农户|牧民|学员|职工|老人|志愿者|网格员)"
)
"""居民提出1240条: people without a name act within what the text tells of."""
USED = regex(one_of("used"))
SUMS_UP = regex(r"截至|目前|如今|至今|[年月]来|以来|累计|运行后|实施后|推行后|现在|已")
OWNS = regex(r"[现共拥]有|下?辖|下设|(?<![课学加])党员$|户籍|人口|耕地|占地|面积|存栏|距离")
NEXT = 8
"""So near before the number stands what is had by itself: 耕地22044亩; but 种植、育肥等课程27门."""
FIRM = regex(r"(?:公司|合作社|联社|集团|厂|银行|协会)$")
STANDS_FOR = regex(rf"(?:该|此次|本次|这[一个场支项些]*)?(?P<noun>{one_of('program')})")
"""活动以“诗润绿洲”为主题: the noun stands for the programme last told of."""
TAKEN = regex(rf"{GOVERN.pattern}|带着|带领|率领")
WEALTH = ("money", "measure", "share")


def told(scene: Scene, number: Number) -> Mention | None:
    """The one programme that the sentence told of: 深化“网格化+积分制”治理,累计购置440多万元奖品."""
    if _is_own(scene, number):
        return None
    for earlier in reversed(scene.before):
        names = scene.done(earlier)
        if len(names) == 1 and TOLD.match(scene.text, names[0].at.end, earlier.at.end):
            return names[0]
        if names or earlier.subject:
            return None
    return None


def topic(scene: Scene, _: Number) -> Mention | None:
    """超市由上坊村、堡子村共同兴办,计划投资100万元: what the sentence began with, while no other subject comes."""
    told = [c for c in scene.before if not OPENER.fullmatch(scene.text, *c.ends)]
    if not told or scene.clause.subject or any(c.subject for c in told[1:]):
        return None
    first = told[0]
    if not within(scene.topics, first.at):
        return echo(scene, first, first.at.end)
    name = scene.first(first)
    topical = name and TOPICAL.match(scene.text, name.at.end, first.at.end)
    return name if topical else None  # 联盟设立“新农人训练营”,开设12门课


def echo(scene: Scene, clause: Clause, end: int) -> Mention | None:
    """The programme whose end of name begins a clause, where no body does: 红旗村距离镇区4公里 is not of “五个红旗”."""
    if clause.subject or clause.how == "bare":
        return None
    return named_again(scene.text, clause.at.begin, end, scene.echoes)


def founded(scene: Scene, number: Number) -> Mention | None:
    """成立了赛音合作社,...带动200户."""
    return None if _is_own(scene, number) else scene.new


def of_sentence(scene: Scene, number: Number) -> Mention | None:
    """The programme that the sentence sets about first, the others being how: 打造“P”,请来“Q”服务队,亩产提升到..."""
    if _is_own(scene, number) or not does(scene, number):
        return None
    first = None
    for earlier in reversed(scene.before):
        names = reversed(scene.done(earlier))
        first = next((m for m in names if _is_object(scene, earlier, m)), first)
        if earlier.subject:
            break
    return first


def _is_object(scene: Scene, clause: Clause, name: Mention) -> bool:
    begins = not scene.text[clause.at.begin : name.at.begin].strip("“‘ \n")
    return begins or TAKEN.search(scene.text, clause.at.begin, name.at.begin) is not None


def of_paragraph(scene: Scene, number: Number) -> Mention | None:
    """What was done or used, or what 活动 did, where the sentence names nobody: the programme the paragraph told of."""
    return scene.programme if _is_result(scene, number) else None


def of_article(scene: Scene, number: Number) -> Mention | None:
    """截至目前,累计...: the programme that the article tells of."""
    if scene.programme or not _is_result(scene, number) or not _sums_up(scene):
        return None
    return scene.main or scene.latest


def _is_result(scene: Scene, number: Number) -> bool:
    if _is_own(scene, number):
        return False
    if any(c.subject and not (c.subject.type == "Region" and c.subject.generic) for c in scene.before):
        return False
    actor = scene.actor
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
    within_place = scene.text.endswith("在", 0, number.at.begin)  # 在|6个社区打造了“红色驿站”
    end = scene.clause.at.end if within_place else number.at.begin
    return FOUNDS.search(scene.text, scene.clause.at.begin, end) is not None


def does(scene: Scene, number: Number) -> bool:
    """What is counted is done again and again, brought about, or the people who come to it."""
    begin = scene.begin
    return (
        number.unit in EVENTS
        or RESULT.search(scene.text, begin, number.at.begin) is not None
        or USED.search(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None
        or PEOPLE.match(scene.text, scene.clause.at.begin, scene.clause.at.end) is not None
    )


def _sums_up(scene: Scene) -> bool:
    """截至目前,...; 推行以来,累计...: the sentence tells how far things have come."""
    return SUMS_UP.search(scene.text, scene.begin, scene.clause.at.end) is not None


def _anaphor(scene: Scene) -> bool:
    first = (scene.before or (scene.clause,))[0]
    return STANDS_FOR.match(scene.text[first.at.begin : first.at.end].lstrip()) is not None


def home(scene: Scene, number: Number) -> Ref | None:
    """Money, land, shares and households are a village's; what its Party body did is its own (制作防沙障60余亩)."""
    if does(scene, number) or not (number.kind in WEALTH or number.unit == "户"):
        return None
    return scene.home


def firm(scene: Scene, number: Number) -> Mention | None:
    """A company's or a cooperative's money is its own: 该公司推行“P”,去年分红186万元."""
    actor = scene.actor
    if actor is None or actor.type != "Organisation" or number.kind != "money":
        return None
    return actor if FIRM.search(actor.canonical) else None


def parent(scene: Scene, number: Number) -> Ref | None:
    """Money, land and jobs are a company's, not its Party branch's: 晟辉公司党支部...捐赠129万元."""
    actor = scene.actor
    if actor is None or actor.type == "Organisation" or actor.ref in scene.posts:
        return None
    parent = scene.parents.get(actor.ref)
    words = scene.text[scene.clause.at.begin : scene.clause.at.end]
    if parent and parent[0] == "Organisation" and (number.kind in ("money", "measure", "time") or "就业" in words):
        return parent
    return None


def actor(scene: Scene, _: Number) -> Mention | None:
    """Who acts, named here or understood."""
    return scene.actor


def new(scene: Scene, _: Number) -> Mention | None:
    """成立了“红砖楼”联合党委,...下设楼栋党小组31个."""
    return scene.new


def place(scene: Scene, _: Number) -> Mention | None:
    """位于冷碛镇的泸定县桃子产业园,去年实现产值6800万元: the clause before is no more than the place."""
    names = within(scene.topics, scene.before[-1].at) if scene.before else ()
    ends = names and names[-1].type == "Place" and names[-1].at.end == scene.before[-1].at.end
    return names[-1] if ends else None


def since(scene: Scene, _: Number) -> Mention | None:
    """桃子产业园占地百亩。去年产值6800万元: what the paragraph tells of since it began a clause."""
    return scene.topic


def acted(scene: Scene, _: Number) -> Mention | None:
    """Nobody in the clause: who acted last."""
    return scene.acted
