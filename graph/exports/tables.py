"""The tables of the research package: what each row is, what each column means, in Chinese and English.

One definition serves CSV, XLSX, Parquet, SQLite, the codebook and the data package's schema. Rows come one by one, so
that a large graph is written without being held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.titles import normal_title
from graph.exports.view import View
from ontology.terms import KINDS, LEVELS, RELATIONS, TYPES

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

TEXT, INTEGER, NUMBER, BOOLEAN = "string", "integer", "number", "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is a Frictionless field type; `values` says what codes mean; a missing value is an empty cell."""

    name: str
    zh: str
    en: str
    kind: str = TEXT
    unit: str = ""
    values: str = ""
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
CONFIDENCE = Column("confidence", "可信度", "confidence of the reading", NUMBER, "0 to 1")
RELATION = Column("relation", "关系", "relation of the ontology", values=", ".join(sorted(RELATIONS)))
INFERRED = Column("inferred", "是否推得", "inferred, not said in so many words", BOOLEAN)
QUOTE = Column("quote", "原文", "the words of the page that say so; several places are joined by ' / '")
RULE = Column("rule", "规则", "rule that found it")
BEGIN = Column("begin", "起点", "where the words begin on the page", INTEGER, "code points from 0")
END = Column("end", "终点", "where the words end on the page", INTEGER, "code points, exclusive")
PLACES = Column("places", "各处位置", "begin-end of every place of the words, where there are several, joined by '; '")
ARTICLE = Column("article", "文章", "article that says it; empty: the gazetteer", refers="articles")
DATE = Column("date", "日期", "date of the article, ISO 8601; empty: unknown")


def nodes(view: View) -> Iterator[Row]:
    mentions, articles = view.mentions_of, view.articles_of
    for entity in view.graph.entities:
        latitude, longitude = entity.centroid or (None, None)
        yield (
            view.iri(entity.ref), entity.label, entity.type, entity.level or None, entity.code or None,
            "; ".join(entity.names) or None, "; ".join(entity.slips) or None, latitude, longitude,
            mentions.get(entity.ref, 0), len(articles.get(entity.ref, ())),
        )  # fmt: skip


NODES = Table(
    "nodes",
    "实体",
    "entities",
    (
        ID,
        Column("label", "名称", "full name"),
        Column("type", "类别", "class of the ontology", values=", ".join(TYPES)),
        Column("level", "层级", "level of a region", values=", ".join(LEVELS)),
        Column("code", "区划代码", "division code without the zeros of missing levels; text, not a number"),
        Column("other_names", "别名", "other names, joined by '; '"),
        Column("slips", "误印", "printed forms that are wrong, joined by '; '"),
        Column("latitude", "纬度", "latitude of the centroid", NUMBER, "degrees"),
        Column("longitude", "经度", "longitude of the centroid", NUMBER, "degrees"),
        Column("mentions", "提及次数", "mentions in all articles", INTEGER, "mentions"),
        Column("articles", "文章数", "articles that mention it", INTEGER, "articles"),
    ),
    nodes,
)


def edges(view: View) -> Iterator[Row]:
    """One row a subject, relation and object: how many articles say so, and the surest of them."""
    for tie in view.ties():
        best = tie.best
        begin, end = view.extent(best.spans)
        first, last = view.period(tie.articles)
        yield (
            view.iri(tie.subject), view.iri(tie.object), tie.relation, view.label(tie.subject), view.label(tie.object),
            len(tie.articles), first or None, last or None, best.confidence, best.inferred,
            view.article_iri(best.article), view.date(best.article), begin, end,
            view.places(best.spans), view.quote(best.article, best.spans), best.rule,
        )  # fmt: skip


