"""What a store keeps as JSON, read back: every value has its type checked before it is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from tracker.core.roadmap.model import Card, Group, Level, Link, Profile, Rule, Topic

LEVELS = {level.value: level for level in Level}
_COMMON_TYPES = {(str, str, str, hours, list) for hours in (int, float)}
_ENDLESS = float("inf")


class GarbledError(Exception):
    """What stands in a column is not what a store has there."""


@contextmanager
def understood() -> Iterator[None]:
    """What cannot be read in here becomes a `GarbledError`."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise GarbledError(str(error) or type(error).__name__) from None


def texts(values: Iterable[Any]) -> tuple[str, ...]:
    """Texts that all are some."""
    items = tuple(values)
    if not {*map(type, items)} <= {str}:
        raise TypeError("a text is of another type")
    return items


def read_text(value: Any) -> str:
    """A text that is one."""
    if type(value) is not str:
        raise TypeError("a text is of another type")
    return value


def text_list(value: Any) -> tuple[str, ...]:
    """A list of texts that is one."""
    if not isinstance(value, list):
        raise TypeError("a list is of another type")
    return texts(value)


def yes_or_no(value: Any) -> bool:
    """True or false, and nothing that only counts as it."""
    if type(value) is not bool:
        raise TypeError("a yes or no is of another type")
    return value


def _number(value: Any) -> float:
    if type(value) not in {int, float} or not 0 <= value < _ENDLESS:
        raise ValueError("a number is none that counts")
    return float(value)


def _links(values: Any) -> tuple[Link, ...]:
    return tuple([Link(**known(LINK, said)) for said in values])


Readers = Mapping[str, Callable[[Any], Any]]


def _readers(kind: type[NamedTuple], *apart: str, **other: Callable[[Any], Any]) -> Readers:
    """What makes the fields of a kind of value from JSON, texts if nothing is said; `apart` stand elsewhere."""
    return {name: other.get(name, read_text) for name in kind._fields if name not in apart}


_TOPIC = _readers(
    Topic, "id", "title", "level", "hours", "needs", months=_number, project=yes_or_no, by_children=yes_or_no
)
_GROUP = _readers(Group, level=LEVELS.get, rule=Rule, optional=yes_or_no)
LINK = _readers(Link, checked=yes_or_no)
CARD = _readers(Card, links=_links, aliases=text_list, former_ids=text_list)
PROFILE = _readers(Profile, aliases=text_list, links=_links)


def known(readers: Readers, said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that this program knows, each as it has to be."""
    return {name: readers[name](value) for name, value in said.items() if name in readers}


def read_group(said: Mapping[str, Any]) -> Group:
    """A group by the names of its fields."""
    if len(said) == 2:  # noqa: PLR2004  key and title, as nearly all have it
        return Group(read_text(said["key"]), read_text(said["title"]))
    return Group(**known(_GROUP, said))


def read_topic(packed: list[Any]) -> Topic:
    """A topic of two, five or six parts."""
    if len(packed) == 2:  # noqa: PLR2004  id and title, as nearly all have it in own roadmaps
        id_, title = packed
        if not type(id_) is type(title) is str:
            raise TypeError("a topic has other parts")
        return Topic(id_, title)
    id_, title, level, hours, needs, *more = packed
    if (type(id_), type(title), type(level), type(hours), type(needs)) not in _COMMON_TYPES:
        raise TypeError("a topic has other parts")
    if not 0 <= hours < _ENDLESS:
        raise ValueError("hours are no number")
    if needs:
        texts(needs)
    said = known(_TOPIC, more[0]) if more else {}
    return Topic(id_, title, LEVELS.get(level), hours, tuple(needs), **said)
