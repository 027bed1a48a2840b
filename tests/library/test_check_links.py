"""`tracker check --links`: which addresses it asks, what it says about them, and its exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.library.server import Handler, Server
from tracker.authoring.link_checker import Manners
from tracker.cli.commands import check, check_links

KNOTS = ["/bowline", "/figure-eight", "/sheet-bend", "/splice"]
KNOTS_FILE = "skills/knots.toml"
ALL_WELL = "nothing to fix in 4 skills and 2 roles"
KNOTS_WELL = "nothing to fix in 1 skill and 0 roles"
OTHERS = ["/hoist", "/plot", "/read", "/reef", "/service", "/start"]


@pytest.fixture(autouse=True)
def linked(small_library: Path, web: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small library, its links leading to the server on this machine, which is asked without a pause."""
    for path in small_library.glob("skills/*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("https://example.org", web.at("")), encoding="utf-8")
    monkeypatch.chdir(small_library)
    monkeypatch.setattr(check, "library_folder", lambda: small_library)
    monkeypatch.setattr(check_links, "POLITE", Manners(pause=0, patience=5))
    return small_library


def unchecked(library: Path, web: Server, path: str) -> None:
    """Mark a link of the knots as one that nobody has seen answer."""
    file = library / "skills" / "knots.toml"
    link = f'url = "{web.at(path)}"'
    text = file.read_text(encoding="utf-8")
    assert link in text
    file.write_text(text.replace(link, f"{link}, checked = false"), encoding="utf-8")


def test_every_link_of_every_skill_is_asked_and_all_is_well(cli: Run, web: Server) -> None:
    ran = cli("check", "--links")
    assert (ran.code, ran.stdout, ran.stderr) == (0, f"{ALL_WELL}\n10 addresses: 10 ok\n", "")
    assert sorted(web.asked()) == [f"HEAD {path}" for path in sorted(KNOTS + OTHERS)]


def test_only_the_links_of_the_named_files_are_asked(cli: Run, web: Server) -> None:
    assert cli("check", "--links", KNOTS_FILE).code == 0
    assert sorted(web.asked()) == [f"HEAD {path}" for path in KNOTS]


def test_no_link_of_a_file_with_errors_is_asked(cli: Run, web: Server, linked: Path) -> None:
    broken = linked / "broken.toml"
    text = (linked / KNOTS_FILE).read_text(encoding="utf-8")
    broken.write_text(text.replace("hours = 0.5", "hours = 0"), encoding="utf-8")
    ran = cli("check", "--links", "broken.toml")
    assert (ran.code, web.seen) == (4, [])
    assert "it should be greater than 0" in ran.stdout


def test_what_needs_mending_is_told_with_the_topics_and_the_exit_code(cli: Run, web: Server, linked: Path) -> None:
    gone, moved = web.tell("/bowline", 404), web.tell("/figure-eight", 301, Location="/eight")
    shy, fine = web.tell("/sheet-bend", 403), web.at("/splice")
    unchecked(linked, web, "/splice")
    ran = cli("check", "--links", KNOTS_FILE)
    assert (ran.code, ran.stderr) == (1, "")
    assert ran.stdout.splitlines() == [
        KNOTS_WELL,
        f"gone         {gone}",
        "             404 the server does not have it [knots/bowline]",
        f"moved        {moved}",
        f"             now {web.at('/eight')}",
        "             200 [knots/figure-eight]",
        f"skipped      {shy}",
        "             403 the server does not answer programs [knots/sheet-bend]",
        f"ok           {fine}",
        "             200 answers: checked = false can go [knots/splice]",
        "4 addresses: 1 ok, 1 moved, 1 gone, 1 skipped",
    ]


def test_moved_and_skipped_addresses_have_answered(cli: Run, web: Server) -> None:
    web.tell("/bowline", 301, Location="/knot")
    web.tell("/splice", 403)
    assert cli("check", "--links", KNOTS_FILE).code == 0


def test_the_same_as_json(cli: Run, web: Server, linked: Path) -> None:
    web.tell("/bowline", 500)
    web.tell("/splice", 308, Location="/eye")
    unchecked(linked, web, "/splice")
    ran = cli("check", "--links", KNOTS_FILE, "--json")
    assert (ran.code, ran.stderr) == (1, "")
    report = ran._replace(code=0).json()
    assert (report["errors"], report["advice"]) == ([], [])
    links = report["links"]
    every = links.pop("addresses")
    assert links == {"ok": 2, "moved": 1, "gone": 0, "unreachable": 1, "skipped": 0, "not_asked": 0}
    assert max(every, key=lambda link: str(link["url"])) == {
        "url": web.at("/splice"),
        "outcome": "moved",
        "status": 200,
        "new": web.at("/eye"),
        "why": "",
        "topics": ["knots/splice"],
        "checked": False,
    }


def test_a_link_of_two_topics_is_asked_once_and_told_with_both(cli: Run, web: Server, linked: Path) -> None:
    file = linked / "skills" / "knots.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(web.at("/figure-eight"), web.at("/bowline")), encoding="utf-8"
    )
    web.tell("/bowline", 410)
    ran = cli("check", "--links", KNOTS_FILE)
    assert "410 the server does not have it [knots/bowline, knots/figure-eight]" in ran.stdout
    assert ran.stdout.endswith("3 addresses: 2 ok, 1 gone\n")


def test_an_interruption_gives_what_is_known_so_far(cli: Run, web: Server) -> None:
    main = threading.get_ident()

    def waits_for_the_third() -> bool:
        frame = sys._current_frames()[main]
        return frame.f_code.co_name == "answers" and frame.f_locals["left"] == 2

    def interrupted(_: Handler) -> None:
        while not waits_for_the_third():  # else the answers before it may not be known yet
            web.closing.wait(0.001)
        signal.raise_signal(signal.SIGINT)
        web.closing.wait()

    web.tell("/bowline", 404)
    web.let("/sheet-bend", interrupted)
    ran = cli("check", "--links", KNOTS_FILE)
    assert (ran.code, ran.stderr) == (130, "")
    assert ran.stdout.splitlines() == [
        KNOTS_WELL,
        f"gone         {web.at('/bowline')}",
        "             404 the server does not have it [knots/bowline]",
        "4 addresses: 1 ok, 1 gone, 2 not asked",
    ]


def test_without_a_network_there_is_one_sentence(cli: Run, web: Server, linked: Path) -> None:
    nowhere = f"http://{'.'.join(['h' * 60] * 5)}.test"  # too long for a name server to be asked
    for path in linked.glob("skills/*.toml"):
        path.write_text(path.read_text(encoding="utf-8").replace(web.at(""), nowhere), encoding="utf-8")
    ran = cli("check", "--links")
    assert (ran.code, ran.stdout) == (1, f"{ALL_WELL}\n")
    assert ran.stderr.startswith("tracker: there seems to be no network")
    assert ran.stderr.count("\n") == 1


def everything(descriptor: int) -> str:
    """What stands in a terminal that nobody writes to any more."""
    output = b""
    with suppress(OSError):  # how Linux ends a terminal
        while part := os.read(descriptor, 10_000):
            output += part
    return output.decode()


def test_a_terminal_is_shown_how_far_the_asking_is(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert cli("check", "--links", KNOTS_FILE).code == 0
    shown = everything(ours)
    os.close(ours)
    steps = [step.strip() for step in shown.split("\r") if "/" in step]
    assert [step.split()[1] for step in steps] == ["1/4", "2/4", "3/4", "4/4"]
    assert steps[-1].startswith("█" * 24)
    assert shown.endswith("\r\x1b[K")
