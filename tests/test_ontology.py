"""The ontology is sound: labelled, defined, rooted in vocabularies that exist, and covering all data."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib.resources import files

import pytest
from graphs import GRAPH

from graph.quads import quads
from ontology import terms
from ontology.terms import CLASSES, CREDITS, KINDS, LEVELS, PREFIXES, PROPERTIES, RELATIONS, TYPES, YZ, Term, TermError

ALL: tuple[Term, ...] = (*CLASSES.values(), *PROPERTIES.values(), *LEVELS.values(), *KINDS.values())


def standard_terms() -> frozenset[str]:
    """The IRIs of the vendored list."""
    text = files("ontology").joinpath("standard_terms.tsv").read_text("utf8")
    csv.field_size_limit(1_000_000)
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    assert all(row["source"] for row in rows)
    assert all(PREFIXES[row["prefix"]] == row["namespace"] for row in rows)
    return frozenset(row["namespace"] + name for row in rows for name in row["names"].split())


STANDARD = standard_terms()


def test_there_is_what_the_design_names() -> None:
    assert set(TYPES) == {"Region", "Place", "Organisation", "PartyOrganisation", "Person", "Programme", "Policy"}
    assert {"Article", "Page", "Newspaper", "Statement", "PostHolding", "Figure", "Span"} <= set(CLASSES)
    assert " ".join(sorted(RELATIONS)) == (
        "basedIn componentOf follows holds livesIn partOf partner runs takesPartIn under"
    )
    assert set(CREDITS) == {"reporter", "correspondent", "photographer", "commentator"}
    assert tuple(LEVELS) == ("national", "province", "prefecture", "county", "township", "village")
    assert set(KINDS) == {"report", "photo", "brief", "study", "commentary"}


def test_every_term_is_labelled_and_defined_in_both_languages() -> None:
    assert len(ALL) > 100
    for term in ALL:
        assert re.search(r"[一-鿿]", term.label.zh), term.name
        assert re.search(r"[一-鿿]", term.definition.zh), term.name
        assert re.fullmatch(r"[A-Za-z -]+", term.label.en), term.name
        assert re.search(r"[a-z]{2,}.*\.$", term.definition.en), term.name


def test_no_two_terms_share_a_label() -> None:
    labels = Counter(term.label.zh for term in ALL) + Counter(term.label.en.lower() for term in ALL)
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_super_term_exists() -> None:
    own = {term.iri for term in ALL}
    supers = {parent for term in ALL for parent in term.parents}
    assert len(supers) > 50
    assert sorted(supers - own - STANDARD) == []


def test_every_class_and_relation_specialises_a_standard_term() -> None:
    tables: dict[str, Term] = {**CLASSES, **PROPERTIES}

    def rooted(term: Term) -> bool:
        own = [tables[parent.removeprefix(YZ)] for parent in term.parents if parent.startswith(YZ)]
        return not STANDARD.isdisjoint(term.parents) or any(map(rooted, own))

    checked: tuple[Term, ...] = (*CLASSES.values(), *RELATIONS.values(), *CREDITS.values())
    assert [term.name for term in checked if not rooted(term)] == []


def test_relations_have_domain_range_and_a_matching_inverse() -> None:
    for term in (*RELATIONS.values(), *CREDITS.values(), PROPERTIES["mentions"]):
        assert term.domain, term.name
        assert term.range, term.name
        assert set(term.domain) | set(term.range) <= set(CLASSES), term.name
        inverse = PROPERTIES[term.inverse]
        assert (inverse.domain, inverse.range, inverse.inverse) == (term.range, term.domain, term.name)


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "holds"),
    [
        ("Place", "partOf", "Region", True),
        ("Place", "partOf", "Place", True),
        ("Region", "partOf", "Region", True),
        ("Region", "partOf", "Place", False),
        ("PartyOrganisation", "under", "Organisation", True),
        ("Region", "runs", "Programme", True),
        ("Person", "runs", "Programme", False),
        ("Region", "takesPartIn", "Programme", False),
        ("PartyOrganisation", "partner", "Organisation", True),
        ("Person", "livesIn", "Place", True),
    ],
)
def test_what_may_hold_between_what(subject: str, predicate: str, object_: str, holds: bool) -> None:
    assert terms.holds_between(subject, predicate, object_) is holds


def test_the_data_use_declared_terms_only() -> None:
    used = set(re.findall(r"<([^>]*)>", re.sub(r'"(?:[^"\\]|\\.)*"', '""', quads(GRAPH))))
    vocabulary = {iri for iri in used if not iri.startswith("https://w3id.org/yizhan/") or iri.startswith(YZ)}
    assert len(vocabulary) > 50
    assert sorted(vocabulary - {term.iri for term in ALL} - STANDARD) == []


@pytest.mark.parametrize("ask", [terms.class_, terms.relation, terms.credit, terms.property_])
def test_an_unknown_name_says_what_there_is(ask: Callable[[str], Term]) -> None:
    with pytest.raises(TermError, match=r"has no \w+ 'wrong'; it has \w+, "):
        ask("wrong")


def test_a_wrong_name_fails_at_import() -> None:
    code = "from ontology.terms import relation; PART_OF = relation('partsOf').name"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ontology/yizhan.ttl has no relation 'partsOf'" in done.stderr


def test_the_store_is_light_to_import() -> None:
    """A command that only asks for help should not wait for rdflib or networkx."""
    code = "import graph.store, sys; print(sorted({'rdflib', 'networkx', 'pyshacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
