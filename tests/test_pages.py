"""Files of every layout read as pages, and pages put together as articles."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.document import Article, Page
from extractors.pages import PageError, assemble, read_pages

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))
CASES = sorted(p for p in (HERE / "cases" / "pages").iterdir() if p.suffix != ".json")
GOLD = sorted((HERE / "gold").glob("0*.json"))
HEADS = ("title", "kicker", "subtitle")


def test_there_are_pages_to_test() -> None:
    assert (len(SEEDS), len(GOLD)) == (5, 3)
    assert len(CASES) >= 11


@pytest.mark.parametrize("path", [*SEEDS, *CASES], ids=lambda p: p.stem)
def test_parts_are_runs_of_the_page_used_once(path: Path) -> None:
    (page,) = read_pages(path)
    spans = sorted(part.span for article in assemble(page).articles for part in article.parts)
    assert spans
    assert all(a.end <= b.begin for a, b in pairwise(spans))
    assert all(page[span] == page[span].strip() for span in spans)


def described(article: Article) -> dict[str, object]:
    heads = {role: article.head(role) for role in HEADS}
    people = [[c.name, c.role] for c in article.contributors]
    return {"kind": article.kind, "column": article.column, "contributors": people, **heads}


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_pages_of_other_papers(path: Path) -> None:
    """Each case is a page and what a reader sees on it: layouts of other newspapers, all invented."""
    (page,) = read_pages(path)
    articles = assemble(page).articles
    wanted = json.loads(path.with_suffix(".json").read_text("utf8"))
    empty = dict.fromkeys(HEADS, "")
    assert [described(a) for a in articles] == [
        {**empty, **{key: value for key, value in want.items() if key not in ("first", "last")}} for want in wanted
    ]
    edges = [(a.body[: len(w["first"])], a.body[-len(w["last"]) :]) for a, w in zip(articles, wanted, strict=True)]
    assert edges == [(want["first"], want["last"]) for want in wanted]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_annotated_pages(path: Path) -> None:
    gold = json.loads(path.read_text("utf8"))
    (page,) = read_pages(HERE.parent / "seeds" / gold["page"])
    articles = assemble(page).articles
    plain = str.maketrans("", "", "“”‘’\n ")
    got = {
        (a.kind, a.head("title"), a.column.translate(plain), tuple((c.name, c.role) for c in a.contributors))
        for a in articles
    }
    wanted = {
        (
            a["kind"],
            a["title"] or "",
            (a["column"] or "").translate(plain),
            tuple((c["name"], c["role"]) for c in a["contributors"]),
        )
        for a in gold["articles"]
    }
    assert got == wanted
    bodies = [a.body.translate(plain) for a in articles]
    for article in gold["articles"]:
        first, last = article["first"].translate(plain)[:12], article["last"].translate(plain)[-12:]
        assert sum(first in body and last in body for body in bodies) == 1


def test_a_word_cut_by_a_line_goes_on_in_the_body() -> None:
    (page,) = read_pages(SEEDS[0])
    assert any("8种发展模式全面开花。" in article.body for article in assemble(page).articles)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


TEXT = "小院议事会\n\n□本报记者 周立群\n\n近日,柳园社区召开议事会。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "mark", "gb18030", "utf-16", "crlf", "cr"],
)
def test_encodings_and_newlines_give_one_page(tmp_path: Path, data: bytes) -> None:
    (page,) = read_pages(written(tmp_path, "p.txt", data))
    assert page == Page("p", TEXT)


HTML = """<html><head><title>议事会解难题-柳园日报</title><meta charset="utf-8">
<meta property="og:site_name" content="柳园日报">
<meta name="publishdate" content="2024-11-06 08:00"></head><body><nav>首页 上一期 下一期</nav><div>第03版:社区</div>
<h2>家门口的事一起商量</h2><h1>议事会解难题</h1><h2>——柳园社区见闻</h2>
<div class="article-author">本报记者 周立群 何 静</div>
<div id="ozoom"><p>近日,柳园社区召开议事会,<b>居民</b>踊跃发言。</p><h3>办法大家定</h3>
<p>社区党委书记韩晓东说:“意见不怕多。”</p><script>var a = 1;</script></div><footer>版权所有</footer></body></html>"""


def test_html_gives_title_byline_date_and_paragraphs(tmp_path: Path) -> None:
    (page,) = read_pages(written(tmp_path, "p.html", HTML.encode()))
    assert (page.newspaper, page.date, page.number) == ("柳园日报", "2024-11-06", "3")
    (article,) = assemble(page).articles
    assert described(article) == {
        "kind": "report",
        "column": "",
        "contributors": [["周立群", "reporter"], ["何静", "reporter"]],
        "title": "议事会解难题",
        "kicker": "家门口的事一起商量",
        "subtitle": "柳园社区见闻",
    }
    assert article.body == "近日,柳园社区召开议事会,居民踊跃发言。\n办法大家定\n社区党委书记韩晓东说:“意见不怕多。”"


def test_html_of_the_usual_systems_says_where_it_is_from() -> None:
    """Markup of a national daily, of Founder's system and of a county's site, with invented articles."""
    pages = [read_pages(HERE / "cases" / "pages" / f"{name}.html")[0] for name in ("daily", "founder", "county")]
    assert [(p.newspaper, p.date, p.number) for p in pages] == [
        ("柳园日报", "2023-09-15", "13"),
        ("柳园日报", "2024-03-08", "A03"),
        ("柳园日报", "2024-05-06", ""),
    ]


def test_html_with_two_articles_gives_both(tmp_path: Path) -> None:
    one = "<article><h1>{}</h1><p>近日,{}召开议事会,居民们踊跃发言,一共提出了四十六条建议,条条都有回音。</p></article>"
    data = (
        "<html><body>"
        + one.format("议事会解难题", "柳园社区")
        + one.format("夜校开课啦", "北街社区")
        + "</body></html>"
    )
    (page,) = read_pages(written(tmp_path, "p.html", data.encode()))
    assert [article.head("title") for article in assemble(page).articles] == ["议事会解难题", "夜校开课啦"]


RECORDS = [
    {
        "title": "议事会解难题",
        "text": "近日,柳园社区召开议事会。\n居民踊跃发言。",
        "author": "本报记者 周立群",
        "date": "2024/11/6",
    },
    {
        "标题": "夜校开课啦",
        "正文": "本报讯(记者 何 静)北街社区夜校开课。",
        "日期": "20241107",
        "报纸": "柳园日报",
        "版面": "A03",
    },
]


def jsonl() -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS).encode()


def test_json_lines_give_a_page_a_record(tmp_path: Path) -> None:
    pages = read_pages(written(tmp_path, "p.jsonl", jsonl()))
    assert [(p.name, p.newspaper, p.date, p.number) for p in pages] == [
        ("p-1", "", "2024-11-06", ""),
        ("p-2", "柳园日报", "2024-11-07", "A03"),
    ]
    found = [(a.head("title"), [c.name for c in a.contributors], a.body) for p in pages for a in assemble(p).articles]
    assert found == [
        ("议事会解难题", ["周立群"], "近日,柳园社区召开议事会。\n居民踊跃发言。"),
        ("夜校开课啦", ["何静"], "北街社区夜校开课。"),
    ]


def test_csv_gives_a_page_a_row(tmp_path: Path) -> None:
    data = '﻿title,text,author,page\r\n议事会解难题,"近日,柳园社区召开议事会。\r\n居民踊跃发言。",周立群,5\r\n'
    (page,) = read_pages(written(tmp_path, "p.csv", data.encode()))
    (article,) = assemble(page).articles
    assert (page.number, article.head("title"), article.body) == (
        "5",
        "议事会解难题",
        "近日,柳园社区召开议事会。\n居民踊跃发言。",
    )


def test_a_sidecar_says_where_the_page_is_from(tmp_path: Path) -> None:
    written(tmp_path, "p.meta.json", '{"newspaper": "柳园日报", "date": "2024年11月6日", "page": 5}'.encode())
    (page,) = read_pages(written(tmp_path, "p.txt", TEXT.encode()))
    assert page == Page("p", TEXT, "柳园日报", "2024-11-06", "5")


def test_front_matter_says_where_the_page_is_from(tmp_path: Path) -> None:
    data = f"---\nnewspaper: 柳园日报\ndate: 2024-11-06\n---\n{TEXT}"
    (page,) = read_pages(written(tmp_path, "p.txt", data.encode()))
    assert page == Page("p", TEXT, "柳园日报", "2024-11-06")


def test_a_masthead_says_where_the_page_is_from(tmp_path: Path) -> None:
    text = "柳园日报 2024年11月6日 星期三 第5版\n\n" + TEXT
    (page,) = read_pages(written(tmp_path, "p.txt", text.encode()))
    assert (page.newspaper, page.date, page.number) == ("柳园日报", "2024-11-06", "5")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("p.txt", b" \n", r"p\.txt: the file is empty; give a page of text"),
        ("p.txt", b"\x89PNG\r\n\0\0\0\rIHDR", r"p\.txt: byte 6 is NUL: not a text; give the OCR'd text of the page"),
        ("p.txt", b"abc\xff\xfe\xff", r"p\.txt: byte 3 is neither UTF-8 nor GB18030; convert the file with iconv"),
        ("p.jsonl", b'{"text": "a"}\n{"text"', r"p\.jsonl:2: not JSON .*; give one object a line"),
        ("p.jsonl", b'{"text": "a"}\n[1]', r"p\.jsonl:2: not a JSON object; give "),
        ("p.jsonl", b'{"headline": "a"}', r"p\.jsonl:1: no text in this record \(columns headline\); name its column "),
        ("p.jsonl", b'{"text": "a \\ud83d"}', r"p\.jsonl:1: half a character \(\\ud83d\); write it anew in UTF-8"),
        ("p.jsonl", b'{"text": ' + b"9" * 5000 + b"}", r"p\.jsonl:1: not JSON \(Exceeds the limit .*; give one object"),
        ("p.jsonl", b"[" * 100_000, r"p\.jsonl:1: not JSON \(maximum recursion depth .*; give one object"),
        ("p.html", b"<meta charset=hex>\xff", r"p\.html: byte 18 is neither UTF-8 nor GB18030"),
        ("p.csv", b"title,text\n", r"p\.csv: no records; give one article or page in each"),
        ("p.csv", b"title,words\na,b\n", r"p\.csv:2: no text in this record"),
        ("p.csv", b'"ti\ntle",words\na,b\n', r"p\.csv:3: no text in this record \(columns ti tle, words\)"),
        ("p.html", b"<html><body><nav>x</nav></body></html>", r"p\.html: no text in this HTML; save the page"),
        ("p.jsonl", b'{"text": "a", "date": "soon"}', r"p\.jsonl:1: 'soon' is not a date; write it as 2024-10-15"),
        ("p.txt", b"---\ndate: 2024-13-45\n---\nx\n", r"p\.txt: '2024-13-45' is not a date; write it as 2024-10-15"),
        ("p.txt", b"---\ndate: 2024-10-15\n---\n \n", r"p\.txt: nothing stands below the front matter"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    with pytest.raises(PageError, match=message) as caught:
        read_pages(written(tmp_path, name, data))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("before", ["<!-- saved from url=(0017)http://a.example/ -->", "<?php echo ?>", "<!octype>"])
def test_what_stands_before_the_root_of_html_is_passed_over(tmp_path: Path, before: str) -> None:
    data = f"<!DOCTYPE html>\n{before}\n<html><body><p>近日,敖汉旗举办活动。</p></body></html>\n<!-- end -->".encode()
    (page,) = read_pages(written(tmp_path, "p.html", data))
    assert page.text == "近日,敖汉旗举办活动。"


def test_an_encoding_that_is_none_is_not_believed(tmp_path: Path) -> None:
    data = "<html><meta charset=hex><body><p>近日,敖汉旗举办活动。</p></body></html>".encode("gb18030")
    assert read_pages(written(tmp_path, "p.html", data))[0].text == "近日,敖汉旗举办活动。"


def test_a_bad_sidecar_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "p.meta.json", b"{newspaper}")
    with pytest.raises(PageError, match=r"p\.meta\.json:1: not JSON .*; mend it or take it away"):
        read_pages(written(tmp_path, "p.txt", TEXT.encode()))
