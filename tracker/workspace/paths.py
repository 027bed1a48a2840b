"""Where things are: everything under `TRACKER_HOME` when it is set, else where the system keeps such files."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tracker.core.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

APP = "roadmap-tracker"
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)  # a pipe, which somebody may have put there, would be waited for
_LONGEST_DEVICE = 100  # of ours; a file that holds more, or what cannot be printed, is damaged


class Paths(NamedTuple):
    """The folders and files of one user.

    They are kept as names, which is enough for most commands: pathlib, in which they are given out, takes a quarter of
    what `import sqlite3` does.
    """

    data_name: str | os.PathLike[str]
    config_name: str | os.PathLike[str]
    cache_name: str | os.PathLike[str]
    library_name: str | os.PathLike[str]

    @property
    def data(self) -> "Path":
        """The folder of the store and of what belongs to it."""
        return _path(self.data_name)

    @property
    def config(self) -> "Path":
        """The folder of the settings."""
        return _path(self.config_name)

    @property
    def cache(self) -> "Path":
        """The folder for what can be made anew."""
        return _path(self.cache_name)

    @property
    def library(self) -> "Path":
        """The folder of the bundled roadmaps."""
        return _path(self.library_name)

    @property
    def store_name(self) -> str:
        """The SQLite file with the roadmaps and the journal."""
        return os.path.join(self.data_name, "tracker.db")  # noqa: PTH118

    @property
    def store(self) -> "Path":
        """The same file."""
        return _path(self.store_name)

    @property
    def device_name(self) -> str:
        """The file with the name under which this machine's events are written."""
        return os.path.join(self.data_name, "device")  # noqa: PTH118

    @property
    def device(self) -> "Path":
        """The same file."""
        return _path(self.device_name)

    @property
    def unwritten(self) -> "list[Path]":
        """Files with what the app could not write, the oldest first."""
        try:
            names = os.listdir(self.data_name)  # noqa: PTH208
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
            base = _absolute(home)
        except (RuntimeError, OSError) as error:
            raise StoreError(f'TRACKER_HOME is "{home}", which is no folder: {error}') from None
        data, config, cache = (os.path.join(base, name) for name in ("data", "config", "cache"))  # noqa: PTH118
        return Paths(data, config, cache, _library())
    from platformdirs import PlatformDirs  # 6 ms; TRACKER_HOME does without it

    dirs = PlatformDirs(APP, appauthor=False)
    try:
        own = (dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path)
    except (RuntimeError, OSError):
        raise StoreError("this user has no home folder; say in TRACKER_HOME which folder to use instead") from None
    return Paths(*own, _library())


def _path(name: str | os.PathLike[str]) -> "Path":
    from pathlib import Path  # 8 ms: see `Paths`

    return Path(name)


def _absolute(folder: str) -> str:
    """The whole name of a folder. Raises `RuntimeError` where no user is called as it says."""
    if os.path.isabs(folder) and folder == os.path.normpath(folder):  # noqa: PTH117
        return folder
    return str(_path(folder).expanduser().absolute())


def library_folder() -> "Path":
    """The bundled roadmaps: inside the installed package, or beside it in a checkout."""
    return _path(_library())


def _library() -> str:
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    inside = os.path.join(package, "roadmaps")  # noqa: PTH118
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "roadmaps")  # noqa: PTH112, PTH118, PTH120


def device_name(paths: Paths) -> str:
    """The name of this machine in the journal; made on first use, and the same from then on."""
    try:
        with os.fdopen(os.open(paths.device_name, os.O_RDONLY | _NO_WAITING), "rb") as file:
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
