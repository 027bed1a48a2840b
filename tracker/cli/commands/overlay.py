"""`add`, `edit` and `remove`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint
from tracker.core.errors import AmbiguousError, NotFoundError, UsageError
from tracker.core.journal.events import Change, Field
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Kind, Level
from tracker.workspace import Workspace
from tracker.workspace.overlay import Wanted, add, edit, place_in, remove


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "add":
        parser.add_argument("roadmap", metavar="ROADMAP", help="what to add to; a skill takes it into every role")
        parser.add_argument("title", help="what to call it")
        parser.add_argument("--under", default="", metavar="PART", help="a group or topic of it; the end when left out")
        parser.add_argument("--group", action="store_true", help="a group, not a topic")
        parser.add_argument("--level", choices=[level.value for level in Level], help="how far into it the topic lies")
        parser.add_argument("--done-when", metavar="TEXT", help="what one can do then")
    elif name == "edit":
        parser.add_argument(
            "topic", metavar="TOPIC|GROUP|ROADMAP", help="a topic; a group, as ROADMAP/its title; or a roadmap"
        )
        parser.add_argument("--title", help="what to call it")
    else:
        parser.add_argument("topic", metavar="ADDITION|ROADMAP", help="what you added, or a roadmap of your own")
    if name != "remove":
        parser.add_argument("--hours", type=float, help="how long it takes to learn")
        parser.add_argument("--link", action="append", metavar="URL", help="where to learn it; may be given repeatedly")
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--after", metavar="SIBLING", help="stand behind this one")
        place.add_argument("--first", action="store_true", help="stand before the others")
    if name == "edit":
        parser.add_argument("--no-links", action="store_true", help="take its links away")
    parser.add_argument("--json", action="store_true", help="what was changed, as a JSON object")


def run(args: Namespace) -> int:
    """Lay something over a roadmap, or take it off again."""
    titles: dict[str, str] = {}
    with opened() as workspace:
        if args.command == "add":
            done, ids = "added", [_add(workspace, args)]
        elif args.command == "edit":
            done, ids = "changed", [_edit(workspace, args)]
        else:
            titles = {id_: own.title for id_, own in workspace.layer().items()}
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
    roadmap = workspace.find_roadmap(args.roadmap)
    wanted = _wanted(args)._replace(level=Level(args.level) if args.level else None, done_when=args.done_when)
    return add(workspace, roadmap, wanted, args.under, group=args.group)


def _edit(workspace: Workspace, args: Namespace) -> str:
    wanted = _wanted(args)
    if args.no_links:
        if wanted.links:
            raise UsageError("--link and --no-links say the opposite of each other")
        wanted = wanted._replace(links=())
    if all(value is None for value in wanted):
        raise UsageError("nothing to change; say --title, --hours, --link, --after or --first")
    id_ = _part_or_roadmap(workspace, args.topic)
    if "/" not in id_ and wanted != Wanted(wanted.title):
        raise UsageError(f'"{id_}" is a roadmap: what can be changed in it as a whole is its --title')
    edit(workspace, id_, wanted)
    return id_


def _part_or_roadmap(workspace: Workspace, text: str) -> str:
    """What is meant: a roadmap by its id, a topic, a group by its key or as ROADMAP/its title, a roadmap by its name.

    Raises `NotFoundError`.
    """
    known = workspace.roadmap_names()
    if text in known:
        return text
    try:
        return workspace.find_topic(text)
    except NotFoundError as no_topic:
        roadmap, slash, _ = text.partition("/")
        if slash and roadmap in known:
            tree = workspace.roadmap(roadmap).tree
            return tree.nodes[place_in(tree, text)].name
        mine = {id_: (own.title,) for id_, own in workspace.layer().items() if own.group and own.roadmap}
        try:
            return find(text, mine, "group")
        except NotFoundError:
            return _roadmap(workspace, text, no_topic)


def _roadmap(workspace: Workspace, text: str, no_topic: NotFoundError) -> str:
    """A roadmap by its name, where no topic at all is called so."""
    if isinstance(no_topic, AmbiguousError):
        raise no_topic
    try:
        return workspace.find_roadmap(text)
    except NotFoundError:
        raise no_topic from None


def _remove(workspace: Workspace, text: str) -> list[str]:
    added = {id_: own for id_, own in workspace.layer().items() if own.roadmap}
    if any(one.id == text for one in workspace.unreadable()):
        return remove(workspace, text)
    id_ = text if text in added else _part_or_roadmap(workspace, text)
    if id_ not in workspace.roadmap_names():
        return remove(workspace, id_)
    roadmap = workspace.find_roadmap(id_, Kind.OWN)
    below = [Change(Field.LAYER, id_, None) for id_, own in added.items() if own.roadmap == roadmap]
    workspace.change([Change(Field.EDITION, roadmap, None), *below])
    return [roadmap]
