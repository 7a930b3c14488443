"""README.md and LICENCE.md of the package: what it is, how it was made, how good it is, what one may do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.exports.about import LICENCE, UNDATED, About, File
from ontology.terms import CLASSES, TYPES, Bilingual

README, LICENCE_FILE = "README.md", "LICENCE.md"


def licence(about: About) -> str:
    whole = (
        "包内 text/pages/ 及 RDF 中的正文是报纸的版面文字,著作权属于报社,不在本许可之内。"
        if about.text
        else "包内不含版面全文。"
    )
    whole_en = (
        "The page texts in text/pages/ and the bodies in RDF are the newspaper's; this licence does not cover them."
        if about.text
        else "Page texts are not in this package."
    )
    return f"""# 许可 | Licence

事实(实体、关系、数字及其出处)以 CC BY 4.0 许可使用:<{LICENCE}>。引用时请注明来源(见 CITATION.cff)。
所引原文为短句,仅为注明出处;著作权属于报社。{whole}

The facts (entities, relations, figures and where they were read) are licensed under CC BY 4.0: <{LICENCE}>. Please cite
(CITATION.cff). Quotes are short and given as evidence only; the newspaper's text is its own. {whole_en}
"""


def readme(about: About, files: Iterable[File]) -> str:
    files = list(files)
    there = frozenset(file.path for file in files)
    return "\n".join(
        (*_head(about), *_files(files), *_use(there), *_made(about), *_accuracy(about), *_limits(about), "")
    )


def _head(about: About) -> Iterator[str]:
    yield f"# {about.title.zh} | {about.title.en}\n"
    yield f"{about.description.zh}\n"
    yield f"{about.description.en}\n"
    if about.published == UNDATED:
        yield "日期未给出,格式要求日期之处写作 1970-01-01。 | No date was given; where a format demands one, it says"
        yield "1970-01-01.\n"


def _files(files: Iterable[File]) -> Iterator[str]:
    yield "## 文件 | Files\n"
    yield "| 文件 file | 内容 | what |"
    yield "|---|---|---|"
    for file in files:
        if not file.path.startswith("rdf/queries/"):
            yield f"| `{file.path}` | {file.title.zh} | {file.title.en} |"
    yield ""
    yield "每个文件的校验值 | The checksum of every file: `sha256sum -c manifest-sha256.txt`.\n"


USES = (
    (
        ("tables/tables.xlsx", "tables/nodes.csv", "tables/nodes.parquet"),
        """Excel: `tables/tables.xlsx`(代码为文本 | codes are text); R, Stata, SPSS, pandas: `*.csv`, `*.parquet`.
  变量说明 | Variables: 表 `codebook`; 代码含义 | what the codes mean: 表 `codes`.""",
    ),
    (
        ("tables/tables.sqlite",),
        """SQLite: `tables/tables.sqlite`, 含视图 | with views such as `programmes_by_region`, `posts_of_people`.
  全文检索 | Full text: `SELECT f.* FROM search JOIN found f ON f.rowid = search.rowid WHERE search MATCH '驿站'`;
  一个字 | one character: `MATCH '"驿"*'`; 多个字按二字相连 | more characters in pairs: `MATCH '"红色 色驿 驿站"'`.""",
    ),
    (("graph/graph.gexf",), "Gephi: `graph/graph.gexf`."),
    (("graph/graph.graphml",), "networkx, igraph, yEd: `graph/graph.graphml`."),
    (
        ("rdf/graph.trig",),
        "SPARQL: `rdf/graph.trig` (每篇文章一个图 | a graph for each article), 查询 | queries in `rdf/queries/`.",
    ),
    (("bib/articles.bib", "bib/articles.ris"), "Zotero, LaTeX: `bib/`."),
)
"""Which files serve what."""


def _use(there: frozenset[str]) -> Iterator[str]:
    yield "## 用法 | Use\n"
    yield from (f"- {use}" for needed, use in USES if not there.isdisjoint(needed))
    yield "- 位置以版面文字的 Unicode 码位计,从 0 起,不含终点 | Offsets count Unicode code points of the page's"
    yield "  text from 0, the end exclusive.\n"


COUNTS = {
    "pages": Bilingual("版面", "pages"),
    "articles": Bilingual("文章", "articles"),
    "dated": Bilingual("– 日期可知", "– of known date"),
    "entities": Bilingual("实体", "entities"),
    "known": Bilingual("– 只见于地名录", "– known from the gazetteer only"),
    **{name: Bilingual(f"– {label.zh}", f"– {label.en}") for name, label in ((n, CLASSES[n].label) for n in TYPES)},
    "statements": Bilingual("陈述", "statements"),
    "known statements": Bilingual("– 只见于地名录", "– known from the gazetteer only"),
    "mentions": Bilingual("提及", "mentions"),
    "figures": Bilingual("统计数字", "figures"),
    "doubts": Bilingual("存疑", "doubts"),
}


def _made(about: About) -> Iterator[str]:
    yield "## 制作 | How it was made\n"
    yield f"由驿站 Yizhan {about.version} 按规则与地名录读出,不用随机,同样的版面总得同样的文件。 | Read by rules and a"
    yield "gazetteer by Yizhan, without randomness: the same pages give the same bytes.\n"
    if about.chosen:
        yield f"选取 | Chosen: {about.chosen}\n"
    if about.first:
        yield f"时间 | Period: {about.first} – {about.last}\n"
    yield "| 内容 | what | 数目 count |"
    yield "|---|---|---:|"
    yield from (f"| {COUNTS[name].zh} | {COUNTS[name].en} | {count} |" for name, count in about.counts.items())
    yield ""


def _accuracy(about: About) -> Iterator[str]:
    yield "## 准确度 | Accuracy\n"
    if not about.accuracy.pages:
        yield "本次未测量。 | Not measured for this package (`yizhan export --gold DIR` does).\n"
        return
    pages = about.accuracy.pages
    yield f"""与其中 {pages} 个版面的人工标注相比。精确率:读出的有几成对;召回率:该读出的有几成读出;F1:二者的调和平均。
