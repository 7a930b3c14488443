"""The pages for readers: what they show, in which language and syntax; OCR text stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from graphs import A1, A2, COMMITTEE, GRAPH, HANGJIN, LASENGZHONG, ORGANS, PAGE, PAN, RUNS, STATION
from lxml import html
from pyoxigraph import RdfFormat, parse
from serving import Server, serving, write_build

from extractors.document import Ref
from graph.quads import article_iri, entity_iri, newspaper_iri, page_iri, quads, statement_iri
from graph.web import words as words_module
from graph.web.texts import Mark, runs
from graph.web.words import WORDS, language

NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"
BASE = "https://w3id.org/yizhan"


def path(iri: str) -> str:
    return iri.removeprefix(BASE)


def shown(ref: Ref) -> str:
    return path(entity_iri(ref)) + ".html"


ARTICLE, ON_PAGE, PAPER = path(article_iri(A1)), path(page_iri(PAGE.digest)), path(newspaper_iri("内蒙古日报"))


SAYS = next(path(statement_iri(s)) for s in GRAPH.statements if s.spans == (RUNS,) and s.predicate == "runs") + ".html"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    escaped = NASTY.replace("\\", "\\\\").replace('"', '\\"')
    nasty = quads(GRAPH).replace('"三会一课"@zh', f'"{escaped}"@zh').replace('"学思践悟"@zh', f'"{escaped}"@zh')
    with serving(write_build(tmp_path_factory.mktemp("pages"), nasty), "--workers", "2") as running:
        yield running


PAGES = [
    ("/", ["报纸版面知识图谱", "红色驿站", "乌海市"]),
    ("/search?q=hongse", ["红色驿站", "项目品牌"]),
    ("/search?q=" + quote("没有这样的名字"), ["没有找到"]),
    ("/search", ["没有找到"]),
    ("/browse/Region", ["拉僧仲街道", "海南区"]),
    ("/browse/Article", ["红色驿站暖人心", "内蒙古日报 2024-10-25"]),
    (shown(STATION), ["红色驿站", "开展者", "拉僧仲街道党工委", "杭锦旗直属机关工委", "7 个", "参与者", "又名"]),
    (shown(LASENGZHONG), ["乡级", "海南区", "乌海市", "内蒙古自治区", "当地有", "150303001"]),
    (shown(HANGJIN), ["推得", "杭锦旗旗 = 杭锦旗", "出自地名录", "鄂尔多斯市"]),
    (shown(PAN), ["采写", "拍摄", "红色驿站暖人心"]),
    (shown(ORGANS), ["置信度 40%"]),
    (f"{ARTICLE}.html", ["红色驿站暖人心", "潘佳", "内蒙古日报", "本文提到"]),
    (f"{ON_PAGE}.html", ["存疑", "图片说明没有标题", "近日,"]),
    (f"{PAPER}.html", ["内蒙古日报"]),
    (SAYS, ["拉僧仲街道党工委 开展 红色驿站", "主语", "推得", "否", "原文"]),
    ("/data", ["graph.ttl", "/sparql"]),
    ("/ontology", ["任职于", "PartyOrganisation"]),
    ("/sparql", ["现成的问题", "yz:Programme"]),
]  # fmt: skip


@pytest.mark.parametrize(("address", "words"), PAGES)
def test_pages_show(server: Server, address: str, words: list[str]) -> None:
    answer = server.ask(address, Accept="text/html,*/*;q=0.8", Accept_Language="zh-CN,zh;q=0.9")
    assert (answer.status, answer.media_type) == (200, "text/html"), answer.text
    text = html.fromstring(answer.text).text_content()
    assert [word for word in words if word not in text and word not in answer.text] == []
    if address != "/ontology":  # a file of its own, whose policy stands in it
        assert "default-src 'self'; img-src" in answer.headers["content-security-policy"]


def test_every_link_leads_somewhere(server: Server) -> None:
    seen, ahead = set(), ["/"]
    while ahead:
        address = ahead.pop()
        answer = server.ask(address, Accept="text/html")
        assert answer.status in (200, 303), (address, answer.text)
        seen.add(address)
        if answer.media_type == "text/html" and "/explore" not in address:
            links = html.fromstring(answer.text).xpath("//a/@href | //link/@href | //script/@src")
            kept = {link.partition("#")[0] for link in links if link.startswith("/") and "lang=" not in link}
            ahead += [link for link in sorted(kept) if link not in seen and link not in ahead and link != "/explore"]
        if answer.status == 303 and answer.headers["location"] not in seen:
            ahead.append(answer.headers["location"])
    assert len([address for address in seen if address.startswith("/id/")]) > 60


def test_no_page_asks_elsewhere(server: Server) -> None:
    addresses = [address for address, _ in PAGES]
    assert addresses
    for address in addresses:
        tree = html.fromstring(server.ask(address, Accept="text/html").text)
        asked = tree.xpath("//@src | //link/@href | //form/@action | //image/@href | //use/@href")
        assert [link for link in asked if "//" in link] == [], address
        assert not any("@import" in style or "//" in style for style in tree.xpath("//style/text()")), address


@pytest.mark.parametrize(
    "address",
    [shown(("Policy", "三会一课")), shown(STATION), f"{ARTICLE}.html", "/search?q=alert", f"/search?q={quote(NASTY)}",
     f"/sparql?query={quote(NASTY)}", "/browse/Policy", "/", f"/{quote(NASTY)}"],
)  # fmt: skip
def test_ocr_text_is_only_text(server: Server, address: str) -> None:
    answer = server.ask(address, Accept="text/html")
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert ">49" not in answer.text
    tree = html.fromstring(answer.text)
    assert tree.xpath("//img | //script[not(@src) and not(@type)] | //*[@onerror]") == []


def test_a_programme_has_the_figures_that_count_it(tmp_path: Path) -> None:
    """Told of who runs it, where an article names it; not of a page that speaks of its own stations only."""
    (seven,) = (figure for figure in GRAPH.figures if figure.measure == "红色驿站")
    told = [replace(seven, subject=subject, article=article) for subject, article in ((COMMITTEE, A1), (ORGANS, A2))]
    named_once = tuple(m for m in GRAPH.mentions if m.article == A1 or m.entity != STATION)
    nquads = quads(replace(GRAPH, figures=tuple(told), mentions=named_once))
    with serving(write_build(tmp_path, nquads), "--workers", "1") as running:
        page = html.fromstring(running.ask(shown(STATION), Accept="text/html").text)
        article = html.fromstring(running.ask(f"{ARTICLE}.html", Accept="text/html").text)
    assert [p.text_content() for p in page.xpath("//p[@class='measure']")] == ["拉僧仲街道党工委 · 红色驿站7 个"]
    assert ["拉僧仲街道党工委 · 红色驿站", "7 个"] in [
        [cell.text_content() for cell in row.xpath("td")[:2]] for row in article.xpath("//table/tr")
    ]


def test_a_credit_is_cited_without_what_stands_above_it(server: Server) -> None:
    """No confidence, since it is read as printed, and not the article's title a second time."""
    tree = html.fromstring(server.ask(shown(PAN), Accept="text/html").text)
    cited = [cite.text_content() for cite in tree.xpath("//p[@class='cite']")]
    assert cited
    assert [text for text in cited if "置信度" in text or "红色驿站暖人心" in text] == []


