"""Named places that are no administrative divisions: 佳和小区, 知青博物馆, 善岱镇蘑菇种植产业发展示范基地."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.cover import Cover
from extractors.document import Article, Found, Mention, Relation, Span
from extractors.patterns import regex
from extractors.place.facilities import facilities
from extractors.place.place_heads import FREE, heads
from extractors.place.setting import Setting, setting
from extractors.place.shown_names import shown
from extractors.place.site_names import BREAK, DOING
from extractors.place.sites import CLAUSE, LONGEST, Ground, Site, proper
from ontology.gazetteer import words as general_words

INSIDE = regex(r"(?:内|里|中)?的?")  # 奥洛契庄园|内的|党建文化长廊


def places(article: Article, found: Found) -> Found:
    """Place mentions with what they lie in; wants the regions."""
    where = setting(article, found)
    named = [mention for mention in found.of("Region") if not mention.generic]
    ground = Ground.of(article, named)
    made = (*facilities(article, named), *proper(article, ground, where), *shown(ground, where))
    sites = merged(sorted(made, key=lambda site: (site.at.begin, -site.at.end)))  # 天元小区文化广场, not 天元小区
    sites += again(article, sites)
    sites += inner(article, sites, where.home)
    mentions = tuple(mention_of(site, where) for site in sites)
    relations = {
        (mention.key, relation.object): relation
        for site, mention in zip(sites, mentions, strict=True)
        if (relation := part_of(site, mention, named))
    }
    return Found(mentions, tuple(relations.values()))


def merged(sites: list[Site]) -> list[Site]:
    """Overlaps taken out, and a form with its beginning lost put to the full one: 洛契庄园 to 奥洛契庄园."""
    kept: list[Site] = []
    for site in sites:
        if any(site.at.overlaps(other.at) for other in kept):
            continue
        if same := next((other for other in kept if alike(other.canonical, site.canonical)), None):
            site = Site(site.at, site.name, same.canonical, same.within, site.container, site.rule)
        kept.append(site)
    return kept


def again(article: Article, sites: list[Site]) -> list[Site]:
    """The same names where nothing but the first mention shows that they are ones."""
    first: dict[str, Site] = {}
    for site in sites:
        first.setdefault(site.name, site)
    if not first:
        return []
    names = re.compile("|".join(map(re.escape, sorted(first, key=lambda name: (-len(name), name)))))
    taken = Cover(site.at for site in sites)
    found = []
    for match in names.finditer(article.text):
        at = Span(*match.span())
        if not taken.touches(at):
            found.append(replace(first[match[0]], at=at, container=None, rule="repeat"))
    return found


def alike(full: str, name: str) -> bool:
    """One place: the same name, its beginning lost, or 小区 added."""
    added = name.removeprefix(full), full.removeprefix(name)
    return full == name or (full.endswith(name) and len(name) > 3) or "小区" in added


def inner(article: Article, sites: list[Site], served: str) -> list[Site]:
    """Places in a place: 奥洛契庄园|内的|党建文化长廊."""
    found = []
    for site in sites:
        link = INSIDE.match(article.text, site.at.end)
        if not link or not link[0]:
            continue
        match = heads(*FREE).search(article.text, link.end(), link.end() + LONGEST)
        stem = article.text[link.end() : match.start()] if match else ""
        plain = stem in general_words("estate")  # 工人宿舍
        if match and stem and not plain and not any(pattern.search(stem) for pattern in (BREAK, CLAUSE, DOING)):
            name = article.text[link.end() : match.end()]
            at = Span(link.end(), match.end())
            found.append(Site(at, name, site.canonical + name, site.within, site.at, "inner", key_of(site, served)))
    return found


def key_of(site: Site, served: str) -> str:
    """Its name and the region it lies in; without one, what the paper serves."""
    return f"{site.canonical}@{site.within.key if site.within else served}"


def mention_of(site: Site, where: Setting) -> Mention:
    seat = site.within
    within = (seat.name, *seat.within) if seat else ()
    name = re.sub(r"\s", "", site.name)
    return Mention(
        "Place", key_of(site, where.home), site.at, name, site.canonical, site.rule, confidence=0.75, within=within
    )


def part_of(site: Site, mention: Mention, named: list[Mention]) -> Relation | None:
    """partOf the place or region it lies in; inferred when the region stands elsewhere."""
    subject = ("Place", mention.key)
    if site.whole and site.container:
        return Relation(subject, "partOf", ("Place", site.whole), (site.container, site.at), site.rule, 0.8)
    if site.within is None:
        return None
    obj = ("Region", site.within.key)
    if site.container:
        return Relation(subject, "partOf", obj, (site.container, site.at), site.rule, 0.9)
    region = min((m for m in named if m.key == site.within.key), key=lambda m: abs(m.at.begin - site.at.begin))
    premise = f"{site.name}前最近的地名是{region.name}"
    return Relation(
        subject, "partOf", obj, (site.at, region.at), "nearest region", 0.6, inferred=True, premises=(premise,)
    )
