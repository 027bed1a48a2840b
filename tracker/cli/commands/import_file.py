"""`import`."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from functools import partial
from typing import Any

from tracker.cli.ask import Bar, agreed, must_not_ask
from tracker.cli.commands import import_overlay, import_progress, read_options
from tracker.cli.opening import opened
from tracker.cli.output import data, glyph, line, paint, talk
from tracker.core.importing.build import ImportedRoadmap
from tracker.core.importing.outline import Outline, Warned
from tracker.core.importing.preview import Way, count, tree
from tracker.core.text import plain, plural
from tracker.workspace import Workspace
from tracker.workspace.incoming.backup_import import BackupImportPlan
from tracker.workspace.incoming.backup_import import plan as plan_backup
from tracker.workspace.incoming.overlay_import import read_layer
from tracker.workspace.incoming.progress_import import read_marks
from tracker.workspace.incoming.roadmap_import import (
    RoadmapImportPlan,
    is_backup,
    prepare,
    read_backup,
    refuse_unread,
    save,
)
from tracker.workspace.incoming.source import Source, read_source

_MOST_LINES = 60
_MOST_WARNINGS = 20
_MOST_PROPOSALS = 10


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", help='the file, or the folder; "-" reads standard input')
    read_options.arguments(parser)
    parser.add_argument(
        "--title", default="", help="what to call the roadmap, also after updates; its own title when left out"
    )
    parser.add_argument("--id", default="", help="the id of the roadmap; made of its title when left out")
    parser.add_argument("--dry-run", action="store_true", help="only show what would come in")
    parser.add_argument("--yes", action="store_true", help="save without asking; a script needs it to save")
    parser.add_argument("--json", action="store_true", help="the preview, and what was saved, as one JSON object")


def run(args: Namespace) -> int:
    """Show what a file would bring, then save it: after a question on a terminal, or with --yes."""
    source = read_source(args.file)
    if is_backup(source.content):
        return _merge(args, source.content)
    layer = read_layer(source)
    if layer is not None:
        return import_overlay.run(args, layer)
    marks = read_marks(source, args.format)
    if marks is not None:
        return import_progress.run(args, marks)
    with Bar(source.size) as bar:
        return _bring(args, source, bar)


def _bring(args: Namespace, source: Source, bar: Bar) -> int:
    outline = read_options.read(args, source, bar)
    if ways := read_options.ways(args, source, outline):
        bar.clear()
        return _unread(args, outline, ways)
    with opened() as workspace:
        ready = partial(prepare, workspace, outline, source.called, args.title, args.id, advance=bar)
        bringing = ready(share=args.share)
        bar.clear()
        if not args.json:
            show(bringing)
            read_options.show_sheet(outline.sheet, f"tracker import {shlex.quote(args.file)}")
        saved = False
        if not args.dry_run:
            must_not_ask(args, "import")
            if bringing.shared and not args.share and not args.yes and agreed(args, "Share these ticks and notes?"):
                bringing = ready(share=True)
                bar.clear()
            if agreed(args, f"Save this as {bringing.id}?"):
                save(workspace, bringing, bar)
                saved = True
                bar.clear()
        if args.json:
            data(as_object(bringing, saved))
        else:
            _say(bringing, workspace, saved, args.dry_run)
    return 0 if saved or args.dry_run else 1


def _unread(args: Namespace, outline: Outline, ways: tuple[Way, ...]) -> int:
    """A file in which nothing is marked, before a way to read it is picked: the ways, and nothing is saved."""
    if args.json:
        told = {"format": outline.format, "title": outline.title, **count(outline)._asdict()}
        data({**told, "warnings": warnings_object(outline), "modes": read_options.ways_object(ways), "saved": False})
    else:
        read_options.show_ways(ways)
    if not args.dry_run:
        refuse_unread(outline)
    return 0


def _merge(args: Namespace, content: bytes) -> int:
    """Bring a backup in: what it has and this store has not; of each thing the later word holds."""
    backup = read_backup(content)
    with opened() as workspace:
        found = plan_backup(workspace, backup)
        if not args.json:
            for text in found.lines():
                line(text)
        saved = False
        if not args.dry_run:
            must_not_ask(args, "import")
            saved = agreed(args, f"Bring in this backup of {plural(len(backup.events), 'event')}?")
        if saved:
            workspace.merge(backup)
    if args.json:
        data(_backup_object(found, saved))
    else:
        line("brought in" if saved else "nothing was changed")
    return 0 if saved or args.dry_run else 1


def _backup_object(found: BackupImportPlan, saved: bool) -> dict[str, Any]:
    changes = [{"id": one.id, "title": one.title, "was": one.was, "mark": one.mark} for one in found.changes]
    return {
        "format": "backup",
        "events": len(found.backup.events),
        "new": len(found.new),
        "from_the_future": len(found.ahead),
        "roadmaps": list(found.roadmaps),
        "changes": changes,
        "ticked": [{"id": one.id, "title": one.title} for one in found.ticked],
        "saved": saved,
    }


def _say(bringing: RoadmapImportPlan, workspace: Workspace, saved: bool, dry: bool) -> None:
    for id_ in bringing.same_title:
        talk(f"there is a roadmap of this title already; to bring it up to date instead: tracker update {id_} FILE")
    if saved:
        line(f"saved as {bringing.id}; tracker show {bringing.id} shows it, tracker undo takes it back")
        show_proposals(bringing, workspace)
    elif dry:
        line("nothing was saved")
    else:
        talk("nothing was saved")


def as_object(bringing: RoadmapImportPlan, saved: bool) -> dict[str, Any]:
    """The preview as a JSON object."""
    counts = bringing.counts._asdict()
    return {
        "format": bringing.outline.format,
        "roadmap": bringing.id,
        "title": bringing.title,
        **counts,
        "warnings": warnings_object(bringing.outline),
        "proposed_links": proposals_object(bringing.proposals, bringing.grown),
        "same_title": list(bringing.same_title),
        "shared": len(bringing.shared),
        "share": bringing.share,
        "shared_topics": read_options.shared_object(bringing.shared),
        **read_options.sheet_object(bringing.outline.sheet),
        "modes": [],
        "saved": saved,
    }


def proposals_object(proposals: Iterable[tuple[str, str]], grown: ImportedRoadmap) -> list[dict[str, Any]]:
    """Obvious links. The ids of topics that are not saved yet are not final."""
    titles = {topic.id: topic.title for topic in grown.roadmap.tree.topics()}
    return [{"topic": topic, "title": titles[topic], "to": to} for topic, to in proposals]


def warnings_object(outline: Outline) -> list[dict[str, Any]]:
    """The warnings of a file; the line is 0 where the whole file is meant."""
    return [{"line": one.line, "message": plain(one.message), "skipped": one.skipped} for one in outline.warnings]


def show(bringing: RoadmapImportPlan) -> None:
    """The tree, the counts, and what a person should look at first."""
    counts = bringing.counts
    line(paint(bringing.title, "bold"))
    lines, more = tree(bringing.outline, _MOST_LINES)
    for depth, item, below in lines:
        sign = f"{glyph(item.mark)} " if item.mark else ""
        guess = paint("  (guessed)", "yellow") if item.guessed else ""
        inside = paint(f"  {plural(below, 'topic')} below", "dim") if below else ""
        line(f"{'  ' * depth}{sign}{item.title}{guess}{inside}")
    if more:
        line(f"  and {more:,} more")
    facts = [plural(counts.topics, "topic"), f"{counts.done:,} done"]
    facts += [f"{counts.doing:,} doing"] * bool(counts.doing) + [f"{counts.skipped:,} skipped"] * bool(counts.skipped)
    facts += [plural(counts.groups, "group"), f"{plural(counts.max_depth, 'level')} deep", bringing.outline.format]
    line(f"\n{' · '.join(facts)}")
    if bringing.proposals:
        line(f"{plural(len(bringing.proposals), 'topic')} may be what the library has (same title); they can be linked")
    read_options.show_shared(bringing.shared, bringing.share)
    if counts.guessed:
        line(f"the place of {plural(counts.guessed, 'item')} in the tree is a guess")
    show_warnings(bringing.outline.warnings)
    if bringing.outline.answers:
        line("  --unticked brings it in without these ticks")


def show_proposals(bringing: RoadmapImportPlan, workspace: Workspace) -> None:
    """Links that a person may want to make: by command once there is something to link."""
    if bringing.proposals:
        many = plural(len(bringing.proposals), "topic")
        line(f"{many} here may be what the library has; if so, let them share a tick:")
    for topic, to in bringing.proposals[:_MOST_PROPOSALS]:
        line(f"  tracker link {topic} {to}  {paint(workspace.title(topic), 'dim')}")
    if len(bringing.proposals) > _MOST_PROPOSALS:
        line(f"  and {len(bringing.proposals) - _MOST_PROPOSALS:,} more (tracker link {bringing.id} lists all)")


def show_warnings(warnings: tuple[Warned, ...]) -> None:
    """Lines that were skipped, and other things to look at."""
    for heading, skipped in (("lines that are no topics", True), ("worth a look", False)):
        found = [one for one in warnings if one.skipped is skipped]
        if found:
            line(f"\n{paint(heading, 'yellow')}")
        for one in found[:_MOST_WARNINGS]:
            line(f"  {f'line {one.line}: ' if one.line else ''}{plain(one.message)}")
        if len(found) > _MOST_WARNINGS:
            line(f"  and {len(found) - _MOST_WARNINGS:,} more (--json lists all)")
