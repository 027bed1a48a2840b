"""What a sync did, in the words of both faces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tracker.core.text import plain, plural

_HOST = re.compile(r"-[0-9a-f]{6}\Z")
_MOST = 3
"""Topics that a line names; the others are in `history`."""


def device_title(device: str) -> str:
    """A device as a user calls it: the name of the machine, without what makes it unique."""
    return plain(_HOST.sub("", device))


def describe_sync(
    came: Mapping[str, int],
    sent: int,
    both: Sequence[tuple[str, str, str]],
    here: str,
    title: Callable[[str], str],
) -> str:
    """One line: "3 from laptop, 5 sent; 1 topic marked on both: done on desktop holds (Rebase)".

    `both` has the topics that were marked here and elsewhere, with the mark that holds and its device.
    """
    parts = [f"{count:,} from {device_title(device)}" for device, count in sorted(came.items())]
    parts += [f"{sent:,} sent"] * bool(sent)
    line = ", ".join(parts) or "nothing new on either side"
    if both:
        line += f"; {plural(len(both), 'topic')} marked on both: "
        line += ", ".join(
            f"{mark or 'todo'} {'here' if device == here else f'on {device_title(device)}'} holds ({title(topic)})"
            for topic, mark, device in both[:_MOST]
        )
        line += f" and {len(both) - _MOST:,} more" * (len(both) > _MOST)
    return line
