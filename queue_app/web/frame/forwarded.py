"""Whether requests come through a reverse proxy that the settings do not know of: then all browsers seem to be one."""

from __future__ import annotations

import logging

from flask import Flask, current_app, request

logger = logging.getLogger(__name__)

HEADERS = ("X-Forwarded-For", "X-Real-IP", "Forwarded")
WARNING = "%s says that it forwards requests, and server.proxies is 0: every browser counts as this one address"


def register(app: Flask, proxies: int) -> None:
    """Looks at each request until one came that was forwarded, where no proxy is trusted."""
    app.extensions["antrean.is_forwarded"] = False
    if proxies == 0:
        app.before_request(_look)


def is_forwarded() -> bool:
    """Whether this process has been sent a request that somebody forwarded, and trusts nobody who does."""
    return bool(current_app.extensions["antrean.is_forwarded"])


def _look() -> None:
    if not is_forwarded() and any(name in request.headers for name in HEADERS):
        current_app.extensions["antrean.is_forwarded"] = True
        logger.warning(WARNING, request.remote_addr)