def test_what_has_no_name_is_called_by_what_it_says(server: Server) -> None:
    tree = html.fromstring(server.ask(f"{ON_PAGE}.html", Accept="text/html").text)
    (doubt,) = [a for a in tree.xpath("//a[contains(@href, '/id/doubt/')]") if "图片说明" in a.text_content()]
    page = html.fromstring(server.ask(f"{doubt.get('href')}.html", Accept="text/html").text)
    assert page.findtext(".//h1") == doubt.text_content()
    figure = next(q for q in parse(quads(GRAPH), RdfFormat.N_QUADS) if q.subject.value.find("/id/figure/") > 0)  # type: ignore[union-attr]
    page = html.fromstring(server.ask(f"{path(figure.subject.value)}.html", Accept="text/html").text)  # type: ignore[union-attr]
    assert page.findtext(".//h1") == "红色驿站 7 个"


def test_the_quote_stands_in_its_sentence(server: Server) -> None:
    tree = html.fromstring(server.ask(shown(STATION), Accept="text/html").text)
    quotes = {(q.text or "", q.find("mark").text, q.find("mark").tail or "") for q in tree.iter("q")}
    assert ("近日,杭锦旗旗直属机关工委", "推出“红色驿站”", "。") in quotes


def test_an_article_marks_what_it_names(server: Server) -> None:
    tree = html.fromstring(server.ask(f"{ARTICLE}.html", Accept="text/html").text)
    marked = {(a.text_content(), a.get("href")) for a in tree.xpath("//a[@class='named']")}
    assert ("拉僧仲街道党工委", path(entity_iri(("PartyOrganisation", "拉僧仲街道党工委")))) in marked
    body = "".join(tree.xpath("//div[@class='sheet']")[0].itertext())
    assert "拉僧仲街道党工委在6个社区打造了7个“红色驿站”" in body


