"""`add`, `edit` and `remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.naming import own_roadmap, roadmap_to_change, topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint
from tracker.core.errors import AmbiguousError, NotFoundError, UsageError
from tracker.core.journal.events import Change, Field
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Level
from tracker.workspace import Workspace
from tracker.workspace.overlay import Wanted, add, edit, place_in, remove

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "add":
        parser.add_argument(
            "roadmap", metavar="ROADMAP", help="the roadmap to add to; with a skill, every role with this skill has it"
        )
        parser.add_argument("title", help="the title of the new topic or group")
        parser.add_argument(
            "--under", default="", metavar="PART", help="the group or topic to add it to; without it, the roadmap's end"
        )
        parser.add_argument("--group", action="store_true", help="a group, not a topic")
        parser.add_argument("--level", choices=[level.value for level in Level], help="the level of the topic")
        parser.add_argument("--done-when", metavar="TEXT", help="a sentence: what you can do when the topic is done")
    elif name == "edit":
        parser.add_argument(
            "topic", metavar="TOPIC|GROUP|ROADMAP", help="a topic; a group, as ROADMAP/its title; or a roadmap"
        )
        parser.add_argument("--title", help="the new title")
    else:
        parser.add_argument("topic", metavar="ADDITION|ROADMAP", help="what you added, or a roadmap of your own")
    if name != "remove":
        parser.add_argument("--hours", type=float, help="the hours it takes to learn")
        parser.add_argument("--link", action="append", metavar="URL", help="a page to learn it from; can be repeated")
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--after", metavar="SIBLING", help="put it after this topic or group")
        place.add_argument("--first", action="store_true", help="put it before its siblings")
    if name == "edit":
        parser.add_argument("--no-links", action="store_true", help="remove its links")
    parser.add_argument("--json", action="store_true", help="what was changed, as a JSON object")


def run(args: Namespace) -> int:
    """Add to a roadmap, edit it, or remove an addition or a whole roadmap."""
    titles: dict[str, str] = {}
    with opened() as workspace:
        if args.command == "add":
            done, ids = "added", [_add(workspace, args)]
        elif args.command == "edit":
            done, ids = "changed", [_edit(workspace, args)]
        else:
            titles = {id_: override.title for id_, override in workspace.overlay().items()}
            done, ids = "removed", _remove(workspace, args.topic)
        titles = {id_: titles.get(id_) or workspace.title(id_) for id_ in ids}
        if args.json:
            data({done: [{"id": id_, "title": title} for id_, title in titles.items()]})
            return 0
        for id_, title in titles.items():
            line(f"{done}: {title}  {paint(id_, 'dim')}")
    return 0


def _wanted(args: Namespace) -> Wanted:
    links = None if args.link is None else tuple(args.link)
    return Wanted(args.title, args.hours, links, "" if args.first else args.after)


def _add(workspace: Workspace, args: Namespace) -> str:
    roadmap = roadmap_to_change(workspace, args.roadmap)
    wanted = _wanted(args)._replace(level=Level(args.level) if args.level else None, done_when=args.done_when)
    return add(workspace, roadmap, wanted, args.under, group=args.group)


def _edit(workspace: Workspace, args: Namespace) -> str:
    wanted = _wanted(args)
    if args.no_links:
        if wanted.links:
            raise UsageError("--link and --no-links contradict each other")
        wanted = wanted._replace(links=())
    if all(value is None for value in wanted):
        raise UsageError("nothing to change; say --title, --hours, --link, --after or --first")
    id_ = _part_or_roadmap(workspace, args.topic)
    if "/" not in id_ and wanted != Wanted(wanted.title):
        raise UsageError(f'"{id_}" is a roadmap: only its --title can be changed')
    edit(workspace, id_, wanted)
    return id_


def _part_or_roadmap(workspace: Workspace, text: str) -> str:
    """The id that `text` names, tried in this order: a roadmap's id, a topic, a group, a roadmap's name.

    A group is named by its key or as ROADMAP/TITLE. Raises `NotFoundError`.
    """
    known = workspace.roadmap_names()
    if text in known:
        return text
    try:
        return topic_to_change(workspace, text)
    except NotFoundError as no_topic:
        roadmap, slash, _ = text.partition("/")
        if slash and roadmap in known:
            tree = workspace.roadmap(roadmap).tree
            return tree.nodes[place_in(tree, text)].name
        overlay = workspace.overlay().items()
        added = {id_: (record.title,) for id_, record in overlay if record.group and record.roadmap}
        try:
            return find(text, added, "group", writes=True)
        except NotFoundError:
            return _roadmap(workspace, text, no_topic)


def _roadmap(workspace: Workspace, text: str, no_topic: NotFoundError) -> str:
    """The roadmap that `text` names, where it names no topic at all."""
    if isinstance(no_topic, AmbiguousError):
        raise no_topic
    try:
        return roadmap_to_change(workspace, text)
    except NotFoundError:
        raise no_topic from None


def _remove(workspace: Workspace, text: str) -> list[str]:
    added = {id_: override for id_, override in workspace.overlay().items() if override.roadmap}
    if any(record.id == text for record in workspace.unreadable()):
        return remove(workspace, text)
    id_ = text if text in added else _part_or_roadmap(workspace, text)
    if id_ not in workspace.roadmap_names():
        return remove(workspace, id_)
    roadmap = own_roadmap(workspace, id_, "cannot be removed; tracker skip leaves topics out of the count")
    below = [Change(Field.OVERLAY, id_, None) for id_, override in added.items() if override.roadmap == roadmap]
    workspace.change([Change(Field.SNAPSHOT, roadmap, None), *below])
    return [roadmap]
