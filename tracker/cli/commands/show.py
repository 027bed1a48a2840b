"""`show`."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.cli.commands.undo import times
from tracker.cli.opening import opened
from tracker.cli.output import bar, data, glyph, line, numbers, paint, percent, terminal_width
from tracker.cli.pager import paged
from tracker.core.effort import HOURS_ASSUME, hours, months
from tracker.core.errors import NotFoundError
from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Group, Kind, Link, Mark, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.objects import card_object, links_object, needs_object
from tracker.core.text import plain_lines
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap, find_topic

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_TEXTS = (
    ("about", ""),
    ("day", "A day in it"),
    ("neighbours", "And its neighbours"),
    ("way_in", "How people get in"),
    ("ready", "Ready to apply (topics marked ready)"),
)
"""The texts about a role, each with its heading."""
_WIDEST_TEXT = 100  # columns
_KIND_ORDER = (Kind.SKILL, Kind.ROLE, Kind.OWN)
"""The order in which roadmaps are searched for a topic: a library topic is shown with the title of the library."""


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("what", metavar="ROADMAP|TOPIC", help="a role, a skill or a topic")
    parser.add_argument("--depth", type=times, default=0, metavar="N", help="of a roadmap only N levels of its tree")
    parser.add_argument(
        "--filter", choices=[mark.value for mark in Mark], help="of a roadmap only the topics with this mark"
    )
    parser.add_argument("--json", action="store_true", help="as a JSON object")


def run(args: Namespace) -> int:
    """Show a roadmap's tree, or a topic's card."""
    with opened() as workspace:
        state = workspace.state()
        try:
            id_ = find_roadmap(workspace, args.what)
        except NotFoundError as no_roadmap:
            try:
                topic = find_topic(workspace, args.what)
            except NotFoundError as no_topic:
                raise _not_found(args.what, no_roadmap, no_topic) from None
            return _show_topic(workspace, state, topic, args.json)
        progress = workspace.progress(workspace.roadmap(id_), state)
        profile, ready = workspace.profile(id_), _ready(progress.roadmap)
        if args.json:
            from tracker.workspace.roadmap_object import roadmap_object  # 1 ms: 3 % of a `show`

            texts = {name: getattr(profile, name) for name, _ in _TEXTS}
            more = {"links": links_object(profile.links), "texts": texts, "ready": list(ready)}
            data(roadmap_object(workspace, progress, state) | more)
            return 0
    with paged():
        line(f"{paint(progress.roadmap.title, 'bold')}  {percent(progress.total)}  {numbers(progress.total)}")
        line(paint(progress.roadmap.summary, "dim"))
        if progress.roadmap.kind is Kind.ROLE:
            _show_texts(profile)
            _show_links(profile.links, "Read more", "  ")
            line(f"\n{paint(HOURS_ASSUME, 'dim')}\n")
        _show_tree(progress, ready, args.depth, Mark(args.filter) if args.filter else None)
    return 0


def _not_found(text: str, no_roadmap: NotFoundError, no_topic: NotFoundError) -> NotFoundError:
    """The error where neither a roadmap nor a topic fits. An error with several that fit comes first."""
    if type(no_topic) is not NotFoundError or type(no_roadmap) is not NotFoundError:
        return no_roadmap if type(no_roadmap) is not NotFoundError else no_topic
    candidates = dict.fromkeys([*no_roadmap.candidates[:2], *no_topic.candidates[:2]])
    return NotFoundError(f'no roadmap or topic is called "{text}"', list(candidates))


def _ready(roadmap: Roadmap) -> dict[str, None]:
    """The ids of the topics that make ready to apply, in order; none where a roadmap says nothing of it."""
    return dict.fromkeys(roadmap.ready.ids()) if roadmap.ready else {}


def _show_texts(profile: Profile) -> None:
    """Print the texts about a role, as wide as the terminal but at most `_WIDEST_TEXT` columns."""
    width = min(terminal_width(), _WIDEST_TEXT) - 2
    for name, heading in _TEXTS:
        if text := getattr(profile, name):
            line(f"\n{paint(heading, 'bold')}" if heading else "")
            for text_line in textwrap.wrap(text, width):
                line(f"  {text_line}")


def _show_tree(progress: Progress, ready: Container[str], deepest: int, mark: Mark | None) -> None:
    """Print the tree; with `deepest` only so many levels of it, with `mark` only the topics that have it."""
    tree = progress.tree
    shown = {above for place in _having(progress, mark) for above in (place, *tree.path(place))} if mark else None
    for place, (depth, node) in enumerate(tree.lines()):
        if (deepest and depth > deepest) or (shown is not None and place not in shown):
            continue
        indent = "  " * depth
        if isinstance(node, Topic):
            level = f"  {paint(node.level, 'dim')}" if node.level else ""
            apply = f"  {paint('ready', 'green')}" if node.id in ready else ""
            line(f"{indent}{glyph(progress.mark(node.id))} {node.title}  {paint(node.id, 'dim')}{level}{apply}")
        elif place:
            tally, notes = progress.tally(place), _notes(node, progress.is_chosen(place))
            counts = f"{tally.done}/{tally.counted}"
            line(f"{indent}{paint(node.title, 'bold')}{notes}  {counts}  {percent(tally).strip()}")


def _having(progress: Progress, mark: Mark) -> Iterator[int]:
    """The places of the topics that have a mark."""
    for place, node in enumerate(progress.tree.nodes):
        if isinstance(node, Topic) and progress.mark(node.id) is mark:
            yield place


def _notes(group: Group, is_chosen: bool) -> str:
    notes = []
    if group.level and group.skill:
        notes.append(f"up to {group.level}")
    if group.rule is Rule.ANY:
        notes.append("any of")
    if group.optional:
        notes.append("useful")
    if is_chosen:
        notes.append("counts")
    return f" ({', '.join(notes)})" if notes else ""


def _show_topic(workspace: Workspace, state: State, id_: str, as_json: bool) -> int:
    card, names = workspace.card(id_), workspace.topic_names()
    mark = state.marks.get(id_, Mark.TODO)
    homes = sorted(workspace.roadmaps_with([id_]), key=lambda roadmap: _KIND_ORDER.index(roadmap.kind))
    tree = next(roadmap.tree for roadmap in homes if id_ in roadmap.tree.places)
    topic = next(topic for topic in tree.topics() if topic.id == id_)
    worths = workspace.worths(id_, state)
    from tracker.core.progress.proof import proofs_of  # 4 ms with addresses, which no roadmap needs

    proofs = proofs_of(state.proofs.get(id_, ""))
    if as_json:
        topic_object = {"id": id_, "title": topic.title, "mark": mark.value, "level": topic.level, "hours": topic.hours}
        topic_object |= needs_object(topic)
        needs = [{"id": need, "mark": state.marks.get(need, Mark.TODO).value} for need in topic.needs]
        gains = [
            {"roadmap": w.roadmap.id, "percent": w.before.percent, "percent_after": w.after.percent} for w in worths
        ]
        data(
            {
                **topic_object,
                "needs": needs,
                **card_object(card),
                "note": state.notes.get(id_, ""),
                "proof": list(proofs),
                "worth": gains,
            }
        )
        return 0
    known = (
        topic.level or "",
        hours(topic.hours) if topic.hours else "",
        months(topic.months) if topic.months else "",
        mark.value,
    )
    facts = " · ".join(fact for fact in known if fact)
    line(f"{glyph(mark)} {paint(topic.title, 'bold')}  {paint(id_, 'dim')}\n  {facts}")
    for what, words in topic.needed:
        line(f"  {what}: {words}")
    if card.done_when:
        line(f"\n  Done when: {card.done_when}")
    if topic.needs:
        line("\n  Needs first")
    for need in topic.needs:
        title = names[need].title if need in names else need
        line(f"    {glyph(state.marks.get(need, Mark.TODO))} {title}  {paint(need, 'dim')}")
    _show_links(card.links, "Learn it from", "  ")
    _show_lines("Proof", proofs)
    _show_lines("Note", plain_lines(state.notes.get(id_, "")).splitlines())
    if worths:
        line("\n  A tick is worth")
    for worth in worths:
        line(f"    {bar(worth.after, 10)}  {worth.before.percent} % → {worth.after.percent} %  {worth.roadmap.title}")
    return 0


def _show_lines(heading: str, texts: Sequence[str]) -> None:
    if texts:
        line(f"\n  {heading}")
    for text in texts:
        line(f"    {text}")


def _show_links(links: Sequence[Link], heading: str, indent: str) -> None:
    if links:
        line(f"\n{indent}{heading}")
    for link in links:
        line(f"{indent}  {link.kind}: {link.title}\n{indent}    {link.url}")
