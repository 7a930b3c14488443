"""An output folder that is always whole: everything is written aside, then the two folders change places at once."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


class OutputError(ValueError):
    """The output folder cannot be written; the message names it and the mend."""


def write_file(file: Path, data: str | bytes) -> None:
    """Writes a file aside and renames it into place, so that it is whole or as it was. Raises OutputError."""
    aside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data.encode("utf8") if isinstance(data, str) else data)
        aside.replace(file)
    except OSError as error:
        with suppress(OSError):  # what made the disk full; not there where the folder could not be made
            aside.unlink()
        raise OutputError(f"{file}: cannot write ({_reason(error)}); free it or name another file") from error


@contextmanager
def replaced(out: Path, owned: frozenset[str], *, waiting: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """A fresh folder to write into; when the block ends well it takes the place of `out`, else `out` is as it was.

    `owned` are the top-level names that belong to the writer: all else in `out` (README.md, a user's own files) is
    carried over. A second writer calls `waiting` and waits until the first has finished. Raises OutputError.
    """
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; name a folder with --out")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(out.parent, waiting):
            _sweep(out)
            aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=out.parent))
            try:
                aside.chmod(0o755)
                yield aside
                _carry_over(out, aside, owned)
                _exchange(aside, out)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        place = error.filename or out
        raise OutputError(
            f"{place}: cannot write ({_reason(error)}); free it or name another folder with --out"
        ) from error


def _reason(error: OSError) -> str:
    return "the disk is full" if error.errno == errno.ENOSPC else error.strerror or str(error)


@contextmanager
def _locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds the folder's lock; the kernel frees it when the process dies, however it dies."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sweep(out: Path) -> None:
    """Puts back a folder that a killed build was moving, and takes away what it left aside; safe under the lock."""
    if _moved(out).is_dir() and not out.exists():
        _moved(out).rename(out)
    for left in out.parent.glob(f".{out.name}.*.new"):
        shutil.rmtree(left)


def _carry_over(out: Path, aside: Path, owned: frozenset[str]) -> None:
    """Links the files that are not the writer's into the new folder, without copying them."""
    if not out.is_dir():
        return
    for entry in sorted(out.iterdir()):
        if entry.name in owned or (aside / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, aside / entry.name, symlinks=True, copy_function=_link)
        else:
            _link(str(entry), str(aside / entry.name))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(aside: Path, out: Path) -> None:
    """Swaps the folders in one step where the kernel can (Linux), else in two renames."""
    if not out.exists():
        aside.rename(out)
        return
    if _renameat2(aside, out):
        return
    out.rename(_moved(out))
    aside.rename(out)
    shutil.rmtree(_moved(out))


def _moved(out: Path) -> Path:
    """Where the folder stands between two renames."""
    return out.parent / f".{out.name}.old.new"


def _renameat2(one: Path, two: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE; False where libc or the file system does not have it."""
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    done: int = function(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(two), RENAME_EXCHANGE)
    return done == 0