EDGES = Table(
    "edges",
    "关系",
    "edges: each relation between two entities once",
    (
        Column("source", "主体", "subject", refers="nodes"),
        Column("target", "客体", "object", refers="nodes"),
        RELATION,
        Column("source_label", "主体名称", "name of the subject"),
        Column("target_label", "客体名称", "name of the object"),
        Column("weight", "权重", "articles that say so; 0: only the gazetteer does", INTEGER, "articles"),
        Column("first", "最早日期", "first day of the articles that say so"),
        Column("last", "最晚日期", "last day of the articles that say so"),
        CONFIDENCE, INFERRED, ARTICLE, DATE, BEGIN, END, PLACES, QUOTE, RULE,
    ),
    edges,
    key=("source", "target", "relation"),
)  # fmt: skip


def statements(view: View) -> Iterator[Row]:
    for s in view.graph.statements:
        begin, end = view.extent(s.spans)
        yield (
            view.statement_iri(s), view.iri(s.subject), s.predicate, view.iri(s.object), s.title or None,
            view.article_iri(s.article), view.date(s.article), s.confidence, s.inferred, s.rule,
            "; ".join(s.premises) or None, begin, end, view.places(s.spans), view.quote(s.article, s.spans),
        )  # fmt: skip


STATEMENTS = Table(
    "statements",
    "陈述",
    "statements: each relation as one article says it",
    (
        ID,
        Column("subject", "主体", "subject", refers="nodes"),
        RELATION,
        Column("object", "客体", "object", refers="nodes"),
        Column("title", "职务", "post as printed, where the relation is holds"),
        ARTICLE, DATE, CONFIDENCE, INFERRED, RULE,
        Column("premises", "前提", "what an inferred statement rests on, joined by '; '"),
        BEGIN, END, PLACES, QUOTE,
    ),
    statements,
)  # fmt: skip


def mentions(view: View) -> Iterator[Row]:
    for m in view.graph.mentions:
        begin, end = view.extent(m.spans)
        yield (
            view.mention_iri(m), view.iri(m.entity), view.article_iri(m.article), m.name, begin, end,
            view.places(m.spans), m.rule, m.confidence,
        )  # fmt: skip


MENTIONS = Table(
    "mentions",
    "提及",
    "mentions: each place where an entity is named",
    (
        ID,
        Column("entity", "实体", "entity that is named", refers="nodes"),
        ARTICLE,
        Column("name", "印刷形式", "name as printed"),
        BEGIN, END, PLACES, RULE, CONFIDENCE,
    ),
    mentions,
)  # fmt: skip


def figures(view: View) -> Iterator[Row]:
    for f in view.graph.figures:
        begin, end = view.extent(f.spans)
        subject = view.iri(f.subject) if f.subject else None
        yield (
            view.figure_iri(f), subject, view.label(f.subject) if f.subject else None, f.measure, f.value, f.value_max,
            f.unit or None, f.approximate, view.article_iri(f.article), view.date(f.article), begin, end,
            view.places(f.spans), view.quote(f.article, f.spans),
        )  # fmt: skip


FIGURES = Table(
    "figures",
    "统计数字",
    "figures: numbers with subject, measure and unit",
    (
        ID,
        Column("subject", "主体", "entity that the number is about", refers="nodes"),
        Column("subject_label", "主体名称", "its name"),
        Column("measure", "指标", "what is counted"),
        Column("value", "数值", "value, in the unit", NUMBER),
        Column("value_max", "上限", "upper end of a range", NUMBER),
        Column("unit", "单位", "unit as printed"),
        Column("approximate", "约数", "printed with 余, 多, 近, 约 or 以上", BOOLEAN),
        ARTICLE, DATE, BEGIN, END, PLACES, QUOTE,
    ),
    figures,
)  # fmt: skip


def articles(view: View) -> Iterator[Row]:
    for a in view.graph.articles:
        page = view.pages[a.page]
        begin, end = view.extent(a.spans)
        credits = "; ".join(f"{name} ({credit.role})" for credit, name in view.credits(a))
        yield (
            view.article_iri(a.key), a.title or None, a.kicker or None, a.subtitle or None, a.column or None, a.kind,
            credits or None, page.newspaper or None, page.date or None, page.number or None, page.name,
            begin, end, len(a.body),
        )  # fmt: skip


