"""`antrean serve` whose clocks a test moves on: `python -m tests.kiosk.hour serve ...`.

The seconds by which they stand ahead are in the file of ANTREAN_TEST_AHEAD, for the clock on the wall and for the
steady one alike: nothing was set, it is only later. A kiosk's computer reads the same file (AHEAD).
"""

from __future__ import annotations

import sys

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()

import os
from datetime import datetime, timedelta
from pathlib import Path

VARIABLE = "ANTREAN_TEST_AHEAD"
# Before the agent is run: its steady seconds are as far ahead as the file says.
AHEAD = (
    "from tests.kiosk import hour; from kiosk.alone import keeper, server_clock; real = server_clock.steady_s;"
    " server_clock.steady_s = keeper.steady_s = lambda: real() + hour.ahead_s()"
)


def ahead_s() -> float:
    return float(Path(os.environ[VARIABLE]).read_text(encoding="ascii"))


def serve() -> int:
    from queue_app import server  # noqa: PLC0415 - after the patch
    from queue_app.__main__ import main  # noqa: PLC0415
    from queue_app.store import desk  # noqa: PLC0415
    from queue_app.store.log.steady import steady_clock  # noqa: PLC0415

    wall = desk.system_clock

    def later() -> datetime:
        return wall() + timedelta(seconds=ahead_s())

    (desk.Desk.__init__.__kwdefaults__ or {})["clock"] = later
    vars(server)["steady_clock"] = lambda: (now := steady_clock())._replace(s=now.s + ahead_s())
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(serve())
