"""Whether a graph can be believed: SHACL page by page, rules across pages as SPARQL, every quote against its page.

The shapes stand in `ontology/shapes.ttl`, the rules in `ontology/rules.ttl`; both are plain SHACL for other tools too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, serialize

from graph.store import query
from graph.syntax import with_sorted_prefixes
from ontology.terms import CLASSES, KINDS, LEVELS, PREFIXES, PROPERTIES, YZ, Bilingual

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph

YSH = "https://w3id.org/yizhan/shapes#"
BATCH = 20_000
"""Triples that go to the SHACL processor at once: pages are put together up to this many, for it has a fixed cost."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    rule: str  # local name of the shape or rule
    focus: str  # IRI of the thing at fault
    value: str  # what is wrong about it: IRI or words, "" where something is missing
    about: str  # the thing in words


@dataclass(frozen=True, slots=True)
class Report:
    """Sorted faults; none when the graph is good."""

    faults: tuple[Fault, ...]
    quotes: int  # compared with their pages

    @property
    def good(self) -> bool:
        return not self.faults

    def text(self, language: str = "zh") -> str:
        """For people, in `zh` or `en`: the faults under the rule that they break."""
        zh = language == "zh"
        if self.good:
            return f"图无缺陷,{self.quotes} 处原文与版面相符\n" if zh else f"no fault; {self.quotes} quotes are right\n"
        lines = [f"{len(self.faults)} 处缺陷" if zh else f"{len(self.faults)} faults"]
        for rule in sorted({fault.rule for fault in self.faults}):
            found = [fault for fault in self.faults if fault.rule == rule]
            message = messages()[rule]
            lines.append(f"\n{message.zh if zh else message.en} ({rule}: {len(found)})")
            for fault in found:
                value = f" | {fault.value}" if fault.value else ""
                lines.append(f"  {fault.about}{value}\n    {fault.focus}")
        return "\n".join(lines) + "\n"

    def rdf(self) -> bytes:
        """A sh:ValidationReport in Turtle."""
        wanted = {"sh": PREFIXES["sh"], "xsd": PREFIXES["xsd"], "ysh": YSH}
        text = serialize(self._triples(), format=RdfFormat.TURTLE, prefixes=wanted)
        assert text is not None
        return with_sorted_prefixes(text)

    def _triples(self) -> Iterator[Triple]:
        report = BlankNode("report")
        yield Triple(report, _iri("rdf:type"), _iri("sh:ValidationReport"))
        truth = Literal("true" if self.good else "false", datatype=_iri("xsd:boolean"))
        yield Triple(report, _iri("sh:conforms"), truth)
        for number, fault in enumerate(self.faults, 1):
            result = BlankNode(f"result{number}")
            yield Triple(report, _iri("sh:result"), result)
            yield Triple(result, _iri("rdf:type"), _iri("sh:ValidationResult"))
            yield Triple(result, _iri("sh:focusNode"), NamedNode(fault.focus))
            yield Triple(result, _iri("sh:resultSeverity"), _iri("sh:Violation"))
            yield Triple(result, _iri("sh:sourceShape"), NamedNode(YSH + fault.rule))
            if fault.value:
                is_iri = fault.value.startswith(("http:", "https:", "urn:"))
                yield Triple(result, _iri("sh:value"), NamedNode(fault.value) if is_iri else Literal(fault.value))
            message = messages()[fault.rule]
            yield Triple(result, _iri("sh:resultMessage"), Literal(message.zh, language="zh"))
            yield Triple(result, _iri("sh:resultMessage"), Literal(message.en, language="en"))


def validate(store: Store, texts: Mapping[str, str]) -> Report:
    """All faults of the graph; `texts` gives the pages' texts by digest (`graph.store.page_texts`)."""
    spans = list(_spans(store))
    found = {*_by_shapes(store), *_by_rules(store), *_undeclared(store), *_wrong_quotes(spans, texts)}
    return Report(
        tuple(sorted(Fault(rule, focus, value, _in_words(store, focus)) for rule, focus, value in found)), len(spans)
    )