def test_a_quote_leads_to_its_place_in_the_article(server: Server) -> None:
    tree = html.fromstring(server.ask(shown(STATION), Accept="text/html").text)
    links = {a.get("href") for a in tree.xpath("//a[@class='said']")}
    assert links
    for link in links:
        address, _, anchor = link.partition("#")
        article = html.fromstring(server.ask(address.replace("?", ".html?"), Accept="text/html").text)
        marked = article.xpath("//div[@class='sheet']//mark")
        assert [mark.get("id") for mark in marked[:2]] in ([anchor], [anchor, None])
    said = html.fromstring(server.ask(f"{ARTICLE}.html?at=5-3,x,999999-9999999", Accept="text/html").text)
    assert said.xpath("//mark") == []


def test_names_in_a_title_are_marked(server: Server) -> None:
    link = f"//a[@class='named' and @href='{path(entity_iri(STATION))}']/text()"
    article = html.fromstring(server.ask(f"{ARTICLE}.html", Accept="text/html").text)
    assert article.xpath(f"//h1{link}") == ["红色驿站"]
    sheet = html.fromstring(server.ask(f"{ON_PAGE}.html", Accept="text/html").text)
    assert "红色驿站" in sheet.xpath(f"//div[@class='sheet']{link}")


def test_data_that_the_client_has_is_not_sent_again(server: Server) -> None:
    address = path(entity_iri(STATION)) + ".ttl"
    tag = server.ask(address).headers["etag"]
    again = server.ask(address, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")


SEE_OTHER = [
    ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
    ("text/turtle", ".ttl"),
    ("application/ld+json;q=0.9, text/html;q=0.5", ".jsonld"),
    ("application/rdf+xml", ".rdf"),
    ("application/n-triples", ".nt"),
]


@pytest.mark.parametrize(("accept", "ending"), SEE_OTHER)
def test_a_thing_is_seen_elsewhere(server: Server, accept: str, ending: str) -> None:
    answer = server.ask(path(entity_iri(STATION)), Accept=accept)
    assert (answer.status, answer.headers["location"]) == (303, path(entity_iri(STATION)) + ending)
    assert "Accept" in answer.headers["vary"]
    there = server.ask(answer.headers["location"])
    assert there.status == 200
    if ending != ".html":
        format = RdfFormat.from_extension(ending[1:])
        assert format is not None
        subjects = {quad.subject.value for quad in parse(there.body, format)}  # type: ignore[union-attr]
        assert entity_iri(STATION) in subjects
        assert any("/id/statement/" in subject for subject in subjects)
        assert any("#c" in subject for subject in subjects)


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/id/region/r999999", "/id/region/r999999.html", "/id/region/R.html", "/id/region/r15.exe",
     f"/id/region/{quote('r15> ?p ?o } #')}.html", "/browse/Nothing", "/data/secret.txt", "/data/..%2fgraph.nq",
     "/explore", "/static/none.css"],
)  # fmt: skip
def test_what_is_not_there(server: Server, address: str) -> None:
    answer = server.ask(address, Accept="text/html")
    if answer.status == 303:
        answer = server.ask(answer.headers["location"], Accept="text/html")
    assert answer.status == 404
    assert 'name="q"' in answer.text or address.startswith("/static")  # a box to search in


