"""`tick`, `start`, `skip` and `reset`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tracker.cli.opening import opened
from tracker.cli.output import data, glyph, line, talk
from tracker.core.journal.commands import SetMark, is_skill
from tracker.core.progress.standing import Standing
from tracker.core.progress.tally_object import tally_object
from tracker.core.roadmap.model import Mark

_MARKS = {"tick": Mark.DONE, "start": Mark.DOING, "skip": Mark.SKIPPED, "reset": Mark.TODO}


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    help_ = f"the topics to mark {_MARKS[name]}: ids, or words of a title or an id that fit only one topic"
    parser.add_argument("topics", nargs="+", metavar="TOPIC", help=help_)
    parser.add_argument("--json", action="store_true", help="the marked topics and the changed percentages, as JSON")


def run(args: Namespace) -> int:
    """Mark the topics and say which percentages changed. Where one topic is not found, none is marked."""
    mark = _MARKS[args.command]
    with opened() as workspace:
        ids = list(dict.fromkeys(workspace.find_topic(text) for text in args.topics))
        before, state = {was.id: was for was in workspace.standings()}, workspace.state()
        changed = {event.subject for event in workspace.record(SetMark(tuple(ids), mark), state)}
        after, marks = workspace.standings(), workspace.state().marks if args.json else {}
        titles = {id_: workspace.title(id_) for id_ in ids}
        links = {id_: state.links[id_] for id_ in ids if id_ in state.links}

    def moves(id_: str) -> bool:
        return links.get(id_, id_) in changed

    moved = [(before[now.id], now) for now in after if now.id in before and before[now.id].total != now.total]
    if args.json:
        topics = [{"id": id_, "mark": marks.get(id_, Mark.TODO).value, "changed": moves(id_)} for id_ in ids]
        data({"topics": topics, "moved": [_moved(was, now) for was, now in moved]})
        return 0
    for id_ in ids:
        if is_skill(links.get(id_, "/")):
            skill = links[id_]
            talk(f'{titles[id_]}  {id_} is done when the skill "{skill}" is; tick its topics, or: tracker unlink {id_}')
            continue
        already = "" if moves(id_) else f" (was {mark} already)"
        line(f"{glyph(mark)} {titles[id_]}  {id_}{already}")
    for was, now in moved:
        line(f"  {now.title}: {now.total.done}/{now.total.counted}  {_change(was, now)}")
    return 0


def _change(was: Standing, now: Standing) -> str:
    before, after = was.total.percent, now.total.percent
    if before is None or after is None:
        return "no percentage" if after is None else f"{after} %"
    return f"{after} %" + (f" ({after - before:+d})" if after != before else "")


def _moved(was: Standing, now: Standing) -> dict[str, object]:
    head = {"roadmap": now.id, "title": now.title, "percent_before": was.total.percent}
    return {**head, **tally_object(now.total)}
