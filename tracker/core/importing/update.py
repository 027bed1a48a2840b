"""An own roadmap and a newer version of its file: what became of what, and the changes that follow, before any is made.

Every topic keeps its id, and with it mark, notes and links, wherever it is found again. What the file no longer has is
archived: it leaves the tree, and its mark and its record stay, so that it can be brought back. What the user changed
themselves stays as their own addition. The file may bring a tick that is new in it; it never takes one away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from typing import NamedTuple

from tracker.core.importing.anchors import Anchors, anchors
from tracker.core.importing.build import ImportedRoadmap, build_roadmap, ids_for, items_of
from tracker.core.importing.match import Plan, match
from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.importing.own_file import edited_additions, with_earlier_keys, without_overlay
from tracker.core.importing.similarity import Similarity
from tracker.core.importing.titles import loose
from tracker.core.journal.events import Change, Field, State
from tracker.core.overlay.records import OverlayRecord, decode, decode_all, encode
from tracker.core.roadmap.model import Card, Mark, Roadmap, SourceKey, Topic


class Upstream(NamedTuple):
    """An own roadmap as its file had it last, the version of that, and the prose beside its topics."""

    roadmap: Roadmap
    cards: Mapping[str, Card]
    anchors: Mapping[str, SourceKey]
    version: str = ""
    about: str = ""


class Gone(NamedTuple):
    """A topic that the newer file does not have, and the mark it keeps. `kept` ones stay as the user's own."""

    id: str
    title: str
    mark: Mark
    kept: bool = False


class UpdatePlan(NamedTuple):
    """The way from one version to the next. In `plan` the uids of old items are topics' ids, of new ones too.

    `over` is the version that it begins at. `titles` are what the roadmap is called before and after; a title that the
    person gave it stays. `back` are topics from the archive, `ticked` those that the file newly says are done, and
    `changes` what belongs to the journal in the same act.
    """

    plan: Plan
    imported: ImportedRoadmap
    over: str
    titles: tuple[str, str]
    demoted: tuple[Gone, ...]
    gone: tuple[Gone, ...]
    back: tuple[str, ...]
    ticked: tuple[str, ...]
    changes: tuple[Change, ...]


def plan_update(
    old: Upstream,
    outline: Outline,
    state: State,
    similarity: Similarity,
    new_id: Callable[[], str],
    *,
    apart: Container[str] = (),
) -> UpdatePlan:
    """What a newer file makes of an own roadmap; nothing is changed yet. `apart` are ids of other roadmaps' topics."""
    overlay = decode_all(state.overlay)
    outline, additions = without_overlay(outline, old.roadmap, old.cards, overlay)
    summary, about = outline.summary or old.roadmap.summary, outline.about or old.about
    outline = outline._replace(summary=summary, about=about)
    names, items = items_of(old.roadmap, old.cards, old.anchors)
    was = _named(anchors(items), [name for name, (_, item) in zip(names, walk(items), strict=True) if _is_topic(item)])
    now = anchors(outline.items)
    plan = match(was, now, outline.plain, similarity, state.marks)
    partners = {int(pair.new.uid): pair.old.uid for pair in plan.pairs}
    back = _from_archive(old.roadmap.id, state, plan)
    partners.update(back)
    known = _known_ids(outline, partners, _groups(items, names, outline, partners))
    ids = ids_for(outline, old.roadmap.id, new_id, known, taken={*names, *state.archive}, apart=apart)
    titles = (old.roadmap.title, outline.title or old.roadmap.title)
    imported = build_roadmap(with_earlier_keys(outline, ids, old.anchors), old.roadmap.id, titles[1], ids)
    topic_ids = [id_ for id_, (_, item) in zip(ids, walk(outline.items), strict=True) if _is_topic(item)]
    plan = _with_ids(plan, topic_ids)
    alive = set(topic_ids)
    lost = [topic.uid for topic in (*plan.demoted, *plan.gone) if topic.uid not in alive]
    edited = {id_ for id_ in lost if id_ in state.overlay}
    records = _records(old, lost)
    done = [id_ for id_ in topic_ids if imported.marks.get(id_) is Mark.DONE]
    done += [id_ for id_, item in additions.items() if item.mark is Mark.DONE]
    times = {**imported.times, **{id_: item.done_at for id_, item in additions.items()}}
    ticked = tuple(dict.fromkeys(id_ for id_ in done if _newly_done(id_, old.anchors, state)))
    changes = [
        *_archiving(records, edited, state),
        *(Change(Field.ARCHIVE, id_, None) for id_ in alive if id_ in state.archive),
        *(Change(Field.OVERLAY, id_, None) for id_ in dict.fromkeys(ids) if _was_added(id_, state)),
        *(Change(Field.OVERLAY, id_, encode(own)) for id_, own in edited_additions(additions, overlay).items()),
        *_marks_and_notes(plan, imported, ticked, times, state),
    ]

    def gone(part: Sequence[Anchors]) -> tuple[Gone, ...]:
        left = (topic for topic in part if topic.uid not in alive)
        return tuple(Gone(o.uid, o.title, state.marks.get(o.uid, Mark.TODO), o.uid in edited) for o in left)

    returned = tuple(id_ for id_ in dict.fromkeys(topic_ids) if id_ in state.archive)
    given = decode(state.overlay.get(old.roadmap.id, "{}")).title
    titles = (given, given) if given else titles
    left = (gone(plan.demoted), gone(plan.gone))
    return UpdatePlan(plan, imported, old.version, titles, *left, returned, ticked, tuple(changes))


