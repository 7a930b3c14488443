"""What a table of the research package is made of: columns with their meaning in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.exports.view import View
from ontology.terms import CLASSES, KINDS, LEVELS, RELATIONS, TYPES, Term

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

TEXT, INTEGER, NUMBER, BOOLEAN = "string", "integer", "number", "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """`zh` is a name and, after a colon, what it means; `kind` is a Frictionless field type.

    A missing value is an empty cell.
    """

    name: str
    zh: str
    en: str
    kind: str = TEXT
    unit: str = ""
    codes: tuple[Term, ...] = ()  # its values, where they are terms of the ontology
    refers: str = ""  # table whose `id` this is


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    rows: Callable[[View], Iterator[Row]]
    key: tuple[str, ...] = ("id",)


ID = Column("id", "标识(IRI)", "identifier (IRI)")
CONFIDENCE = Column(
    "confidence",
    "可信度:规则的把握程度,只可比较大小,不是概率",
    "how sure the rule is: an order, no probability",
    NUMBER,
    "0–1",
)
RELATION = Column(
    "relation",
    "关系:本体中的关系,方向由主体到客体",
    "relation of the ontology, from subject to object",
    codes=tuple(RELATIONS[name] for name in sorted(RELATIONS)),
)
INFERRED = Column(
    "inferred", "是否推得:原文没有明说,由前提推出", "inferred from premises, not said in so many words", BOOLEAN
)
QUOTE = Column(
    "quote",
    "原文:版面上的原话,多处以“ / ”相连",
    "the words of the page that say so; several places are joined by ' / '",
)
RULE = Column("rule", "规则:得出它的规则", "rule that found it; of the gazetteer its source")
BEGIN = Column(
    "begin",
    "起点:原文在版面文字中的起点",
    "where the words begin in the page's text",
    INTEGER,
    "码位,从 0 起 | code points from 0",
)
END = Column(
    "end",
    "终点:原文在版面文字中的终点",
    "where the words end in the page's text",
    INTEGER,
    "码位,不含 | code points, exclusive",
)
PLACES = Column(
    "places",
    "各处位置:原文不止一处时,每处的“起点-终点”",
    "begin-end of every place of the words, where there are several, joined by '; '",
)
ARTICLE = Column(
    "article", "文章:说到它的文章;空:出自地名录", "article that says it; empty: the gazetteer does", refers="articles"
)
DATE = Column("date", "日期:文章见报日期;空:不详", "day the article was printed, ISO 8601; empty: unknown")
TYPE = Column("type", "类别:本体中的类", "class of the ontology", codes=tuple(CLASSES[name] for name in TYPES))
LEVEL = Column(
    "level",
    "层级:行政区域的层级,或组织是哪一级的机构",
    "level of a region, or of the region whose organ a body is",
    codes=tuple(LEVELS.values()),
)
KIND = Column("kind", "体裁", "kind of piece", codes=tuple(KINDS.values()))
