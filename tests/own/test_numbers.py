"""A number of a stranger may be of any size, or none at all; every file says so in a sentence, or does without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.own.conftest import Write

HUGE = "1" + "0" * 400
HEX = "0x" + "f" * 5_000  # TOML's parser reads it, and Python refuses to write it in decimal
NUMBERS = (HUGE, f"-{HUGE}", "1e309", "-1e309", "NaN", "-1", "true", '"3"')
TOML_NUMBERS = (HUGE, HEX, "inf", "nan", "-1", "true")


def roadmap(hours: str = "1", version: str = "1") -> str:
    topic = f'{{"id": "plan/a", "title": "A", "mark": "todo", "hours": {hours}}}'
    return f'{{"format": "tracker-roadmap", "version": {version}, "title": "Plan", "children": [{topic}]}}'


def overlay(hours: str = "1", order: str = "1", version: str = "1") -> str:
    record = f'{{"id": "git/x", "roadmap": "git", "under": "git", "title": "X", "hours": {hours}, "order": {order}}}'
    return f'{{"format": "tracker-overlay", "version": {version},\n"records": [{record}]}}'


def backup(hours: str = "1", version: str = "1", *, record: str = "1", order: str = "1") -> str:
    uid, when = "01a21f70-cb6c-7362-8a2a-82db8823f6e0", "2026-01-31T12:00:00.000Z"
    value = json.dumps(f'{{"title": "X", "hours": {record}, "order": {order}}}')
    event = (
        f'{{"uid": "{uid}", "at": "{when}", "device": "d", "act": "{uid}", "why": "do", "reverses": null,'
        f' "field": "layer", "subject": "git/x", "value": {value}, "was": null}}'
    )
    topic = f'{{"id": "evil/a", "title": "A", "hours": {hours}}}'
    profile = '{"about": "", "day": "", "neighbours": "", "way_in": "", "ready": "", "aliases": []}'
    root = f'{{"key": "evil", "title": "Evil", "children": [{topic}]}}'
    roadmap = f'{{"id": "evil", "kind": "own", "title": "E", "summary": "", "profile": {profile}, "root": {root}}}'
    kept = (
        f'{{"source": "evil", "version": "v1", "loaded_at": "{when}", "roadmaps": [{roadmap}], "cards": {{}},'
        f' "anchors": {{}}}}'
    )
    return f'{{"format": "tracker-backup", "version": {version},\n"journal": [{event}], "editions": [{kept}]}}'


FILES = {
    **{f"a roadmap's hours {n[:9]}": roadmap(hours=n) for n in NUMBERS},
    **{f"a roadmap's version {n[:9]}": roadmap(version=n) for n in NUMBERS},
    **{f"an overlay's hours {n[:9]}": overlay(hours=n) for n in NUMBERS},
    **{f"an overlay's order {n[:9]}": overlay(order=n) for n in NUMBERS if n != "-1"},
    **{f"an overlay's version {n[:9]}": overlay(version=n) for n in NUMBERS},
    **{f"a backup's hours {n[:9]}": backup(hours=n) for n in NUMBERS},
    **{f"a backup's record {n[:9]}": backup(record=n) for n in NUMBERS},
    **{f"a backup's order {n[:9]}": backup(order=n) for n in NUMBERS if n != "-1"},
    **{f"a backup's version {n[:9]}": backup(version=n) for n in NUMBERS},
}


@pytest.mark.parametrize("name", FILES)
def test_a_number_that_cannot_be_is_refused_in_a_sentence(name: str, small_home: Path, cli: Run, write: Write) -> None:
    ran = cli("import", write("evil.json", FILES[name]), "--yes")
    assert (ran.code, ran.stdout) == (4, ""), ran.stderr
    assert "damaged" in ran.stderr or "this program reads up to 1" in ran.stderr
    assert len(ran.stderr) < 500


@pytest.mark.parametrize("make", [roadmap, overlay, backup])
def test_the_same_files_with_usual_numbers_come_in(make: object, small_home: Path, cli: Run, write: Write) -> None:
    ran = cli("import", write("fine.json", make()), "--yes")  # type: ignore[operator]
    assert ran.code == 0, ran.stderr


@pytest.mark.parametrize("number", TOML_NUMBERS)
@pytest.mark.parametrize("field", ["hours", "version"])
def test_a_number_in_a_toml_file_is_refused_in_a_sentence(
    field: str, number: str, small_home: Path, cli: Run, write: Write
) -> None:
    numbers = {"hours": "1", "version": "1"} | {field: number}
    text = f'format = "tracker-roadmap"\nversion = {numbers["version"]}\ntitle = "Plan"\n[[children]]\ntitle = "A"\n'
    ran = cli("import", write("evil.toml", f'{text}id = "p/a"\nmark = "todo"\nhours = {numbers["hours"]}\n'), "--yes")
    assert (ran.code, ran.stdout) == (4, ""), ran.stderr


@pytest.mark.parametrize("number", TOML_NUMBERS)
@pytest.mark.parametrize("field", ["hours", "title", "order"])
def test_a_number_in_a_file_of_the_library_is_a_finding(
    field: str, number: str, small_home: Path, cli: Run, write: Write
) -> None:
    """None is looked at as such where a text has to stand; `order` is a key that this table does not have."""
    fields = {"id": '"evil/a"', "title": '"A"', "level": '"basic"', "hours": "1", "done_when": '"B"'} | {field: number}
    topic = "".join(f"{key} = {value}\n" for key, value in fields.items())
    head = 'id = "evil"\ntitle = "Evil"\nsummary = "S"\nabout = "A"\n[[sections]]\ntitle = "S"\n[[sections.topics]]\n'
    ran = cli("check", write("evil.toml", head + topic))
    assert ran.code == 4
    assert "evil.toml:" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("number", [HUGE, "1e309", "-1", "NaN", "\u0663"])
def test_hours_of_a_table_that_are_no_number_are_none(number: str, small_home: Path, cli: Run, write: Write) -> None:
    columns = "id,title,mark,level,hours,group,counts,done_when,needs,link,note"
    path = write("evil.csv", f"{columns}\nplan/a,A,todo,basic,{number},,yes,,,,\n")
    assert cli("import", path, "--yes", "--id", "plan").code == 0
    assert cli("show", "plan", "--json").json()["children"][0]["hours"] == 0
