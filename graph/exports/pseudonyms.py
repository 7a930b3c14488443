"""Private persons under pseudonyms: everywhere, also inside quotes, so that a package can be given away.

Private is who holds no post, signs no article and is no public figure (习近平, 雷锋). A person's pseudonym and IRI come
from a secret key by HMAC-SHA256: the same in every package made with that key, and not to be guessed without it. In
texts the name is masked by as many `×`, so that every offset stays right. The hashes of the pages, by which their texts
could be found, are keyed too.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from extractors.document import Page, Ref
from graph.persons import PUBLIC_FIGURES
from graph.records import ArticleRecord, Credit, DoubtRecord, Entity, EntityMention, FigureRecord, Graph, Statement

MASK = "×"
SHORTEST = 2  # a name of one character is no name: 他 would be masked everywhere
LONG_ENOUGH = 16  # bytes of a key


class KeyFileError(ValueError):
    """A key file that cannot serve; the message says why."""


@dataclass(frozen=True, slots=True)
class KeyedPage(Page):
    """A page whose identity is keyed, not the hash of its text."""

    identity: str = ""

    @property
    def digest(self) -> str:
        return self.identity


def read_key(path: Path) -> bytes:
    """The secret of a file. Raises KeyFileError."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise KeyFileError(f"{path}: cannot read the key file ({error.strerror})") from error
    if len(key) < LONG_ENOUGH:
        raise KeyFileError(f"{path}: a key needs {LONG_ENOUGH} bytes; make one with: openssl rand -hex 32 > {path}")
    return key


def private_persons(graph: Graph) -> tuple[Entity, ...]:
    """Persons who hold no post, are credited for no article and are no public figures."""
    public = {statement.subject for statement in graph.statements if statement.predicate == "holds"}
    public |= {credit.person for article in graph.articles for credit in article.credits}
    public |= {("Person", name) for name in PUBLIC_FIGURES}  # whose name alone is their key
    return tuple(entity for entity in graph.entities if entity.type == "Person" and entity.ref not in public)


def pseudonymised(graph: Graph, key: bytes) -> Graph:
    """The graph with private persons masked; every offset, count and tie stays."""
    return _Masker(graph, key).graph()


_R = TypeVar("_R", Entity, Statement, EntityMention, FigureRecord, DoubtRecord, ArticleRecord, Credit)


class _Masker:
    def __init__(self, graph: Graph, key: bytes) -> None:
        self.whole = graph
        self.key = key
        private = private_persons(graph)
        self.persons = {entity.ref: f"人物{self.keyed('person', *entity.ref)[:8]}" for entity in private}
        self.names = _forms(graph, frozenset(self.persons))
        self.pattern = _pattern(self.names)
        self.pages: Mapping[str, KeyedPage] = {page.digest: self._page(page) for page in graph.pages}

    def keyed(self, *parts: str) -> str:
        return b32encode(self._mac(*parts)[:20]).decode("ascii").lower()

    def _mac(self, *parts: str) -> bytes:
        return hmac.digest(self.key, "\x1f".join(parts).encode("utf8"), sha256)

    def _page(self, page: Page) -> KeyedPage:
        """The file's name may hold a hash or a title as well."""
        identity = self._mac("page", page.digest).hex()
        text = self.masked(page.text)
        return KeyedPage(f"page-{identity[:12]}", text, page.newspaper, page.date, page.number, identity=identity)

    def masked(self, text: str) -> str:
        """Each character of a private name becomes ×; white space inside, where a line breaks, stays."""
        return self.pattern.sub(lambda match: re.sub(r"\S", MASK, match[0]), text) if self.names else text

    def key_of(self, text: str) -> str:
        """A key keeps things apart whose names are masked alike, so names in it become keyed words."""
        for digest, page in self.pages.items():
            text = text.replace(digest, page.identity)
        return self.pattern.sub(lambda match: f"~{self.keyed('name', match[0])}", text) if self.names else text

    def ref(self, ref: Ref) -> Ref:
        private = ref in self.persons
        return ref[0], f"pseudonym:{self.keyed('person', *ref)}" if private else self.key_of(ref[1])

    def record(self, record: _R, **known: Any) -> _R:
        """The record with every text in it masked; what is `known` is taken as it is."""
        changes = {
            field.name: self.value(getattr(record, field.name)) for field in fields(record) if field.name not in known
        }
        return replace(record, **changes, **known)

    def value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.masked(value)
        if isinstance(value, tuple) and value and isinstance(value[0], str):
            return tuple(map(self.masked, value))
        return value

    def entity(self, entity: Entity) -> Entity:
        type_, key = self.ref(entity.ref)
        if entity.ref in self.persons:
            return Entity(type_, key, self.persons[entity.ref])
        kept = {"label": entity.label} if entity.type == "Person" else {}
        return self.record(entity, type=type_, key=key, **kept)

    def article(self, article: ArticleRecord) -> ArticleRecord:
        credits = tuple(replace(credit, person=self.ref(credit.person)) for credit in article.credits)
        page = self.pages[article.page].identity
        return self.record(article, key=self.key_of(article.key), page=page, kind=article.kind, credits=credits)

    def statement(self, s: Statement) -> Statement:
        ends = {"subject": self.ref(s.subject), "object": self.ref(s.object), "predicate": s.predicate}
        return self.record(s, article=self.key_of(s.article), rule=s.rule, **ends)

    def graph(self) -> Graph:
        whole = self.whole
        return Graph.of(
            pages=self.pages.values(),
            articles=map(self.article, whole.articles),
            entities=map(self.entity, whole.entities),
            statements=map(self.statement, whole.statements),
            mentions=(
                self.record(m, article=self.key_of(m.article), entity=self.ref(m.entity), rule=m.rule)
                for m in whole.mentions
            ),
            figures=(
                self.record(f, article=self.key_of(f.article), subject=self.ref(f.subject) if f.subject else None)
                for f in whole.figures
            ),
            doubts=(
                self.record(d, article=self.key_of(d.article), page=self.pages[d.page].identity, kind=d.kind)
                for d in whole.doubts
            ),
        )


def _forms(graph: Graph, private: frozenset[Ref]) -> frozenset[str]:
    """Every form in which a private person is named, printed ones too."""
    found = {mention.name for mention in graph.mentions if mention.entity in private}
    for entity in graph.entities:
        if entity.ref in private:
            found |= {entity.label, *entity.names, *entity.slips}
    return frozenset(name for name in found if len(name) >= SHORTEST)


def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Any of the names, the longest first, with white space or a break of the line inside."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(r"\s*".join(map(re.escape, name)) for name in ordered))
