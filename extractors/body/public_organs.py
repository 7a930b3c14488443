"""Organs of state and society of a region in full: bureaus, congresses, leagues, villages' bodies."""

from __future__ import annotations

from dataclasses import replace

from extractors.body import bases
from extractors.body.bases import NOWHERE
from extractors.body.beside import LISTING, is_trades, named_before, seat_beside
from extractors.body.inner_branches import FOUNDED, said_before
from extractors.body.named import Named, Spot
from extractors.body.organs import ENDINGS
from extractors.body.own_bodies import STAFFS, by_last_words, by_own_name
from extractors.body.own_names import own_name
from extractors.body.party_organs import PARTY, committee_name, in_list, post_beside
from extractors.body.societies import SOCIETIES, society
from extractors.body.units import GOES_ON, called, unit
from extractors.patterns import regex

SCHOOLS = ("小学", "学校", "幼儿园")  # 黑山|中心小学
ZONE = regex(  # 县|工业园区, 旗|循环经济产业园
    r"(?<=[旗县市区])(?:特色|现代|高新|循环|农业|工业|产业|商业|物流|经济|技术|科技|旅游|开发){1,4}"
    r"(?:园区|集中区|开发区|园|区)\Z"
)
ZONES = ("开发区", "园区", "集中区", "示范区", "合作区", "保护区", "旅游区", "度假区", "高新区", "新区", "口岸")
LONG_VILLAGE = 5
LEADING = ("committee", "department")
VILLAGES = ("body-of-region", "branch")
OF_REGION = ("直属机关", "直机关", "两新")
MASS = ("工会", "团委", "妇联")  # companies and schools have them as well
LOCAL = ("文明实践", "卫生院", "服务站", "中心", "工会", "妇", "共青团")  # they go by the place alone


def read_village(spot: Spot) -> Named | None:
    """红旗村村委, 光荣村村委会: the village's own bodies; the level word is part of the organ's words."""
    level = next(word for word in bases.LOW if spot.name.startswith(word))
    begin = spot.begin + len(level)
    base = bases.base(spot.ground, begin, levels=(level,))
    if base:
        return spot.of_base(base, base.seat.name + spot.full, "village-body")
    unknown = spot.text.endswith(level, 0, spot.begin)  # 南辽村|村委会
    own = own_name(spot.ground, spot.begin - len(level)) if unknown else None
    stem = spot.text[own.begin : spot.begin - len(level)] if own and not own.region else ""
    found = own and 1 < len(stem) < LONG_VILLAGE
    return spot.at(own.begin, stem + level + spot.full, "village-body") if own and found else None


def read_region(spot: Spot) -> Named | None:
    """Organs of a region: 旗农牧局, 西街街道人大工委, 自治区教育厅; a bureau without any base is the county's."""
    owner = spot.owner
    if owner and owner.rule == "committee" and spot.anchor.organ.parent == "committee":  # 市委|“两新”工委
        region = owner.canonical.removesuffix("党委").removesuffix("委")
        whole = region if any(word in spot.name for word in OF_REGION) else owner.canonical
        return spot.of_owner(owner, whole + spot.full, "regional-organ")
    if spot.name in MASS:
        inner = spot.of_owner(owner, owner.canonical + spot.name, "unit") if owner else said_before(spot, spot.name)
        if inner:
            return replace(inner, type="Organisation")
    readers = (named_before, _listed, _with_gap, _county, _led)
    if spot.begin not in spot.ground.by_end and (zone := _of_zone(spot)):
        return zone
    base = bases.base(spot.ground, spot.begin, levels=bases.LEVELS)
    base = base or next((found for reader in readers if (found := reader(spot))), None)
    if not base:
        group = society(spot) or (by_own_name(spot) if spot.name.endswith((*SOCIETIES, *SCHOOLS)) else None)
        inner = unit(spot) if spot.owner and spot.name.endswith(STAFFS) else None
        return _of_zone(spot) or inner or group or _own_bureau(spot) or by_last_words(spot)
    if spot.name == "办事处" and spot.text[base.begin - 1 : base.begin] == "驻":  # 八路军驻|重庆|办事处
        return None
    if spot.anchor.organ.type == PARTY:
        committee = (PARTY, committee_name(base.seat))
        return spot.of_base(base, base.seat.name + spot.full, "regional-organ", above=committee)
    full = spot.name if spot.name == "政府" and base.seat.level == "township" else spot.full
    full = base.gap + full
    county = "" if any(word in spot.name for word in LOCAL) else bases.county(base.seat)
    organ = spot.of_base(base, county + base.seat.name + full, "regional-organ")
    if spot.name.startswith("政府") and organ.canonical.endswith("办"):  # 县政府法制办, of which 县政府 is no actor
        return replace(organ, rule=GOES_ON)
    centre = spot.before.get(base.begin)  # 国家税务总局|诸城市税务局: one name
    return replace(organ, begin=centre.begin, rule=GOES_ON) if centre and centre.rule == "central-organ" else organ


