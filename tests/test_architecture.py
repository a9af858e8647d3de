"""The house rules that a reader would otherwise have to believe; which part may import which is in test_floors."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import queue_app

HOUSE = Path(queue_app.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
FRAMEWORKS = {"flask", "sqlalchemy", "gevent", "socketio", "flask_socketio", "alembic", "psycopg", "redis"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def name_of(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


@functools.cache
def source_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@functools.cache
def tree_of(file: Path) -> ast.Module:
    """Parsed once for all rules."""
    return ast.parse(source_of(file))


def offenders(rule: Callable[[Path], Iterable[object]], files: Iterable[Path] = FILES) -> dict[str, list[object]]:
    """What the rule finds in each file where it finds something: all of them, however many there are."""
    found = {name_of(file): [*rule(file)] for file in files}
    return {name: faults for name, faults in found.items() if faults}


def imports_of(file: Path) -> Iterator[str]:
    """Every module that the file imports, `from queue_app.store import log` as queue_app.store.log."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_of(file: Path) -> Iterator[tuple[str, int]]:
    """Every `x.name(...)` as (name, line)."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node.lineno


def lines_calling(names: set[str], file: Path) -> list[int]:
    return [line for name, line in calls_of(file) if name in names]


def outside_of(floor: str) -> list[Path]:
    return [file for file in FILES if name_of(file).split("/")[0] != floor]


def test_the_domain_knows_no_framework_no_clock_and_no_files() -> None:
    outside = FRAMEWORKS | {"os", "pathlib", "time", "socket", "random", "secrets", "subprocess"}
    domain = sorted((HOUSE / "domain").rglob("*.py"))

    assert offenders(lambda file: {each.split(".")[0] for each in imports_of(file)} & outside, domain) == {}
    assert offenders(lambda file: lines_calling({"now", "utcnow", "today"}, file), domain) == {}


def test_only_the_store_commits() -> None:
    assert offenders(lambda file: lines_calling({"commit"}, file), outside_of("store")) == {}


def test_only_live_speaks_to_sockets() -> None:
    assert offenders(lambda file: lines_calling({"emit"}, file), outside_of("live")) == {}


def test_no_file_is_named_for_nothing() -> None:
    assert offenders(lambda file: {*name_of(file).removesuffix(".py").split("/")} & FORBIDDEN_NAMES) == {}


def test_files_and_functions_stay_short() -> None:
    def long(file: Path) -> Iterable[object]:
        functions = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef)]
        return [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= LONGEST_FUNCTION]

    assert offenders(long) == {}
    assert [name_of(file) for file in FILES if len(source_of(file).splitlines()) > LONGEST_FILE] == []


def test_every_module_says_what_is_in_it() -> None:
    assert [name_of(file) for file in FILES if not ast.get_docstring(tree_of(file))] == []
