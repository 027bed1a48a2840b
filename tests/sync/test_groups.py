"""`tracker share` and `tracker group` over a real PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_two_machines import Machine, Machines
from tests.sync.postgres import Postgres, program

pytest.importorskip("psycopg", reason="the extra sync is not installed")
pytestmark = pytest.mark.skipif(not program("initdb"), reason="PostgreSQL is not installed (Debian: postgresql)")


@pytest.fixture
def people(server: Postgres, machine: Machines) -> tuple[Machine, Machine]:
    """A learner, and a mentor with a group; each with the server in their settings."""
    made = []
    for name in ("anna", "bert"):
        laptop = machine(f"{name}s-laptop-00aa11")
        (laptop.home / "config").mkdir(exist_ok=True)
        settings = f"[sync]\ntarget = '{server.url(name)}'\n"
        (laptop.home / "config" / "settings.toml").write_text(settings, encoding="utf-8")
        made.append(laptop)
    assert made[1]("group", "class-7", "--new") == (0, "nobody shares anything with this group yet\n", "")
    return made[0], made[1]


def test_the_mentor_sees_the_numbers_that_are_shared_and_each_sync_renews_them(
    people: tuple[Machine, Machine], server: Postgres
) -> None:
    anna, bert = people
    anna("tick", "knots/bowline")
    anna("sync")
    assert bert("group", "class-7", "--json").json()["shares"] == []  # off until it is asked for
    shared = anna("share", "deckhand", "--with", "class-7", "--json").json()
    assert [(share["role"], share["team"], share["done"]) for share in shared] == [("deckhand", "class-7", 1)]
    anna("tick", "knots/figure-eight")
    anna("start", "knots/sheet-bend")
    anna("sync")
    group = bert("group", "class-7", "--json").json()
    assert [(share["owner"], share["done"], share["doing"]) for share in group["shares"]] == [("anna", 2, {})]
    assert "anna" in bert("group", "class-7").stdout
    everything = server.sql("select * from tracker.share")
    assert "knots" not in everything.lower()


def test_topics_are_shared_when_asked_for_and_shown_by_how_many_learn_them(
    people: tuple[Machine, Machine], tmp_path: Path
) -> None:
    anna, bert = people
    anna("start", "knots/bowline")
    anna("share", "deckhand", "--with", "class-7", "--topics")
    bert("start", "knots/bowline")
    bert("share", "deckhand", "--with", "class-7", "--topics")
    assert "2 people learning since 2096-10-02: Tie a bowline" in bert("group", "class-7").stdout
    assert bert("group", "class-7", "--html", str(tmp_path / "class.html")).code == 0
    page = (tmp_path / "class.html").read_text(encoding="utf-8")
    assert "<td>anna</td>" in page
    assert "<td>Tie a bowline</td><td>2</td>" in page


def test_who_is_not_the_mentor_sees_nothing_and_sharing_ends_at_any_time(
    people: tuple[Machine, Machine], server: Postgres
) -> None:
    import psycopg

    anna, bert = people
    bert("share", "deckhand", "--with", "class-7")
    ran = anna("group", "class-7")
    assert (ran.code, "you are not the mentor" in ran.stderr) == (3, True)
    with psycopg.connect(server.url("anna")) as connection:
        assert connection.execute("select count(*) from tracker.share").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("update tracker.team set mentor = 'anna'")
    assert anna("share", "deckhand", "--with", "no-such").code == 3
    assert bert("share", "deckhand", "--with", "class-7", "--off").stdout.startswith("no longer shared: ")
    bert("sync")
    assert bert("group", "class-7", "--json").json()["shares"] == []


def test_a_group_needs_a_server(machine: Machines, tmp_path: Path) -> None:
    anna = machine("laptop-00aa11")
    (anna.home / "config").mkdir(exist_ok=True)
    (anna.home / "config" / "settings.toml").write_text(f"[sync]\ntarget = '{tmp_path}'\n", encoding="utf-8")
    ran = anna("share", "deckhand", "--with", "class-7")
    assert (ran.code, "groups are on a server" in ran.stderr) == (2, True)