def read_youth(spot: Spot) -> Named | None:
    """团旗委, 清水河县团县委: the Youth League's committee of a region."""
    level = spot.name.removeprefix("团").removesuffix("委")
    base = bases.base(spot.ground, spot.begin, levels=())
    if not base:
        seat = bases.meant(spot.ground, spot.begin, level)
        base = bases.Base(spot.begin, seat, (f"{level} = {seat.name}",)) if seat else None
    return spot.of_base(base, f"共青团{committee_name(base.seat)}", "regional-organ") if base else None


def _of_zone(spot: Spot) -> Named | None:
    """鄂托克经济开发区|管委会, after its 党工委 in a list of posts or by its own name."""
    if spot.name not in ("管委会", "管理委员会"):
        return None
    owner = in_list(spot)
    if owner:
        name = owner.canonical.removesuffix("党工委") + spot.full
        premises = (f"{spot.name} = {name}",)
        return spot.at(spot.begin, name, "said-before", seat=owner.seat, premises=premises)
    if zone := ZONE.search(spot.text, max(0, spot.begin - 10), spot.begin):  # 县|工业园区|管委会
        base = bases.base(spot.ground, zone.start(), levels=bases.COUNTY)
        return spot.of_base(base, base.seat.name + zone[0] + spot.full, "regional-organ") if base else None
    own = own_name(spot.ground, spot.begin) if spot.text.endswith(ZONES, 0, spot.begin) else None
    return spot.at(own.begin, spot.text[own.begin : spot.anchor.end], "own-name") if own else None


def _own_bureau(spot: Spot) -> Named | None:
    """大杨树林业局, 内蒙古农牧业科学院: named after a place that is no region of the article."""
    if not spot.name.endswith(("局", "院", "军分区", "军区", "中心校", "司法所", "财政所", "大队")):
        return None
    own = own_name(spot.ground, spot.begin)
    begin = own.begin if own else bases.name_begin(spot.text, bases.clause_begin(spot.text, spot.begin), spot.begin)
    region = called(spot, spot.text[begin : spot.begin])  # 木里图|学区中心校 in 木里图镇
    if not own and not region:
        return unit(spot)
    name, region = spot.text[begin : spot.anchor.end], (own and own.region) or region  # 敖汉旗|第二人民医院
    return unit(spot) or spot.at(begin, name, "own-name", seat=region.ref if region else NOWHERE)


def _listed(spot: Spot) -> bases.Base | None:
    """党工委书记、|管委会|主任, 民政局副局长、|残联|理事长: of the region of the organ in the list of posts."""
    beside = post_beside(spot)
    owner = in_list(spot) or (beside if beside and beside.rule in LISTING else None)
    return seat_beside(spot, owner) if owner else None


def _with_gap(spot: Spot) -> bases.Base | None:
    """潞州区|卫生健康和|体育局, 旗|农牧和|水利局: a bureau of several trades."""
    clause = bases.clause_begin(spot.text, spot.begin, reach=16)
    for end in range(spot.begin - 2, clause - 1, -1):
        gap = spot.text[end : spot.begin]
        if base := bases.base(spot.ground, end, levels=bases.LEVELS) or named_before(spot, gap):
            trades = is_trades(gap) and not gap.removesuffix("和").endswith(ENDINGS)  # 旗|农牧局和|水利局
            return replace(base, gap=gap) if trades else None
    return None


def _county(spot: Spot) -> bases.Base | None:
    """The county of a bureau named without it: 旗中心与|应急局|集中办公."""
    if not spot.name.endswith("局") or not bases.free_before(spot.text, spot.begin):
        return None
    seats = (bases.meant(spot.ground, spot.begin, word) for word in bases.COUNTY)
    seat = next((seat for seat in seats if seat), None)
    return bases.Base(spot.begin, seat, (f"{spot.name} = {seat.name}{spot.full}",)) if seat else None


def _led(spot: Spot) -> bases.Base | None:
    """两新工委, 成立新就业群体党委: a Party organ of many, of the region whose committee the sentence names before."""
    village = spot.name.endswith("经济合作社")  # 村党支部|领办|股份经济合作社
    if spot.anchor.organ.type != PARTY and not village:
        return None
    alone = bases.free_before(spot.text, spot.begin) or FOUNDED.search(spot.text, max(0, spot.begin - 6), spot.begin)
    sentence = max(spot.text.rfind(mark, 0, spot.begin) for mark in "。！？\n") + 1
    rules = VILLAGES if village else LEADING
    led = [one for one in spot.before.values() if sentence <= one.begin and one.rule in rules]
    return seat_beside(spot, led[-1]) if alone and led else None
