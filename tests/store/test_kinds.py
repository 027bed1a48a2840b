"""The table of the kinds of event: each entry is whole, and all else follows from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.core.journal.backup import Backup
from tracker.core.journal.events import Change, Event, Field, Stamp, State, Why, replay
from tracker.core.journal.kinds import KINDS, Shape
from tracker.formats.backup import writer as backups
from tracker.store.sqlite.journal import Journal
from tracker.wording.history import describe_event

SUBJECTS = {Shape.NAME: "git/rebase", Shape.ROADMAP: "git", Shape.NOTHING: ""}
SUBJECTS |= {Shape.ENTRY: "git/rebase 2026-03-01T09:00:00.000Z", Shape.DAY: "2026-03-01"}
VALUES = {
    Shape.NAME: "git/commit",
    Shape.ROADMAP: "git",
    Shape.VERSION: "v1",
    Shape.MARK: "done",
    Shape.YES: "yes",
    Shape.TEXT: "see page 4",
    Shape.RECORD: '{"title":"Mine"}',
    Shape.DAY: "2026-03-09",
    Shape.ENTRY: "git/rebase 2026-03-01T09:00:00.000Z",
    Shape.MINUTES: "45",
    Shape.RATING: "good",
    Shape.ROLE: '{"title":"Mine","needs":[{"skill":"docker","level":"basic"}]}',
}


def event(field: Field, value: str | None, was: str | None = None, clock: int = 1) -> Event:
    subject = SUBJECTS[KINDS[field].subject]
    uid = f"018f3406-9e2d-7d9a-95c1-{clock:012}"
    return Event(uid, "2026-03-01T09:00:00.000Z", "laptop", uid, Why.DO, None, field, subject, value, was, clock)


def test_every_field_has_one_entry_and_every_attribute_of_its_own() -> None:
    assert list(KINDS) == list(Field)
    attributes = [kind.attribute for kind in KINDS.values()]
    assert len(set(attributes)) == len(attributes)
    assert set(attributes) == set(State._fields) - {"apart", "skills", "clock"}


@pytest.mark.parametrize("field", Field)
def test_a_kind_is_set_read_said_taken_away_and_survives_a_backup(field: Field) -> None:
    kind = KINDS[field]
    given, taken = event(field, VALUES[kind.value]), event(field, None, VALUES[kind.value], 2)
    state = replay(State(), [given])
    assert state.value(field, given.subject) == given.value
    assert getattr(state, kind.attribute) != getattr(State(), kind.attribute)
    assert replay(state, [taken]) == State(clock=2)
    sentences = {describe_event(event, lambda id_: f"<{id_}>") for event in (given, taken)}
    assert len(sentences) == 2
    assert all(
        f"<{given.subject}>" in sentence
        or given.subject in sentence
        or "none" in sentence
        or "git" in sentence
        or "Mine" in sentence
        for sentence in sentences
    )
    assert backups.read(backups.write(Backup((given, taken), ()))).events == (given, taken)


@pytest.mark.parametrize("field", Field)
def test_a_kind_is_kept_undone_and_done_again_in_a_store(
    field: Field, journal: Journal, stamps: Callable[[], Stamp]
) -> None:
    kind = KINDS[field]
    subject, value = SUBJECTS[kind.subject], VALUES[kind.value]
    before = journal.state()
    journal.append([Change(field, subject, value)], stamps())
    after = journal.state()
    assert after.value(field, subject) == value
    assert journal.values(field) == {subject: value}
    journal.undo(stamps())
    assert journal.state()._replace(clock=0) == before._replace(clock=0)
    journal.redo(stamps())
    assert journal.state()._replace(clock=0) == after._replace(clock=0)
