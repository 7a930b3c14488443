"""Pages read by the workers of a Dask cluster, or by processes of this machine; each shard of annotations is written
once, whoever dies meanwhile.

A shard is the annotations of some files, in a file named by the SHA-256 of all that they follow from: the rules, the
user's own places, the files' names and bytes. So a build that is begun again, after a worker or the client died, finds
what is done; and what another build has done over the same files.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import socket
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.document import Page
from extractors.pages import PageError, read_pages
from graph.annotation_file import from_json, to_json
from graph.annotations import Annotation, annotate
from graph.collecting import few_collections
from graph.inputs import SUFFIXES, InputError, page_files, processors, progress, with_articles
from graph.reuse import reading_digest
from ontology import gazetteer

if TYPE_CHECKING:
    from distributed import Client, Security

FILES_A_SHARD = 32
RETRIES = 2  # of a shard whose reading failed for the worker's sake: a disk, a network
URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.ASCII | re.IGNORECASE)
SHARD_END = ".jsonl.gz"


class ClusterError(ValueError):
    """The cluster cannot do it; one line says why and what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """An existing cluster, and where its workers write: a folder or URL that they and this machine can reach."""

    address: str  # of the scheduler: tcp://10.0.0.1:8786 or tls://...; "" for processes of this machine
    shards: str
    ca: str = ""  # PEM files for tls://; without them Dask's own configuration holds
    certificate: str = ""
    key: str = ""
    files_a_shard: int = FILES_A_SHARD
    patience: float = 10.0  # seconds until the scheduler answers
    jobs: int | None = None  # processes of this machine, one a processor if none is said


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to know to read some files."""

    files: tuple[str, ...]
    beside: tuple[str, ...]  # the files' `.meta.json`
    shards: str
    rules: str
    table: bytes  # of the user's own places, b"" for none
    tagger: bool


@dataclass(frozen=True, slots=True)
class Done:
    shard: str  # its name in the folder of shards, "" when a file is bad
    faults: tuple[str, ...] = ()


def read(paths: Iterable[Path | str], cluster: Cluster, *, tagger: bool = False) -> list[Annotation]:
    """The annotations of all pages, each text once, in the order of a local build. Raises InputError, ClusterError."""
    found: dict[str, Annotation] = {}
    for annotation in (one for url in read_to_shards(paths, cluster, tagger=tagger) for one in shard(url)):
        found.setdefault(annotation.page.digest, annotation)
    return list(found.values())


def read_to_shards(paths: Iterable[Path | str], cluster: Cluster, *, tagger: bool = False) -> list[str]:
    """The URLs of the shards that hold the annotations of all pages, in order. Raises InputError, ClusterError."""
    done = run(read_shard, list(_tasks(_files(paths), cluster, tagger)), cluster)
    faults = [fault for one in done for fault in one.faults]
    if faults:
        raise InputError("\n".join(faults))
    return [f"{cluster.shards}/{one.shard}" for one in done]


# ---------------------------------------------------------------- what to read


def is_url(path: Path | str) -> bool:
    return isinstance(path, str) and URL.match(path) is not None


def local(paths: Iterable[Path | str]) -> list[Path]:
    """The paths, for this machine to read. Raises InputError for a URL."""
    paths = list(paths)
    if urls := [str(path) for path in paths if is_url(path)]:
        raise InputError(f"{urls[0]}: a URL is read by the workers of a cluster; add --cluster ADDRESS")
    return [Path(path) for path in paths]


def _files(paths: Iterable[Path | str]) -> tuple[list[str], frozenset[str]]:
    """The page files as URLs, in the order of a local build, and all files that stand beside them."""
    found: list[str] = []
    beside: set[str] = set()
    for path in paths:
        if is_url(path):
            pages, others = _listed(str(path))
        else:
            local = page_files([Path(path)])
            pages = [file.resolve().as_uri() for file in local]
            folders = {file.resolve().parent for file in local}
            others = [meta.as_uri() for folder in sorted(folders) for meta in folder.glob("*.meta.json")]
        found += pages
        beside |= set(others)
    return found, frozenset(beside)


def _listed(url: str) -> tuple[list[str], list[str]]:
    import fsspec

    try:
        system, root = fsspec.url_to_fs(url)
        names = [root] if system.isfile(root) else sorted(system.find(root), key=lambda name: PurePosixPath(name).parts)
    except (OSError, ImportError, ValueError) as error:
        raise InputError(f"{url}: cannot be listed ({_line(error)}); check the address and its credentials") from error
    pages = names if names == [root] else [n for n in names if PurePosixPath(n).suffix.lower() in SUFFIXES]
    if not pages:
        raise InputError(f"{url}: no page there; pages are files ending in {', '.join(sorted(SUFFIXES))}")
    return [system.unstrip_protocol(n) for n in pages], [
        system.unstrip_protocol(n) for n in names if n.endswith(".meta.json")
    ]


def _tasks(given: tuple[list[str], frozenset[str]], cluster: Cluster, tagger: bool) -> Iterator[Task]:
    """Files shard by shard. A name's hash ends a shard, so that one file more or less leaves the other shards alone."""
    files, beside = given
    own = gazetteer.load().table
    table = own.read_bytes() if own else b""
    rules = reading_digest()
    held: list[str] = []
    for number, file in enumerate(files, 1):
        held.append(file)
        ends = int.from_bytes(sha256(file.encode()).digest()[:4], "big") % cluster.files_a_shard == 0
        if ends or len(held) == 4 * cluster.files_a_shard or number == len(files):
            metas = tuple(sorted({name for one in held for name in _meta_names(one)} & beside))
            yield Task(tuple(held), metas, cluster.shards, rules, table, tagger)
            held = []


