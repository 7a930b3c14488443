"""The gazetteer in memory: read from the tables of this package, villages province by province when asked for."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ontology.gazetteer.divisions import LEVELS, ZONE, Division, parent_code, strong_names, weak_names, zone_names
from ontology.gazetteer.own_table import GazetteerError, OwnRow, read_own
from ontology.lexicon import Lexicon

FOLDER = Path(__file__).parent
STRENGTHS = ("strong", "weak", "former")


class Hit(NamedTuple):
    """A name of a province, prefecture or county in a text."""

    begin: int
    end: int
    codes: tuple[str, ...]
    strength: str  # strong, weak or former


class Gazetteer:
    """All divisions by code and by name. Made by `load`."""

    def __init__(self, table: Path | None = None) -> None:
        self.table = table  # the user's own
        # Strings, not lists: hundreds of thousands of small objects would keep the garbage collector busy.
        self._rows: dict[str, str] = {}  # code -> name(s), longitude, latitude as in the table
        self._named: dict[str, str] = {}  # strong name -> codes with blanks between
        self._weak: dict[str, str] = {}
        self._former: dict[str, str] = {}  # former name -> codes
        self._once: dict[str, list[tuple[str, str]]] = {}  # code -> (former name, years)
        self._extra: dict[str, list[tuple[str, str]]] = {}  # code -> (strength, name) of names.tsv and the user's table
        self._children: dict[str, str] = {}
        self._provinces: set[str] = set()  # whose villages are in
        self._tails: set[str] = set()  # the last three and four characters of strong names, once asked for
        self._read_divisions()
        self._read_names(FOLDER / "names.tsv")
        self._read_former()
        if table is not None:
            self._read_own(table)
        self._lexicon = self._make_lexicon()

    # reading
    def _read_divisions(self) -> None:
        """The table's rows, which stand in code order: what is above a division is known before it."""
        rows, named, children = self._rows, self._named, self._children
        for line in unpacked(FOLDER / "divisions.tsv.gz"):
            code, _, row = line.partition("\t")
            rows[code] = row
            name, _, others = row.partition("\t")[0].partition(",")
            named[name] = f"{named[name]} {code}" if name in named else code
            above = self.parent(code)
            children[above] = f"{children[above]} {code}" if above in children else code
            if len(code) <= 6:
                self._derive(code, name)
            elif others or "族" in name:
                for form in [*filter(None, others.split(",")), *strong_names(name, code)[1:]]:
                    add(named, form, code)

    def _derive(self, code: str, name: str) -> None:
        for form in strong_names(name, code)[1:]:
            add(self._named, form, code)
        for form in weak_names(name, code):
            add(self._weak, form, code)
        if len(code) == 6 and ZONE.search(name):
            parent, province = self._name(self.parent(code)), self._name(code[:2])
            for form in zone_names(name, parent, province):
                add(self._named if form[:2] == name[:2] else self._weak, form, code)

    def _read_names(self, path: Path) -> None:
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1):
            if line.startswith("#") or not line:
                continue
            code, strength, name = fields(path, number, line, 3)
            if code not in self._rows or strength not in STRENGTHS[:2]:
                raise GazetteerError(f"{path}:{number}: unknown code or strength: {line!r}")
            self._extra.setdefault(code, []).append((strength, name))
            add(self._named if strength == "strong" else self._weak, name, code)

    def _read_former(self) -> None:
        path = FOLDER / "former.tsv"
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1):
            code, name, first, last = fields(path, number, line, 4)
            add(self._former, name, code)
            self._once.setdefault(code, []).append((name, f"{first}-{last}"))

    def _read_own(self, path: Path) -> None:
        """Adds a user's own places and names; each new one must lie in a division that is known."""
        rows = read_own(path)
        for province in sorted({row.code[:2] for row in rows if len(row.code) == 12}):
            self.villages(province)
        known = self._rows.keys() | {row.code for row in rows}
        for row in sorted(rows, key=lambda row: (len(row.code), row.number)):
            above = {2: row.code, 4: row.code[:2], 6: self.parent(row.code)}.get(len(row.code), parent_code(row.code))
            if above not in known or row.code[:2] not in self._rows:
                raise GazetteerError(f"{path}:{row.number}: {row.code} lies in no known division")
            self._add_own(row)

    def _add_own(self, row: OwnRow) -> None:
        if row.code not in self._rows:
            self._rows[row.code] = "\t".join([row.name, *row.point])
            add(self._children, self.parent(row.code), row.code)
        for form in (row.name, *row.others):
            if form != self._name(row.code):
                self._extra.setdefault(row.code, []).append(("strong", form))
            add(self._named, form, row.code)

    def _make_lexicon(self) -> Lexicon[tuple[tuple[str, ...], str]]:
        """The names of provinces, prefectures and counties; of those of more than one strength the strongest."""
        words = []
        for strength, index in (("former", self._former), ("weak", self._weak), ("strong", self._named)):
            for name, codes in index.items():
                if len(codes) > 6 and " " not in codes:  # one township, as most names
                    continue
                if upper := tuple(code for code in codes.split() if len(code) <= 6):
                    words.append((name, (upper, strength)))
        return Lexicon(words)

    def villages(self, province: str) -> None:
        """Reads the villages of a province, once."""
        if province in self._provinces:
            return
        self._provinces.add(province)
        path = FOLDER / "villages" / f"{province}.tsv.gz"
        if not path.exists():  # 71, 81, 82: the sources list none
            return
        named = self._named
        for line in unpacked(path):
            town, _, names = line.partition("\t")
            for item in names.split(" "):
                code, name = town + item[:3], item[3:]
                self._rows[code] = name
                named[name] = f"{named[name]} {code}" if name in named else code
                if self._tails:
                    self._tails.update((name[-3:], name[-4:]))
            children = " ".join(town + item[:3] for item in names.split(" "))
            self._children[town] = f"{self._children[town]} {children}" if town in self._children else children

    # asking
    def _name(self, code: str) -> str:
        return self._rows[code].partition("\t")[0].partition(",")[0]

    def parent(self, code: str) -> str:
        """The nearest code above that is in the table, "" for a province: 仙桃市 is under 湖北省 directly."""
        above = parent_code(code)
        while above and above not in self._rows:
            above = parent_code(above)
        return above

    def _known(self, code: str) -> bool:
        if len(code) == 12:
            self.villages(code[:2])
        return code in self._rows

    def get(self, code: str) -> Division:
        """The division of a code; KeyError for one that no table has."""
        if not self._known(code):
            raise KeyError(code)
        return self._division(code)

    @cache  # noqa: B019 - a gazetteer lives as long as the program
    def _division(self, code: str) -> Division:
        row, *point = self._rows[code].split("\t")
        name, *others = row.split(",")
        extra = self._extra.get(code, [])
        if len(code) == 12 and not (point or others or extra or code in self._once):  # as nearly all are
            return Division(code, name, LEVELS[12], self.parent(code), (name,))
        names = dict.fromkeys([*strong_names(name, code), *others, *(form for kind, form in extra if kind == "strong")])
        weak = dict.fromkeys([*weak_names(name, code), *(form for kind, form in extra if kind == "weak")])
        if len(code) == 6 and ZONE.search(name):
            forms = zone_names(name, self._name(self.parent(code)), self._name(code[:2]))
            weak |= dict.fromkeys(form for form in forms if form[:2] != name[:2])
            names |= dict.fromkeys(form for form in forms if form[:2] == name[:2])
        former = sorted(self._once.get(code, []))
        longitude, latitude = (float(point[0]), float(point[1])) if point else (None, None)
        level = LEVELS[len(code)]
        return Division(
            code, name, level, self.parent(code), tuple(names), tuple(weak), tuple(former), longitude, latitude
        )

    def codes(self, name: str) -> tuple[str, ...]:
        """Codes of the divisions with this strong name; villages only of provinces that were asked for."""
        codes = self._named.get(name)
        return tuple(codes.split()) if codes else ()

    def ends_name(self, text: str, end: int, size: int) -> bool:
        """Whether a strong name may end there, by its last word of so many characters and two before that.

        False nearly everywhere, and told without a look at each beginning.
        """
        if not self._tails:
            self._tails = {tail for name in self._named for tail in (name[-3:], name[-4:])}
        begin, named = end - min(size, 2), self._named
        if text[max(0, begin - 2) : end] in self._tails:
            return True
        return text[max(0, begin - 1) : end] in named or text[begin:end] in named  # 街道 is one of two places

    def population(self, code: str) -> int:
        """People of the city that a division is or lies in, 0 where the table has none."""
        return next((peopled()[above] for above in (code[:4], code[:2]) if above in peopled()), 0)

    def named(self, name: str) -> tuple[Division, ...]:
        """The divisions with this strong name, in code order."""
        return tuple(self._division(code) for code in sorted(self.codes(name)))

    @cache  # noqa: B019
    def ancestors(self, code: str) -> tuple[Division, ...]:
        """The divisions above, nearest first."""
        above = []
        while code := self.parent(code):
            above.append(self._division(code))
        return tuple(above)

    @cache  # noqa: B019
    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions directly under this one, in code order."""
        if len(code) == 9:
            self.villages(code[:2])
        return tuple(self._division(child) for child in sorted(self._children.get(code, "").split()))

    def name(self, code: str) -> str:
        """The official name."""
        return self._name(code)

    def matches(self, text: str) -> list[Hit]:
        """Every name of a province, prefecture or county in the text, overlapping ones too, by where they end."""
        named = sorted([(at + len(name), at, value) for at, name, value in self._lexicon.every(text)])
        return [Hit(begin, end, *value) for end, begin, value in named]


def add(index: dict[str, str], key: str, code: str) -> None:
    """One more code for a key, once."""
    codes = index.get(key)
    if codes is None:
        index[key] = code
    elif code not in codes.split():
        index[key] = f"{codes} {code}"


def unpacked(path: Path) -> list[str]:
    """The lines of a table of the package."""
    try:
        return gzip.decompress(path.read_bytes()).decode("utf8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: damaged table ({error}); install the package anew") from error


@cache
def simplified() -> dict[int, str]:
    """A table for `str.translate`: traditional characters to the ones that names are written with."""
    rows = (line.split("\t") for line in (FOLDER / "traditional.tsv").read_text("utf8").splitlines())
    return {ord(old): new for old, new in rows}


@cache
def peopled() -> dict[str, int]:
    """Code of a prefecture or municipality -> people of its city."""
    rows = (line.split("\t") for line in (FOLDER / "population.tsv").read_text("utf8").splitlines())
    return {code: int(people) for code, people in rows}


def fields(path: Path, number: int, line: str, count: int) -> list[str]:
    found = line.split("\t")
    if len(found) != count:
        raise GazetteerError(f"{path}:{number}: want {count} columns, got {len(found)}: {line!r}")
    return found


_read = cache(Gazetteer)
_own: Path | None = None


def use(table: Path | None) -> Gazetteer:
    """From now on this process's `load()` gives the gazetteer with a user's own TSV; None for none.

    GazetteerError for a damaged table. To be called before the first page is read.
    """
    global _own
    gazetteer = _read(table)
    _own = table
    return gazetteer


def load() -> Gazetteer:
    """The gazetteer, read once."""
    return _read(_own)
