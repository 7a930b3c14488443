"""Party bodies inside something: an organisation, a township or village, a place, a trade."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from extractors import bases, words
from extractors.named import Named, Spot
from extractors.organs import EDGES
from extractors.own_names import own_name
from extractors.party_organs import PARTY, committee_name
from extractors.patterns import regex
from ontology.tables import check, read

FOUNDED = regex(r"(?:组建成立|牵头成立|成立|组建|设立|建立)了?[‘“]?\Z")  # 街道|组建成立|‘大工委’
SENT = regex(r"派?驻[^，。；、,;\n的了是在]{2,14}\Z")
SHORTENED = regex(r"[(（](?:以下|下文|下)?简?称为?:?[“”]?[^()（）]{2,14}[)）]\Z")
TASK = regex(r"(?<=[,，。、和与及的])[一-龥]{2,4}\Z")
NO_OWN = regex(r"(?:\d+[年月日])+|小区|园区|该|本")  # 自2020年7月|小区红色物业联盟党支部|成立
EMPLOYERS = ("公司", "集团", "厂", "矿")
WORKSHOPS = ("车间", "班组", "工区", "项目部", "工段", "车队")
LONGEST_TASK = 7
COUNTIES = ("自治区", "盟", "市", "旗", "县", "区")
COUNTED = regex(r"(?:[\d一二三四五六七八九十百多余几]+个|各个?|每个?|所有|全部)\Z")  # 36个|城市社区党委
TASKED = regex(r"(?<=个)[一-龥]{2,5}\Z")  # 成立一个|助老型|功能党支部
POST = regex(r"副?书记|委员")
JOINT = ("联合党", "功能", "非建制")  # of several, or beside the branches of a region: with words of its own
VAGUE = ("两委", "党组织")  # of a certain village only with its name


class BranchWord(NamedTuple):
    """A row of `branch_words.tsv`, which says what the uses mean."""

    word: str
    use: str


def _words(*uses: str) -> tuple[str, ...]:
    return tuple(row.word for row in read("branch_words", BranchWord) if row.use in uses)


check("branch_words", read("branch_words", BranchWord), 1, ("body", "trade", "village", "short", "general", "unit"))
TRADES, VILLAGES, SHORT_NOUNS = _words("trade"), _words("village"), _words("short")
BODY_NOUNS = _words("trade", "body", "village")
UNIT_NOUNS = _words("unit")
NO_TASKS = frozenset(_words("general"))


def read_body(spot: Spot) -> Named | None:
    """Party bodies inside something: an organisation, a township or village, a place, a trade."""
    if spot.name.strip("“”‘’") in VAGUE:
        return _vague(spot)
    return next((named for reader in READERS if (named := reader(spot))), None)


def _sent(spot: Spot) -> Named | None:
    """县纪委监委|驻农信社|纪检监察组: sent by the organisation before it."""
    sent = SENT.search(spot.text, max(0, spot.begin - 18), spot.begin)
    owner = spot.before.get(sent.start()) if sent else None
    if sent and not owner and "流动" in sent[0] + spot.name:
        return _away(spot, sent)
    return spot.of_owner(owner, owner.canonical + sent[0] + spot.full, "sent") if sent and owner else None


def _away(spot: Spot, sent: re.Match[str]) -> Named | None:
    """盛桥镇|驻温州|流动党员党支部: of a town's members away from home, based where they are."""
    home = spot.ground.by_end.get(sent.start())
    there = [m for m in spot.ground.regions if sent.start() < m.at.begin and m.at.end <= spot.begin]
    if not home or home.type != "Region" or not there:
        return None
    return spot.at(home.at.begin, home.canonical + sent[0] + spot.full, "sent", seat=there[0].ref)


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


def _in_county(spot: Spot, begin: int, name: str) -> Named:
    """A body of several others, in the county in focus."""
    near = bases.county_around(spot.ground, begin)
    seat, premises = (near.ref, near.premises) if near else (bases.NOWHERE, ())
    return spot.at(begin, name + spot.full, "joint", seat=seat, premises=premises)


