"""Organs of the Party in full: committees of regions, their departments, branches in organisations and places."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import bases
from extractors.named import Named, Spot
from extractors.own_names import own_name
from extractors.setting import Seat

PARTY = "PartyOrganisation"
LISTED = re.compile(  # 旗委常委、组织部部长: the committee was said with an earlier post
    r"(?:常委|副书记|书记|委员)(?:会)?、(?:[^，。；,;\n]{0,12}、)?$"
)
FOUNDED = re.compile(r"(?:组建成立|牵头成立|成立|组建|设立|建立)了?[‘“]?$")  # 街道|组建成立|‘大工委’
BODY_NOUNS = (  # what a branch may belong to without being an organisation: 博隆时代广场|联合党支部
    "行业", "产业", "领域", "广场", "大厦", "园区", "工业园", "产业园", "商圈", "小区", "市场", "景区", "片区", "公寓",
)  # fmt: skip
SHORT_NOUNS = (  # the general word for an organisation said before: 局党组, 公司党委
    "小区", "公司", "集团", "企业", "合作社", "学校", "医院", "学院", "支队", "大队", "局", "院", "校", "厂", "所",
)  # fmt: skip
TRADES = ("行业", "产业", "领域")
GRASSROOTS = "基层"


def read_central(spot: Spot) -> Named | None:
    """中宣部, 国务院: they stand alone; a short one not inside another word (集|中办|公)."""
    if len(spot.name) <= 3 and not bases.free_before(spot.text, spot.begin):
        return None
    return spot.at(spot.begin, spot.full, "central-organ")


def committee_name(seat: Seat) -> str:
    """The Party committee of a region: 扎赉特旗委, 内蒙古自治区党委, 善岱镇党委."""
    high = seat.level in ("prefecture", "county") or seat.name.endswith(("省", "市", "盟", "旗", "县"))
    return f"{seat.name}委" if high and not seat.name.endswith("自治区") else f"{seat.name}党委"


def read_seat(spot: Spot) -> Named | None:
    """旗委, 扎赉特旗委, 乌审旗旗委: the level word is part of the organ's words."""
    level = spot.name.removesuffix("委").removesuffix("党")
    base = bases.base(spot.ground, spot.begin + len(level), levels=(level,))
    return spot.of_base(base, committee_name(base.seat), "committee") if base else None


def read_committee(spot: Spot) -> Named | None:
    """组织部 and its like: of the committee before it, of one said earlier in a list of posts, of a region."""
    owner = spot.owner
    if owner and owner.rule in ("committee", "central-organ"):
        return spot.of_owner(owner, owner.canonical + spot.full, "department")
    return _in_list(spot) or _of_region(spot)


def in_list(spot: Spot) -> Named | None:
    """The committee of an earlier post in a list: 旗委|常委、."""
    listed = LISTED.search(spot.text, max(0, spot.begin - 20), spot.begin)
    owner = spot.before.get(listed.start()) if listed else None
    return owner if owner and owner.rule == "committee" else None


def _in_list(spot: Spot) -> Named | None:
    owner = in_list(spot)
    if not owner:
        return None
    canonical = owner.canonical + spot.full
    premises = (*owner.premises, f"{spot.name} = {canonical}")
    return Named(
        spot.begin, spot.anchor.end, PARTY, canonical, "department-in-list", owner.seat, owner.ref, premises=premises
    )


def _of_region(spot: Spot) -> Named | None:
    """扎赉特旗组织部, 旗编办, 镇基层党校; a bare office is nobody's."""
    if spot.name.startswith("办公"):
        return None
    low = spot.text.endswith(GRASSROOTS, 0, spot.begin)
    base = bases.base(spot.ground, spot.begin - len(GRASSROOTS) * low, levels=bases.LEVELS)
    if not base:
        return None
    committee = committee_name(base.seat)
    canonical = f"{base.seat.name}{GRASSROOTS}{spot.full}" if low else committee + spot.full
    return spot.of_base(base, canonical, "department", above=(PARTY, committee))


