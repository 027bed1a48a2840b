"""Which item of a newer file is which item of the older one, so that marks stay on what they were given to.

Items are matched in stages, the surest first, each on what is left: the id that a file gives, then where an item stands
and what it is called, then less and less of that where it is still the only one; then the links. Last come titles that
are alike, which the user has to look at. What has no partner then is demoted to a plain line, gone, or new.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from tracker.core.importing.anchors import Anchors
from tracker.core.importing.similarity import Similarity, alike
from tracker.core.importing.titles import bare, exact, loose


class Stage(StrEnum):
    """What two items were matched by; `ALIKE` is for the user to confirm."""

    ID = "id"
    PLACE = "place"
    HEADING = "heading"
    PARENT = "parent"
    TITLE = "title"
    LINKS = "links"
    ALIKE = "alike"


class Pair(NamedTuple):
    """An old item and the new one that it became. `score` is how alike the titles are, 0 to 100."""

    old: Anchors
    new: Anchors
    stage: Stage
    score: float = 100.0


class Plan(NamedTuple):
    """What becomes of every old and every new item.

    A pair is `renamed` when the titles differ, else `moved` when the places do, else `same`. `demoted` items are still
    in the new file as plain lines, `gone` ones are not.
    """

    same: tuple[Pair, ...]
    renamed: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    demoted: tuple[Anchors, ...]
    gone: tuple[Anchors, ...]
    new: tuple[Anchors, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every old item that lives on, and as what."""
        return self.same + self.renamed + self.moved

    @property
    def doubtful(self) -> tuple[Pair, ...]:
        """The pairs that the user should look at."""
        return tuple(pair for pair in self.pairs if pair.stage is Stage.ALIKE)


def match(
    old: Sequence[Anchors],
    new: Sequence[Anchors],
    plain: Iterable[str],
    similarity: Similarity,
    marked: Container[str] = (),
) -> Plan:
    """The plan from `old` to `new`. `plain` are the titles of the new file's lines that cannot be ticked.

    `similarity` says how alike two titles are, from 0 to 100; it is asked only about titles that share a rare word.
    `marked` are the uids of old items that have a mark: where fewer of equal titles are left, they go first.
    """
    table = _Table(old, new, marked)
    table.by_uid()
    table.only(Stage.ID, lambda topic: topic.item.id)
    for place in (_place_with_links, _place):
        table.in_order(Stage.PLACE, _with(place, _exact))
        table.in_order(Stage.PLACE, _with(place, _loose))
    # A title that is the same anywhere says more than one that is only like it nearby.
    for words in (_exact, _loose):
        for stage, near in _NEAR:
            table.only(stage, _with(near, words))
    table.only(Stage.LINKS, lambda topic: topic.item.links)
    table.in_order(Stage.ALIKE, _with(_place, _exact), uneven=True)
    for words in (_exact, _loose):
        table.copies(words)
    table.without_brackets()
    table.alike(similarity)
    return table.plan({key for title in plain for key in (exact(title), loose(title))})


class _Known(NamedTuple):
    """An item with its place in reading order and the keys that it is looked up by."""

    number: int
    item: Anchors
    exact: str
    loose: str
    path: tuple[str, ...]


_Key = Callable[[_Known], Hashable]


def _exact(topic: _Known) -> str:
    return topic.exact


def _loose(topic: _Known) -> str:
    return topic.loose


def _place(topic: _Known) -> Hashable:
    return topic.path


def _place_with_links(topic: _Known) -> Hashable:
    return topic.path, topic.item.links


def _heading(topic: _Known) -> str:
    return loose(topic.item.heading)


def _parent(topic: _Known) -> str:
    return loose(topic.item.parent)


def _anywhere(_topic: _Known) -> None:
    return None


_NEAR: tuple[tuple[Stage, _Key], ...] = (
    (Stage.HEADING, _heading),
    (Stage.PARENT, _parent),
    (Stage.TITLE, _anywhere),
)


