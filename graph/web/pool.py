"""Query workers on the server's side: who is free, who has run for long, who is to be stopped.

Every request starts in a warm worker. One that has worked for `patience` without an answer is long: another worker
takes its place, it goes on at the lowest priority in one of a few places for long queries, and pauses while these are
taken. So short queries always find a free worker and a processor, whatever else is asked.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.web.disk import held
from graph.web.wire import Reply, Request, packed_request, read


class KeeperError(ValueError):
    """The graph cannot be loaded, or its process is gone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many at once. Times in seconds, sizes in bytes."""

    time: float = 30.0
    memory: int = 512 << 20
    rows: int = 100_000
    bytes: int = 64 << 20
    request: int = 1 << 20
    workers: int = 4  # warm ones, for short queries
    long: int = 2  # long queries that run at once
    paused: int = 8  # long queries that wait for one of these places
    waiting: int = 64  # requests that wait for a worker
    patience: float = 0.1  # of the processor's time, after which a query is long


@dataclass(frozen=True, slots=True)
class Worker:
    pid: int
    reader: StreamReader
    writer: StreamWriter


BUSY = Reply(503, b"the server is busy; try again in a few seconds", headers={"Retry-After": "5"})
AGAIN = Reply(503, b"the server has to load the graph again; try again soon", headers={"Retry-After": "10"})
CLOSING = Reply(503, b"the server is closing down", headers={"Retry-After": "30"})


class Pool:
    """Workers of one graph. `start` before use, `close` after; `ask` from any task of the event loop."""

    def __init__(self, source: Path, limits: Limits, *, store: Path | None = None) -> None:
        self.source = source
        self.store = store
        self.limits = limits
        self.quads = 0
        self.base = ""
        self.confined = False
        self._free: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._long = asyncio.Semaphore(limits.long)
        self._paused = 0
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[object]] = set()
        self._closing = False
        self._reading = -1

    # -------------------------------- the keeper

    async def start(self) -> None:
        """Loads the graph and warms the workers. KeeperError when the graph cannot be read."""
        if self.store:
            self._reading = held(self.store)
        await self._begin()
        self._in_background(self._watch())

    async def _watch(self) -> None:
        """Begins anew when the keeper ends by itself, as when the system is out of memory."""
        while not self._closing:
            await asyncio.to_thread(self._process.wait)
            if not self._closing:
                logging.getLogger(__name__).warning("the process that holds the graph ended; loading the graph again")
                self._free.clear()
                self._all.clear()
                await self._begin()

    async def _begin(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "graph.web.keeper", str(theirs.fileno()), self._configuration()]
        # a session of its own: Ctrl-C is for the server, which ends the keeper in order
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], start_new_session=True)
        theirs.close()
        ours.setblocking(False)
        self._control = ours
        self._control_reader, self._control_writer = await asyncio.open_connection(sock=ours)
        self._telling = asyncio.Lock()
        loaded = await self._told()
        if "error" in loaded:
            raise KeeperError(loaded["error"])
        self.quads, self.base = loaded["quads"], loaded["base"]
        for _ in range(self.limits.workers):
            self._give(await self._forked())

    def _configuration(self) -> str:
        sizes = {name: getattr(self.limits, name) for name in ("rows", "bytes", "memory")}
        return json.dumps({"source": str(self.source), "store": str(self.store or ""), **sizes})

    async def _told(self) -> dict[str, Any]:
        try:
            header, _ = await read(self._control_reader)
        except (IncompleteReadError, ConnectionError) as error:
            raise KeeperError(f"{self.source}: the process that holds the graph has ended") from error
        return header

    async def _forked(self) -> Worker:
        ours, theirs = socket.socketpair()
        async with self._telling:
            # nothing else is ever buffered on this socket, so the handle may go beside asyncio's writer
            socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
            pid = (await self._told())["pid"]
        theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        worker = Worker(pid, reader, writer)
        self._all.add(worker)
        header, _ = await read(reader)
        self.confined = header["confined"]
        return worker

    async def _end(self, worker: Worker) -> int:
        """Kills a worker and takes its exit status from the keeper; 0 for one that is ended already."""
        if worker not in self._all:
            return 0
        self._all.discard(worker)
        worker.writer.close()
        async with self._telling:
            self._control_writer.write(f"reap {worker.pid}".encode("ascii"))
            return int((await self._told())["status"])

    async def close(self) -> None:
        """Ends every worker and the keeper; nothing is left behind."""
        self._closing = True
        for waiter in self._waiting:
            waiter.cancel()
        for task in list(self._tasks):
            task.cancel()
        self._control_writer.close()
        self._control.close()
        for worker in self._all:
            worker.writer.close()
        try:
            await asyncio.to_thread(self._process.wait, 5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1

    # -------------------------------- free workers

    def _give(self, worker: Worker) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(worker)
                return
        self._free.append(worker)

    async def _take(self) -> Worker:
        if self._free:
            return self._free.popleft()
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            elif waiter.done() and not waiter.cancelled():
                self._give(waiter.result())
            raise

    def _in_background(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[object]) -> None:
        """A keeper that is gone is the watch's business; any other fault is ours and shows."""
        self._tasks.discard(task)
        if not task.cancelled() and not isinstance(task.exception(), KeeperError):
            task.result()

    async def _replace(self) -> None:
        self._give(await self._forked())

    # -------------------------------- a request

    async def ask(self, request: Request) -> Reply:
        """The worker's reply, or the refusal: 503 busy, 504 too slow, 507 too much memory, 500 when the worker died.

        When the task is cancelled - the client has gone - the query is stopped.
        """
        if self._closing:
            return CLOSING
        if not self._free and len(self._waiting) >= self.limits.waiting:
            return BUSY
        worker = await self._take()
        before = worked(worker.pid)
        worker.writer.write(packed_request(request))
        answer = asyncio.ensure_future(_reply(worker.reader))
        after: Callable[[Worker], Coroutine[Any, Any, object]] = self._end_and_replace
        try:
            if await self._prompt(answer, worker, before):
                after = self._end_and_replace if answer.result().worn else self._keep
                return answer.result()
            self._in_background(self._replace())
            after = self._end
            return await self._lengthy(worker, answer)
        except (IncompleteReadError, ConnectionError):
            return _died(await self._end(worker)) if worker in self._all else AGAIN
        finally:
            answer.cancel()
            self._in_background(after(worker))

    async def _prompt(self, answer: asyncio.Future[Reply], worker: Worker, before: float) -> bool:
        """Whether the reply comes before the worker has worked for `patience`: on a busy machine that takes longer."""
        end, left = time.monotonic() + self.limits.time / 2, self.limits.patience
        while left > 0 and time.monotonic() < end:
            done, _ = await asyncio.wait([answer], timeout=max(left, 0.01))
            if done:
                return True
            left = self.limits.patience - (worked(worker.pid) - before)
        return False

    async def _keep(self, worker: Worker) -> None:
        self._give(worker)

    async def _end_and_replace(self, worker: Worker) -> None:
        await self._end(worker)
        await self._replace()

    async def _lengthy(self, worker: Worker, answer: asyncio.Future[Reply]) -> Reply:
        """Goes on with a long query beside the others."""
        os.setpriority(os.PRIO_PROCESS, worker.pid, 19)
        if self._long.locked() and self._paused >= self.limits.paused:
            return BUSY
        async with self._place(worker):
            try:
                return await asyncio.wait_for(answer, self.limits.time - self.limits.patience)
            except TimeoutError:
                return _late(self.limits.time)

    @asynccontextmanager
    async def _place(self, worker: Worker) -> AsyncIterator[None]:
        """One of the places for long queries; the worker stands still until there is one."""
        if self._long.locked():
            os.kill(worker.pid, signal.SIGSTOP)
            self._paused += 1
            try:
                await self._long.acquire()
            finally:
                self._paused -= 1
            os.kill(worker.pid, signal.SIGCONT)
        else:
            await self._long.acquire()
        try:
            yield
        finally:
            self._long.release()


def worked(pid: int) -> float:
    """Seconds of the processor's time that a process has had, on Linux; elsewhere the clock has to do."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_bytes().split()[0]) / 1e9
    except (FileNotFoundError, ProcessLookupError):
        return time.monotonic()


async def _reply(reader: StreamReader) -> Reply:
    header, body = await read(reader)
    return Reply(body=body, **header)


def _late(seconds: float) -> Reply:
    text = f"the query was stopped after {seconds:g} seconds; narrow it, or ask for less with LIMIT"
    return Reply(504, text.encode("utf8"))


def _died(status: int) -> Reply:
    """What killed the worker: the allocator aborts when the memory is used up, a stack overflow is a bad access."""
    if status in (-signal.SIGABRT, -signal.SIGKILL):
        return Reply(507, b"the query needs more memory than this server gives one query")
    if status in (-signal.SIGSEGV, -signal.SIGBUS):
        return Reply(400, b"the query is nested too deeply")
    return Reply(500, f"the query's process ended with status {status}".encode())
