"""The rooms of the program and the imports between them, read from the files. What `draw_architecture` draws."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE = "queue_app"
BESIDE = ("kiosk",)  # a folder of the program beside the package
Modules = Mapping[str, Path]  # dotted name -> file
Ways = Counter[tuple[str, str]]  # (from, to) -> how many imports lead from one room into another


def modules() -> Modules:
    """Every module of the program, packages among them."""
    files = [file for folder in (HOUSE, *BESIDE) for file in sorted((ROOT / folder).rglob("*.py"))]
    return {_dotted(file): file for file in files}


def _dotted(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(name: str, known: Modules) -> set[str]:
    """The modules of the program that one module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(known[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(name, node, known)
            found |= {f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names}
    return found & {*known} - {name}


def _base(name: str, node: ast.ImportFrom, known: Modules) -> str:
    """The package that the names come from; a dot stands for the one that the module lies in."""
    if not node.level:
        return node.module or ""
    inside = [*name.split("."), ""] if known[name].name == "__init__.py" else name.split(".")
    return ".".join([*inside[: -node.level], *filter(None, [node.module])])


def room_of(module: str, known: Modules) -> str:
    """queue_app.actions.queue.calls -> "actions/queue"; "" for a file of the package itself, such as texts.

    What lies deeper belongs to the room around it.
    """
    parts = module.removeprefix(HOUSE).strip(".").split(".")
    folders = parts if known[module].name == "__init__.py" else parts[:-1]
    return "/".join(folders[:2])


def rooms(known: Modules) -> list[str]:
    """The folders that hold code, by name."""
    return sorted({room_of(name, known) for name, file in known.items() if file.name != "__init__.py"} - {""})


def ways(known: Modules) -> Ways:
    """Every way between two rooms. What the package's own files import is no way: they join, or are known to all."""
    found = ((room_of(name, known), room_of(each, known)) for name in known for each in imports(name, known))
    return Counter((start, end) for start, end in found if start and end and start != end)


def own_files(known: Modules) -> Iterator[tuple[str, set[str]]]:
    """The files that lie in no room, by name, each with the folders of the house that it imports from."""
    for name, file in known.items():
        if room_of(name, known) == "" and not file.name.startswith("__"):
            folders = {room_of(each, known).split("/")[0] for each in imports(name, known)}
            yield name.removeprefix(f"{HOUSE}."), folders - {""}