若编写规则时看过这些版面,其他版面会差一些。

Compared with annotations by hand of {pages} of its pages. Precision: the share of what was read that is right; recall:
the share of what is there that was read; F1: their harmonic mean. Where the rules were written with these pages in
view, other pages come out worse.

| 内容 | what | 精确率 precision | 召回率 recall | F1 | 标注数 annotated |
|---|---|---:|---:|---:|---:|"""
    for what, score in about.accuracy.scores:
        figures = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {score.right + score.missed}"
        yield f"| {what.zh} | {what.en} | {figures} |"
    yield ""


def _limits(about: About) -> Iterator[str]:
    yield """## 局限 | Known limits

- 自动读出,必有错漏;每条陈述附原文、规则与可信度,请核对后再用。 | Read automatically, so there are errors and
  gaps; every statement carries its quote, rule and confidence: check before you rely on one.
- 可信度只可比较大小,不是概率。 | Confidence is an order, not a probability.
- 实体比关系可靠;关系中“参与”“开展”最难读准,数字的主体也常可商榷。 | Entities are more reliable than relations; of
  these `takesPartIn` and `runs` are the hardest to read, and whom a figure is about is often arguable.
- 未提到不等于没有;报纸的报道有选择,报道多不等于做得多。 | What the pages do not say is unknown, not absent; a
  newspaper selects, and much coverage is not much activity.
- 权重为 0 的关系、只见于地名录的行政区域不是文章说的。 | Edges of weight 0, and divisions known from the gazetteer
  only, are not what an article says.
- 引文过长者以“…”截断,位置不变。 | Long quotes are cut with “…”; the offsets are those of the whole."""
    if about.counts["dated"] < about.counts["articles"]:
        yield "- 有的文章日期不详,其陈述没有日期。 | Some articles are of unknown date; what they say is undated."
    if about.pseudonyms:
        yield """- 无职务、非作者的个人以化名代替,原文中其姓名以“×”等长遮盖;版面的校验值亦以密钥生成。
  同名的公职人员在引文中也会被遮盖。 | Persons without a post or a byline have pseudonyms, and their names in quotes are
  masked with “×” at equal length; page hashes are keyed. An office holder of the same name is masked in quotes too."""
