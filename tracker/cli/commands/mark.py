"""`tick`, `start`, `skip` and `reset`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.ask import agreed, may_ask
from tracker.cli.naming import Named, named
from tracker.cli.opening import opened
from tracker.cli.output import data, glyph, line, talk
from tracker.core.errors import UsageError
from tracker.core.journal.commands import SetMark, is_skill
from tracker.core.progress.standing import Standing
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Level, Mark
from tracker.core.text import plural
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_MARKS = {"tick": Mark.DONE, "start": Mark.DOING, "skip": Mark.SKIPPED, "reset": Mark.TODO}


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    help_ = f"what to mark {_MARKS[name]}: topics, by id or by whole words; or a skill, a role or ROADMAP/GROUP"
    parser.add_argument("topics", nargs="+", metavar="TOPIC", help=help_)
    parser.add_argument(
        "--level",
        choices=[level.value for level in Level],
        help="of a skill, role or group only the topics of this level",
    )
    parser.add_argument("--yes", action="store_true", help="mark a whole skill, role or group without a question")
    parser.add_argument("--json", action="store_true", help="the marked topics and the changed percentages, as JSON")


def run(args: Namespace) -> int:
    """Mark the topics and say which percentages changed. Where one topic is not found, none is marked."""
    mark = _MARKS[args.command]
    with opened() as workspace:
        level = Level(args.level) if args.level else None
        meant = [named(workspace, text, level) for text in args.topics]
        if not _agreed(workspace, args, meant, mark):
            return 0
        ids = list(dict.fromkeys(id_ for name in meant for id_ in name.topics))
        before, state = {was.id: was for was in workspace.standings()}, workspace.state()
        changed = {event.subject for event in workspace.record(SetMark(tuple(ids), mark), state)}
        after, marks = workspace.standings(), workspace.state().marks if args.json else {}
        titles = {id_: workspace.title(id_) for name in meant if not name.is_group for id_ in name.topics}
        links = {id_: state.links[id_] for id_ in ids if id_ in state.links}

    def moves(id_: str) -> bool:
        return links.get(id_, id_) in changed

    moved = [(before[now.id], now) for now in after if now.id in before and before[now.id].total != now.total]
    if args.json:
        topics = [{"id": id_, "mark": marks.get(id_, Mark.TODO).value, "changed": moves(id_)} for id_ in ids]
        data({"topics": topics, "moved": [_moved(was, now) for was, now in moved]})
        return 0
    for group in (name for name in meant if name.is_group):
        line(f"{glyph(mark)} {group.title}  {plural(sum(map(moves, group.topics)), 'topic')}")
    for id_, title in titles.items():
        if is_skill(links.get(id_, "/")):
            skill = links[id_]
            talk(f'{title}  {id_} is done when the skill "{skill}" is; tick its topics, or: tracker unlink {id_}')
            continue
        already = "" if moves(id_) else f" (was {mark} already)"
        line(f"{glyph(mark)} {title}  {id_}{already}")
    for was, now in moved:
        line(f"  {now.title}: {now.total.done}/{now.total.counted}  {_change(was, now)}")
    return 0


def _agreed(workspace: Workspace, args: Namespace, meant: Sequence[Named], mark: Mark) -> bool:
    """Whether to mark what was named: topics at once, a group when the user has seen how many that are."""
    marks = workspace.state().marks
    for group in (name for name in meant if name.is_group):
        change = sum(marks.get(id_, Mark.TODO) is not mark for id_ in group.topics)
        if not args.json:
            talk(f"{group.title}: {plural(len(group.topics), 'topic')}, {change:,} of them not {mark} yet")
        if not change or args.yes:
            continue
        if not may_ask():
            raise UsageError("nothing was marked: there is no terminal to ask on; add --yes")
        if not agreed(args, f"Mark {plural(change, 'topic')} {mark}?"):
            return False
    return True


def _change(was: Standing, now: Standing) -> str:
    before, after = was.total.percent, now.total.percent
    if before is None or after is None:
        return "no percentage" if after is None else f"{after} %"
    return f"{after} %" + (f" ({after - before:+d})" if after != before else "")


def _moved(was: Standing, now: Standing) -> dict[str, object]:
    head = {"roadmap": now.id, "title": now.title, "percent_before": was.total.percent}
    return {**head, **tally_object(now.total)}
