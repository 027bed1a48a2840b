"""Reading a backup. Anybody may have written it: it is checked and cleaned as every import, and taken whole or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.ids import is_day, is_moment, is_name, is_part, is_roadmap
from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.journal.clock import MOST_CLOCK, clock_of_old
from tracker.core.journal.entries import MOST_MINUTES, Rating, entry_moment, entry_topic, is_minutes
from tracker.core.journal.events import LIBRARY, Event, Field, State, Why, replay
from tracker.core.journal.kinds import KINDS, Shape
from tracker.core.numbers import is_number
from tracker.core.overlay.records import DEEPEST, MOST_HOURS, OverlayRecord, encode, read_record, unreadable
from tracker.core.own_roles.record import decode_role, encode_role
from tracker.core.roadmap.model import (
    MOST_MONTHS,
    Card,
    Group,
    Kind,
    Level,
    Link,
    Mark,
    Node,
    Profile,
    Roadmap,
    Rule,
    SourceKey,
    Topic,
)
from tracker.core.roadmap.tree import Line, Tree, tree_of
from tracker.core.text import inert, plain
from tracker.formats.outline_builder import LONGEST_TITLE

DAMAGED = "this backup is damaged"
_LONGEST_LINE = 1_000
_PROFILE_TEXTS = ("about", "day", "neighbours", "way_in", "ready")
_T = TypeVar("_T")


class _FaultyError(Exception):
    """What is wrong with a record. `_each` catches it and adds which record it is."""


def read(data: Mapping[str, Any]) -> Backup:
    """The backup in a JSON object. Raises `RoadmapFileError` that says what is wrong and where."""
    backup = read_records(data)
    ordered = sorted(backup.events, key=lambda event: event.order)
    overlay = replay(State(), (event for event in ordered if event.field is Field.OVERLAY)).overlay
    for id_, problem in unreadable(overlay).items():
        raise RoadmapFileError(f"{DAMAGED}: what is added and changed under {id_}: {problem}")
    return backup


def read_records(data: Mapping[str, Any]) -> Backup:
    """The same for a part of a journal, in which each record is looked at alone. Raises as `read`."""
    events = _each(data, "journal", "event", _event)
    snapshots = _each(data, "editions", "edition", _snapshot)
    versions = [f"{snapshot.source} {snapshot.version}" for snapshot in snapshots]
    for what, names in (("event", [event.uid for event in events]), ("edition", versions)):
        first_numbers: dict[str, int] = {}
        for number, name in enumerate(names, 1):
            if first_numbers.setdefault(name, number) != number:
                first = first_numbers[name]
                raise RoadmapFileError(f"{DAMAGED}: {what} {number} has the name of {what} {first}: {name}")
    return Backup(events, snapshots)


def _each(
    data: Mapping[str, Any], key: str, what: str, read_record: Callable[[Mapping[str, Any]], _T]
) -> tuple[_T, ...]:
    """The values of the list `key`. Raises `RoadmapFileError` that names the number of a wrong record."""
    records = data.get(key)
    if not isinstance(records, list):
        raise RoadmapFileError(f'{DAMAGED}: "{key}" is not a list')
    values = []
    for number, record in enumerate(records, 1):
        try:
            values.append(read_record(_table(record)))
        except _FaultyError as error:
            raise RoadmapFileError(f"{DAMAGED}: {what} {number}, {error}") from None
        except RecursionError:
            raise RoadmapFileError(f"{DAMAGED}: {what} {number} is nested too deeply") from None
    return tuple(values)


def _event(data: Mapping[str, Any]) -> Event:
    field, why = _one_of(data, "field", Field), _one_of(data, "why", Why)
    subject = _text(data, "subject")
    fits, what = _CHECKS[KINDS[field].subject]
    if not fits(subject):
        raise _FaultyError(_problem("subject", subject, what))
    value, was = (None if data.get(key) is None else _value(data, key, field) for key in ("value", "was"))
    reverses = None if data.get("reverses") is None else _named(data, "reverses", is_part, "a uid")
    return Event(
        _named(data, "uid", is_part, "a uid"),
        _moment(data, "at"),
        _line(data, "device"),
        _named(data, "act", is_part, "a uid"),
        why,
        reverses,
        field,
        subject,
        value,
        was,
        _clock(data),
    )


def _clock(data: Mapping[str, Any]) -> int:
    """The clock of an event; backups of the first release have none."""
    if "clock" not in data:
        return clock_of_old(data["uid"], data["at"])
    clock = data["clock"]
    if type(clock) is not int or not 0 <= clock <= MOST_CLOCK:
        raise _FaultyError(_problem("clock", clock, f"a whole number from 0 to {MOST_CLOCK}"))
    return clock


def _is_entry(subject: str) -> bool:
    return is_name(entry_topic(subject)) and is_moment(entry_moment(subject))


_CHECKS: Mapping[Shape, tuple[Callable[[str], bool], str]] = {
    Shape.NAME: (is_name, "the id of a topic, a group or a skill"),
    Shape.ROADMAP: (is_roadmap, "the id of a roadmap"),
    Shape.VERSION: (is_part, "a version"),
    Shape.MARK: (lambda value: value in set(Mark), f"one of {', '.join(Mark)}"),
    Shape.YES: (lambda value: value == "yes", '"yes"'),
    Shape.ENTRY: (_is_entry, "the id of a topic and a moment"),
    Shape.DAY: (is_day, "a day"),
    Shape.MINUTES: (is_minutes, f"a whole number from 1 to {MOST_MINUTES}"),
    Shape.RATING: (lambda value: value in set(Rating), f"one of {', '.join(Rating)}"),
    Shape.NOTHING: (lambda value: not value, "empty"),
}


def _value(data: Mapping[str, Any], key: str, field: Field) -> str:
    """The value of a field, checked as this field needs it."""
    value = _text(data, key)
    shape = KINDS[field].value
    if shape is Shape.TEXT:
        return inert(value)
    if shape is Shape.RECORD:
        own, wrong = read_record(value)
        if wrong:
            raise _FaultyError(f'"{key}": {wrong}')
        return encode(_with_safe_links(own))
    if shape is Shape.ROLE:
        role, wrong = decode_role(value)
        if role is None:
            raise _FaultyError(f'"{key}": {wrong}')
        return encode_role(role)
    fits, what = _CHECKS[shape]
    if not fits(value):
        raise _FaultyError(_problem(key, value, what))
    return value


def _with_safe_links(own: OverlayRecord) -> OverlayRecord:
    return own._replace(links=own.links and tuple(link for link in own.links if web(link.url)))


def _snapshot(data: Mapping[str, Any]) -> StoredSnapshot:
    source = _named(data, "source", is_roadmap, "the id of a roadmap")
    roadmaps = tuple((_roadmap(entry), _profile(_table(entry.get("profile")))) for entry in _tables(data, "roadmaps"))
    for roadmap, _ in roadmaps:
        if (source == LIBRARY) is (roadmap.kind is Kind.OWN) or source not in {LIBRARY, roadmap.id}:
            raise _FaultyError(f"it is of {source}, and holds the {roadmap.kind} {roadmap.id}")
    cards = {_name_of(id_): _card(_table(card)) for id_, card in _table(data.get("cards")).items()}
    source_keys = {_name_of(id_): _source_key(_table(key)) for id_, key in _table(data.get("anchors")).items()}
    version = _named(data, "version", is_part, "a version")
    return StoredSnapshot(source, version, _moment(data, "loaded_at"), roadmaps, cards, source_keys)


def _roadmap(data: Mapping[str, Any]) -> Roadmap:
    tree = _tree(data.get("root"))
    ready = _tree(data["ready"]) if data.get("ready") else None
    id_, title = _named(data, "id", is_roadmap, "the id of a roadmap"), _title(data)
    if tree.root.key != id_:
        raise _FaultyError(f"the root of {id_} is called {tree.root.key}")
    return Roadmap(id_, _one_of(data, "kind", Kind), title, plain(_text(data, "summary")), tree, ready)


def _tree(data: Any) -> Tree:
    tree = tree_of(_lines(_table(data), 0))
    if not isinstance(tree.nodes[0], Group):
        raise _FaultyError("the root of a roadmap is a topic")
    return tree


def _lines(data: Mapping[str, Any], depth: int) -> Iterator[Line]:
    """A node with its depth, and what is below it."""
    if depth > DEEPEST + 1:
        raise _FaultyError(f"a roadmap is more than {DEEPEST} levels deep")
    yield depth, _node(data)
    for child in _tables(data, "children"):
        yield from _lines(child, depth + 1)


def _node(data: Mapping[str, Any]) -> Node:
    level = _one_of(data, "level", Level) if data.get("level") else None
    if "key" in data:
        rule = _one_of(data, "rule", Rule) if "rule" in data else Rule.ALL
        key = _named(data, "key", is_name, "the key of a group")
        skill = _named(data, "skill", is_roadmap, "the id of a skill") if data.get("skill") else ""
        return Group(key, _title(data), rule, data.get("optional") is True, skill, level)
    hours, months = (_number(data, key, most) for key, most in (("hours", MOST_HOURS), ("months", MOST_MONTHS)))
    cost, hardware = (plain(_text(data, key)) if key in data else "" for key in ("cost", "hardware"))
    needs = tuple(map(_name_of, _texts(data, "needs")))
    flags = data.get("project") is True, data.get("by_children") is True
    id_ = _named(data, "id", is_name, "the id of a topic")
    return Topic(id_, _title(data), level, hours, needs, *flags, months, cost, hardware)


def _number(data: Mapping[str, Any], key: str, most: float) -> float:
    value = data.get(key, 0.0)
    if not is_number(value, 0, most):
        raise _FaultyError(_problem(key, value, f"a number from 0 to {most:g}"))
    return float(value)


def _card(data: Mapping[str, Any]) -> Card:
    links = tuple(_link(link) for link in _tables(data, "links"))
    aliases = tuple(map(plain, _texts(data, "aliases")))
    formers = tuple(map(_name_of, _texts(data, "former_ids")))
    return Card(plain(_text(data, "done_when")), tuple(link for link in links if link.url), aliases, formers)


def _link(data: Mapping[str, Any]) -> Link:
    kind, title = (plain(_text(data, key)) for key in ("kind", "title"))
    return Link(kind, title, web(_text(data, "url")), data.get("checked") is True)


def _source_key(data: Mapping[str, Any]) -> SourceKey:
    return SourceKey(plain(_text(data, "id")), _one_of(data, "mark", Mark))


def _profile(data: Mapping[str, Any]) -> Profile:
    about, day, neighbours, way_in, ready = (inert(_text(data, name)) for name in _PROFILE_TEXTS)
    links = tuple(link for link in map(_link, _tables(data, "links")) if link.url)
    return Profile(about, day, neighbours, way_in, ready, tuple(map(plain, _texts(data, "aliases"))), links)


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _FaultyError("something in it must be an object and is not")
    return value


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise _FaultyError(f'"{key}" is not a list')
    return [_table(entry) for entry in value]


def _texts(data: Mapping[str, Any], key: str) -> list[str]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _FaultyError(f'"{key}" is not a list of texts')
    return value


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _FaultyError(f'"{key}" is not a text' if key in data else f'"{key}" is missing')
    return value


def _line(data: Mapping[str, Any], key: str) -> str:
    value = plain(_text(data, key))
    if not 0 < len(value) <= _LONGEST_LINE:
        raise _FaultyError(f'"{key}" has 1 to {_LONGEST_LINE} characters')
    return value


def _title(data: Mapping[str, Any]) -> str:
    title = _line(data, "title")
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _named(data: Mapping[str, Any], key: str, fits: Callable[[str], bool], what: str) -> str:
    value = _text(data, key)
    if not fits(value):
        raise _FaultyError(_problem(key, value, what))
    return value


def _name_of(id_: str) -> str:
    if not is_name(id_):
        raise _FaultyError(_problem("id", id_, "the id of a topic or a group"))
    return id_


def _moment(data: Mapping[str, Any], key: str) -> str:
    return _named(data, key, is_moment, "a moment in UTC such as 2026-01-31T12:00:00.000Z")


def _one_of(data: Mapping[str, Any], key: str, kind: Callable[[str], _T]) -> _T:
    value = _text(data, key)
    try:
        return kind(value)
    except ValueError:
        raise _FaultyError(f'"{key}" cannot be "{plain(value)[:40]}"') from None


def _problem(key: str, value: object, what: str) -> str:
    return f'"{key}" is not {what}: {plain(str(value))[:60]!r}'