def _with(place: _Key, title: Callable[[_Known], str]) -> _Key:
    return lambda topic: (place(topic), title(topic))


def _known(items: Iterable[Anchors]) -> list[_Known]:
    return [
        _Known(number, item, exact(item.title), loose(item.title), tuple(map(loose, item.path)))
        for number, item in enumerate(items)
    ]


def _numbered(items: list[_Known]) -> set[str]:
    """The loose titles of siblings that only what `loose` takes off tells apart, such as "1. Videos", "2. Videos"."""
    first: dict[Hashable, str] = {}
    return {topic.loose for topic in items if first.setdefault((topic.path, topic.loose), topic.exact) != topic.exact}


class _Table:
    """The old and new items that have no partner yet, in reading order, and the pairs found so far."""

    def __init__(self, old: Iterable[Anchors], new: Iterable[Anchors], marked: Container[str]) -> None:
        self.old = _known(old)
        self.new = _known(new)
        numbered = _numbered(self.old) | _numbered(self.new)
        if numbered:
            self.old, self.new = (
                [topic._replace(loose=topic.exact) if topic.loose in numbered else topic for topic in items]
                for items in (self.old, self.new)
            )
        self.every = (self.old, self.new)
        self.marked = marked
        self.pairs: list[tuple[_Known, _Known, Stage, float]] = []

    def by_uid(self) -> None:
        """Pair what a new file calls by our own name for it, as a file does that this program wrote."""
        names = {topic.item.uid: topic for topic in self.old if "/" in topic.item.uid}
        called = {topic.item.id: topic for topic in reversed(self.new) if topic.item.id in names}
        self._take(Stage.ID, [(names[id_], topic, 100.0) for id_, topic in called.items()])

    def only(self, stage: Stage, key: _Key) -> None:
        """Pair what has a key that exactly one old and one new item have."""
        old, new = _by_key(self.old, key), _by_key(self.new, key)
        pairs = [(of[0], new[value][0]) for value, of in old.items() if len(of) == 1 and len(new.get(value, ())) == 1]
        self._take(stage, [(topic, other, 100.0) for topic, other in pairs])

    def in_order(self, stage: Stage, key: _Key, uneven: bool = False) -> None:
        """Pair what has the same key, one after the other, where as many old as new items have it, or also if not."""
        old, new = _by_key(self.old, key), _by_key(self.new, key)
        twins = [
            (of, new[value]) for value, of in old.items() if value in new and (uneven or len(of) == len(new[value]))
        ]
        pairs = [pair for of, to in twins for pair in zip(self._first(of, len(to)), _ordered(to), strict=False)]
        self._take(stage, [(topic, other, 100.0) for topic, other in pairs])

    def copies(self, title: Callable[[_Known], str]) -> None:
        """Pair what has the same title as several others: below the same parent, under the same heading, or the first.

        Where a block was copied, its first copy is the block.
        """
        if not self.old or not self.new:
            return
        new, old = _by_key(self.new, title), _by_key(self.old, title)
        homes = self._homes() if old.keys() & new.keys() else {}
        pairs: list[tuple[_Known, _Known, Stage]] = []
        for key, twins in old.items():
            left = list(new.get(key, ()))
            for topic in self._first(twins, len(left)):
                home = homes.get(topic.path)
                at_home = [other for other in left if other.path == home]
                same = [other for other in left if _heading(other) == _heading(topic)]
                other = (at_home or same or left)[0]
                pairs.append((topic, other, Stage.PARENT if len(at_home) == 1 else Stage.ALIKE))
                left.remove(other)
        for stage in (Stage.PARENT, Stage.ALIKE):
            self._take(stage, [(topic, other, 100.0) for topic, other, of in pairs if of is stage])

    def _homes(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Where most of what stood at a place stands now, by the paths of both; and what stood below a paired topic."""
        votes: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
        for old, new, *_ in self.pairs:
            votes[old.path][new.path] += 1
            votes[(*old.path, old.loose)][(*new.path, new.loose)] += 1
        return {path: counts.most_common(1)[0][0] for path, counts in votes.items()}

    def _first(self, twins: list[_Known], most: int) -> list[_Known]:
        """The first `most` of equal titles in order; where they are fewer than there are, those with marks first."""
        if len(twins) > most:
            twins = sorted(twins, key=lambda topic: topic.item.uid not in self.marked)[:most]
        return _ordered(twins)

    def without_brackets(self) -> None:
        """Pair titles that differ in what stands in brackets behind them, where no third title has the same words.

        "Sort (2024)" may be "Sort" later, but "Sort (DFS)" may not.
        """
        counts = [Counter(bare(topic.item.title) for topic in items) for items in self.every]

        def words(topic: _Known) -> str:
            text = bare(topic.item.title)
            return text if all(count[text] == 1 for count in counts) else ""

        old, new = _by_key(self.old, words), _by_key(self.new, words)
        pairs = [(of[0], new[key][0]) for key, of in old.items() if key in new]
        self._take(Stage.ALIKE, [(topic, other, 100.0) for topic, other in pairs if _is_remark(topic, other)])

    def alike(self, similarity: Similarity) -> None:
        """Pair what has titles so much alike that it may be the same."""
        old = [(topic.loose, loose(topic.item.heading)) for topic in self.old]
        new = [(topic.loose, loose(topic.item.heading)) for topic in self.new]
        if not old or not new:
            return
        every = tuple([(topic.loose, loose(topic.item.heading)) for topic in items] for items in self.every)
        pairs = alike(old, new, similarity, every)
        self._take(Stage.ALIKE, [(self.old[place], self.new[other], score) for place, other, score in pairs])

    def plan(self, plain: set[str]) -> Plan:
        """What was found, and what becomes of the rest."""
        same, renamed, moved = [], [], []
        for old, new, stage, score in sorted(self.pairs, key=lambda pair: pair[0].number):
            pair = Pair(old.item, new.item, stage, score)
            if old.loose != new.loose:
                renamed.append(pair)
            elif old.path != new.path:
                moved.append(pair)
            else:
                same.append(pair)
        demoted = tuple(topic.item for topic in self.old if topic.exact in plain or topic.loose in plain)
        gone = tuple(topic.item for topic in self.old if topic.exact not in plain and topic.loose not in plain)
        return Plan(tuple(same), tuple(renamed), tuple(moved), demoted, gone, tuple(topic.item for topic in self.new))

    def _take(self, stage: Stage, scored: Iterable[tuple[_Known, _Known, float]]) -> None:
        pairs = [(topic, other, stage, score) for topic, other, score in scored]
        if pairs:
            self.pairs.extend(pairs)
            old, new = {id(topic) for topic, *_ in pairs}, {id(other) for _, other, *_ in pairs}
            self.old = [topic for topic in self.old if id(topic) not in old]
            self.new = [other for other in self.new if id(other) not in new]


def _is_remark(topic: _Known, other: _Known) -> bool:
    """Whether what stands in brackets behind two titles is a remark of both, or a number: "Sort (DFS)" is no "Sort"."""
    remarks = [loose(known.item.title).removeprefix(bare(known.item.title)) for known in (topic, other)]
    return all(remarks) or any(sign.isdigit() for sign in "".join(remarks))


def _ordered(twins: list[_Known]) -> list[_Known]:
    return twins if len(twins) == 1 else sorted(twins, key=lambda topic: topic.item.ordinal)


def _by_key(items: Iterable[_Known], key: _Key) -> dict[Hashable, list[_Known]]:
    """The items by their keys; what has no key, such as no id or no links, is left out."""
    by_key: dict[Hashable, list[_Known]] = defaultdict(list)
    for topic in items:
        value = key(topic)
        if value:
            by_key[value].append(topic)
    return by_key
