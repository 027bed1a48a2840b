"""What a command that writes means by a name: never a fragment inside a word, and where several fit, it asks which."""

from collections.abc import Callable
from typing import NamedTuple

from tracker.cli.ask import may_ask, pick
from tracker.core.errors import AmbiguousError, NotFoundError
from tracker.core.roadmap.model import Kind, Level, Roadmap, Topic
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap, find_topic_to_change


class Named(NamedTuple):
    """What a user has named: one topic, or a roadmap or group with the topics that count in it."""

    title: str
    topics: tuple[str, ...]
    is_group: bool


def topic_to_change(workspace: Workspace, text: str) -> str:
    """The id of the topic that `text` means; where several fit, the user picks one."""
    return _asked(workspace, lambda: find_topic_to_change(workspace, text))


def roadmap_to_change(workspace: Workspace, text: str, kind: Kind | None = None) -> str:
    """The id of the roadmap that `text` means; where several fit, the user picks one."""
    return _asked(workspace, lambda: find_roadmap(workspace, text, kind, writes=True))


def own_roadmap(workspace: Workspace, text: str, why: str) -> str:
    """The id of a roadmap of the user's own. For a bundled one, `NotFoundError` says `why` that is not possible."""
    try:
        return roadmap_to_change(workspace, text, Kind.OWN)
    except NotFoundError as error:
        if isinstance(error, AmbiguousError):
            raise
        try:
            bundled = find_roadmap(workspace, text, writes=True)
        except NotFoundError:
            raise error from None
        raise NotFoundError(f"{workspace.title(bundled)} is a bundled roadmap, and {why}") from None


def named(workspace: Workspace, text: str, level: Level | None) -> Named:
    """The topic, group or roadmap that `text` names; with a level, the topics of that level in it."""
    if workspace.has_topic(text):
        return _one(workspace, text)
    known = workspace.roadmap_names()
    wanted = text.strip().casefold()
    called = [id_ for id_, (_, name) in known.items() if wanted in map(str.casefold, (id_, name.title, *name.others))]
    head, slash, _ = text.partition("/")
    if len(called) == 1:
        return _group(workspace, workspace.roadmap(called[0]), 0, level)
    try:
        return _one(workspace, topic_to_change(workspace, text))
    except NotFoundError as error:
        if isinstance(error, AmbiguousError):
            raise
        if slash and head in known:
            from tracker.workspace.overlay import place_in  # 20 M instructions: 10 % of a `note`

            roadmap = workspace.roadmap(head)
            return _group(workspace, roadmap, place_in(roadmap.tree, text), level)
        try:
            return _group(workspace, workspace.roadmap(roadmap_to_change(workspace, text)), 0, level)
        except NotFoundError as no_roadmap:
            raise (no_roadmap if isinstance(no_roadmap, AmbiguousError) else error) from None


def _one(workspace: Workspace, id_: str) -> Named:
    return Named(workspace.title(id_), (id_,), False)


def _group(workspace: Workspace, roadmap: Roadmap, place: int, level: Level | None) -> Named:
    progress, node = workspace.progress(roadmap, workspace.state()), roadmap.tree.nodes[place]
    if isinstance(node, Topic):
        return Named(node.title, (node.id,), False)
    counted = progress.scope(place).counted
    topics = [t.id for t in roadmap.tree.topics(place) if t.id in counted and level in (None, t.level)]
    title = roadmap.title if not place else node.title
    return Named(f"{title}, {level}" if level else title, tuple(dict.fromkeys(topics)), True)


def _asked(workspace: Workspace, find: Callable[[], str]) -> str:
    try:
        return find()
    except AmbiguousError as error:
        if not may_ask():
            raise
        choices = [f"{workspace.title(id_)}  {id_}" for id_ in error.candidates]
        number = pick(f"{error}:", choices)
        if number is None:
            raise
        return error.candidates[number]
