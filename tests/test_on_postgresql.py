"""The list of what runs on PostgreSQL each time names tests that are there."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.on_postgresql import NAMED

ROOT = Path(__file__).parents[1]


def named_in(file: Path) -> set[str]:
    """The names of the file's tests, as the list has them; none where there is no such file."""
    tree = ast.parse(file.read_text(encoding="utf-8") if file.exists() else "")
    path = file.relative_to(ROOT).as_posix()
    return {f"{path}::{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_name_of_the_list_is_a_test() -> None:
    files = {ROOT / name.partition("::")[0] for name in NAMED}
    known = set[str]().union(*map(named_in, files))

    assert NAMED - known == set()
