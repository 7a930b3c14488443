"""How to cite the package: CITATION.cff (https://citation-file-format.github.io) and datacite.json (DataCite 4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graph.exports.about import KEYWORDS, LICENCE, LICENCE_NAME, UNDATED, About, Creator

CFF, DATACITE = "CITATION.cff", "datacite.json"


def cff(about: About) -> str:
    """YAML whose strings are written as JSON strings, which YAML reads."""
    return "".join(f"{line}\n" for line in _cff(about))


def _cff(about: About) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield f"title: {_quoted(f'{about.title.zh} | {about.title.en}')}"
    yield f"message: {_quoted('引用本数据请用以下信息 | If you use this dataset, please cite it as below.')}"
    yield "type: dataset"
    yield f"abstract: {_quoted(f'{about.description.zh} {about.description.en}')}"
    yield "authors:"
    for one in about.creators:
        yield f"  - name: {_quoted(one.name)}"
        if one.iri:
            yield f"    {'orcid' if one.person else 'website'}: {_quoted(one.iri)}"
    if about.contact:
        yield "contact:"
        yield f"  - name: {_quoted(about.creators[0].name)}"
        yield f"    email: {_quoted(about.contact)}"
    yield f"version: {_quoted(about.published)}"
    if about.published != UNDATED:
        yield f"date-released: {_quoted(about.published)}"
    yield f"license: {LICENCE_NAME}"
    yield "keywords:"
    yield from (f"  - {_quoted(word)}" for word in KEYWORDS)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _creator(one: Creator) -> dict[str, Any]:
    known: dict[str, Any] = {"name": one.name, "nameType": "Personal" if one.person else "Organizational"}
    if not one.iri:
        return known
    found = {**known, "nameIdentifiers": [{"nameIdentifier": one.iri, "nameIdentifierScheme": _scheme(one)}]}
    if one.institute:
        scheme = {"affiliationIdentifier": one.institute.iri, "affiliationIdentifierScheme": _scheme(one.institute)}
        found["affiliation"] = [{"name": one.institute.name, **scheme}]
    return found


def _scheme(one: Creator) -> str:
    return "ORCID" if one.person else "ROR" if "//ror.org/" in one.iri else "URL"


def datacite(about: About) -> str:
    """Ready for registration but for the DOI, which the repository gives."""
    record = {
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "knowledge graph"},
        "creators": [_creator(one) for one in about.creators],
        "titles": [
            {"title": about.title.zh, "lang": "zh"},
            {"title": about.title.en, "lang": "en", "titleType": "TranslatedTitle"},
        ],
        "publisher": {"name": about.creators[0].name},
        "publicationYear": about.published[:4],
        "subjects": [{"subject": word} for word in KEYWORDS],
        "contributors": [],
        "dates": [{"date": about.published, "dateType": "Issued"}]
        + (
            [{"date": f"{about.first}/{about.last}", "dateType": "Other", "dateInformation": "coverage"}]
            if about.first
            else []
        ),
        "language": "zh",
        "version": about.published,
        "rightsList": [
            {
                "rights": "Creative Commons Attribution 4.0 International",
                "rightsUri": LICENCE,
                "rightsIdentifier": LICENCE_NAME,
                "rightsIdentifierScheme": "SPDX",
            }
        ],
        "descriptions": [
            {"description": about.description.zh, "descriptionType": "Abstract", "lang": "zh"},
            {"description": about.description.en, "descriptionType": "Abstract", "lang": "en"},
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
