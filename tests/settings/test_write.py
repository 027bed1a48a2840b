"""The theme a person picked is kept, and nothing else of their file is touched."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.errors import UsageError
from tracker.settings.write import write_theme


def test_a_new_file_holds_the_theme(file: Path) -> None:
    write_theme(file, "nord")
    assert file.read_text(encoding="utf-8") == 'theme = "nord"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# mine\ntheme = "a"  # dark\nmouse = false\n', '# mine\ntheme = "nord"  # dark\nmouse = false\n'),
        ("mouse = false\n  'theme'='a'", "mouse = false\n  'theme'=\"nord\""),
        ("# mine\nmouse = false\n", '# mine\nmouse = false\ntheme = "nord"\n'),
        (
            'mouse = false # no\n\n# keys\n[keys]\n"a.b" = "x"\n',
            'mouse = false # no\n\n# keys\ntheme = "nord"\n\n[keys]\n"a.b" = "x"\n',
        ),
        ('[keys]\n"theme" = "x"\n', 'theme = "nord"\n\n[keys]\n"theme" = "x"\n'),
        ('mouse = false\r\ntheme = "a"\r\n', 'mouse = false\r\ntheme = "nord"\r\n'),
        ("mouse = false\r\n[keys]\r\n", 'mouse = false\r\ntheme = "nord"\n\n[keys]\r\n'),
        ("#:schema a\n[keys]\n", '#:schema a\ntheme = "nord"\n\n[keys]\n'),
        ('note = """\ntheme = "a"\n"""\n', 'note = """\ntheme = "a"\n"""\ntheme = "nord"\n'),
        ('theme = """\na"""\n', 'theme = "nord"\n'),
        ("mouse = false", 'mouse = false\ntheme = "nord"\n'),
        ("", 'theme = "nord"\n'),
        ('\ufefftheme = "a"\n', '\ufefftheme = "nord"\n'),
    ],
)
def test_everything_else_in_the_file_stays(before: str, after: str, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(before.encode())
    write_theme(file, "nord")
    assert file.read_bytes() == after.encode()


def test_the_theme_that_stands_there_writes_nothing(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme  =  "nord"', encoding="utf-8")
    before = file.stat()
    write_theme(file, "nord")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("text", ["theme = \n", "theme = [", "\x00", 'theme = "a"\ntheme = "b"\n'])
def test_a_file_that_cannot_be_edited_safely_is_left_alone(text: str, file: Path) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="the theme is not kept"):
        write_theme(file, "nord")
    assert file.read_text(encoding="utf-8") == text


def test_a_link_to_a_file_elsewhere_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "tracker.toml"
    real.parent.mkdir()
    real.write_text('theme = "a"\n', encoding="utf-8")
    real.chmod(0o600)
    file.parent.mkdir()
    file.symlink_to(real)
    write_theme(file, "nord")
    assert file.is_symlink()
    assert real.read_text(encoding="utf-8") == 'theme = "nord"\n'
    assert real.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_behind(file: Path) -> None:
    write_theme(file, "nord")
    write_theme(file, "dracula")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


LINES = st.sampled_from(
    ["# a", "", "mouse = true", 'glyphs = "a" # b', 'theme = "x"', "[keys]", '"a.b" = "x"', "[other]", "c = 1", "\t"]
)


@given(st.lists(LINES, unique=True, max_size=8), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_the_edit_changes_the_theme_and_keeps_every_other_line(lines: list[str], theme: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "settings.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        before = tomllib.loads(file.read_text(encoding="utf-8"))
        write_theme(file, theme)
        text = file.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {**before, "theme": theme}
    kept = iter(text.split("\n"))
    assert all(line in kept for line in lines if line.strip() and "theme" not in line)
