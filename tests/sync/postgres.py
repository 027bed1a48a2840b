"""A real PostgreSQL server for tests: in a temporary directory, on a socket there, as an unprivileged user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
"""Where Debian's packages keep them, a folder for each major version."""
PASSWORDS = "postgresql"


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, of the newest version there is; empty for none."""
    versions = sorted(BINARIES.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, versions), os.environ["PATH"]])) or ""


class Postgres:
    """A server, its socket's folder, and the owner of the database `tracker`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._data = folder, folder / "data"
        self.user = None if os.getuid() else "nobody"  # the server refuses to be root
        if self.user:
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, -1)
        self._run("initdb", "--no-sync", "--username=owner", "--auth-local=trust", "-D", str(self._data))
        access = "local all owner trust\nlocal all all scram-sha-256\n"
        (self._data / "pg_hba.conf").write_text(access, encoding="utf-8")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once: connections are cut."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def sql(self, text: str, database: str = "tracker") -> str:
        """Run SQL as the owner; what it prints."""
        return self._run("psql", "-qAtX", "-h", str(self.folder), "-U", "owner", "-d", database, "-c", text)

    def url(self, user: str, database: str = "tracker") -> str:
        """The address for a user."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def _run(self, name: str, *words: str) -> str:
        command = [program(name), *words]
        ran = subprocess.run(
            command, user=self.user, cwd=self.folder, check=True, stdout=subprocess.PIPE, env={"LC_ALL": "C.UTF-8"}
        )
        return ran.stdout.decode().strip()


@contextmanager
def running() -> Iterator[Postgres]:
    """A server with a database for `anna` and `bert`, who have passwords, and which nothing of tracker is in yet."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # the path of a socket has at most 107 characters
    try:
        server = Postgres(folder)
        server.start()
        try:
            server.sql("create database tracker", "postgres")
            for name in ("anna", "bert"):
                server.sql(f"create role {name} login password 'of {name}'")
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