def _of_organisation(spot: Spot) -> Named | None:
    """旗卫健委|机关党委: of the organisation before it."""
    inner = "机关" if spot.text.endswith("机关", 0, spot.begin) else ""  # 市委组织部|机关|第二党支部
    if shortened := SHORTENED.search(spot.text, max(0, spot.begin - 30), spot.begin):
        inner = shortened[0]  # 公司(以下简称“新通公司”)党支部
    inner = inner or "的" * spot.text.endswith("的", 0, spot.begin)  # 分公司的党支部
    owner = spot.before.get(spot.begin - len(inner))
    inner = "" if shortened else inner.strip("的")
    if owner:
        return spot.of_owner(owner, owner.canonical + inner + spot.full, "body-of-organisation")
    clause = bases.clause_begin(spot.text, spot.begin, reach=10)
    start = bases.name_begin(spot.text, clause, spot.begin)
    owner = next((spot.before[end] for end in range(spot.begin - 1, start - 1, -1) if end in spot.before), None)
    gap = spot.text[owner.end : spot.begin] if owner else ""
    if owner and gap.endswith(UNIT_NOUNS):  # 有限公司|装卸车间|党支部
        return spot.of_owner(owner, owner.canonical + gap + spot.full, "body-of-organisation")
    if not owner and spot.text[start : spot.begin].endswith(UNIT_NOUNS):
        return _of_workshop(spot, start)
    if not owner or owner.rule != "central-organ":
        return None
    named = spot.of_owner(owner, spot.text[owner.begin : spot.anchor.end], "body-of-organisation")
    county = bases.main_county(spot.ground)  # 中央编办|定点帮扶前方|党小组 works in the county of the article
    return replace(named, seat=county.ref, premises=(f"文中多说{county.canonical}",)) if county else named


def _of_workshop(spot: Spot, start: int) -> Named | None:
    """剥离车间|党支部 in an article on one firm."""
    firms = {one.canonical: one for one in spot.before.values() if one.canonical.endswith(EMPLOYERS)}
    workshop = spot.text[start : spot.begin]
    if len(firms) != 1 or not workshop.endswith(WORKSHOPS) or workshop in WORKSHOPS:
        return None
    firm = next(iter(firms.values()))
    canonical = firm.canonical + workshop + spot.full
    premises = (f"{workshop} = {firm.canonical}{workshop}",)
    named = spot.of_owner(firm, canonical, "body-of-organisation")
    return replace(named, begin=start, premises=premises)


def _of_low_region(spot: Spot) -> Named | None:
    """巴拉贡镇党委, 社区党委; of a county's or zone's region only 党委 and 党工委."""
    of_post = spot.text.endswith("的", 0, spot.begin) and POST.match(spot.text, spot.anchor.end)  # 嘎查的|党支部|书记
    base = bases.base(spot.ground, spot.begin - bool(of_post), levels=bases.LOW)
    if not base:
        return None
    if base.seat.level not in ("province", "prefecture", "county"):
        return spot.of_base(base, base.seat.name + spot.full, "body-of-region")
    if spot.name == "党委":
        return spot.of_base(base, committee_name(base.seat), "committee")
    return spot.of_base(base, base.seat.name + spot.full, "committee") if spot.name == "党工委" else None


def _of_place(spot: Spot) -> Named | None:
    """博隆时代广场联合党支部, 宁城县出租车行业党支部, 佳和小区党支部."""
    place = spot.ground.by_end.get(spot.begin)
    if place and place.type == "Place":
        printed = spot.text[place.at.begin : spot.begin]
        name = (place.canonical if place.generic else printed) + spot.full
        return spot.at(place.at.begin, name, "body-of-place", seat=place.ref)
    noun = next((noun for noun in BODY_NOUNS if spot.text.endswith(noun, 0, spot.begin)), "")
    own = own_name(spot.ground, spot.begin - len(noun), loosely=noun not in VILLAGES) if noun else None
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
    near = bases.around(spot.ground, own.begin) if noun in TRADES else None
    if near:
        return spot.at(own.begin, near.seat.name + printed, "body-of-trade", seat=near.ref, premises=near.premises)
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
    return not clause and not words.frequency(name[-len(noun) - 1 :])


def _of_unknown_village(spot: Spot) -> Named | None:
    """万青路街道|呼得木林社区|党委: a village that no table knows, behind the place it lies in."""
    if not spot.text.endswith(VILLAGES, 0, spot.begin):
        return None
    for end in range(spot.begin - 3, spot.begin - 9, -1):
        region = spot.ground.by_end.get(end)
        name = spot.text[end : spot.begin]
        local = region and region.level in ("township", "county")
        if region and local and not set(name) & bases.BREAKS and name[0] not in "的各所":
            premises = (f"{name}在{region.name}",)
            return spot.at(end, name + spot.full, "body-of-village", seat=region.ref, premises=premises)
    return None


