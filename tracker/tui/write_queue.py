"""What waits to be written: one job after the other, off the event loop, and kept until it is on disk."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import Lock
from typing import NamedTuple

from tracker.core.errors import StoreError, TrackerError
from tracker.core.journal.commands import Command
from tracker.core.journal.events import Event
from tracker.workspace import Workspace

AGAIN_SECONDS = 0.5
"""How long to rest before a job that the store did not take is tried again; each try waits by itself for a lock."""
REST_SECONDS = 0.5
"""How long the queue is empty before the store is tidied: a copy of its file is to be whole a second after a tick."""


class Job(NamedTuple):
    """Something to write. `command` is what the user did, where the job is that; else somebody waits for `done`.

    `events` are what the command made of the state that the user saw, and are written as they are.
    """

    run: Callable[[], object]
    command: Command | None = None
    events: tuple[Event, ...] = ()
    line: str = ""
    done: asyncio.Future[None] | None = None

    @property
    def stays(self) -> bool:
        """Whether it is tried again when the store does not take it: what the user saw done has to be done."""
        return self.command is not None or bool(self.line)

    def write_into(self, workspace: Workspace) -> list[Event]:
        """Do it in a store, where it is something that the user did; returns what was written."""
        if self.events:
            workspace.write(self.events)
            return list(self.events)
        return workspace.undo() if self.line == "undo" else workspace.redo()


class WriteQueue:
    """Jobs in the order in which they were asked for.

    `after` is called on the loop with each job that was tried and what was wrong with it. `tidy` is called off the
    loop when nothing was written for a moment, and `after` with what was wrong there and no job.
    """

    def __init__(
        self, after: Callable[[Job | None, TrackerError | None], Awaitable[None]], tidy: Callable[[], object]
    ) -> None:
        self._after, self._tidy, self._untidy = after, tidy, False
        self._jobs: deque[Job] = deque()
        self._put, self._settled = asyncio.Event(), asyncio.Event()
        self._settled.set()
        self._one_at_a_time = Lock()
        self.trouble: StoreError | None = None

    def put(self, job: Job) -> None:
        """Write `job` after those that wait already."""
        self._jobs.append(job)
        self._put.set()
        if self.trouble is None:
            self._settled.clear()

    def waiting(self) -> list[Job]:
        """What is not on disk yet, the oldest first."""
        return list(self._jobs)

    async def written(self, seconds: float | None = None) -> bool:
        """Wait until everything is on disk, until the store refuses it, or that long; whether it is on disk."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), seconds)
        return not self._jobs

    async def write(self) -> None:
        """Write what comes, for as long as the app runs."""
        while True:
            await self._rest()
            while self._jobs:
                job = self._jobs[0]
                error = await asyncio.to_thread(self._try, job)
                if isinstance(error, StoreError) and job.stays:
                    self.trouble = error
                    self._settled.set()
                    await self._after(job, error)
                    await asyncio.sleep(AGAIN_SECONDS)
                    continue
                self.trouble = None
                await self._after(job, error)
                if job.done and not job.done.done():  # whoever waited may have been cancelled
                    job.done.set_exception(error) if error else job.done.set_result(None)
            self._settled.set()

    async def _rest(self) -> None:
        """Wait for a job; the store is tidied when none comes for a moment."""
        self._put.clear()
        if self._jobs:
            return
        if self._untidy:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._put.wait(), REST_SECONDS)
                return
            self._untidy = False
            if error := await asyncio.to_thread(self._tidied):
                await self._after(None, error)
        await self._put.wait()

    def _tidied(self) -> TrackerError | None:
        with self._one_at_a_time:
            try:
                self._tidy()
            except TrackerError as error:
                return error
            return None

    def _try(self, job: Job) -> TrackerError | None:
        """Write one job and take it from the queue, unless it stays."""
        with self._one_at_a_time:
            if not self._jobs or self._jobs[0] is not job:
                return None  # it was written meanwhile
            try:
                job.run()
            except StoreError as error:
                if job.stays:
                    return error
                self._jobs.popleft()
                return error
            except TrackerError as error:
                self._jobs.popleft()
                return error
            self._jobs.popleft()
            self._untidy = True
            return None

    def finish(self) -> list[Job]:
        """Write what is left when the app has ended, however it did; returns what could not be written."""
        for job in self.waiting():
            try:
                error = self._try(job)
            except Exception as unexpected:  # noqa: BLE001  # it may be what the app ended from
                error = StoreError(f"an error that was not expected: {unexpected!r}")
            if error and job in self._jobs:
                self.trouble = error if isinstance(error, StoreError) else None
                break
        return self.kept()

    def kept(self) -> list[Job]:
        """What the user saw done and is not on disk."""
        return [job for job in self.waiting() if job.stays]
