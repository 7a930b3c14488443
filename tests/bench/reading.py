"""The whole way from page text to N-Quads, stage by stage, against jieba.posseg over the same text in the same run."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from extractors import EXTRACTORS, extractor, read_articles, words
from extractors.document import Article, Found, Page
from extractors.pages import assemble
from graph import inputs
from graph.annotations import annotate
from graph.build import few_collections
from graph.inputs import annotate_all
from graph.quads import quads
from graph.resolve import resolve
from tests.bench import Measure, at_most, once, seconds
from tests.bench.pages import seeds, varied

ROUNDS = 3
WARM = "内蒙古自治区赤峰市敖汉旗新惠镇新地村党支部实施“红色驿站”工程,村民王桂兰说,已有23名党员参加。"


def warm() -> None:
    """Reads tables and dictionaries, with words that the measured pages do not have."""
    annotate(Page("warm", f"题目\n\n□本报记者 潘某\n\n{WARM * 3}"))
    words.tagged("中国")


def whole_way(pages: Sequence[Page]) -> str:
    return quads(resolve([annotate(page) for page in pages]))


def tagged(pages: Sequence[Page]) -> None:
    for page in pages:
        list(words.tagger().cut(page.text))


def reading(quick: bool) -> Iterator[Measure]:
    """The whole against jieba.posseg: each round has pages that were not read before, and the ratio is of one round."""
    warm()
    count = 20 if quick else 50
    rounds = [[varied(number) for number in range(at * count, (at + 1) * count)] for at in range(ROUNDS)]
    ours, theirs = [], []
    with few_collections():
        for pages in rounds:
            theirs.append(once(lambda pages=pages: tagged(pages)))
            ours.append(once(lambda pages=pages: whole_way(pages)))
    size = sum(len(page.text) for pages in rounds for page in pages)
    yield Measure("the whole way", ROUNDS * count / sum(ours), "pages/s")
    yield Measure("the whole way", size / sum(ours), "characters/s")
    yield Measure("jieba.posseg alone", size / sum(theirs), "characters/s")
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    yield at_most(f"the whole way / jieba.posseg, median of {ROUNDS} rounds of {count} pages", ratio, 1)
    yield from _stages(rounds[0])


def _stages(pages: Sequence[Page]) -> Iterator[Measure]:
    """Each stage over the same pages, again and again, and its share of jieba.posseg's time."""
    articles = [assemble(page).articles for page in pages]
    annotations = [annotate(page) for page in pages]
    graph = resolve(annotations)
    size = sum(len(page.text) for page in pages)
    with few_collections():
        yardstick = seconds(lambda: tagged(pages))
        spent = {
            "assembling articles": seconds(lambda: [assemble(page) for page in pages]),
            "extracting": seconds(lambda: [read_articles(of_page) for of_page in articles]),
            **{f"  extractor {name}": time_ for name, time_ in _extractors(articles).items()},
            "resolving": seconds(lambda: resolve(annotations)),
            "writing N-Quads": seconds(lambda: quads(graph)),
        }
    for name, time_ in spent.items():
        yield Measure(name, size / time_, "characters/s")
        yield Measure(f"{name} / jieba.posseg", time_ / yardstick, "times")
    yield Measure("N-Quads", quads(graph).count("\n") / spent["writing N-Quads"], "quads/s")


def _extractors(pages: Sequence[Sequence[Article]]) -> dict[str, float]:
    """Seconds of each extractor over the articles of all pages, once, in the order of `read_articles`."""
    spent = dict.fromkeys(EXTRACTORS, 0.0)
    for articles in pages:
        found = [Found()] * len(articles)
        for name in EXTRACTORS:
            started = time.process_time()
            more = [extractor(name)(article, one) for article, one in zip(articles, found, strict=True)]
            spent[name] += time.process_time() - started
            found = [one + new for one, new in zip(found, more, strict=True)]
    return spent


def processes(quick: bool) -> Iterator[Measure]:
    """As `yizhan build` reads pages, in as many processes as the machine runs, by the wall's clock."""
    warm()
    count = 40 if quick else 100
    ours, theirs = [], []
    with few_collections():
        for at in range(ROUNDS):
            pages = [varied(1000 + number) for number in range(at * count, (at + 1) * count)]
            started = time.perf_counter()
            tagged(pages)
            theirs.append(time.perf_counter() - started)
            started = time.perf_counter()
            quads(resolve(annotate_all(pages, jobs=None)))
            ours.append(time.perf_counter() - started)
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    many = f"in {inputs.processes(count)} processes, {count} pages"
    yield at_most(f"the whole way {many} / jieba.posseg, by the clock, median of {ROUNDS} rounds", ratio, 1)


def first_time(quick: bool) -> Iterator[Measure]:
    """The seed pages, each read once by a process that has read no other: nothing of them is in any cache."""
    runs = []
    for _ in range(2 if quick else 5):
        command = [sys.executable, "-c", "from tests.bench import reading; reading.first()"]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    yield Measure(
        f"the seeds, read for the first time / jieba.posseg, median of {len(runs)}", statistics.median(runs), "times"
    )


def first() -> None:
    """Prints the ratio for `first_time`."""
    warm()
    with few_collections():
        ours = once(lambda: whole_way(seeds()))
        print(ours / once(lambda: tagged(seeds())))


BENCHES = (reading, processes, first_time)
