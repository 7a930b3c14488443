"""Party bodies inside something: an organisation, a township or village, a place, a trade."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import words
from extractors.body import bases, inner_branches
from extractors.body.branch_words import NO_TASKS, TRADES, VILLAGES, body_noun, is_task
from extractors.body.founded import founded
from extractors.body.inner_branches import FOUNDED, POST
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES
from extractors.body.own_names import own_name
from extractors.body.party_organs import branch_of_other, committee_name
from extractors.document import Mention
from extractors.patterns import regex
from extractors.person.person_names import SURNAMES

SCENE = regex(r"(?:[，。；,;\n]|^)(?P<at>在|走进|来到|走近)[^，。；,;\n]{2,18}[，,]\Z")
TASK = regex(r"(?<=[,，。、和与及的])[一-龥]{2,4}\Z")
NO_OWN = regex(  # 自2020年7月|小区红色物业联盟党支部|成立, 国家级|开发区党工委
    r"""
    (?: \d+ [年月日] )+ | 小区|园区|该|本|其他|各类 | (?: 国家|省|市|自治区|县|旗 )级
    | 行业协会 | (?: 重点|新兴|相关|有关 )(?: 行业|产业|领域|协会 )
    """,
    re.VERBOSE,
)
LONGEST_TASK = 7
COUNTIES = ("自治区", "盟", "市", "旗", "县", "区")
COUNTED = regex(r"(?:[\d一二三四五六七八九十百多余几]+个|各个?|每个?|所有|全部)\Z")  # 36个|城市社区党委
TASKED = regex(r"(?<=个)[一-龥]{2,5}\Z")  # 成立一个|助老型|功能党支部
CALLED = regex(r"(?<![\w”’])(?P<name>[一-龥]{2,4})(?:社区|嘎查|村)\Z")
SUMMED = regex(r"(?:\d+|[两二三四五六七八九十几多]+)个(?:行业|领域|系统|产业|村|社区|嘎查)?\Z")
"""物流、出租车|两个行业|党委: how many there are, and no name of one."""
LEADER = regex(rf"副?书记[{''.join(sorted(one for one in SURNAMES if len(one) == 1))}][一-龥]{{1,2}}")
JOINT = ("联合党", "联村", "功能", "非建制")  # of several, or beside the branches of a region: with words of its own
JOINED = ("联合党", "联村")
CLAUSE = frozenset("把将被让引使由党")
EVERY = ("各", "每", "某", "全", "所有", "多个", "两个", "几个")
EVERYDAY = 100  # 农村, 山村: words that jieba counted oftener are no villages; 河村 may end a name
VAGUE = ("两委", "党组织")  # of a certain village only with its name


def read_body(spot: Spot) -> Named | None:
    """Party bodies inside something: an organisation, a township or village, a place, a trade."""
    if spot.name.strip("“”‘’") in VAGUE:
        return _vague(spot)
    if SUMMED.search(spot.text, max(0, spot.begin - 8), spot.begin):
        return None
    if spot.name.startswith("网格") and not LEADER.match(spot.text, spot.anchor.end):  # any of a community's
        return None
    if spot.name == "工委":  # 西街街道|工委, 双凤开发区|工委; 人大法工委 is none
        return _of_low_region(spot) or _of_place(spot)
    return next((named for reader in READERS if (named := reader(spot))), None)


def _vague(spot: Spot) -> Named | None:
    """红旗村“两委”, 北辰社区党组织: certain only right behind the name of a village."""
    region = spot.ground.by_end.get(spot.begin)
    return _of_low_region(spot) if region and not region.generic else None


def _quoted(spot: Spot) -> Named | None:
    """“守护一江碧水”流动党支部: a name of its own in quotation marks."""
    if spot.text[spot.begin - 1 : spot.begin] != "”":
        return None
    begin = spot.text.rfind("“", max(0, spot.begin - 16), spot.begin)
    name = spot.text[begin + 1 : spot.begin - 1]
    base = bases.base(spot.ground, begin, levels=bases.LOW) if begin > 0 else None
    if base:
        return spot.of_base(base, f"{base.seat.name}“{name}”{spot.full}", "quoted-name")
    joint = spot.name.startswith("联合党")  # “村企”联合党总支: of the county
    own = len(name) > 2 - joint and not set(words.cut(name)) <= NO_TASKS  # “坚强堡垒”党支部: any that is one
    if begin < 0 or not own:
        return None
    return _in_county(spot, begin, name) if joint else spot.at(begin, name + spot.full, "quoted-name")


def _of_several(spot: Spot) -> Named | None:
    """新房身村与四德堂村|成立|联合党总支, 三个村组建|联村党委: of the villages that set it up."""
    if not spot.name.startswith(JOINED):
        return None
    founded = FOUNDED.search(spot.text, max(0, spot.begin - 8), spot.begin)
    end = founded.start() if founded else spot.begin
    members: list[Mention] = []
    while end > 0 and (member := spot.ground.by_end.get(end)):
        members.insert(0, member)
        end = member.at.begin - 1 if spot.text[member.at.begin - 1] in "、与和及同" else 0
    if len(members) < 2:
        return None
    name = "".join(member.canonical for member in members) + spot.full
    return spot.at(spot.begin if founded else members[0].at.begin, name, "joint", seat=members[0].ref)


def _in_county(spot: Spot, begin: int, name: str) -> Named:
    """A body of several others, in the county in focus."""
    near = bases.county_around(spot.ground, begin)
    seat, premises = (near.ref, near.premises) if near else (bases.NOWHERE, ())
    return spot.at(begin, name + spot.full, "joint", seat=seat, premises=premises)


def _of_low_region(spot: Spot) -> Named | None:
    """巴拉贡镇党委, 社区党委; of a county's or zone's region only 党委 and 党工委."""
    linked = spot.text.endswith(("的", "原"), 0, spot.begin)  # 嘎查的|党支部|书记, 新惠镇原|党委|副书记
    of_post = linked and POST.match(spot.text, spot.anchor.end)
    base = bases.base(spot.ground, spot.begin - bool(of_post), levels=bases.LOW)
    if not base:
        return None
    if base.seat.level not in ("province", "prefecture", "county"):
        return spot.of_base(base, base.seat.name + spot.full, "body-of-region")
    if spot.name == "党委":
        return spot.of_base(base, committee_name(base.seat), "committee")
    return spot.of_base(base, base.seat.name + spot.full, "committee") if spot.full == "党工委" else None


def _of_scene(spot: Spot) -> Named | None:
    """在林东镇,|党委|牵头: of the region of the scene, which is all the clause before it says."""
    scene = SCENE.search(spot.text, max(0, spot.begin - 24), spot.begin) if spot.name in ("党委", "党工委") else None
    region = spot.ground.by_end.get(spot.begin - 1) if scene else None
    if not scene or not region or region.generic or region.at.begin != scene.end("at"):
        return None
    named = _of_low_region(replace(spot, anchor=replace(spot.anchor, begin=region.at.end)))
    return replace(named, begin=spot.begin, premises=(f"{spot.name} = {named.canonical}",)) if named else None


def _of_place(spot: Spot) -> Named | None:
    """博隆时代广场联合党支部, 宁城县出租车行业党支部, 佳和小区党支部."""
    place = spot.ground.by_end.get(spot.begin)
    if place and place.type == "Place":
        printed = spot.text[place.at.begin : spot.begin]
        name = (place.canonical if place.generic else printed) + spot.full
        return spot.at(place.at.begin, name, "body-of-place", seat=place.ref)
    noun = body_noun(spot.text, spot.begin)
    own = own_name(spot.ground, spot.begin - len(noun), loosely=noun not in VILLAGES) if noun else None
    if noun in VILLAGES and not own:  # 鄢家河村, whose words only the whole holds together
        whole = own_name(spot.ground, spot.begin)
        own = whole if whole and len(words.cut(spot.text[whole.begin : spot.begin])) == 1 else None
    if not own or (own.region and own.region.at.end + len(noun) == spot.begin):
        return None
    if noun in VILLAGES and not _is_village(spot.text[own.begin : spot.begin], noun):
        return None
    printed = spot.text[own.begin : spot.begin] + spot.full
    if not own.region and (NO_OWN.match(printed) or _is_any(spot, own.begin, noun)):
        return None
    if own.region:
        name = spot.text[own.region.at.end : spot.begin] + spot.full
        name = own.region.canonical + name if noun in TRADES else name
        return spot.at(own.begin, name, "body-of-place", seat=own.region.ref)
    led = bases.base(spot.ground, own.begin + 1, levels=COUNTIES) if noun in TRADES else None  # 旗|律师行业党委
    near = led or (bases.around(spot.ground, own.begin) if noun in TRADES else None)
    if near:
        trade = printed[1:] if led else printed.removeprefix(bases.HEAD.sub("", near.seat.name))  # 溧水|外卖行业党支部
        return spot.at(own.begin, near.seat.name + trade, "body-of-trade", seat=near.ref, premises=near.premises)
    inside = next((m for m in spot.ground.places if m.at.begin == own.begin and m.at.end < spot.begin), None)
    return spot.at(own.begin, printed, "body-of-place", seat=inside.ref if inside else bases.NOWHERE)


def _is_any(spot: Spot, begin: int, noun: str) -> bool:
    """Whether many of a kind are meant: 36个|城市社区|党委."""
    general = set(words.cut(spot.text[begin : spot.begin - len(noun)])) <= NO_TASKS
    return general or bool(COUNTED.search(spot.text, max(0, begin - 4), begin))


def _is_village(name: str, noun: str) -> bool:
    """Whether a name may be a village's: not 农村, nor a clause that ends with the word."""
    parts = words.cut(name.removesuffix(noun))
    clause = any(len(part) > 1 and words.flag(part) == "v" for part in parts) or len(name) > LONGEST_TASK
    return not clause and words.frequency(name[-len(noun) - 1 :]) < EVERYDAY


