"""What the screens share: the state as the person sees it, and the queue through which it is written.

A wish is answered at once in memory and written in the order in which wishes were made, off the event loop. What
another process writes is seen when the queue is empty, so that an answer on the screen never flickers back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.signal import Signal

from tracker.core.decide import Wish, decide
from tracker.core.errors import TrackerError
from tracker.core.flat import Flat, flatten, topic_ids
from tracker.core.journal import Event, State, replay
from tracker.core.progress import Progress
from tracker.core.roadmap import Card, Kind, Mark, Profile, Roadmap, Topic
from tracker.workspace import Workspace

OUTSIDE_SECONDS = 1.0
"""How often another process is looked for."""


class Session:
    """One person at one terminal. `changed` is published with every new state."""

    def __init__(self, workspace: Workspace, changed: Signal[State], failed: Callable[[str], None]) -> None:
        self.workspace, self.changed, self._failed = workspace, changed, failed
        self.state = workspace.state()
        self.roadmaps = {roadmap.id: roadmap for roadmap in workspace.roadmaps()}
        self._outside = workspace.outside_changes()
        self._progress: dict[str, Progress] = {}
        self._flats: dict[str, Flat] = {}
        self._homes: dict[str, str] = {}
        self._cards: dict[str, Card] = {}
        self._jobs: asyncio.Queue[Callable[[], object]] = asyncio.Queue()
        self._writing = False

    # -- what is so -------------------------------------------------------------------------------------------

    def progress(self, roadmap: str) -> Progress:
        """How far the person is along a roadmap, by its id."""
        if roadmap not in self._progress:
            self._progress[roadmap] = self.workspace.progress(self.roadmaps[roadmap], self.state)
        return self._progress[roadmap]

    def roles(self) -> list[Roadmap]:
        """Every role."""
        return [roadmap for roadmap in self.roadmaps.values() if roadmap.kind is Kind.ROLE]

    def beside(self) -> list[str]:
        """The roadmaps to keep in view: the target, then the watched ones in the order of listing."""
        wanted = {self.state.target, *self.state.watched}
        return sorted((id_ for id_ in self.roadmaps if id_ in wanted), key=lambda id_: id_ != self.state.target)

    def begun(self) -> set[str]:
        """The ids of the skills in which something is done; an id of a topic of the library begins with its skill's."""
        return {id_.partition("/")[0] for id_, mark in self.state.marks.items() if mark is Mark.DONE}

    def flat(self, roadmap: str) -> Flat:
        """The tree of a roadmap, by its id, in reading order."""
        if roadmap not in self._flats:
            self._flats[roadmap] = flatten(self.roadmaps[roadmap].root)
        return self._flats[roadmap]

    def topic(self, id_: str) -> Topic | None:
        """A topic by its id; None when no roadmap has it any more."""
        home = self.home_of(id_)
        for roadmap in (home,) if home else self.roadmaps:
            at = self.flat(roadmap).places.get(id_)
            node = None if at is None else self.flat(roadmap).node(at)
            if isinstance(node, Topic):
                return node
        return None

    def touched(self, roadmap: str) -> str:
        """The day on which a mark in a roadmap last changed; empty when none ever did."""
        own = f"{roadmap}/"  # most ids begin so, and are found without being named
        others = [id_ for id_ in self.flat(roadmap).places if not id_.startswith(own)]
        return self.workspace.last_marked(own, others)[:10]

    def home_of(self, topic: str) -> str:
        """The skill or own roadmap that a topic belongs to; empty when no roadmap has it any more."""
        if not self._homes:
            homes = [one for one in self.roadmaps.values() if one.kind is not Kind.ROLE]
            for one in reversed(homes):
                self._homes.update(dict.fromkeys(topic_ids(one.root), one.id))
        return self._homes.get(topic, "")

    def card(self, topic: str) -> Card:
        """What there is to read about a topic."""
        if topic not in self._cards:
            self._cards[topic] = self.workspace.card(topic)
        return self._cards[topic]

    def profile(self, roadmap: str) -> Profile:
        """What there is to read about a roadmap."""
        return self.workspace.profile(roadmap)

    def title(self, id_: str) -> str:
        """The title of a topic or roadmap."""
        return self.workspace.title(id_)

    @property
    def is_new(self) -> bool:
        """Whether the person has done nothing yet."""
        return not (self.state.target or self.state.marks or self.state.watched)

    # -- what the person does ---------------------------------------------------------------------------------

    def wish(self, wish: Wish) -> bool:
        """Answer a wish in memory now and write it soon; False when it is so already."""
        changes = decide(wish, self.state)
        if not changes:
            return False
        self._become(replay(self.state, changes))
        self._jobs.put_nowait(lambda: self.workspace.record(wish))
        return True

    async def undo(self) -> list[Event]:
        """Take back the last act, whoever made it; empty when there is none."""
        return await self._walk(self.workspace.undo)

    async def redo(self) -> list[Event]:
        """Do again what was undone last; empty when there is nothing."""
        return await self._walk(self.workspace.redo)

    async def _walk(self, step: Callable[[], list[Event]]) -> list[Event]:
        found: list[Event] = []
        self._jobs.put_nowait(lambda: found.extend(step()))
        await self._jobs.join()
        self.reload()
        return found

    async def do(self, job: Callable[[], object]) -> None:
        """Run a job that writes, after what waits to be written, and take in what it did. Raises `TrackerError`."""
        failed: list[TrackerError] = []

        def run() -> None:
            try:
                job()
            except TrackerError as error:
                failed.append(error)

        self._jobs.put_nowait(run)
        await self._jobs.join()
        self.reload()
        if failed:
            raise failed[0]

    async def use_news(self) -> None:
        """Use the newest bundled roadmaps, after what waits to be written."""
        await self.do(self.workspace.use_news)

    async def write(self) -> None:
        """Write what was wished, one job after the other, for as long as the app runs."""
        while True:
            job = await self._jobs.get()
            self._writing = True
            try:
                await asyncio.to_thread(job)
            except TrackerError as error:
                self._failed(str(error))
                self._become(self.workspace.state())
            finally:
                self._writing = False
                self._jobs.task_done()

    async def written(self) -> None:
        """Wait until everything wished so far is on disk."""
        await self._jobs.join()

    def look_outside(self) -> None:
        """Take in what another process has written since the last look; not while a job holds the store."""
        if not self._writing and self._jobs.empty() and (seen := self.workspace.outside_changes()) != self._outside:
            self._outside = seen
            self.reload()

    def reload(self) -> None:
        """Read the state and the roadmaps again."""
        fresh = self.workspace.state()
        if (fresh.editions, fresh.layer) != (self.state.editions, self.state.layer):
            self.roadmaps = {roadmap.id: roadmap for roadmap in self.workspace.roadmaps()}
            self._flats, self._homes, self._cards = {}, {}, {}
        self._become(fresh)

    def _become(self, state: State) -> None:
        self.state, self._progress = state, {}
        self.changed.publish(state)