def _is_topic(item: Item) -> bool:
    return item.mark is not None


def _was_added(id_: str, state: State) -> bool:
    """True for an addition of the user's, which a file that they wrote out themselves has as its own."""
    return id_ in state.overlay and bool(decode(state.overlay[id_]).roadmap)


def _named(topics: list[Anchors], ids: list[str]) -> list[Anchors]:
    return [topic._replace(uid=id_) for topic, id_ in zip(topics, ids, strict=True)]


def _with_ids(plan: Plan, ids: list[str]) -> Plan:
    """The plan with the ids of topics as the uids of new items; what is back from the archive is not new."""

    def new(topic: Anchors) -> Anchors:
        return topic._replace(uid=ids[int(topic.uid)])

    same, renamed, moved = (
        tuple(pair._replace(new=new(pair.new)) for pair in part) for part in (plan.same, plan.renamed, plan.moved)
    )
    return plan._replace(same=same, renamed=renamed, moved=moved, new=tuple(new(topic) for topic in plan.new))


def _from_archive(roadmap: str, state: State, plan: Plan) -> dict[int, str]:
    """New items that surely are topics of the archive, or were brought back from there, by their number."""
    records = {id_: decode(text) for id_, text in state.archive.items()}
    records |= {id_: own for id_, text in state.overlay.items() if (own := decode(text)).order < 0}
    archived = [
        Anchors(id_, "", own.title, ("",), "", "", frozenset(link.url for link in own.links or ()))
        for id_, own in records.items()
        if own.roadmap == roadmap
    ]
    if not archived or not plan.new:
        return {}
    return {int(pair.new.uid): pair.old.uid for pair in match(archived, plan.new, (), lambda *_: 0.0).pairs}


def _known_ids(outline: Outline, topics: Mapping[int, str], groups: Mapping[int, str]) -> list[str]:
    """The ids that items of the newer file have already, in reading order; both mappings count their kind from 0."""
    known: list[str] = []
    topic = group = 0
    for _, item in walk(outline.items):
        if _is_topic(item):
            known.append(topics.get(topic, ""))
            topic += 1
        else:
            known.append(groups.get(group, ""))
            group += 1
    return known


class _Section(NamedTuple):
    """A group: its explicit id, its path with its own title, and the numbers or ids of the topics right below it."""

    name: str
    anchor: str
    path: tuple[str, ...]
    topics: tuple[str, ...]


def _sections(items: Sequence[Item], names: Sequence[str]) -> list[_Section]:
    """The groups of a tree in reading order; `names` are of all items."""
    sections: list[_Section] = []
    left = iter(names)

    def visit(level: Sequence[Item], path: tuple[str, ...]) -> tuple[str, ...]:
        topics: list[str] = []
        for item in level:
            name = next(left)
            if _is_topic(item):
                topics += [name, *visit(item.children, (*path, loose(item.title)))]
                continue
            here = (*path, loose(item.title))
            place = len(sections)
            sections.append(_Section(name, item.anchor, here, ()))
            sections[place] = sections[place]._replace(topics=visit(item.children, here))
        return tuple(topics)

    visit(items, ())
    return sections


