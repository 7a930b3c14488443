"""Readings of single articles -> one graph: what is one thing gets one entity, what several say is said once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from extractors.document import Page, Ref
from graph.annotations import Annotation, ArticleEntity, Reading
from graph.identity import Identities, article_key, contributor_key, identify
from graph.records import (
    ArticleRecord,
    Credit,
    DoubtRecord,
    Entity,
    EntityMention,
    FigureRecord,
    Graph,
    Statement,
)
from ontology import gazetteer

SLIP = "slip"  # in the name of a rule: the printed form is wrong and was corrected
QUOTATION = "“”‘’《》\"'"  # around a printed name, no part of it
SHOWN_LEVELS = ("prefecture", "county")  # of a province in play, shown whether or not a page names them


def unquoted(name: str) -> str:
    """A name without the marks round it; “红色驿站”服务阵地 keeps those round a part of it."""
    bare = name.strip(QUOTATION)
    return bare if bare.count("“") == bare.count("”") and bare.count("‘") == bare.count("’") else name


@dataclass(slots=True)
class Gathered:
    """What the articles say of one entity, before it is frozen."""

    labels: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    names: set[str] = field(default_factory=set)
    slips: set[str] = field(default_factory=set)
    code: str = ""
    level: str = ""

    def take(self, entity: ArticleEntity) -> None:
        self.labels[entity.canonical] += 1
        for form in entity.forms:
            if not form.generic:
                (self.slips if SLIP in form.rule else self.names).add(unquoted(form.name))
        self.code, self.level = max((self.code, self.level), (entity.code, entity.level))  # in whatever order they come

    def join(self, other: Gathered) -> None:
        """What other pages say of it as well."""
        for label, count in other.labels.items():
            self.labels[label] += count
        self.names |= other.names
        self.slips |= other.slips
        self.code, self.level = max((self.code, self.level), (other.code, other.level))

    def entity(self, ref: Ref, reasons: tuple[str, ...]) -> Entity:
        label = min(self.labels, key=lambda name: (-self.labels[name], name))
        return Entity(
            type=ref[0],
            key=ref[1],
            label=label,
            names=tuple(sorted(self.names - self.slips - {label})),
            slips=tuple(sorted(self.slips - {label})),
            code=self.code,
            level=self.level,
            reasons=reasons,
        )


def resolve(annotations: Iterable[Annotation]) -> Graph:
    """The graph of these pages; a page given twice counts once."""
    by_digest = {annotation.page.digest: annotation for annotation in annotations}
    ordered = [by_digest[digest] for digest in sorted(by_digest)]
    merger = Merger(identify(ordered))
    told = [merger.told(annotation) for annotation in ordered]
    entities, known = merger.known()
    return Graph.of(
        pages=(annotation.page for annotation in ordered),
        articles=(one.article for page in told for one in page),
        entities=entities,
        statements=[*known, *(statement for page in told for one in page for statement in one.statements)],
        mentions=(mention for page in told for one in page for mention in one.mentions),
        figures=(figure for page in told for one in page for figure in one.figures),
        doubts=(doubt for annotation in ordered for doubt in _doubts(annotation)),
    )


class Merger:
    """Pages one by one, in the graph's own terms; of a page that has gone by only its entities are kept."""

    def __init__(self, same: Identities) -> None:
        self._same = same
        self._gathered: dict[Ref, Gathered] = defaultdict(Gathered)

    def told(self, annotation: Annotation) -> list[_Said]:
        return [_said(annotation, reading, self._same, self._gathered) for reading in annotation.readings]

    def page(self, annotation: Annotation) -> Graph:
        """One page as a graph, its entities not yet described: what else is said of them is not known yet."""
        told = self.told(annotation)
        credits = [credit.person for one in told for credit in one.article.credits]
        named = {mention.entity for one in told for mention in one.mentions}.union(credits)
        return Graph.of(
            pages=[annotation.page],
            articles=(one.article for one in told),
            entities=(Entity(*ref, "") for ref in named),
            statements=(statement for one in told for statement in one.statements),
            mentions=(mention for one in told for mention in one.mentions),
            figures=(figure for one in told for figure in one.figures),
            doubts=_doubts(annotation),
        )

    @property
    def gathered(self) -> dict[Ref, Gathered]:
        """What the pages gone by say of their entities."""
        return dict(self._gathered)

    def take(self, gathered: Mapping[Ref, Gathered]) -> None:
        """Pages that went by elsewhere."""
        for ref, what in gathered.items():
            self._gathered[ref].join(what)

    @property
    def said(self) -> Collection[Ref]:
        """The entities that an article speaks of."""
        return self._gathered.keys()

    def known(self) -> tuple[list[Entity], list[Statement]]:
        """The entities of all pages gone by, those of the gazetteer around them, and what it says of these."""
        codes = {what.code for ref, what in self._gathered.items() if ref[0] == "Region"} - {""}
        regions, known = _from_gazetteer(sorted(codes))
        entities = dict(regions)
        for ref, what in self._gathered.items():
            entities[ref] = _together(what.entity(ref, self._same.reasons.get(ref, ())), regions.get(ref))
        return list(entities.values()), known


