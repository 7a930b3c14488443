"""Names found by a part of them, by sound and by initials."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from graphs import GRAPH, STATION

from graph.quads import quads
from graph.search import Name, Names, names, normalised, reading
from graph.store import load

TEXTS = [
    ("红色驿站", 5), ("红色物业", 2), ("佳和小区红色驿站", 1), ("杭锦旗", 9), ("杭锦后旗", 4), ("安静村", 1),
    ("“１４４７”党建工作法", 1), ("王爱召镇", 2), ("内蒙古自治区", 30), ("内蒙古日报", 3), ("吕晓峰", 1), ("绿e站", 1),
]  # fmt: skip
INDEX = Names(Name(f"i:{text}", text, weight) for text, weight in TEXTS)

FOUND = [
    ("红色驿站", ["红色驿站", "佳和小区红色驿站"]),
    ("驿站", ["红色驿站", "佳和小区红色驿站"]),
    ("驿", ["红色驿站", "佳和小区红色驿站"]),
    ("旗", ["杭锦旗", "杭锦后旗"]),
    ("杭锦", ["杭锦旗", "杭锦后旗"]),
    ("hongse", ["红色驿站", "红色物业", "佳和小区红色驿站"]),
    ("hongseyizhan", ["红色驿站", "佳和小区红色驿站"]),
    ("HongSe Wuye", ["红色物业"]),
    ("yizh", ["红色驿站", "佳和小区红色驿站"]),
    ("hsyz", ["红色驿站", "佳和小区红色驿站"]),
    ("nmg", ["内蒙古自治区", "内蒙古日报"]),
    ("an", ["安静村"]),
    ("ang", []),
    ("1447", ["“１４４７”党建工作法"]),
    ("1447工作法", []),
    ("1447 工作法", ["“１４４７”党建工作法"]),
    ("红色 佳和", ["佳和小区红色驿站"]),
    ("“红色驿站”", ["红色驿站", "佳和小区红色驿站"]),
    ("e站", ["绿e站"]),
    ("没有的", []),
    ("", []),
    (" “”", []),
    ("\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), FOUND)
def test_found_in_this_order(words: str, expected: list[str]) -> None:
    assert [iri.removeprefix("i:") for iri in INDEX.find(words)] == expected


READINGS = [
    ("重庆", "chong qing"), ("长沙", "chang sha"), ("吕梁", "lv liang"), ("杭锦旗", "hang jin qi"), ("A站é", "a zhan -")
]  # fmt: skip


@pytest.mark.parametrize(("text", "syllables"), READINGS)
def test_readings(text: str, syllables: str) -> None:
    assert reading(normalised(text)) == syllables.split()


def test_a_thing_is_found_once_by_many_names() -> None:
    index = Names([Name("i:1", "土默特左旗", 3), Name("i:1", "土左旗", 3), Name("i:2", "土默特右旗", 1)])
    assert index.find("土") == ["i:1", "i:2"]
    assert index.find("tu", limit=1) == ["i:1"]


def test_nothing_is_found_across_two_names() -> None:
    assert Names([Name("i:1", "红旗", 1), Name("i:2", "渠镇", 1)]).find("旗渠") == []


def test_names_are_found_in_a_fraction_of_the_time_it_takes_to_index_them() -> None:
    """As many names as a graph of 10^6 statements has, made from the divisions' characters: a few milliseconds."""
    characters = "乌海市区旗镇村社党委支部红色驿站服务队先锋岗基层治理联盟杭锦后鄂尔多斯巴彦淖尔"
    texts = [
        "".join(characters[(n * step + step * step) % len(characters)] for step in range(3, 11)) + str(n)
        for n in range(100_000)
    ]
    begun = time.process_time()
    index = Names([*(Name(f"i:{n}", text, n % 97) for n, text in enumerate(texts)), Name("i:x", "额尔古纳", 0)])
    indexed = time.process_time() - begun
    asked = [("驿", 20), ("额尔古纳", 1), ("纳", 1), ("没", 0), ("hongse", 0), ("eegn", 1), ("gun", 1), ("an", 0)]
    for words, found in asked:
        times = []
        for _ in range(5):
            begun = time.process_time()
            hits = index.find(words)
            times.append(time.process_time() - begun)
        assert len(hits) == found, words
        assert min(times) < indexed / 50, (words, times)


def test_what_is_named_more_often_comes_first() -> None:
    """Each mention counts and each article, so that within one article too there is an order."""
    again = replace(next(m for m in GRAPH.mentions if m.entity == STATION), spans=(GRAPH.articles[0].spans[0],))
    store = load(quads(replace(GRAPH, mentions=(*GRAPH.mentions, again))))
    weights = {name.text: name.weight for name in names(store)}
    assert weights["红色驿站"] == 3 + 2
    assert weights["拉僧仲街道党工委"] == 1 + 1
