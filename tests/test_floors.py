"""The law of the house: which part may import which, in which order the wings of the actions stand, and no circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
GROUND = {"__version__", "apart", "config", "logs", "machine", "metered", "places", "texts", "unattended"}
READS = {"domain", "store", "screens", *GROUND}
DOORS = {*READS, "actions", "printing", "refusals"}
JOINS = {*DOORS, "live", "web", "reports", "simulate", "secret"}
FOR_SERVER = {"entrance", "keeping", "live", "printing", "push", "recaps", "reminders"}
# Part -> what it may import beside itself. Floors downwards only; what one floor shares with another is named.
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "apart": {"domain"},
    "logs": {"domain"},
    "metered": set(),
    "places": set(),
    "machine": set(),
    "texts": {"places"},
    "unattended": set(),
    "refusals": {"domain", "texts"},
    "closing_words": {"domain", "texts"},
    "config": {"domain", "places"},
    "secret": {"domain"},
    "store": {"closing_words", "domain", "metered", "places", "texts"},
    "actions": {"apart", "domain", "store", "places", "texts"},
    "screens": {"apart", "domain", "store", "texts", "config"},
    "printing": DOORS - {"printing"},
    # doctor: what the sheet to sign tells; printing: the fonts of all scripts
    "reports": {"doctor", "domain", "places", "printing", "screens", "store", "texts"},
    "live": DOORS,
    "doctor": {*READS, "refusals"},
    "web": {*DOORS, "doctor", "reports"},
    "simulate": {"domain", "store", "screens", "actions"},
    "kiosk": {
        "__version__",
        "closing_words",
        "config",
        "domain",
        "printing",
        "texts",
    },  # a program on another computer: no database
    "display": {"domain", "actions"},  # a tool beside the clips that it makes
    "migrations": set(),
    "mail": {"config", "domain"},
    "push": {"config", "domain"},
    "reminders": {"actions", "store", "texts"},
    "recaps": {"actions", "reports", "screens", "store"},
    "escalation": {"actions", "store", "texts"},
    "keeping": {"actions", "config", "store", "unattended"},
    "daily": {"actions", "domain", "escalation", "metered", "recaps", "store", "unattended"},
    "application": {"config", "push", "secret", "store", "live", "web"},
    "server": {
        "actions",
        "application",
        "config",
        "daily",
        "escalation",
        "logs",
        "mail",
        "secret",
        "store",
        *FOR_SERVER,
    },
    "demo": {"actions", "config", "domain", "server", "store"},
    "entrance": {"texts"},
    "cli": {*JOINS, "demo", "doctor", "keeping", "server"},
    "__init__": {"application", "config", "store"},
    "__main__": {"cli"},
}
WINGS = ("office", "paper", "queue", "hall")  # an action may import of its own wing and of those before it
ABOVE = {"evidence", "citizen"}  # of all of WINGS, and never of each other


def files() -> Iterator[Path]:
    for folder in ("queue_app", "kiosk", "display", "migrations"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def module_of(file: Path) -> str:
    return file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def part_of(module: str) -> str:
    """queue_app.store.queue.tickets -> store; queue_app itself -> __init__."""
    first, *rest = module.split(".")
    return (rest[0] if rest else "__init__") if first == "queue_app" else first


@cache
def imports() -> dict[str, frozenset[str]]:
    """Module -> the modules of ours that it imports, wherever in the file."""
    known = {module_of(file) for file in files()}
    return {module_of(file): frozenset(_imported(file, known)) for file in files()}


def _imported(file: Path, known: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                if full in known:
                    yield full
                elif node.module in known:
                    yield full if node.module == "queue_app" else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)


def test_each_part_imports_only_what_it_may() -> None:
    broken = [
        f"{module} -> {other}"
        for module, others in imports().items()
        for other in sorted(others)
        if part_of(other) not in {part_of(module), *MAY_IMPORT[part_of(module)]}
    ]

    assert broken == []


def test_what_may_import_what_has_no_circle() -> None:
    allowed = {f"part.{name}": frozenset(f"part.{each}" for each in may) for name, may in MAY_IMPORT.items()}

    assert circles(allowed) == []


def test_the_wings_of_the_actions_stand_in_order() -> None:
    broken = [
        f"{module} -> {other}"
        for module, others in imports().items()
        for other in sorted(others)
        if part_of(module) == part_of(other) == "actions" and not may_follow(wing_of(module), wing_of(other))
    ]

    assert broken == []


def test_no_module_imports_itself_by_a_circle() -> None:
    assert circles(imports()) == []


def test_a_circle_would_be_seen() -> None:
    assert circles({"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("b")}) == [["b", "c"]]


def test_a_wing_that_looks_up_or_across_would_be_seen() -> None:
    assert [may_follow(*pair) for pair in (("hall", "queue"), ("queue", "hall"), ("paper", "queue"))] == [
        True, False, False,
    ]  # fmt: skip
    assert [may_follow(*pair) for pair in (("evidence", "hall"), ("evidence", "citizen"), ("hall", "evidence"))] == [
        True, False, False,
    ]  # fmt: skip


def wing_of(module: str) -> str:
    return module.split(".")[2]


def may_follow(wing: str, other: str) -> bool:
    """Whether an action of the one wing may import one of the other."""
    if wing == other:
        return True
    if wing in ABOVE:
        return other in WINGS
    return other in WINGS[: WINGS.index(wing)]


def circles(graph: dict[str, frozenset[str]]) -> list[list[str]]:
    """Every knot of modules that reach each other, by Tarjan's algorithm."""
    found: list[list[str]] = []
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            knot = [stack.pop()]
            while knot[-1] != node:
                knot.append(stack.pop())
            if len(knot) > 1:
                found.append(sorted(knot))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found
