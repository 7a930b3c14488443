"""Annotations against gold, item by item, by the definitions of the gold's own `score.py`.

Entities are compared page by page as sets of (class, canonical name), one to one; items that the gold calls optional
(`core` false) are neutral. The result is a list of outcomes (`graph.outcomes`), each with its article,
column, rule and places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.gold import Json
from graph.outcomes import Outcome

Key = tuple[str, str]  # (class, normalised canonical name)
Triple = tuple[Key, str, Key]

IGNORED = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·•()（）]+")
START = 12  # characters of an article's first and last words that must be found
FACTORS = (("亿", 1e8), ("万", 1e4), ("千", 1e3))
WHOLE_UNITS = frozenset({"千克", "千瓦", "千米"})


def normal(text: str | None) -> str:
    """A name without white space, quotation marks and brackets, with half-width punctuation."""
    return IGNORED.sub("", text or "").replace("，", ",").replace("：", ":").replace("！", "!")


def _key(entity: Json) -> Key:
    return entity["type"], normal(entity.get("canonical") or entity["name"])


@dataclass(slots=True)
class _Merged:
    """A page's entities and relations with its articles laid together."""

    forms: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    core: dict[Key, bool] = field(default_factory=dict)
    parents: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    relations: dict[Triple, bool] = field(default_factory=dict)
    by_article: dict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))
    first: dict[Key | Triple, tuple[Json, Json]] = field(default_factory=dict)  # article and item

    @classmethod
    def of(cls, page: Json) -> _Merged:
        merged = cls()
        for article in page["articles"]:
            keys = {entity["id"]: merged._entity(article, entity) for entity in article.get("entities", [])}
            for relation in article.get("relations", []):
                subject, obj = keys.get(relation[0]), keys.get(relation[2])
                if subject and obj:
                    triple = (subject, relation[1], obj)
                    more = relation[3] if len(relation) > 3 else None
                    merged.relations[triple] = merged.relations.get(triple, False) or more is not False
                    merged.first.setdefault(triple, (article, more if isinstance(more, dict) else {}))
        return merged

    def called(self, key: Key) -> tuple[str, ...]:
        """All names of an entity, the best first."""
        return tuple(
            dict.fromkeys([key[1], *sorted(self.names[key]), *sorted(self.forms[key], key=lambda n: (-len(n), n))])
        )

    def _entity(self, article: Json, entity: Json) -> Key:
        key = _key(entity)
        self.by_article[article["id"]].add(key)
        self.names[key].add(normal(entity["name"]))
        self.forms[key] |= {normal(entity["name"]), key[1], *map(normal, entity.get("aliases", []))}
        self.core[key] = self.core.get(key, False) or entity.get("core", True)
        self.parents[key] |= {normal(name) for name in [entity.get("parent"), *(entity.get("within") or [])] if name}
        self.first.setdefault(key, (article, entity))
        return key


def match(gold: _Merged, found: _Merged) -> tuple[dict[Key, Key], dict[Key, Key]]:
    """Found -> gold, one to one, best evidence first; and the fragments of what is already taken."""
    wants = []
    for key in found.forms:
        for want in gold.forms:
            if want[0] != key[0]:
                continue
            if want[1] == key[1]:
                rank = 0
            elif key[1] in gold.forms[want]:
                rank = 1
            elif found.names[key] & gold.forms[want]:
                rank = 2
            else:
                continue
            wants.append((rank, not gold.core[want], key, want))
    matched: dict[Key, Key] = {}
    taken: set[Key] = set()
    fragments: dict[Key, Key] = {}
    for _, _, key, want in sorted(wants):
        if key in matched:
            continue
        if want in taken:
            fragments.setdefault(key, want)
            continue
        matched[key] = want
        taken.add(want)
    return matched, {key: want for key, want in fragments.items() if key not in matched}


