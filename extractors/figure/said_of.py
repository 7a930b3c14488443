"""What a clause says outright of whom its numbers are told: its subject, the place before a number, what is counted."""

from __future__ import annotations

from extractors.document import Mention, Ref
from extractors.figure.numbers import Number
from extractors.figure.subjects import Scene
from extractors.figure.told_of import EVENTS, EXAMPLE, FOUNDS, NEXT, echo
from extractors.patterns import regex
from extractors.rows import between
from extractors.sentence.clause_words import one_of
from extractors.sentence.echoes import counted_again as again_counted
from extractors.sentence.echoes import named_again as again_named

JOINS = regex(rf"{one_of('join')}|(?P<makes>组成|成立|组建|结成|编[成为]|合办|联办|办起|发起|担任|充当|当[起上])")
NEAR = regex(r"(?:优秀|最美|模范|流动|示范|特色|主题|党员|[^,\uff0c、]{0,8}的)?(?:“.?|‘.?)")
"""50名优秀|“楼栋合伙人”; 46名|成员的“银发智囊团”."""
MADE_UP = regex(
    r"[^,\uff0c、的]{0,10}(?:出资|入股|筹资|组成|参加|参与|加入|联合|共建|共同|成立|创办|兴办|组建)[^,\uff0c、的]{0,4}的[“‘]?"
)
SUCH = regex(r"[ \n“‘]*(?:像|类似)?这样的(?=[^,\uff0c]{2,6}$)")
"""像这样的|驿家,全市已建成143个."""
QUOTED = regex(rf"[“‘][^,\uff0c、“‘]*[”’](?:{one_of('kind')}|{one_of('program')})?")
"""设立“小蜂有巢”驿站|5处."""
COUNTED = regex(r"[”’]?(?![等和与及])[^,\uff0c、。的占“”\d]{0,12}")
"""“爱心驿站”商铺|51家; but “同心”等15支 and “联盟”和6支 count others too, 党支部|占比达到35% is no count."""
MEMBERS = ("名", "人", "位", "户", "家", "个", "支", "所")
SITES = ("个", "处", "座", "家", "所", "间")
AWARDS = regex(r"评定|评选|选树|表彰|评出|授予|常住")
HAS = regex(r"(?:共|现)?有?|现职|的|居?住着|[下管共]?辖|拥有")
TAKES = regex(r"(?:推动|组织|动员|引导|带动|指导|来自|[在同与向为对由被把跟])[^,\uff0c的]{0,6}$")
"""推动|全区86家机关: the place is no topic, only where those counted are."""
GATHERS = regex(r"吸纳|整合|联合|抽调|遴选|选调|聚集|派出|选派|挑选?|抱团|拢到|拢起|请出|编进")
GOVERNED = regex(r"下?辖|划分|划成|划为|细分")
SELF = regex(r"[我俺](?![们国市区县旗镇乡村])|咱家")
GAINS = regex(r"[^,\uff0c]{0,6}(?:个人|自掏|自费|[拿领分贷]到|挣|月薪|月入|工资|收入|承包|养了|种了|家里?[有种养])")
COLLECTIVE = regex(r"(?<![为给向])(?<!嘎查)(?:村|嘎查|社区)集体")


OF_MANY = regex(r"合计|总计|村均|平均|年均")
"""村集体经济合计年均增长1500万元: of many villages."""


def joined(scene: Scene, number: Number) -> Mention | None:
    """推动4296个党组织参与“双报到”工作: what they take part in; 抽调17人成立专班, 7个村合办联社: what they make up."""
    joint = JOINS.search(scene.text, number.at.end, scene.clause.at.end)
    if joint is None or "的" in scene.text[number.at.end : joint.start()]:
        return None  # 由11个村集体入股的公司推行“P”
    makes = joint["makes"] and number.unit in MEMBERS
    after = between(scene.bodies if makes else scene.topics, joint.end(), scene.clause.at.end)
    return next(iter(after), None)


def made_up(scene: Scene, number: Number) -> Mention | None:
    """11个村共同出资的“庭院”联合社挂牌; 由15家单位组成的“同心”联盟: what those counted make up."""
    after = between(scene.bodies, number.at.end, scene.clause.at.end)
    if not after or not MADE_UP.fullmatch(scene.text, number.at.end, after[0].at.begin):
        return None
    return after[0]


def begun_with(scene: Scene, number: Number) -> Mention | None:
    """该长廊长近100米."""
    first = scene.first(scene.clause)
    if first is None or first.at.end > number.at.begin or EXAMPLE.match(scene.text, first.at.end):
        return None
    return first


def named_again(scene: Scene, number: Number) -> Mention | None:
    """宣讲队已授课612场次: the end of the programme's name stands for it; 这样的夜校,如今已开到222个村."""
    text, clause = scene.text, scene.clause
    for earlier in scene.before[:2]:
        if such := SUCH.match(text, earlier.at.begin, earlier.at.end):
            return again_named(text, such.end(), earlier.at.end, scene.echoes)
    return echo(scene, clause, number.at.begin)


