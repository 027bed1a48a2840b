"""The rows of home: what now, and the list of roadmaps with what the target asks for."""

from __future__ import annotations

from functools import partial

from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.next_topics import nearest_roles, suggest
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Group, Kind, Mark
from tracker.core.search import has_all, notes_with
from tracker.core.text import plural
from tracker.tui.session import Session
from tracker.tui.widgets.now_list import Finished, NowRow
from tracker.tui.widgets.roadmap_list import ListRow
from tracker.workspace.local_days import short_day

OWN, MINE = "Your own", "Target and watched"
"""Headings of the list under which the cursor is put on a roadmap."""
_LEARN = "What it asks for, in the order of learning"
_NOW, _NEAREST = 3, 2
"""Topics of each kind under "now", and roles near to what is known: so many fit into 24 lines."""


def parts_of(progress: Progress, *, optional: bool) -> list[int]:
    """The places of what a role asks for, in the order of learning: what counts, or what is only useful."""
    tree, counts = progress.tree, progress.counts
    groups = [place for place in tree.children(0) if isinstance(tree.nodes[place], Group)]
    return [place for place in groups if bool(counts[place]) is not optional]


def row_of(session: Session, heading: str, roadmap: Standing) -> ListRow:
    """The row of one roadmap."""
    state, id_ = session.state, roadmap.id
    return ListRow(heading, roadmap, partial(total_of, session), id_ == state.target, id_ in state.watched)


def total_of(session: Session, roadmap: str) -> Tally:
    """The numbers of a whole roadmap, by its id."""
    return session.standing(roadmap).total


