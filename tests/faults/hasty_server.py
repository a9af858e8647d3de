"""`antrean serve` that waits half a second for a request, instead of longer than a test may take."""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

from queue_app import server  # noqa: E402 - after the patch
from queue_app.__main__ import main  # noqa: E402

if __name__ == "__main__":
    server.ASKED_WITHIN_S = 0.5
    sys.exit(main(sys.argv[1:]))
