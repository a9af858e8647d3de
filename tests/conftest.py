"""What every test may ask for."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

from tests.once import compile_once

# No deadline: how long one example takes on a shared machine says nothing about the code.
settings.register_profile("office", deadline=None)
settings.load_profile("office")
compile_once()
pytest_plugins = ["tests.servers.fixtures", "tests.databases", "tests.offices"]


def pytest_configure() -> None:
    """Let a run that is told to end (a CI's time limit) stop its servers as one that is interrupted by hand does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


# On PostgreSQL what repeats at length is left to `make test-long`: on SQLite it runs each time.
AT_LENGTH = (
    "tests/fuzz/",
    "tests/crash/",
    "tests/live/test_two_at_once.py",
    "tests/actions/queue/test_verbs_machine.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(AT_LENGTH) and "postgresql" in item.name:
            item.add_marker(pytest.mark.long)