def _meta_names(file: str) -> tuple[str, str]:
    folder, _, name = file.rpartition("/")
    return f"{file}.meta.json", f"{folder}/{PurePosixPath(name).stem}.meta.json"


# ---------------------------------------------------------------- on the client


_T = TypeVar("_T")
_D = TypeVar("_D")


def run(work: Callable[[_T], _D], tasks: Sequence[_T], cluster: Cluster) -> list[_D]:
    """Every task's outcome, in order. Dask gives the tasks of a dead worker to another one. Raises ClusterError."""
    if not cluster.address:
        return list(progress(_here(work, tasks, cluster.jobs or processors()), len(tasks), "shards"))
    with _client(cluster) as client:
        from distributed import as_completed

        if not client.scheduler_info()["workers"]:
            print(
                f"no worker at {cluster.address} yet; waiting for one: dask worker {cluster.address}", file=sys.stderr
            )
        futures = client.map(work, tasks, retries=RETRIES, pure=False)
        place = {future.key: number for number, future in enumerate(futures)}
        outcomes: dict[int, _D] = {}
        for future in progress(as_completed(futures, loop=client.loop), len(futures), "shards"):
            outcomes[place[future.key]] = _outcome(future)
        return [outcomes[number] for number in range(len(tasks))]


def _here(work: Callable[[_T], _D], tasks: Sequence[_T], jobs: int) -> Iterator[_D]:
    """In processes of this machine, in order."""
    with ProcessPoolExecutor(min(jobs, max(1, len(tasks)))) as pool:
        try:
            yield from pool.map(work, tasks)
        except BrokenProcessPool as error:
            raise ClusterError(
                "a process was killed, as when memory runs out; what is done is kept: run it again, with --jobs 1"
            ) from error
        except OSError as error:
            raise ClusterError(_unmade(error)) from error


def _outcome(future: Any) -> Any:
    try:
        error = future.exception()
        if error is None:
            return future.result()
    except (CancelledError, OSError) as gone:  # this machine's own, for those of a worker are returned
        raise ClusterError(f"the scheduler is gone ({_line(gone)}); what is done is kept: run it again") from gone
    if isinstance(error, ClusterError):
        raise error
    if isinstance(error, ModuleNotFoundError):
        raise ClusterError(f"a worker lacks {error.name}; install the same yizhan[cluster] there") from error
    raise ClusterError(_unmade(error)) from error


def _unmade(error: BaseException) -> str:
    return f"a shard could not be made ({_line(error)}); what is done is kept: run it again"


def _client(cluster: Cluster) -> Client:
    """A client of the scheduler. Raises ClusterError."""
    try:
        from distributed import Client
        from distributed.security import Security
    except ModuleNotFoundError as error:
        raise ClusterError(
            f"--cluster needs the package {error.name}; install the extra: pip install 'yizhan[cluster]'"
        ) from error
    files = {"tls_ca_file": cluster.ca, "tls_client_cert": cluster.certificate, "tls_client_key": cluster.key}
    security = Security(**{name: file for name, file in files.items() if file})
    try:
        with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own
            apart.submit(asyncio.run, _reach(cluster, security)).result()
        return Client(cluster.address, security=security, timeout=cluster.patience, set_as_default=False)
    except (OSError, ValueError, TypeError, MemoryError) as error:  # the last: a web server's answer, read as a length
        raise ClusterError(
            f"{cluster.address}: no scheduler answers ({_line(error)}); start one with: dask scheduler"
        ) from error