def _groups(items: Sequence[Item], names: list[str], outline: Outline, partners: Mapping[int, str]) -> dict[int, str]:
    """The keys of groups that are in the newer file too, by their number: by id, by path, or by what is in them."""
    was = _sections(items, names)
    numbers = iter(range(len(names) + sum(1 for _ in walk(outline.items))))
    marked = [partners.get(next(numbers), "") if _is_topic(item) else "" for _, item in walk(outline.items)]
    now = _sections(outline.items, marked)
    keys: dict[int, str] = {}
    for key in (lambda section: section.anchor, lambda section: section.path):
        _pair_sections(was, now, keys, key)
    homes = {topic: section.name for section in was for topic in section.topics}
    for number, section in enumerate(now):
        votes = Counter(homes[topic] for topic in section.topics if topic in homes)
        best, count = votes.most_common(1)[0] if votes else ("", 0)
        if number not in keys and best not in keys.values() and 2 * count > len(section.topics):
            keys[number] = best
    _pair_sections(was, now, keys, lambda section: section.path[-1:])
    return keys


def _pair_sections(
    was: list[_Section], now: list[_Section], keys: dict[int, str], key: Callable[[_Section], object]
) -> None:
    """Pair groups that alone have a key, among those that have no partner yet."""
    taken = set(keys.values())
    old = [section for section in was if section.name not in taken]
    new = [(number, section) for number, section in enumerate(now) if number not in keys]
    before, after = Counter(key(section) for section in old), Counter(key(section) for _, section in new)
    by_key = {key(section): section.name for section in old}
    for number, section in new:
        value = key(section)
        if value and before[value] == 1 and after[value] == 1:
            keys[number] = by_key[value]


def _newly_done(id_: str, before: Mapping[str, SourceKey], state: State) -> bool:
    """True for a tick that the file has now and had not, where the user has none and nothing else decides it."""
    if "/" not in state.links.get(id_, "/"):
        return False
    was = before.get(id_, SourceKey()).mark
    return was is not Mark.DONE and state.marks.get(id_) is not Mark.DONE


def _records(old: Upstream, lost: Sequence[str]) -> dict[str, OverlayRecord]:
    """What it takes to bring each of these topics back to where it was."""
    wanted, records = set(lost), dict[str, OverlayRecord]()
    tree = old.roadmap.tree
    last_child: dict[int, str] = {}
    for place, node in enumerate(tree.nodes):
        parent = tree.parents[place]
        before, last_child[parent] = last_child.get(parent, "") if place else "", node.name if place else ""
        if not isinstance(node, Topic) or node.id not in wanted or node.id in records:
            continue
        under, card = tree.nodes[parent].name if parent else "", old.cards.get(node.id, Card())
        own = OverlayRecord(old.roadmap.id, under, False, node.title, node.hours, card.links, before, node.level)
        # Below 0: before the user's own additions, and known by it as something that the file had once.
        where = " / ".join(tree.nodes[above].title for above in tree.path(place)[1:])
        records[node.id] = own._replace(done_when=card.done_when, order=-len(wanted) + len(records), where=where)
    return records


def _archiving(records: Mapping[str, OverlayRecord], edited: set[str], state: State) -> list[Change]:
    """Topics that go: to the archive, or to the user's overlay where they had changed them."""
    changes = []
    for id_, own in records.items():
        if id_ in edited:
            edit = decode(state.overlay[id_])
            kept = {name: value for name, value in edit._asdict().items() if value not in (None, "", False, 0)}
            changes.append(Change(Field.OVERLAY, id_, encode(own._replace(**kept))))
        else:
            changes.append(Change(Field.ARCHIVE, id_, encode(own)))
    return changes


def _marks_and_notes(
    plan: Plan, imported: ImportedRoadmap, ticked: Sequence[str], times: Mapping[str, str], state: State
) -> list[Change]:
    """Ticks that are new in the file, and marks and notes of what is new in it."""
    marks = dict.fromkeys(ticked, Mark.DONE)
    for topic in plan.new:
        mark = imported.marks.get(topic.uid)
        if mark and topic.uid not in state.marks:
            marks.setdefault(topic.uid, mark)
    changes = []
    for id_, mark in marks.items():
        shared = state.links.get(id_, id_)
        if "/" in shared:
            changes.append(Change(Field.MARK, shared, mark.value, times.get(id_, "")))
    fresh = {topic.uid for topic in plan.new}
    changes += [
        Change(Field.NOTE, i, note) for i, note in imported.notes.items() if i in fresh and i not in state.notes
    ]
    return changes
