"""One article a file or a record, in every form that users bring: it comes out as one, whole and in order."""

import csv
import io
import json
from collections.abc import Callable
from html import escape
from itertools import product
from pathlib import Path

import pytest

from extractors.document import Article
from extractors.pages import assemble, read_pages

TITLE = "夜校点亮乡村夜晚"
LEAD = "近日,通宁县石桥乡的夜校又坐满了人,果农董六巧第一个赶到,他说,来上课比打牌有意思。"
BODIES = {
    "plain": [
        LEAD,
        "去年,乡党委请来农技员和书法老师,一周两课,村民自己点单,课后有人答疑。",
        "“名额已满,下期请早。”乡党委副书记韩文海说。",
    ],
    "subheads": [
        LEAD,
        "课程大家定",
        "村民自己点单,乡党委派单,农技员、书法老师接单,课后有人答疑,一周两课。",
        "效果大家评",
        "“名额已满,下期请早。”乡党委副书记韩文海说,来年还要再开十个班。",
    ],
    "numbered": [
        LEAD,
        "一、抓队伍,请能人",
        "乡党委请来农技员和书法老师,一周两课,村民自己点单,课后有人答疑。",
        "二、抓课程,接地气",
        "(一)按需点单。村民点单,乡党委派单,老师接单,一周两课。",
        "三、抓长效,不断线",
        "“名额已满,下期请早。”乡党委副书记韩文海说,来年还要再开十个班。",
    ],
    "two short paragraphs": [LEAD, "名额已满。"],
    "another place": [
        LEAD,
        "在鄂尔多斯市杭锦旗巴拉贡镇,类似的夜校也开了八期,牧民白音点名要学短视频。",
        "赤峰市敖汉旗新惠镇的夜校则开在果园里,剪枝、嫁接,边学边练,一学就会。",
        "据介绍,通宁县计划明年把夜校开到所有的村,让农闲变成农学。",
    ],
}
MARKED = {
    "captions": [LEAD, "夜校一角。", "宋爽 摄", "村民自己点单,农技员、书法老师接单,一周两课。", "图为书法课。 白丹 摄"],
    "items": [LEAD, "◆石桥乡开了八期夜校,学员四百多人。", "◆北街社区把课开到了广场。", "★夜校:指晚间的课堂。"],
    "headings": [LEAD, "◎初心如磐", "# 课程大家定", "村民自己点单。", "□本报记者 白丹", "**夜校不打烊**", "一周两课。"],
    "repeated": [LEAD, LEAD, "名额已满。", "名额已满。"],
}
AUTHOR = "本报记者 吴桐 通讯员 李青"


def text(lines: list[str]) -> str:
    return "\n\n".join(lines)


def plain(lines: list[str]) -> tuple[str, str]:
    return "p.txt", text([TITLE, AUTHOR, *lines])


def indented(lines: list[str]) -> tuple[str, str]:
    return "p.txt", "\n".join([f"        {TITLE}", f"    □{AUTHOR}", *("\u3000\u3000" + line for line in lines)])


def signed_below(lines: list[str]) -> tuple[str, str]:
    return "p.txt", text([TITLE, *lines, f"({AUTHOR})"])


def dateline(lines: list[str]) -> tuple[str, str]:
    return "p.txt", text([TITLE, f"本报讯({AUTHOR}){lines[0]}", *lines[1:]])


def in_brackets(lines: list[str]) -> tuple[str, str]:
    return "p.txt", text([TITLE, f"({AUTHOR.removeprefix('本报')}){lines[0]}", *lines[1:]])


def run_in(lines: list[str]) -> tuple[str, str]:
    return "p.txt", text([TITLE, f"{AUTHOR} {lines[0]}", *lines[1:]])


def markdown(lines: list[str]) -> tuple[str, str]:
    return "p.md", text([f"# {TITLE}", AUTHOR, *lines])


def front_matter(lines: list[str]) -> tuple[str, str]:
    return "p.txt", f"---\nnewspaper: 通宁日报\ndate: 2024-11-06\n---\n{plain(lines)[1]}"


def whole_front_matter(lines: list[str]) -> tuple[str, str]:
    return "p.txt", f"---\ntitle: {TITLE}\nauthor: {AUTHOR}\ndate: 2024-11-06\n---\n{text(lines)}"


def html(lines: list[str]) -> tuple[str, str]:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    head = f"<h1>{TITLE}</h1><div class='author'>{AUTHOR}</div>"
    return "p.html", f"<html><head><title>{TITLE}</title></head><body>{head}<div id='ozoom'>{body}</div></body></html>"


def json_line(lines: list[str]) -> tuple[str, str]:
    record = {"title": TITLE, "author": AUTHOR, "text": "\n".join(lines), "section": "基层·一线", "date": "2024-11-06"}
    return "p.jsonl", json.dumps(record, ensure_ascii=False)


def csv_row(lines: list[str]) -> tuple[str, str]:
    file = io.StringIO()
    csv.writer(file).writerows([["标题", "作者", "正文"], [TITLE, AUTHOR, "\n".join(lines)]])
    return "p.csv", file.getvalue()


Form = Callable[[list[str]], tuple[str, str]]
FILES: tuple[Form, ...] = (plain, indented, signed_below, dateline, in_brackets, run_in, markdown, front_matter)
RECORDS: tuple[Form, ...] = (whole_front_matter, html, json_line, csv_row)


def read(folder: Path, form: Form, lines: list[str]) -> list[Article]:
    name, data = form(lines)
    path = folder / name
    path.write_text(data, "utf8")
    return [article for page in read_pages(path) for article in assemble(page).articles]


@pytest.mark.parametrize(("form", "body"), list(product((*FILES, *RECORDS), BODIES)))
def test_one_article_comes_out_as_one(tmp_path: Path, form: Form, body: str) -> None:
    (article,) = read(tmp_path, form, BODIES[body])
    assert article.head("title") == TITLE
    assert [(c.name, c.role) for c in article.contributors] == [("吴桐", "reporter"), ("李青", "correspondent")]
    assert article.body.split("\n") == BODIES[body]


@pytest.mark.parametrize(("form", "body"), list(product(RECORDS, MARKED)))
def test_a_record_is_one_article_whatever_stands_in_it(tmp_path: Path, form: Form, body: str) -> None:
    (article,) = read(tmp_path, form, MARKED[body])
    assert article.head("title") == TITLE
    assert [c.name for c in article.contributors][:2] == ["吴桐", "李青"]
    spans = [part.span for part in article.parts]
    assert spans == sorted(spans)
    assert article.body.startswith(LEAD)


def test_an_office_signs_no_record(tmp_path: Path) -> None:
    record = {"title": TITLE, "author": "县委组织部", "text": LEAD}
    path = tmp_path / "p.json"
    path.write_text(json.dumps(record, ensure_ascii=False), "utf8")
    (page,) = read_pages(path)
    (article,) = assemble(page).articles
    assert (article.head("title"), article.contributors, article.body) == (TITLE, (), LEAD)
