"""`antrean serve` with hardly a pause between spoken words: `python -m tests.browser.hasty serve ...`.

Two hundred calls take an hour of speech; so said, they take a minute. The displays are told the same pauses.
"""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

from queue_app.__main__ import main  # noqa: E402 - after the patch
from queue_app.domain.hall import speech  # noqa: E402

PAUSE_S = 0.01

if __name__ == "__main__":
    speech.PAUSES.update(dict.fromkeys(speech.PAUSES, PAUSE_S))
    sys.exit(main(sys.argv[1:]))
