"""The annotation file: lossless, on the page, in the gold's shape."""

import json
from pathlib import Path

import pytest

from extractors.document import Page
from extractors.pages import read_pages
from graph.annotation_file import from_json, to_json
from graph.annotations import Annotation, annotate

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def annotations() -> list[Annotation]:
    return [annotate(page) for file in SEEDS for page in read_pages(file)]


ANNOTATIONS = annotations()


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_seeds_are_there() -> None:
    assert len(ANNOTATIONS) == 5
    assert all(annotation.readings for annotation in ANNOTATIONS)


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda a: a.page.name)
def test_file_reads_back_without_loss(annotation: Annotation) -> None:
    assert from_json(to_json(annotation), annotation.page) == annotation


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda a: a.page.name)
def test_every_form_is_what_the_page_says(annotation: Annotation) -> None:
    forms = [form for reading in annotation.readings for entity in reading.entities for form in entity.forms]
    assert forms
    for form in forms:
        assert squeezed("".join(annotation.page[span] for span in form.spans)) == squeezed(form.name)


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda a: a.page.name)
def test_evidence_lies_on_the_page(annotation: Annotation) -> None:
    for reading in annotation.readings:
        for relation in reading.relations:
            assert relation.evidence, relation
            assert all(span.end <= len(annotation.page.text) for span in relation.evidence)


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda a: a.page.name)
def test_no_relation_has_an_end_that_is_nowhere_named(annotation: Annotation) -> None:
    assert not [doubt for doubt in annotation.doubts if doubt.kind == "relation"]


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=lambda a: a.page.name)
def test_shape_is_that_of_the_guide(annotation: Annotation) -> None:
    data = json.loads(to_json(annotation))
    text = annotation.page.text
    for article in data["articles"]:
        assert {"id", "kind", "title", "subtitle", "column", "first", "last", "body", "spans"} <= article.keys()
        assert squeezed(article["body"]) == squeezed("".join(text[begin:end] for begin, end in article["spans"]))
        ids = {entity["id"] for entity in article["entities"]}
        assert all({relation[0], relation[2]} <= ids for relation in article["relations"])
        for entity in article["entities"]:
            assert squeezed(entity["name"]) in squeezed(text)


def test_posts_are_given_as_printed_and_in_their_official_form() -> None:
    articles = [article for annotation in ANNOTATIONS for article in json.loads(to_json(annotation))["articles"]]
    notes = [relation[3] for article in articles for relation in article["relations"] if relation[1] == "holds"]
    assert ("部长", "组织部部长") in {(note["title"], note["normalisedTitle"]) for note in notes}


def test_another_pages_annotation_is_refused() -> None:
    one = ANNOTATIONS[0]
    with pytest.raises(ValueError, match="other: the annotation is of another page or format"):
        from_json(to_json(one), Page("other", "别的"))
