"""`tracker sync` over a real PostgreSQL server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_two_machines import Machine
from tests.conftest import environment
from tests.sync.conftest import FORKS, steps_until_whole
from tests.sync.postgres import Postgres, program

pytest.importorskip("psycopg", reason="the extra sync is not installed")
pytestmark = pytest.mark.skipif(not program("initdb"), reason="PostgreSQL is not installed (Debian: postgresql)")

KILLED = f"""
import os, sys
from sqlalchemy import Engine, event
import tracker.cli.commands.sync, tracker.store.sync.server.server
from tracker.cli.main import run
{FORKS}
def sync(left):
    def count(*_):
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(9)
    event.listen(Engine, sys.argv[2], count)
    os._exit(run(["sync", sys.argv[1]]))
killed_at_each(sync)
"""
"""A sync that is killed at its n-th statement: before it, or when the server has done it and nobody has heard of it."""


def test_ticks_and_own_roadmaps_go_both_ways(both: tuple[Machine, Machine], server: Postgres, tmp_path: Path) -> None:
    laptop, desktop = both
    anna = server.url("anna")
    (tmp_path / "plan.md").write_text("# Plan\n- [x] One\n- [ ] Two\n", encoding="utf-8")
    laptop("import", str(tmp_path / "plan.md"), "--yes")
    laptop("tick", "knots/bowline")
    assert laptop("sync", anna, "--dry-run").stdout == "3 sent\n"
    assert laptop("sync", anna) == (0, "3 sent\n", "")
    desktop("skip", "knots/splice")
    assert desktop("sync", anna) == (0, "3 from laptop, 1 sent\n", "")
    assert desktop("own", "--json").stdout == laptop("own", "--json").stdout
    assert laptop("sync", anna).stdout == "1 from desktop\n"
    assert desktop("sync", anna).stdout == laptop("sync", anna).stdout == "nothing new on either side\n"
    assert laptop("sync", "status", anna, "--json").json()["target"].startswith("postgresql://anna@/tracker")


def test_each_person_sees_and_writes_only_rows_of_their_own(both: tuple[Machine, Machine], server: Postgres) -> None:
    """Also who does not use tracker to look, and the owner of the tables does not see them by accident either."""
    import psycopg

    annas, berts = both
    annas("note", "knots/bowline", "private words")
    annas("sync", server.url("anna"))
    assert berts("sync", server.url("bert")).stdout == "nothing new on either side\n"
    assert server.sql("select count(*) from tracker.event") == "1"  # a superuser, whom no policy holds back
    with psycopg.connect(server.url("bert")) as bert:
        assert bert.execute("select count(*) from tracker.event").fetchone() == (0,)
        columns = "owner, uid, at, device, act, why, field, subject, clock"
        row = "'anna', 'u', '', '', '', 'do', 'mark', 's', 1"
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            bert.execute(f"insert into tracker.event ({columns}) values ({row})")
    for statement in ("update tracker.event set value = ''", "delete from tracker.event", "drop table tracker.event"):
        with psycopg.connect(server.url("anna")) as anna, pytest.raises(psycopg.errors.InsufficientPrivilege):
            anna.execute(statement)


def test_a_superuser_syncs_only_their_own_rows(both: tuple[Machine, Machine], server: Postgres) -> None:
    annas, owners = both
    annas("tick", "knots/bowline")
    annas("sync", server.url("anna"))
    assert owners("sync", server.url("owner")).stdout == "nothing new on either side\n"


@pytest.mark.parametrize(
    ("prepare", "user", "code", "said"),
    [
        ("", "nobody-here", 1, "no password"),
        ("alter role anna password 'another'", "anna", 1, "password authentication failed"),
        ("update tracker.alembic_version set version_num = '9999'", "anna", 2, "by a newer tracker"),
        ("update tracker.alembic_version set version_num = '0000'", "anna", 2, "by an older tracker"),
        ("drop schema tracker cascade", "anna", 2, "is not set up for tracker"),
        ("alter role anna set default_transaction_read_only = on", "anna", 1, "read-only"),
        ("alter role anna nologin", "anna", 1, "not permitted to log in"),
        ("alter table tracker.event add check (owner <> 'anna')", "anna", 1, "violates check constraint"),
    ],
)
def test_trouble_is_one_line_and_all_is_sent_when_it_is_over(
    prepare: str, user: str, code: int, said: str, both: tuple[Machine, Machine], server: Postgres
) -> None:
    laptop, _ = both
    laptop("tick", "knots/bowline")
    if prepare:
        server.sql(prepare)
    ran = laptop("sync", server.url(user))
    server.sql("alter role anna reset default_transaction_read_only")
    server.sql("alter role anna login password 'of anna'")
    server.sql("alter table if exists tracker.event drop constraint if exists event_owner_check")
    server.sql("drop schema if exists tracker cascade")
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (code, "", 1), ran.stderr
    assert said in ran.stderr
    assert "of anna" not in ran.stderr
    laptop("sync", "--setup", server.url("owner"))
    assert laptop("sync", server.url("anna")).stdout == "1 sent\n"


def test_a_password_in_the_address_is_used_and_nowhere_shown_or_kept(
    both: tuple[Machine, Machine], server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _ = both
    monkeypatch.delenv("PGPASSFILE")
    laptop("tick", "knots/bowline")
    good = server.url("anna").replace("anna@", "anna:of%20anna@")
    assert laptop("sync", good).code == 0
    bad = laptop("sync", good.replace("of%20anna", "secret"))
    assert (bad.code, "secret" in bad.stderr) == (1, False)
    assert "of%20anna" not in laptop("sync", "status", good).stdout
    for file in (laptop.home / "data").iterdir():
        assert not file.is_file() or b"of%20anna" not in file.read_bytes()


def test_no_server_is_one_line(both: tuple[Machine, Machine], server: Postgres, tmp_path: Path) -> None:
    laptop, _ = both
    for url in (f"postgresql://anna@/tracker?host={tmp_path}", "postgresql://anna@127.0.0.1:1/tracker"):
        ran = laptop("sync", url)
        assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)


def test_another_database_at_the_same_address_gets_everything(both: tuple[Machine, Machine], server: Postgres) -> None:
    laptop, desktop = both
    anna = server.url("anna")
    laptop("tick", "knots/bowline", "knots/splice")
    laptop("sync", anna)
    desktop("sync", anna)
    server.sql("drop schema tracker cascade")
    desktop("sync", "--setup", server.url("owner"))
    desktop("note", "knots/bowline", "mine")
    assert desktop("sync", anna).stdout == "3 sent\n"
    assert laptop("sync", anna).stdout == "1 from desktop, 2 sent\n"
    assert server.sql("select count(*) from tracker.event") == "3"


def test_a_server_that_went_back_to_an_older_backup_is_noticed(both: tuple[Machine, Machine], server: Postgres) -> None:
    laptop, desktop = both
    anna = server.url("anna")
    laptop("tick", "knots/bowline")
    laptop("sync", anna)
    laptop("tick", "knots/splice")
    laptop("sync", anna)
    server.sql("delete from tracker.event where subject = 'knots/splice'")
    desktop("note", "knots/bowline", "mine")
    desktop("sync", anna)
    assert laptop("sync", anna).stdout == "1 from desktop, 2 sent\n"
    assert desktop("sync", anna).stdout == "1 from laptop\n"


def test_rows_of_a_newer_program_wait_and_what_is_before_them_comes(
    both: tuple[Machine, Machine], server: Postgres
) -> None:
    laptop, desktop = both
    anna = server.url("anna")
    laptop("tick", "knots/bowline")
    laptop("sync", anna)
    columns = "uid, at, device, act, why, subject, value, was, clock"
    copied = "select owner, uid || 'x', at, device, act, why, subject, value, was, clock, 'mood' from tracker.event"
    server.sql(f"insert into tracker.event (owner, {columns}, field) {copied}")
    for _ in range(2):
        ran = desktop("sync", anna)
        assert (ran.code, "another version of tracker wrote" in ran.stderr) == (0, True)
    assert desktop.mark("knots/bowline") == "done"


@pytest.mark.parametrize("moment", ["before_cursor_execute", "after_cursor_execute", "commit"])
def test_killed_at_any_statement_it_goes_on_and_nothing_is_lost_or_doubled(
    moment: str, both: tuple[Machine, Machine], server: Postgres, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    laptop, desktop = both
    anna = server.url("anna")
    desktop("tick", "knots/splice")
    desktop("sync", anna)
    laptop("tick", "knots/bowline")
    steps = steps_until_whole(KILLED, laptop.home, anna, moment, PGPASSFILE=str(tmp_path / ".pgpass"))
    assert steps > 1
    desktop("sync", anna)
    assert laptop("sync", anna).stdout == "nothing new on either side\n"
    assert server.sql("select count(*), count(distinct uid) from tracker.event") == "2|2"
    for machine in both:
        assert (machine.mark("knots/bowline"), machine.mark("knots/splice")) == ("done", "done")


def test_two_devices_at_once_lose_nothing(both: tuple[Machine, Machine], server: Postgres, tmp_path: Path) -> None:
    anna, variables = server.url("anna"), {"PGPASSFILE": str(tmp_path / ".pgpass")}
    for number, machine in enumerate(both):
        for topic in ("bowline", "splice", "sheet-bend", "figure-eight"):
            machine("tick" if number else "skip", f"knots/{topic}")
    for _ in range(2):
        command = [sys.executable, "-m", "tracker", "sync", anna]
        running = [
            subprocess.Popen(command, env=environment(machine.home, **variables), stderr=subprocess.PIPE)
            for machine in both
        ]
        assert [(program.communicate()[1], program.returncode) for program in running] == [(b"", 0)] * 2
    for machine in both:
        machine("sync", anna)
    assert both[0]("show", "knots", "--json").stdout == both[1]("show", "knots", "--json").stdout
    assert server.sql("select count(*) from tracker.event") == "8"