def _of_unknown_village(spot: Spot) -> Named | None:
    """万青路街道|呼得木林社区|党委: a village that no table knows, behind the place it lies in."""
    if not spot.text.endswith(VILLAGES, 0, spot.begin):
        return None
    for end in range(spot.begin - 3, spot.begin - 9, -1):
        region = spot.ground.by_end.get(end)
        name = spot.text[end : spot.begin]
        local = region and region.level in ("township", "county") and not set(name) & CLAUSE
        if region and local and not set(name) & bases.BREAKS and name[0] not in "的各所":
            premises = (f"{name}在{region.name}",)
            return spot.at(end, name + spot.full, "body-of-village", seat=region.ref, premises=premises)
    return None


def _of_its_leader(spot: Spot) -> Named | None:
    """光明社区|党支部|书记李敏: whatever its words, the village or community of somebody who leads it."""
    called = CALLED.search(spot.text, max(0, spot.begin - 8), spot.begin)
    if not called or not LEADER.match(spot.text, spot.anchor.end) or set(words.cut(called["name"])) & NO_TASKS:
        return None
    return spot.at(called.start(), called[0] + spot.full, "body-of-village")


def _with_modifier(spot: Spot) -> Named | None:
    """新华社区|矛盾调解|党支部: one of several branches of a community or village, named after its task."""
    clause = bases.clause_begin(spot.text, spot.begin, reach=12)
    for end in range(spot.begin - 2, clause, -1):
        base = bases.base(spot.ground, end, levels=("社区", "嘎查", "村"))
        if base:
            task = spot.text[end : spot.begin]
            low = ("village", "township") if spot.name.startswith(JOINT) else ("village",)
            named = base.seat.level in low and len(task) <= LONGEST_TASK and is_task(task.removeprefix("的"))
            named = named and not task.startswith(EVERY)  # 四间房村|每个|党小组
            return spot.of_base(base, base.seat.name + task.removeprefix("的") + spot.full, "branch") if named else None
    return None


