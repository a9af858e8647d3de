"""`antrean serve` that asks its screens every half second whether they are there, and waits as long for the answer."""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

from queue_app import application  # noqa: E402 - after the patch
from queue_app.__main__ import main  # noqa: E402

if __name__ == "__main__":
    application.PING_EVERY_S = application.PONG_WITHIN_S = 0.5
    sys.exit(main(sys.argv[1:]))
