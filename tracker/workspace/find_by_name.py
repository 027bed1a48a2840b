"""Which topic or roadmap a text means: an id, a title, or enough of one."""

from __future__ import annotations

from tracker.core.errors import AmbiguousError, NotFoundError
from tracker.core.roadmap.find import called, find
from tracker.core.roadmap.model import Kind
from tracker.workspace.workspace import Workspace


def find_topic(workspace: Workspace, text: str) -> str:
    """The id of the topic that `text` means. Raises `NotFoundError` or `AmbiguousError`."""
    return text if workspace.has_topic(text) else find(text, _names(workspace), "topic")


def find_topic_to_change(workspace: Workspace, text: str) -> str:
    """The id of the topic that `text` means, for a command that writes: no fragments inside words.

    The one topic that is called so wins over those with the word in their names. Raises as `find_topic`; also where a
    topic of the library and one of the user's own both fit.
    """
    if workspace.has_topic(text):
        return text
    names = _names(workspace)
    exact = called(text, names)
    if len(exact) == 1:
        return exact[0]
    skills = {id_ for id_, (kind, _) in workspace.roadmap_names().items() if kind is Kind.SKILL}
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


def find_roadmap(workspace: Workspace, text: str, kind: Kind | None = None, *, writes: bool = False) -> str:
    """The id of the roadmap that `text` means; a role wins over a skill. Raises as `find_topic`."""
    known = workspace.roadmap_names().items()
    names = {id_: (name.title, *name.others) for id_, (other, name) in known if kind in (None, other)}
    what = kind.value if kind in (Kind.ROLE, Kind.SKILL) else "roadmap"
    return find(text, names, what, writes=writes)


def _names(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    return {id_: (name.title, *name.others) for id_, name in workspace.topic_names().items()}