def _of_trades(spot: Spot) -> Named | None:
    """旗|互联网企业|党委, 肉牛|产业链党委: of some people or firms of a county, of a trade of a township."""
    clause = bases.clause_begin(spot.text, spot.begin, reach=16)
    found = (bases.base(spot.ground, end, levels=COUNTIES) for end in range(spot.begin, clause, -1))
    base = next((one for one in found if one), None)
    trade = _behind(spot, base) if base else ""
    if not base or not _is_trade(spot, trade):
        begin = bases.name_begin(spot.text, clause, spot.begin)
        trade = spot.text[begin : spot.begin]
        near = _seat_of_trade(spot) if spot.name.startswith("产业") and len(trade) > 1 else None
        base = replace(near, begin=begin) if near and _is_trade(spot, trade) else None
    if not base or base.seat.level not in ("county", "prefecture", "township"):
        return None
    return spot.of_base(base, base.seat.name + trade + spot.full, "body-of-trade")


def _is_trade(spot: Spot, trade: str) -> bool:
    parts = words.cut(trade)
    plain = not any(word in trade for word in bases.LEVELS) and not any(words.flag(part) == "v" for part in parts)
    return plain and (is_task(trade) or "流动" in spot.name) and not set(parts) & (EDGES - set(bases.TRADES))