def read_body(spot: Spot) -> Named | None:
    """Party bodies inside something: an organisation, a township or village, a place, a trade."""
    readers = (_of_organisation, _of_low_region, _quoted, _of_place, _said_before, _of_founder)
    return next((named for reader in readers if (named := reader(spot))), None)


def _quoted(spot: Spot) -> Named | None:
    """“守护一江碧水”流动党支部: a name of its own in quotation marks."""
    if spot.text[spot.begin - 1 : spot.begin] != "”":
        return None
    begin = spot.text.rfind("“", max(0, spot.begin - 16), spot.begin)
    name = spot.text[begin + 1 : spot.begin - 1]
    return spot.at(begin, name + spot.full, "quoted-name") if begin >= 0 and len(name) > 2 else None


def _of_organisation(spot: Spot) -> Named | None:
    owner = spot.owner
    if owner:
        return spot.of_owner(owner, owner.canonical + spot.full, "body-of-organisation")
    clause = bases.clause_begin(spot.text, spot.begin, reach=10)
    start = bases.name_begin(spot.text, clause, spot.begin)
    owner = next((spot.before[end] for end in range(spot.begin - 1, start - 1, -1) if end in spot.before), None)
    if owner and owner.rule == "central-organ":  # 中央编办|定点帮扶前方|党小组
        return spot.of_owner(owner, spot.text[owner.begin : spot.anchor.end], "body-of-organisation")
    return None


def _of_low_region(spot: Spot) -> Named | None:
    """巴拉贡镇党委, 社区党委; of a county's or zone's region only 党委 and 党工委."""
    base = bases.base(spot.ground, spot.begin, levels=bases.LOW)
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
        return spot.at(place.at.begin, place.canonical + spot.full, "body-of-place", seat=place.ref)
    noun = next((noun for noun in BODY_NOUNS if spot.text.endswith(noun, 0, spot.begin)), "")
    own = own_name(spot.ground, spot.begin - len(noun), loosely=True) if noun else None
    if not own:
        return None
    printed = spot.text[own.begin : spot.begin] + spot.full
    if own.region:
        name = spot.text[own.region.at.end : spot.begin] + spot.full
        name = own.region.canonical + name if noun in TRADES else name
        return spot.at(own.begin, name, "body-of-place", seat=own.region.ref)
    near = bases.around(spot.ground, own.begin) if noun in TRADES else None
    if near:
        return spot.at(own.begin, near.seat.name + printed, "body-of-trade", seat=near.ref, premises=near.premises)
    return spot.at(own.begin, printed, "body-of-place")


def _said_before(spot: Spot) -> Named | None:
    """小区党支部 after 金色家园小区党支部, 局党组 after 兴和县公安局: the one named before, or its."""
    noun = next((noun for noun in SHORT_NOUNS if spot.text.endswith(noun, 0, spot.begin)), "")
    begin = spot.begin - len(noun)
    if not noun or not bases.free_before(spot.text, begin):
        return None
    same = [one for one in spot.before.values() if one.canonical.endswith(noun + spot.full)]
    owners = [one for one in spot.before.values() if one.canonical.endswith(noun) and one.type != PARTY]
    if not same and not owners:
        return None
    meant = same[-1] if same else spot.of_owner(owners[-1], owners[-1].canonical + spot.full, "said-before")
    premises = (f"{noun}{spot.full} = {meant.canonical}",)
    return replace(meant, begin=begin, end=spot.anchor.end, rule="said-before", generic=True, premises=premises)


def _of_founder(spot: Spot) -> Named | None:
    """街道组建成立‘大工委’: founded by the region before the verb."""
    founded = FOUNDED.search(spot.text, max(0, spot.begin - 8), spot.begin)
    base = bases.base(spot.ground, founded.start(), levels=bases.LOW) if founded else None
    if not base or "大工委" not in spot.name:
        return None
    canonical = base.seat.name + spot.full
    return spot.at(spot.begin, canonical, "body-of-region", seat=base.ref, premises=base.premises)
