"""What the screens share: the state as the user sees it, and the queue through which it is written.

A command is handled once, in memory, and the events that it makes are shown at once; the same events are written in
their order, off the event loop. What another process writes is seen when the queue is empty, so that an answer on the
screen never flickers back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.signal import Signal

from tracker.core.errors import NotFoundError, StoreError, StoreReplacedError, TrackerError
from tracker.core.journal.commands import Command
from tracker.core.journal.events import Event, Field, State, replay
from tracker.core.progress.measure import Progress
from tracker.core.progress.next_topics import skill_of
from tracker.core.progress.review import fresh_percent
from tracker.core.progress.standing import WITHOUT_NUMBERS, Standing, standing_of
from tracker.core.progress.week import Day, last_week, week_begin
from tracker.core.roadmap.model import Card, Group, Kind, Mark, Profile, Roadmap, Topic
from tracker.core.roadmap.tree import Tree, tree_of
from tracker.tui.roadmaps import Roadmaps
from tracker.tui.write_queue import Job, WriteQueue
from tracker.workspace import Workspace
from tracker.workspace.local_days import local_day, shown_day

if TYPE_CHECKING:
    from tracker.workspace.reviews import Reviews

A = TypeVar("A")

OUTSIDE_SECONDS = 1.0
"""How often another process is looked for."""
_NOTHING = Roadmap("", Kind.OWN, "", "", tree_of([(0, Group("", ""))]))
"""Stands for a roadmap that was taken out while a row or a message about it is still on its way."""


class Session:
    """One user at one terminal.

    `changed` is published with every new state; `waits` is called when what waits to be written has changed.
    """

    def __init__(
        self,
        workspace: Workspace,
        changed: Signal[State],
        refused: Callable[[TrackerError], None],
        waits: Callable[[], None],
    ) -> None:
        self.workspace, self.changed = workspace, changed
        self._refused, self._waits, self._troubled = refused, waits, False
        self._unreadable = False
        self.state = workspace.state()
        self.reviews: Reviews | None = None
        """What was read of the reviews last; None where nothing is reviewed."""
        self.roadmaps = Roadmaps(workspace.standings(), self._read_roadmap)
        self._outside = workspace.outside_changes()
        self._progress: dict[str, Progress] = {}
        self._outdated: set[str] = set()  # the roadmaps whose standing is not that of the state any more
        self._homes: dict[str, str] = {}
        self._cards: dict[str, Card] = {}
        self.drafts: dict[str, str] = {}  # texts that are not saved, by topic or by what asked
        self.queue = WriteQueue(self._tried, self._tidy)
        self._today = workspace.today()
        self._reading, self._done_meanwhile = asyncio.Lock(), list[Event]()

    # -- what is so -------------------------------------------------------------------------------------------

    def progress(self, roadmap: str) -> Progress:
        """How far the user is along a roadmap, by its id; nothing counts in one that is not there any more."""
        if roadmap not in self._progress:
            self._progress[roadmap] = self.workspace.progress(self.roadmaps.get(roadmap, _NOTHING), self.state)
        return self._progress[roadmap]

    def show_reviews(self, reviews: Reviews) -> None:
        """Show which reviews are due, and how fresh topics are."""
        if reviews != self.reviews:
            self.reviews, self.state = reviews, self.state._replace()  # each state is shown once
            self.changed.publish(self.state)

    def look_at_day(self) -> None:
        """Show everything again when a new day has begun: its week, and what is due on it."""
        today = self.workspace.today()
        if today != self._today:
            self._today = today
            self._show(self.state._replace())  # each state is shown once

    def due(self) -> frozenset[str]:
        """The done topics whose next review has come, also those that are too many for today."""
        today = self.workspace.today()
        return (
            frozenset(id_ for id_, memory in self.reviews.memories.items() if memory.due <= today)
            if self.reviews
            else frozenset()
        )

    def due_today(self) -> frozenset[str]:
        """The topics whose review is asked today."""
        return frozenset(memory.topic for memory in self.reviews.due) if self.reviews else frozenset()

    def fresh_percent(self, progress: Progress) -> int | None:
        """Whole per cent of a roadmap that are done and still sit; None where none of it is reviewed."""
        if not self.reviews or progress.counted.isdisjoint(self.reviews.memories):
            return None
        return fresh_percent(progress, self.reviews.memories)

    def roles(self) -> list[Roadmap]:
        """Every role."""
        return self.roadmaps.of_kind(Kind.ROLE)

    def standing(self, roadmap: str) -> Standing:
        """How a roadmap stands, by its id; its tree is read only where a mark has changed that."""
        if roadmap in self._outdated:
            return standing_of(self.progress(roadmap))
        return self.roadmaps.standings.get(roadmap) or standing_of(self.progress(roadmap))

    def standings(self, *kinds: Kind) -> list[Standing]:
        """How every roadmap stands, or those of some kinds, in the order of listing."""
        known = self.roadmaps.standings.values()
        return [self.standing(known.id) for known in known if not kinds or known.kind in kinds]

    def beside(self) -> list[str]:
        """The roadmaps to keep in view: the target, then the watched ones in the order of listing."""
        wanted = {self.state.target, *self.state.watched}
        return sorted((id_ for id_ in self.roadmaps if id_ in wanted), key=lambda id_: id_ != self.state.target)

    def begun(self) -> set[str]:
        """The ids of the skills in which something is done; an id of a topic of the library begins with its skill's."""
        return {skill_of(id_) for id_, mark in self.state.marks.items() if mark is Mark.DONE}

    async def read_ahead(self) -> None:
        """Read every roadmap, off the event loop, before a key asks for one."""
        roadmaps = self.roadmaps
        with suppress(StoreError):  # it is said when a roadmap is asked for
            roadmaps.take(await asyncio.to_thread(self.workspace.roadmaps))

    def tree(self, roadmap: str) -> Tree:
        """The tree of a roadmap, by its id."""
        return self.roadmaps.get(roadmap, _NOTHING).tree

    def topic(self, id_: str) -> Topic | None:
        """A topic by its id; None when no roadmap has it any more."""
        tree = self.tree(self.home_of(id_) or skill_of(id_))
        node = tree.nodes[tree.places[id_]] if id_ in tree.places else None
        return node if isinstance(node, Topic) else None

    def touched(self, roadmap: str) -> str:
        """The day on which a mark in a roadmap last changed; empty when none ever did."""
        own = f"{roadmap}/"  # most ids begin so, and are found without being named
        others = [id_ for id_ in self.tree(roadmap).places if not id_.startswith(own)]
        moment = self.ask(lambda workspace: workspace.last_marked(own, others), "")
        return shown_day(moment, self.workspace.today()) if moment else ""

    def home_of(self, topic: str) -> str:
        """The skill or own roadmap that a topic belongs to; empty when no roadmap has it any more."""
        if topic not in self._homes:
            standings = self.roadmaps.standings
            own = [id_ for id_, known in standings.items() if known.kind is Kind.OWN]
            likely = [id_ for id_ in (skill_of(topic),) if id_ in standings and standings[id_].kind is not Kind.ROLE]
            holding = (id_ for id_ in (*likely, *own) if topic in self.tree(id_).places)
            self._homes[topic] = next(holding, "")
        return self._homes[topic]

    def doing_since(self) -> dict[str, int]:
        """The topics that are being learnt with the day since when, the newest first."""
        topics = [id_ for id_, mark in self.state.marks.items() if mark is Mark.DOING]
        nothing: dict[str, str] = {}
        written = self.ask(lambda workspace: workspace.marked_at(topics), nothing)
        moments = dict.fromkeys(topics, self.workspace.now()) | written | self._waiting_marks(Mark.DOING)
        return {id_: local_day(moments[id_]) for id_ in sorted(topics, key=moments.__getitem__, reverse=True)}

    def done_lately(self) -> dict[str, int]:
        """The topics that were done in the last seven days with the day, the newest first."""
        begin, nothing = week_begin(self.workspace.today()), dict[str, str]()
        written = self.ask(lambda workspace: workspace.done_since(begin), nothing)
        moments = self._waiting_marks(Mark.DONE) | written
        return {id_: local_day(moment) for id_, moment in moments.items() if self.state.marks.get(id_) is Mark.DONE}

    def last_week(self) -> tuple[Day, ...]:
        """How many topics were done on each of the last seven days."""
        return last_week(self.done_lately().values(), self.workspace.today())

    def _waiting_marks(self, mark: Mark) -> dict[str, str]:
        """When each topic got this mark that is not written yet, in UTC."""
        events = (event for job in self.queue.waiting() for event in job.events)
        return {event.subject: event.at for event in events if event.field is Field.MARK and event.value == mark}

    def card(self, topic: str) -> Card:
        """What there is to read about a topic."""
        if topic not in self._cards:
            self._cards[topic] = self.ask(lambda workspace: workspace.card(topic), Card())
        return self._cards[topic]

    def profile(self, roadmap: str) -> Profile:
        """What there is to read about a roadmap."""
        return self.ask(lambda workspace: workspace.profile(roadmap), Profile())

    def title(self, id_: str) -> str:
        """The title of a topic or roadmap."""
        return self.ask(lambda workspace: workspace.title(id_), id_)

    def ask(self, question: Callable[[Workspace], A], otherwise: A) -> A:
        """What the store answers; `otherwise` where it cannot be read any more, which is said once."""
        try:
            return question(self.workspace)
        except StoreError as error:
            if not self._unreadable:
                self._unreadable = True
                self._refused(error)
            return otherwise

    @property
    def is_new(self) -> bool:
        """Whether the user has done nothing yet."""
        return not (self.state.target or self.state.marks or self.state.watched)

    # -- what the user does -----------------------------------------------------------------------------------

    def handle(self, command: Command) -> bool:
        """Do in memory now what `command` says, and write it soon; False when it is so already."""
        events = self.workspace.decide(command, self.state)
        if not events:
            return False
        if self._reading.locked():
            self._done_meanwhile += events
        self._become(replay(self.state, events), events)
        self._put(Job(lambda: self.workspace.write(events), command=command, events=tuple(events)))
        return True

    async def undo(self) -> list[Event]:
        """Take back the last transaction of this device; empty when there is none."""
        return await self._turn_back("undo")

    async def undo_one(self, transaction: str) -> list[Event]:
        """Take back one transaction, by its uid, and leave alone what was done since. Raises `TrackerError`."""
        written: list[Event] = []
        await self.do(lambda: written.extend(self.workspace.undo(transaction)))
        return written

    async def redo(self) -> list[Event]:
        """Do again what was undone last; empty when there is nothing."""
        return await self._turn_back("redo")

    async def _turn_back(self, line: str) -> list[Event]:
        written: list[Event] = []
        job = Job(lambda: written.extend(job.write_into(self.workspace)), line=line)
        await self._wait_for(job)
        return written

    async def do(self, job: Callable[[], object]) -> None:
        """Run a job that writes, after what waits to be written, and take in what it did. Raises `TrackerError`."""
        await self._wait_for(Job(job))

    async def _wait_for(self, job: Job) -> None:
        done = asyncio.get_running_loop().create_future()
        self._put(job._replace(done=done))
        await done

    def _put(self, job: Job) -> None:
        self.queue.put(job)
        self._waits()
        if isinstance(self.queue.trouble, StoreReplacedError):
            self._refused(self.queue.trouble)

    async def use_library_update(self) -> None:
        """Use the newest bundled roadmaps, after what waits to be written."""
        await self.do(self.workspace.library_updates.use)

    async def _tried(self, job: Job | None, error: TrackerError | None) -> None:
        """Take in what a job did. What the store does not take stays done on the screen, and is tried again."""
        self._waits()
        waits = job in self.queue.waiting()
        if error and (not waits or not self._troubled) and (waits or not (job and job.done)):
            self._refused(error)  # said once: what waits is counted on top, and who waits for a job says it himself
        self._troubled = waits
        if job and not waits and (error or job.command is None):
            with suppress(StoreError):  # it says so again at the next write
                await self.reload()

    async def written(self, seconds: float | None = None) -> bool:
        """Wait until everything done so far is on disk or is refused, or that long; whether it is on disk."""
        return await self.queue.written(seconds)

    def not_written(self) -> str:
        """What to say about what is not on disk; empty where everything is."""
        jobs = self.queue.waiting()
        if not jobs:
            return ""
        return "writing …" if self.queue.trouble is None else f"not written: {len(jobs):,}"

    async def look_outside(self) -> None:
        """Take in what another process has written since the last look; not while a job waits."""
        if self.queue.waiting():
            return
        seen = await asyncio.to_thread(self._look)
        if seen != self._outside:
            self._outside = seen
            await self.reload()

    def _tidy(self) -> None:
        self.workspace.maintain()

    def _look(self) -> int:
        self.workspace.check_file()
        return self.workspace.outside_changes()

    async def save_copy(self) -> Path:
        """Save what is open, and what waits to be written, as a store of its own beside the store. Returns its path.

        Raises `TrackerError`.
        """
        return await asyncio.to_thread(self._copied)

    def _copied(self) -> Path:
        paths, now = self.workspace.paths, self.workspace.now()
        folder = paths.data / f"saved-{''.join(filter(str.isdigit, now))}"
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise TrackerError(f"the folder {folder} cannot be made: {error.strerror}") from None
        self.workspace.save_copy(folder / paths.store.name)
        with Workspace(paths._replace(data_name=folder)) as copy:
            for job in self.queue.kept():
                job.write_into(copy)
        return folder / paths.store.name

    async def open_anew(self) -> None:
        """Open the store that is at the path now; what waits is written into it. Raises `TrackerError`."""
        before = self.workspace
        self.workspace, self._unreadable = await asyncio.to_thread(Workspace, before.paths), False
        await asyncio.to_thread(before.close)
        self.state = self.state._replace(versions={})  # every roadmap is read again
        self._outside = self.workspace.outside_changes()
        await self.reload()
        self._waits()

    async def reload(self) -> None:
        """Read the state and the roadmaps again, off the event loop; what waits to be written stays done."""
        async with self._reading:  # one after the other, so that what was read last is shown
            self._done_meanwhile = []
            events = [event for job in self.queue.waiting() for event in job.events]
            fresh, standings = await asyncio.to_thread(self._read, events)
            shown = self.state
            if (fresh.versions, fresh.overlay, fresh.roles) != (shown.versions, shown.overlay, shown.roles):
                self.roadmaps = Roadmaps(standings, self._read_roadmap)
                self._homes, self._cards = {}, {}
            self.roadmaps.stand(standings)
            self._progress = {}
            self._outdated = set(self.roadmaps) if events or self._done_meanwhile else set()
            self._show(replay(fresh, self._done_meanwhile))

    def _read(self, waiting: Sequence[Event]) -> tuple[State, list[Standing]]:
        return self.workspace.state_with(waiting), self.workspace.standings()

    def _read_roadmap(self, id_: str) -> list[Roadmap]:
        nothing: list[Roadmap] = []
        if id_ in self.state.roles:  # built from all the others
            return self.ask(lambda workspace: workspace.roadmaps(), nothing)
        with suppress(NotFoundError):
            return self.ask(lambda workspace: [workspace.roadmap(id_)], nothing)
        return nothing

    def _become(self, state: State, events: Sequence[Event]) -> None:
        """Go on with the state to which `events` led. Where they change only marks, progress elsewhere stays."""
        changing = [event for event in events if event.field not in WITHOUT_NUMBERS]
        if state.links or any(event.field is not Field.MARK for event in changing):
            self._progress, self._outdated = {}, set(self.roadmaps)
        elif marked := {event.subject for event in changing}:
            known = self._progress.items()
            self._progress = {id_: progress for id_, progress in known if marked.isdisjoint(progress.tree.places)}
            self._outdated |= self.roadmaps.that_may_hold(marked)
        self._show(state)

    def _show(self, state: State) -> None:
        self.state = state
        self.changed.publish(state)
