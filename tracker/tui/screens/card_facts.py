"""Collecting the facts that a card shows from the session."""

from __future__ import annotations

from tracker.core.journal.commands import is_skill
from tracker.core.journal.events import Event
from tracker.core.progress.proof import proofs_of
from tracker.core.progress.what_if import Worth, worth
from tracker.core.roadmap.model import Group, Mark, Topic
from tracker.tui.session import Session
from tracker.tui.widgets.topic_card import GroupFacts, TopicFacts
from tracker.tui.widgets.tree_rows import TreeRow, roll_up
from tracker.wording.history import describe_event
from tracker.workspace.local_days import shown_day

_EVENTS = 4


def facts_of(session: Session, roadmap: str, row: TreeRow | None) -> TopicFacts | GroupFacts | None:
    """The facts about a row of a roadmap's tree; None where there is no row."""
    if row is None:
        return None
    if isinstance(row.node, Group):
        return _group_facts(session, roadmap, row.node, row.place)
    topic, state = session.topic(row.node.id) or row.node, session.state  # one of the library by its own title
    needs = [(need, state.marks.get(need.id, Mark.TODO)) for id_ in topic.needs if (need := session.topic(id_))]
    return TopicFacts(
        topic,
        state.marks.get(topic.id, Mark.TODO),
        session.card(topic.id),
        state.notes.get(topic.id, ""),
        needs,
        _unlocks(session, roadmap, topic),
        worths(session, topic.id),
        row.counts,
        _history(session, topic.id),
        _shares(session, topic.id),
        proofs_of(state.proofs.get(topic.id, "")),
        roll_up(session.progress(roadmap), row.place),
    )


def worths(session: Session, topic: str) -> list[Worth]:
    """What a tick of `topic` adds in each role in which it would count; target and watched roles come first."""
    topic = session.state.links.get(topic, topic)
    first = session.beside()
    holding = [role for role in session.roles() if topic in role.tree.places]
    holding.sort(key=lambda role: first.index(role.id) if role.id in first else len(first))
    in_roles = [worth(session.progress(role.id), session.state.choices, topic) for role in holding]
    return [in_role for in_role in in_roles if in_role]


def _group_facts(session: Session, roadmap: str, group: Group, place: int) -> GroupFacts:
    progress = session.progress(roadmap)
    about = session.profile(group.skill).about if group.skill else ""
    chosen = progress.chosen.get(place)
    title = progress.tree.nodes[chosen.option].title if chosen else ""
    pinned = bool(chosen and chosen.pinned)
    tally = progress.tally(place)
    whole = session.progress(group.skill).total if group.skill and group.skill != roadmap else tally
    part = whole if whole.counted != tally.counted else None
    return GroupFacts(group, tally, progress.optional_tally(place), title, pinned, about, part)


def _unlocks(session: Session, roadmap: str, topic: Topic) -> list[tuple[Topic, Mark]]:
    waiting = {other.id: other for other in session.tree(roadmap).topics() if topic.id in other.needs}
    return [(other, session.state.marks.get(other.id, Mark.TODO)) for other in waiting.values()]


def _history(session: Session, topic: str) -> list[str]:
    events = session.ask(lambda workspace: workspace.history(_EVENTS, topic), list[Event]())

    def title(id_: str) -> str:
        return "" if id_ == topic else session.title(id_)  # the card shows this topic's title already

    today = session.workspace.today()
    return [f"{shown_day(event.at, today)}  {describe_event(event, title).strip(': ')}" for event in events]


def _shares(session: Session, topic: str) -> str:
    to = session.state.links.get(topic, "")
    how = "Done when this skill is" if is_skill(to) else "Shares the tick of"
    return f"{how}: {session.title(to)}" if to else ""
