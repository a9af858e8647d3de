"""`antrean serve` that promises nobody anything, beside which one that does is measured."""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

from queue_app.__main__ import main  # noqa: E402 - after the patch
from queue_app.live.waits import Rounds  # noqa: E402

if __name__ == "__main__":
    setattr(Rounds, "start", lambda _rounds: None)  # noqa: B010 - mypy keeps methods as they are
    sys.exit(main(sys.argv[1:]))