class Page:
    """One page's comparison; iterate `outcomes()`."""

    def __init__(self, gold: Json, found: Json) -> None:
        self.name = str(found.get("page", gold["page"]))
        self.gold_page, self.found_page = gold, found
        self.gold, self.found = _Merged.of(gold), _Merged.of(found)
        self.matched, self.fragments = match(self.gold, self.found)

    def known(self) -> Iterator[tuple[str, str, Key]]:
        """Article, entity and gold key of all that was found and the gold knows, fragments too."""
        to_gold = self.fragments | self.matched
        for article in self.found_page["articles"]:
            for entity in article.get("entities", []):
                if (want := to_gold.get(_key(entity))) is not None:
                    yield article["id"], entity["id"], want

    def outcomes(self) -> Iterator[Outcome]:
        yield from self._entities()
        yield from self._relations()
        yield from self._articles()
        yield from self._figures()

    def _outcome(
        self, what: str, result: str, text: str, where: tuple[Json, Json] | None = None, **more: Any
    ) -> Outcome:
        article, item = where or ({}, {})
        forms = item.get("forms") or [{}]
        spans = item.get("mentions") or item.get("evidence") or item.get("spans") or []
        return Outcome(
            what,
            result,
            text,
            page=self.name,
            article=str(article.get("title") or (article.get("body") or article.get("first") or "")[:20]),
            column=str(article.get("column") or ""),
            rule=str(item.get("rule") or forms[0].get("rule", "")),
            spans=tuple((begin, end) for begin, end in spans),
            near=str(article.get("first") or ""),
            **more,
        )

    def _entities(self) -> Iterator[Outcome]:
        for key in self.found.forms:
            if key not in self.matched:
                yield self._outcome(key[0], "false", key[1], self.found.first[key], fragment=key in self.fragments)
        by_gold = {want: key for key, want in self.matched.items()}
        for want, core in self.gold.core.items():
            if not core:
                if want in by_gold:
                    yield self._outcome(want[0], "neutral", want[1], self.found.first[by_gold[want]])
                continue
            if want not in by_gold:
                yield self._outcome(want[0], "missed", want[1], self.gold.first[want], names=(self.gold.called(want),))
                continue
            key = by_gold[want]
            parents = self.gold.parents[want]
            right_parent = want[0] != "Region" or not parents or bool(parents & self.found.parents[key])
            linked = key[1] == want[1] and right_parent
            text = want[1] if linked else f"{want[1]} as {key[1]} in {sorted(self.found.parents[key])}"
            yield self._outcome(want[0], "right", text, self.found.first[key], linked=linked)

    def _above(self) -> dict[Key, set[Key]]:
        """Each gold thing with all that contains it, by the gold's own statements and parents."""
        up: dict[Key, set[Key]] = defaultdict(set)
        for subject, predicate, obj in self.gold.relations:
            if predicate == "partOf":
                up[subject].add(obj)
        for key, parents in self.gold.parents.items():
            up[key] |= {other for other in self.gold.forms if other[0] == "Region" and other[1] in parents}
        return {key: _closure(key, up) for key in [*self.gold.forms]}

    def _relations(self) -> Iterator[Outcome]:
        above = self._above()
        neutral = {
            (s, p, top) for s, p, o in self.gold.relations if p in ("partOf", "basedIn", "livesIn") for top in above[o]
        }
        neutral |= {(key, "partOf", top) for key, tops in above.items() for top in tops}
        got: dict[Triple, Triple] = {}
        to_gold = self.fragments | self.matched
        for triple in self.found.relations:
            subject, predicate, obj = triple
            ends = to_gold.get(subject), to_gold.get(obj)
            if ends[0] is None or ends[1] is None:
                yield self._relation("false", triple, self.found)
                continue
            want = (ends[0], predicate, ends[1])
            back = (ends[1], predicate, ends[0])
            if want in self.gold.relations:
                got[want] = triple
            elif predicate == "partner" and back in self.gold.relations:
                got[back] = triple
            elif want in neutral or not self.gold.core[ends[0]] or not self.gold.core[ends[1]]:
                yield self._relation("neutral", triple, self.found)
            else:
                yield self._relation("false", triple, self.found)
        for want, core in self.gold.relations.items():
            if want in got:
                yield self._relation("right" if core else "neutral", got[want], self.found)
            elif core:
                yield self._relation("missed", want, self.gold)

    def _relation(self, result: str, triple: Triple, side: _Merged) -> Outcome:
        subject, predicate, obj = triple
        text = f"{subject[1]} {predicate} {obj[1]}"
        names = side.called(subject), side.called(obj)
        return self._outcome(f"relation {predicate}", result, text, side.first[triple], names=names)

    def _articles(self) -> Iterator[Outcome]:
        starts = [normal(article["first"])[:START] for article in self.gold_page["articles"]]
        found = self.found_page["articles"]
        used: set[int] = set()
        for index, want in enumerate(self.gold_page["articles"]):
            place = self._same_article(want, starts, index, used)
            if place is None:
                names = ((want["first"],),)
                yield self._outcome("article", "missed", want["title"] or want["first"], (want, {}), names=names)
                yield from self._contributors(want, {})
                yield from self._article_entities(want, None)
                continue
            used.add(place)
            yield self._outcome("article", "right", want["title"] or want["first"], (found[place], {}))
            yield from self._heads(want, found[place])
            yield from self._contributors(want, found[place])
            yield from self._article_entities(want, found[place])
        for index, article in enumerate(found):
            if index not in used:
                text = article.get("title") or (article.get("body") or "")[:20]
                yield self._outcome("article", "false", text, (article, {}))
                for key in sorted(self.found.by_article[article["id"]]):
                    yield self._in_article("false", key, self.found, article)

    def _same_article(self, want: Json, starts: list[str], index: int, used: set[int]) -> int | None:
        """The found article that holds the gold's first and last words and no other article's first words."""
        last = normal(want["last"])[-START:]
        for place, article in enumerate(self.found_page["articles"]):
            body = normal(article.get("body"))
            alone = not any(start in body for other, start in enumerate(starts) if other != index)
            if place not in used and starts[index] in body and last in body and alone:
                return place
        return None

    def _heads(self, want: Json, have: Json) -> Iterator[Outcome]:
        for what in ("title", "column"):
            expected, got = normal(want.get(what)), normal(have.get(what))
            text = f"{want.get(what)} / got {have.get(what)}"
            if expected == got:
                if expected:
                    yield self._outcome(what, "right", text, (have, {}))
                continue
            if expected:
                yield self._outcome(what, "missed", text, (have, {}), names=((expected,),))
            if got:
                yield self._outcome(what, "false", text, (have, {}), names=((got,),))

    def _contributors(self, want: Json, have: Json) -> Iterator[Outcome]:
        expected = {(c["name"], c["role"]) for c in want["contributors"]}
        got = {(c["name"], c["role"]) for c in have.get("contributors", [])}
        for result, group in (("right", expected & got), ("missed", expected - got), ("false", got - expected)):
            for name, role in sorted(group):
                where = have or want
                yield self._outcome("contributor", result, f"{name} ({role})", (where, {}), names=((name,),))

    def _article_entities(self, want: Json, have: Json | None) -> Iterator[Outcome]:
        """The same entities, but each in its own article."""
        expected = self.gold.by_article[want["id"]]
        mine: set[Key] = set()
        for key in sorted(self.found.by_article[have["id"]]) if have else ():
            gold_key = self.matched.get(key)
            if gold_key is not None:
                mine.add(gold_key)
            if gold_key not in expected:
                yield self._in_article("false", key, self.found, have or want)
        for key in sorted(expected):
            if self.gold.core[key]:
                yield self._in_article("right" if key in mine else "missed", key, self.gold, have or want)

    def _in_article(self, result: str, key: Key, side: _Merged, article: Json) -> Outcome:
        return self._outcome("ARTICLE-ENTITIES", result, key[1], (article, {}), names=(side.called(key),))

    def _figures(self) -> Iterator[Outcome]:
        expected, got = _figures(self.gold_page), _figures(self.found_page)
        for key in sorted({*expected, *got}):
            want, have = expected[key], got[key]
            pairs = min(len(want), len(have))
            wanted_subjects = [subject for _, _, subject in want]
            linked = min(pairs, sum(self.matched.get(s) in wanted_subjects for _, _, s in have if s))
            text = f"{key[0]:g} {key[1]}"
            for number, (article, item, _) in enumerate(have):
                result = "right" if number < pairs else "false"
                yield self._outcome("figure", result, text, (article, item), linked=number < linked)
            for article, item, _ in want[pairs:]:
                yield self._outcome("figure", "missed", text, (article, item), names=((item.get("text") or "",),))


