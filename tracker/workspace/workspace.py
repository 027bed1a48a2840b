"""What a person works in: their roadmaps, their journal, and the answers that follow from the two."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

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
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.kept_standings import keep_standings
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.snapshots import Name, Snapshot, Snapshots
from tracker.workspace.catalog import Catalog
from tracker.workspace.clock import Clock, new_id, stamp, system_clock
from tracker.workspace.paths import Paths, device_name, find_paths
from tracker.workspace.safety.unreadable import unreadable_records
from tracker.workspace.standings import Standings

# What only some commands need is imported where it is used: each of these modules costs a `status` about 2 %.
if TYPE_CHECKING:
    from tracker.core.journal.backup import Backup
    from tracker.core.journal.commands import Command
    from tracker.core.overlay.records import Overlay
    from tracker.core.own_roles.record import OwnRole
    from tracker.core.progress.what_if import Worth
    from tracker.core.roadmap.library_update import Difference
    from tracker.store.sync.exchange import Exchanged
    from tracker.store.sync.ledger import Page
    from tracker.store.sync.target import Codec, Target

_SEEN = "library seen"
_NEWS = "library news"


class LibraryUpdate(NamedTuple):
    """A newer edition of the bundled roadmaps that is not in use yet, and what it changes, in words."""

    version: str
    lines: tuple[str, ...]


class Workspace:
    """One person's store with the roadmaps in it."""

    def __init__(self, paths: Paths, clock: Clock = system_clock) -> None:
        """Open the store, creating it and loading the bundled roadmaps when there is none.

        Raises `StoreError` when the store cannot be used and `RoadmapFileError` when the roadmaps cannot.
        """
        self.paths, self._clock = paths, clock
        self._database = open_database(paths.store, traces=(paths.device,))
        self._journal = Journal(self._database)
        self._editions = Snapshots(self._database)
        self._shelf = Catalog(self._editions, self._journal)
        self._standings = Standings(self._editions, self._journal, self._shelf)
        self._device = ""
        try:
            self._look_for_news()
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls) -> Self:
        """The workspace of the user who runs the program."""
        return cls(find_paths())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None and self._database.wrote:
                self.maintain()
            elif isinstance(error, NotFoundError) and not isinstance(error, AmbiguousError):
                self._database.must_be_sound()  # damage may have taken away what was asked for
            if error is None:
                self.keep_standings()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._database.close()

    def warnings(self) -> list[str]:
        """What the user should know about the store: sentences to be shown once, as text."""
        return list(self._database.notices)

    def warnings_told(self) -> None:
        """The user has read the warnings; what does not go on is not said again."""
        self._database.notices_read()

    def maintain(self) -> None:
        """What is due when nobody waits for it, after writing: a file that can be copied whole, the day's backup.

        May take a second; never on the event loop. Raises `StoreReplacedError`.
        """
        from tracker.store.sqlite.upkeep import maintain  # only for who has written

        maintain(self._database, self.now())

    def keep_standings(self) -> None:
        """Keep the standings that were asked for, so that the next start need not measure; not while another writes.

        Where none were kept, damage may have taken them away, and such a store is left as it is.
        """
        is_whole = not (self._database.read_only or self._database.garbled)
        if self._standings.fresh and is_whole and not self.unreadable():
            self.wait_at_most(0)
            with suppress(StoreError):
                if self._standings.were_kept() or self._database.is_sound():
                    keep_standings(self._editions, self._standings.fresh)

    def check_file(self) -> None:
        """Raise `StoreReplacedError` when the file at the store's path is not the open one any more. Never waits."""
        self._database.check_file()

    def save_copy(self, path: Path) -> None:
        """Write all of the open store as a new one at `path`, also when its own file was removed or replaced.

        Raises `TrackerError` when `path` cannot be written, `StoreError` when the open store cannot be read.
        """
        self._database.copy_to(path)

    # -- what is so -------------------------------------------------------------------------------------------

    def state(self) -> State:
        """What the journal amounts to now."""
        return self._shelf.state()

    def state_with(self, events: Sequence[Event]) -> State:
        """What the journal would amount to with these events in it, which belong where their order puts them."""
        return replay(self.state(), self._journal.winning(events))

    def outside_changes(self) -> int:
        """A number that changes when another process has written to the store."""
        return self._database.outside_changes()

    def wait_at_most(self, seconds: float) -> None:
        """How long to wait for another process that is writing, before an error says so."""
        self._database.wait_at_most(seconds)

    def roadmaps(self, *kinds: Kind) -> list[Roadmap]:
        """Every roadmap, or those of some kinds: roles, skills, then own ones."""
        return self._shelf.roadmaps(*kinds)

    def roadmaps_with(self, topics: Sequence[str]) -> list[Roadmap]:
        """Every roadmap that may hold one of these topics, roles first."""
        return self._shelf.roadmaps_with(topics)

    def roadmap(self, id_: str) -> Roadmap:
        """One roadmap by its exact id. Raises `NotFoundError`, and `UnreadableError` for one that cannot be read."""
        found = self._shelf.roadmap(id_)
        if not found and ("roadmap", id_) in self._database.garbled:
            raise UnreadableError(f'the roadmap "{id_}" cannot be read')
        if not found:
            raise NotFoundError(f'no roadmap has the id "{id_}"')
        return found

    def profile(self, id_: str) -> Profile:
        """What there is to read about a roadmap."""
        return self._shelf.profile(id_)

    def card(self, topic: str) -> Card:
        """What there is to read about a topic."""
        return self._shelf.card(topic)

    def topic(self, id_: str) -> Topic | None:
        """A topic by its id, which begins with that of its skill or own roadmap; None when that does not have it."""
        home = self._shelf.roadmap(id_.partition("/")[0])
        place = home.tree.places.get(id_) if home else None
        node = home.tree.nodes[place] if home and place is not None else None
        return node if isinstance(node, Topic) else None

    def cards(self) -> dict[str, Card]:
        """Every card by the id of its topic."""
        return self._shelf.cards()

    def topic_names(self) -> dict[str, Name]:
        """The names of every topic by its id."""
        return self._shelf.topic_names()

    def roadmap_names(self) -> dict[str, tuple[Kind, Name]]:
        """The kind and the names of every roadmap by its id."""
        return self._shelf.roadmap_names()

    def title(self, id_: str) -> str:
        """The title of a topic or roadmap; the id itself when nothing has it any more."""
        return self._shelf.title(id_) or id_

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
        return self._journal.values(Field.TARGET).get("", "")

    def reviewed(self) -> frozenset[str]:
        """The roadmaps whose topics are reviewed."""
        return frozenset(self._journal.values(Field.REVIEW))

    def watched(self) -> frozenset[str]:
        """The roadmaps that are shown beside the target."""
        return frozenset(self._journal.values(Field.WATCH))

    def worths(self, topic: str, state: State) -> "list[Worth]":
        """What a tick of `topic` makes of each role in which it would count."""
        from tracker.core.progress.what_if import worth

        roles = [roadmap for roadmap in self.roadmaps_with([topic]) if roadmap.kind is Kind.ROLE]
        found = (worth(self.progress(role, state), state.choices, topic) for role in roles)
        return [one for one in found if one]

    # -- what a person means ----------------------------------------------------------------------------------

    def find_topic(self, text: str) -> str:
        """The id of the topic that `text` means. Raises `NotFoundError` or `AmbiguousError`."""
        from tracker.core.roadmap.find import find

        if self._shelf.has_topic(text):
            return text
        names = {id_: (name.title, *name.others) for id_, name in self.topic_names().items()}
        return find(text, names, "topic")

    def has_topic(self, id_: str) -> bool:
        """Whether a topic has exactly this id."""
        return self._shelf.has_topic(id_)

    def find_topic_to_change(self, text: str) -> str:
        """The id of the topic that `text` means, for a command that writes: no fragments inside words.

        The one topic that is called so wins over those with the word in their names. Raises as `find_topic`; also
        where a topic of the library and one of the user's own both fit.
        """
        from tracker.core.roadmap.find import called, find

        if self._shelf.has_topic(text):
            return text
        skills = {id_ for id_, (kind, _) in self.roadmap_names().items() if kind is Kind.SKILL}
        names = {id_: (name.title, *name.others) for id_, name in self.topic_names().items()}
        exact = called(text, names)
        if len(exact) == 1:
            return exact[0]
        own = {id_: named for id_, named in names.items() if id_.partition("/")[0] not in skills}
        fitting: list[str] = []
        for part in (own, {id_: named for id_, named in names.items() if id_ not in own}):
            try:
                fitting.append(find(text, part, "topic", writes=True))
            except AmbiguousError as error:
                fitting += error.candidates
            except NotFoundError:
                continue
        if len(fitting) > 1:
            raise AmbiguousError(f'"{text}" may mean several topics', fitting)
        return fitting[0] if fitting else find(text, names, "topic", writes=True)

    def find_roadmap(self, text: str, kind: Kind | None = None, *, writes: bool = False) -> str:
        """The id of the roadmap that `text` means; a role wins over a skill. Raises as `find_topic`."""
        from tracker.core.roadmap.find import find

        known = self._shelf.roadmap_names()
        fitting = {id_: (name.title, *name.others) for id_, (its, name) in known.items() if kind is None or its is kind}
        what = kind.value if kind in (Kind.ROLE, Kind.SKILL) else "roadmap"
        return find(text, fitting, what, writes=writes)

    # -- what a person does -----------------------------------------------------------------------------------

    def record(self, command: "Command", state: State | None = None) -> list[Event]:
        """Write what `command` asks for. Empty when it is so already."""
        from tracker.core.journal.commands import handle

        changes = handle(command, self.state() if state is None else state)
        return self._journal.append(changes, self._stamp())

    def decide(self, command: "Command", state: State) -> list[Event]:
        """The events that make `command` so in `state`, which are not written yet. Empty when it is so already."""
        from tracker.core.journal.commands import handle

        changes = handle(command, state)
        new = [change for change in changes if state.recorded(change.field, change.subject) != change.value]
        return events_of(new, state.recorded, state.clock, self._stamp()) if new else []

    def write(self, events: Sequence[Event]) -> None:
        """Write events that were decided before, as they are."""
        self._journal.write(events)

    def undo(self, transaction: str = "") -> list[Event]:
        """Set back the last transaction of this device, or one by its uid; empty when there is nothing to undo."""
        return self._with_library(self._journal.undo(self._stamp(), transaction))

    def redo(self) -> list[Event]:
        """Do again what the last undo set back; empty when there is nothing to redo."""
        return self._with_library(self._journal.redo(self._stamp()))

    def undoable(self, most: int) -> list[Transaction]:
        """The newest transactions that undo would take back, newest first."""
        return self._journal.undoable(self._stamp().device, most)

    def history(self, most: int, subject: str | None = None) -> list[Event]:
        """The newest events, newest first; of one topic only when it is named."""
        return self._journal.history(most, subject)

    def touched(self, field: Field = Field.MARK) -> dict[str, str]:
        """When each topic got the mark it has, in UTC; or each subject another field's value."""
        return self._journal.touched(field)

    def last_marked(self, beginning: str, topics: Sequence[str]) -> str:
        """When a topic whose id begins so, or one of `topics`, last got the mark it has, in UTC; empty for never."""
        return self._journal.last_marked(beginning, topics)

    def marked_at(self, topics: Sequence[str]) -> dict[str, str]:
        """When each of these topics got the mark it has, in UTC; those without a mark are left out."""
        return self._journal.marked_at(topics)

    def done_since(self, day: int) -> dict[str, str]:
        """When each topic was done that was marked so since a local day began, in UTC, the newest first."""
        from tracker.workspace.local_days import begin_of  # only who asks for days pays for them

        moment = begin_of(day)
        return self._journal.done_since(moment, clock_of_old("", moment))

    def today(self) -> int:
        """The local day that it is, as `core.days` counts."""
        from tracker.workspace.local_days import local_day

        return local_day(self.now())

    def backup(self) -> "Backup":
        """Everything in the store."""
        from tracker.store.sqlite.merge import dump  # only for who takes everything out

        return dump(self._database)

    def merge(self, backup: "Backup") -> list[Event]:
        """Add what of `backup` is not here yet; of each thing the last event holds. Returns what was new."""
        from tracker.store.sqlite.merge import merge

        return self._settle(merge(self._database, backup))

    def sync(self, target: "Target", codec: "Codec", *, dry_run: bool) -> "Exchanged":
        """Take in what others have left at `target`, and leave there what is here; or only say what that would do.

        Raises `UnreachableError`; nothing is lost by it.
        """
        from tracker.store.sync.exchange import Exchange  # only for who syncs

        exchange = Exchange(self._database, target, codec)
        if dry_run:
            return exchange.look()
        if new := exchange.receive():
            self._settle(new)
        return exchange.send(self.now())

    def sync_page(self, target: str) -> "tuple[Page, int]":
        """What this store remembers of a target, by its name, and how many events wait to be sent there."""
        from tracker.store.sync.ledger import Ledger  # only for who syncs

        ledger = Ledger(self._database, target)
        page = ledger.page()
        return page, ledger.count_unsent(page)

    def sync_writer(self) -> str:
        """The name under which this store writes into shared folders."""
        from tracker.store.sync.ledger import writer_name  # only for who syncs

        return writer_name(self._database, new_id)

    @property
    def device(self) -> str:
        """The name of this machine in the journal."""
        return self._stamp().device

    def _settle(self, events: list[Event]) -> list[Event]:
        """What follows from events that came from elsewhere."""
        carried = self._carried()
        if carried:
            self._journal.append(carried, self._stamp(), Why.LOAD)
        return self._with_library(events)

    def _carried(self) -> list[Change]:
        """Marks, notes and links under ids that topics of the bundled roadmaps had once, under those they have now."""
        from tracker.core.roadmap.library_update import difference

        state, cards = self.state(), self.cards()
        marked = {*state.marks, *state.notes}
        if marked.isdisjoint(former for card in cards.values() for former in card.former_ids):
            return []
        now = self.roadmaps(Kind.ROLE, Kind.SKILL)
        return list(difference([], now, cards, state).carried)

    def new_events(self, backup: "Backup") -> list[Event]:
        """The events of `backup` that are not here yet."""
        from tracker.store.sqlite.merge import new_events

        return new_events(self._database, backup)

    def unreadable(self) -> list[Unreadable]:
        """The records of the journal that are left out, since they cannot be read; `undo` or `remove` ends that."""
        if self._standings.are_kept():  # which they are only where everything could be read
            return []
        return unreadable_records(self._journal, self._editions)

    def left_out(self) -> list[str]:
        """Sentences about what was met in the store so far that cannot be read, as text."""
        if not self._database.garbled:
            return []
        from tracker.workspace.safety.unreadable import left_out  # only for who has such a store

        return left_out(self._database.garbled)

    def own_roles(self) -> "dict[str, OwnRole]":
        """The roles of the user's own by their ids, as they are kept."""
        return self._shelf.own_roles()

    # -- own roadmaps -----------------------------------------------------------------------------------------

    def upstream(self, id_: str) -> Snapshot:
        """An own roadmap as its file has it, without the user's layer. Raises `NotFoundError`."""
        found = self._editions.own(id_)
        if not found:
            raise NotFoundError(f'no roadmap of your own has the id "{id_}"')
        return found

    def layer(self) -> "Overlay":
        """What the user added and changed, by the ids of topics and the keys of groups."""
        from tracker.core.overlay.records import decode_all  # only for who asks

        return decode_all(self._journal.values(Field.LAYER))

    def taken_ids(self) -> set[str]:
        """The ids that a new roadmap cannot have."""
        return self._editions.sources() | {LIBRARY, *self._shelf.roadmap_names()}

    def load(self, edition: Snapshot, changes: Sequence[Change], over: str) -> list[Event]:
        """Use `edition` from now on and make `changes` in one transaction, which undo takes back.

        `over` is the version of its source that has to be in use until then; empty for none. Raises `OutdatedError`.
        """
        return self._editions.load(edition, changes, self._stamp(), Why.DO, over=over)

    def change(self, changes: Sequence[Change]) -> list[Event]:
        """Make `changes` in one transaction; those that are so already are left out."""
        return self._journal.append(changes, self._stamp())

    def milliseconds(self) -> int:
        """This moment, since 1970."""
        return self._stamp().milliseconds

    def now(self) -> str:
        """This moment in UTC."""
        return self._stamp().at

    def ticks(self) -> list[tuple[str, str, int]]:
        """What is done now: the topic, when it was ticked in UTC, and how many were with it that still are."""
        from tracker.store.sqlite.record import ticks  # only for who asks about days

        return ticks(self._database)

    def state_at(self, moment: str) -> State:
        """What the journal amounted to at a moment in UTC."""
        from tracker.store.sqlite.record import state_at

        state = state_at(self._database, moment, {})
        skills = self._shelf.linked_skills(state.links)
        return state_at(self._database, moment, skills) if skills else state

    # -- the bundled roadmaps ---------------------------------------------------------------------------------

    def library_update(self) -> LibraryUpdate | None:
        """What a newer edition of the bundled roadmaps would change; None when the newest one is in use."""
        text = self._editions.meta(_NEWS)
        version, *lines = text.split("\n")
        return LibraryUpdate(version, tuple(lines)) if text else None

    def use_library_update(self) -> "Difference":
        """Use the newest bundled edition; marks follow renamed topics, and undo takes all of it back."""
        edition, difference = self._newest()
        self._editions.load(edition, difference.carried, self._stamp(), Why.DO)
        self._editions.set_meta(_NEWS, "")
        return difference

    def _look_for_news(self) -> None:
        """Compare the bundled files with what was seen last; read them only when they differ."""
        from tracker.workspace.fingerprint import fingerprint

        seen = fingerprint(self.paths.library)
        if self._database.read_only or (seen == self._editions.meta(_SEEN) and self._editions.has_in_use(LIBRARY)):
            return
        edition, difference = self._newest()
        if self._database.last_event() and not self._database.is_sound():
            return  # a damaged store is left as it is found, and what was seen may be what is gone
        in_use = self.state().editions.get(LIBRARY)
        if in_use is None or not self._editions.has_in_use(LIBRARY):
            self._editions.load(edition, (), self._stamp(), Why.LOAD)
            in_use = edition.version
        library_update = "" if in_use == edition.version else "\n".join((edition.version, *difference.lines()))
        self._editions.set_meta(_NEWS, library_update)
        self._editions.set_meta(_SEEN, seen)

    def _with_library(self, events: list[Event]) -> list[Event]:
        if any(event.field is Field.EDITION and event.subject == LIBRARY for event in events):
            self._editions.set_meta(_SEEN, "")
            self._look_for_news()
        return events

    def _newest(self) -> "tuple[Snapshot, Difference]":
        from tracker.core.roadmap.library_update import difference
        from tracker.workspace.library_files import bundled_snapshot

        edition = bundled_snapshot(self.paths.library, LIBRARY)
        old = self.roadmaps(Kind.ROLE, Kind.SKILL)
        new = self._shelf.with_own_roles([roadmap for roadmap, _ in edition.roadmaps])
        return edition, difference(old, new, edition.cards, self.state())

    def _stamp(self) -> Stamp:
        self._device = self._device or device_name(self.paths)
        return stamp(self._clock, self._device)
