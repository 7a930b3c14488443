"""Makes `name_odds.tsv` from the pinned packages of the README: how often characters open and close personal names.

    python -m ontology.gazetteer.build_names DOWNLOADS [--out FOLDER]

The given names are those of the words that jieba's dictionary calls persons and of Faker's Chinese provider, the
shares of surnames Faker's. The same downloads give the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCES = {"dictionary": "jieba-0.42.1.tar.gz", "provider": "faker-40.54.0-py3-none-any.whl"}
TITLES = frozenset("氏帝王公大人家太师道长叔伯娘爷婆哥姐弟妹嫂儿总爱尔斯克特尼拉德格夫")
"""What closes the names of novels (王道长) and foreign ones (罗斯), which the dictionary calls persons too."""
RANKS = frozenset(("先生", "将军", "皇后", "夫人", "小姐", "元帅", "老师", "师傅", "掌门", "太后", "少爷"))
OF_PROVIDER = 20
"""A given name of the provider counts as so many words of the dictionary."""
COMMON = 4
"""Given names of two characters are listed from so many surnames on."""
HEAD = """\
# What personal names are made of, by `build_names.py`: how often a character is the first or second of a given name of
# two, or it (or two together) the whole given name; share: of the surname among a thousand people, 0 for rarer ones.
part	first	second	whole	share
"""


def given_names(folder: Path, shares: dict[str, float]) -> Iterator[tuple[str, int]]:
    """Given names with their weight."""
    with tarfile.open(folder / SOURCES["dictionary"]) as archive:
        file = archive.extractfile("jieba-0.42.1/jieba/dict.txt")
        assert file is not None, "the dictionary is a file of the archive"
        for line in file.read().decode("utf8").splitlines():
            word, _, flag = line.split()
            if flag in ("nr", "nrfg") and word[0] in shares and not TITLES & set(word[1:]) | RANKS & {word[1:]}:
                yield word[1:], 1
    for name in (*assigned(folder, "first_names_male"), *assigned(folder, "first_names_female")):
        yield name, OF_PROVIDER


def assigned(folder: Path, name: str) -> Any:
    """What the provider's class assigns to a name, an OrderedDict as its pairs."""
    with zipfile.ZipFile(folder / SOURCES["provider"]) as wheel:
        tree = ast.parse(wheel.read("faker/providers/person/zh_CN/__init__.py"))
    values = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name
    )
    value = next(values)
    return ast.literal_eval(value.args[0] if isinstance(value, ast.Call) else value)


def rows(folder: Path) -> Iterator[tuple[str, ...]]:
    shares: dict[str, float] = {name: share for name, share in assigned(folder, "last_names") if len(name) == 1}
    first, second, whole = Counter[str](), Counter[str](), Counter[str]()
    for given, weight in given_names(folder, shares):
        if len(given) == 2:
            first[given[0]] += weight
            second[given[1]] += weight
        whole[given] += weight if len(given) < 3 else 0
    pairs = {given for given, count in whole.items() if len(given) == 2 and count >= COMMON}
    for part in sorted({*first, *second, *shares, *pairs, *(given for given in whole if len(given) == 1)}):
        yield part, str(first[part]), str(second[part]), str(whole[part]), f"{10 * shares.get(part, 0):g}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("downloads", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    table = HEAD + "".join("\t".join(row) + "\n" for row in rows(given.downloads))
    (given.out / "name_odds.tsv").write_text(table, encoding="utf8")


if __name__ == "__main__":
    main()