_Found = tuple[str, str, str]
"""Rule, focus, value."""


def _iri(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def _file(name: str) -> str:
    return files("ontology").joinpath(name).read_text("utf8")


@cache
def _rules() -> Store:
    store = Store()
    for name in ("shapes.ttl", "rules.ttl"):
        store.load(_file(name).encode("utf8"), format=RdfFormat.TURTLE)
    return store


@cache
def messages() -> Mapping[str, Bilingual]:
    """What each shape and rule says when it is broken, by local name."""
    said: dict[str, dict[str, str]] = {}
    for quad in _rules().quads_for_pattern(None, _iri("sh:message"), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            said.setdefault(quad.subject.value.removeprefix(YSH), {})[quad.object.language or ""] = quad.object.value
    found = {name: Bilingual(texts["zh"], texts["en"]) for name, texts in said.items()}
    return found | {
        "Quote": Bilingual("原文与版面不符", "A quote is not what stands on the page"),
        "PageText": Bilingual("没有版面的文字,无从比对", "The text of the page is not there to compare with"),
        "Declared": Bilingual("用语不在本体中", "A term that the ontology does not define"),
    }


# ---------------------------------------------------------------- SHACL, page by page


def _by_shapes(store: Store) -> Iterator[_Found]:
    for quads in _batches(store):
        yield from _shacl(quads)


def _batches(store: Store) -> Iterator[list[Quad]]:
    """Pages with what their articles say and the entities these speak of; then what stands in no page's articles."""
    batch: dict[Quad, None] = {}
    done: set[NamedNode] = set()
    for page in _subjects(store, "yz:Page"):
        articles = _articles(store, page)
        done.update(articles)
        batch |= dict.fromkeys(_page_quads(store, page, articles))
        if len(batch) > BATCH:
            yield list(batch)
            batch = {}
    yield list(batch)
    rest: list[Quad] = []
    for quad in store:
        if quad.graph_name not in done:
            rest.append(quad)
            if len(rest) == BATCH:
                yield list(dict.fromkeys([*rest, *_whole(store, rest)]))
                rest = []
    yield list(dict.fromkeys([*rest, *_whole(store, rest)]))


def _subjects(store: Store, class_: str) -> list[NamedNode]:
    found = store.quads_for_pattern(None, _iri("rdf:type"), _iri(class_), None)
    return sorted((q.subject for q in found if isinstance(q.subject, NamedNode)), key=lambda node: node.value)


def _articles(store: Store, page: NamedNode) -> list[NamedNode]:
    """The articles of a page: the names of their graphs."""
    found = store.quads_for_pattern(None, _iri("yz:page"), page, None)
    return [quad.subject for quad in found if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name]


def _page_quads(store: Store, page: NamedNode, articles: Iterable[NamedNode]) -> Iterator[Quad]:
    said = [quad for article in articles for quad in store.quads_for_pattern(None, None, None, article)]
    said.extend(store.quads_for_pattern(page, None, None, None))
    yield from said
    yield from _whole(store, said)


def _whole(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """What is known of the things that these quads name, and so on, so that no shape misses what was cut off."""
    done: set[NamedNode] = set()
    found = list(quads)
    while found:
        named = {node for quad in found for node in (quad.subject, quad.object) if isinstance(node, NamedNode)} - done
        done |= named
        found = [
            quad
            for node in sorted(named, key=lambda node: node.value)
            for quad in store.quads_for_pattern(node, None, None, None)
            if quad.predicate not in _RELATIONS
        ]
        yield from found


_RELATIONS = frozenset(NamedNode(term.iri) for term in PROPERTIES.values() if YZ + "relatedTo" in term.parents)


def _shacl(quads: list[Quad]) -> Iterator[_Found]:
    import pyshacl
    from rdflib import SH, Graph, URIRef

    if not quads:
        return
    data = Graph()
    triples = sorted({str(quad.triple) + " .\n" for quad in quads})
    data.parse(data="".join(triples) + _class_tree(), format="nt")
    _, results, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise TypeError(f"no results graph from the SHACL processor: {results!r}")
    for result in results.subjects(SH.sourceShape):
        shape = results.value(result, SH.sourceShape)
        if isinstance(shape, URIRef) and shape.startswith(YSH):
            value = results.value(result, SH.value)
            focus = results.value(result, SH.focusNode)
            # a node shape's value is the focus itself, which says nothing more
            yield shape.removeprefix(YSH), str(focus), "" if value is None or value == focus else str(value)


@cache
def _shapes() -> RdfGraph:
    from rdflib import Graph

    return Graph().parse(data=_file("shapes.ttl"), format="turtle")


def _class_tree() -> str:
    """A shape of a class is asked of instances of its subclasses only when these are in the data."""
    sub_class = _iri("rdfs:subClassOf")
    return "".join(
        f"<{term.iri}> {sub_class} <{parent}> .\n"
        for term in CLASSES.values()
        for parent in term.parents
        if parent.startswith(YZ)
    )


# ---------------------------------------------------------------- rules across pages


def _by_rules(store: Store) -> Iterator[_Found]:
    for quad in _rules().quads_for_pattern(None, _iri("sh:select"), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            for row in _rows(store, quad.object.value):
                yield quad.subject.value.removeprefix(YSH), row["this"], row["value"]


def _undeclared(store: Store) -> Iterator[_Found]:
    known = {term.iri for term in (*CLASSES.values(), *PROPERTIES.values(), *LEVELS.values(), *KINDS.values())}
    text = """SELECT ?term (MIN(STR(?s)) AS ?this) WHERE {
        { ?s ?term ?o } UNION { ?s a ?term } UNION { ?s yz:level|yz:kind|rdf:predicate ?term }
    } GROUP BY ?term"""
    for row in _rows(store, text):
        if row["term"].startswith(YZ) and row["term"] not in known:
            yield "Declared", row["this"], row["term"]


def _rows(store: Store, text: str) -> Iterator[dict[str, str]]:
    found = query(store, text)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    for row in found:
        values = ((name, row[name]) for name in names)
        yield {name: value.value for name, value in values if isinstance(value, NamedNode | Literal)}


# ---------------------------------------------------------------- quotes


def _spans(store: Store) -> Iterator[dict[str, str]]:
    return _rows(
        store,
        """SELECT DISTINCT ?span ?begin ?end ?quote ?digest ?page WHERE {
            ?span yz:quote ?quote ; yz:begin ?begin ; yz:end ?end ; yz:page ?page . ?page yz:digest ?digest
        }""",
    )


def _wrong_quotes(spans: Iterable[Mapping[str, str]], texts: Mapping[str, str]) -> Iterator[_Found]:
    for span in spans:
        page = texts.get(span["digest"])
        if page is None:
            yield "PageText", span["page"], ""
        elif page[int(span["begin"]) : int(span["end"])] != span["quote"]:
            yield "Quote", span["span"], span["quote"]


# ---------------------------------------------------------------- in words


def _in_words(store: Store, focus: str) -> str:
    """The label of a thing; a statement as `subject relation object`; a span by its words; else the end of the IRI."""
    node = NamedNode(focus)

    def of(subject: NamedNode, curie: str) -> NamedNode | Literal | None:
        found = (quad.object for quad in store.quads_for_pattern(subject, _iri(curie), None, None))
        return next((one for one in found if isinstance(one, NamedNode | Literal)), None)

    def name(one: NamedNode | Literal | None) -> str:
        if not isinstance(one, NamedNode):
            return one.value if one else "?"
        label = of(one, "rdfs:label") or of(one, "yz:quote") or of(one, "yz:message") or of(one, "yz:printed")
        return label.value if label else one.value.rpartition("/")[2].rpartition("#")[2]

    ends = of(node, "rdf:subject"), of(node, "rdf:predicate"), of(node, "rdf:object")
    return " ".join(map(name, ends)) if any(ends) else name(node)
