"""A server whose disk is full, and connections that end in the middle of a statement: nothing is lost or doubled."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.test_two_machines import LATE, Machine
from tests.conftest import Ran
from tests.sync.conftest import Device
from tests.sync.postgres import Postgres, program
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark

pytest.importorskip("psycopg", reason="the extra sync is not installed")
pytestmark = pytest.mark.skipif(not program("initdb"), reason="PostgreSQL is not installed (Debian: postgresql)")

COUNT = "select count(*), count(distinct uid) from tracker.event"


def write(machine: Machine, events: int) -> None:
    """Write many events, and a tick."""
    machine("tick", "knots/bowline")
    device = Device(machine.home / "data" / "tracker.db", "laptop-00aa11", LATE)
    with closing(device.database):
        device.do(SetMark(tuple(f"topic/{number}" for number in range(events - 1)), Mark.DONE))


def complains(ran: Ran) -> bool:
    """Whether a command has failed with one sentence and the exit code for it."""
    return (ran.code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1) and "cannot be used: " in ran.stderr


@pytest.fixture
def small_disk(server: Postgres) -> Iterator[Path]:
    """A disk of 256 KB, on which the events of the server are."""
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=0777", "tracker-test", str(folder)]
    try:
        if not server.user or subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode:
            pytest.skip("only root can mount a small disk")
        shutil.chown(folder, server.user)
        server.sql(f"create tablespace small location '{folder}'")
        server.sql("alter table tracker.event set tablespace small")
        yield folder
        server.sql("drop schema tracker cascade")
        server.sql("drop tablespace small")
    finally:
        subprocess.run(["umount", "--quiet", str(folder)], check=False)
        folder.rmdir()


def test_a_full_disk_is_one_line_and_what_did_not_fit_is_sent_when_there_is_room(
    both: tuple[Machine, Machine], server: Postgres, small_disk: Path
) -> None:
    laptop, desktop = both
    laptop("tick", "knots/splice")
    assert laptop("sync", server.url("anna")).stdout == "1 sent\n"
    write(laptop, 3_000)
    ran = laptop("sync", server.url("anna"))
    assert complains(ran), ran.stderr
    assert "No space left on device" in ran.stderr
    assert server.sql(COUNT) == "1|1"
    assert desktop("sync", server.url("anna")).stdout == "1 from laptop\n"
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert laptop("sync", server.url("anna")).stdout == "3,000 sent\n"
    assert server.sql(COUNT) == "3001|3001"
    assert desktop("sync", server.url("anna")).stdout == "3,000 from laptop\n"


def test_from_a_server_that_is_read_only_comes_what_is_there(both: tuple[Machine, Machine], server: Postgres) -> None:
    laptop, desktop = both
    laptop("tick", "knots/bowline")
    laptop("sync", server.url("anna"))
    desktop("tick", "knots/splice")
    server.sql("alter role anna set default_transaction_read_only = on")
    ran = desktop("sync", server.url("anna"))
    server.sql("alter role anna reset default_transaction_read_only")
    assert complains(ran), ran.stderr
    assert desktop.mark("knots/bowline") == "done"
    assert desktop("sync", server.url("anna")).stdout == "1 sent\n"


def test_a_connection_that_is_cut_in_the_middle_of_a_batch_leaves_none_of_it(
    both: tuple[Machine, Machine], server: Postgres
) -> None:
    """A row of the batch waits for another transaction, with a thousand rows of it written, when the server cuts it."""
    import psycopg

    laptop, desktop = both
    write(laptop, 2_000)
    uid = laptop("history", "-n", "1000", "--json").json()[-1]["uid"]
    held = f"insert into tracker.event select 'anna', '{uid}', 1, '', '', '', 'do', null, 'mark', 's', null, null, 1"
    waits = "from pg_stat_activity where usename = 'anna' and wait_event_type = 'Lock'"
    with psycopg.connect(server.url("owner"), autocommit=True) as administrator:

        def cut() -> None:
            while not administrator.execute(f"select pg_terminate_backend(pid) {waits}".encode()).fetchall():
                pass

        with psycopg.connect(server.url("owner")) as other:
            other.execute(held.replace("select", "overriding system value select", 1).encode())
            thread = Thread(target=cut)
            thread.start()
            ran = laptop("sync", server.url("anna"))
            thread.join()
            other.rollback()
    assert complains(ran), ran.stderr
    assert "terminating connection" in ran.stderr
    assert server.sql(COUNT) == "0|0"
    assert laptop("sync", server.url("anna")).stdout == "2,000 sent\n"
    assert server.sql(COUNT) == "2000|2000"
    assert desktop("sync", server.url("anna")).stdout == "2,000 from laptop\n"


class Wire:
    """A way to the server that is cut when so many bytes have gone one way."""

    def __init__(self, server: Postgres, *, up: int, down: int) -> None:
        self._server, self._up, self._down = str(server.folder / ".s.PGSQL.5432"), up, down
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"postgresql://anna@127.0.0.1:{self._listening.getsockname()[1]}/tracker?sslmode=disable"

    @contextmanager
    def laid(self) -> Iterator[str]:
        """The address, while the wire is there."""
        thread = Thread(target=self._serve, daemon=True)
        thread.start()
        try:
            yield self.url
        finally:
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            thread.join()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            upstream = socket.socket(socket.AF_UNIX)
            upstream.connect(self._server)
            for source, to, most in ((client, upstream, self._up), (upstream, client, self._down)):
                Thread(target=self._carry, args=(source, to, most), daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, to: socket.socket, left: int) -> None:
        with suppress(OSError):
            while left > 0 and (data := source.recv(min(left, 65_536))):
                to.sendall(data)
                left -= len(data)
        for end in (source, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


ENOUGH = 2**30


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_wire_that_is_cut_after_any_number_of_bytes_loses_and_doubles_nothing(
    way: str, both: tuple[Machine, Machine], server: Postgres
) -> None:
    laptop, desktop = both
    write(laptop, 1_000)
    if way == "down":
        laptop("sync", server.url("anna"))
    machine = laptop if way == "up" else desktop
    cuts = 0
    for power in range(6, 24):
        with Wire(server, **{"up": ENOUGH, "down": ENOUGH, way: 2**power}).laid() as url:
            ran = machine("sync", url)
        if ran.code == 0:
            break
        assert complains(ran), ran.stderr
        cuts += 1
    assert cuts > 8
    assert (ran.code, ran.stderr) == (0, "")
    for device in (laptop, desktop):
        assert device("sync", server.url("anna")).code == 0
    assert server.sql(COUNT) == "1000|1000"
    marks = [event for event in desktop("history", "-n", "5000", "--json").json() if event["field"] == "mark"]
    assert len(marks) == len({event["uid"] for event in marks}) == 1_000
