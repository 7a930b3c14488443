"""The tables of the research package: what each row is.

One definition serves CSV, XLSX, Parquet, SQLite, the codebook and the data package's schema. Rows come one by one, so
that a large graph is written without being held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractors.person.titles import normal_title
from graph.exports.columns import (
    ARTICLE,
    BEGIN,
    BOOLEAN,
    CONFIDENCE,
    DATE,
    END,
    ID,
    INFERRED,
    INTEGER,
    KIND,
    LEVEL,
    NUMBER,
    PLACES,
    QUOTE,
    RELATION,
    RULE,
    TYPE,
    Column,
    Row,
    Table,
)
from graph.exports.view import View


def nodes(view: View) -> Iterator[Row]:
    mentions, articles = view.mentions_of, view.articles_of
    for entity in view.graph.entities:
        latitude, longitude = entity.centroid or (None, None)
        codes, counties = view.counties(entity.ref)
        yield (
            view.iri(entity.ref), entity.label, entity.type, entity.level or None, entity.code or None,
            codes or None, counties or None,
            "; ".join(entity.names) or None, "; ".join(entity.slips) or None, latitude, longitude,
            mentions.get(entity.ref, 0), len(articles.get(entity.ref, ())),
        )  # fmt: skip


NODES = Table(
    "nodes",
    "实体",
    "entities",
    (
        ID,
        Column("label", "名称:全称", "full name"),
        TYPE,
        LEVEL,
        Column(
            "code",
            "区划代码:不写下级的零;是文本,不是数",
            "division code without the zeros of missing levels; text, not a number",
        ),
        Column(
            "county_codes",
            "所在旗县的代码:无旗县者盟市、省区;人依住处与任职,项目依所在地,否则依开展者;以“; ”相连",
            "codes of the counties (leagues, provinces where nothing nearer is known) that it stands in, joined by "
            "'; ': of people by home and post, of programmes by their place, else by who runs them",
        ),
        Column("counties", "所在旗县:名称,以“; ”相连", "names of these counties, joined by '; '"),
        Column("other_names", "别名:文中的其他名称,以“; ”相连", "other names in the articles, joined by '; '"),
        Column("slips", "误印:印错的名称,以“; ”相连", "printed forms that are wrong, joined by '; '"),
        Column("latitude", "纬度:中心点", "latitude of the centroid", NUMBER, "度 | degrees"),
        Column("longitude", "经度:中心点", "longitude of the centroid", NUMBER, "度 | degrees"),
        Column(
            "mentions",
            "提及次数:0 表示只见于地名录或署名",
            "mentions in all articles; 0: only in the gazetteer or a byline",
            INTEGER,
            "次 | mentions",
        ),
        Column("articles", "文章数:提到或署名的文章", "articles that mention or credit it", INTEGER, "篇 | articles"),
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
        Column(
            "weight", "权重:说到它的文章数;0 表示只见于地名录", "articles that say so; 0: only the gazetteer does",
            INTEGER, "篇 | articles",
        ),
        Column("first", "最早日期:说到它的文章中最早的一天", "first day of the articles that say so"),
        Column("last", "最晚日期:说到它的文章中最晚的一天", "last day of the articles that say so"),
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
        Column("title", "职务:关系为 holds 时,印出的职务", "post as printed, where the relation is holds"),
        ARTICLE, DATE, CONFIDENCE, INFERRED, RULE,
        Column("premises", "前提:推得的陈述所依据的", "what an inferred statement rests on, joined by '; '"),
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
        Column("entity", "实体:所指的实体", "entity that is named", refers="nodes"),
        ARTICLE,
        Column("name", "印刷形式:印出的名称", "name as printed"),
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
        Column("subject", "主体:数字所说的实体", "entity that the number is about", refers="nodes"),
        Column("subject_label", "主体名称", "its name"),
        Column("measure", "指标:所数的是什么", "what is counted"),
        Column("value", "数值:以所印单位计", "value, in the unit", NUMBER),
        Column("value_max", "上限:范围的上限", "upper end of a range", NUMBER),
        Column("unit", "单位:印出的单位", "unit as printed"),
        Column("approximate", "约数:印有余、多、近、约、以上", "printed with 余, 多, 近, 约 or 以上", BOOLEAN),
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
            view.article_iri(a.key), a.title or None, a.kicker or None, a.subtitle or None, a.column or None,
            a.normal_column or None, a.installment or None, a.kind,
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
        Column("kicker", "引题:标题之上", "kicker, above the title"),
        Column("subtitle", "副题", "subtitle"),
        Column("column", "栏目:印出的栏目", "column as printed"),
        Column("normalised_column", "规范栏目:去掉标记与期数", "column without marks, number"),
        Column("installment", "栏目期数:空:无", "number in a column which counts its articles; empty: none", INTEGER),
        KIND,
        Column("credits", "作者:署名者与身份,以“; ”相连", "contributors with their roles, in order, joined by '; '"),
        Column("newspaper", "报纸:空:不详", "newspaper; empty: unknown"),
        DATE,
        Column("page", "版次:空:不详", "page number as printed; empty: unknown"),
        Column("file", "文件:版面文件的名称", "name of the page's file"),
        BEGIN, END,
        Column("length", "字数:正文长度", "length of the body", INTEGER, "码位 | code points"),
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
        Column("title", "职务:印出的职务", "post as printed"),
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
        Column("region", "地区:旗县,无旗县者盟市", "county, or league where no county is said", refers="nodes"),
        Column("code", "区划代码:文本", "its division code; text"),
        Column("region_label", "地区名称", "its name"),
        Column("programme", "项目", "programme", refers="nodes"),
        Column("programme_label", "项目名称", "its name"),
        ARTICLE, DATE,
        Column(
            "runners", "开展者数:文章点名的、该地区内的开展者", "runners in the region that the article names",
            INTEGER, "个 | runners",
        ),
    ),
    panel,
    key=("region", "programme", "article"),
)  # fmt: skip

TABLES = (NODES, EDGES, STATEMENTS, MENTIONS, FIGURES, ARTICLES, POSTS, PANEL)


def codebook() -> Iterator[Row]:
    """Variable by variable: table, column, meaning in two languages, type, unit, values."""
    for table in TABLES:
        for c in table.columns:
            values = "; ".join(f"{term.name} {term.label.zh}" for term in c.codes)
            yield table.name, c.name, c.zh, c.en, c.kind, c.unit or None, values or None, "空单元格 | empty cell"


CODEBOOK = Table(
    "codebook",
    "变量说明",
    "codebook: what each variable means",
    (
        Column("table", "表", "table"),
        Column("variable", "变量", "column"),
        Column("meaning_zh", "含义", "meaning in Chinese"),
        Column("meaning_en", "英文含义", "meaning in English"),
        Column("type", "类型", "type"),
        Column("unit", "单位", "unit"),
        Column(
            "values",
            "取值:代码及中文名称,含义见表 codes",
            "codes with their Chinese names; what they mean: table codes",
        ),
        Column("missing", "缺失值", "how a missing value is written"),
    ),
    lambda _: codebook(),
    key=("table", "variable"),
)


def codes() -> Iterator[Row]:
    for column in (TYPE, RELATION, LEVEL, KIND):
        for term in column.codes:
            yield column.name, term.name, term.label.zh, term.label.en, term.definition.zh, term.definition.en


CODES = Table(
    "codes",
    "代码含义",
    "codes: what each class, relation, level and kind of article means",
    (
        Column("variable", "变量", "variable that takes the code"),
        Column("code", "代码", "code"),
        Column("label_zh", "名称", "Chinese name"),
        Column("label_en", "英文名称", "English name"),
        Column("definition_zh", "定义", "definition in Chinese"),
        Column("definition_en", "英文定义", "definition in English"),
    ),
    lambda _: codes(),
    key=("variable", "code"),
)

ALL = (*TABLES, CODEBOOK, CODES)
