"""What every test may ask for."""

from __future__ import annotations

import signal

from hypothesis import settings

# No deadline: how long one example takes on a shared machine says nothing about the code.
settings.register_profile("office", deadline=None)
settings.load_profile("office")
pytest_plugins = ["tests.servers.fixtures", "tests.databases", "tests.offices"]


def pytest_configure() -> None:
    """Let a run that is told to end (a CI's time limit) stop its servers as one that is interrupted by hand does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
