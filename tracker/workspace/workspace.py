"""What the user works in: roadmaps, the journal, and the answers that follow from the two."""

from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.core.errors import AmbiguousError, NotFoundError, StoreError, UnreadableError
from tracker.core.journal.clock import clock_of_old
from tracker.core.journal.events import (
    LIBRARY,
    Change,
    Event,
    Field,
    Stamp,
    State,
    Transaction,
    Unreadable,
    Why,
    events_of,
    replay,
)
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.standing import Standing, standing_of
from tracker.core.roadmap.model import Card, Kind, Profile, Roadmap, Topic
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.snapshots import Name, Snapshot, Snapshots
from tracker.store.sqlite.upkeep import maintain
from tracker.workspace.catalog import Catalog
from tracker.workspace.clock import Clock, stamp, system_clock
from tracker.workspace.library_updates import LibraryUpdates
from tracker.workspace.local_days import begin_of, end_of, local_day
from tracker.workspace.paths import Paths, device_name, find_paths
from tracker.workspace.safety.unreadable import left_out, unreadable_records
from tracker.workspace.standings import Standings

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.core.journal.commands import Command
    from tracker.core.overlay.records import Overlay
    from tracker.core.own_roles.record import OwnRole
    from tracker.core.progress.what_if import Worth
    from tracker.workspace.schedules import Schedules


