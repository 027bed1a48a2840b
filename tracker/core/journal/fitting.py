"""Values that are no such values: somebody wrote into the store by hand, or it is damaged.

Whoever reads minutes, answers, pauses and the timer leaves them out; here they are found, to be named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracker.core.ids import is_day
from tracker.core.journal.entries import Rating, has_moment, is_minutes
from tracker.core.journal.kinds import Field

FITTING: Mapping[Field, Callable[[str, str], bool]] = {
    Field.MINUTES: lambda subject, value: has_moment(subject) and is_minutes(value),
    Field.ANSWER: lambda subject, value: has_moment(subject) and value in set(Rating),
    Field.PAUSE: lambda first, last: is_day(first) and is_day(last),
    Field.TIMER: lambda _, value: has_moment(value),
}
"""Whether a subject of a field and its value are what this program writes."""


def unfitting(field: Field, values: Mapping[str, str]) -> list[str]:
    """The subjects among `values` of a field that are not, or whose value is not."""
    fits = FITTING.get(field)
    return [subject for subject, value in values.items() if fits and not fits(subject, value)]
