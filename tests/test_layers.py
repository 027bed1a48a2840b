"""What a process really imports: a static graph cannot see an import inside a function, `sys.modules` can."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tracker
from tests.conftest import environment
from tests.metrics import in_cycles, sources

HEAVY = {"textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "pydantic", "tomllib", "asyncio"}

COMMAND = """
import contextlib, io, json, sys
sys.argv = ["tracker", *sys.argv[1:]]
from tracker.__main__ import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main()
print(json.dumps([code, sorted(sys.modules)]))
"""

NETWORK = {
    "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "urllib.error",
    "urllib.request", "webbrowser", "xmlrpc", "aiohttp", "httpx", "requests",
}  # fmt: skip

OF_THE_CORE = {
    "__future__", "abc", "bisect", "collections", "contextlib", "dataclasses", "difflib", "enum", "functools", "gc",
    "hashlib", "heapq", "itertools", "json", "math", "operator", "re", "string", "tracker", "typing", "unicodedata",
    "urllib.parse", "zlib",
}  # fmt: skip
"""What the core may import: values and text, and no door to the outside."""

EVERY_MODULE_OF = """
import json, pkgutil, sys
from importlib import import_module
before = set(sys.modules)
package = import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    if ".migrations" not in module.name:  # Alembic runs these
        import_module(module.name)
print(json.dumps([0, sorted(set(sys.modules) - before)]))
"""


def imported(script: str, home: Path, *words: str) -> set[str]:
    """The modules of a process that has run `script`."""
    command = [sys.executable, "-c", script, *words]
    ran = subprocess.run(command, env=environment(home), capture_output=True, text=True, check=True)
    code, modules = json.loads(ran.stdout)
    assert code == 0
    return set(modules)


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.usefixtures("bundled_home")
@pytest.mark.parametrize(
    "words",
    [
        ["status", "docker"],
        ["status", "ai-engineer", "--json"],
        ["status", "ai-engineer", "--why"],
        ["tick", "docker/run-container"],
        ["target", "ai-engineer"],
        ["roles"],
        ["show", "docker"],
        ["undo"],
        ["paths"],
    ],
    ids=" ".join,
)
def test_cli_does_not_import_textual(words: list[str], home: Path) -> None:
    """Nor the ORM, nor what validates roadmap files: on a store that exists, none of them is needed."""
    modules = imported(COMMAND, home, *words)
    assert packages(modules) & HEAVY == set()
    assert not {module for module in modules if module.startswith("tracker.tui")}
    assert "tracker.cli.main" in modules


@pytest.mark.usefixtures("bundled_home")
def test_a_command_imports_only_the_modules_of_its_own(home: Path) -> None:
    """Each command costs time, so one is imported and the others are not."""
    modules = imported(COMMAND, home, "status", "docker")
    commands = {module for module in modules if module.startswith("tracker.cli.commands.")}
    assert commands == {"tracker.cli.commands.status"}


def test_the_core_imports_the_standard_library_only(home: Path) -> None:
    modules = imported(EVERY_MODULE_OF, home, "tracker.core")
    assert "tracker.core.progress.measure" in modules
    assert {
        module for module in modules if module.startswith("tracker.") and not module.startswith("tracker.core")
    } == set()
    assert packages(modules) - sys.stdlib_module_names == {"tracker"}


def test_the_core_reads_no_disk_no_clock_and_no_network(home: Path) -> None:
    modules = imported(EVERY_MODULE_OF, home, "tracker.core")
    assert modules & {"sqlite3", "socket", "subprocess", "asyncio", "tempfile", "platformdirs"} == set()


@pytest.mark.parametrize(
    ("layer", "above"),
    [
        ("tracker.store", ["tracker.formats", "tracker.workspace", "tracker.cli", "tracker.tui"]),
        ("tracker.settings", ["tracker.store", "tracker.formats", "tracker.workspace", "tracker.cli", "tracker.tui"]),
        ("tracker.formats", ["tracker.store", "tracker.workspace", "tracker.cli", "tracker.tui"]),
        ("tracker.wording", ["tracker.store", "tracker.formats", "tracker.workspace", "tracker.cli", "tracker.tui"]),
        ("tracker.workspace", ["tracker.authoring", "tracker.cli", "tracker.tui", "textual"]),
        ("tracker.cli", ["tracker.tui", "textual"]),
    ],
)
def test_a_layer_imports_nothing_from_beside_or_above(layer: str, above: list[str], home: Path) -> None:
    modules = imported(EVERY_MODULE_OF, home, layer)
    assert len([module for module in modules if module.startswith(layer)]) > 3
    assert {module for module in modules if module.startswith(tuple(above))} == set()


@pytest.mark.usefixtures("bundled_home")
@pytest.mark.parametrize(
    "words",
    [
        ["next", "docker"],
        ["history"],
        ["skills"],
        ["note", "docker/run-container", "text"],
        ["export", "docker", "-o", "docker.md"],
        ["import", "plan.md", "--dry-run"],
        ["update"],
        ["check"],
        ["check", "--stats"],
        ["doctor"],
        ["backup"],
    ],
    ids=" ".join,
)
def test_no_command_but_those_about_the_app_needs_a_screen_or_a_network(
    words: list[str], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.md").write_text("- [ ] One\n- [ ] Two\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    modules = imported(COMMAND, home, *words)
    assert packages(modules) & {"textual", "rich"} == set()
    assert not {module for module in modules if module.startswith(("tracker.tui", "tracker.authoring.link"))}


def imports(path: Path) -> set[str]:
    """What a file imports, also inside functions, each name with the module that it is taken from."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_the_core_imports_what_it_may_and_nothing_else_inside_functions_either() -> None:
    """The contracts can name modules only that are imported somewhere."""
    root = Path(tracker.__file__).parent / "core"
    names = {name for path in root.rglob("*.py") for name in imports(path)}
    others = {
        name for name in names if not any(name == module or name.startswith(f"{module}.") for module in OF_THE_CORE)
    }
    assert others == set()


