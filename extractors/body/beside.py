"""The region of an organ that a list or the words around it tell: 镇党委、|政府; and what trades are."""

from __future__ import annotations

from extractors import words
from extractors.body import bases
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES
from extractors.place.setting import seat_of

LISTING = ("regional-organ", "committee", "body-of-region", "department", "society")


def named_before(spot: Spot, gap: str = "") -> bases.Base | None:
    """镇党委、|政府, 自治区总工会、|妇联, 镇综治中心、|老年协会: of the region of the organ before it in the list."""
    begin = spot.begin - len(gap)
    owner = spot.before.get(begin - 1) if spot.text[begin - 1 : begin] == "、" else None
    regional = owner and (owner.rule in LISTING or owner.canonical.startswith(_region_of(spot, owner)))
    return seat_beside(spot, owner, gap) if owner and regional else None


def _region_of(spot: Spot, owner: Named) -> str:
    """The region's name that an own name may begin with: 林东镇|派出所; a space, which none has, for no region."""
    return next((m.canonical for m in spot.ground.regions if m.ref == owner.seat), " ")


def seat_beside(spot: Spot, owner: Named, gap: str = "") -> bases.Base | None:
    """The region that another organisation is of, for an organ named without it."""
    region = next((m for m in spot.ground.regions if m.ref == owner.seat), None)
    if not region:
        return None
    words_here = gap + spot.name
    return bases.Base(
        spot.begin - len(gap), seat_of(region), (f"{words_here} = {region.canonical}{gap}{spot.full}",), gap
    )


def is_trades(gap: str, *, joined: bool = True) -> bool:
    """Whether words before an organ are trades of it: 卫生健康和|体育局, 水利与土木建筑工程|学院."""
    parts = set(words.cut(gap.removesuffix("和"))) - {"和", "与"}
    verbs = any(words.flag(part) == "v" for part in parts) or gap.startswith(("各", "两级", "三级")) or "党" in gap
    return (not joined or gap.endswith("和")) and not verbs and not parts & EDGES