def _closure(key: Key, up: dict[Key, set[Key]]) -> set[Key]:
    seen: set[Key] = set()
    ahead = [key]
    while ahead:
        new = up[ahead.pop()] - seen
        seen |= new
        ahead += new
    return seen


def _figures(page: Json) -> dict[tuple[float, str], list[tuple[Json, Json, Key | None]]]:
    """Figures by value and unit, 万元 reduced to 元."""
    result: dict[tuple[float, str], list[tuple[Json, Json, Key | None]]] = defaultdict(list)
    for article in page["articles"]:
        keys = {entity["id"]: _key(entity) for entity in article.get("entities", [])}
        for item in article.get("figures") or []:
            number = _number(item["value"])
            if number is not None:
                value, unit = _reduced(number, item.get("unit") or "")
                result[value, unit].append((article, item, keys.get(item.get("subject"))))
    return result


def _number(value: object) -> float | None:
    """The value, `7` or `"7"`; None for words, which are no figure."""
    try:
        return float(str(value))
    except ValueError:
        return None


def _reduced(value: float, unit: str) -> tuple[float, str]:
    for sign, factor in FACTORS:
        if unit.startswith(sign) and len(unit) > 1 and unit not in WHOLE_UNITS:
            value, unit = value * factor, unit[1:]
    return round(value, 4), unit


def evaluate(pairs: Iterable[tuple[Json, Json]]) -> list[Outcome]:
    """All outcomes of (gold page, annotation) pairs."""
    return [outcome for gold, found in pairs for outcome in Page(gold, found).outcomes()]
