"""A writer that counts how long each change took and which were undone. It changes nothing of what they do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from queue_app import metered
from queue_app.domain.log.errors import QueueError
from queue_app.store.engines import Writer


class MeasuredWriter:
    """Stands before a database's own writer."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @contextmanager
    def transaction(self, office_id: int | None = None) -> Iterator[Connection]:
        began = time.perf_counter()
        try:
            with self._writer.transaction(office_id) as connection:
                yield connection
        except Exception as exc:
            metered.FAILURES.add(_why(exc))
            raise
        metered.TRANSACTIONS.took(time.perf_counter() - began)

    def close(self) -> None:
        self._writer.close()


def _why(error: Exception) -> str:
    """A refusal is the office's rule; the others are faults."""
    if isinstance(error, QueueError):
        return "refused"
    return "database" if isinstance(error, DBAPIError) else "program"
