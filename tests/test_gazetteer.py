"""The gazetteer: codes, names, parents, and that it refuses damaged tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.document import Article, Page, Part, Span
from extractors.place.namings import Scene
from extractors.place.toponyms import upper
from extractors.regions import named
from ontology.gazetteer import Gazetteer, GazetteerError, load
from ontology.gazetteer.build import alike, spare, township_name, village_name, without_owners
from ontology.gazetteer.divisions import pinyin
from ontology.gazetteer.tables import FOLDER, unpacked

ROOT = Path(__file__).parent.parent

NAMES = [
    ("150121", "土默特左旗", "土左旗"),
    ("150922", "化德县", "化德县"),
    ("152222", "科尔沁右翼中旗", "科右中旗"),
    ("150723", "鄂伦春自治旗", "鄂伦春旗"),
    ("422800"[:4], "恩施土家族苗族自治州", "恩施州"),
    ("450226", "三江侗族自治县", "三江县"),
    ("441900"[:4], "东莞市", "东莞市"),
    ("150784210", "恩和俄罗斯族民族乡", "恩和民族乡"),
]


@pytest.mark.parametrize(("code", "name", "form"), NAMES)
def test_names(code: str, name: str, form: str) -> None:
    division = load().get(code)
    assert division.name == name
    assert code in load().codes(form)


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("150826100003", ["陕坝镇", "杭锦后旗", "巴彦淖尔市", "内蒙古自治区"]),
        ("110105", ["北京市"]),
        ("429004", ["湖北省"]),
        ("15", []),
    ],
)
def test_ancestors(code: str, above: list[str]) -> None:
    assert [division.name for division in load().ancestors(code)] == above


def test_children_and_homonyms() -> None:
    assert "杭锦后旗" in [division.name for division in load().children("1508")]
    assert [division.code for division in load().named("新城区")] == ["150102", "610102"]


def test_weak_and_former_names_stand_apart() -> None:
    assert "海南" not in load().get("150303").names
    assert load().get("150303").weak == ("海南",)
    assert ("伊克昭盟", "1980-2000") in load().get("1506").former
    assert load().get("152921").weak == ()


def test_matches() -> None:
    found = {(hit.begin, hit.end): hit.strength for hit in load().matches("呼和浩特市新城区")}
    assert found[0, 5] == "strong"
    assert found[0, 4] == "weak"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("金塔社区居民委员会", "金塔社区"),
        ("新建村村民委员会", "新建村"),
        ("北羊村民委员会", "北羊村"),
        ("建设路居委会", "建设路社区"),
        ("乌兰嘎查嘎查委员会", "乌兰嘎查"),
        ("麻池村委", "麻池村"),
        ("工业园区虚拟社区", ""),
        ("东青社区居委会（含东青村村委）", "东青社区"),
    ],
)
def test_village_names(row: str, name: str) -> None:
    assert village_name(row) == name


def test_township_names() -> None:
    assert township_name("敖汉旗人民政府新州街道") == "新州街道"
    assert township_name("库伦街道办事处") == "库伦街道"


def test_user_table(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("150826\t杭锦后旗\t后套\n150826990\t新塞镇\t\t107.1\t40.9\n", "utf8")
    gazetteer = Gazetteer(table)
    assert gazetteer.codes("后套") == ("150826",)
    assert gazetteer.get("150826990").longitude == 107.1
    assert gazetteer.parent("150826990") == "150826"
    assert load().codes("后套") == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("15082\t杭锦后旗\n".encode(), "mine.tsv:1: want a code"),
        ("１５０８２６\t杭锦后旗\n".encode(), "mine.tsv:1: want a code"),
        ("150826,杭锦后旗\n".encode(), "mine.tsv:1: want a code"),
        (b"# ok\n150826\n", "mine.tsv:2: want names of two Chinese characters"),
        (b"150826\tHanggin\n", "mine.tsv:1: want names of two Chinese characters"),
        ("150826\t杭锦\x00后旗\n".encode(), "mine.tsv:1: want names of two Chinese characters"),
        ("990101\t某区\n".encode(), "mine.tsv:1: 990101 lies in no known division"),
        ("00\t某省\n".encode(), "mine.tsv:1: 00 lies in no known division"),
        ("150899001\t某镇\n".encode(), "mine.tsv:1: 150899001 lies in no known division"),
        ("150826\t杭锦后旗\t\teast\t40\n".encode(), "mine.tsv:1: want longitude"),
        ("150826\t杭锦后旗\t\t40.9\t107.1\n".encode(), "mine.tsv:1: want longitude"),
        ("150826\t杭锦后旗\t\t107.1\n".encode(), "mine.tsv:1: want longitude"),
        ("150826\t杭锦后旗\t\t107.1\t40.9\tx\n".encode(), "mine.tsv:1: more than five columns"),
        ("150826\t后套\n\n150826\t杭后\n".encode(), r"mine.tsv:3: code 150826 again \(line 1\)"),
        ("150826\t后套\n150824\t前套\n".encode("gb18030"), "mine.tsv:1: no UTF-8 text: save the table as UTF-8"),
        (b"# caf\xc3\xa9\n# caf\xe9\n", "mine.tsv:2: no UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n", "mine.tsv:1: no UTF-8 text"),
        (b"", "mine.tsv: no row"),
        (b"# nothing\n\n", "mine.tsv: no row"),
    ],
)
def test_damaged_user_table(tmp_path: Path, content: bytes, message: str) -> None:
    table = tmp_path / "mine.tsv"
    table.write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        Gazetteer(table)


def test_missing_user_table(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none.tsv: cannot be read: No such file"):
        Gazetteer(tmp_path / "none.tsv")
    with pytest.raises(GazetteerError, match="cannot be read: Is a directory"):
        Gazetteer(tmp_path)


def test_the_rows_of_a_user_table_may_stand_in_any_order(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_bytes("\ufeffcode\tname\r\n150826990001\t新塞村\r\n150826990\t新塞镇\t塞镇，新塞\r\n".encode())
    gazetteer = Gazetteer(table)
    assert [place.name for place in gazetteer.children("150826990")] == ["新塞村"]
    assert gazetteer.codes("塞镇") == gazetteer.codes("新塞") == ("150826990",)


def test_a_users_place_is_found_in_text(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("150826990\t新塞镇\t\t107.1\t40.9\n", "utf8")
    text = "杭锦后旗新塞镇党委召开会议"
    page = Page("case", text, "内蒙古日报")
    part = Part(Span(0, len(text)), "body")
    article = Article.of(page, 1, kind="report", column="", parts=[part], contributors=[])
    scene = Scene.of(article, Gazetteer(table), "15")
    assert [naming.key for naming in named(scene, upper(scene.text, scene.gazetteer))] == ["150826", "150826990"]


def test_damaged_package_table(tmp_path: Path) -> None:
    table = tmp_path / "15.tsv.gz"
    table.write_bytes((FOLDER / "divisions.tsv.gz").read_bytes()[:5000])
    with pytest.raises(GazetteerError, match="damaged table"):
        unpacked(table)


def test_rows_of_two_lists_are_put_together() -> None:
    assert alike("吐列毛杜镇", "吐列毛都镇")
    assert not alike("成吉思汗大街街道", "大青山街街道")
    assert spare("150102008", {"150102008": ["大青山街街道"], "150102900": ["云中路街道"]}) == "150102901"


def test_owners_are_taken_off_village_names() -> None:
    names = {"44": ["广东省"], "4416": ["河源市"], "441624": ["和平县"], "441624112": ["浰源镇"]}
    assert without_owners("广东省河源市和平县浰源镇塘尾村", "441624112201", names) == "塘尾村"
    assert without_owners("浰源村", "441624112202", names) == "浰源村"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("敖汉旗", "Aohan Qi"),
        ("内蒙古自治区", "Neimenggu Zizhiqu"),
        ("鄂伦春自治旗", "Elunchun Zizhiqi"),
        ("西街街道", "Xijie Jiedao"),
        ("重庆市", "Chongqing Shi"),
    ],
)
def test_pinyin(name: str, latin: str) -> None:
    assert pinyin(name) == latin
    assert load().named(name)[0].pinyin == latin


def test_population_is_that_of_the_city() -> None:
    people = load().population
    assert people("440305") > 20 * people("230404") > 0  # the two 南山区: 深圳, 鹤岗
    assert people("110105") == people("11")
    assert people("7101") == 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
def test_it_is_read_fast_and_small() -> None:
    """The nation to township and one province to village: not much longer than its files take to unpack; 150 MB.

    On the machine it was made on .12 seconds, seven times the files alone; `make bench` measures the seconds.
    """
    code = """
import gzip, time
from pathlib import Path
begun = time.process_time()
from ontology.gazetteer import load
load().villages("15")
read = time.process_time()
tables = Path("ontology/gazetteer")
for file in (tables / "divisions.tsv.gz", tables / "villages" / "15.tsv.gz"):
    for line in gzip.open(file, "rt", encoding="utf8"):
        line.split("\t")
print((read - begun) / (time.process_time() - read))
print(open("/proc/self/status").read())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    times, _, status = done.stdout.partition("\n")
    assert float(times) < 15
    assert int(status.partition("VmHWM:")[2].split()[0]) < 150_000
