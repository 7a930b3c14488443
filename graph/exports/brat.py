"""Stand-off annotations for brat, with the page texts: https://brat.nlplab.org/standoff.html

One `.txt` and `.ann` a page, and `annotation.conf`. A relation stands between the mentions nearest to its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.document import Page, Ref, Span
from graph.exports.formats import made
from graph.exports.view import View
from graph.records import EntityMention, Statement
from ontology.terms import RELATIONS, TYPES, Bilingual

TITLE = Bilingual("标注(brat)", "annotations for brat")
SUFFIX = ".ann"

Numbered = tuple[int, EntityMention]


def write(view: View, folder: Path) -> None:
    here = made(made(folder, "text"), "brat")
    (here / "annotation.conf").write_text(_configuration(), encoding="utf8", newline="\n")
    for page in view.graph.pages:
        name = view.page_iri(page.digest).rpartition("/")[2]
        (here / f"{name}.txt").write_text(page.text, encoding="utf8", newline="\n")
        text = "".join(f"{line}\n" for line in _lines(view, page))
        (here / f"{name}{SUFFIX}").write_text(text, encoding="utf8", newline="\n")


def _configuration() -> str:
    entities = "\n".join(TYPES)
    relations = "\n".join(f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in sorted(RELATIONS))
    return f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n[attributes]\n"


def _lines(view: View, page: Page) -> Iterator[str]:
    """`T1 Region 12 15 words` for a mention, `#1 AnnotatorNotes T1 label`, `R1 runs Arg1:T1 Arg2:T2` for a relation."""
    mentioned, stated = view.on_page[page.digest]
    mentions = [mention for mention in mentioned if mention.spans]
    mentions.sort(key=lambda mention: (mention.spans, mention.entity))
    of: dict[tuple[str, Ref], list[Numbered]] = defaultdict(list)
    for number, mention in enumerate(mentions, 1):
        of[mention.article, mention.entity].append((number, mention))
        pieces = [piece for span in mention.spans for piece in unbroken(page, span)]
        places = ";".join(f"{piece.begin} {piece.end}" for piece in pieces)
        yield f"T{number}\t{mention.entity[0]} {places}\t{' '.join(page[piece] for piece in pieces)}"
        yield f"#{number}\tAnnotatorNotes T{number}\t{view.label(mention.entity)} {view.iri(mention.entity)}"
    said = [s for s in stated if s.spans]
    ends = ((s, nearest(of[s.article, s.subject], s), nearest(of[s.article, s.object], s)) for s in said)
    whole = ((s, subject, object_) for s, subject, object_ in ends if subject and object_)
    for number, (s, subject, object_) in enumerate(whole, 1):
        yield f"R{number}\t{s.predicate} Arg1:T{subject} Arg2:T{object_}"


def unbroken(page: Page, span: Span) -> Iterator[Span]:
    """The lines of a span: brat has no annotation across a line break."""
    begin = span.begin
    for line in page[span].split("\n"):
        if line:
            yield Span(begin, begin + len(line))
        begin += len(line) + 1


def nearest(mentions: Iterable[Numbered], statement: Statement) -> int:
    """The number of the mention nearest to the statement's words, 0 for none."""
    begin, end = statement.spans[0].begin, statement.spans[-1].end

    def away(numbered: Numbered) -> tuple[int, int]:
        number, mention = numbered
        return max(begin - mention.spans[-1].end, mention.spans[0].begin - end, 0), number

    return min(mentions, key=away, default=(0, None))[0]