def test_two_languages(server: Server) -> None:
    english = server.ask(shown(STATION), Accept_Language="de, en;q=0.5")
    assert ("Is run by" in english.text, 'lang="en"' in english.text) == (True, True)
    chosen = server.ask(f"{shown(STATION)}?lang=en", Accept_Language="zh")
    assert "Is run by" in chosen.text
    assert chosen.headers["set-cookie"].startswith("lang=en;")
    assert "Is run by" in server.ask(shown(STATION), Cookie="lang=en").text
    assert "开展者" in server.ask(f"{shown(STATION)}?lang=fr").text


LANGUAGES = [("", "", "", "zh"), ("", "", "fr", "zh"), ("", "", "en-GB,zh;q=0.2", "en"), ("en", "zh", "zh", "en"),
             ("", "en", "zh", "en"), ("x", "y", "zh-CN,en;q=0.9", "zh")]  # fmt: skip


@pytest.mark.parametrize(("asked", "kept", "header", "expected"), LANGUAGES)
def test_language(asked: str, kept: str, header: str, expected: str) -> None:
    assert language(asked, kept, header) == expected


def test_every_word_is_said_in_both_languages() -> None:
    assert WORDS
    assert [key for key, words in WORDS.items() if not (words.zh and words.en)] == []


def test_no_word_is_kept_for_nothing() -> None:
    """Every key is said in a template, given to one as title or message, or taken from the table."""
    web = Path(words_module.__file__).parent
    files = (*web.glob("templates/*.j2"), *web.glob("*.py"), web.parent / "server.py", *web.glob("static/*.js"))
    text = "".join(file.read_text("utf8") for file in files)
    ways = ('t("{}")', '="{}"', 'WORDS["{}"]')
    assert [key for key in WORDS if not any(way.format(key) in text for way in ways)] == []


def test_suggestions(server: Server) -> None:
    found = json.loads(server.ask("/search.json?q=yizhan").body)
    assert (found[0]["label"], found[0]["path"]) == ("红色驿站", path(entity_iri(STATION)))
    assert json.loads(server.ask("/search.json?q=lasengzhong").body)[0]["label"] == "拉僧仲街道"
    assert json.loads(server.ask("/search.json?q=").body) == []


def test_the_ontology_is_data_too(server: Server) -> None:
    answer = server.ask("/ontology", Accept="text/turtle")
    subjects = {quad.subject.value for quad in parse(answer.body, RdfFormat.TURTLE)}  # type: ignore[union-attr]
    assert "https://w3id.org/yizhan/ontology#PartyOrganisation" in subjects


def test_dumps(server: Server) -> None:
    answer = server.ask("/data/graph.nq")
    assert answer.status == 200
    assert answer.body.count(b"\n") == quads(GRAPH).count("\n")


# ---------------------------------------------------------------- texts


def test_runs_take_the_longest_mark_and_keep_the_text() -> None:
    text = "拉僧仲街道党工委在海南区"
    marks = [Mark(0, 5, "r", "Region", ""), Mark(0, 8, "o", "PartyOrganisation", ""), Mark(9, 12, "h", "Region", ""),
             Mark(10, 14, "x", "Region", "")]  # fmt: skip
    found = list(runs(text, 0, 12, marks))
    assert [(run.text, run.mark and run.mark.iri) for run in found] == [
        ("拉僧仲街道党工委", "o"), ("在", None), ("海南区", "h")
    ]  # fmt: skip
    assert "".join(run.text for run in runs(text, 2, 9, marks)) == text[2:9]
    quoted = [(run.text, run.quoted) for run in runs(text, 0, 12, marks, [(5, 10)])]
    assert quoted == [("拉僧仲街道", False), ("党工委", True), ("在", True), ("海", True), ("南区", False)]
