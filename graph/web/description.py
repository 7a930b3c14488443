"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID at the well-known place (RFC 8615)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import RdfFormat, parse, serialize

from graph.syntax import with_sorted_prefixes
from graph.web.rows import Asker
from ontology.terms import CLASSES, PREFIXES, YZ

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS_NS = "http://www.w3.org/ns/formats/"
RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)

SYNTAXES: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


def service(address: str, graphs: Iterable[str]) -> str:
    """The service description in Turtle; `address` is where the endpoint was asked at."""
    results = ", ".join(f"<{FORMATS_NS}{name}>" for name in RESULTS)
    named = "".join(f" ;\n        sd:namedGraph [ a sd:NamedGraph ; sd:name <{graph}> ]" for graph in graphs)
    return f"""@prefix sd: <{SD}> .
@prefix void: <{VOID}> .
<{address}> a sd:Service ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {results} ;
    sd:defaultDataset [ a sd:Dataset ;
        sd:defaultGraph [ a sd:Graph ]{named} ] .
"""


async def graphs(asker: Asker, *, limit: int = 1000) -> list[str]:
    found = await asker.rows(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ }} }} ORDER BY ?g LIMIT {limit}")
    return [row["g"] for row in found]


async def dataset(asker: Asker, address: str, home: str, dumps: Iterable[str]) -> str:
    """The VoID description in Turtle: what is counted, where it is asked and loaded."""
    ours = f"FILTER(STRSTARTS(STR(?c), '{YZ}'))"
    classes = await asker.rows(f"SELECT ?c (COUNT(?s) AS ?n) {{ ?s a ?c {ours} }} GROUP BY ?c ORDER BY ?c")
    properties = await asker.rows("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p")
    entities = sum(int(row["n"]) for row in classes if row["c"].removeprefix(YZ) in CLASSES)
    parts = [f"void:classPartition [ void:class <{r['c']}> ; void:entities {r['n']} ]" for r in classes]
    parts += [f"void:propertyPartition [ void:property <{r['p']}> ; void:triples {r['n']} ]" for r in properties]
    parts += [f"void:dataDump <{dump}>" for dump in dumps]
    parts += [f"void:vocabulary <{PREFIXES[name]}>" for name in ("yz", "skos", "prov", "schema", "org")]
    lines = " ;\n    ".join(parts)
    return f"""@prefix void: <{VOID}> .
@prefix dcterms: <{PREFIXES["dcterms"]}> .
<{home}.well-known/void#dataset> a void:Dataset ;
    dcterms:title "驿站知识图谱"@zh, "Yizhan knowledge graph"@en ;
    void:sparqlEndpoint <{address}> ;
    void:uriSpace "{asker.base}" ;
    void:triples {sum(int(row["n"]) for row in properties)} ;
    void:entities {entities} ;
    {lines} .
"""


def written(turtle: str, media_type: str) -> bytes:
    """The description in one of SYNTAXES."""
    triples = [quad.triple for quad in parse(turtle, RdfFormat.TURTLE, base_iri="http://localhost/")]
    prefixes = {"sd": SD, "void": VOID, "dcterms": PREFIXES["dcterms"]}
    text = serialize(triples, format=SYNTAXES[media_type], prefixes=prefixes if media_type == "text/turtle" else None)
    assert text is not None
    return with_sorted_prefixes(text)
