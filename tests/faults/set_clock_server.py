"""`antrean serve` on a computer whose clock somebody sets: the file that ANTREAN_TEST_CLOCK names says by how much."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from gevent import monkey

monkey.patch_all()

from queue_app import server  # noqa: E402 - after the patch
from queue_app.__main__ import main  # noqa: E402
from queue_app.store.desk import Desk, system_clock  # noqa: E402


def set_clock() -> datetime:
    return system_clock() + timedelta(seconds=float(Path(os.environ["ANTREAN_TEST_CLOCK"]).read_text(encoding="ascii")))


if __name__ == "__main__":
    vars(server)["Desk"] = partial(Desk, clock=set_clock)
    sys.exit(main(sys.argv[1:]))
