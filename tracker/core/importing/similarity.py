"""Titles that are alike without being the same, found among many without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

Similarity = Callable[[str, str], float]
Placed = tuple[str, str]  # a title and the heading it stands under

# Measured with rapidfuzz's token_sort_ratio on three newer versions of public checklists: all 52 changed titles that
# match with 75 or more are the same item. The best wrong match has 69 under one heading, and 74 under different ones.
# Under different headings a title has many more candidates, so that limit keeps a larger distance.
_HERE, _ANYWHERE = 75.0, 88.0  # of 100: how similar two titles must be under one heading, and under different ones
_CHANGED = 92.0  # where both words and numbers differ: titles of different lectures of one course reach 89
_CLOSE = 5.0  # points within which another candidate makes a match with other numbers doubtful
_MOST_NEAR = 200  # titles under one heading that are looked at for others in a row of numbers
_RAREST = 4  # words of a title by which candidates are looked up
_COMMON = 60  # titles with a word in common; a word of more says nothing
_LIKELIEST = 6  # candidates by shared words that are worth a comparison
_SMALL = 20  # titles left under one heading; where there are no more, each is compared with each
_SHORTER = 0.6  # of the other's length; a shorter title cannot reach _HERE: 100 * 2 * 0.6 / (1 + 0.6) = 75

_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMERAL = re.compile(r"(?<=第)[〇一二三四五六七八九十百]+|\b(?:ii|iii|iv|vi|vii|viii|ix|xi|xii)\b")
_LONGEST_WORD = 12  # letters; longer runs are of scripts without spaces, or nearly unique anyway


def alike(
    old: Sequence[Placed], new: Sequence[Placed], similarity: Similarity, every: tuple[Sequence[Placed], ...] = ((), ())
) -> list[tuple[int, int, float]]:
    """Pairs of places in `old` and `new`, each used once, with how alike they are; the most alike first.

    Only titles that are each other's best are paired. Where their numbers differ they may be siblings in a row
    ("Lecture 11", "Lecture 15"): they are paired only where no other title comes close. `every` has all titles of both
    files, also those that have a partner already. Where words differ too, they have to be very much alike.
    """
    rows = tuple(map(_by_heading, every))
    scores: dict[int, list[tuple[float, int]]] = defaultdict(list)
    back: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for place, others in _candidates(old, new):
        title, heading = old[place]
        for other in others:
            score = similarity(title, new[other][0])
            if score >= (_HERE if heading == new[other][1] else _ANYWHERE):
                scores[place].append((score, other))
                back[other].append((score, place))
    pairs = []
    for place, ranked in scores.items():
        ranked.sort(reverse=True)
        score, other = ranked[0]
        rivals = sorted(back[other], reverse=True)
        if rivals[0] != (score, place) or _tied(ranked) or _tied(rivals):
            continue
        if _numbers(old[place][0]) != _numbers(new[other][0]) and (
            (score < _CHANGED and _wordy(old[place][0]) != _wordy(new[other][0]))
            or _within(ranked)
            or _within(rivals)
            or _in_a_row(old[place], new[other], rows[1], score, similarity)
            or _in_a_row(new[other], old[place], rows[0], score, similarity)
        ):
            continue
        pairs.append((place, other, score))
    return sorted(pairs, key=lambda pair: -pair[2])


def _candidates(old: Sequence[Placed], new: Sequence[Placed]) -> Iterable[tuple[int, list[int]]]:
    """For each old title the new ones worth comparing: those with a rare word in common, and its few neighbours."""
    by_word: dict[str, list[int]] = defaultdict(list)
    by_heading: dict[str, list[int]] = defaultdict(list)
    for other, (title, heading) in enumerate(new):
        by_heading[heading].append(other)
        for word in set(_words(title)):
            by_word[word].append(other)
    for place, (title, heading) in enumerate(old):
        words = sorted(set(_words(title)) & by_word.keys(), key=lambda word: (len(by_word[word]), word))
        rare = [word for word in words[:_RAREST] if len(by_word[word]) <= _COMMON]
        shared = Counter(other for word in rare for other in by_word[word])
        likely = {other for other, _ in shared.most_common(_LIKELIEST)}
        neighbours = by_heading.get(heading, ())
        if len(neighbours) <= _SMALL:
            likely.update(neighbours)
        length = len(title)
        yield place, [other for other in likely if _alike_long(length, len(new[other][0]))]


def _by_heading(titles: Sequence[Placed]) -> dict[str, list[str]]:
    by_heading: dict[str, list[str]] = defaultdict(list)
    for title, heading in titles:
        by_heading[heading].append(title)
    return by_heading


def _in_a_row(
    placed: Placed, partner: Placed, rows: dict[str, list[str]], score: float, similarity: Similarity
) -> bool:
    """Whether beside `partner` another title is as much like `placed`, but for its number."""
    words = _wordy(placed[0])
    near = rows.get(partner[1], [])[:_MOST_NEAR]
    others = (title for title in near if title not in {partner[0], placed[0]} and _wordy(title) == words)
    return any(score - similarity(placed[0], title) <= _CLOSE for title in others)


def _alike_long(length: int, other: int) -> bool:
    return min(length, other) >= _SHORTER * max(length, other)


def _words(title: str) -> Iterable[str]:
    """The words of a title; pairs of letters where a script has no spaces between words."""
    for word in _WORD.findall(title):
        if len(word) <= _LONGEST_WORD and word.isascii():
            yield word
        elif word.isascii():
            yield word[:_LONGEST_WORD]
        else:
            yield from (word[start : start + 2] for start in range(max(1, len(word) - 1)))


def _numbers(title: str) -> list[str]:
    return sorted([*(word for word in _WORD.findall(title) if word.isdigit()), *_NUMERAL.findall(title)])


def _wordy(title: str) -> list[str]:
    return [word for word in _WORD.findall(_NUMERAL.sub(" ", title)) if not word.isdigit()]


def _tied(ranked: Sequence[tuple[float, int]]) -> bool:
    return len(ranked) > 1 and ranked[0][0] == ranked[1][0]


def _within(ranked: Sequence[tuple[float, int]]) -> bool:
    return len(ranked) > 1 and ranked[0][0] - ranked[1][0] <= _CLOSE
