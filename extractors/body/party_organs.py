"""Committees of the Party in full and their departments: 旗委, 旗委组织部, 中宣部."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.body import bases
from extractors.body.named import Named, Spot
from extractors.body.own_names import own_name
from extractors.patterns import regex
from extractors.place.setting import Seat

PARTY = "PartyOrganisation"
LISTED = regex(  # 旗委常委、组织部部长: the committee was said with an earlier post
    r"(?:常委|副书记|书记|委员)(?:会)?(?:、|兼)(?:[^，。；,;\n]{0,12}、)?\Z"
)
POST_BESIDE = regex(r"(?:常务)?副?(?:[部局校厅]长|主任|秘书长|主席)(?:[、兼]|并兼任)\Z")  # 组织部|副部长、|社会工作部
COMMITTEES = ("committee", "body-of-region")
COMMITTEE_ENDS = ("党委", "党工委")
DEPARTMENTS = ("department", "department-in-list")
GRASSROOTS = "基层"
WHOSE = regex(  # 政协|敖汉旗委员会, 民盟|赤峰市委: what stands before the place says whose committee it is
    r"(?P<party>中国共产党|中共)|(?P<congress>中国人民政治协商会议|人民政协|政协)|(?P<league>中国共产主义青年团|共青团)"
    r"|(?P<other>民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|台盟|中国国民党革命委员会|中国民主同盟"
    r"|中国民主建国会|中国民主促进会|中国农工民主党|中国致公党|台湾民主自治同盟)"
)
LONGEST_WHOSE = 10
WHOSE_RULE = "committee-of-other"
IN_FULL = ("委员会", "工作委员会")
BEFORE_CENTRAL = ("国家", "比", "较")  # 获评|国家|民政部


def read_central(spot: Spot) -> Named | None:
    """中宣部, 国务院: they stand alone; a short one not inside another word (集|中办|公)."""
    free = bases.free_before(spot.text, spot.begin) or spot.text.endswith(BEFORE_CENTRAL, 0, spot.begin)
    if len(spot.name) <= 3 and not free:
        return None
    return spot.at(spot.begin, spot.full, "central-organ")


def committee_name(seat: Seat, low: str = "党委") -> str:
    """The Party committee of a region: 扎赉特旗委, 内蒙古自治区党委, 善岱镇党委, with `low` 和平街道党工委."""
    high = seat.level in ("prefecture", "county") or seat.name.endswith(("省", "市", "盟", "旗", "县"))
    return f"{seat.name}委" if high and not seat.name.endswith("自治区") else f"{seat.name}{low}"


def read_seat(spot: Spot) -> Named | None:
    """旗委, 扎赉特旗委, 乌审旗旗委, 中共新惠镇委员会: the level word is part of the organ's words."""
    level = next((word for word in bases.LEVELS if spot.name.startswith(word)), "")
    base = bases.base(spot.ground, spot.begin + len(level), levels=(level,) if level else bases.LEVELS)
    whose = _whose(spot, base.begin) if base else None
    if not base or (whose is None and spot.name.endswith(IN_FULL)):
        return None
    if whose is None or whose["party"]:
        return spot.of_base(base, committee_name(base.seat, "党工委" if "工" in spot.name else "党委"), "committee")
    name = f"{base.seat.name}政协" if whose["congress"] else f"{whose[0]}{committee_name(base.seat)}"
    if spot.name.endswith(IN_FULL) and whose[0].startswith(("中国", "台湾")):  # 中国民主同盟|赤峰市|委员会
        name += "员会"
    name = name.replace("中国共产主义青年团", "共青团")
    begin = whose.start()
    return replace(spot.of_base(base, name, WHOSE_RULE), begin=begin, type="Organisation")


def branch_of_other(spot: Spot) -> Named | None:
    """致公党|赤峰市|支部, 民盟|松山区|总支: a branch of another party in a region."""
    base = bases.base(spot.ground, spot.begin, levels=bases.COUNTY)
    whose = _whose(spot, base.begin) if base else None
    if not base or not whose or not whose["other"]:
        return None
    name = spot.text[whose.start() : spot.anchor.end]
    return replace(spot.of_base(base, name, WHOSE_RULE), begin=whose.start(), type="Organisation")


def _whose(spot: Spot, begin: int) -> re.Match[str] | None:
    """The body whose committee it is, before the chain of places: 政协|内蒙古自治区赤峰市|委员会."""
    while (region := spot.ground.by_end.get(begin)) and region.type == "Region":
        begin = region.at.begin
    starts = range(max(0, begin - LONGEST_WHOSE), begin)
    return next((m for at in starts if (m := WHOSE.fullmatch(spot.text, at, begin))), None)


def read_committee(spot: Spot) -> Named | None:
    """组织部 and its like: of the committee before it, of one said earlier in a list of posts, of a region."""
    owner = spot.owner
    inner = owner and (owner.canonical.endswith(COMMITTEE_ENDS) or spot.name.startswith("办公"))  # 人大常委会办公厅
    if owner and (owner.rule in ("committee", "central-organ") or inner):
        return replace(spot.of_owner(owner, owner.canonical + spot.full, "department"), type=owner.type)
    return _in_list(spot) or _of_region(spot)


def in_list(spot: Spot) -> Named | None:
    """The committee of an earlier post in a list: 旗委|常委、."""
    listed = LISTED.search(spot.text, max(0, spot.begin - 20), spot.begin)
    owner = spot.before.get(listed.start()) if listed else None
    return owner if owner and (owner.rule in COMMITTEES or owner.canonical.endswith("党工委")) else None


def _in_list(spot: Spot) -> Named | None:
    """旗委常委、|组织部|部长, 旗委组织部副部长、|社会工作部|部长: of the committee of the post before it."""
    beside = in_list(spot) or post_beside(spot)
    if not beside or beside.rule not in ("committee", *DEPARTMENTS) or PARTY not in (beside.type, beside.above[0]):
        return None
    above = beside.ref if beside.rule == "committee" else beside.above
    canonical = above[1] + spot.full
    premises = (*beside.premises, f"{spot.name} = {canonical}")
    return Named(
        spot.begin, spot.anchor.end, PARTY, canonical, "department-in-list", spot.rank, beside.seat, above,
        premises=premises, level=beside.level,
    )  # fmt: skip


def post_beside(spot: Spot) -> Named | None:
    """The organ whose post stands before in the list: 旗委组织部|副部长、."""
    post = POST_BESIDE.search(spot.text, max(0, spot.begin - 10), spot.begin)
    return spot.before.get(post.start()) if post else None


def _of_region(spot: Spot) -> Named | None:
    """扎赉特旗组织部, 旗编办, 镇基层党校; a bare office is nobody's."""
    if spot.name.startswith("办公"):
        return None
    low = spot.text.endswith(GRASSROOTS, 0, spot.begin)
    end = spot.begin - len(GRASSROOTS) * low
    base = bases.base(spot.ground, end, levels=bases.LEVELS)
    own = own_name(spot.ground, end) if low and not base and bases.level_before(spot.text, end) else None
    if own:  # 达布希勒嘎查|基层党校: a village that no table knows
        return spot.at(own.begin, spot.text[own.begin : spot.anchor.end], "department")
    if not base:
        return None
    committee = committee_name(base.seat)
    canonical = f"{base.seat.name}{GRASSROOTS}{spot.full}" if low else committee + spot.full
    return spot.of_base(base, canonical, "department", above=(PARTY, committee))
