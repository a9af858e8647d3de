"""The house rules that a reader would otherwise have to believe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import queue_app

HOUSE = Path(queue_app.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
LAYER = {  # a file may import from its own floor and those below
    "domain": 0, "store": 1, "actions": 2, "web": 3, "live": 3, "printing": 3, "reports": 3, "cli": 3,
}  # fmt: skip
FRAMEWORKS = {"flask", "sqlalchemy", "gevent", "socketio", "flask_socketio", "alembic", "psycopg", "redis"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def name_of(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def floor_of(module: str) -> int | None:
    """queue_app.store.log.chain -> 1; None for parts that join others (the package, server, config)."""
    parts = module.split(".")
    return LAYER.get(parts[1]) if parts[0] == "queue_app" and len(parts) > 1 else None


def imports_of(file: Path) -> Iterator[str]:
    """Every module that the file imports, `from queue_app.store import log` as queue_app.store.log.chain."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_of(file: Path) -> Iterator[tuple[str, int]]:
    """Every `x.name(...)` as (name, line)."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node.lineno


each_file = pytest.mark.parametrize("file", FILES, ids=name_of)


@each_file
def test_imports_go_down_the_house_only(file: Path) -> None:
    own = floor_of(f"queue_app.{name_of(file).replace('/', '.').removesuffix('.py')}")
    if own is None:
        return

    assert [each for each in imports_of(file) if (floor_of(each) or 0) > own] == []


@each_file
def test_below_the_floor_of_joining_nothing_imports_what_joins(file: Path) -> None:
    floor = name_of(file).split("/")[0]
    joins = {"queue_app.create_app", "queue_app.server", "queue_app.cli", "queue_app.web", "queue_app.live"}

    if floor in {"domain", "store", "actions"}:
        assert [each for each in imports_of(file) if ".".join(each.split(".")[:2]) in joins] == []


@pytest.mark.parametrize("file", sorted((HOUSE / "domain").rglob("*.py")), ids=name_of)
def test_the_domain_knows_no_framework_no_clock_and_no_files(file: Path) -> None:
    roots = {each.split(".")[0] for each in imports_of(file)}

    assert roots & (FRAMEWORKS | {"os", "pathlib", "time", "socket", "random", "secrets", "subprocess"}) == set()
    assert [line for name, line in calls_of(file) if name in {"now", "utcnow", "today"}] == []


@each_file
def test_only_the_store_commits(file: Path) -> None:
    if name_of(file).split("/")[0] != "store":
        assert [line for name, line in calls_of(file) if name == "commit"] == []


@each_file
def test_only_live_speaks_to_sockets(file: Path) -> None:
    if name_of(file).split("/")[0] != "live":
        assert [line for name, line in calls_of(file) if name == "emit"] == []


@each_file
def test_no_file_is_named_for_nothing(file: Path) -> None:
    assert {*name_of(file).removesuffix(".py").split("/")} & FORBIDDEN_NAMES == set()


@each_file
def test_files_and_functions_stay_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    long = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in functions}

    assert len(source.splitlines()) <= LONGEST_FILE
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


@each_file
def test_every_module_says_what_is_in_it(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
