"""Which things of single articles are one thing of the world: the keys of identity, and the reasons.

- region: its code, else name + parent, else (鼓楼区 of no known city) name + article; place: name + region;
- organisation: its full name, which holds the place;
- programme: its name, when the name says its content (双报到、双服务、双报告 is one concept, wherever it is adopted).
  A bare numeral formula (六个一, 四评) says nothing: name + the runner's county + the runner, and + the article where
  the runner is the county itself, for one banner may have a “六个一” for cadres and another for crops;
- policy: its name in the table, else as printed; contributor: name + newspaper; other person: see `graph.persons`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.document import Ref
from graph.annotations import Annotation, ArticleEntity, Reading
from graph.persons import Appearance, identities

NUMERAL_FORMULA = re.compile(
    r"""
      \d+(?:模式|路径|机制|法|工作法|工程|行动)?     # 12345, 123路径: digits that stand for what the page explains
    | [一二三四五六七八九十百两双多]+个[一-鿿]         # 六个一, 五个三
    | [二三四五六七八九十百两]+[一-鿿]               # 四评, 三员; but 双报到, 一表通 say what they are
    """,
    re.VERBOSE,
)
COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """An article with its page: where everything that resolution decides happens."""

    annotation: Annotation
    reading: Reading
    key: str  # page and where the article begins on it: the article's identity
    entities: dict[Ref, ArticleEntity]
    ends: dict[tuple[Ref, str], set[Ref]]  # objects by (subject, predicate), subjects by (object, ^predicate)
    titles: dict[Ref, frozenset[str]]  # of the posts that a person holds

    @classmethod
    def of(cls, annotation: Annotation, reading: Reading) -> Piece:
        by_id = {entity.id: entity.ref for entity in reading.entities}
        ends: dict[tuple[Ref, str], set[Ref]] = defaultdict(set)
        titles: dict[Ref, set[str]] = defaultdict(set)
        for relation in reading.relations:
            subject, obj = by_id[relation.subject], by_id[relation.object]
            ends[subject, relation.predicate].add(obj)
            ends[obj, "^" + relation.predicate].add(subject)
            if relation.predicate == "holds" and relation.title:
                titles[subject].add(relation.title)
        entities = {entity.ref: entity for entity in reading.entities}
        held = {ref: frozenset(words) for ref, words in titles.items()}
        return cls(annotation, reading, article_key(annotation, reading), entities, dict(ends), held)

    def beyond(self, ref: Ref, predicate: str) -> list[Ref]:
        """What a predicate leads to, in order; `^` before it for the way back."""
        return sorted(self.ends.get((ref, predicate), ()))


@dataclass(frozen=True, slots=True)
class Identities:
    """(article key, ref in the article) -> ref in the graph where that is another, and why articles speak of one."""

    others: dict[tuple[str, Ref], Ref]
    reasons: dict[Ref, tuple[str, ...]]

    def of(self, article: str, ref: Ref) -> Ref:
        return self.others.get((article, ref), ref)


def article_key(annotation: Annotation, reading: Reading) -> str:
    return f"{annotation.page.digest}:{reading.begin}"


def pieces(annotations: Iterable[Annotation]) -> Iterator[Piece]:
    for annotation in annotations:
        for reading in annotation.readings:
            yield Piece.of(annotation, reading)


def identify(annotations: Iterable[Annotation]) -> Identities:
    refs: dict[tuple[str, Ref], Ref] = {}
    appearances: list[Appearance] = []
    for piece in pieces(annotations):
        for entity in piece.reading.entities:
            if entity.type == "Person":
                appearances.append(appearance(piece, entity.ref))
            elif entity.type == "Region" and entity.key.endswith("@?"):
                refs[piece.key, entity.ref] = "Region", f"{entity.canonical}@{piece.key}"
            elif entity.type == "Programme" and NUMERAL_FORMULA.fullmatch(entity.canonical):
                refs[piece.key, entity.ref] = "Programme", formula_key(piece, entity.ref, entity.canonical)
            elif entity.type == "Programme" and entity.key != entity.canonical:
                refs[piece.key, entity.ref] = "Programme", entity.canonical
    reasons: dict[Ref, tuple[str, ...]] = {}
    for one, (key, why) in identities(appearances).items():
        refs[one.article, one.ref] = "Person", key
        if why:
            reasons["Person", key] = why
    return Identities(refs, reasons)


def contributor_key(name: str, newspaper: str) -> str:
    """A reporter and a villager of one name are two."""
    return f"contributor:{name}@{newspaper}"


def counties(piece: Piece, ref: Ref) -> frozenset[str]:
    """Codes of the counties (of the prefecture, where no county is known) that a thing of the article stands in."""
    kind, _ = ref
    if kind == "Region":
        code = piece.entities[ref].code
        return frozenset({code[:COUNTY_DIGITS]} if code else ())
    above = piece.beyond(ref, "partOf" if kind == "Place" else "basedIn")
    return frozenset(code for end in above if end != ref for code in counties(piece, end))


def formula_key(piece: Piece, ref: Ref, name: str) -> str:
    runners = piece.beyond(ref, "^runs")
    organisations = [runner for runner in runners if runner[0] != "Region"]
    if organisations:
        county = min(counties(piece, organisations[0]), default="")
        return f"{name}@{county}@{organisations[0][1]}"
    county = min((code for runner in runners for code in counties(piece, runner)), default="")
    return f"{name}@{county}@{piece.key}"


def appearance(piece: Piece, ref: Ref) -> Appearance:
    """What the article says of a person that may tell who it is."""
    entity = piece.entities[ref]
    posts = piece.beyond(ref, "holds")
    homes = piece.beyond(ref, "livesIn")
    return Appearance(
        name=entity.canonical,
        article=piece.key,
        ref=ref,
        organisations=tuple(key for _, key in posts),
        homes=tuple(key for _, key in homes),
        counties=frozenset(code for end in (*posts, *homes) for code in counties(piece, end)),
        titles=piece.titles.get(ref, frozenset()),
        newspaper=piece.annotation.page.newspaper,
        page=piece.annotation.page.digest,
    )