def counted_again(scene: Scene, number: Number) -> Mention | None:
    """眼下已建成哨所68处."""
    return again_counted(scene.text, scene.clause.at.begin, number.at.begin, scene.echoes)


def place_of(scene: Scene, number: Number) -> Mention | None:
    """全村6个村民小组; 商都县212个村: the place right before the number."""
    before = between(scene.regions, scene.clause.at.begin, number.at.begin)
    if not before or not HAS.fullmatch(scene.text, before[-1].at.end, number.at.begin):
        return None
    taken = TAKES.search(scene.text, scene.clause.at.begin, before[-1].at.begin)
    return None if taken else before[-1]


def generic(scene: Scene, number: Number) -> Mention | None:
    """全县累计召开屋场会4200余场."""
    named = scene.clause.subject
    return named if named and named.generic and named.at.end <= number.at.begin else None


def counted(scene: Scene, number: Number) -> Mention | None:
    """聘请28名“同心信使”; 整合15支“绿色乌审”服务队: what is counted has a name; but a title is of who awards it."""
    after = between(scene.topics, number.at.end, scene.clause.at.end)
    if not after or AWARDS.search(scene.text, scene.clause.at.begin, number.at.begin):
        return None
    if number.unit in SITES and FOUNDS.search(scene.text, scene.clause.at.begin, number.at.begin):
        return None  # 打造了7个“红色驿站”: of who set them up
    begin = after[0].at.begin
    return after[0] if begin == number.at.end or NEAR.fullmatch(scene.text, number.at.end, begin + 1) else None


def totalled(scene: Scene, number: Number) -> Mention | None:
    """设立“小蜂有巢”驿站5处; 挂牌“爱心驿站”商铺51家: the name before its number."""
    name = _before(scene, number)
    if name is None or AWARDS.search(scene.text, *scene.clause.ends):
        return None
    return name if COUNTED.fullmatch(scene.text, name.at.end, number.at.begin) else None


def quoted_before(scene: Scene, number: Number) -> Mention | None:
    """The programme in quotation marks right before a number."""
    name = _before(scene, number)
    if name is None:
        return None
    begin = name.at.begin - (scene.text[name.at.begin] not in "“‘")
    return name if QUOTED.fullmatch(scene.text, begin, number.at.begin) else None


def _before(scene: Scene, number: Number) -> Mention | None:
    """The programme named last before a number in its clause; none that only says who acts (“科技副镇长”刘某)."""
    subject = scene.clause.subject
    named = between(scene.topics, subject.at.end if subject else scene.clause.at.begin, number.at.begin)
    return named[-1] if named and named[-1].type == "Programme" else None


def held(scene: Scene, number: Number) -> Mention | None:
    """举办“亮晒比”实战练兵7期: what is done again and again."""
    return _before(scene, number) if number.unit in EVENTS else None


def named(scene: Scene, _: Number) -> Mention | None:
    """The subject of the clause, or whose its subject is: 东门社区的|任务由295项精简为142项."""
    return scene.clause.subject or scene.clause.owner


def founded_next(scene: Scene, number: Number) -> Mention | None:
    """吸纳4个合作社入股,成立“新农人”服务队."""
    return scene.made if GATHERS.search(scene.text, scene.clause.at.begin, number.at.begin) else None


def own_words(scene: Scene, number: Number) -> Mention | Ref | None:
    """“我在家门口一个月能挣4000多元”: who speaks of himself or herself, and holds no post; 会长郑某拿到了30万元."""
    subject, speaker = scene.clause.subject, scene.clause.speaker
    if subject and subject.type == "Person" and GAINS.match(scene.text, subject.at.end, number.at.begin):
        return subject.ref
    if speaker is None or speaker.type != "Person" or speaker.ref in scene.posts:
        return None
    if not SELF.search(scene.text, scene.begin, number.at.begin):
        return None
    return speaker


def governed(scene: Scene, number: Number) -> Ref | None:
    """乡党委在下辖的14个行政村开谈; 社区党委将辖区划分为8个网格: what is under it is the place's."""
    begin = max(scene.clause.at.begin, number.at.begin - NEXT)
    return scene.home if GOVERNED.search(scene.text, begin, number.at.begin) else None


def collective(scene: Scene, number: Number) -> Mention | None:
    """村集体经济增收3000元: the village told of last in the paragraph, or the only one that the text names."""
    if not COLLECTIVE.search(scene.text, scene.clause.at.begin, number.at.begin):
        return None
    line = scene.text.rfind("\n", 0, number.at.begin) + 1
    villages = [m for m in scene.regions.back_from(number.at.begin) if m.level == "village"]
    alone = len({m.ref for m in villages}) == 1 and not OF_MANY.search(scene.text, *scene.clause.ends)
    return next((m for m in villages if alone or m.at.begin >= line), None)
