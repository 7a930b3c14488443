"""Files in, annotations out: which files are pages, and each page read, in one process or several."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from extractors.document import Page
from extractors.pages import PageError, read_pages
from graph.annotation_file import to_json
from graph.annotations import Annotation, Reading, annotate
from graph.output import write_file
from ontology import gazetteer

SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".csv"})
"""What a file of a folder must end in to be taken for pages; a file given by name may end in anything."""
DOCUMENTS = frozenset(
    {".pdf", ".doc", ".docx", ".wps", ".rtf", ".odt", ".epub", ".caj", ".xls", ".xlsx", ".zip"}
    | {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"}
)
"""What a page may be scanned or written in, but cannot be read from."""
DIGEST_DIGITS = 16
SHORTEST = 8  # letters or characters that an article has at least
PAGES_A_PROCESS, MOST_PROCESSES = 8, 8
"""Fewer pages than that do not pay for a process; more processes than that are for the user to ask for."""


class InputError(ValueError):
    """What was given cannot be read; each line of the message names a file and the mend."""


def page_files(paths: Iterable[Path]) -> list[Path]:
    """The page files named or in the folders named, in order. Raises InputError."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in _files(path) if p.suffix.lower() in SUFFIXES)
            if not inside:
                raise InputError(
                    f"{path}: no page in this folder; pages are files ending in {', '.join(sorted(SUFFIXES))}"
                )
            files += inside
        elif path.exists():
            files.append(path)
        else:
            raise InputError(f"{path}: no such file or folder; name the pages to read")
    return files


def left_out(paths: Iterable[Path | str]) -> list[str]:
    """A line for each folder with documents or pictures, which page_files passes over. Raises InputError."""
    lines = []
    for folder in paths:
        if isinstance(folder, str) or not folder.is_dir():  # a URL, or a page
            continue
        kinds = Counter(suffix for path in _files(folder) if (suffix := path.suffix.lower()) in DOCUMENTS)
        if kinds:
            told = ", ".join(f"{count} {suffix}" for suffix, count in sorted(kinds.items()))
            lines.append(f"yizhan: {folder}: left out {told}; make them text or HTML to have them read\n")
    return lines


def _files(folder: Path) -> Iterator[Path]:
    """All files of a folder and its folders. Raises InputError for one that cannot be looked into."""

    def fault(error: OSError) -> None:
        raise InputError(f"{error.filename}: cannot be read ({error.strerror}); mend its permissions") from error

    for where, _, names in os.walk(folder, onerror=fault):
        yield from (Path(where) / name for name in names)


def read_all(paths: Iterable[Path]) -> list[Page]:
    """All pages, each text once; every bad file is named before anything is given up. Raises InputError."""
    pages: dict[str, Page] = {}
    faults = []
    for file in page_files(paths):
        try:
            for page in read_pages(file):
                pages.setdefault(page.digest, page)
        except PageError as error:
            faults.append(str(error))
    if faults:
        raise InputError("\n".join(faults))
    return list(pages.values())


def annotate_all(
    pages: list[Page],
    *,
    jobs: int | None = 1,
    tagger: bool = False,
    known: Mapping[str, Annotation] = MappingProxyType({}),
) -> list[Annotation]:
    """Each page read, in the order given, but for those known by their digest; without `jobs` by `processes`.

    Raises InputError for a page without an article, and when a process is killed.
    """
    read_page = partial(annotate, tagger=tagger)
    new = [page for page in pages if page.digest not in known]
    jobs = min(processes(len(new)) if jobs is None else jobs, max(1, len(new)))
    read = list(progress(_in_processes(read_page, new, jobs) if jobs > 1 else map(read_page, new), len(new)))
    by_digest = {**known, **{annotation.page.digest: annotation for annotation in read}}
    return with_articles(by_digest[page.digest] for page in pages)


def _in_processes(read_page: Callable[[Page], Annotation], pages: list[Page], jobs: int) -> Iterator[Annotation]:
    """The first page here: what it makes the program load, the processes need not load again where they are forked."""
    yield read_page(pages[0])
    own = gazetteer.load().table
    with ProcessPoolExecutor(max_workers=jobs, initializer=gazetteer.use, initargs=(own,)) as pool:
        try:
            yield from pool.map(read_page, pages[1:], chunksize=max(1, len(pages) // (8 * jobs)))
        except BrokenProcessPool as error:
            raise InputError(
                f"one of {jobs} processes that read pages was killed, as when memory runs out; try --jobs 1"
            ) from error


def processes(pages: int) -> int:
    """How many processes read so many pages in the least time: one for few, else those that this machine can run."""
    return max(1, min(pages // PAGES_A_PROCESS, processors(), MOST_PROCESSES))


def processors() -> int:
    """Those that this process may use, where the system tells; in a container that may be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def with_articles(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations. Raises InputError when a page has no article."""
    annotations = list(annotations)
    empty = [annotation.page.name for annotation in annotations if not any(map(_is_text, annotation.readings))]
    if empty:
        mend = "no article found on this page; leave it out or check its text"
        raise InputError("\n".join(f"{name}: {mend}" for name in empty))
    return annotations


def _is_text(reading: Reading) -> bool:
    """Running text, not a number or a mark that stands alone on a page."""
    return len(re.findall(r"[^\W\d_]", reading.title + reading.body)) >= SHORTEST


def file_names(pages: Iterable[Page]) -> dict[str, str]:
    """Page digest -> a name for its files: the page's own, with its digest where two share one."""
    pages = list(pages)
    shared = Counter(page.name for page in pages)
    return {
        page.digest: page.name if shared[page.name] == 1 else f"{page.name}-{page.digest[:DIGEST_DIGITS]}"
        for page in pages
    }


def write_annotations(annotations: Iterable[Annotation], folder: Path) -> list[Path]:
    """One `<name>.json` a page."""
    annotations = list(annotations)
    names = file_names(annotation.page for annotation in annotations)
    written = []
    for annotation in annotations:
        file = folder / f"{names[annotation.page.digest]}.json"
        write_file(file, to_json(annotation))
        written.append(file)
    return written


_T = TypeVar("_T")


def progress(read: Iterable[_T], total: int, what: str = "pages") -> Iterator[_T]:
    """Passes them on; after two seconds a terminal is told how far it is."""
    started, shown = time.monotonic(), False
    for done, one in enumerate(read, 1):
        yield one
        if sys.stderr.isatty() and time.monotonic() - started > 2:
            print(f"\rreading {what}: {done} of {total}", end="", file=sys.stderr, flush=True)
            shown = True
    if shown:
        print(file=sys.stderr)
