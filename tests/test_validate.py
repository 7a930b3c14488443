"""Every fault planted in a good graph is caught, and only that; a good graph passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from graphs import A1, COMMITTEE, ESTATE, ETUOKE, GRAPH, HAINAN, LASENGZHONG, PAGE, STATION, TEXT, YUAN
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph import store as stores
from graph.cli import main
from graph.quads import article_iri, entity_iri, page_iri, quads, span_iri, statement_iri
from graph.records import Statement
from graph.validate import messages, validate
from ontology.terms import CREDITS, PREFIXES, PROPERTIES, RELATIONS, YZ

NQUADS = quads(GRAPH)
TEXTS = {PAGE.digest: TEXT}
ARTICLE = NamedNode(article_iri(A1))
GAZETTEER = NamedNode(article_iri(""))


def good() -> Store:
    return stores.load(NQUADS)


def term(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd:integer"))


def the(predicate: str) -> Statement:
    """The first statement of this relation in the first article."""
    return next(s for s in GRAPH.statements if s.predicate == predicate and s.article == A1)


def node(statement: Statement) -> NamedNode:
    return NamedNode(statement_iri(statement))


def without(store: Store, subject: NamedNode, curie: str) -> None:
    gone = list(store.quads_for_pattern(subject, term(curie), None, None))
    assert gone
    for quad in gone:
        store.remove(quad)


def put(store: Store, subject: NamedNode, curie: str, value: NamedNode | Literal, graph: NamedNode = ARTICLE) -> None:
    store.add(Quad(subject, term(curie), value, graph))


def changed(store: Store, subject: NamedNode, curie: str, value: NamedNode | Literal) -> None:
    graph = next(iter(store.quads_for_pattern(subject, term(curie), None, None))).graph_name
    without(store, subject, curie)
    store.add(Quad(subject, term(curie), value, graph))


def state(store: Store, subject: NamedNode, predicate: str, value: NamedNode) -> None:
    """A whole statement from the gazetteer, so that nothing but its sense is wrong."""
    made = NamedNode(f"urn:statement:{predicate}")
    put(store, subject, f"yz:{predicate}", value, GAZETTEER)
    for curie, one in (
        ("rdf:type", term("yz:Statement")),
        ("rdf:subject", subject),
        ("rdf:predicate", term(f"yz:{predicate}")),
        ("rdf:object", value),
        ("yz:source", Literal("test")),
    ):
        put(store, made, curie, one, GAZETTEER)


RUNS, HOLDS = node(the("runs")), node(the("holds"))
SPAN = NamedNode(span_iri(PAGE.digest, the("runs").spans[0]))
REGION, STREET, BANNER = (NamedNode(entity_iri(ref)) for ref in (HAINAN, LASENGZHONG, ETUOKE))
BODY, BRAND, PERSON = (NamedNode(entity_iri(ref)) for ref in (COMMITTEE, STATION, YUAN))
FIGURE = NamedNode(next(iter(good().quads_for_pattern(None, term("yz:measure"), None, None))).subject.value)  # type: ignore[union-attr]


def faults() -> Iterator[tuple[str, object]]:
    """The rule that must be broken, and what breaks it."""
    yield "Evidence", lambda s: without(s, RUNS, "yz:evidence")
    yield "Evidence", lambda s: without(s, HOLDS, "yz:evidence")
    yield "Evidence", lambda s: without(s, FIGURE, "yz:evidence")
    yield "EvidenceIsSpan", lambda s: put(s, RUNS, "yz:evidence", BRAND)
    yield "SpanOrder", lambda s: changed(s, SPAN, "yz:end", integer(1))
    yield "SpanOrder", lambda s: changed(s, SPAN, "yz:end", integer(the("runs").spans[0].begin))
    yield "SpanBegin", lambda s: changed(s, SPAN, "yz:begin", integer(-1))
    yield "SpanQuote", lambda s: without(s, SPAN, "yz:quote")
    yield "Label", lambda s: without(s, BODY, "rdfs:label")
    yield "Label", lambda s: without(s, BANNER, "rdfs:label")
    yield "Label", lambda s: put(s, REGION, "rdfs:label", Literal("海南", language="zh"))
    yield "ArticlePage", lambda s: without(s, ARTICLE, "yz:page")
    yield "ArticleKind", lambda s: changed(s, ARTICLE, "yz:kind", term("yz:county"))
    yield "RegionLevel", lambda s: without(s, BANNER, "yz:level")
    yield "RegionInRegion", lambda s: state(s, REGION, "partOf", NamedNode(entity_iri(ESTATE)))
    yield "RegionCode", lambda s: changed(s, BANNER, "yz:code", Literal("1506240"))
    yield "Confidence", lambda s: changed(s, RUNS, "yz:confidence", Literal("1.5", datatype=term("xsd:decimal")))
    yield "StatementPredicate", lambda s: changed(s, RUNS, "rdf:predicate", term("yz:oversees"))
    yield "FigureValue", lambda s: changed(s, FIGURE, "yz:value", Literal("seven"))
    yield "PageDate", lambda s: changed(s, NamedNode(page_iri(PAGE.digest)), "yz:date", Literal("10月25日"))
    yield "runsSubject", lambda s: state(s, PERSON, "runs", BRAND)
    yield "runsObject", lambda s: state(s, BODY, "runs", REGION)
    yield "partOfObject", lambda s: state(s, REGION, "partOf", BODY)
    yield "holdsObject", lambda s: state(s, PERSON, "holds", BRAND)
    yield "reporterObject", lambda s: put(s, ARTICLE, "yz:reporter", BODY)
    yield "OneParent", lambda s: state(s, REGION, "partOf", NamedNode(entity_iri(("Region", "1506"))))
    yield "NoCircle", lambda s: state(s, NamedNode(entity_iri(("Region", "15"))), "partOf", STREET)
    yield "CodeUnderParent", lambda s: changed(s, STREET, "yz:code", Literal("150304001"))
    yield "LevelBelowParent", lambda s: changed(s, STREET, "yz:level", term("yz:prefecture"))
    yield "NotUnderItself", lambda s: state(s, BODY, "under", BODY)
    yield "StatementHolds", lambda s: s.remove(Quad(BODY, term("yz:runs"), BRAND, ARTICLE))
    yield "EvidenceOnPage", lambda s: changed(s, SPAN, "yz:page", NamedNode("urn:other"))
    yield "TripleIsStated", lambda s: put(s, BODY, "yz:partner", NamedNode(entity_iri(GRAPH.entities[0].ref)))
    yield "Declared", lambda s: put(s, BODY, "yz:colour", Literal("red"))
    yield "Quote", lambda s: changed(s, SPAN, "yz:quote", Literal("拉僧仲街道党工委打造了8个驿站"))


FAULTS = tuple(faults())


def test_a_good_graph_passes() -> None:
    report = validate(good(), TEXTS)
    assert report.faults == ()
    assert report.quotes > 20
    assert report.text("zh") == f"图无缺陷,{report.quotes} 处原文与版面相符\n"
    assert report.text("en") == f"no fault; {report.quotes} quotes are right\n"


@pytest.mark.parametrize(("rule", "plant"), FAULTS, ids=[f"{at}-{rule}" for at, (rule, _) in enumerate(FAULTS)])
def test_a_planted_fault_is_caught(rule: str, plant: object) -> None:
    store = good()
    assert callable(plant)
    plant(store)
    report = validate(store, TEXTS)
    assert rule in {fault.rule for fault in report.faults}, report.text("en")


def test_a_page_without_its_text_is_a_fault() -> None:
    (fault,) = validate(good(), {}).faults
    assert (fault.rule, fault.focus, fault.about) == ("PageText", page_iri(PAGE.digest), "t")


def test_the_report_is_readable_and_rdf() -> None:
    store = good()
    without(store, RUNS, "yz:evidence")
    report = validate(store, TEXTS)
    assert report.text("zh") == (
        "1 处缺陷\n\n没有证据:既无文字片段,也无来源 (Evidence: 1)\n"
        f"  拉僧仲街道党工委 runs 红色驿站\n    {RUNS.value}\n"
    )
    assert "No evidence: neither a span nor a source (Evidence: 1)" in report.text("en")
    rdf = rdflib.Graph().parse(data=report.rdf(), format="turtle")
    (result,) = rdf.subjects(rdflib.SH.sourceShape, rdflib.URIRef("https://w3id.org/yizhan/shapes#Evidence"))
    assert rdf.value(result, rdflib.SH.focusNode) == rdflib.URIRef(RUNS.value)
    assert {one.language for one in rdf.objects(result, rdflib.SH.resultMessage)} == {"zh", "en"}  # type: ignore[attr-defined]
    assert rdf.value(predicate=rdflib.SH.conforms, object=rdflib.Literal(False)) is not None


def test_every_shape_has_a_message_in_both_languages() -> None:
    assert len(messages()) > 60
    for rule, message in messages().items():
        assert re.search(r"[一-鿿]", message.zh), rule
        assert re.search(r"[a-z]{2}", message.en), rule


def test_shapes_say_what_domain_and_range_say() -> None:
    shapes = rdflib.Graph().parse(Path(__file__).parent.parent / "ontology" / "shapes.ttl")
    ysh, sh = rdflib.Namespace("https://w3id.org/yizhan/shapes#"), rdflib.SH
    checked = (*RELATIONS.values(), *CREDITS.values(), PROPERTIES["mentions"])
    for relation in checked:
        for end, target, classes in (
            ("Subject", sh.targetSubjectsOf, relation.domain),
            ("Object", sh.targetObjectsOf, relation.range),
        ):
            shape = ysh[relation.name + end]
            assert shapes.value(shape, target) == rdflib.URIRef(relation.iri), shape
            allowed = shapes.transitive_objects(shapes.value(shape, sh["or"]), rdflib.RDF.rest)
            found = [shapes.value(shapes.value(one, rdflib.RDF.first), sh["class"]) for one in allowed]
            assert [str(one) for one in found if one] == [YZ + name for name in classes], shape


def test_rules_name_every_relation() -> None:
    rules = (Path(__file__).parent.parent / "ontology" / "rules.ttl").read_text("utf8")
    shapes = (Path(__file__).parent.parent / "ontology" / "shapes.ttl").read_text("utf8")
    for name in RELATIONS:
        assert rules.count(f"yz:{name} ") + rules.count(f"yz:{name},") + rules.count(f"yz:{name}\n") >= 2, name
    for name in (*RELATIONS, *CREDITS):
        assert re.search(rf"sh:in \([^)]*\byz:{name}\b", shapes), name


def test_the_graph_of_the_seeds_is_good(seeds_out: Path) -> None:
    report = validate(stores.load(seeds_out / "graph.nq"), stores.page_texts(seeds_out / "pages"))
    assert report.good, report.text("en")
    assert report.quotes > 500


def test_the_command_says_so_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / f"{PAGE.digest[:16]}.txt").write_text(TEXT, "utf8", newline="\n")
    lines = NQUADS.splitlines(keepends=True)
    (tmp_path / "graph.nq").write_text("".join(line for line in lines if f"<{YZ}kind>" not in line), "utf8")
    assert main(["validate", "--graph", str(tmp_path), "--language", "en", "--report", str(tmp_path / "r.ttl")]) == 1
    assert "An article is of one kind (ArticleKind: 2)" in capsys.readouterr().out
    assert len(list(rdflib.Graph().parse(tmp_path / "r.ttl").subjects(rdflib.SH.sourceShape))) == 2
    (tmp_path / "graph.nq").write_text(NQUADS, "utf8")
    assert main(["validate", "--graph", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("图无缺陷")


def test_shapes_and_rules_are_plain_shacl() -> None:
    """A SHACL processor given both files whole says the same, on the good graph and on a broken one."""
    root = Path(__file__).parent.parent / "ontology"
    shapes = rdflib.Graph().parse(root / "shapes.ttl").parse(root / "rules.ttl")
    broken = good()
    state(broken, REGION, "partOf", NamedNode(entity_iri(("Region", "1506"))))
    for loaded, rules in ((good(), set()), (broken, {"OneParent", "CodeUnderParent"})):
        data = rdflib.Graph().parse(root / "yizhan.ttl")
        data.parse(data="".join(f"{quad.triple} .\n" for quad in loaded), format="nt")
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=True)
        assert isinstance(results, rdflib.Graph)
        assert {rule for rule in messages() if rule in str(results.serialize())} == rules
        assert validate(loaded, TEXTS).faults == () or rules