@dataclass(frozen=True, slots=True)
class _Said:
    """One article in the graph's own terms."""

    article: ArticleRecord
    statements: tuple[Statement, ...]
    mentions: tuple[EntityMention, ...]
    figures: tuple[FigureRecord, ...]


def _said(annotation: Annotation, reading: Reading, same: Identities, gathered: dict[Ref, Gathered]) -> _Said:
    key = article_key(annotation, reading)
    refs = {entity.id: same.of(key, entity.ref) for entity in reading.entities}
    for entity in reading.entities:
        gathered[refs[entity.id]].take(entity)
    return _Said(
        article=_article(annotation.page, reading, key, gathered),
        statements=_statements(reading, key, refs),
        mentions=tuple(
            EntityMention(key, refs[entity.id], form.spans, form.name, form.rule, form.confidence)
            for entity in reading.entities
            for form in entity.forms
        ),
        figures=tuple(
            FigureRecord(key, refs.get(f.subject), f.measure, f.value, f.unit, f.approximate, f.value_max, f.spans)
            for f in reading.figures
        ),
    )


def _article(page: Page, reading: Reading, key: str, gathered: dict[Ref, Gathered]) -> ArticleRecord:
    credits = []
    for contributor in reading.contributors:
        person = "Person", contributor_key(contributor.name, page.newspaper)
        gathered[person].labels[contributor.name] += 1
        credits.append(Credit(person, contributor.role, contributor.span))
    return ArticleRecord(
        key=key,
        page=page.digest,
        number=reading.number,
        kind=reading.kind,
        title=reading.title,
        kicker=reading.kicker,
        subtitle=reading.subtitle,
        column=reading.column,
        installment=reading.installment,
        spans=reading.spans,
        body=reading.body,
        credits=tuple(credits),
    )


def _statements(reading: Reading, key: str, refs: dict[str, Ref]) -> tuple[Statement, ...]:
    """What the article says; two forms of one programme that turn out to be the same say nothing of each other."""
    return tuple(
        Statement(
            refs[r.subject],
            r.predicate,
            refs[r.object],
            key,
            r.evidence,
            r.rule,
            r.confidence,
            r.inferred,
            r.premises,
            r.title,
        )
        for r in reading.relations
        if refs[r.subject] != refs[r.object]
    )


def _doubts(annotation: Annotation) -> list[DoubtRecord]:
    keys = {reading.id: article_key(annotation, reading) for reading in annotation.readings}
    digest = annotation.page.digest
    return [DoubtRecord(digest, keys.get(d.article, ""), d.kind, d.spans, d.message) for d in annotation.doubts]


def _from_gazetteer(codes: list[str]) -> tuple[dict[Ref, Entity], list[Statement]]:
    """What the pages do not say: the regions above those named, all leagues and counties of the provinces in play."""
    places = gazetteer.load()
    wanted = {one.code: one for code in codes for one in (places.get(code), *places.ancestors(code))}
    for province in [code for code in wanted if wanted[code].level == "province"]:
        for prefecture in places.children(province):
            for one in (prefecture, *places.children(prefecture.code)):
                if one.level in SHOWN_LEVELS:
                    wanted[one.code] = one
    regions = [_region(one) for one in wanted.values()]
    return {region.ref: region for region in regions}, [
        Statement(("Region", one.code), "partOf", ("Region", one.parent), "", (), "gazetteer", 1.0, False, ())
        for one in wanted.values()
        if one.parent in wanted
    ]


def _region(division: gazetteer.Division) -> Entity:
    """The region as the gazetteer knows it, with its short and former names."""
    centroid = None
    if division.latitude is not None and division.longitude is not None:
        centroid = division.latitude, division.longitude
    return Entity(
        "Region",
        division.code,
        division.name,
        names=tuple(sorted({*division.names, *(name for name, _ in division.former)} - {division.name})),
        code=division.code,
        level=division.level,
        centroid=centroid,
    )


def _together(said: Entity, known: Entity | None) -> Entity:
    """What the pages call a region, with what the gazetteer knows of it."""
    if known is None:
        return said
    names = {*said.names, *known.names, said.label} - {known.label}
    return replace(known, names=tuple(sorted(names)), slips=said.slips, reasons=said.reasons)
