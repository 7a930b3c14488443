"""The questions users ask, one file each in `queries/`: command line, web page and tests share them.

A file begins with its title, `# 中文 | English`. Where a question is about one thing, `VALUES ?asked { "..."@zh }`
names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.literals import chinese
from ontology.terms import Bilingual

_TITLE = re.compile(r"# (?P<zh>.*\S) \| (?P<en>.*\S)\n")
_ASKED = re.compile(r'VALUES \?asked \{ (?P<literal>"(?P<label>[^"\\]*)"@zh) \}')


class QuestionError(LookupError):
    """A question that is not there, or that asks about nothing in particular."""


@dataclass(frozen=True, slots=True, order=True)
class Question:
    name: str  # of the file: programmes-by-region
    title: Bilingual
    text: str  # SPARQL 1.1 over the union of all graphs
    about: str = ""  # label of the thing that it asks about

    def asked_of(self, label: str) -> Question:
        """The same question about another thing; QuestionError when it is about everything."""
        if not self.about:
            raise QuestionError(f"the question {self.name} is not about one thing, so {label!r} cannot be put in")
        text = _ASKED.sub(lambda match: match[0].replace(match["literal"], chinese(label)), self.text)
        return Question(self.name, self.title, text, label)


def _read(name: str, text: str) -> Question:
    title = _TITLE.match(text)
    if title is None:
        raise QuestionError(f"graph/queries/{name}.rq does not begin with a title: # 中文 | English")
    asked = _ASKED.search(text)
    return Question(name, Bilingual(title["zh"], title["en"]), text, asked["label"] if asked else "")


@cache
def questions() -> tuple[Question, ...]:
    """All, by name."""
    folder = files("graph").joinpath("queries")
    found = [file for file in folder.iterdir() if file.name.endswith(".rq")]
    return tuple(sorted((_read(f.name.removesuffix(".rq"), f.read_text("utf8")) for f in found), key=lambda q: q.name))


def question(name: str) -> Question:
    """The question of this name; QuestionError that names the others."""
    for one in questions():
        if one.name == name:
            return one
    raise QuestionError(f"no question {name!r}; there are {', '.join(one.name for one in questions())}")
