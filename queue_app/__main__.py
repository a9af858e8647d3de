"""The commands `antrean` and `antrean-kiosk`.

A serving process is patched for gevent here, before anything else is imported.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from importlib.util import find_spec

SERVING = {"serve", "demo"}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; answers the exit status."""
    _speak_utf8()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in SERVING:
        from gevent import monkey  # noqa: PLC0415 - must come before SQLAlchemy, redis and ssl, and only in a server

        monkey.patch_all()
    from queue_app.cli import run  # noqa: PLC0415 - after the patch

    return run(arguments)


def kiosk(arguments: list[str] | None = None) -> int:
    """Runs the program of a kiosk's printer; answers the exit status."""
    _speak_utf8()
    inside = "queue_app.kiosk.agent" if find_spec("queue_app.kiosk") else "kiosk.agent"  # as places.find
    status: int = import_module(inside).main(arguments)
    return status


def _speak_utf8() -> None:
    """Files and pipes are UTF-8, whatever the code page: an export is read back on another computer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
