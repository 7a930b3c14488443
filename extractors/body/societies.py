"""Societies and councils of a region: 曲界镇|果农|协会, 化德县|温州|商会."""

from __future__ import annotations

from extractors import words
from extractors.body import bases
from extractors.body.beside import is_trades, named_before
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES

COUNCILS = ("理事会", "评议会", "议事会", "联谊会", "乡贤会", "禁赌会")
SOCIETIES = ("协会", "商会", "促进会", *COUNCILS)


def society(spot: Spot) -> Named | None:
    """曲界镇|果农|协会, 镇|电商|协会, 新房身村|红白理事会: a society of a region with its trade or task."""
    if not spot.name.endswith(SOCIETIES):
        return None
    clause = bases.clause_begin(spot.text, spot.begin, reach=12)
    for end in range(spot.begin, clause - 1, -1):
        task = spot.text[end : spot.begin]
        base = bases.base(spot.ground, end, levels=bases.LEVELS) or (named_before(spot, task) if task else None)
        if base:
            plain = not task or (len(task) > 1 and "(" not in task and _is_trade(task, spot.name))
            away = _of_natives(spot, base) if plain else None
            return away or (spot.of_base(base, base.seat.name + task + spot.full, "society") if plain else None)
    return None


def _is_trade(task: str, kind: str) -> bool:
    """Whether a society may be of it: 电商, 红白, 快递, 蒙古语翻译; 成立|协会, 探索|乡贤理事会 are none."""
    *first, last = words.cut(task)
    plain = not first or is_trades("".join(first), joined=False)
    return is_trades(task, joined=False) or (plain and last not in EDGES and not kind.endswith(COUNCILS))


def _of_natives(spot: Spot, home: bases.Base) -> Named | None:
    """化德县|温州|商会, 广东省|四川苍溪|商会: of people from elsewhere, in the region before the one they come from."""
    begin, around = home.begin, ("", *home.seat.within)
    while (region := spot.ground.by_end.get(begin)) and region.type == "Region" and region.canonical in around:
        begin = region.at.begin
    host = bases.base(spot.ground, begin, levels=bases.COUNTY)
    natives = spot.text[begin : spot.anchor.end]
    if host:
        printed = spot.text[host.begin : begin]
        return spot.of_base(host, (printed if len(printed) > 1 else host.seat.name) + natives, "society")
    full = natives.startswith(home.seat.name, home.begin - begin) or home.premises  # 温州|商会: where, is not said
    return None if full else spot.at(begin, natives, "society")