class Workspace:
    """One user's store with the roadmaps in it.

    `database`, `journal`, `snapshots` and `catalog` are for the rooms beside this one; cli and tui ask its methods.
    """

    def __init__(self, paths: Paths, clock: Clock = system_clock, *, database: Database | None = None) -> None:
        """Open the store, unless it is, creating it and loading the bundled roadmaps when there is none.

        Raises `StoreError` when the store cannot be used and `RoadmapFileError` when the roadmaps cannot.
        """
        self.paths, self._clock = paths, clock
        self.database = database or open_database(paths.store_name, traces=(paths.device_name,))
        self.journal = Journal(self.database)
        self.snapshots = Snapshots(self.database)
        self.catalog = Catalog(self.snapshots, self.journal)
        self._standings = Standings(self.snapshots, self.journal, self.catalog)
        self._schedules: Schedules | None = None
        self._device = ""
        self.library_updates = LibraryUpdates(
            paths.library_name, self.database, self.snapshots, self.catalog, self.stamp
        )
        try:
            self.library_updates.look()
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, database: Database | None = None) -> Self:
        """The workspace of the user who runs the program; of their store, where it is open already."""
        return cls(find_paths(), database=database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self.database.wrote:
                self.maintain()
            elif isinstance(error, NotFoundError) and not isinstance(error, AmbiguousError):
                self.database.must_be_sound()  # damage may have taken away what was asked for
            if error is None:
                self.keep_derived()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.database.close()

    def warnings(self) -> list[str]:
        """What the user should know about the store: sentences to be shown once, as text."""
        return list(self.database.notices)

    def warnings_told(self) -> None:
        """The user has read the warnings; what does not go on is not said again."""
        self.database.notices_read()

    def maintain(self) -> None:
        """What is due when nobody waits for it, after writing: a file that can be copied whole, the day's backup.

        May take a second; never on the event loop. Raises `StoreReplacedError`.
        """
        maintain(self.database, self.now())

    def keep_derived(self) -> None:
        """Keep the standings and schedules that were asked for, so that the next start need not make them again.

        Not while another process writes. Where nothing was kept, damage may have taken it away, and such a store is
        left as it is.
        """
        asked = [derived for derived in (self._standings, self._schedules) if derived and derived.fresh]
        is_whole = not (self.database.read_only or self.database.garbled)
        if asked and is_whole and not self.unreadable():
            self.wait_at_most(0)
            with suppress(StoreError):
                if any(derived.were_kept() for derived in asked) or self.database.is_sound():
                    for derived in asked:
                        derived.keep()

    @property
    def schedules(self) -> "Schedules":
        """When topics are to be reviewed."""
        if self._schedules is None:
            from tracker.workspace.schedules import Schedules  # 0.8 ms: 1 % of a `status`

            self._schedules = Schedules(self.snapshots, self.journal, self.catalog)
        return self._schedules

    def check_file(self) -> None:
        """Raise `StoreReplacedError` when the file at the store's path is not the open one any more. Never waits."""
        self.database.check_file()

    def save_copy(self, path: "Path") -> None:
        """Write all of the open store as a new one at `path`, also when its own file was removed or replaced.

        Raises `TrackerError` when `path` cannot be written, `StoreError` when the open store cannot be read.
        """
        self.database.copy_to(path)

    def state(self) -> State:
        """What the journal amounts to now."""
        return self.catalog.state()

    def state_with(self, events: Sequence[Event]) -> State:
        """What the journal would amount to with these events in it, which belong where their order puts them."""
        return replay(self.state(), self.journal.winning(events))

    def outside_changes(self) -> int:
        """A number that changes when another process has written to the store."""
        return self.database.outside_changes()

    def wait_at_most(self, seconds: float) -> None:
        """How long to wait for another process that is writing, before an error says so."""
        self.database.wait_at_most(seconds)

    def roadmaps(self, *kinds: Kind) -> list[Roadmap]:
        """Every roadmap, or those of some kinds: roles, skills, then own ones."""
        return self.catalog.roadmaps(*kinds)

    def roadmaps_with(self, topics: Sequence[str]) -> list[Roadmap]:
        """Every roadmap that may hold one of these topics, roles first."""
        return self.catalog.roadmaps_with(topics)

    def roadmap(self, id_: str) -> Roadmap:
        """One roadmap by its exact id. Raises `NotFoundError`, and `UnreadableError` for one that cannot be read."""
        roadmap = self.catalog.roadmap(id_)
        if not roadmap and ("roadmap", id_) in self.database.garbled:
            raise UnreadableError(f'the roadmap "{id_}" cannot be read')
        if not roadmap:
            raise NotFoundError(f'no roadmap has the id "{id_}"')
        return roadmap

    def profile(self, id_: str) -> Profile:
        """What there is to read about a roadmap."""
        return self.catalog.profile(id_)

    def card(self, topic: str) -> Card:
        """What there is to read about a topic."""
        return self.catalog.card(topic)

    def topic(self, id_: str) -> Topic | None:
        """A topic by its id, which begins with that of its skill or own roadmap; None when that does not have it."""
        home = self.catalog.roadmap(id_.partition("/")[0])
        place = home.tree.places.get(id_) if home else None
        node = home.tree.nodes[place] if home and place is not None else None
        return node if isinstance(node, Topic) else None

    def cards(self) -> dict[str, Card]:
        """Every card by the id of its topic."""
        return self.catalog.cards()

    def topic_names(self) -> dict[str, Name]:
        """The names of every topic by its id."""
        return self.catalog.topic_names()

    def roadmap_names(self) -> dict[str, tuple[Kind, Name]]:
        """The kind and the names of every roadmap by its id."""
        return self.catalog.roadmap_names()

    def title(self, id_: str) -> str:
        """The title of a topic or roadmap; the id itself when nothing has it any more."""
        return self.catalog.title(id_) or id_

    def progress(self, roadmap: Roadmap, state: State) -> Progress:
        """How far the user is along `roadmap`."""
        return measure(roadmap, state.marks, state.choices)

    def standings(self, *kinds: Kind) -> list[Standing]:
        """How every roadmap stands, or those of some kinds, in the order of `roadmaps`; trees are not read for it."""
        return [standing for standing in self._standings.all().values() if not kinds or standing.kind in kinds]

    def standing(self, id_: str) -> Standing:
        """How one roadmap stands. Raises as `roadmap`."""
        return self._standings.all().get(id_) or standing_of(self.progress(self.roadmap(id_), self.state()))

    def target(self) -> str:
        """The role that the user works toward; empty for none."""
        return self.journal.values(Field.TARGET).get("", "")

    def reviewed(self) -> frozenset[str]:
        """The roadmaps whose topics are reviewed."""
        return frozenset(self.journal.values(Field.REVIEW))

    def watched(self) -> frozenset[str]:
        """The roadmaps that are shown beside the target."""
        return frozenset(self.journal.values(Field.WATCH))

    def worths(self, topic: str, state: State) -> "list[Worth]":
        """What a tick of `topic` makes of each role in which it would count."""
        from tracker.core.progress.what_if import worth  # 1.5 ms, 3 % of a `status`

        roles = [roadmap for roadmap in self.roadmaps_with([topic]) if roadmap.kind is Kind.ROLE]
        worths = (worth(self.progress(role, state), state.choices, topic) for role in roles)
        return [value for value in worths if value]

    def has_topic(self, id_: str) -> bool:
        """Whether a topic has exactly this id."""
        return self.catalog.has_topic(id_)

    def record(self, command: "Command", state: State | None = None) -> list[Event]:
        """Write what `command` asks for. Empty when it is so already."""
        from tracker.core.journal.commands import handle  # 1 ms, 2 % of a `status`

        changes = handle(command, self.state() if state is None else state)
        return self.journal.append(changes, self.stamp())

    def decide(self, command: "Command", state: State) -> list[Event]:
        """The events that make `command` so in `state`, which are not written yet. Empty when it is so already."""
        from tracker.core.journal.commands import handle  # as in `record`

        changes = handle(command, state)
        new = [change for change in changes if state.recorded(change.field, change.subject) != change.value]
        return events_of(new, state.recorded, state.clock, self.stamp()) if new else []

    def write(self, events: Sequence[Event]) -> None:
        """Write events that were decided before, as they are."""
        self.journal.write(events)

    def undo(self, transaction: str = "") -> list[Event]:
        """Set back the last transaction of this device, or one by its uid; empty when there is nothing to undo."""
        return self.library_updates.look_after(self.journal.undo(self.stamp(), transaction))

    def redo(self) -> list[Event]:
        """Do again what the last undo set back; empty when there is nothing to redo."""
        return self.library_updates.look_after(self.journal.redo(self.stamp()))

    def undoable(self, most: int) -> list[Transaction]:
        """The newest transactions that undo would take back, newest first."""
        return self.journal.undoable(self.stamp().device, most)

    def history(self, most: int, subject: str | None = None) -> list[Event]:
        """The newest events, newest first; of one topic only when it is named."""
        return self.journal.history(most, subject)

    def touched(self, field: Field = Field.MARK) -> dict[str, str]:
        """When each topic got the mark it has, in UTC; or each subject another field's value."""
        return self.journal.touched(field)

    def last_marked(self, beginning: str, topics: Sequence[str]) -> str:
        """When a topic whose id begins so, or one of `topics`, last got the mark it has, in UTC; empty for never."""
        return self.journal.last_marked(beginning, topics)

    def marked_at(self, topics: Sequence[str]) -> dict[str, str]:
        """When each of these topics got the mark it has, in UTC; those without a mark are left out."""
        return self.journal.marked_at(topics)

    def done_since(self, day: int) -> dict[str, str]:
        """When each topic was done that was marked so since a local day began, in UTC, the newest first.

        Days to come are left out: they were written before the clock was set back.
        """
        moment, latest = begin_of(day), end_of(self.today())
        done = self.journal.done_since(moment, clock_of_old("", moment))
        return {topic: at for topic, at in done.items() if at <= latest}

    def today(self) -> int:
        """The local day that it is, as `core.days` counts."""
        return local_day(self.now())

    @property
    def device(self) -> str:
        """The name of this machine in the journal."""
        return self.stamp().device

    def unreadable(self) -> list[Unreadable]:
        """The records of the journal that are left out, since they cannot be read; `undo` or `remove` ends that."""
        if self._standings.are_kept():  # which they are only where everything could be read
            return []
        return unreadable_records(self.journal, self.snapshots)

    def left_out(self) -> list[str]:
        """Sentences about what was met in the store so far that cannot be read, as text."""
        return left_out(self.database.garbled) if self.database.garbled else []

    def own_roles(self) -> "dict[str, OwnRole]":
        """The roles of the user's own by their ids, as they are kept."""
        return self.catalog.own_roles()

    def upstream(self, id_: str) -> Snapshot:
        """An own roadmap as its file has it, without the user's overlay. Raises `NotFoundError`."""
        snapshot = self.snapshots.own(id_)
        if not snapshot:
            raise NotFoundError(f'no roadmap of your own has the id "{id_}"')
        return snapshot

    def overlay(self) -> "Overlay":
        """What the user added and changed, by the ids of topics and the keys of groups."""
        from tracker.core.overlay.records import decode_all  # 4 ms, 8 % of a `status`

        return decode_all(self.journal.values(Field.OVERLAY))

    def taken_ids(self) -> set[str]:
        """The ids that a new roadmap cannot have."""
        return self.snapshots.sources() | {LIBRARY, *self.catalog.roadmap_names()}

    def load(self, snapshot: Snapshot, changes: Sequence[Change], over: str) -> list[Event]:
        """Use `snapshot` from now on and make `changes` in one transaction, which undo takes back.

        `over` is the version of its source that has to be in use until then; empty for none. Raises `OutdatedError`.
        """
        return self.snapshots.load(snapshot, changes, self.stamp(), Why.DO, over=over)

    def change(self, changes: Sequence[Change]) -> list[Event]:
        """Make `changes` in one transaction; those that are so already are left out."""
        return self.journal.append(changes, self.stamp())

    def now(self) -> str:
        """This moment in UTC."""
        return self.stamp().at

    def stamp(self) -> Stamp:
        """When and where a transaction is made that begins now."""
        self._device = self._device or device_name(self.paths)
        return stamp(self._clock, self._device)
