"""The command `antrean`. A serving process is patched for gevent here, before anything else is imported."""

from __future__ import annotations

import sys

SERVING = {"serve", "demo"}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; answers the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in SERVING:
        from gevent import monkey  # noqa: PLC0415 - must come before SQLAlchemy, redis and ssl, and only in a server

        monkey.patch_all()
    from queue_app.cli import run  # noqa: PLC0415 - after the patch

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
