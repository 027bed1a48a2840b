"""Loading JSON from other programs: any text gives a value or an error with a sentence."""

from __future__ import annotations

import json
from typing import Any

from tracker.core.errors import RoadmapFileError

_MOST_VALUES = 6_000_000  # an export of 100,000 topics has 2,000,000 and takes about 300 MB of memory


def load(text: str) -> Any:
    """The value of `text`.

    Raises `RoadmapFileError` where it is no JSON, is nested too deeply, or has too many values or too long a number.
    """
    if sum(map(text.count, "[{,")) > _MOST_VALUES:
        raise RoadmapFileError("this JSON holds more values than any roadmap")
    try:
        return json.loads(text)
    except RecursionError:
        raise RoadmapFileError("this JSON is nested too deeply to be a roadmap") from None
    except json.JSONDecodeError as error:
        raise RoadmapFileError(f"this is not JSON: {error.msg} (line {error.lineno})") from None
    except ValueError:  # an integer of more than 4,300 digits
        raise RoadmapFileError("this JSON holds a number too large to be read") from None
