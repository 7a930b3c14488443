"""The region of an organ that a list or the words around it tell: 镇党委、|政府; and what trades are."""

from __future__ import annotations

from extractors import words
from extractors.body import bases
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES
from extractors.document import Mention
from extractors.place.setting import seat_of

LISTING = ("regional-organ", "committee", "body-of-region", "department", "society")


def named_before(spot: Spot, gap: str = "") -> bases.Base | None:
    """镇党委、|政府, 自治区总工会、|妇联, 镇综治中心、|老年协会: of the region of the organ before it in the list."""
    begin = spot.begin - len(gap)
    owner = spot.before.get(begin - 1) if spot.text[begin - 1 : begin] == "、" else None
    region = _region_of(spot, owner) if owner else None
    if not owner or not region or not (owner.rule in LISTING or owner.canonical.startswith(region.canonical)):
        return None  # an own name may begin with its region's: 林东镇|派出所
    return _as_base(spot, region, gap)


def seat_beside(spot: Spot, owner: Named) -> bases.Base | None:
    """The region that another organisation is of, for an organ named without it."""
    region = _region_of(spot, owner)
    return _as_base(spot, region, "") if region else None


def _region_of(spot: Spot, owner: Named) -> Mention | None:
    return next((m for m in spot.ground.regions if m.ref == owner.seat), None)


def _as_base(spot: Spot, region: Mention, gap: str) -> bases.Base:
    premises = (f"{gap}{spot.name} = {region.canonical}{gap}{spot.full}",)
    return bases.Base(spot.begin - len(gap), seat_of(region), premises, gap)


def is_trades(gap: str, *, joined: bool = True) -> bool:
    """Whether words before an organ are trades of it: 卫生健康和|体育局, 水利与土木建筑工程|学院."""
    parts = set(words.cut(gap.removesuffix("和"))) - {"和", "与"}
    verbs = any(words.flag(part) == "v" for part in parts) or gap.startswith(("各", "两级", "三级")) or "党" in gap
    return (not joined or gap.endswith("和")) and not verbs and not parts & EDGES
