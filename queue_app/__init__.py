"""Antrean: queue and service desk of public offices.

Nothing heavy is imported here: `antrean serve` must patch the standard library for gevent before anything else loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from queue_app.config import Config
    from queue_app.store.desk import Desk

__version__ = "0.11.0"


def create_app(config: Config, desk: Desk, *, async_mode: str = "threading") -> Flask:
    """The whole program around one desk; see `queue_app.application`."""
    from queue_app import application  # noqa: PLC0415 - see above

    return application.create_app(config, desk, async_mode=async_mode)
