"""What tells whether the files of the bundled roadmaps are those that were seen last."""

import os

from tracker.core.errors import RoadmapFileError

_FOLDERS = ("roles", "skills")


def library_fingerprint(folder: str | os.PathLike[str]) -> str:
    """Names, sizes and times of the roadmap files: equal as long as nobody has touched them.

    Raises `RoadmapFileError` when the folder is not there.
    """
    parts = []
    try:
        for kind in _FOLDERS:
            with os.scandir(f"{folder}/{kind}") as entries:
                for entry in entries:
                    if entry.name.endswith(".toml"):
                        stat = entry.stat()
                        parts.append(f"{kind}/{entry.name} {stat.st_size} {stat.st_mtime_ns}")
    except OSError as error:
        raise RoadmapFileError(f"the bundled roadmaps are not at {folder} ({error.strerror}); install again") from None
    return "\n".join(sorted(parts))
