"""What the shape of the code measures: sizes, cycles, types, docstrings, and the files that one act runs through.

Run it by ``python -m tests.metrics``; ``--flows`` adds how many files of the program execute in a tick in the app, an
import of three boxes and a status. Imports inside functions are counted, those for type checkers only are not.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import io
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple
from unittest.mock import patch

from tracker.cli.main import run
from tracker.tui.app import TrackerApp
from tracker.tui.screens.study import StudyScreen
from tracker.workspace import Workspace

ROOT = Path(__file__).parent.parent
LONG_FILE, LONG_FUNCTION = 300, 50
"""Lines; beyond them a file or a function needs a reason. They are the marks of the review that this repeats."""


class Source(NamedTuple):
    """One file of code."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n")


def sources(package: str) -> list[Source]:
    """Every module below a top-level package."""
    modules = []
    for path in sorted((ROOT / package).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        modules.append(Source(name, text, ast.parse(text)))
    return modules


def functions(every: list[Source]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function and method, with the module it stands in."""
    for source in every:
        for node in ast.walk(source.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield source.name, node


def length(node: ast.stmt) -> int:
    """Lines from the first to the last of a definition."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_typed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether every argument but self and cls, and the result, has a type."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = [argument for argument in arguments if argument.arg not in {"self", "cls"}]
    return function.returns is not None and all(argument.annotation is not None for argument in named)


def imports(source: Source, names: set[str]) -> set[str]:
    """The modules among `names` that a module imports, also inside functions."""
    modules: set[str] = set()
    skipped = {
        inner
        for node in ast.walk(source.tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(source.tree):
        if node in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            modules |= (whole & names) or ({node.module} & names)
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names} & names
    return modules - {source.name}


def in_cycles(every: list[Source]) -> set[str]:
    """The modules that lead back to themselves by imports."""
    names = {source.name for source in every}
    graph = {source.name: imports(source, names) for source in every}
    while leaves := {name for name, below in graph.items() if not below & graph.keys()}:
        graph = {name: below for name, below in graph.items() if name not in leaves}
    while True:
        used = set[str]().union(*graph.values())
        roots = graph.keys() - used
        if not roots:
            return set(graph)
        graph = {name: below for name, below in graph.items() if name not in roots}


def shape() -> Iterator[tuple[str, object]]:
    """Each figure with its name."""
    code, tests = sources("tracker"), sources("tests")
    sizes = [source.lines for source in code]
    classes = [(length(node), node.name) for s in code for node in ast.walk(s.tree) if isinstance(node, ast.ClassDef)]
    methods = [node for _, node in functions(code)]
    described = [method for method in methods if ast.get_docstring(method)]
    text = "\n".join(source.text for source in code)
    lazy = sum(
        isinstance(node, (ast.Import, ast.ImportFrom)) for _, method in functions(code) for node in ast.walk(method)
    )
    yield "files", len(code)
    yield "lines", sum(sizes)
    yield "biggest class", "{} {}".format(*max(classes))
    yield "median file", statistics.median(sizes)
    yield f"files over {LONG_FILE} lines", sum(size > LONG_FILE for size in sizes)
    yield "longest file", max(sizes)
    yield f"functions over {LONG_FUNCTION} lines", sum(length(method) > LONG_FUNCTION for method in methods)
    yield "longest function", max(map(length, methods))
    yield "modules in a cycle", len(in_cycles(code))
    yield "functions typed", f"{100 * sum(map(is_typed, methods)) / len(methods):.1f} %"
    yield "functions with a docstring", f"{100 * len(described) / len(methods):.0f} %"
    yield "imports inside functions", lazy
    yield "Any", sum(isinstance(node, ast.Name) and node.id == "Any" for s in code for node in ast.walk(s.tree))
    for words in ("cast(", "type: ignore", "noqa"):
        yield words, text.count(words)
    yield "test functions", sum(method.name.startswith("test_") for _, method in functions(tests))
    yield "test lines per line", f"{sum(source.lines for source in tests) / sum(sizes):.2f}"


@contextmanager
def executed() -> Iterator[set[str]]:
    """Fills a set with the files of the program in which a function is entered meanwhile, in any thread."""
    files: set[str] = set()
    inside = str(ROOT / "tracker")

    def profile(frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_name != "<module>" and code.co_filename.startswith(inside):
            files.add(code.co_filename)

    threading.setprofile(profile)
    sys.setprofile(profile)
    try:
        yield files
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def flows() -> Iterator[tuple[str, int]]:
    """How many files run in three acts of a user, each in a home that has the roadmaps loaded."""
    with tempfile.TemporaryDirectory() as home, patch.dict("os.environ", {"TRACKER_HOME": home}):
        plan = Path(home, "plan.md")
        plan.write_text("# Plan\n\n- [x] One\n- [ ] Two\n- [ ] Three\n", encoding="utf-8")
        _command("target", "ai-engineer")
        yield "status", _command("status")
        yield "import of three boxes", _command("import", str(plan), "--yes")
        yield "tick in the app", asyncio.run(_tick())


def _command(*words: str) -> int:
    with executed() as files, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        run(words)
    return len(files)


async def _tick() -> int:
    with Workspace.open() as workspace:
        app = TrackerApp(workspace)
        async with app.run_test(size=(120, 40)) as pilot:
            await app.push_screen(StudyScreen(app.session, "docker"))
            await pilot.press("j", "j")
            await pilot.pause()
            with executed() as files:
                await pilot.press("space")
                await pilot.pause()
                await app.session.written()
            return len(files)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.metrics", description=__doc__)
    parser.add_argument("--flows", action="store_true", help="count the files that run in three acts of a user, too")
    args = parser.parse_args()
    for name, figure in shape():
        print(f"{name:<32}{figure}")
    if args.flows:
        for name, count in flows():
            print(f"files in: {name:<22}{count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