def test_only_the_link_checker_and_serve_open_connections() -> None:
    root = Path(tracker.__file__).parent
    wanting = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(name == door or name.startswith(f"{door}.") for name in imports(path) for door in NETWORK)
    }
    assert wanting == {"authoring/link_checker.py", "cli/commands/serve.py"}


def test_no_module_leads_back_to_itself_by_imports_inside_functions_either() -> None:
    """Of modules in a cycle, none can be read or moved without the others."""
    assert in_cycles(sources("tracker")) == set()


def test_the_faces_ask_the_workspace_and_not_what_it_is_made_of() -> None:
    """Types of the store are out of their reach, but its objects are attributes of the workspace."""
    root = Path(tracker.__file__).parent
    inside = {"database", "journal", "snapshots", "catalog"}
    reaching = {
        f"{path.relative_to(root).as_posix()}:{node.lineno}"
        for face in ("cli", "tui")
        for path in (root / face).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in inside
    }
    assert reaching == set()


SAVES = re.compile(r"#.*(\d ms|\d s\b|\d %|as in `|as above|system)")
"""What is said beside an import inside a function: what it saves, where that is said, or that not every system has it.
"""


def unexplained(path: Path) -> list[int]:
    """The lines of a file with an import inside a function that neither they nor the line above explain.

    Imports that follow each other are explained together.
    """
    text = path.read_text(encoding="utf-8")
    lines, explained, wanting = text.splitlines(), set[int](), []
    inside = {
        node
        for function in ast.walk(ast.parse(text))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    for node in sorted(inside, key=lambda node: node.lineno):
        said = [*lines[node.lineno - 2 : node.lineno], lines[(node.end_lineno or node.lineno) - 1]]
        if any(map(SAVES.search, said)) or node.lineno - 1 in explained:
            explained.add(node.end_lineno or node.lineno)
        else:
            wanting.append(node.lineno)
    return wanting


def test_an_import_inside_a_function_says_what_it_saves() -> None:
    root = Path(tracker.__file__).parent
    wanting = {str(path.relative_to(root)): lines for path in root.rglob("*.py") if (lines := unexplained(path))}
    assert wanting == {}