class HomeRows:
    """What home lists. `words` are what is searched, `unfolded` the headings whose rows are shown."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.words = ""
        self.unfolded: set[str] = set()

    def now(self, progress: Progress) -> list[NowRow | Finished]:
        """Up to three topics that are being learnt, newest first; up to three to learn next, or what comes after."""
        others = [self.session.progress(id_) for id_ in self.session.beside()[1:]]
        doing, today = self.session.doing_since(), self.session.workspace.today()
        rows: list[NowRow | Finished] = []
        for id_, day in list(doing.items())[:_NOW]:
            topic = self.session.topic(id_)
            if topic:
                rows.append(NowRow("continue", topic, Mark.DOING, f"since {short_day(day, today)}"))
        following = suggest(progress, self.session.topic, others, _NOW + len(doing), due=self.session.due_today())
        fresh = [suggestion for suggestion in following if suggestion.topic.id not in doing][:_NOW]
        rows += [NowRow("next", suggestion.topic, Mark.TODO, suggestion.why) for suggestion in fresh]
        due = self.session.reviews.due if self.session.reviews else ()
        if due:
            rows.append(Finished("review", f"{plural(len(due), 'topic')} {'is' if len(due) == 1 else 'are'} due"))
        return rows if progress.total.left else self._after(progress) + rows

    def _after(self, progress: Progress) -> list[NowRow | Finished]:
        """That everything the target asks for is done, and what can come after it."""
        title, counted = progress.roadmap.title, progress.total.counted
        if not counted:
            return []
        words = f"You did everything that {title} asks for"
        rows: list[NowRow | Finished] = [Finished("done", words, plural(counted, "topic"), comes_after=False)]
        for role in [role for role in self._nearest() if role.total.left][:_NEAREST]:
            left = f"{plural(role.total.left, 'topic')} left; {role.total.percent} % done"
            rows.append(Finished("next", role.title, left, role))
        is_due = self.session.reviews and self.session.reviews.due  # which has a row of its own
        return rows if is_due else [*rows, Finished("review", "Review what you did", "so that it stays")]

    def listed(self) -> list[ListRow]:
        """Target, watched and nearest roadmaps, own ones, the skills of the target; the rest behind a fold."""
        target = self.session.state.target
        if self.words or target not in self.session.roadmaps:
            return self._flat_rows()
        progress, beside = self.session.progress(target), self.session.beside()
        roadmaps = self.session.roadmaps.standings
        own = [roadmap for roadmap in roadmaps.values() if self._is_own(roadmap) and roadmap.id not in beside]
        near = [role for role in self._nearest() if role.id not in beside and not self._is_own(role)][:_NEAREST]
        sections = [(MINE, [roadmaps[id_] for id_ in beside]), ("Nearest roles", near), (OWN, own)]
        rows = []
        for heading, members in sections:
            if members:
                rows += [ListRow(heading), *(row_of(self.session, heading, roadmap) for roadmap in members)]
        title = roadmaps[target].title
        parts = [self._part_row(progress, place) for place in parts_of(progress, optional=False)]
        rows += [ListRow(_LEARN), *parts]
        useful = [self._part_row(progress, place) for place in parts_of(progress, optional=True)]
        rows += self._folded(f"Useful for {title}", useful)
        for heading, kind in (("All roles", Kind.ROLE), ("All skills", Kind.SKILL)):
            members = [roadmap for roadmap in roadmaps.values() if roadmap.kind is kind]
            rows += self._folded(heading, [row_of(self.session, heading, roadmap) for roadmap in members])
        return rows

    def _is_own(self, roadmap: Standing) -> bool:
        """Whether the user has made or imported it."""
        return roadmap.kind is Kind.OWN or roadmap.id in self.session.state.roles

    def _nearest(self) -> list[Standing]:
        return nearest_roles(self.session.standings(Kind.ROLE), _NEAREST + 2)

    def _part_row(self, progress: Progress, place: int) -> ListRow:
        group = progress.tree.group(place)
        standing = self.session.roadmaps.standings[progress.roadmap.id]
        return ListRow("Skills", standing, lambda _: progress.tally(place), part=place, node=group)

    def _folded(self, heading: str, rows: list[ListRow]) -> list[ListRow]:
        """A heading with the rows below it where they are unfolded."""
        if not rows:
            return []
        shown = heading in self.unfolded
        return [ListRow(heading, hidden=0 if shown else len(rows)), *(rows if shown else ())]

    def _flat_rows(self) -> list[ListRow]:
        """Every roadmap that fits what is searched, by kind; skills with a mark come first."""
        standings = self.session.roadmaps.standings
        every = [roadmap for roadmap in standings.values() if self._fits(roadmap)]
        mine = [standings[id_] for id_ in self.session.beside()]
        mine = [roadmap for roadmap in mine if self._fits(roadmap)]
        rows = []
        for heading, kind in ((MINE, None), (OWN, Kind.OWN), ("Roles", Kind.ROLE), ("Skills", Kind.SKILL)):
            members = mine if kind is None else [r for r in every if r.kind is kind and r not in mine]
            if kind is Kind.SKILL:
                begun = self.session.begun()
                members.sort(key=lambda skill: skill.id not in begun)
            if members:
                rows += [ListRow(heading), *(row_of(self.session, heading, r) for r in members)]
        return rows + self._noted_rows()

    def _fits(self, roadmap: Standing) -> bool:
        if not self.words.strip():
            return True
        names = " ".join((roadmap.title, roadmap.id, roadmap.summary, *self.session.profile(roadmap.id).aliases))
        return has_all(names, self.words)

    def _noted_rows(self) -> list[ListRow]:
        """What has a note with the words that are searched."""
        rows = []
        for id_, words in notes_with(self.session.state.notes, self.words).items():
            home = id_ if id_ in self.session.roadmaps else self.session.home_of(id_)
            tree = self.session.tree(home)
            place = tree.places.get(id_, 0)
            if home:
                standing, node = self.session.roadmaps.standings[home], tree.nodes[place] if place else None
                rows.append(
                    ListRow(
                        "In your notes", standing, partial(total_of, self.session), part=place, node=node, note=words
                    )
                )
        return [ListRow("In your notes"), *rows] if rows else []
