"""README.md and LICENCE.md of the package: what it is, how it was made, how good it is, what one may do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.exports.about import LICENCE, UNDATED, About, File

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
    return "\n".join((*_head(about), *_files(files), *_use(), *_made(about), *_accuracy(about), *_limits(about), ""))


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
    yield "每个文件的校验值 | The checksum of every file: `sha256sum -c manifest-sha256.txt`."
    yield "变量说明见 | Variables are explained in `tables/codebook.csv`.\n"


def _use() -> Iterator[str]:
    yield """## 用法 | Use

- Excel: `tables/tables.xlsx`(代码为文本 | codes are text)。R, Stata, SPSS, pandas: `tables/*.csv`, `*.parquet`.
- SQLite: `tables/tables.sqlite`, 含视图 | with views such as `programmes_by_region`, `posts_of_people`.
  全文检索 | Full text: `SELECT f.* FROM search JOIN found f ON f.rowid = search.rowid WHERE search MATCH '驿站'`;
  一个字 | one character: `MATCH '"驿"*'`; 多个字按二字相连 | more characters in pairs: `MATCH '"红色 色驿 驿站"'`.
- Gephi: `graph/graph.gexf`; networkx, igraph, yEd: `graph/graph.graphml`.
- SPARQL: `rdf/graph.trig` (每篇文章一个图 | a graph for each article), 查询 | queries in `rdf/queries/`.
- Zotero, LaTeX: `bib/`.
- 位置以版面文字的 Unicode 码位计,从 0 起,不含终点 | Offsets count Unicode code points of the page's text from 0, the
  end exclusive.
"""


def _made(about: About) -> Iterator[str]:
    yield "## 制作 | How it was made\n"
    yield f"由驿站 Yizhan {about.version} 按规则与地名录读出,不用随机,同样的版面总得同样的文件。 | Read by rules and a"
    yield "gazetteer by Yizhan, without randomness: the same pages give the same bytes.\n"
    if about.chosen:
        yield f"选取 | Chosen: {about.chosen}\n"
    if about.first:
        yield f"时间 | Period: {about.first} – {about.last}\n"
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {name} | {count} |" for name, count in about.counts.items())
    yield ""


def _accuracy(about: About) -> Iterator[str]:
    yield "## 准确度 | Accuracy\n"
    if not about.accuracy:
        yield "本次未测量。 | Not measured for this package (`yizhan export --gold DIR` does).\n"
        return
    yield "与人工标注相比 | Compared with annotation by hand:\n"
    yield "| | precision | recall | F1 |"
    yield "|---|---|---|---|"
    yield from (f"| {what} | {p:.3f} | {r:.3f} | {f:.3f} |" for what, p, r, f in about.accuracy)
    yield ""


def _limits(about: About) -> Iterator[str]:
    yield """## 局限 | Known limits

- 自动读出,必有错漏;每条陈述附原文、规则与可信度,请核对后再用。 | Read automatically, so there are errors and
  gaps; every statement carries its quote, rule and confidence: check before you rely on one.
- 未提到不等于没有。 | What the pages do not say is unknown, not absent.
- 权重为 0 的关系只见于地名录。 | Edges of weight 0 are known from the gazetteer only.
- 引文过长者以“…”截断,位置不变。 | Long quotes are cut with “…”; the offsets are those of the whole."""
    if about.pseudonyms:
        yield """- 无职务、非作者的个人以化名代替,原文中其姓名以“×”等长遮盖;版面的校验值亦以密钥生成。
  同名的公职人员在引文中也会被遮盖。 | Persons without a post or a byline have pseudonyms, and their names in quotes are
  masked with “×” at equal length; page hashes are keyed. An office holder of the same name is masked in quotes too."""
