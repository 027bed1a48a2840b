"""Stores that cannot be used, each made out of one that can."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096


def text_file(path: Path) -> None:
    path.write_text("Dear diary, today I learned to tie a bowline.\n" * 10, encoding="utf-8")


def short_file(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def another_programs_file(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table bookmark (url text)")


def newer_schema(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("pragma user_version = 99")


def overwritten_pages(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:PAGE].ljust(path.stat().st_size, b"\xff"))


def overwritten_schema(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xfe" * (PAGE - 100) + content[PAGE:])


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: PAGE + 10])


def missing_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("drop table current")


def overwritten_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update roadmap set tree = cast(x'ff' || substr(tree, 2) as text)")


def overwritten_tree(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update roadmap set tree = '[[' || tree")


def overwritten_topics(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update roadmap set tree = replace(tree, '\"nodes\":[', '\"nodes\":[[[')")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BAD_STORES: dict[Callable[[Path], None], str] = {
    text_file: "is no SQLite file",
    short_file: "is no SQLite file",
    another_programs_file: "of another program",
    newer_schema: "written by a newer version of tracker (schema 99",
    overwritten_pages: "is damaged",
    overwritten_schema: "is damaged",
    cut_off: "is damaged",
    missing_table: "lacks a part of its schema",
    a_folder: "cannot be read",
}
"""Ways to spoil a store, and what is said about it then."""

GARBLED_STORES: dict[Callable[[Path], None], str] = {
    overwritten_text: "a text is of another type",
    overwritten_tree: "Expecting",
    overwritten_topics: "Expecting",
}
"""Ways to spoil every roadmap of a store that stays sound for SQLite, and what is said of each."""
