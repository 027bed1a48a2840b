"""What a roadmap is made of: topics, groups, and what there is to read about them."""

from enum import StrEnum
from typing import NamedTuple

MOST_MONTHS = 120
"""The longest calendar time of one topic: ten years, more than any degree takes."""


class Mark(StrEnum):
    """The state of one topic. A topic without a mark is `TODO`."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"


class Level(StrEnum):
    """How far into a skill a topic lies; a role asks for a skill up to a level."""

    BASIC = "basic"
    WORKING = "working"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """0 for basic, 1 for working, 2 for advanced."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Rule(StrEnum):
    """How a group counts: all of its members, or the one that is chosen."""

    ALL = "all"
    ANY = "any"


class Kind(StrEnum):
    """Where a roadmap comes from: a target job, one skill alone, or a file of the user's own."""

    ROLE = "role"
    SKILL = "skill"
    OWN = "own"


class Link(NamedTuple):
    """A source to learn a topic from. `checked` is false where nobody has seen the address answer yet."""

    kind: str
    title: str
    url: str
    checked: bool = True


class Card(NamedTuple):
    """What the user reads about one topic; kept apart from the tree, which stays small without it."""

    done_when: str = ""
    links: tuple[Link, ...] = ()
    aliases: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()


class SourceKey(NamedTuple):
    """What the file of an own roadmap says of a topic or group beside its tree and cards: explicit id, and mark."""

    id: str = ""
    mark: Mark = Mark.TODO


class Profile(NamedTuple):
    """What the user reads about one roadmap. `day`, `neighbours`, `way_in`, `ready` and `links` only roles have."""

    about: str = ""
    day: str = ""
    neighbours: str = ""
    way_in: str = ""
    ready: str = ""
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Topic(NamedTuple):
    """The smallest thing to tick. `hours` is the time to learn it for somebody who has the prerequisites.

    `months` is calendar time that passes beside the hours: a placement, a degree, an answer to wait for. `cost` and
    `hardware` say what it takes beside an ordinary computer, in a line each; empty where it takes nothing.

    A topic with topics below it is ticked by hand, and counts beside them, unless `by_children` says that those
    alone stand for it.
    """

    id: str
    title: str
    level: Level | None = None
    hours: float = 0.0
    needs: tuple[str, ...] = ()
    project: bool = False
    by_children: bool = False
    months: float = 0.0
    cost: str = ""
    hardware: str = ""

    @property
    def name(self) -> str:
        """What the topic is called where a group has its key: the id."""
        return self.id

    @property
    def needed(self) -> tuple[tuple[str, str], ...]:
        """What it takes beside time, with a heading each."""
        return tuple((name, text) for name, text in (("Cost", self.cost), ("Hardware", self.hardware)) if text)


class Group(NamedTuple):
    """A titled part of a roadmap. `key` is its path of ids, unique in its roadmap."""

    key: str
    title: str
    rule: Rule = Rule.ALL
    optional: bool = False
    skill: str = ""
    level: Level | None = None

    @property
    def name(self) -> str:
        """What the group is called where a topic has its id: the key."""
        return self.key

    @property
    def id(self) -> str:
        """The last part of the key, unique among the siblings."""
        return self.key.rpartition("/")[2]


Node = Group | Topic
"""What stands at a place in a tree. What is below it is said by the tree alone."""
