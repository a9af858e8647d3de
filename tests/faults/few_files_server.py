"""`antrean serve` where a process may have few files open: as many as FEW_FILES."""

from __future__ import annotations

import os
import resource
import sys

from gevent import monkey

monkey.patch_all()

from queue_app.__main__ import main  # noqa: E402 - after the patch

if __name__ == "__main__":
    few = int(os.environ["FEW_FILES"])
    resource.setrlimit(resource.RLIMIT_NOFILE, (few, few))
    sys.exit(main(sys.argv[1:]))
