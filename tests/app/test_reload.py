"""What is ticked while the store is read again stays on the screen, also when it is written before that ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from tests.app.conftest import study
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.base import BaseScreen

_LONGEST = 20.0  # seconds after which a thread goes on, so that no test hangs


class SlowThreads(ThreadPoolExecutor):
    """Threads of a busy machine: what the next one has done is handed on only when `go_on` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = Event()
        self.next_is_slow = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Begin to do `fn`."""
        is_slow, self.next_is_slow = self.next_is_slow, False

        def done() -> Any:
            result = fn(*args, **named)
            if is_slow:
                self.go_on.wait(_LONGEST)
            return result

        return super().submit(done)


async def test_a_tick_that_is_written_while_the_store_is_read_again_stays(open_app: Callable[[], TrackerApp]) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        threads, session = SlowThreads(), app.session
        asyncio.get_running_loop().set_default_executor(threads)
        threads.next_is_slow = True
        reading = asyncio.create_task(session.reload())
        await asyncio.sleep(0)  # it begins to read
        assert not threads.next_is_slow
        assert session.handle(SetMark(("docker/compose",), Mark.DONE))
        assert await session.written()
        threads.go_on.set()
        await reading
        assert session.state.marks.get("docker/compose") is Mark.DONE


async def test_the_lowest_screen_stays_also_where_its_news_say_that_it_is_left(
    open_app: Callable[[], TrackerApp],
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        lowest = app.screen_stack[0]
        assert isinstance(lowest, BaseScreen)
        lowest.dismiss()
        await pilot.pause()
        assert app.screen_stack == [lowest]
