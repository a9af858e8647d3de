"""`antrean serve` by a clock that a test moves: `python -m tests.browser.held_clock FILE serve ...`.

The clock shows what stands in the file, and stands still as long as nobody writes another time there.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from gevent import monkey

monkey.patch_all()

from queue_app import server  # noqa: E402 - after the patch
from queue_app.__main__ import main  # noqa: E402
from queue_app.config import Config  # noqa: E402
from queue_app.store.desk import Desk  # noqa: E402


def held(file: Path) -> None:
    """Lets the server's desk read its clock in the file."""
    open_desk = server.open_desk

    def open_held(config: Config) -> Desk:
        desk = open_desk(config)
        desk.clock = lambda: datetime.fromisoformat(file.read_text(encoding="ascii"))
        return desk

    server.open_desk = open_held


if __name__ == "__main__":
    held(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