ARTICLES = Table(
    "articles",
    "文章",
    "articles",
    (
        ID,
        Column("title", "标题", "title"),
        Column("kicker", "引题", "kicker, above the title"),
        Column("subtitle", "副题", "subtitle"),
        Column("column", "栏目", "column as printed"),
        Column("kind", "体裁", "kind of piece", values=", ".join(KINDS)),
        Column("credits", "作者", "contributors with their roles, in order, joined by '; '"),
        Column("newspaper", "报纸", "newspaper; empty: unknown"),
        DATE,
        Column("page", "版次", "page number as printed; empty: unknown"),
        Column("file", "文件", "name of the page's file"),
        BEGIN, END,
        Column("length", "字数", "length of the body", INTEGER, "code points"),
    ),
    articles,
)  # fmt: skip


def posts(view: View) -> Iterator[Row]:
    for s in view.graph.statements:
        if s.predicate == "holds":
            yield (
                view.statement_iri(s), view.iri(s.subject), view.label(s.subject), view.iri(s.object),
                view.label(s.object), s.title or None, normal_title(s.title, s.object[1]) or None,
                view.article_iri(s.article), view.date(s.article), s.confidence, view.quote(s.article, s.spans),
            )  # fmt: skip


POSTS = Table(
    "posts",
    "任职",
    "posts: who holds which post in which organisation",
    (
        ID,
        Column("person", "人物", "person", refers="nodes"),
        Column("person_label", "姓名", "name"),
        Column("organisation", "组织", "organisation", refers="nodes"),
        Column("organisation_label", "组织名称", "its full name"),
        Column("title", "职务", "post as printed"),
        Column("normalised_title", "规范职务", "post in its official form: 党支部书记 where 支书 is printed"),
        ARTICLE, DATE, CONFIDENCE, QUOTE,
    ),
    posts,
)  # fmt: skip


def panel(view: View) -> Iterator[Row]:
    """Which county runs which programme: by itself, or by an organisation in it; once for each article."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for s in view.graph.statements:
        if s.predicate == "runs":
            for county in sorted(view.counties_of(s.subject)):
                counts[county, s.object[1], s.article] += 1
    for (county, programme, article), count in sorted(counts.items()):
        division = ("Region", county)
        yield (
            view.iri(division), county, view.label(division), view.iri(("Programme", programme)),
            view.label(("Programme", programme)), view.article_iri(article), view.date(article),
            count,
        )  # fmt: skip


PANEL = Table(
    "panel",
    "地区项目面板",
    "region by programme panel: adoption of programmes by counties (or leagues, where no county is said)",
    (
        Column("region", "地区", "county or league", refers="nodes"),
        Column("code", "区划代码", "its division code; text"),
        Column("region_label", "地区名称", "its name"),
        Column("programme", "项目", "programme", refers="nodes"),
        Column("programme_label", "项目名称", "its name"),
        ARTICLE, DATE,
        Column("runners", "开展者数", "runners in the region that the article names", INTEGER, "runners"),
    ),
    panel,
    key=("region", "programme", "article"),
)  # fmt: skip

TABLES = (NODES, EDGES, STATEMENTS, MENTIONS, FIGURES, ARTICLES, POSTS, PANEL)


def codebook() -> Iterator[Row]:
    """Variable by variable: table, column, meaning in two languages, type, unit, values."""
    for table in TABLES:
        for c in table.columns:
            yield table.name, c.name, c.zh, c.en, c.kind, c.unit or None, c.values or None, "empty cell"


CODEBOOK = Table(
    "codebook",
    "变量说明",
    "codebook",
    (
        Column("table", "表", "table"),
        Column("variable", "变量", "column"),
        Column("meaning_zh", "含义", "meaning in Chinese"),
        Column("meaning_en", "英文含义", "meaning in English"),
        Column("type", "类型", "type"),
        Column("unit", "单位", "unit"),
        Column("values", "取值", "codes and what they mean"),
        Column("missing", "缺失值", "how a missing value is written"),
    ),
    lambda _: codebook(),
    key=("table", "variable"),
)

ALL = (*TABLES, CODEBOOK)
