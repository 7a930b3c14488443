"""The last words of the names of places, by kind: 小区, 广场; 博物馆; 产业园."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.patterns import choice, opening, regex
from ontology import tables

QUARTER = r"(?:[东西南北中][区里苑]|(?:[一二三四五六七八九十\d]+|[A-Z])[区期])"  # 幸福新村北区
AFTER = (  # 广场|舞, 小区|划, 王府|支行
    "(?![会舞化产]|(?<=区)划|社区|邻|四邻|们|街坊|[干党]?[部建]?学院|公司|集团|派出所|医院|[中小]学|[支分]行|分理处|营业|街道|管护|管理[局处站]|保护[站局]|保护法|治理|防治)"
)
ALONE = "(?!古(?<=内蒙古))"  # not 内蒙|古城|川干部学院
QUARTERED = regex(QUARTER + "$")
FREE = (
    "home", "estate", "civic", "open", "hall", "show", "walk", "border", "stone", "wild", "works", "office", "market",
    "sight",
)  # fmt: skip
"""Kinds that can stand without a region directly before them."""
OF_REGION = ("works", "office", "civic", "hall", "show")
"""Kinds whose names begin with a region's: 善岱镇|蘑菇种植产业发展示范基地."""
KINDS = frozenset([*FREE, "abode"])


class PlaceHead(NamedTuple):
    """A row of `place_heads.tsv`; the kinds are explained at its head."""

    kind: str
    head: str


@cache
def place_heads() -> dict[str, str]:
    """Head -> kind."""
    rows = tables.read("place_heads", PlaceHead)
    tables.check("place_heads", rows, 0, KINDS)
    return {row.head: row.kind for row in rows}


@cache
def heads(*kinds: str) -> re.Pattern[str]:
    """A head of one of the kinds, several in a row too: 家园小区."""
    named = [head for head, kind in place_heads().items() if kind in kinds]
    return re.compile(rf"{opening(named)}{ALONE}(?P<head>(?:{choice(named)})+)(?:{QUARTER}(?!域))?{AFTER}")


@lru_cache(maxsize=4096)
def kind_of(head: str) -> str:
    """The kind of what `heads` matched: that of the longest head which it ends with."""
    ends = (end for end in place_heads() if head.endswith(end))
    return place_heads()[max(ends, key=len)]
