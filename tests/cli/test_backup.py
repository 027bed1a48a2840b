"""`backup` and `restore`, and the backup that is made by itself."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.bad_stores import overwritten_pages, overwritten_schema
from tests.conftest import Run, environment
from tests.endurance.stores import FOLDER
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

NOBODY = 4_999_999
"""The number of no process: Linux gives none above 4,194,304."""
pytestmark = pytest.mark.usefixtures("small_home")


@pytest.fixture
def data(small_home: Path) -> Path:
    """The folder of the store."""
    return small_home / "data"


def done(cli: Run) -> int:
    return int(cli("status", "knots", "--json").json()["done"])


def test_a_backup_has_everything_and_is_for_the_user_only(cli: Run, tmp_path: Path) -> None:
    cli("tick", "splice")
    ran = cli("backup", str(tmp_path / "mine.db"))
    assert ran.code == 0
    assert ran.stdout.startswith(f"written: {tmp_path / 'mine.db'}")
    assert (tmp_path / "mine.db").stat().st_mode & 0o777 == 0o600
    cli("undo")
    assert done(cli) == 0
    assert cli("restore", str(tmp_path / "mine.db"), "--yes").code == 0
    assert done(cli) == 1


def test_a_backup_without_a_name_goes_beside_the_store(cli: Run, data: Path) -> None:
    made = Path(cli("backup", "--json").json()["file"])
    assert made.parent == data / "backups"
    assert made.parent.stat().st_mode & 0o777 == 0o700
    (only,) = cli("restore", "--list", "--json").json()["backups"]
    assert (only["file"], only["bytes"]) == (str(made), made.stat().st_size)


def test_a_file_that_is_there_is_replaced_only_with_yes(cli: Run, tmp_path: Path, data: Path) -> None:
    (tmp_path / "mine.db").write_text("dear diary", encoding="utf-8")
    ran = cli("backup", str(tmp_path / "mine.db"))
    assert (ran.code, "add --yes" in ran.stderr) == (1, True)
    assert (tmp_path / "mine.db").read_text(encoding="utf-8") == "dear diary"
    assert cli("backup", str(tmp_path / "mine.db"), "--yes").code == 0
    assert (tmp_path / "mine.db").read_bytes().startswith(b"SQLite")
    before = (data / "tracker.db").read_bytes()
    assert cli("backup", str(data / "tracker.db"), "--yes").code == 2
    assert (data / "tracker.db").read_bytes() == before


def test_one_backup_a_day_is_made_by_itself_when_something_was_done(cli: Run, data: Path) -> None:
    assert cli("status", "knots").code == 0
    assert not (data / "backups").exists()
    cli("tick", "splice")
    (made,) = (data / "backups").iterdir()
    content = made.read_bytes()
    cli("tick", "bowline")
    assert [file.read_bytes() for file in (data / "backups").iterdir()] == [content]


def test_a_copy_that_a_killed_program_has_left_is_no_backup_and_goes_away(cli: Run, data: Path) -> None:
    whole = Path(cli("backup", "--json").json()["file"])
    new, old = (data / "backups" / f".tracker-{number}-auto-2025-06-15.db" for number in (NOBODY, NOBODY - 1))
    for file in (new, old):
        file.write_bytes(whole.read_bytes()[:5_000])
    os.utime(old, (1, 1))
    assert [backup["file"] for backup in cli("restore", "--list", "--json").json()["backups"]] == [str(whole)]
    assert cli("restore", "--yes").stdout.count(str(whole)) == 1
    cli("tick", "splice")
    assert cli("backup").code == 0
    assert (new.exists(), old.exists()) == (True, False)


def test_a_backup_with_a_trigger_of_somebody_else_is_refused_and_the_doctor_names_one(cli: Run, data: Path) -> None:
    backup = Path(cli("backup", "--json").json()["file"])
    for file in (backup, data / "tracker.db"):
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("create trigger theirs after insert on event begin delete from meta; end")
    ran = cli("restore", str(backup), "--yes")
    assert (ran.code, "parts that tracker has not made (theirs)" in ran.stderr) == (5, True)
    doctor = cli("doctor")
    assert (doctor.code, "with what tracker has not made: theirs" in doctor.stdout) == (5, True)
    assert cli("doctor", "--repair", "-o", str(data.parent / "new.db")).code in {0, 1}
    (data.parent / "new.db").replace(data / "tracker.db")
    assert cli("doctor").code == 0


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_backup_of_an_older_version_comes_back(version: int, cli: Run, data: Path) -> None:
    old = data.parent / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((FOLDER / f"{version}.sql").read_text(encoding="utf-8"))
    assert cli("restore", str(old), "--yes").code == 0
    assert cli("own").code == 0
    assert cli("doctor").code == 0


@pytest.mark.parametrize("words", ["restore --yes", "doctor --repair", "export knots -o {data}/../x"])
def test_what_a_kill_has_left_is_deleted_and_nothing_of_the_users(words: str, cli: Run, data: Path) -> None:
    cli("backup")
    place = data.parent if words.startswith("export") else data
    left, folder, earlier = (place / f".tracker-{name}" for name in (f"{NOBODY}-x.md", f"{NOBODY}-k3j", "abc_d3f8"))
    running, users, full = (place / f".tracker-{name}" for name in (f"{os.getpid()}-y", "notes", f"{NOBODY}-mine"))
    for file in (left, folder / "new.db", earlier / "damaged.db-wal", running, users, full / "diary.txt"):
        file.parent.mkdir(exist_ok=True)
        file.touch()
        os.utime(file, (1, 1))
        os.utime(file.parent, (1, 1))
    if place == data:
        assert f".tracker-{NOBODY}-x.md" in cli("doctor").stdout
    assert cli(*words.format(data=data).split()).code in {0, 1}
    assert [path for path in (left, folder, earlier) if path.exists()] == []
    assert all(path.exists() for path in (running, users, full / "diary.txt"))


def test_the_last_seven_are_kept_and_those_of_the_user_all(cli: Run, data: Path) -> None:
    (data / "backups").mkdir()
    for day in range(1, 10):
        for name in ("auto", "tracker"):
            old = data / "backups" / f"{name}-2020-01-{day:02}.db"
            old.touch()
            os.utime(old, (day, day))
    cli("tick", "splice")
    names = {file.name for file in (data / "backups").iterdir()}
    assert len([name for name in names if name.startswith("auto-")]) == 7
    assert {f"auto-2020-01-{day:02}.db" for day in range(4, 10)} <= names
    assert len([name for name in names if name.startswith("tracker-")]) == 9


def test_nothing_is_backed_up_again_when_nothing_changed(cli: Run, data: Path) -> None:
    cli("tick", "splice")
    (made,) = (data / "backups").iterdir()
    made.unlink()
    with Workspace(find_paths()) as workspace:
        workspace.maintain()
    assert list((data / "backups").iterdir()) == []


def test_what_is_there_is_kept_by_a_restore(cli: Run, tmp_path: Path) -> None:
    cli("backup", str(tmp_path / "mine.db"))
    cli("tick", "splice")
    kept = cli("restore", str(tmp_path / "mine.db"), "--yes", "--json").json()["kept"]
    assert done(cli) == 0
    assert cli("restore", Path(kept).name, "--yes").code == 0
    assert done(cli) == 1


@pytest.mark.parametrize("spoil", [overwritten_pages, overwritten_schema], ids=lambda spoil: spoil.__name__)
def test_a_damaged_store_is_moved_aside_and_names_the_way_back(spoil: object, cli: Run, data: Path) -> None:
    cli("tick", "splice")
    assert callable(spoil)
    spoil(data / "tracker.db")
    content = (data / "tracker.db").read_bytes()
    (backup,) = (data / "backups").iterdir()
    ran = cli("status", "knots")
    assert ran.code == 5
    assert f"tracker restore {backup}" in ran.stderr
    assert "tracker doctor --repair" in ran.stderr
    assert cli("restore", "--yes").code == 0
    assert done(cli) == 1
    assert (data / "tracker-damaged.db").read_bytes() == content


@pytest.mark.parametrize("spoil", [overwritten_pages, overwritten_schema], ids=lambda spoil: spoil.__name__)
def test_a_damaged_backup_is_not_brought_back(spoil: object, cli: Run, tmp_path: Path, data: Path) -> None:
    cli("tick", "splice")
    cli("backup", str(tmp_path / "mine.db"))
    assert callable(spoil)
    spoil(tmp_path / "mine.db")
    before = (data / "tracker.db").read_bytes()
    ran = cli("restore", str(tmp_path / "mine.db"), "--yes")
    assert (ran.code, "is damaged" in ran.stderr) == (5, True)
    assert (data / "tracker.db").read_bytes() == before


def test_a_file_of_another_program_is_not_brought_back(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "diary.db").write_text("dear diary " * 100, encoding="utf-8")
    ran = cli("restore", str(tmp_path / "diary.db"), "--yes")
    assert (ran.code, "is no SQLite file" in ran.stderr) == (5, True)
    assert cli("restore", "nowhere", "--yes").code == 1
    assert "no terminal to ask on; add --yes" in cli("restore", str(tmp_path / "diary.db")).stderr


HOLDS = """
import sys
from tracker.workspace import Workspace
with Workspace.open() as workspace:
    workspace.state()
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_a_store_that_is_open_elsewhere_is_not_replaced(cli: Run, data: Path, home: Path, tmp_path: Path) -> None:
    cli("backup", str(tmp_path / "mine.db"))
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLDS]
    holder = subprocess.Popen(command, env=environment(home), stdin=pipe, stdout=pipe, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "open\n"
    before = (data / "tracker.db").read_bytes()
    ran = cli("restore", str(tmp_path / "mine.db"), "--yes")
    holder.communicate()
    assert (ran.code, "Another program has the store" in ran.stderr) == (5, True)
    assert (data / "tracker.db").read_bytes() == before
    assert cli("restore", str(tmp_path / "mine.db"), "--yes").code == 0


def test_what_others_could_read_is_for_the_user_only_from_now_on(cli: Run, data: Path) -> None:
    cli("tick", "splice")
    shutil.copy(data / "tracker.db", data / "tracker-before-schema-2.db")
    for file in (data / "tracker.db", data / "device", data / "tracker-before-schema-2.db"):
        file.chmod(0o644)
    (data / "backups").chmod(0o755)
    data.chmod(0o755)
    cli("status", "knots")
    modes = {file.name: file.stat().st_mode & 0o777 for file in data.iterdir() if file.is_file()}
    assert modes.pop("tracker.db") == 0o600
    assert set(modes.values()) == {0o600}
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "backups").stat().st_mode & 0o777 == 0o700
    (data / "backups").chmod(0o755)
    cli("tick", "knots/bowline")
    assert (data / "backups").stat().st_mode & 0o777 == 0o700


def test_an_export_of_everything_is_for_the_user_only_and_one_roadmap_for_whoever(cli: Run, tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        cli("export", "--all", "--format", "json", "-o", str(tmp_path / "all.json"))
        cli("export", "knots", "-o", str(tmp_path / "knots.md"))
    finally:
        os.umask(mask)
    assert (tmp_path / "all.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "knots.md").stat().st_mode & 0o777 == 0o644