async def _reach(cluster: Cluster, security: Security) -> None:
    """Connects once: a Client that cannot would hold the interpreter for half a minute as it ends."""
    from distributed.comm import connect

    given = security.get_connection_args("client")
    comm = await asyncio.wait_for(connect(cluster.address, timeout=cluster.patience, **given), cluster.patience)
    await comm.close()


def _line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


# ---------------------------------------------------------------- on a worker

_ONE = threading.Lock()  # tables fill as pages are read: one page at a time in a process, however many its threads
_tables: list[bytes] = []  # the user's own places this process reads with


def read_shard(task: Task) -> Done:
    """Reads the task's files and writes their shard, unless it is there. Raises ClusterError."""
    if reading_digest() != task.rules:
        raise ClusterError("a worker has other rules than this machine; install the same version of yizhan there")
    from fsspec import url_to_fs

    bytes_of = {file: _bytes(file) for file in (*task.files, *task.beside)}
    name = _name(task, bytes_of)
    system, path = url_to_fs(f"{task.shards}/{name}")
    if system.exists(path):
        return Done(name)
    with _ONE, few_collections():
        _use(task.table)
        pages, faults = _pages(task, bytes_of)
        annotations = [annotate(page, tagger=task.tagger) for page in pages]
    try:
        with_articles(annotations)
    except InputError as error:
        faults += str(error).splitlines()
    if faults:
        return Done("", tuple(faults))
    text = "".join(map(_record, annotations))
    put(f"{task.shards}/{name}", gzip.compress(text.encode("utf8"), 6, mtime=0))
    return Done(name)


def put(url: str, data: bytes) -> None:
    """Writes a file aside and renames it, so that it is whole or not there."""
    from fsspec import url_to_fs

    system, path = url_to_fs(url)
    aside = f"{path}.{_token()}.part"
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    try:
        system.pipe_file(aside, data)
        system.mv(aside, path)
    except OSError:
        with suppress(OSError):  # half of it may be what made the disk full
            system.rm(aside)
        raise


def _bytes(url: str) -> bytes:
    from fsspec import url_to_fs

    system, path = url_to_fs(url)
    data: bytes = system.cat_file(path)
    return data


def _name(task: Task, bytes_of: dict[str, bytes]) -> str:
    total = sha256(f"{task.rules}\0{sha256(task.table).hexdigest()}\0{task.tagger}\0".encode())
    for file in (*task.files, *task.beside):
        total.update(f"{PurePosixPath(file).name}\0{sha256(bytes_of[file]).hexdigest()}\0".encode())
    return total.hexdigest()[:32] + SHARD_END


def _token() -> str:
    """Another one for each attempt that may write at the same time."""
    return f"{socket.gethostname()}-{os.getpid()}-{threading.get_ident()}"


def _use(table: bytes) -> None:
    """The user's own places; a process reads with one table as long as it lives."""
    if not _tables:
        if table:
            file = Path(tempfile.mkdtemp(prefix="yizhan.")) / "places.tsv"
            file.write_bytes(table)
            gazetteer.use(file)
        _tables.append(table)
    if _tables[0] != table:
        raise ClusterError("a worker has read with another --gazetteer before; restart the workers")


def _pages(task: Task, bytes_of: dict[str, bytes]) -> tuple[list[Page], list[str]]:
    """The pages of the files, read from a folder of this machine; faults name the files where they are."""
    pages: list[Page] = []
    faults = []
    for number, file in enumerate(task.files):
        with tempfile.TemporaryDirectory(prefix=f"yizhan.{number}.") as name:
            folder = Path(name)
            for one in (file, *(set(_meta_names(file)) & set(task.beside))):
                (folder / PurePosixPath(one).name).write_bytes(bytes_of[one])
            try:
                pages += read_pages(folder / PurePosixPath(file).name)
            except PageError as error:
                faults.append(str(error).replace(f"{folder}/", file.rpartition("/")[0].removeprefix("file://") + "/"))
    return pages, faults


# ---------------------------------------------------------------- a shard's file


def _record(annotation: Annotation) -> str:
    page = annotation.page
    fields = [page.name, page.text, page.newspaper, page.date, page.number]
    return json.dumps([fields, to_json(annotation)], ensure_ascii=False) + "\n"


def shard(url: str) -> Iterator[Annotation]:
    """The annotations of a shard. Raises ClusterError for one that is damaged or out of reach."""
    try:
        text = gzip.decompress(_bytes(url)).decode("utf8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ClusterError(f"{url}: cannot be read ({_line(error)}); delete it and run the build again") from error
    for line in text.split("\n")[:-1]:
        fields, annotation = json.loads(line)
        yield from_json(annotation, Page(*fields))
