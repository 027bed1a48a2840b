"""`link` and `unlink`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.naming import topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, glyph, line, paint, talk
from tracker.core.errors import NotFoundError, UsageError
from tracker.core.journal.commands import LinkTopic, is_skill
from tracker.core.journal.events import State
from tracker.core.roadmap.model import Kind, Mark
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap, find_topic

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    if name == "link":
        help_ = "a topic of a roadmap of your own; or such a roadmap, to list possible links by equal titles"
        parser.add_argument("topic", nargs="?", metavar="TOPIC", help=f"{help_}; without it, your links are listed")
        parser.add_argument(
            "to", nargs="?", metavar="LIBRARY_TOPIC|SKILL", help="the topic or skill to share a tick with"
        )
    else:
        parser.add_argument("topic", metavar="TOPIC", help="a linked topic")
        parser.set_defaults(to=None)
    parser.add_argument("--json", action="store_true", help="the links as a JSON list")


def run(args: Namespace) -> int:
    """Link a topic to a topic or skill of the library, remove a link, or list links."""
    with opened() as workspace:
        if args.command == "unlink":
            _unlink(workspace, args.topic)
        elif args.to:
            _link(workspace, args.topic, args.to)
        elif args.topic:
            return _proposals(workspace, args)
        state = workspace.state()
        if args.json:
            data([_object(workspace, state, topic) for topic in state.links])
        elif args.to or args.command == "unlink":
            topic = find_topic(workspace, args.topic)
            _show(workspace, state, topic)
        else:
            for topic in state.links:
                _show(workspace, state, topic)
            if not state.links:
                line("nothing is linked")
    return 0


def _link(workspace: Workspace, text: str, to_text: str) -> None:
    topic, to = topic_to_change(workspace, text), _target(workspace, to_text)
    library = {t.id for roadmap in workspace.roadmaps(Kind.SKILL) for t in roadmap.tree.topics()}
    library -= {id_ for id_, own in workspace.overlay().items() if own.roadmap}
    if topic in library:
        raise UsageError(
            f'"{topic}" is a topic of the library; a link goes from a topic of your own to one of the library'
        )
    if not is_skill(to) and to not in library:
        raise UsageError(f'"{to}" is a topic of your own; a link goes to one of the library')
    before = workspace.state().marks.get(topic, Mark.TODO)
    workspace.record(LinkTopic(topic, to))
    now = workspace.state().marks.get(topic, Mark.TODO)
    if is_skill(to) and before is Mark.DONE and now is not Mark.DONE:
        talk(f"it was done, and is {now} until {to} is done; to undo the link: tracker undo")


def _target(workspace: Workspace, text: str) -> str:
    """The skill or topic of the library that `text` names; a skill comes first."""
    try:
        return find_roadmap(workspace, text, Kind.SKILL, writes=True)
    except NotFoundError as no_skill:
        try:
            return topic_to_change(workspace, text)
        except NotFoundError as no_topic:
            if type(no_topic) is NotFoundError and type(no_skill) is not NotFoundError:
                raise no_skill from None
            raise


def _unlink(workspace: Workspace, text: str) -> None:
    topic = topic_to_change(workspace, text)
    if not workspace.record(LinkTopic(topic, None)):
        raise UsageError(f'"{topic}" is not linked')


def _proposals(workspace: Workspace, args: Namespace) -> int:
    from tracker.workspace.link_proposals import proposed  # 10 ms, for the proposals alone

    proposals = proposed(workspace, workspace.roadmap(find_roadmap(workspace, args.topic, Kind.OWN)))
    if args.json:
        data([{"topic": proposal.topic, "title": proposal.title, "to": proposal.to} for proposal in proposals])
        return 0
    for proposal in proposals:
        line(f"tracker link {proposal.topic} {proposal.to}  {paint(proposal.title, 'dim')}")
    if not proposals:
        line("none of its topics has the title of a library topic or skill")
    return 0


def _object(workspace: Workspace, state: State, topic: str) -> dict[str, str]:
    mark = state.marks.get(topic, Mark.TODO).value
    return {"topic": topic, "title": workspace.title(topic), "to": state.links[topic], "mark": mark}


def _show(workspace: Workspace, state: State, topic: str) -> None:
    to = state.links.get(topic)
    head = f"{glyph(state.marks.get(topic, Mark.TODO))} {workspace.title(topic)}  {paint(topic, 'dim')}"
    if to is None:
        line(f"{head}  has a tick of its own")
    else:
        how = "is done when this skill is" if is_skill(to) else "shares the tick of"
        line(f"{head}  {how}: {workspace.title(to)}  {paint(to, 'dim')}")
