"""What is shown before anything is saved: what a file would bring, what an update would change, what progress adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tracker.core.importing.outline import Outline
from tracker.core.importing.preview import tree
from tracker.core.importing.progress_file import ProgressImportPlan
from tracker.core.importing.update import UpdatePlan
from tracker.core.overlay.merge import OverlayMergePlan
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain, plural
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.wording.overlay import sections as layer_sections
from tracker.wording.update import counts, sections
from tracker.workspace.incoming.backup_import import BackupImportPlan
from tracker.workspace.incoming.roadmap_import import RoadmapImportPlan, Shared
from tracker.workspace.incoming.source import Reading

_MOST = 200
_MOST_SHARED = 10


def hint_lines(outline: Outline, reading: Reading) -> Iterator[str]:
    """How the file was read, where a person may want to say better."""
    otherwise, unticked = key_of("bring.otherwise"), key_of("bring.unticked")
    if outline.sheet:
        sheet, columns = outline.sheet, outline.sheet.columns
        told = "The columns are a guess" if sheet.guessed else "The columns are as you said"
        done = f"{sheet.name(columns.status)} says what is done" if columns.status else "none says what is done"
        yield f"{told}: {sheet.name(columns.title)} has the titles, {done}. {otherwise} changes that."
    if outline.answers:
        yield f"The ticks look like answers of a quiz: {unticked} leaves them behind."
    if reading.unticked:
        yield f"The ticks of the file are left behind: {unticked} takes them along."
    if outline.sheet or outline.answers or reading.unticked:
        yield ""


def bringing_lines(bringing: RoadmapImportPlan) -> Iterator[str]:
    """What an import would bring: counts, what a person may want to do about it, and the tree."""
    counts = bringing.counts
    yield bringing.title
    yield f"{plural(counts.topics, 'topic')}, {counts.done:,} done, {counts.doing:,} doing, {counts.skipped:,} skipped"
    groups, levels = plural(counts.groups, "group"), plural(counts.max_depth, "level")
    yield f"{groups}, {levels} deep, read as {bringing.outline.format}"
    yield from shared_lines(bringing.shared, bringing.share)
    if counts.guessed:
        yield f"the place of {plural(counts.guessed, 'item')} in the tree is a guess"
    if bringing.proposals:
        many, link = plural(len(bringing.proposals), "topic"), key_of("home.link")
        yield f"{many} may be what the library has: {link} lists them, once it is saved"
    for id_ in bringing.same_title:
        follow = key_of("home.update")
        yield f"there is a roadmap of this title already ({id_}); {follow} on it brings it up to date instead"
    yield ""
    lines, more = tree(bringing.outline, _MOST)
    for depth, item, below in lines:
        sign = f"{glyphs().mark(item.mark)} " if item.mark else ""
        inside = f"  ({plural(below, 'topic')} below)" if below else ""
        yield f"{'  ' * (depth - 1)}{sign}{item.title}{inside}{'  (guessed)' if item.guessed else ''}"
    if more:
        yield f"and {more:,} more"


def backup_lines(found: BackupImportPlan) -> Iterator[str]:
    """What a backup of everything would bring, and what becomes of it."""
    yield from found.lines()
    yield "What is not here yet is added; where both say something of one thing, what was said later holds."


def shared_lines(shared: Sequence[Shared], share: bool) -> Iterator[str]:
    """The topics whose ids are here already, by title, with what sharing them does."""
    if shared:
        key = key_of("bring.share")
        how = f"they have one tick and note: {key} parts them" if share else f"{key} lets them have one tick and note"
        yield f"{plural(len(shared), 'topic')} of it you have already, by their ids; {how}"
    yield from (f"  {plain(one.words)}" for one in shared[:_MOST_SHARED])
    if len(shared) > _MOST_SHARED:
        yield f"  and {len(shared) - _MOST_SHARED:,} more"


def following_lines(following: UpdatePlan, shared: Sequence[Shared], share: bool) -> Iterator[str]:
    """What an update would change."""
    yield counts(following)
    yield from shared_lines(shared, share)
    yield "What is gone is kept in the archive with its mark; what you added stays."
    for heading, lines in sections(following, glyphs().mark, glyphs().arrow):
        yield from _listed(heading.capitalize(), lines)


def warning_lines(outline: Outline) -> Iterator[str]:
    """Lines that were skipped, and other things to look at."""
    yield from _listed("Look at", [f"line {one.line}: {plain(one.message)}" for one in outline.warnings])


def _listed(title: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"\n{title}"
    yield from (f"  {plain(text)}" for text in texts[:_MOST])
    if len(texts) > _MOST:
        yield f"  and {len(texts) - _MOST:,} more"


def placing_lines(placing: ProgressImportPlan) -> Iterator[str]:
    """The marks by roadmap, with those that are new to the person one by one."""
    many = plural(len(placing.changes), "mark")
    yield f"Progress from roadmap.sh: {many} to record" if placing.changes else "You have all of these marks already."
    for one in placing.placed:
        yield f"\n{plain(one.title)}"
        yield f"{one.done:,} done, {one.doing:,} doing, {one.skipped:,} skipped; {len(one.new):,} new to you"
        for new in one.new[:_MOST]:
            yield f"  {glyphs().mark(new.mark)} {plain(new.title)}{f' (was {new.was})' * (new.was is not Mark.TODO)}"
        if len(one.new) > _MOST:
            yield f"  and {len(one.new) - _MOST:,} more"
    if placing.unknown:
        yield f"\n{plural(len(placing.unknown), 'mark')} of topics that no roadmap of yours has"


def layer_lines(meeting: OverlayMergePlan, title: Callable[[str], str]) -> Iterator[str]:
    """What a layer would add and change; `title` gives the title of a roadmap, topic or group by its id."""
    new = plural(len(meeting.new), "record")
    yield f"A layer: {new} to lay over your roadmaps" if meeting.new else "There is nothing new in this layer."
    for heading, lines in layer_sections(meeting, title):
        yield from _listed(heading.capitalize(), lines)
