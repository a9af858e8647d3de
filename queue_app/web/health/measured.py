"""Counting requests by their address's name and the class of their status, and naming them for the log.

No path, no person. A request's name is random; whoever sees a fault on a page can say it to whoever reads the log.
"""

from __future__ import annotations

import re
import secrets
import time

from flask import Flask, Response, g, request

from queue_app import logs, metered

SLUG = re.compile(r"[a-z0-9-]{1,40}")
FAILED = 500


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_count)
    app.teardown_request(_end)


def _begin() -> None:
    g.begun = time.perf_counter()
    slug = str((request.view_args or {}).get("slug", ""))
    logs.ASKED.set(logs.Asked(secrets.token_hex(4), slug if SLUG.fullmatch(slug) else ""))


def _count(response: Response) -> Response:
    begun = g.get("begun")
    if begun is not None:
        name = request.endpoint or "none"
        metered.REQUESTS.took(time.perf_counter() - begun, name, f"{response.status_code // 100}xx")
    if response.status_code >= FAILED:
        response.headers["X-Request-ID"] = logs.ASKED.get().request
    return response


def _end(_error: BaseException | None) -> None:
    """The line may be kept: what is told next on it is of no request yet."""
    logs.ASKED.set(logs.Asked())
