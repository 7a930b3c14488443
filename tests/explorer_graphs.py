"""Graphs to show: one from the gold annotations of real pages, and synthetic ones of the same shape and any size."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from extractors.document import Page, Ref, Span
from graph.annotations import annotate
from graph.inputs import read_all
from graph.records import ArticleRecord, Credit, Entity, EntityMention, Graph, Statement
from graph.resolve import resolve

ROOT = Path(__file__).parent.parent
LEVELS = ("province", "prefecture", "county", "township", "village")


@cache
def built_graph() -> Graph:
    """What the tool itself reads from the seed pages."""
    return resolve(annotate(page) for page in read_all([ROOT / "seeds"]))


@cache
def gold_graph() -> Graph:
    """The gold pages as a build would give them, entities merged by class and name."""
    pages, articles, statements, mentions = [], [], [], []
    entities: dict[Ref, Entity] = {}
    for path in sorted((ROOT / "tests" / "gold").glob("0*.json")):
        data = json.loads(path.read_text("utf8"))
        text = (ROOT / "seeds" / data["page"]).read_text("utf8")
        page = Page(Path(data["page"]).stem, text, "内蒙古日报", "2023-10-1" + path.stem[-1])
        pages.append(page)
        for number, article in enumerate(data["articles"], 1):
            record, refs = _article(page, number, article, entities)
            articles.append(record)
            found = _mentions(page, record, article, refs)
            mentions += found
            statements += _statements(record, article, refs, found)
    _parents(entities, statements)
    return Graph(
        tuple(pages), tuple(articles), tuple(sorted(entities.values())), tuple(sorted(set(statements))),
        tuple(sorted(set(mentions))), (), (),
    )  # fmt: skip


def _find(text: str, words: str, begin: int = 0) -> Span | None:
    at = text.find(words, begin) if words else -1
    return Span(at, at + len(words)) if at >= 0 else None


def _article(
    page: Page, number: int, article: dict, entities: dict[Ref, Entity]
) -> tuple[ArticleRecord, dict[str, Ref]]:
    first, last = _find(page.text, article["first"]), _find(page.text, article["last"])
    begin = first.begin if first else 0
    end = last.end if last and last.end > begin else min(len(page.text), begin + 800)
    refs: dict[str, Ref] = {}
    for item in article["entities"]:
        key = item["canonical"] + ("/" + item.get("parent", "") if item.get("level") == "village" else "")
        ref = (item["type"], key)
        refs[item["id"]] = ref
        known = entities.get(ref, Entity(*ref, label=item["canonical"], level=item.get("level", "")))
        names = {*known.names, item["name"], *item["aliases"]} - {item["canonical"]}
        entities[ref] = replace(known, names=tuple(sorted(names)), code=known.code)
    credits = []
    for person in article["contributors"]:
        ref = ("Person", person["name"] + "/内蒙古日报")
        entities.setdefault(ref, Entity(*ref, label=person["name"]))
        credits.append(Credit(ref, person["role"], _find(page.text, person["name"]) or Span(begin, begin + 1)))
    record = ArticleRecord(
        f"{page.digest[:12]}/{begin}/{number}", page.digest, number, article["kind"], article["title"] or "", "",
        article["subtitle"] or "", article["column"] or "", (Span(begin, end),), page.text[begin:end], tuple(credits),
    )  # fmt: skip
    return record, refs


def _mentions(page: Page, record: ArticleRecord, article: dict, refs: dict[str, Ref]) -> list[EntityMention]:
    found = []
    for item in article["entities"]:
        for name in sorted({item["name"], *item["aliases"]}):
            at = _find(page.text, name, record.spans[0].begin) or _find(page.text, name)
            if at:
                found.append(EntityMention(record.key, refs[item["id"]], (at,), name, "gold", 1.0))
    return found


def _statements(
    record: ArticleRecord, article: dict, refs: dict[str, Ref], found: list[EntityMention]
) -> list[Statement]:
    first = {}
    for mention in sorted(found, key=lambda m: m.spans):
        first.setdefault(mention.entity, mention.spans[0])
    made = []
    for source, relation, target, *_ in article["relations"]:
        subject, object_ = refs[source], refs[target]
        spans = [first[ref] for ref in (subject, object_) if ref in first]
        if not spans:
            continue
        begin, end = min(s.begin for s in spans), max(s.end for s in spans)
        evidence = (Span(begin, end),) if end - begin < 120 else tuple(sorted(spans))
        roles = {entity["id"]: entity.get("role") or "" for entity in article["entities"]}
        title = roles[source] if relation == "holds" else ""
        confidence = 0.5 + int(sha256(f"{subject}{object_}".encode()).hexdigest()[:4], 16) / 0x20000
        inferred = confidence < 0.6
        premises = (f"{object_[1]} = 该地",) if inferred else ()
        sure = round(confidence, 2)
        made.append(
            Statement(subject, relation, object_, record.key, evidence, "gold", sure, inferred, premises, title)
        )
    return made


def _parents(entities: dict[Ref, Entity], statements: list[Statement]) -> None:
    """What a gazetteer adds: the region above, for regions that no article places."""
    regions = {ref[1].split("/")[0]: ref for ref in sorted(entities) if ref[0] == "Region"}
    have = {s.subject for s in statements if s.predicate == "partOf"}
    for path in sorted((ROOT / "tests" / "gold").glob("0*.json")):
        for article in json.loads(path.read_text("utf8"))["articles"]:
            for item in article["entities"]:
                child, parent = regions.get(item["canonical"]), regions.get(item.get("parent") or "")
                if child and parent and child not in have:
                    have.add(child)
                    statements.append(Statement(child, "partOf", parent, "", (), "gazetteer", 1.0, False, ()))


def synthetic_graph(count: int) -> Graph:
    """About `count` entities of this corpus's shape, all from one formula: no randomness."""
    prefectures, counties = 12, max(12, count // 60)
    entities: list[Entity] = [Entity("Region", "15", "内蒙古自治区", code="15", level="province")]
    statements: list[Statement] = []
    articles: list[ArticleRecord] = []
    mentions: list[EntityMention] = []
    pages: list[Page] = []

    def say(subject: Entity, relation: str, target: Entity, article: str) -> None:
        spans = (Span(4, 12),)
        statements.append(Statement(subject.ref, relation, target.ref, article, spans, "made", 0.9, False, ()))

    leagues = [
        Entity("Region", f"15{i:02}", f"第{i}盟", code=f"15{i:02}", level="prefecture")
        for i in range(1, prefectures + 1)
    ]
    banners = [
        Entity("Region", f"b{i}", f"第{i}旗", code=f"15{i % prefectures + 1:02}{i}", level="county")
        for i in range(counties)
    ]
    policies = [Entity("Policy", f"政策{i}", f"第{i}号政策精神") for i in range(max(5, count // 400))]
    people = [Entity("Person", f"记者{i}", f"记者{i}") for i in range(max(5, count // 200))]
    entities += [*leagues, *banners, *policies, *people]
    for league in leagues:
        say(league, "partOf", entities[0], "")
    for index, banner in enumerate(banners):
        say(banner, "partOf", leagues[index % prefectures], "")
    text = "近日,某旗党委推出“红色驿站”服务品牌,党员群众齐参与。" * 8
    index = 0
    while len(entities) + len(articles) < count:
        banner = banners[(index * 7919) % counties]
        if index % 12 == 0:
            date = f"2023-{index % 12 + 1:02}-{index % 28 + 1:02}"
            pages.append(Page(f"p{index}", f"{index} " + text, "内蒙古日报", date))
        page = pages[-1]
        who = people[(index * 31) % len(people)]
        key = f"{page.digest[:16]}/{index}"
        credit, title = Credit(who.ref, "reporter", Span(1, 3)), f"第{index}篇报道"
        head = (title, "", "", "学思践悟")
        articles.append(
            ArticleRecord(
                key, page.digest, index % 12 + 1, "report", *head, (Span(0, 100),), page.text[:100], (credit,)
            )
        )
        party = Entity("PartyOrganisation", f"党{index}", f"{banner.label}第{index}党委")
        names = [(f"项目{index}-{n}", f"{'红色先锋'[n]}字{index}号驿站{n}") for n in range(3)]
        made = [party, *(Entity("Programme", name_key, name) for name_key, name in names)]
        entities += made
        say(party, "basedIn", banner, key)
        for programme in made[1:]:
            say(party, "runs", programme, key)
            say(programme, "follows", policies[(index * 13) % len(policies)], key)
        for entity in [leagues[(index * 7919) % counties % prefectures], banner, *made]:
            mentions.append(EntityMention(key, entity.ref, (Span(5, 9),), entity.label, "synthetic", 1.0))
        index += 1
    ordered = tuple(sorted(entities)), tuple(sorted(statements)), tuple(sorted(mentions))
    return Graph(tuple(pages), tuple(articles), *ordered, (), ())
