"""What runs on PostgreSQL each time: every address, every verb, every statement and every constraint, once.

On SQLite every test runs. Its double on PostgreSQL is left to `make test-long`, unless on_postgresql.list names it or
its file stays whole. The list was chosen by what all doubles asked of PostgreSQL: its tests make every statement that
any of them makes. That they still reach every address and every action is proved by each whole run.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request, request_finished

import queue_app
from queue_app.store.desk import Desk

ACTIONS = Path(queue_app.__file__).parent / "actions"
NAMED = frozenset(Path(__file__).with_suffix(".list").read_text(encoding="utf-8").split())
WHOLE = (  # constraints, what only two at once can break, and the model of all verbs
    "tests/store/",
    "tests/actions/queue/test_concurrency.py",
    "tests/actions/queue/test_verbs_machine.py",
    "tests/live/test_paper.py",
    "tests/printing/test_killed.py",
    "tests/printing/test_two_servers.py",
)
ONLY_REFUSED = {  # in this process; browsers get them done
    "POST /admin/services/standard/<code>/<day>", "POST /counter/cancel", "POST /counter/note",
    "GET /training/<path:name>",  # to everybody: it says that the training is over
}  # fmt: skip
NEVER_ASKED = {"office.accounts.begin", "office.training.found"}  # a training's copy is a SQLite file in every office
NOT_OURS = {"HEAD", "OPTIONS"}
Opening = Callable[..., AbstractContextManager[Any]]
OPENINGS = ("transaction", "beside")  # of a desk


def stays(item: pytest.Item) -> bool:
    """Whether the test runs each time."""
    callspec = getattr(item, "callspec", None)
    is_double = callspec is not None and "postgresql" in map(str, callspec.params.values())
    return not is_double or item.nodeid.startswith(WHOLE) or name_of(item) in NAMED


def name_of(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


class OnPostgresql:
    """Notes what is asked of PostgreSQL, in each process that runs tests, and in the end whether that was all."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.wanted: set[str] = set(verbs()) - NEVER_ASKED
        self.asked: set[str] = set()
        self.gone: set[str] = set()  # names of the list that no test has any more
        request_finished.connect(self._note_address)
        for name in OPENINGS:
            setattr(Desk, name, self._noted(getattr(Desk, name)))

    def _note_address(self, sender: Flask, response: Response) -> None:
        if sender.extensions["antrean.desk"].database.is_sqlite or not request.url_rule:
            return
        self.wanted.update(addresses(sender))
        address = f"{request.method} {request.url_rule.rule}"
        if response.status_code < 400 or address in ONLY_REFUSED:
            self.asked.add(address)

    def _noted(self, own: Opening) -> Opening:
        def opened(desk: Desk, *office: int) -> AbstractContextManager[Any]:
            if not desk.database.is_sqlite:
                frame = sys._getframe(1)
                module = frame.f_globals["__name__"].removeprefix("queue_app.actions.")
                self.asked.add(f"{module}.{frame.f_code.co_qualname.split('.')[0]}")
            return own(desk, *office)

        return opened

    @property
    def missing(self) -> list[str]:
        return sorted(self.wanted - self.asked) + sorted(f"no test is named {name}" for name in self.gone)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.gone = {*NAMED} - {name_of(item) for item in session.items}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for name in ("wanted", "asked", "gone"):
            getattr(self, name).update(getattr(node, "workeroutput", {}).get(name, ()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput.update(wanted=[*self.wanted], asked=[*self.asked], gone=[*self.gone])
        elif is_whole(self._config) and session.exitstatus == pytest.ExitCode.OK and self.missing:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for each in self.missing if is_whole(self._config) else []:
            terminalreporter.write_line(f"not on PostgreSQL; tests/on_postgresql.list wants a test: {each}", red=True)


def is_whole(config: pytest.Config) -> bool:
    """Whether every test runs, and not a part that somebody asked for."""
    is_of_all = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    is_part = any(config.getoption(name, default=False) for name in ("keyword", "collectonly", "lf", "deselect"))
    return is_of_all and not is_part


def verbs() -> Iterator[str]:
    """Every function of the actions that opens a transaction, as queue.calls.call_next."""
    for file in ACTIONS.rglob("*.py"):
        module = ".".join(file.relative_to(ACTIONS).with_suffix("").parts)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and opens(node):
                yield f"{module}.{node.name}"


def opens(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr in OPENINGS for each in ast.walk(node))


def addresses(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        yield from (f"{method} {rule.rule}" for method in (rule.methods or set()) - NOT_OURS)
