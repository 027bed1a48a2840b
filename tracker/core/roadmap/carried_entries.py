"""What follows a topic to its new id beside its mark: minutes, answers to reviews, proof, and a timer that runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker.core.journal.entries import MOST_MINUTES, entry, entry_moment, entry_topic, is_minutes
from tracker.core.journal.events import Change, Field, State


def topics_with_entries(state: State) -> set[str]:
    """The ids under which something stands that would follow."""
    subjects = (*state.minutes, *state.answers, *([state.timer] if state.timer else []))
    return {*map(entry_topic, subjects), *state.proofs}


def carried_entries(new_ids: Mapping[str, str], state: State) -> Iterator[Change]:
    """Move everything under the former ids that are keys of `new_ids` to the ids that they lead to.

    It is moved, and not copied as marks are, since minutes are added up over all topics.
    """
    yield from _moved(Field.MINUTES, new_ids, state)
    yield from _moved(Field.ANSWER, new_ids, state)
    proofs: dict[str, str] = {}
    for former in new_ids.keys() & state.proofs.keys():
        new = new_ids[former]
        lines = (*proofs.get(new, state.proofs.get(new, "")).splitlines(), *state.proofs[former].splitlines())
        proofs[new] = "\n".join(dict.fromkeys(lines))
        yield Change(Field.PROOF, former, None)
    for new, text in proofs.items():
        yield Change(Field.PROOF, new, text)
    if state.timer and (to := new_ids.get(entry_topic(state.timer))):
        yield Change(Field.TIMER, "", entry(to, entry_moment(state.timer)))


def _moved(field: Field, new_ids: Mapping[str, str], state: State) -> Iterator[Change]:
    """Entries of one field; where two come together at one moment, minutes are added up, and the first answer stays."""
    values, moved = state.values(field), dict[str, str]()
    for subject, value in sorted(values.items()):
        if (new := new_ids.get(entry_topic(subject))) is None:
            continue
        yield Change(field, subject, None)
        to = entry(new, entry_moment(subject))
        there = moved.get(to, values.get(to))
        if there is None:
            moved[to] = value
        elif field is Field.MINUTES and is_minutes(there) and is_minutes(value):
            moved[to] = str(min(MOST_MINUTES, int(there) + int(value)))
    for to, value in moved.items():
        yield Change(field, to, value)
