"""Whether the roadmap files have changed since they were last read, told without reading them."""

from __future__ import annotations

import os
from pathlib import Path

from tracker.core.errors import RoadmapFileError

KINDS = ("roles", "skills")


def fingerprint(folder: Path) -> str:
    """Names, sizes and times of the roadmap files: equal as long as nobody has touched them.

    Raises `RoadmapFileError` when the folder is not there.
    """
    parts = []
    try:
        for kind in KINDS:
            with os.scandir(folder / kind) as entries:
                for entry in entries:
                    if entry.name.endswith(".toml"):
                        stat = entry.stat()
                        parts.append(f"{kind}/{entry.name} {stat.st_size} {stat.st_mtime_ns}")
    except OSError as error:
        raise RoadmapFileError(f"the bundled roadmaps are not at {folder} ({error.strerror}); install again") from None
    return "\n".join(sorted(parts))
