"""What these tests share: the bundled library as it is, and a web server on this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from tests.library.server import Server
from tracker.authoring.advice import advice
from tracker.core.roadmap.library import Library
from tracker.workspace.library_files import Report, read_files
from tracker.workspace.paths import library_folder


@pytest.fixture(scope="session")
def report() -> Report:
    """What `tracker check` finds in the bundled files."""
    folder = library_folder()
    return read_files([*folder.glob("skills/*.toml"), *folder.glob("roles/*.toml")], advise=advice)


@pytest.fixture(scope="session")
def library(report: Report) -> Library:
    """The bundled skills and roles."""
    return report.library


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A web server on 127.0.0.1, asked without any proxy in between."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    before = set(threading.enumerate())
    with Server() as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        yield server
        server.closing.set()
        for thread in set(threading.enumerate()) - before - {serving}:
            thread.join(10)
        server.shutdown()
        serving.join()
