"""What every test may ask for."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

from tests.budget import Budget
from tests.on_postgresql import OnPostgresql, stays
from tests.once import compile_once

# No deadline: how long one example takes on a shared machine says nothing about the code.
settings.register_profile("office", deadline=None)
settings.load_profile("office")
compile_once()
pytest_plugins = ["tests.servers.fixtures", "tests.databases", "tests.offices", "tests.evidence"]


def pytest_configure(config: pytest.Config) -> None:
    """Let a run that is told to end (a CI's time limit) stop its servers as one that is interrupted by hand does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.pluginmanager.register(OnPostgresql(config))
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Budget(config))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not stays(item):
            item.add_marker(pytest.mark.long)