def _seat_of_trade(spot: Spot) -> bases.Base | None:
    """The township that the sentence is about, or the county in focus."""
    near = bases.around(spot.ground, spot.begin)
    sentence = max(spot.text.rfind(mark, 0, spot.begin) for mark in "。！？\n") + 1
    said = near and any(m.key == near.seat.key and m.at.begin >= sentence for m in spot.ground.regions)
    return near if near and said and near.seat.level == "township" else bases.county_around(spot.ground, spot.begin)


def _behind(spot: Spot, base: bases.Base) -> str:
    """The words between a region or its level word and the organ."""
    ends = (end for end in range(spot.begin, base.begin, -1) if bases.base(spot.ground, end, levels=COUNTIES))
    return spot.text[next(ends, spot.begin) : spot.begin]


def _of_task(spot: Spot) -> Named | None:
    """治安|党小组, in a piece on one community: named after its task alone."""
    task = TASK.search(spot.text, max(0, spot.begin - 6), spot.begin) if spot.name == "党小组" else None
    if spot.name.startswith("功能"):
        task = TASKED.search(spot.text, max(0, spot.begin - 6), spot.begin)
    if not task or not is_task(task[0]):
        return None
    meant = (bases.meant(spot.ground, task.start(), word) for word in VILLAGES)
    seat = next((seat for seat in meant if seat and seat.level == "village"), None)
    if not seat:
        return None
    base = bases.Base(task.start(), seat, (f"文中说到{seat.name}",))
    return spot.of_base(base, f"{seat.name}{task[0]}{spot.full}", "branch")


def _joint(spot: Spot) -> Named | None:
    """敖南|联合党委: of several bodies, with a name of its own."""
    area = spot.name.startswith("片区")  # 富强|片区联合党委
    own = own_name(spot.ground, spot.begin, loosely=area) if "联合党" in spot.name else None
    if not own or own.region or "”" in spot.text[own.begin : spot.begin] or (area and _is_any(spot, own.begin, "")):
        return None
    return _in_county(spot, own.begin, spot.text[own.begin : spot.begin])


def _of_founder(spot: Spot) -> Named | None:
    """街道组建成立‘大工委’: founded by the region before the verb."""
    founded = FOUNDED.search(spot.text, max(0, spot.begin - 8), spot.begin)
    base = bases.base(spot.ground, founded.start(), levels=bases.LOW) if founded else None
    if not base or "大工委" not in spot.name:
        return None
    canonical = base.seat.name + spot.full
    return spot.at(spot.begin, canonical, "body-of-region", seat=base.ref, premises=base.premises)


READERS = (  # the first that knows wins
    branch_of_other,
    inner_branches.sent,
    inner_branches.of_organisation,
    inner_branches.listed_unit,
    inner_branches.of_colleagues,
    inner_branches.of_that_body,
    _of_several,
    _of_low_region,
    _of_scene,
    _quoted,
    _of_unknown_village,
    _of_place,
    _with_modifier,
    _of_its_leader,
    _of_trades,
    inner_branches.said_before,
    _of_task,
    _joint,
    founded,
    _of_founder,
)
