"""`role`: roles of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.answers import declare_answers
from tracker.cli.incoming import import_source
from tracker.cli.lost_needs import lines_on_lost_needs
from tracker.cli.naming import roadmap_to_change
from tracker.cli.opening import opened
from tracker.cli.output import columns, data, line, numbers, paint
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Kind, Rule
from tracker.workspace import Workspace
from tracker.workspace.export import put, refuse_own_files
from tracker.workspace.find_by_name import find_roadmap
from tracker.workspace.incoming.source import read_source
from tracker.workspace.own_roles import WantedNeeds, copy_role, edit_role, new_role, remove_role, role_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    actions = parser.add_subparsers(dest="action", metavar="action", required=True, title="actions")
    new = actions.add_parser("new", help="make a role of skills", allow_abbrev=False)
    new.add_argument("title", help="the title of the role")
    edit = actions.add_parser("edit", help="change a role of your own", allow_abbrev=False)
    edit.add_argument("role", help="a role of your own")
    edit.add_argument("--title", default="", help="the new title")
    edit.add_argument("--drop", action="append", default=[], metavar="SKILLS", help="needs to remove, with commas")
    for below in (new, edit):
        below.add_argument(
            "--needs",
            action="append",
            default=[],
            metavar="SKILLS",
            help="skills with levels, such as python:advanced,sql; without a level: working",
        )
        below.add_argument(
            "--useful", action="append", default=[], metavar="SKILLS", help="skills that are not counted"
        )
        below.add_argument(
            "--any-of",
            action="append",
            default=[],
            metavar="GROUP",
            help='skills of which one suffices, such as "One cloud=aws:basic,gcp:basic"; can be repeated',
        )
        below.add_argument(
            "--ready", action="append", default=[], metavar="SKILLS", help="skills with which you are ready to apply"
        )
        below.add_argument("--summary", help="one line about the role")
    copy = actions.add_parser("copy", help="make a role of your own of any role", allow_abbrev=False)
    copy.add_argument("role", help="the role to copy")
    copy.add_argument("title", help="the title of the copy")
    for below in (new, copy):
        below.add_argument("--id", default="", help="the id of the role; made of its title when left out")
    remove = actions.add_parser("remove", help="remove a role of your own; ticks stay", allow_abbrev=False)
    remove.add_argument("role", help="a role of your own")
    export = actions.add_parser("export", help="print a role of your own as a role file", allow_abbrev=False)
    export.add_argument("role", help="a role of your own")
    export.add_argument("-o", "--output", default="", metavar="FILE", help="write it to this file")
    import_ = actions.add_parser("import", help="import a role file", allow_abbrev=False)
    import_.add_argument("file", metavar="FILE", help='the file; "-" reads standard input')
    declare_answers(import_)
    import_.add_argument("--dry-run", action="store_true", help="only show what would come in")
    import_.add_argument("--yes", action="store_true", help="save without asking; a script needs it to save")
    for below in (new, edit, copy, remove, import_):
        below.add_argument("--json", action="store_true", help="what was done, as one JSON object")


def run(args: Namespace) -> int:
    """Make, change, copy, remove, export or import a role of the user's own."""
    if args.action == "import":
        source = read_source(args.file)
        with opened() as workspace:
            return import_source(args, workspace, source)
    with opened() as workspace:
        if args.action == "export":
            return _export(workspace, args)
        if args.action == "remove":
            id_ = roadmap_to_change(workspace, args.role, Kind.ROLE)
            title, was_target = workspace.title(id_), workspace.state().target == id_
            remove_role(workspace, id_)
            if args.json:
                data({"removed": {"id": id_, "title": title, "was_target": was_target}})
            else:
                line(f"removed: {title}  {paint(id_, 'dim')}; its ticks stay, and tracker undo restores it")
                if was_target:
                    line("it was your target, and there is none now: tracker roles, then tracker target ROLE")
            return 0
        id_ = _written(workspace, args)
        _show(workspace, id_, json=args.json)
    return 0


def _written(workspace: Workspace, args: Namespace) -> str:
    """The id of the role that was made or changed."""
    if args.action == "copy":
        return copy_role(workspace, roadmap_to_change(workspace, args.role, Kind.ROLE), args.title, id_=args.id)
    wanted = WantedNeeds(args.needs, args.useful, args.any_of, getattr(args, "drop", ()), args.ready)
    if args.action == "new":
        return new_role(workspace, args.title, wanted, id_=args.id, summary=args.summary or "")
    id_ = roadmap_to_change(workspace, args.role, Kind.ROLE)
    edit_role(workspace, id_, wanted, title=args.title, summary=args.summary)
    return id_


def _show(workspace: Workspace, id_: str, *, json: bool) -> None:
    """The role with its needs, what they take, and what the prerequisites add."""
    progress = workspace.progress(workspace.roadmap(id_), workspace.state())
    roadmap, tree = progress.roadmap, progress.tree
    if json:
        needs = [_need_object(tree.group(place)) for place in tree.children(0) if tree.nodes[place].name in tree.groups]
        data({"id": id_, "title": roadmap.title, "needs": needs, **tally_object(progress.total)})
        return
    line(f"{paint(roadmap.title, 'bold')}  {id_}")
    line(numbers(progress.total))
    rows = []
    for place in tree.children(0):
        tally = progress.tally(place)
        node = tree.nodes[place]
        level = getattr(node, "level", None)
        sign = "useful" if getattr(node, "optional", False) else "any of" if tree.is_choice(place) else ""
        rows.append([f"  {node.title}", level.value if level else "", sign, numbers(tally)])
    for text in columns(rows):
        line(text)
    for text in lines_on_lost_needs(workspace, id_):
        line(text)
    line(paint(f"work toward it: tracker target {id_}", "dim"))


def _need_object(group: Any) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": group.title,
        "skill": group.skill or None,
        "level": group.level,
        "optional": group.optional,
        "any_of": group.rule is Rule.ANY,
    }


def _export(workspace: Workspace, args: Namespace) -> int:
    text = role_text(workspace, find_roadmap(workspace, args.role, Kind.ROLE))
    if args.output:
        refuse_own_files(workspace.paths, Path(args.output))
        put(Path(args.output), text)
    else:
        line(text.removesuffix("\n"))
    return 0
