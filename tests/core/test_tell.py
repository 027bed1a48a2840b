"""Events in words."""

from __future__ import annotations

import pytest

from tracker.core.journal.events import Event, Field, Why
from tracker.wording.history import describe_event, describe_transaction

TITLES = {"git/rebase": "Rebase a branch", "ds/rebase": "Rebase", "ds": "Data Scientist", "rag": "RAG", "aws": "AWS"}


def event(field: Field, subject: str, value: str | None, was: str | None = None, why: Why = Why.DO) -> Event:
    return Event("1", "2026-03-01T09:00:00.000Z", "laptop", "1", why, None, field, subject, value, was, 1)


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (event(Field.MARK, "git/rebase", "done"), "Rebase a branch: todo → done"),
        (event(Field.MARK, "git/rebase", "done", "doing"), "Rebase a branch: doing → done"),
        (event(Field.MARK, "git/rebase", None, "skipped"), "Rebase a branch: skipped → todo"),
        (event(Field.NOTE, "git/rebase", "see page 4"), "note written: Rebase a branch"),
        (event(Field.NOTE, "git/rebase", None, "see page 4"), "note removed: Rebase a branch"),
        (event(Field.TARGET, "", "ds"), "target: Data Scientist"),
        (event(Field.TARGET, "", None, "ds"), "target: none"),
        (event(Field.WATCH, "rag", "yes"), "watching RAG"),
        (event(Field.WATCH, "rag", None, "yes"), "no longer watching RAG"),
        (event(Field.CHOICE, "ds/cloud", "aws"), "Data Scientist, cloud: AWS counts"),
        (event(Field.CHOICE, "ds/track/cloud", None), "Data Scientist, track/cloud: the one furthest along counts"),
        (event(Field.SNAPSHOT, "library", "4f2a"), "bundled roadmaps loaded: 4f2a"),
        (event(Field.SNAPSHOT, "library", "4f2a", "33b1"), "bundled roadmaps updated: 4f2a"),
        (event(Field.SNAPSHOT, "rag", "4f2a"), "imported: RAG"),
        (event(Field.SNAPSHOT, "rag", "4f2a", "33b1"), "updated: RAG"),
        (event(Field.SNAPSHOT, "rag", None, "4f2a"), "removed: RAG"),
        (event(Field.LINK, "ds/rebase", "git/rebase"), "Rebase: shares the tick of Rebase a branch"),
        (event(Field.LINK, "git/rebase", "rag"), "Rebase a branch: is done when the skill RAG is"),
        (event(Field.LINK, "git/rebase", None), "Rebase a branch: has a tick of its own again"),
        (event(Field.OVERLAY, "git/rebase", '{"hours":3}'), "changed: Rebase a branch"),
        (event(Field.OVERLAY, "git/rebase", '{"title":"Move commits"}'), "changed: Move commits"),
        (event(Field.OVERLAY, "git/rebase", None, '{"title":"Move commits"}'), "as it was: Rebase a branch"),
        (event(Field.OVERLAY, "git/x7", '{"roadmap":"git","title":"Mine"}'), "added: Mine"),
        (event(Field.OVERLAY, "git/x7", '{"roadmap":"git","title":"My own"}', '{"roadmap":"git"}'), "changed: My own"),
        (event(Field.OVERLAY, "git/x7", None, '{"roadmap":"git","title":"Mine"}'), "removed: Mine"),
        (event(Field.ARCHIVE, "git/rebase", "{}"), "archived: Rebase a branch"),
        (event(Field.ARCHIVE, "git/rebase", None), "restored from the archive: Rebase a branch"),
    ],
)
def test_an_event_is_told_in_words(happened: Event, words: str) -> None:
    assert describe_event(happened, TITLES.__getitem__) == words


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Why.DO, "Rebase a branch: todo → done"),
        (Why.UNDO, "undo: Rebase a branch: todo → done"),
        (Why.REDO, "redo: Rebase a branch: todo → done"),
        (Why.LOAD, "Rebase a branch: todo → done"),
    ],
)
def test_an_act_says_what_kind_it_is(why: Why, words: str) -> None:
    assert describe_transaction([event(Field.MARK, "git/rebase", "done", why=why)], TITLES.__getitem__) == words


def test_an_act_of_several_events_tells_the_first_and_counts_the_rest() -> None:
    three = [event(Field.MARK, "git/rebase", "done"), event(Field.TARGET, "", "ds"), event(Field.WATCH, "rag", "yes")]
    assert describe_transaction(three, TITLES.__getitem__) == "Rebase a branch: todo → done and 2 more"


def test_a_roadmap_that_came_with_it_says_most() -> None:
    together = [event(Field.MARK, "git/rebase", "done"), event(Field.SNAPSHOT, "rag", "4f2a")]
    assert describe_transaction(together, TITLES.__getitem__) == "imported: RAG and 1 more"


def test_a_role_that_came_with_the_text_of_its_advert_says_most() -> None:
    together = [
        event(Field.NOTE, "rag", "We look for an engineer", why=Why.UNDO),
        event(Field.ROLE, "rag", '{"title":"RAG"}', why=Why.UNDO),
    ]
    assert describe_transaction(together, TITLES.__getitem__) == "undo: role made: RAG and 1 more"
