"""Stores on disk: one folder for each graph, written once, removed when its build is replaced and nobody reads it."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Store


def on_disk(source: Path, folder: Path, digest: str) -> Path:
    """The store of a graph file below the folder, loaded when it is not there yet; it is never written to again."""
    place = folder / f"graph-{digest[:16]}"
    if not place.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f"{place.name}.", dir=folder, ignore_cleanup_errors=True) as aside:
            store = Store(f"{aside}/store")
            store.bulk_load(path=str(source), format=RdfFormat.N_QUADS)
            store.optimize()
            store.flush()
            del store
            Path(aside, "store").rename(place)
    return place


def held(place: Path) -> int:
    """A handle that tells other servers that this one reads the store, until it is closed."""
    handle = os.open(place, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def discard(place: Path) -> None:
    """Removes a store on disk, unless another server reads it; what cannot be removed does no harm."""
    if not place.is_dir():
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        shutil.rmtree(place, ignore_errors=True)
    finally:
        os.close(handle)
