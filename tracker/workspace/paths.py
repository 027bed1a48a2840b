"""Where things are: everything under `TRACKER_HOME` when it is set, else where the system keeps such files."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import StoreError

APP = "roadmap-tracker"
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)  # a pipe, which somebody may have put there, would be waited for
_LONGEST_DEVICE = 100  # of ours; a file that holds more, or what cannot be printed, is damaged


class Paths(NamedTuple):
    """The folders and files of one user."""

    data: Path
    config: Path
    cache: Path
    library: Path

    @property
    def store(self) -> Path:
        """The SQLite file with the roadmaps and the journal."""
        return self.data / "tracker.db"

    @property
    def device(self) -> Path:
        """The name under which this machine's events are written."""
        return self.data / "device"

    @property
    def unwritten(self) -> list[Path]:
        """Files with what the app could not write, the oldest first."""
        try:
            names = os.listdir(self.data)  # noqa: PTH208  # every command asks: half the time of a path's own way
        except OSError:
            return []
        return [self.data / name for name in sorted(names) if name.startswith("unwritten-")]


def find_paths() -> Paths:
    """The paths of the user who runs the program. Makes nothing.

    Raises `StoreError` where the system knows no home folder, or none of the user that `TRACKER_HOME` names.
    """
    home = os.environ.get("TRACKER_HOME")
    if home:
        try:
            base = Path(home).expanduser().absolute()
        except (RuntimeError, OSError) as error:
            raise StoreError(f'TRACKER_HOME is "{home}", which is no folder: {error}') from None
        return Paths(base / "data", base / "config", base / "cache", library_folder())
    from platformdirs import PlatformDirs  # 6 ms; TRACKER_HOME does without it

    dirs = PlatformDirs(APP, appauthor=False)
    try:
        own = (Path(dirs.user_data_dir), Path(dirs.user_config_dir), Path(dirs.user_cache_dir))
    except (RuntimeError, OSError):
        raise StoreError("this user has no home folder; say in TRACKER_HOME which folder to use instead") from None
    return Paths(*own, library_folder())


def library_folder() -> Path:
    """The bundled roadmaps: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "roadmaps"
    return inside if inside.is_dir() else package.parent / "roadmaps"


def device_name(paths: Paths) -> str:
    """The name of this machine in the journal; made on first use, and the same from then on."""
    try:
        with os.fdopen(os.open(paths.device, os.O_RDONLY | _NO_WAITING), "rb") as file:
            name = file.read(4 * _LONGEST_DEVICE).decode("utf-8", "replace").strip()
    except FileNotFoundError:
        name = ""
    return name if 0 < len(name) <= _LONGEST_DEVICE and name.isprintable() else _new_device(paths)


def _new_device(paths: Paths) -> str:
    host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    name = f"{host.split('.')[0] or 'device'}-{os.urandom(3).hex()}"
    with suppress(OSError):  # who only reads needs no name, on a full disk either; who writes is told by the store
        paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(paths.device, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_WAITING, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{name}\n".encode())
    return name
