"""`antrean serve` at another time of day: `python -m tests.browser.office_hours SECONDS serve ...`.

Pictures and demonstrations show an office in the middle of its morning, whenever they are made.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from gevent import monkey

monkey.patch_all()

from queue_app import server  # noqa: E402 - after the patch
from queue_app.__main__ import main  # noqa: E402
from queue_app.config import Config  # noqa: E402
from queue_app.store.desk import Desk, system_clock  # noqa: E402


def shifted(by: timedelta) -> None:
    """Lets the server's desk read a clock that is ahead by so much."""
    open_desk = server.open_desk

    def open_shifted(config: Config) -> Desk:
        desk = open_desk(config)
        desk.clock = lambda: _ahead(by)
        return desk

    server.open_desk = open_shifted


def _ahead(by: timedelta) -> datetime:
    return system_clock() + by


if __name__ == "__main__":
    shifted(timedelta(seconds=float(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))