def _with_modifier(spot: Spot) -> Named | None:
    """新华社区|矛盾调解|党支部: one of several branches of a community or village, named after its task."""
    clause = bases.clause_begin(spot.text, spot.begin, reach=12)
    for end in range(spot.begin - 2, clause, -1):
        base = bases.base(spot.ground, end, levels=("社区", "嘎查", "村"))
        if base:
            task = spot.text[end : spot.begin]
            low = ("village", "township") if spot.name.startswith(JOINT) else ("village",)
            named = base.seat.level in low and len(task) <= LONGEST_TASK and is_task(task.removeprefix("的"))
            return spot.of_base(base, base.seat.name + task.removeprefix("的") + spot.full, "branch") if named else None
    return None


def _of_trades(spot: Spot) -> Named | None:
    """巴林右旗|驻京|流动党员党委, 旗|互联网企业|党委, 肉牛|产业链党委: of some people or firms of a county."""
    clause = bases.clause_begin(spot.text, spot.begin, reach=16)
    found = (bases.base(spot.ground, end, levels=COUNTIES) for end in range(spot.begin, clause, -1))
    base = next((one for one in found if one), None)
    start = base.begin if base else bases.name_begin(spot.text, clause, spot.begin)
    trade = spot.text[start : spot.begin] if not base else _behind(spot, base)
    if not base and spot.name.startswith("产业") and len(trade) > 1:
        base = bases.county_around(spot.ground, spot.begin)
    if not base or base.seat.level not in ("county", "prefecture"):
        return None
    plain = not any(word in trade for word in bases.LEVELS) and not any(words.flag(w) == "v" for w in words.cut(trade))
    if not plain or not (is_task(trade) or "流动" in spot.name) or set(words.cut(trade)) & EDGES:
        return None
    return spot.of_base(replace(base, begin=start), base.seat.name + trade + spot.full, "body-of-trade")


def _behind(spot: Spot, base: bases.Base) -> str:
    """The words between a region or its level word and the organ."""
    ends = (end for end in range(spot.begin, base.begin, -1) if bases.base(spot.ground, end, levels=COUNTIES))
    return spot.text[next(ends, spot.begin) : spot.begin]


def is_task(task: str) -> bool:
    """Whether words between a community and its branch name the branch: 矛盾调解, 警地; not 先进, 采用“."""
    parts = words.cut(task)
    multiple = {part for part in parts if len(part) > 1}
    plain = len(task) > 1 and not set(task) & set("“”‘’()（）") and not multiple & EDGES
    return plain and not set(parts) & NO_TASKS and words.flag(parts[0]) != "v"


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


def said_before(spot: Spot, words_of_organ: str = "") -> Named | None:
    """小区党支部 after 金色家园小区党支部, 局党组 after 兴和县公安局: the one named before, or its."""
    noun = next((noun for noun in SHORT_NOUNS if spot.text.endswith(noun, 0, spot.begin)), "") or _tail(spot)
    begin = spot.begin - len(noun)
    if not noun or not bases.free_before(spot.text, begin):
        return None
    full = words_of_organ or spot.full
    same = [one for one in spot.before.values() if one.canonical.endswith(noun + full)]
    owners = [one for one in spot.before.values() if one.canonical.endswith(noun) and one.type != PARTY]
    if not same and not owners:
        return None
    meant = same[-1] if same else spot.of_owner(owners[-1], owners[-1].canonical + full, "said-before")
    premises = (f"{noun}{full} = {meant.canonical}",)
    return replace(meant, begin=begin, end=spot.anchor.end, rule="said-before", generic=True, premises=premises)


def _tail(spot: Spot) -> str:
    """The words before the organ that a name said before ends with: 警地|党支部 after 前进村警地党支部."""
    tails = (spot.text[spot.begin - n : spot.begin] for n in (4, 3, 2))
    branches = [one.canonical for one in spot.before.values() if one.rule in ("branch", "quoted-name", "body-of-place")]
    return next((tail for tail in tails if any(name.endswith(tail + spot.full) for name in branches)), "")


def _joint(spot: Spot) -> Named | None:
    """敖南|联合党委: of several bodies, with a name of its own."""
    own = own_name(spot.ground, spot.begin) if spot.name.startswith("联合党") else None
    if not own or own.region or "”" in spot.text[own.begin : spot.begin]:
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
    _sent,
    _of_organisation,
    _of_low_region,
    _quoted,
    _of_unknown_village,
    _of_place,
    _with_modifier,
    _of_trades,
    said_before,
    _of_task,
    _joint,
    _of_founder,
)
