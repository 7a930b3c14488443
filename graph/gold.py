"""Hand-made annotations of pages (`tests/gold/GUIDE.md`), read from a folder; what cannot be compared is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.outcomes import CLASSES
from ontology.terms import RELATIONS

Json = dict[str, Any]
ARTICLE: Mapping[str, type | tuple[type, ...]] = {
    "id": str,
    "title": (str, type(None)),
    "first": str,
    "last": str,
    "contributors": list,
}
"""What an article needs for a comparison, with its types; the rest of the guide may be left out."""
LISTS = ("entities", "relations", "figures")
SHOWN = 5  # of the words that a page lacks


class EvaluationError(ValueError):
    """Gold or annotation that cannot be compared; says the file."""


def gold_pages(folder: Path) -> dict[str, Json]:
    """Gold by page name (file stem). Raises EvaluationError."""
    pages: dict[str, Json] = {}
    for file in sorted(folder.glob("*.json")):
        page = _page(file)
        if page is None:
            continue
        name = Path(page["page"]).stem
        if name in pages:
            raise EvaluationError(f"{file}: the page {name} has gold already; take one of the two out")
        pages[name] = page
    if not pages:
        raise EvaluationError(
            f"{folder}: no gold here; it needs files with `page` and `articles` (tests/gold/GUIDE.md)"
        )
    return pages


def _page(file: Path) -> Json | None:
    """The gold of a file; None for JSON of another kind. Raises EvaluationError."""
    try:
        data = json.loads(file.read_text(encoding="utf8"))
    except (ValueError, OSError) as error:
        raise EvaluationError(f"{file}: cannot be read as JSON ({error}); mend it or take it out") from error
    if not isinstance(data, dict) or not {"page", "articles"} <= data.keys():
        return None
    fault = next(_faults(data), "")
    if fault:
        raise EvaluationError(f"{file}: {fault}; mend it after tests/gold/GUIDE.md")
    return data


def _faults(page: Json) -> Iterator[str]:
    """What stands against comparing with this page, in words."""
    articles = page["articles"]
    if not isinstance(page["page"], str) or not isinstance(articles, list):
        yield "`page` is no file name or `articles` no list"
        return
    for number, article in enumerate(articles, 1):
        where = f"article {number}"
        if not isinstance(article, dict) or any(not isinstance(article.get(k), t) for k, t in ARTICLE.items()):
            yield f"{where} lacks one of {', '.join(ARTICLE)}"
            return
        if any(not isinstance(article.get(name, []), list) for name in LISTS):
            yield f"{where}: {', '.join(LISTS)} are lists"
            return
        yield from (f"{where}: {fault}" for fault in _article_faults(article))


def _article_faults(article: Json) -> Iterator[str]:
    types: dict[str, str] = {}
    for contributor in article["contributors"]:
        if not _has(contributor, "name", "role"):
            yield f"contributor without name and role: {_short(contributor)}"
    for entity in article.get("entities", []):
        if not _has(entity, "id", "type", "name") or entity["type"] not in CLASSES:
            yield f"entity without id, name or known type: {_short(entity)}"
        elif entity["id"] in types:
            yield f"two entities with the id {entity['id']}"
        else:
            types[entity["id"]] = entity["type"]
    for relation in article.get("relations", []):
        if not isinstance(relation, list) or len(relation) < 3 or not all(isinstance(one, str) for one in relation[:3]):
            yield f"relation that is not [id, name, id]: {_short(relation)}"
        elif relation[1] not in RELATIONS or not {relation[0], relation[2]} <= types.keys():
            yield f"relation of unknown name or entities: {_short(relation)}"
    for figure in article.get("figures", []):
        if not isinstance(figure, dict) or "value" not in figure:
            yield f"figure without value: {_short(figure)}"


def not_on_page(gold: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    """A line for each page that lacks words which its gold quotes: it is another text than the gold was made from."""
    for name, page in sorted(gold.items()):
        text = _squeezed(texts[name])
        absent = [word for word in dict.fromkeys(_quoted(page)) if _squeezed(word) not in text]
        if absent:
            shown = "、".join(absent[:SHOWN]) + (" ..." if len(absent) > SHOWN else "")
            yield f"{name}: {len(absent)} words of the gold are not on this page: {shown}\n"


def _quoted(page: Json) -> Iterator[str]:
    """What the guide says is copied from the page: an article's first and last words, and every name."""
    for article in page["articles"]:
        yield from (article["first"], article["last"])
        for entity in article.get("entities", []):
            yield entity["name"]
            yield from entity.get("aliases", [])


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _has(item: object, *names: str) -> bool:
    return isinstance(item, dict) and all(isinstance(item.get(name), str) and item[name] for name in names)


def _short(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)[:80]
