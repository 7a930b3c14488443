"""The tables as one SQLite database with views for the usual questions and full-text search over Chinese.

Full text: FTS5's own tokenizers take a run of Chinese for one word, and its trigrams miss words of two characters
silently. So a run is indexed as its overlapping pairs, and its last character alone: 红色驿站 is `红色 色驿 驿站 站`.
A word of two characters is then a term, a longer one a phrase of its pairs, a single one a prefix; `search_terms`
writes the query.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from graph.exports.columns import BOOLEAN, INTEGER, NUMBER, TEXT, Table
from graph.exports.formats import made
from graph.exports.tables import ALL
from graph.exports.view import View
from ontology.terms import Bilingual

TITLE = Bilingual("数据库(SQLite,含全文检索)", "SQLite database with full-text search")
SUFFIX = ".sqlite"
TYPES = {TEXT: "TEXT", INTEGER: "INTEGER", NUMBER: "REAL", BOOLEAN: "INTEGER"}
CHINESE = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
WORDS = re.compile(
    rf"""
    (?P<chinese>[{CHINESE}]+)              # 红色驿站: taken in pairs
    |(?P<other>(?:(?![{CHINESE}_])\w)+)    # 1447, e: as it is
    """,
    re.VERBOSE,
)
VIEWS = {
    "programmes_by_region": """SELECT region_label, code, programme_label, count(*) AS articles, min(date) AS first
        FROM panel GROUP BY region, programme ORDER BY code, programme_label""",
    "programmes_and_runners": """SELECT e.target_label AS programme, e.source_label AS runner, e.weight AS articles,
        e.first, e.confidence, e.quote FROM edges e WHERE e.relation = 'runs' ORDER BY 1, 2""",
    "spread_of_programmes": """SELECT programme_label, count(DISTINCT region) AS regions, min(date) AS first,
        max(date) AS last FROM panel GROUP BY programme ORDER BY regions DESC, programme_label""",
    "posts_of_people": """SELECT person_label, organisation_label, title, date, quote FROM posts ORDER BY 1, 2, 3""",
    "organisations_under": """SELECT target_label AS parent, source_label AS organisation, quote FROM edges
        WHERE relation = 'under' ORDER BY 1, 2""",
    "articles_by_column": """SELECT normalised_column, kind, count(*) AS articles FROM articles
        GROUP BY 1, 2 ORDER BY 1, 2""",
    "people_of_regions": """SELECT target_label AS region, source_label AS person, quote FROM edges
        WHERE relation = 'livesIn' ORDER BY 1, 2""",
    "uncertain_statements": """SELECT s.confidence, a.label AS subject, s.relation, b.label AS object, s.quote, s.rule
        FROM statements s JOIN nodes a ON a.id = s.subject JOIN nodes b ON b.id = s.object
        WHERE s.confidence < 0.6 ORDER BY 1, 2, 3, 4""",
}
"""The usual questions, by name."""


def write(view: View, folder: Path) -> None:
    path = made(folder, "tables") / f"tables{SUFFIX}"
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("BEGIN")
        for table in ALL:
            base.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", table.rows(view))
        _indexes(base)
        _search(base)
        for name, query in VIEWS.items():
            base.execute(f"CREATE VIEW {name} AS {query}")
        base.execute("COMMIT")
        base.execute("VACUUM")


def _name(name: str) -> str:
    return f'"{name}"'


def _create(table: Table) -> str:
    columns = [f"{_name(column.name)} {TYPES[column.kind]}" for column in table.columns]
    columns.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    columns += [
        f"FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(column.refers)} (id)"
        for column in table.columns
        if column.refers
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join(columns)})"


def _indexes(base: sqlite3.Connection) -> None:
    """On every column that refers to another table, and on labels."""
    base.execute("CREATE INDEX nodes_label ON nodes (label)")
    for table in ALL:
        for column in table.columns:
            if column.refers:
                name = f"{table.name}_{column.name}"
                base.execute(f"CREATE INDEX {name} ON {_name(table.name)} ({_name(column.name)})")


def _search(base: sqlite3.Connection) -> None:
    """`found` holds what can be found (nodes, article heads, quotes); `search` is its index, joined by rowid."""
    base.execute("CREATE TABLE found (rowid INTEGER PRIMARY KEY, kind TEXT, id TEXT, text TEXT)")
    base.execute(
        """INSERT INTO found (kind, id, text)
           SELECT 'node', id, label || ifnull(' ' || other_names, '') || ifnull(' ' || slips, '') FROM nodes
           UNION ALL SELECT 'article', id, ifnull(kicker || ' ', '') || ifnull(title, '') || ifnull(' ' || subtitle, '')
               || ifnull(' ' || "column", '') FROM articles
           UNION ALL SELECT 'statement', id, quote FROM statements WHERE quote IS NOT NULL
           UNION ALL SELECT 'figure', id, measure || ifnull(' ' || quote, '') FROM figures"""
    )
    base.execute("CREATE VIRTUAL TABLE search USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0')")
    rows = base.execute("SELECT rowid, text FROM found ORDER BY rowid")
    base.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", ((number, pairs(text)) for number, text in rows))
    base.execute("INSERT INTO search (search) VALUES ('optimize')")


def pairs(text: str) -> str:
    """What is indexed: Chinese runs in overlapping pairs and the last character, other words as they are."""
    return " ".join(token for match in WORDS.finditer(text) for token in _tokens(match))


def _tokens(match: re.Match[str]) -> Iterator[str]:
    run = match["chinese"]
    return (run[at : at + 2] for at in range(len(run))) if run else iter([match["other"]])


def search_terms(words: Iterable[str] | str) -> str:
    """The MATCH argument that finds all of these words (one or more, in any order)."""
    words = words.split() if isinstance(words, str) else words
    return " AND ".join(_term(word) for word in words)


def _term(word: str) -> str:
    tokens = pairs(word).split()
    if len(word) == 1 and tokens:
        return f'"{tokens[0]}"*'
    if len(tokens) > 1 and len(tokens[-1]) == 1 and tokens[-1] == word[-1]:
        tokens = tokens[:-1]  # the last pair says it already: in 红色驿站点 nothing ends after 站
    return '"' + " ".join(tokens) + '"'
